"""Beside every finding there is something to press, or a word on why there is nothing."""

import re
from datetime import UTC, datetime
from html import unescape
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.views import AskRequest
from knowledge.check_settings import Family, Severity
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from tools.copy import Copy
from tools.findings import Finding, Gap
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.chat import ChatPage
from ui.web.render.decision import hand, mark_of
from ui.web.render.findings import foremost, listed
from ui.web.render.ways import LONGEST, Hand, note
from ui.web.setting import setting

TEXT = "A calm line. It heals eczema 🧴 overnight! Try it.\nOne more."
CARD = "a-00000001-1"


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Of any family: with words or on the whole, with a fix or without."""
    family = draw(st.sampled_from(get_args(Family)))
    start = draw(st.integers(0, len(TEXT) - 1))
    span = TEXT[start : draw(st.integers(start, len(TEXT)))] if draw(st.booleans()) else ""
    return Finding(
        rule=f"{family}.Rule",
        family=family,
        severity=draw(st.sampled_from(get_args(Severity))),
        field="caption",
        line=1,
        column=1,
        start=start if span else 0,
        span=span,
        message=draw(st.text(min_size=1, max_size=900)),
        source=None,
        fix=draw(st.sampled_from([None, "", "it soothes"])) if span else None,
        gap=Gap(needs="a study") if draw(st.booleans()) else None,
    )


def beside(html: str) -> list[str]:
    """What stands beside each finding to be pressed."""
    return [
        one for one in re.findall(r'<p class="ways-out">(.*?)</p>', html, re.DOTALL) if re.search(r"<(button|a) ", one)
    ]


COPY = Copy(fields={"caption": TEXT})
HANDS = (Hand(copy=COPY, draft="d-1"), Hand(copy=COPY, draft="d-1", rewrites=True), Hand(copy=COPY, approval=CARD))


@given(found=st.lists(findings(), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_finding_of_every_family_has_something_to_press(found: list[Finding]) -> None:
    for given_ in (*HANDS, Hand(copy=COPY)):
        assert len(beside(str(listed(found, given_)))) == len(found)
        assert len(beside(str(foremost(found, given_)))) == len(found)
    closed = str(listed(found, Hand(why_not="It is decided.")))
    assert beside(closed) == []
    assert "It is decided." in closed
    assert all(len(note(one)) <= LONGEST for one in found)


def test_words_with_more_than_one_way_to_mend_them_lead_into_the_edit() -> None:
    text = "A calm line. It heals eczema overnight! Try it."
    told = {"family": "wording", "severity": "amber", "field": "caption", "line": 1, "column": 1, "source": None}
    sort = Finding.model_validate({**told, "rule": "Grab", "start": 0, "span": "A calm", "message": "Two ways."})
    mended = sort.model_copy(update={"fix": "The calm"})
    copy = Copy(fields={"caption": text})
    pressed = [str(listed([one], Hand(copy=copy, approval=CARD))) for one in (sort, mended)]
    assert ["Change these words" in html for html in pressed] == [True, False]
    assert ['data-act="cut"' in html for html in pressed] == [True, True]


@pytest.mark.parametrize("family", get_args(Family))
def test_evidence_is_asked_for_where_it_would_help_of_whoever_may_add_it(family: Family) -> None:
    found = [
        Finding(
            rule="r",
            family=family,
            severity="red",
            field="caption",
            line=1,
            column=1,
            start=0,
            span="A calm",
            message="m",
            source=None,
        )
    ]
    shown = [str(listed(found, Hand(copy=COPY, approval=CARD, knows=knows))) for knows in (True, False)]
    assert ["Add evidence" in one for one in shown] == [family in {"claims", "grounding"}, False]


@pytest.fixture
def waiting(desk: FakeDesk) -> str:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    return CARD


GRAB = {"field:caption": "A bargain for you. It heals. Try it."}


def buttons(html: str, act: str) -> list[dict[str, str]]:
    found = re.findall(rf'<button[^>]*data-act="{act}"[^>]*>', html)
    told = (re.findall(r'data-([\w-]+)="([^"]*)"', one) for one in found)
    return [{key: unescape(text) for key, text in one if key != "act"} for one in told]


def test_a_fix_and_a_sentence_left_out_go_into_the_edit_and_sign_nothing(desk: FakeDesk, waiting: str) -> None:
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    before = desk.approval(waiting)
    tried = page.act(ana, press("rate", "?tab=mine", GRAB, approval=waiting))
    drawn = page.draw(ana, tried).split('class="tried done"')[1]
    mended = page.act(ana, press("fix", "?tab=mine", GRAB, **buttons(drawn, "fix")[0]))
    assert mended.extra.fields["caption"] == "An offer for you. It heals. Try it."
    heals = next(one for one in mended.extra.report.findings if one.span == "heals")
    shown = page.draw(ana, mended)
    assert shown.count(f'data-put="{mended.extra.mark}"') == 2  # the box, and what it is folded into
    given_ = {"field:caption": mended.extra.fields["caption"]}
    cuts = buttons(shown.split('class="tried done"')[1], "cut")
    at_heals = next(one for one in cuts if one["finding"] == str(mended.extra.report.findings.index(heals)))
    cut = page.act(ana, press("cut", "?tab=mine", given_, **at_heals))
    assert cut.extra.fields["caption"] == "An offer for you. Try it."
    assert desk.approval(waiting) == before
    with pytest.raises(InputError, match="changed since"):
        page.act(ana, press("cut", "?tab=mine", {"field:caption": "Something else."}, **at_heals))
    with pytest.raises(InputError, match="edit this"):
        page.act(at(desk, "mara"), press("fix", "?tab=mine", GRAB, approval=waiting, finding="0"))


def test_an_edit_is_signed_once_what_was_found_in_it_was_to_be_read(desk: FakeDesk, waiting: str) -> None:
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    before = desk.approval(waiting)
    other = {**GRAB, "rated": mark_of({"caption": "Another text"})}
    for form in (GRAB, other):
        first = page.act(ana, press("edit", "?tab=mine", form, approval=waiting, digest=before.digest))
        assert first.notice is not None
        assert "Not signed yet" in first.notice.text
        assert first.extra.fields == {"caption": GRAB["field:caption"]}
        assert desk.approval(waiting) == before
    read = {**GRAB, "rated": first.extra.mark}
    assert f'name="rated" value="{first.extra.mark}"' in page.draw(ana, first)
    page.act(ana, press("edit", "?tab=mine", read, approval=waiting, digest=before.digest))
    assert desk.approval(waiting).drafted.fields["caption"] == GRAB["field:caption"]


def test_an_edit_without_a_finding_is_signed_at_once(desk: FakeDesk, waiting: str) -> None:
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    form = {"field:caption": "A calm line."}
    done = page.act(ana, press("edit", "?tab=mine", form, approval=waiting, digest=desk.approval(waiting).digest))
    assert done.notice is not None
    assert done.notice.kind == "good"


def test_in_the_chat_a_sentence_is_left_out_and_the_text_is_checked_again(desk: FakeDesk) -> None:
    page, mara = ChatPage(desk, Now()), at(desk, "mara")
    run = desk.ask(AskRequest(text="captions", hold=True), "mara", "web").run
    here, draft = f"?run={run}", desk.run(run).drafts[0].id
    page.act(mara, press("tweak", here, {"field:caption": "One bargain. It heals. Try it."}, draft=draft))
    shown = page.draw(mara, Outcome(at=here))
    last = [one for one in buttons(shown, "cut") if one["draft"] == draft][-1]
    page.act(mara, press("cut", here, **last))
    assert desk.run(run).drafts[0].text in {"It heals. Try it.", "One bargain. Try it."}
    wishes = [one.get("wish", "") for one in buttons(shown, "wish") if one["draft"] == draft]
    assert any(wish.startswith("“") for wish in wishes) == (desk.run(run).drafts[0].fact is not None)


def test_a_card_that_is_closed_or_anothers_says_why_nothing_can_be_pressed(desk: FakeDesk, waiting: str) -> None:
    view, now = desk.approval(waiting), datetime.now(UTC)
    places = {name: setting(desk, at(desk, name), now) for name in ("ana", "mara")}
    assert hand(view, places["ana"]).approval == waiting
    assert hand(view, places["mara"]).why_not == "Only Brand can change it."
    decided = view.model_copy(update={"status": "approved"})
    assert "decided" in (hand(decided, places["ana"]).why_not or "")
