"""For each line of `rest` in `rights.yaml`, what is asked: a function from the world and a role to a request's body."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.agents import scenes
from tests.agents.earned import PASSED, TIER
from tests.ui.web.rights_world import DRIFT, OTHER, World
from ui.api.rights import CLOSED

Body = dict[str, Any]
Scene = Callable[[World, str], Body]
SOON = "2026-12-24T10:00:00+01:00"


def always(**body: Any) -> Scene:
    return lambda _, __: body


def _draft(world: World, name: str) -> str:
    return world.draft(world.held[name]).id


def _of_run(whose: str | None, **more: Any) -> Scene:
    return lambda world, role: {"run": world.held.get(whose or world.of(role), world.held[OTHER]).run, **more}


def _choice(whose: str | None) -> Scene:
    def scene(world: World, role: str) -> Body:
        name = whose or world.of(role)
        name = name if name in world.held else OTHER
        return {"run": world.held[name].run, "choice": {"kind": "submit", "drafts": [_draft(world, name)]}}

    return scene


def _both(name: str, make: Callable[[str | None], Scene]) -> dict[str, Scene]:
    return {f"{name} (one's own)": make(None), f"{name} (somebody else's)": make(OTHER)}


def _recalled(whose: str | None) -> Scene:
    return lambda world, role: {
        "run": world.published.get(whose or world.of(role), world.published[OTHER]),
        "reason": "A mistake",
    }


def _card(**more: Any) -> Scene:
    return lambda world, _: {"approval_id": world.card.id, **more}


def _crisis(name: str, **more: Any) -> Scene:
    def scene(world: World, _: str) -> Body:
        world.crisis(on=name == "crisis_off")
        return {"brand": None, **more}

    return scene


def _close(world: World, _: str) -> Body:
    world.open_tier()
    return {"tier": TIER, "reason": "Too many edits"}


def _named(whose: str | None, **more: Any) -> Scene:
    return lambda world, role: {"name": whose or world.of(role), **more}


def _question(whose: str | None) -> Scene:
    def scene(world: World, role: str) -> Body:
        return {"question": world.questions.get(whose or world.of(role), world.questions[OTHER]), "answer": "Commuters"}

    return scene


SUITES = [one.model_dump(mode="json") for one in PASSED]
READING: dict[str, Scene] = {
    **dict.fromkeys(
        (
            "default_brand", "brands", "brief_choices", "upload_limit", "runs", "approvals", "cases", "documents",
            "passage_counts", "quality", "rules", "holds", "policy_versions", "policy_words", "workflow", "tiers",
            "models", "lint", "approval_counts", "lessons", "examples", "all_clears", "eval_cases", "quarantine",
            "unsure_labels", "policy_refusals", "audit_page", "audit_verify", "audit_export", "notices", "users",
            "user_changes", "tokens", "retention", "doctor", "insights",
        ),
        always(),
    ),
    **_both("wait", lambda whose: _of_run(whose, timeout=0.0)),
    **_both("run", _of_run),
    **_both("steps", _of_run),
    "triage": always(text=scenes.PRICE),
    "search": always(query=scenes.PRICE),
    "check": always(copy={"fields": {"text": "Calm."}}),
    "why": always(rule="orrelune.Exclamation"),
    "rule_problems": always(),
    "read_document": always(id="caps.md"),
    "document_changes": always(id="caps.md"),
    "policy_text": lambda world, _: {"digest": world.desk.policy_versions()[0].digest},
    "simulate": lambda world, _: {"policy": world.policy},
    "insight_runs": always(measure="cycle_time"),
    "waiting_for": lambda world, role: {"user": world.of(role)},
    "run_counts": lambda world, role: {"user": world.of(role)},
    "approval (of somebody else's request)": lambda world, _: {"id": world.card.id},
    "explain (of somebody else's request)": _card(),
    "rate (of somebody else's request)": _card(fields={"body": "Calm."}),
    "case (of somebody else's request)": lambda world, _: {"id": world.case},
    "runs (somebody else's)": always(requester=OTHER),
    "notices (somebody else's)": always(user=OTHER),
    "tokens (somebody else's)": always(user=OTHER),
    **_both("user", _named),
    "audit_name": lambda world, _: {
        "reference": next(one.actor for one in world.desk.audit_page().records if one.actor.startswith("u-"))
    },
}  # fmt: skip
ACTING: dict[str, Scene] = {
    "ask": always(request={"text": scenes.CAPTION}),
    **_both("choose", _choice),
    **_both("withdraw", _of_run),
    **_both("resume", _of_run),
    **_both("recall", _recalled),
    "decide (a card for Brand)": lambda world, _: {
        "id": world.card.id,
        "decision": {"kind": "approve", "digest": world.card.digest},
    },
    "sign_many (a card for Brand)": lambda world, _: {"digests": {world.many.id: world.many.digest}},
    "take_approval (a card for Brand)": lambda world, _: {"id": world.card.id},
    "take_approval (a card that another of Brand has)": lambda world, _: {"id": world.many.id, "over": True},
    "hand_back_approval (a card that Brand has)": lambda world, _: {"id": world.had.id},
    "ask_requester (a card for Brand)": lambda world, _: {"approval": world.card.id, "question": "For whom?"},
    **_both("answer_question", _question),
    "keep_lesson": lambda world, _: {"id": world.lesson},
    "end_lesson": lambda world, _: {"id": world.lesson},
    "accept_eval_case": always(id="a-nowhere", reason="Well put"),
    "decline_eval_case": always(id="a-nowhere", reason="Too easy"),
    "take_case (a P1 case)": lambda world, _: {"id": world.case},
    "resolve_case (one that on call has taken)": lambda world, _: {
        "id": world.taken, "cause": "handled", "note": "Called",
    },
    "release_case (a risky design)": lambda world, _: {"id": world.risky, "conditions": ["Nobody is recognised"]},
    "note_case (a P1 case)": lambda world, _: {"id": world.case, "text": "Called twice"},
    "transfer_case (a P1 case)": lambda world, _: {"id": world.case, "to": "leila", "reason": "Personal data"},
    "end_all_clear": lambda world, _: {"id": world.all_clear},
    "publish_document": always(id="caps.md"),
    "retire_document": always(id="caps.md"),
    "describe_document": lambda _, role: {"id": "caps.md", "values": {"owner": role}},
    "release_passage": lambda world, _: {"id": world.item},
    "label_passage": lambda world, _: {"passage": world.passage, "field": "kind", "value": "product"},
    "add_user": always(name="kim", roles=["brand"], full_name="Kim"),
    "disable_user": _named(OTHER),
    "enable_user": _named("gone"),
    "set_roles": _named(OTHER, roles=["marketer", "brand"]),
    **_both("set_absent", lambda whose: _named(whose, until=SOON)),
    **_both("set_back", _named),
    **_both("revoke_token", lambda whose: lambda world, role: {"id": world.tokens[whose or world.of(role)]}),
    "erase": lambda world, _: {"wanted": {"run": world.published[OTHER]}},
    "release_runs": always(run=None),
    "apply_retention": always(),
    "open_tier (one that Brand opens)": always(tier=TIER),
    "close_tier (one that Brand opens)": _close,
    "validate_model": always(model="scripted", suites=SUITES),
    "revoke_model": always(model="scripted", reason="It was changed"),
    "decide_drift (a measure of Data science)": always(id=DRIFT, words="A slow week"),
    "hold": always(brand=None, reason="A recall"),
    "lift": always(brand=None),
    "crisis_on": _crisis("crisis_on", reason="A recall", until=SOON),
    "crisis_off": _crisis("crisis_off"),
    "retry_notice": always(id="m-nowhere"),
    "test_notice": always(name="mara"),
}  # fmt: skip
SHUT: dict[str, Scene] = {
    **dict.fromkeys(CLOSED, always(name="kim", password="a few words in a row")),
    "index": always(),
    "ingest": always(paths=["/etc"]),
    "upload_document": always(file="/etc/hosts", name="hosts.md"),
    "backup": always(file="/tmp/all-of-it"),
    "check (with rules from a folder)": always(copy={"fields": {"text": "Calm."}}, rules=["/etc"]),
    "why (with rules from a folder)": always(rule="orrelune.Exclamation", rules=["/etc"]),
}
# Whoever may is let in here, and told of something else: no such message, nothing held, kept or open already.
LET_IN = frozenset(
    {
        "keep_lesson", "accept_eval_case", "decline_eval_case", "retry_notice", "test_notice", "release_runs",
        "open_tier (one that Brand opens)",
    }
)  # fmt: skip
REST: Mapping[str, Mapping[str, Scene]] = {"reading": READING, "acting": ACTING, "closed": SHUT}
