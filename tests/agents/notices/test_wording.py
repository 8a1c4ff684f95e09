"""Words are on one line where they have to be, and hold nothing that a reader cannot see."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.notices.kinds import ALWAYS, KINDS, Kind
from agents.notices.links import link
from agents.notices.told import Item, Told
from agents.notices.wording import SUBJECT, digest, harmless, words
from knowledge.brand import BRANDS_SHIPPED
from tools.notify.mail import Letter, message
from ui.web import places

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TEXT = st.text(max_size=400) | st.sampled_from(
    ["a\r\nBcc: b@x.example", "\u202egnp.exe", "\x1b[2J", "a\u2028b", "\ud800"]
)


def told(kind: Kind, text: str = "Ana") -> Told:
    return Told(
        kind=kind,
        brand=text,
        subject="a-1",
        run="r-1",
        by=text,
        requester=text,
        channel="instagram",
        rating="amber",
        roles=("brand",),
        due=AT,
        rule=text,
        status="pending",
        severity="P2",
        flags=("harm",),
        reason=text,
        head="1:" + "0" * 64,
    )


@pytest.mark.parametrize("kind", KINDS)
@given(text=TEXT)
def test_whatever_people_wrote_a_notice_is_a_letter(kind: Kind, text: str) -> None:
    said = words(told(kind, text), "Europe/Berlin")
    assert 0 < len(said.subject) <= SUBJECT
    for line in (said.subject, *said.lines):
        assert not any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in line)
    letter = Letter(
        sender="desk@x.example",
        sender_name="Copydesk",
        to="ana@x.example",
        subject=said.subject,
        text=said.text("https://desk.example"),
        key="m-1",
        at=AT,
    )
    assert set(message(letter).keys()) >= {"To", "Subject"}
    assert "Bcc" not in message(letter)


@given(text=TEXT)
def test_a_quoted_draft_stays_a_quotation(text: str) -> None:
    said = words(told("waits").model_copy(update={"text": text}), "Europe/Berlin")
    plain = words(told("waits"), "Europe/Berlin")
    assert said.lines[: len(plain.lines)] == plain.lines
    assert all(line.startswith("> ") for line in said.lines[len(plain.lines) :])


def test_a_text_is_cut_and_names_keep_their_letters() -> None:
    assert harmless("Dvořák 🌿 香水 " + "x" * 500).startswith("Dvořák 🌿 香水 xxx")
    assert len(harmless("x" * 500)) == 300


def test_links_are_the_pages_own() -> None:
    base = "https://desk.example"
    assert link(told("waits"), base) == base + places.approval("a-1")
    assert link(told("decided").model_copy(update={"status": "approved"}), base) == base + places.approval(
        "a-1", "done"
    )
    assert link(told("p1"), base) == base + places.case("a-1")
    assert link(told("failed"), base) == base + places.run("r-1")
    assert link(told("waits"), None) == "copydesk approvals show a-1"


def test_a_digest_lists_each_with_its_link() -> None:
    items = [Item(words="Please sign", link="https://desk.example/1"), Item(words="Held", link="")]
    said = digest(told("digest"), items, AT, "Europe/Berlin")
    assert said.subject == "Copydesk, Ana: 2 notices"
    assert "- Please sign" in said.lines
    assert "  https://desk.example/1" in said.lines
    assert said.lines[-1].endswith("--head 1:" + "0" * 64)


def test_the_template_names_every_kind_that_can_be_set() -> None:
    text = (BRANDS_SHIPPED / "_template" / "notify.yaml").read_text(encoding="utf-8").replace("\n# ", " ")
    (listed,) = re.findall(r"by kind: ([a-z, ]+)\.", text)
    assert listed.split(", ") == [kind for kind in KINDS if kind not in ALWAYS]
