"""What a person may ask for through the REST interface, by a token or their session.

What changes something names who does it, and the desk looks at their roles itself. What only reads does not: who may
read what stands here. An operation that stands in neither place is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import HTTPException
from pydantic import BaseModel

from ui import words
from ui.api.operations import Operation
from ui.api.security import Person
from ui.desk_api import DeskApi
from ui.readers import BUT_MARKETERS, NAMERS, OWN_REQUESTS, PEOPLE, TRAIL, of_own_requests

OF_A_RUN = frozenset({"run", "wait", "steps"})  # what came of one request


@dataclass(frozen=True)
class Reading:
    """`roles` may read all of it, everybody where none is named. `own`: what others have to fill in with themselves."""

    roles: tuple[str, ...] = ()
    own: str | None = None


ANYBODY = Reading()
READS: Mapping[str, Reading] = {
    **dict.fromkeys(("default_brand", "brands", "brief_choices", "upload_limit"), ANYBODY),
    **dict.fromkeys(("wait", "run", "run_counts", "steps", "triage"), ANYBODY),
    **dict.fromkeys(("approvals", "approval", "explain", "rate", "cases", "case", "waiting_for"), ANYBODY),
    **dict.fromkeys(("documents", "read_document", "document_changes", "passage_counts", "quality"), ANYBODY),
    **dict.fromkeys(("search", "check", "why", "rules", "rule_problems", "holds"), ANYBODY),
    **dict.fromkeys(("policy_versions", "policy_text", "policy_words", "workflow", "tiers", "models", "lint"), ANYBODY),
    **dict.fromkeys(("approval_counts", "lessons", "examples", "all_clears", "eval_cases"), Reading(BUT_MARKETERS)),
    **dict.fromkeys(
        ("quarantine", "unsure_labels", "simulate", "policy_refusals", "insights", "insight_runs"),
        Reading(BUT_MARKETERS),
    ),
    **dict.fromkeys(("audit_page", "audit_verify", "audit_export"), Reading(TRAIL)),
    "audit_name": Reading(NAMERS),
    "runs": Reading(BUT_MARKETERS, own="requester"),
    "notices": Reading(PEOPLE, own="user"),
    "users": Reading(PEOPLE),
    "user_changes": Reading(PEOPLE),
    "user": Reading(PEOPLE, own="name"),
    "tokens": Reading(PEOPLE, own="user"),
    "retention": Reading(("admin", "auditor", "privacy")),
    "doctor": Reading(("admin", "auditor", "on-call")),
}
# Not for a person's programs at all, whatever their roles: a token that is lost must not make more of itself.
CLOSED: Mapping[str, str] = {
    "authenticate": "People sign in on the desk's own page",
    "set_password": "Passwords are chosen on the People page",
    "reset_password": "Passwords are reset on the People page",
    "create_token": "Tokens are made on the People page",
    "init": "A brand is begun on the command line",
    "index": "The index is made on the command line",
}
PATHS = "This takes files of the desk's own machine: that is for the command line there"


class Refusal(HTTPException):
    def __init__(self, words: str, rule: str) -> None:
        super().__init__(403, f"{words}. (rule: {rule})")


def call(desk: DeskApi, operation: Operation, request: BaseModel, person: Person) -> Any:  # noqa: ANN401
    """What the operation gives this person. Raises Refusal, or what the desk raises."""
    if operation.name in CLOSED:
        raise Refusal(CLOSED[operation.name], "not-by-token")
    if any(getattr(request, field) for field in operation.paths):
        raise Refusal(PATHS, "not-by-token")
    changed: dict[str, Any] = _as_themselves(operation, request, person)
    if not operation.acts:
        changed |= _reading(desk, operation, request, person)
    result = operation.call(desk, request.model_copy(update=changed))
    if operation.name in {"approval", "case"}:
        _theirs(result.requester, person)
    return _of_theirs(result, person) if operation.name == "cases" else result


def _as_themselves(operation: Operation, request: BaseModel, person: Person) -> dict[str, Any]:
    """Nobody names another, also where that would only filter."""
    changed: dict[str, Any] = {}
    for field in ("user_", "by_", "viewer_"):
        if field not in type(request).model_fields:
            continue
        named = getattr(request, field)
        if named not in (None, person.name) and not _may_read_all(operation, person):
            raise Refusal(f"You are {person.name} here, and name nobody else", "own-user")
        if operation.acts:
            if named not in (None, person.name):
                raise Refusal(f"You are {person.name} here, and name nobody else", "own-user")
            changed[field] = person.name
    return {**changed, "door_": person.door} if operation.acts else changed


def _may_read_all(operation: Operation, person: Person) -> bool:
    reading = READS.get(operation.name, ANYBODY)
    return reading.own is not None and bool(set(reading.roles) & set(person.roles))


def _reading(desk: DeskApi, operation: Operation, request: BaseModel, person: Person) -> dict[str, Any]:
    """What is set for somebody who may not read all of it."""
    reading = READS.get(operation.name)
    if reading is None:
        raise Refusal(f"Nobody is named who may read {operation.name}", "unknown-operation")
    if operation.name == "approvals" and _only_markets(person):
        return {"where_": {**(getattr(request, "where_", None) or {}), "requester": person.name}}
    if operation.name in OF_A_RUN and _only_markets(person):
        _theirs(desk.run(getattr(request, "run_")).requester, person)  # noqa: B009
    if operation.name in {"explain", "rate"}:
        _theirs(desk.approval(getattr(request, "approval_id_")).requester, person)  # noqa: B009
    if not reading.roles or set(reading.roles) & set(person.roles):
        return {}
    if reading.own is None:
        able = words.names(map(words.role, reading.roles))
        raise Refusal(f"{able} can read this. You are here as {words.names(map(words.role, person.roles))}", "roles")
    field = f"{reading.own}_"
    if getattr(request, field) not in (None, person.name):
        raise Refusal(f"You are {person.name} here, and read of nobody else", "own-user")
    return {field: person.name}


def _only_markets(person: Person) -> bool:
    return of_own_requests(person.roles)


def _theirs(requester: str, person: Person) -> None:
    if _only_markets(person) and requester != person.name:
        raise Refusal(OWN_REQUESTS, "own-requests")


def _of_theirs(views: Any, person: Person) -> Any:  # noqa: ANN401 - cases
    return tuple(view for view in views if view.requester == person.name) if _only_markets(person) else views
