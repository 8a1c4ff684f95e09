"""The chat: a brief by a form, steps as they happen, drafts with what they rest on, wishes, what waits, and history."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import pairwise
from typing import Any

import pytest

from agents.views import AnswerView, AskRequest, DraftView, RunView, StepView, UnwrittenView
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from tests.ui.web.test_render import HOSTILE, seen
from tools.channels import Channels
from tools.findings import BrandReport
from ui.texts import catalogue
from ui.web.board import Outcome, Press
from ui.web.chat import ChatPage
from ui.web.render.chat import EXAMPLES, composer
from ui.web.render.draft import fields
from ui.web.render.history import PAGE
from ui.web.render.marks import marked
from ui.web.render.meters import meters
from ui.web.render.run import run as run_view
from ui.web.render.steps import steps
from ui.web.sessions import Visitor
from ui.web.setting import setting

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BRIEF: dict[str, object] = {
    "text": "",
    "focus": "captions for the travel lock",
    "product": "Orrelune Refillable Bottle",
    "voice": "warm",
    "hook": "curiosity",
    "channels": ["instagram", "email"],
    "locales": ["en", "fr"],
    "segments": ["commuters"],
    "audience": "night nurses,  cyclists",
    "variants": "2",
    "value": "€80k",
    "when": "2027-03-08T09:30",
}


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


def at(desk: FakeDesk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def press(act: str, query: str = "", form: dict[str, object] | None = None, **data: object) -> Press:
    return Press.read({"act": act, "at": query, "form": form or {}, **data})


def drawn(desk: FakeDesk, name: str, query: str = "") -> str:
    return str(ChatPage(desk, Now()).draw(at(desk, name), Outcome(at=query)))


@pytest.fixture
def held(desk: FakeDesk) -> RunView:
    return desk.ask(AskRequest(text="captions", hold=True), "mara", "web")


def shown(desk: FakeDesk, view: RunView, taken: tuple[StepView, ...] = ()) -> str:
    choices = desk.brief_choices()
    place = setting(desk, at(desk, "mara"), NOW)
    return str(run_view(view, taken, place, choices.channels, choices.locales))


# a brief


def test_an_example_is_for_the_box_and_sends_nothing(desk: FakeDesk) -> None:
    page = drawn(desk, "mara")
    examples = re.findall(r'<button class="example"[^>]*>', page)
    texts = [unescape(found) for one in examples for found in re.findall(r'data-compose="([^"]*)"', one)]
    assert texts == [catalogue("en", "chat")[f"example_{name}_text"] for name in EXAMPLES]
    assert not any("data-act" in one for one in examples)
    assert page.count(catalogue("en", "chat")["example_calls"]) == 1


def test_a_brief_goes_to_the_desk_field_by_field(desk: FakeDesk) -> None:
    outcome = ChatPage(desk, Now()).act(at(desk, "mara"), press("ask", form=BRIEF))
    request = desk._runs[outcome.at.removeprefix("?run=")]["request"]
    assert (request.focus, request.product) == (BRIEF["focus"], BRIEF["product"])
    assert (request.voice, request.hook) == ("warm", "curiosity")
    assert (request.channels, request.locales) == (("instagram", "email"), ("en", "fr"))
    assert request.segments == ("commuters", "night nurses", "cyclists")
    assert (request.variants, str(request.value), request.hold) == (2, "80,000 EUR", True)
    assert request.when is not None
    assert request.when.utcoffset() is not None


def test_nothing_said_is_told_so(desk: FakeDesk) -> None:
    with pytest.raises(InputError, match="what it is about"):
        ChatPage(desk, Now()).act(at(desk, "mara"), press("ask", form={"text": " ", "channels": []}))


def test_the_form_offers_what_the_brand_has_and_names_every_field(desk: FakeDesk) -> None:
    page = str(composer(desk.default_brand, desk.brands(), desk.brief_choices()))
    for name in ("text", "focus", "product", "voice", "hook", "variants", "when", "value", "audience"):
        assert f'name="{name}"' in page
    for name, value in (("channels", "instagram"), ("locales", "fr"), ("segments", "gift-buyers")):
        assert re.search(rf'type="checkbox" name="{name}" value="{value}"', page)
    assert '<option value="Calm Balm">' in page
    assert 'data-store="ask"' in page
    keys = re.findall(r'type="checkbox"[^>]*data-key="([^"]+)"', page)
    assert len(keys) == len(set(keys)) >= 5


# steps


def step(seconds: float, node: str = "copywriting") -> StepView:
    return StepView(
        seq=4, node=node, title="Wrote the drafts", summary="", status="running", at=NOW - timedelta(seconds=seconds)
    )


def test_a_step_that_runs_says_what_it_does_and_since_when() -> None:
    page = str(steps([step(3)], True, NOW, written=1))
    assert "Writing the drafts" in page
    assert "1 draft so far" in page
    assert f'data-since="{(NOW - timedelta(seconds=3)).isoformat()}"' in page
    assert f'<p class="slow" hidden data-from="{(NOW + timedelta(seconds=7)).isoformat()}">Still at it' in page


@pytest.mark.parametrize("node", ["intake", "triage", "retrieve", "copywriting", "brand_check", "research", "unheard"])
def test_a_step_older_than_ten_seconds_says_what_it_is_at(node: str) -> None:
    page = unescape(str(steps([step(10, node)], True, NOW)))
    assert catalogue("en", "chat").get(f"slow_{node}", catalogue("en", "chat")["slow_other"]) in page
    assert '<p class="slow" data-from=' in page


def choice(seq: int, node: str) -> StepView:
    title, summary = ("Chosen and submitted", "1 of them") if node == "choose" else ("Another step", "")
    return StepView(seq=seq, node=node, title=title, summary=summary, status="done", at=NOW, seconds=1.0)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("file", "Chosen and submitted"),
        ("brand_check", "A draft was changed by whoever asked for it"),
        ("copywriting", "Another version was asked for"),
        (None, "1 of them"),
    ],
)
def test_a_choice_is_called_submitted_only_where_it_was(then: str | None, said: str) -> None:
    page = str(steps([choice(1, "choose"), *([choice(2, then)] if then else [])], False, NOW))
    assert f"<b>{said}</b>" in page
    assert ("Chosen and submitted" in page) == (then == "file")


def test_news_of_a_slow_step_reaches_the_browser(desk: FakeDesk) -> None:
    slow = FakeDesk(pace=30)
    run = slow.ask(AskRequest(text="captions", hold=True), "mara", "web").run

    class Later:
        def __init__(self, seconds: int) -> None:
            self.seconds = seconds

        def now(self) -> datetime:
            return datetime.now(UTC) + timedelta(seconds=self.seconds)

    def mark(seconds: int) -> str:
        page = str(ChatPage(slow, Later(seconds)).draw(at(slow, "mara"), Outcome(at=f"?run={run}")))
        return page.partition('data-etag="')[2].partition('"')[0]

    assert mark(2) == mark(5) != mark(11) == mark(14)


def test_a_run_that_stopped_says_why_and_how_to_go_on(desk: FakeDesk, held: RunView) -> None:
    failed = held.model_copy(update={"status": "failed", "error": "The model does not answer.", "waiting_for": None})
    page = shown(desk, failed)
    assert "The model does not answer." in page
    assert 'data-act="resume"' in page
    assert 'data-act="withdraw"' in page
    assert 'data-act="submit"' not in page


# drafts


def test_a_draft_that_is_not_checked_yet_is_called_neither_good_nor_bad(desk: FakeDesk, held: RunView) -> None:
    unrated = BrandReport(rating="red", score=0, sections=(), findings=(), rules_digest="")
    draft = held.drafts[0].model_copy(update={"rating": "red", "report": unrated})
    page = shown(desk, held.model_copy(update={"status": "running", "drafts": (draft,)}))
    assert "Being checked" in page
    assert "Not as it stands" not in page


def test_a_red_draft_is_not_picked_beforehand(desk: FakeDesk, held: RunView) -> None:
    red, *others = held.drafts
    page = shown(desk, held.model_copy(update={"drafts": (red.model_copy(update={"rating": "red"}), *others)}))
    ticked = {id: "checked" in rest for id, rest in re.findall(r'name="drafts" value="([^"]+)"([^>]*)>', page)}
    assert ticked == {red.id: False, **{one.id: True for one in others}}
    assert page.count("Not ticked beforehand") == 1


def test_what_was_not_picked_is_not_called_withdrawn(desk: FakeDesk, held: RunView) -> None:
    left = held.drafts[0].model_copy(update={"status": "withdrawn"})
    page = shown(desk, held.model_copy(update={"status": "waiting", "drafts": (left,)}))
    assert ("Not picked" in page, "Withdrawn" in page) == (True, False)
    page = shown(desk, held.model_copy(update={"status": "withdrawn", "drafts": (left,)}))
    assert ("Not picked" in page, "Withdrawn" in page) == (False, True)


def test_what_a_text_was_built_on_is_told_as_of_before_it_was_changed(desk: FakeDesk, held: RunView) -> None:
    draft = held.drafts[0].model_copy(update={"versions": ()})
    said = "The text was changed since."
    assert said not in shown(desk, held.model_copy(update={"drafts": (draft,)}))
    by_hand = draft.model_copy(update={"version": 2})
    assert said in shown(desk, held.model_copy(update={"drafts": (by_hand,)}))
    anew = by_hand.model_copy(update={"model": "a-model"})
    assert said not in shown(desk, held.model_copy(update={"drafts": (anew,)}))


def amber(held: RunView) -> DraftView:
    return next(draft for draft in held.drafts if draft.rating == "amber")


def test_a_finding_stands_on_the_text_with_its_fix(held: RunView) -> None:
    draft = amber(held)
    page = "".join(map(str, marked(draft, "caption", fixable=True)))
    assert ">bargain<span" in page
    assert re.search(rf'<button[^>]*data-act="fix"[^>]*data-draft="{draft.id}" data-finding="0"', page)
    assert "data-act" not in "".join(map(str, marked(draft, "caption", fixable=False)))


def test_a_sentence_that_rests_on_a_passage_tells_it_where_it_stands(held: RunView) -> None:
    draft = held.drafts[0]
    (sentence,) = draft.evidence[0].sentences
    page = "".join(map(str, marked(draft, "caption", fixable=True)))
    assert re.search(rf'<span class="rests" tabindex="0" aria-describedby="([^"]+)"[^>]*>{re.escape(sentence)}', page)
    assert draft.evidence[0].text in page
    assert re.sub(r"<span class=\"tip\".*?</span></span>", "", page).startswith(draft.text[:20])


def test_sentences_that_are_not_there_any_more_are_left_alone(held: RunView) -> None:
    item = held.drafts[0].evidence[0].model_copy(update={"sentences": ("Never said.", "")})
    draft = held.drafts[0].model_copy(update={"evidence": (item,), "fields": {"caption": "A calm line."}})
    assert marked(draft, "caption", fixable=True) == ["A calm line."]


@pytest.mark.parametrize(
    ("channel", "field", "length", "state", "said"),
    [
        ("instagram", "caption", 100, "green", "100"),
        ("instagram", "caption", 2201, "red", "2,201 of 2,200"),
        ("google-rsa", "headline_1", 30, "green", "30 of 30"),
        ("google-rsa", "headline_1", 31, "red", "31 of 30"),
    ],
)
def test_meters_count_as_the_platform_does(channel: str, field: str, length: int, state: str, said: str) -> None:
    page = str(meters({field: "a" * length}, Channels.load().get(channel)))
    assert f'<li class="{state}">' in page
    assert said in page


def test_a_field_without_a_limit_has_no_meter() -> None:
    assert meters({"text": "a"}, None) is None
    assert meters({"unheard": "a"}, Channels.load().get("sms")) is None


def test_a_box_says_how_long_its_text_is_and_may_be(held: RunView) -> None:
    draft = held.drafts[0]
    channel = Channels.load().get("instagram")
    page = "".join(fields(draft, channel))
    assert f'<small data-said="{{n}} of 2,200 characters">{len(draft.text)} of 2,200 characters</small>' in page
    assert "data-said" not in "".join(fields(draft))


def test_the_text_to_be_copied_is_the_text_alone(desk: FakeDesk, held: RunView) -> None:
    page = shown(desk, held)
    for draft in held.drafts:
        assert f'data-copy="#copy-{draft.id}"' in page
        assert f'<pre id="copy-{draft.id}" hidden>{draft.text}</pre>' in page
    assert 'data-copy="link"' in page


def test_variants_of_one_channel_and_language_stand_side_by_side(desk: FakeDesk, held: RunView) -> None:
    page = shown(desk, held)
    assert page.count('<div class="cards several">') == 1
    french = held.drafts[0].model_copy(update={"id": "d-fr", "locale": "fr"})
    several = shown(desk, held.model_copy(update={"drafts": (*held.drafts, french)}))
    assert "Instagram caption in French" in several
    assert several.count('<div class="cards">') == 1


def test_headings_follow_one_another(desk: FakeDesk, held: RunView) -> None:
    for page in (drawn(desk, "mara"), drawn(desk, "mara", f"?run={held.run}")):
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
        assert levels[0] == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))


def test_the_form_takes_what_its_boxes_hold(desk: FakeDesk) -> None:
    page, before = ChatPage(desk, Now()), len(desk.runs())
    for form, said in (
        ({"audience": "a" * 301}, "301 characters, where 300 fit"),
        ({"locales": ["tlh"]}, "does not write in 'tlh'"),
    ):
        with pytest.raises(InputError, match=said):
            page.act(at(desk, "mara"), press("ask", form={"text": "Two captions", **form}))
    assert len(desk.runs()) == before


# wishes


def wish(desk: FakeDesk, held: RunView, name: str = "mara", **data: object) -> Outcome:
    form = {"notes": data.pop("notes", "")}
    told = press("wish", f"?run={held.run}", form, draft=held.drafts[0].id, **data)
    return ChatPage(desk, Now()).act(at(desk, name), told)


def test_a_wish_makes_a_new_version_of_one_draft(desk: FakeDesk, held: RunView) -> None:
    assert wish(desk, held, wish="Shorter").notice is not None
    after = desk.run(held.run).drafts
    assert [draft.version for draft in after] == [2, 1, 1]
    assert after[0].versions[-1].note == "Shorter"
    wish(desk, held, notes="Say where it is made.")
    assert desk.run(held.run).drafts[0].versions[-1].note == "Say where it is made."


def test_another_language_is_asked_for_by_its_tag_and_offered_once(desk: FakeDesk, held: RunView) -> None:
    assert shown(desk, held).count('data-locale="fr"') == 3
    wish(desk, held, wish="In French", locale="fr")
    after = desk.run(held.run)
    assert [draft.locale for draft in after.drafts] == ["en", "en", "en", "fr"]
    assert shown(desk, after).count('data-locale="fr"') == 2


def test_what_cannot_be_wished_is_said(desk: FakeDesk, held: RunView) -> None:
    with pytest.raises(InputError, match="what should be different"):
        wish(desk, held, notes="  ")
    with pytest.raises(InputError, match="601"):
        wish(desk, held, notes="x" * 601)


@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"mara"}))
def test_nobody_else_wishes(desk: FakeDesk, held: RunView, name: str) -> None:
    with pytest.raises(InputError):
        wish(desk, held, name, wish="Shorter")
    assert [draft.version for draft in desk.run(held.run).drafts] == [1, 1, 1]
    assert 'data-act="wish"' not in drawn(desk, name, f"?run={held.run}")


def test_a_wish_that_was_not_met_and_a_rejection_stand_on_the_card(desk: FakeDesk, held: RunView) -> None:
    draft = held.drafts[0].model_copy(update={"missed": "Shorter: The model does not answer."})
    page = shown(desk, held.model_copy(update={"drafts": (draft,)}))
    assert "Not written anew. Shorter: The model does not answer. The text stays as it was." in page


@pytest.mark.parametrize(
    ("route", "may"), [("copywriting", True), ("research", True), ("escalation", False), (None, False)]
)
def test_what_runs_can_be_stopped_once_it_is_known_where_it_goes(
    desk: FakeDesk, held: RunView, route: str | None, may: bool
) -> None:
    page = shown(desk, held.model_copy(update={"status": "running", "route": route}))
    assert bool(re.search(r'data-act="withdraw"[^>]*data-confirm="Stop here', page)) is may
    theirs = held.model_copy(update={"status": "running", "route": route, "requester": "jonas"})
    assert 'data-act="withdraw"' not in shown(desk, theirs)


def test_what_could_not_be_written_is_named_and_can_be_tried_again(desk: FakeDesk, held: RunView) -> None:
    lost = UnwrittenView(
        draft="d-ad", variant=1, alternative="A", channel="google-rsa", locale="de", why="Nothing usable. <b>hm</b>"
    )
    page = shown(desk, held.model_copy(update={"unwritten": (lost,)}))
    assert "1 draft could not be written" in page
    assert "Google search ad 1 in German" in page
    assert "Nothing usable." in page
    assert "<b>hm" not in page
    assert re.search(r'data-act="again"[^>]*data-draft="d-ad"', page)
    later = shown(desk, held.model_copy(update={"unwritten": (lost,), "status": "waiting"}))
    assert 'data-act="again"' not in later
    assert catalogue("en", "chat")["not_written_way"] in later
    assert "could not be written" not in shown(desk, held)


# what waits


def test_each_draft_says_for_whom_it_waits_and_until_when(desk: FakeDesk, held: RunView) -> None:
    ChatPage(desk, Now()).act(
        at(desk, "mara"),
        press("submit", f"?run={held.run}", {"drafts": [held.drafts[0].id, held.drafts[2].id]}, run=held.run),
    )
    page = drawn(desk, "mara", f"?run={held.run}")
    assert page.count("<tr>") == 3
    assert page.count("<td>Brand</td>") == 2
    assert page.count("data-due") == 4  # in the table and on each card
    assert "/approvals/?tab=all&amp;id=a-" in page


# history


def test_history_is_found_by_words_and_read_by_pages(desk: FakeDesk) -> None:
    for number in range(PAGE + 5):
        desk.ask(AskRequest(text=f"captions number {number}"), "mara", "web")
    desk.ask(AskRequest(text="captions of somebody else"), "ana", "web")
    first = drawn(desk, "mara")
    assert first.count("<li data-key=") == PAGE
    assert 'href="/?from=30"' in first
    second = drawn(desk, "mara", "?from=30")
    assert second.count("<li data-key=") == 5
    assert 'data-url="/?from=30"' in second
    outcome = ChatPage(desk, Now()).act(at(desk, "mara"), press("find", "?from=30", {"find": "NUMBER 34"}))
    assert outcome.at == "?find=NUMBER+34"
    found = drawn(desk, "mara", outcome.at)
    assert found.count("<li data-key=") == 1
    assert "captions number 34" in found
    assert "No request has all of these words" in drawn(desk, "mara", "?find=somebody")


def test_a_marketer_reads_nothing_of_a_colleagues_request(desk: FakeDesk, held: RunView) -> None:
    desk.add_user("kim", ("marketer",), "Kim", "joost", "test")
    page = drawn(desk, "kim", f"?run={held.run}")
    assert "Marketers read what came of their own requests" in page
    said = next(iter(held.drafts[0].fields.values()))
    assert said not in unescape(page)
    assert said in unescape(drawn(desk, "ana", f"?run={held.run}"))


@pytest.mark.parametrize("start", ["-1", "x", "9" * 40, "١"])
def test_a_page_that_is_none_is_the_first(desk: FakeDesk, held: RunView, start: str) -> None:
    assert held.run in drawn(desk, "mara", f"?from={start}")


def test_the_page_of_a_run_keeps_the_words_that_were_looked_for(desk: FakeDesk, held: RunView) -> None:
    page = drawn(desk, "mara", f"?run={held.run}&find=captions")
    assert f'data-url="/?run={held.run}&amp;find=captions"' in page
    outcome = ChatPage(desk, Now()).act(at(desk, "mara"), press("find", f"?run={held.run}", {"find": "x"}))
    assert outcome.at == f"?run={held.run}&find=x"


def test_an_auditor_looks_for_words_and_does_nothing_else(desk: FakeDesk, held: RunView) -> None:
    page = ChatPage(desk, Now())
    assert page.act(at(desk, "edda"), press("find", form={"find": "x"})).at == "?find=x"
    for act in page.actions:
        with pytest.raises(InputError, match="auditor"):
            page.act(at(desk, "edda"), press(act, f"?run={held.run}", run=held.run))


# what people write


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_anyone_writes_becomes_markup(text: str) -> None:
    desk = FakeDesk(captions=(f"A bargain {text}. {text}",))
    view = desk.ask(AskRequest(text=f"captions {text}", hold=True), "mara", "web")
    draft = view.drafts[0]
    item = draft.evidence[0].model_copy(update={"text": text, "citation": f"{text} › {text}", "sentences": (text,)})
    told: dict[str, Any] = {"evidence": (item,), "missed": text, "fact": text, "angle": text, "why": text}
    hostile = view.model_copy(
        update={"drafts": (draft.model_copy(update=told),), "error": text, "status": "failed", "waiting_for": None}
    )
    choosing = hostile.model_copy(update={"status": "choosing"})
    choices = desk.brief_choices().model_copy(
        update={"products": (text,), "segments": (text,), "voices": (text,), "hooks": (text,)}
    )
    form = str(composer(desk.default_brand, desk.brands(), choices))
    for page in (shown(desk, hostile), shown(desk, choosing), form, drawn(desk, "mara", f"?find={text}&from={text}")):
        tags = seen(page)
        assert not tags.names & {"script", "img", "svg", "iframe"}
        assert tags.dangerous == []


def test_a_request_that_is_not_there_names_no_command_of_the_terminal(desk: FakeDesk) -> None:
    html = str(ChatPage(desk, Now()).draw(at(desk, "mara"), Outcome(at="?run=r-nowhere")))
    assert "There is no request &#x27;r-nowhere&#x27;. Your requests are listed beside this page." in html
    assert "copydesk runs" not in html


def test_an_answer_without_passages_has_no_heading_above_nothing(desk: FakeDesk, held: RunView) -> None:
    answer = AnswerView(answered=True, text="Hello. Ask for copy, an answer or a check.")
    page = shown(desk, held.model_copy(update={"status": "answered", "answer": answer, "drafts": ()}))
    assert "Ask for copy" in page
    assert catalogue("en", "chat")["where"] not in page
