"""For each line of `rights.yaml`, what is pressed: a function from the world and a role to a press.

A name with words in brackets is one of several situations of the same action.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.agents import scenes
from tests.agents.earned import TIER
from tests.ui.web.rights_world import DRIFT, OTHER, World, unwritten
from ui.web.board import Press
from ui.web.render.decision import mark_of

Scene = Callable[[World, str], Press]


def press(act: str, at: str = "", form: Mapping[str, Any] | None = None, **data: Any) -> Press:
    return Press.read({"act": act, "at": at, "form": dict(form or {}), **data})


def _of_run(act: str, whose: str | None, form: Mapping[str, Any] | None = None, **data: Any) -> Scene:
    """On a request that waits for its requester's choice; `whose`: somebody else's, or None for one's own."""

    def scene(world: World, role: str) -> Press:
        run = world.held.get(whose or world.of(role), world.held[OTHER])
        draft = world.draft(run)
        known = {"drafts": [draft.id]} if act == "submit" else {}
        return press(act, f"?run={run.run}", {**known, **(form or {})}, run=run.run, draft=draft.id, **data)

    return scene


def _again(whose: str | None) -> Scene:
    def scene(world: World, role: str) -> Press:
        run = world.held.get(whose or world.of(role), world.held[OTHER])
        return press("again", f"?run={run.run}", draft=unwritten(run))

    return scene


def _answer(whose: str | None) -> Scene:
    def scene(world: World, role: str) -> Press:
        question = world.questions.get(whose or world.of(role), world.questions[OTHER])
        return press("answer", form={"answer": "For commuters"}, question=question)

    return scene


def _both(act: str, form: Mapping[str, Any] | None = None, **data: Any) -> dict[str, Scene]:
    return {
        f"{act} (one's own request)": _of_run(act, None, form, **data),
        f"{act} (somebody else's)": _of_run(act, OTHER, form, **data),
    }


def _on_card(act: str, form: Mapping[str, Any] | None = None) -> Scene:
    return lambda world, _: press(act, "?tab=all", form, approval=world.card.id, digest=world.card.digest)


def _on_case(act: str, form: Mapping[str, Any] | None = None, *, taken: bool = False, **data: str) -> Scene:
    return lambda world, _: press(act, "?tab=cases", form, case=world.taken if taken else world.case, **data)


def _sign_many(world: World, _: str) -> Press:
    card = world.many
    return press("sign-many", f"?tab=mine&several={card.id}", {"sign": [f"{card.id}@{card.digest}"]})


def _person(act: str, whose: str | None, form: Mapping[str, Any] | None = None) -> Scene:
    return lambda world, role: press(act, "", form, user=whose or world.of(role))


def _token(whose: str | None) -> Scene:
    return lambda world, role: press("revoke", "", {}, token=world.tokens[whose or world.of(role)])


def _always(act: str, form: Mapping[str, Any] | None = None, at: str = "", **data: str) -> Scene:
    return lambda _, __: press(act, at, form, **data)


def _document(act: str, form: Mapping[str, Any] | None = None) -> Scene:
    return lambda world, role: press(
        act, "", {k: role if v == "ROLE" else v for k, v in (form or {}).items()}, document=world.document
    )


def _crisis(act: str, form: Mapping[str, Any]) -> Scene:
    def scene(world: World, _: str) -> Press:
        world.crisis(on=act == "crisis-off")
        return press(act, "?tab=cases", {"brand": "orrelune", **form})

    return scene


def _close_tier(world: World, _: str) -> Press:
    world.open_tier()
    return press("close-tier", "?tab=tiers", {"reason": "Too many edits"}, tier=TIER)


AWAY = {"until": "2026-12-24T10:00", "deputy": ""}
CALM = {"field:caption": scenes.GREEN}
WORDS = {"field:body": "Calmer, in a few words of one's own."}
GRABS = {"field:body": "A quarter turn locks the cap!! It is for people who run for trains.", "finding": "0"}
SCENES: Mapping[str, Mapping[str, Scene]] = {
    "chat": {
        "ask": _always("ask", {"text": scenes.CAPTION}),
        **_both("submit"),
        **_both("tweak", CALM),
        **_both("restore", version="1"),
        **_both("wish", {"notes": "Shorter"}),
        "again (one's own request)": _again(None),
        "again (somebody else's)": _again(OTHER),
        **_both("fix", finding=0),
        **_both("cut", finding=0),
        **_both("fix-all"),
        **_both("withdraw"),
        **_both("resume"),
        "answer (about one's own request)": _answer(None),
        "answer (about somebody else's)": _answer(OTHER),
    },
    "approvals": {
        "approve (a card for Brand)": _on_card("approve"),
        "edit (a card for Brand)": _on_card("edit", {**WORDS, "rated": mark_of({"body": WORDS["field:body"]})}),
        "revise (a card for Brand)": _on_card("revise", {"notes": "Shorter"}),
        "reject (a card for Brand)": _on_card("reject", {"reason": "Off voice"}),
        "rate (a card for Brand)": _on_card("rate", {"field:body": "Calmer."}),
        "fix (a card for Brand)": _on_card("fix", GRABS),
        "cut (a card for Brand)": _on_card("cut", GRABS),
        "question (a card for Brand)": _on_card("question", {"question": "For whom?"}),
        "read-many": lambda world, _: press("read-many", "?tab=mine", {"read": [world.many.id]}),
        "sign-many (a card for Brand)": _sign_many,
        "take-card (a card for Brand)": _on_card("take-card"),
        "take-over (a card that another of Brand has)": lambda world, _: press("take-over", approval=world.many.id),
        "hand-back (a card that Brand has)": lambda world, _: press("hand-back", approval=world.had.id),
        "take (a P1 case)": _on_case("take"),
        "resolve (a case that on call has taken)": _on_case(
            "resolve", {"cause": "handled", "note": "Called"}, taken=True
        ),
        "release (a risky design)": lambda world, _: press(
            "release", "?tab=cases", {"conditions": "Nobody is recognised"}, case=world.risky
        ),
        "release (harm)": _on_case("release", {"conditions": "Nobody is harmed"}),
        "note (a P1 case)": _on_case("note", {"text": "Called twice"}),
        "transfer (a P1 case)": _on_case("transfer", {"to": "leila", "reason": "Personal data"}),
        "unlearn": lambda world, _: press("unlearn", "?tab=cases", {}, case=world.case, all_clear=world.all_clear),
        "crisis-on": _crisis("crisis-on", {"reason": "A recall", "until": "2026-12-24T10:00"}),
        "crisis-off": _crisis("crisis-off", {}),
        "hold": _always("hold", {"brand": "orrelune", "reason": "A recall"}),
        "lift": _always("lift", {"brand": "orrelune"}),
    },
    "knowledge": {
        "find": _always("find", {"q": "caps"}),
        "search": _always("search", {"q": "caps"}),
        "publish": _document("publish"),
        "retire": _document("retire"),
        "describe": _document("describe", {"owner": "ROLE"}),
        "label": lambda world, _: press("label", "", {"value": "product"}, passage=world.passage, field="kind"),
        "release": lambda world, _: press("release", "", {}, item=world.item),
        "clear-uploads": _always("clear-uploads"),
    },
    "rules": {
        "find": _always("find", {"words": "bargain"}),
        "try": _always("try", {"text": "Grab this bargain", "channel": "instagram"}),
    },
    "policy": {
        "replay": lambda world, _: press("replay", "?tab=try", {"policy": world.policy, "days": "30"}),
        "compare": _always("compare", {"a": "0" * 64, "b": "1" * 64}),
        "open-tier (one that Brand opens)": _always("open-tier", {}, tier=TIER),
        "close-tier (one that Brand opens)": _close_tier,
    },
    "insights": {
        "decide (a measure of Data science)": _always("decide", {"words": "A slow week"}, drift=DRIFT),
    },
    "audit": {
        "find": _always("find", {"event": "case"}),
        "names": _always("names"),
        "verify": _always("verify"),
    },
    "people": {
        "find": _always("find", {"words": "ana"}),
        "add": _always("add", {"name": "kim", "full_name": "Kim", "roles": ["brand"]}),
        "roles": _person("roles", OTHER, {"roles": ["marketer", "brand"]}),
        "disable": _person("disable", OTHER),
        "enable": _person("enable", "gone"),
        "away (oneself)": _person("away", None, AWAY),
        "away (somebody else)": _person("away", OTHER, AWAY),
        "back (oneself)": _person("back", None),
        "back (somebody else)": _person("back", OTHER),
        "reset": _person("reset", OTHER),
        "token": _always("token", {"name": "The calendar", "days": "30"}),
        "revoke (one's own token)": _token(None),
        "revoke (somebody else's token)": _token(OTHER),
    },
}
