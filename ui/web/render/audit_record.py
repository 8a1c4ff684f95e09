"""One record of the audit trail: a sentence, and below it all that the record holds."""

from collections.abc import Mapping
from typing import Any

from agents.ledger.references import SYSTEM
from agents.views import AuditRecord
from ui import words
from ui.texts import catalogue, say
from ui.web import places
from ui.web.html import Child, Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

SHORT = 10  # characters of a reference or a digest, where it is named in passing
_PLACES = {"r-": places.run, "a-": places.approval, "c-": places.case}


def record_row(record: AuditRecord, place: Setting, names: Mapping[str, str], *, named: bool) -> Safe:
    """`names`: what its references mean, where somebody may know; `named`: they asked for that."""
    names_of = _Names(place, names, asked=named)
    said = (names_of.actor(record.actor), f" {_did(record.event)} ", names_of.subject(record.subject))
    return el(
        "li",
        el("span.seq", say("audit.number", n=record.seq)),
        el(
            "div.said",
            el("p", said, _how(record)),
            el("small", parts.moment(record.at), " · ", _door(record.door), _rule(record)),
            _whole(record, names_of),
        ),
        data_key=str(record.seq),
    )


class _Names:
    """References as people read them."""

    def __init__(self, place: Setting, names: Mapping[str, str], *, asked: bool) -> None:
        self._place = place
        self._names = names
        self._asked = asked

    def actor(self, actor: str) -> Child:
        if actor in SYSTEM:
            return el("b", say(f"audit.actor_{actor}"))
        return self.reference(actor)

    def subject(self, subject: str) -> Child:
        kind, colon, rest = subject.partition(":")
        if colon and kind in ("user", "document"):
            return self.reference(rest)
        way = _PLACES.get(subject[:2])
        return el("a", subject, href=way(subject)) if way else self.reference(subject)

    def reference(self, reference: str) -> Child:
        if not reference.startswith(("u-", "doc-", "w-")):
            return el("b", self._place.brand_name(reference))
        name = self._names.get(reference)
        if name is not None:
            return el("b", self._place.person(name) if reference.startswith("u-") else name, title=reference)
        gone = say("audit.erased") if self._asked else None
        head, _, digits = reference.partition("-")
        return el("span.reference", f"{head}-{digits[:SHORT]}…", gone, title=reference)


def _did(event: str) -> str:
    key = f"event_{event.replace('.', '__')}"
    return say(f"audit.{key}") if key in catalogue("en", "audit") else event


def _how(record: AuditRecord) -> str:
    if record.role is None:
        return ""
    roles = words.names(map(words.role, record.role.split("+")))
    return say("audit.as_role", roles=roles)


def _door(door: str) -> str:
    key = f"door_{door}"
    return say(f"audit.{key}") if key in catalogue("en", "audit") else door


def _rule(record: AuditRecord) -> Child:
    return (" · ", say("audit.under_rule", rule=record.rule)) if record.rule else None


def _whole(record: AuditRecord, names: _Names) -> Safe:
    held: list[tuple[str, Child]] = [
        (say("audit.held_event"), el("code", record.event)),
        (say("audit.held_actor"), names.actor(record.actor)),
        *([(say("audit.held_role"), record.role)] if record.role else []),
        (say("audit.held_subject"), el("code", record.subject)),
        *([(say("audit.held_rule"), el("code", record.rule))] if record.rule else []),
        *([(say("audit.held_policy"), el("code", record.policy))] if record.policy else []),
        *([(say("audit.held_digest"), el("code", record.digest))] if record.digest else []),
        *((key.replace("_", " "), _value(value, names)) for key, value in sorted(record.details.items())),
        (say("audit.held_hash"), el("code", record.hash)),
    ]
    listed = (child for name, value in held for child in (el("dt", name), el("dd", value)))
    return el("details.whole", el("summary", say("audit.whole")), el("dl.fields", *listed), data_keep="open")


def _value(value: Any, names: _Names) -> Child:  # noqa: ANN401 - whatever a record's details hold
    if isinstance(value, list):
        return [child for each in value for child in (_value(each, names), " ")] if value else "–"
    if isinstance(value, str) and value.startswith(("u-", "doc-", "w-")):
        return names.reference(value)
    return "–" if value is None else str(value)
