"""Whatever people and models write is shown as text, and is shown where it belongs."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from agents.signing.decision import Choice, Edit, Tweak
from agents.views import AskRequest, QuestionView
from tests.ui.fakes import FakeDesk
from tools.findings import BrandReport, Earlier, Finding, Section
from ui.locales import wanted, written_for
from ui.web.approvals import ApprovalsPage
from ui.web.board import Notice, Outcome
from ui.web.chat import ChatPage
from ui.web.html import el
from ui.web.render import parts
from ui.web.render.approval import card
from ui.web.render.channels import preview
from ui.web.render.diff import diff
from ui.web.render.findings import highlighted, listed, sections
from ui.web.sessions import Visitor
from ui.web.setting import setting

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onfocus='alert(1)' autofocus='",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} `${alert(1)}`",
    "<!-- --><iframe srcdoc='<script>alert(1)</script>'>",
)


class Tags(HTMLParser):
    """What a browser would see as elements, and the attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.dangerous: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (
                name in {"href", "src", "action"} and not (value or "").startswith(("/", "#", "?"))
            ):
                self.dangerous.append(f"{tag} {name}={value}")


def seen(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


def at(desk: FakeDesk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="link")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_anyone_writes_becomes_markup(text: str) -> None:
    desk = FakeDesk(captions=(text, f"A bargain {text}"))
    desk.add_user("zoe", ("brand",), text, "joost", "cli")
    run = desk.ask(AskRequest(text=f"{text} captions"), "mara", "web")
    desk.decide("a-00000001-1", Edit(fields={"caption": f"{text} again"}), "zoe", "web")
    case = desk.ask(AskRequest(text=f"rash {text}"), "mara", "web").case
    notice = Notice(text=text)
    pages = [
        ChatPage(desk, Now()).draw(at(desk, "mara"), Outcome(at=f"?run={run.run}", notice=notice)),
        ChatPage(desk, Now()).draw(at(desk, "zoe"), Outcome(at=f"?run={text}")),
        ApprovalsPage(desk, Now()).draw(at(desk, "ana"), Outcome(at="?tab=all&id=a-00000001-2", notice=notice)),
        ApprovalsPage(desk, Now()).draw(at(desk, "ana"), Outcome(at="?tab=done&id=a-00000001-1")),
        ApprovalsPage(desk, Now()).draw(at(desk, "zoe"), Outcome(at=f"?tab={text}&id={text}")),
        ApprovalsPage(desk, Now()).draw(at(desk, "noor"), Outcome(at=f"?tab=cases&id={case}")),
    ]
    for page in pages:
        tags = seen(page)
        assert not tags.names & {"script", "img", "svg", "iframe"}
        assert tags.dangerous == []
    assert el("p", text)[3:-4] in pages[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_agents_call_is_a_table_of_its_arguments(text: str) -> None:
    desk = FakeDesk()
    id = desk.call("send_email", {text: text, "copies": [text]}, "mara")
    for visitor, buttons in (("ana", True), ("tomas", False)):
        for place in (f"?tab=all&id={id}", "?tab=mine"):
            page = ApprovalsPage(desk, Now()).draw(at(desk, visitor), Outcome(at=place))
            tags = seen(page)
            assert not tags.names & {"script", "img", "svg", "iframe"}
            assert tags.dangerous == []
        assert "Tool call: send_email" in ApprovalsPage(desk, Now()).draw(at(desk, visitor), Outcome(at="?tab=all"))
        page = ApprovalsPage(desk, Now()).draw(at(desk, visitor), Outcome(at=f"?tab=all&id={id}"))
        assert "table" in seen(page).names
        assert ("Reject this call" in page) == buttons


def finding(span: str, start: int, severity: str = "amber") -> Finding:
    return Finding(
        rule="r",
        family="voice",
        severity=severity,  # type: ignore[arg-type]
        field="caption",
        line=1,
        column=start + 1,
        start=start,
        span=span,
        message=f"about {span}",
        source=None,
    )


def test_findings_are_marked_where_they_stand_and_the_weightier_one_wins() -> None:
    text = "A great bargain 🧴 today"
    marked = str(el("p", *highlighted(text, [finding("great bargain", 2), finding("bargain", 8, "red")], "caption")))
    assert '<mark class="amber"' in marked
    assert ">great </mark>" in marked
    assert '<mark class="red" title="about great bargain about bargain"' in marked
    assert highlighted(text, [finding("great", 2)], "body") == [text]


def test_what_said_it_before_stands_in_words_and_leads_to_its_request() -> None:
    before = Earlier(draft="d-1", run="r-41", channel="email", on=date(2026, 10, 21), share=0.124)
    again = finding("", 0).model_copy(update={"earlier": (before,)})
    page = str(listed([again]))
    assert '<a href="/?run=r-41" data-open>E-mail of 21 October 2026, 12 %</a>' in page
    with written_for(wanted("de")):
        assert "21.10.2026, 12 %" in str(listed([again]))
    assert "d-1" not in page


def test_what_is_not_there_is_said_without_a_command_of_a_terminal() -> None:
    said = "There is no user 'x'. `copydesk users list` shows who there is. (rule: unknown-user)"
    assert "There is no user &#x27;x&#x27;.</p>" in parts.empty("Not here", said)
    told = parts.notice("There is no run 'r-9'. `copydesk runs list` shows them.")
    assert "<p>There is no run &#x27;r-9&#x27;.</p>" in str(told)
    assert "Stopped; Go on tries again." in str(parts.notice("Stopped; `copydesk runs resume r-9` tries again."))


def test_a_span_beyond_the_text_does_no_harm() -> None:
    assert "".join(map(str, highlighted("short", [finding("x" * 9, 40)], "caption"))) == "short"


@pytest.mark.parametrize(
    ("channel", "fields"),
    [
        ("instagram", {"caption": "one"}),
        ("x", {"post": "one"}),
        ("linkedin", {"post": "one"}),
        ("email", {"subject": "one", "preheader": "two", "body": "three"}),
        ("sms", {"message": "one"}),
        ("push", {"title": "one", "body": "two"}),
        ("google-rsa", {"headline_1": "one", "headline_2": "two", "description_1": "three"}),
        ("meta-ad", {"primary_text": "one", "headline": "two", "description": "three"}),
        ("linkedin-ad", {"introduction": "one", "headline": "two", "description": "three"}),
        ("text", {"text": "one"}),
        ("podcast", {"intro": "one", "outro": "two"}),
        ("instagram", {"caption": "one", "first_comment": "two"}),
    ],
)
def test_every_field_of_every_channel_is_shown(channel: str, fields: dict[str, str]) -> None:
    shown = preview(channel, fields, [], "Orrelune")
    assert all(f">{text}<" in shown or f" {text}<" in shown for text in fields.values())


def test_a_diff_shows_words_not_letters() -> None:
    assert diff("Grab this bargain today", "Take this offer today") == (
        '<p class="diff"><del>Grab</del><ins>Take</ins> this <del>bargain</del><ins>offer</ins> today</p>'
    )


def test_words_that_were_changed_side_by_side_are_one_change() -> None:
    assert diff("Doors closing, one hand free. A cap", "Grab this bargain: a cap") == (
        '<p class="diff"><del>Doors closing, one hand free. A</del><ins>Grab this bargain: a</ins> cap</p>'
    )
    assert diff("It locks.", "It really locks.") == '<p class="diff">It<ins> really</ins> locks.</p>'


def test_a_tweak_keeps_to_the_requester(desk: FakeDesk) -> None:
    run = desk.ask(AskRequest(text="captions", hold=True), "mara", "web")
    desk.choose(
        run.run, Choice(kind="tweak", tweaks=(Tweak(draft=run.drafts[0].id, fields={"caption": "x"}),)), "mara", "web"
    )
    page = ChatPage(desk, Now())
    assert "Submit for signature" in page.draw(at(desk, "mara"), Outcome(at=f"?run={run.run}"))
    assert "Submit for signature" not in page.draw(at(desk, "ana"), Outcome(at=f"?run={run.run}"))


@pytest.mark.parametrize("model", ["Qwen2.5-Coder-1.5B-Instruct", *HOSTILE])
def test_a_draft_tells_its_model_and_prompt_where_one_wrote_it(desk: FakeDesk, model: str) -> None:
    run = desk.ask(AskRequest(text="captions"), "mara", "web")
    shown = desk.approval(str(run.drafts[0].approval))
    copy = shown.drafted.model_copy(update={"model": model, "prompt": "0123456789abcdef" * 4})
    view = shown.model_copy(update={"copy_": copy})
    html = str(card(view, setting(desk, at(desk, "ana"), datetime.now(UTC))))
    assert "prompt 0123456789ab<" in html
    assert html.count('class="writer"') == 1
    assert not seen(html).dangerous
    by_hand = shown.model_copy(update={"copy_": copy.model_copy(update={"model": None, "prompt": None})})
    assert "writer" not in str(card(by_hand, setting(desk, at(desk, "ana"), datetime.now(UTC))))


def test_a_card_tells_who_was_first_and_what_came_before_their_change(desk: FakeDesk) -> None:
    run = desk.ask(AskRequest(text="captions"), "mara", "web")
    desk.add_user("zoe", ("brand",), "Zoë Lis", "joost", "cli")

    def drawn(name: str) -> str:
        view = desk.approval(str(run.drafts[0].approval))
        return str(card(view, setting(desk, at(desk, name), datetime.now(UTC))))

    assert 'data-overtaken="This text was just written anew."' in drawn("zoe")
    assert "built on before" not in drawn("zoe")
    desk.decide(str(run.drafts[0].approval), Edit(fields={"caption": "A calm line."}), "ana", "web")
    assert 'data-overtaken="Ana Reyes has just decided this: Approved."' in drawn("zoe")
    assert "built on before Ana Reyes changed it" in drawn("zoe")
    assert "built on before your change" in drawn("ana")


def test_no_cause_of_a_rejection_is_chosen_beforehand(desk: FakeDesk) -> None:
    run = desk.ask(AskRequest(text="captions"), "mara", "web")
    view = desk.approval(str(run.drafts[0].approval))
    html = str(card(view, setting(desk, at(desk, "ana"), datetime.now(UTC))))
    causes = html.partition('<select name="cause"')[2].partition("</select>")[0]
    assert causes.partition(">")[2].startswith('<option value="" selected>Choose why</option>')
    assert causes.count(" selected") == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_card_asks_people_and_shows_what_was_asked_of_whom(desk: FakeDesk, text: str) -> None:
    run = desk.ask(AskRequest(text="captions"), "mara", "web")
    shown = desk.approval(str(run.drafts[0].approval))
    asked = QuestionView(
        id="q-1", approval=shown.id, asked_by="ana", text=text, asked=datetime.now(UTC), answered_by="mara", answer=text
    )
    copy = shown.drafted.model_copy(update={"learnt": (text,)})
    view = shown.model_copy(update={"questions": (asked,), "copy_": copy})
    html = str(card(view, setting(desk, at(desk, "ana"), datetime.now(UTC))))
    assert "Does it sound like us?" in html
    assert html.count("Learnt") == 1
    found = seen(html)
    assert not found.names & {"script", "img", "iframe", "svg"}
    assert not found.dangerous


def test_a_section_says_how_many_rules_passed_and_no_score_beside_the_whole_ones() -> None:
    claims = Section(family="claims", rating="red", rules=24, findings=1, passed=23, score=95)
    voice = Section(family="voice", rating="amber", rules=1, findings=2, passed=0, score=0)
    old = Section(family="channel", rating="amber", rules=5, findings=1)
    report = BrandReport(rating="red", score=35, sections=(claims, voice, old), findings=(), rules_digest="")
    page = str(sections(report))
    assert "1 finding; 23 of 24 rules passed" in page
    assert "2 findings; 0 of 1 rule passed" in page
    assert "<small>1 finding</small>" in page
    assert "100" not in page
    assert "95" not in page
