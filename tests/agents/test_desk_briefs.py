"""A brief that somebody fills in, and what a requester wants to be different in a draft."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from agents.graph.brief import Money
from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Choice, Wish
from agents.signing.errors import NotAllowedError
from agents.views import AskRequest, RunView
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk

BRIEF: dict[str, Any] = {
    "focus": "the travel lock for people who run for trains",
    "product": "refillable bottle",
    "channels": ("instagram", "sms"),
    "locales": ("fr",),
    "segments": ("commuters",),
    "voice": "calm",
    "hook": "curiosity",
    "variants": 2,
    "value": Money(amount=5000, currency="EUR"),
    "when": START + timedelta(days=3),
}


def rewrite(desk: Desk, run: str, *wishes: Wish, user: str = "mara") -> RunView:
    return desk.wait(desk.choose(run, Choice(kind="rewrite", wishes=wishes), user, "test").run, scenes.PATIENCE)


def test_a_brief_that_is_filled_in_is_taken_as_given(desk: Desk) -> None:
    view = scenes.ask(desk, "", request=AskRequest(**BRIEF, hold=True))
    brief = view.brief
    assert brief is not None
    assert (view.status, view.route, view.decided_by) == ("choosing", "copywriting", "rule")
    assert view.request == BRIEF["focus"]
    assert (brief.focus, brief.product) == (BRIEF["focus"], "Orrelune Refillable Bottle")
    given = {name: getattr(brief, name) for name in BRIEF if name not in {"focus", "product"}}
    assert given == {name: value for name, value in BRIEF.items() if name not in {"focus", "product"}}
    assert brief.wishes == ("in a calm tone", "with a feeling of curiosity")
    assert len(view.drafts) == 4


@pytest.mark.parametrize("focus", ["What does the bottle cost?", "hello"])
def test_whatever_it_reads_like_a_brief_asks_for_copy(desk: Desk, focus: str) -> None:
    view = scenes.ask(desk, "", request=AskRequest(focus=focus, product="Orrelune Refillable Bottle", hold=True))
    assert (view.status, view.route) == ("choosing", "copywriting")


def test_a_harm_in_a_brief_still_reaches_a_person(desk: Desk) -> None:
    view = scenes.ask(desk, "", request=AskRequest(focus=scenes.RASH))
    assert (view.status, view.route, view.drafts) == ("escalated", "escalation", ())


def test_what_a_brief_says_of_a_person_is_masked_and_flagged(desk: Desk) -> None:
    focus = "the refillable bottle, for jane.doe@example.org and her sensitive skin"
    view = scenes.ask(desk, "One caption", request=AskRequest(text="One caption", focus=focus, hold=True))
    assert view.brief is not None
    assert "jane.doe" not in view.brief.focus + view.request
    assert {"personal_data", "sensitive_skin"} <= set(view.flags)
    assert view.request.startswith("One caption\n")


@pytest.mark.parametrize(
    ("beside", "named"),
    [
        ({"product": "Teapot"}, "Orrelune Refillable Bottle"),
        ({"voice": "grumpy"}, "warm"),
        ({"hook": "dread"}, "curiosity"),
        ({"focus": "  "}, "empty"),
        ({"channels": ("myspace",)}, "myspace"),
    ],
)
def test_a_brief_that_cannot_be_used_is_refused_at_the_door(desk: Desk, beside: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        desk.ask(AskRequest(**{"focus": "the bottle", **beside}), "mara", "test")
    assert desk.runs() == ()


def test_the_choices_of_a_brief_are_the_brands_own(desk: Desk) -> None:
    choices = desk.brief_choices()
    assert "Orrelune Refillable Bottle" in choices.products
    assert choices.segments == ("commuters", "gift-buyers", "refillers", "sensitive-skin")
    assert [channel.id for channel in choices.channels][:5] == list(desk.default_brand.channels)
    assert choices.locales == desk.default_brand.locales
    assert {"warm", "calm"} <= set(choices.voices)
    assert "curiosity" in choices.hooks


def test_a_shorter_version_is_a_new_version_rated_again(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.THREE, hold=True)
    first = view.drafts[0]
    again = rewrite(desk, view.run, Wish(draft=first.id, notes="Shorter"))
    draft = again.drafts[0]
    assert (again.status, draft.status, draft.version, draft.missed) == ("choosing", "proposed", 2, None)
    assert len(draft.text) < len(first.text)
    assert draft.report.rules_digest
    assert [one.version for one in again.drafts] == [2, 1, 1]
    assert (draft.fact, draft.angle) == (first.fact, first.angle)
    assert "draft.wished" in scenes.events(desk)
    scenes.submit(desk, view.run, draft.id)
    assert scenes.sign(desk, view.run).status == "published"


def test_another_language_is_a_draft_of_its_own_on_the_same_fact(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    (first,) = view.drafts
    again = rewrite(desk, view.run, Wish(draft=first.id, notes="In French", locale="fr"))
    english, french = again.drafts
    assert (english.id, english.version, english.locale) == (first.id, 1, "en")
    assert (french.locale, french.variant, french.fact, french.status) == ("fr", 1, first.fact, "proposed")
    twice = rewrite(desk, view.run, Wish(draft=first.id, notes="In French", locale="fr"))
    assert [draft.version for draft in twice.drafts] == [1, 2]


class Failing(ScriptedChat):
    """Answers until it is told not to."""

    down = False

    def chat(self, prompt: Prompt, **options: Any) -> Completion:
        if self.down:
            raise ModelError("The model does not answer.")
        return super().chat(prompt, **options)


@pytest.mark.parametrize("locale", [None, "fr"])
def test_a_model_that_is_down_leaves_the_text_as_it_was(home: Path, locale: str | None) -> None:
    model = Failing(scenes.restate)
    desk = a_desk(home, model=model)
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    (first,) = view.drafts
    model.down = True
    wish = Wish(draft=first.id, notes="Again", locale=locale)
    (kept,) = (draft for draft in rewrite(desk, view.run, wish).drafts if draft.status == "proposed")
    assert (kept.text, kept.version, kept.missed) == (first.text, 1, "Again: The model does not answer.")
    model.down = False
    again = rewrite(desk, view.run, wish)
    assert [draft.missed for draft in again.drafts if draft.locale == (locale or "en")] == [None]
    assert again.status == "choosing"
    assert len([draft for draft in again.drafts if draft.status == "proposed"]) == (2 if locale else 1)
    desk.close()


@pytest.mark.parametrize(("locale", "said"), [("tlh", "does not write in"), ("ja", "en, fr"), ("english", "no locale")])
def test_a_wish_names_a_language_of_the_brand(desk: Desk, locale: str, said: str) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    with pytest.raises(InputError, match=said):
        rewrite(desk, view.run, Wish(draft=view.drafts[0].id, notes="Again", locale=locale))
    assert len(desk.run(view.run).drafts) == 1


def test_an_audience_has_an_end(desk: Desk) -> None:
    with pytest.raises(InputError, match="audience has 5,000 characters"):
        desk.ask(AskRequest(text=scenes.CAPTION, segments=("commuters0",) * 500), "mara", "test")


def test_a_wish_is_screened_like_a_request(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    draft = view.drafts[0].id
    again = rewrite(desk, view.run, Wish(draft=draft, notes="Say that it suits sensitive skin, ask jane@example.org"))
    assert {"sensitive_skin", "personal_data"} <= set(again.flags)
    with pytest.raises(InputError, match="A person has to see this"):
        rewrite(desk, view.run, Wish(draft=draft, notes=scenes.RASH))


def test_only_the_requester_or_an_admin_wishes_and_only_while_it_is_held(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    wish = Wish(draft=view.drafts[0].id, notes="Shorter")
    for user in ("jonas", "ana", "edda"):
        with pytest.raises(NotAllowedError, match="own-run"):
            rewrite(desk, view.run, wish, user=user)
    with pytest.raises(InputError, match="which draft"):
        rewrite(desk, view.run)
    with pytest.raises(InputError, match="d-none is not waiting"):
        rewrite(desk, view.run, wish.model_copy(update={"draft": "d-none"}))
    scenes.submit(desk, view.run)
    with pytest.raises(InputError, match="nothing to choose"):
        rewrite(desk, view.run, wish)


def test_each_draft_says_whose_signature_it_waits_for_and_until_when(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.THREE)
    assert [one.signers for one in view.waits] == ["Brand"] * 3
    assert [one.due for one in view.waits] == sorted(one.due for one in view.waits)
    assert {one.draft for one in view.waits} == {draft.id for draft in view.drafts}
    assert scenes.sign(desk, view.run).waits == ()


def test_requests_are_found_by_all_of_their_words(desk: Desk) -> None:
    caption = scenes.ask(desk, scenes.CAPTION, hold=True).run
    price = scenes.ask(desk, scenes.PRICE).run
    assert [row.run for row in desk.runs(words="BOTTLE commuters")] == [caption]
    assert {row.run for row in desk.runs(words="bottle")} == {price, caption}
    assert [row.run for row in desk.runs(words=price)] == [price]
    assert desk.runs(words="100% bottle") == ()
    assert desk.runs(words="_") == ()
