"""notify.yaml: what cannot be used is named with its line, and a secret in the wrong place is not repeated."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.home import Home
from agents.notices.files import NotifyFiles
from agents.notices.settings import Digest, Notify
from agents.notices.slots import latest
from knowledge.brand import BRANDS_SHIPPED
from knowledge.errors import InputError
from knowledge.yaml_file import parse_yaml
from tests.documents import document

MAIL = "mail: {server: smtp.example.com, from: desk@example.com}\n"


def read(text: str) -> Notify:
    return parse_yaml(text, Notify, name="notify.yaml")


def test_the_template_reaches_nobody_and_shows_no_text() -> None:
    text = (BRANDS_SHIPPED / "_template" / "notify.yaml").read_text(encoding="utf-8")
    assert read(text) == Notify()


def test_the_templates_examples_can_be_used() -> None:
    text = (BRANDS_SHIPPED / "_template" / "notify.yaml").read_text(encoding="utf-8")
    found = read(re.sub(r"(?m)^#(?! \S)", "", text))  # prose has one space after the mark, an example none or more
    assert found.mode("decided", "person:sam") == "digest"
    assert found.variables == ("SMTP_PASSWORD", "SLACK_WEBHOOK", "HOOK_SECRET")
    assert found.webhooks["brand-channel"].roles == ("brand", "on-call")


def test_the_readme_shows_settings_that_can_be_used() -> None:
    (shown,) = [block for block in document("README.md").blocks("yaml") if "webhooks" in block]
    assert read(shown).desk == "https://desk.example.com"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (MAIL + "people: {ana: 'ana@x.example\\nBcc: all@x.example'}", "no mail address"),
        (MAIL + "people: {ana: 'ana@x.example, bo@x.example'}", "no mail address"),
        (MAIL + "people: {Ana: ana@x.example}", "small letters"),
        ("people: {ana: ana@x.example}", "no mail server"),
        ("mail: {server: smtp.example.com/x, from: desk@example.com}", "without a path"),
        ('mail: {server: smtp.example.com, from: desk@example.com, name: "a\\nBcc: b"}', "one line"),
        ("mail: {server: smtp.example.com, from: desk@example.com, user: desk}", "come together"),
        (
            "mail: {server: smtp.example.com, from: d@example.com, user: d, password_from: P, security: none}",
            "open line",
        ),
        ("mail: {server: smtp.example.com, from: desk@example.com, seconds: 600}", "60"),
        ("webhooks: {a: {url: 'http://hooks.example/x', roles: [brand]}}", "https://"),
        ("webhooks: {a: {url: 'ftp://hooks.example/x', roles: [brand]}}", "https://"),
        ("webhooks: {a: {url: 'https://u:p@hooks.example/x', roles: [brand]}}", "without a user"),
        ("webhooks: {a: {url: 'https://hooks.example:99999/x', roles: [brand]}}", "no web address"),
        ("webhooks: {a: {roles: [brand]}}", "either url or url_from"),
        ("webhooks: {a: {url: 'https://hooks.example/x'}}", "name the roles"),
        ("webhooks: {a: {url: 'https://hooks.example/x', roles: [everybody]}}", "roles"),
        ("tell: {p1: never}", "always told at once"),
        ("tell: {decided: later}", "tell.decided"),
        ("digest: {at: ['25:00']}", "time of day"),
        ("digest: {timezone: Mars/Olympus}", "no time zone"),
        ("desk: javascript:alert(1)", "no base"),
        ("dask: https://desk.example.com", "Did you mean 'desk'"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(text: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as refused:
        read(text)
    assert "\n" not in str(refused.value)
    assert "notify.yaml, line" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "webhooks: {a: {url_from: 'https://hooks.slack.com/services/T0/B0/hunter2', roles: [brand]}}",
        "webhooks: {a: {url: 'https://hooks.slack.com/x', secret_from: 'hunter2!', roles: [brand]}}",
        "webhooks: {a: {url: 'https://u:hunter2@hooks.slack.com/x', roles: [brand]}}",
        "webhooks: {a: {url: 'hooks.slack.com/hunter2', roles: [brand]}}",
        "mail: {server: smtp.example.com, from: desk@example.com, user: desk, password_from: 'hunter2 !'}",
    ],
)
def test_a_secret_in_the_wrong_place_is_not_repeated(text: str) -> None:
    with pytest.raises(InputError) as refused:
        read(text)
    assert "hunter2" not in str(refused.value)


def test_a_file_that_somebody_breaks_leaves_the_last_one_in_force(home: Path) -> None:
    files, path = NotifyFiles(Home(home)), home / "brands" / "orrelune" / "notify.yaml"
    assert files.of("orrelune") == Notify()
    path.write_text("desk: https://one.example", encoding="utf-8")
    assert files.of("orrelune").desk == "https://one.example"
    path.write_text("desk: [broken", encoding="utf-8")
    assert files.of("orrelune").desk == "https://one.example"
    path.write_text("desk: https://another.example", encoding="utf-8")
    assert files.of("orrelune").desk == "https://another.example"
    path.write_text("nonsense: 1", encoding="utf-8")
    with pytest.raises(InputError, match="nonsense"):
        NotifyFiles(Home(home)).of("orrelune")


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        ("2026-11-20T07:59", "2026-11-19T16:30"),  # a Friday, before nine in Berlin
        ("2026-11-20T08:00", "2026-11-20T08:00"),
        ("2026-11-22T12:00", "2026-11-20T16:30"),  # a Sunday
        ("2027-03-29T07:00", "2027-03-29T07:00"),  # the Monday after the clocks went forward
    ],
)
def test_a_digests_time_is_the_brands_local_one(now: str, slot: str) -> None:
    digest = Digest.model_validate({"at": ["09:00", "17:30"], "days": ["mon", "tue", "wed", "thu", "fri"]})
    found = latest(digest, "Europe/Berlin", datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(slot).replace(tzinfo=UTC)
