"""What its requester is told of a request that comes back to them: who sent it back, why, what they are asked."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from agents.views import AskRequest, DraftView, QuestionView, RunView, SentBackView, SignedView
from tests.ui.fakes import FakeDesk
from ui.web.html import Safe
from ui.web.render.history import Place, history
from ui.web.render.run import run as run_view
from ui.web.sessions import Visitor
from ui.web.setting import setting

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
OWN = "My own <words> about the counter."


@pytest.fixture
def held(desk: FakeDesk) -> RunView:
    return desk.ask(AskRequest(text="captions", hold=True), "mara", "web")


def shown(desk: FakeDesk, view: RunView) -> str:
    place = setting(desk, Visitor(user=desk.user("mara"), door="web"), NOW)
    choices = desk.brief_choices()
    return unescape(str(run_view(view, (), place, choices.channels, choices.locales)))


def changed(draft: DraftView, *texts: tuple[str, str]) -> DraftView:
    """Each with its author, after what the model wrote first."""
    versions = list(draft.versions)
    for author, text in texts:
        fields = {"caption": text}
        versions.append(
            versions[0].model_copy(
                update={"version": len(versions) + 1, "author": author, "fields": fields, "text": text}
            )
        )
    last = versions[-1]
    return draft.model_copy(
        update={"versions": tuple(versions), "version": last.version, "fields": last.fields, "text": last.text}
    )


def sent_back(held: RunView, *, waits: bool = True) -> RunView:
    draft = changed(held.drafts[0], ("mara", OWN), ("copydesk", "A text of the model's."))
    told = SentBackView(by="ana", at=NOW, notes="Name the price.", version=2, waits=waits)
    return held.model_copy(update={"drafts": (draft.model_copy(update={"sent_back": told}),)})


def test_who_sent_it_back_and_why_is_told_with_what_has_changed_since(desk: FakeDesk, held: RunView) -> None:
    page = shown(desk, sent_back(held))
    assert "Sent back by Ana" in page
    assert "Name the price." in page
    assert "<del>" in page
    assert "<ins>" in page


def test_the_state_says_that_it_was_sent_back_until_it_is_submitted_again(desk: FakeDesk, held: RunView) -> None:
    said = "Sent back to you"
    assert said in shown(desk, sent_back(held))
    assert said not in shown(desk, sent_back(held, waits=False))
    assert said not in shown(desk, held)


def test_the_text_that_was_sent_back_stays_readable_and_can_be_put_back(desk: FakeDesk, held: RunView) -> None:
    page = shown(desk, sent_back(held))
    assert OWN in page
    assert 'data-act="restore"' in page
    assert 'data-version="2"' in page
    for other in (sent_back(held, waits=False), held):
        assert 'data-act="restore"' not in shown(desk, other.model_copy(update={"status": "waiting"}))


def test_what_somebody_else_wrote_into_it_and_who_signed_is_told(desk: FakeDesk, held: RunView) -> None:
    draft = changed(held.drafts[0], ("ana", f"{held.drafts[0].text} Calm."))
    update = {"status": "published", "signed": (SignedView(by="ana", at=NOW),)}
    page = shown(desk, held.model_copy(update={"status": "published", "drafts": (draft.model_copy(update=update),)}))
    assert "Signed by Ana" in page
    assert "Changed by Ana" in page
    assert "Calm.</ins>" in page
    assert re.search(r'<details class="changes"[^>]* open', page), "what it went out with is read without a press"
    alone = held.drafts[0].model_copy(update={"status": "submitted"})
    page = shown(desk, held.model_copy(update={"status": "waiting", "drafts": (alone,)}))
    assert "Signed by" not in page
    assert "Changed by" not in page


def test_a_question_is_told_where_the_state_is(desk: FakeDesk, held: RunView) -> None:
    asked = QuestionView(id="q", approval="a", asked_by="ana", text="Which counter?", asked=NOW)
    view = held.model_copy(update={"status": "waiting", "questions": (asked,)})
    assert "A question for you" in shown(desk, view)
    answered = asked.model_copy(update={"answer": "The first", "answered_by": "mara"})
    assert "A question for you" not in shown(desk, view.model_copy(update={"questions": (answered,)}))


def listed(desk: FakeDesk, **update: object) -> Safe:
    (row,) = desk.runs(requester="mara")
    return history([row.model_copy(update=update)], 1, None, Place(), NOW)


def test_the_list_says_what_waits_for_its_reader(desk: FakeDesk, held: RunView) -> None:
    assert "A question for you" in listed(desk, questions=1, status="waiting")
    assert "Sent back to you" in listed(desk, sent_back=1, status="choosing")
    assert "Sent back to you" not in listed(desk, sent_back=1, status="running")
    assert "Waiting for your choice" in listed(desk, status="choosing")


@pytest.mark.parametrize(
    ("update", "told"),
    [
        ({"decided_by": "rule", "why": "Asks for copy to be written"}, False),
        ({"decided_by": "examples", "why": "Reads like “a caption”"}, True),
        ({"decided_by": "rule", "why": "released by Ana", "case": "c-1"}, True),
        ({"decided_by": "rule", "why": "Somebody was hurt: “rash”", "case": "c-1", "route": "escalation"}, True),
    ],
)
def test_why_a_request_went_its_way_is_told_where_it_is_not_plain(
    desk: FakeDesk, held: RunView, update: dict[str, str], told: bool
) -> None:
    page = shown(desk, held.model_copy(update=update))
    why = update["why"][:1].upper() + update["why"][1:]
    assert (f". {why}</small>" in page) is told
