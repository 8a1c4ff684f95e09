"""The words of a notice, for a person who is not at the desk. Pure.

Whatever a person wrote goes through `harmless`: no line break ends a header, no control or direction mark reaches a
reader's program, and no text runs on for pages.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agents.notices.kinds import Kind
from agents.notices.told import Item, Told
from agents.signing.people import in_words

SUBJECT = 150  # characters
PIECE = 300
TEXT = 2_000

_SPACE = re.compile(r"\s+")
_AWAY = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Words(NamedTuple):
    subject: str  # one line
    lines: tuple[str, ...]

    def text(self, link: str) -> str:
        return "\n".join((*self.lines, *(("", link) if link else ()))) + "\n"


class _Said(NamedTuple):
    told: Told
    zone: ZoneInfo

    @property
    def draft(self) -> str:
        where = f"{self.told.what} for {self.told.channel}" if self.told.channel else self.told.what
        return f"{where} of {harmless(self.told.brand)}"

    @property
    def by(self) -> str:
        return harmless(self.told.by or "the desk")

    @property
    def due(self) -> str:
        zone = ZoneInfo(self.told.zone) if self.told.zone else self.zone
        return moment(self.told.due, zone) if self.told.due else "soon"

    @property
    def not_counted(self) -> str:
        return f"Not counted: {', '.join(self.told.due_why)}." if self.told.due_why else ""

    @property
    def roles(self) -> str:
        return in_words(self.told.roles, "and")


def harmless(text: str, longest: int = PIECE) -> str:
    """On one line, without what a reader cannot see, cut to a length."""
    spaced = _SPACE.sub(" ", text)
    plain = "".join(letter for letter in spaced if unicodedata.category(letter) not in _AWAY).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M %Z}"


def words(told: Told, timezone: str) -> Words:
    said = _Said(told, ZoneInfo(timezone))
    subject, lines = _KINDS[told.kind](said)
    quoted = _quoted(told.text) if told.text else ()
    return Words(harmless(subject, SUBJECT), tuple(line for line in (*lines, *quoted) if line))


def digest(told: Told, items: Sequence[Item], at: datetime, timezone: str) -> Words:
    """One letter for all that could wait. The head of the audit trail goes with it, so that it is written down."""
    count = f"{len(items)} notice{'s' if len(items) != 1 else ''}" if items else "nothing new"
    lines = [f"{harmless(told.brand)}, {moment(at, ZoneInfo(timezone))}: {count}.", ""]
    for item in items:
        lines += [f"- {item.words}", *([f"  {item.link}"] if item.link else [])]
    if items:
        lines.append("")
    if told.head:
        lines += [
            "The audit trail ends here. Keep this: it shows later whether anything before it was changed.",
            f"copydesk audit verify --head {told.head}",
        ]
    return Words(harmless(f"Copydesk, {told.brand}: {count}", SUBJECT), tuple(lines))


def test(target: str, brand: str) -> Words:
    return Words(
        harmless(f"Copydesk, {brand}: a test"),
        (f"This is a test for {target}. If you can read it, notices reach this place.",),
    )


def _waits(said: _Said) -> tuple[str, Sequence[str]]:
    told = said.told
    return (
        f"Please sign by {said.due}: {said.draft}",
        (
            f"A {said.draft} waits for {said.roles}, until {said.due}. After that it expires unsent.",
            said.not_counted,
            f"Why: {harmless(told.rule)}" if told.rule else "",
            f"Rated {told.rating}." if told.rating else "",
            f"Asked for by {harmless(told.requester)}." if told.requester else "",
        ),
    )


def _reminder(said: _Said) -> tuple[str, Sequence[str]]:
    subject, lines = _waits(said)
    return f"Reminder. {subject}", lines


def _chain(said: _Said) -> tuple[str, Sequence[str]]:
    _, lines = _waits(said)
    return (
        f"Nobody has answered, you may sign: {said.draft}",
        ("Nobody has signed yet and the deadline nears, so policy asks you too.", *lines),
    )


def _expired(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"Expired unsent: {said.draft}",
        (f"Nobody signed the {said.draft} in time. It was not sent. Ask for it again if you still need it.",),
    )


def _decided(said: _Said) -> tuple[str, Sequence[str]]:
    verb = {"approved": "Approved", "rejected": "Rejected", "answered": "Answered"}.get(
        said.told.status or "", "Sent back"
    )
    after = {
        "Approved": "It goes out at its time." if said.told.run else "It runs once, when its agent goes on.",
        "Answered": "It is not run; its agent has the answer instead.",
        "Rejected": "It will not go out. The reason stands on its card.",
        "Sent back": "It is written again. The notes stand on its card.",
    }[verb]
    reason = said.told.reason
    return (
        f"{verb} by {said.by}: {said.draft}",
        (f"{verb} by {said.by}. {after}", f"In their words: {harmless(reason)}" if reason else ""),
    )


def _question(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"{said.by} asks you: {said.draft}",
        (f"{said.by} has a question before they sign the {said.draft}. It stands on its card, where you can answer.",),
    )


def _answer(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"{said.by} has answered: {said.draft}",
        (f"{said.by} answered the question about the {said.draft}. It waits for {said.roles}, until {said.due}.",),
    )


def _taken(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"{said.by} has taken over from you: {said.draft}",
        (
            f"{said.by} is on the {said.draft} now, in your place. It waits for {said.roles}, until {said.due}.",
            "You can decide on it all the same.",
        ),
    )


def _p1(said: _Said) -> tuple[str, Sequence[str]]:
    flags = ", ".join(flag.replace("_", " ") for flag in said.told.flags) or "an incident"
    first = f"{said.by} handed it to you." if said.told.handed else "You are asked first."
    before = first if said.told.step == 0 else "Who was asked before you has not taken it."
    return (
        f"P1, take it by {said.due}: {flags} at {harmless(said.told.brand)}",
        (f"A P1 case is open: {flags}. {before}", f"Take it by {said.due}. No reply was sent."),
    )


def _case(said: _Said) -> tuple[str, Sequence[str]]:
    flags = ", ".join(flag.replace("_", " ") for flag in said.told.flags) or "no flag"
    return (
        f"{said.told.severity} case for {said.roles}, to be taken by {said.due}: {harmless(said.told.brand)}",
        (f"A {said.told.severity} case is open: {flags}.", f"Take it by {said.due}. No reply was sent."),
    )


def _handed(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"{said.by} hands you a {said.told.severity} case, to be taken by {said.due}: {harmless(said.told.brand)}",
        (f"{said.by} handed a {said.told.severity} case to you. Why stands on its page.", f"Take it by {said.due}."),
    )


def _late(said: _Said) -> tuple[str, Sequence[str]]:
    told = said.told
    missed = "has not been taken in time" if told.clock == "acknowledge" else "has reached nobody in time"
    return (
        f"Overdue: a {told.severity} case {missed}: {harmless(told.brand)}",
        (f"The {told.severity} case for {said.roles} {missed}.", "Somebody has to take it. No reply was sent."),
    )


def _held(said: _Said) -> tuple[str, Sequence[str]]:
    brand, reason = harmless(said.told.brand), harmless(said.told.reason or "no reason is on record")
    if said.told.crisis:
        return (
            f"Crisis: nothing of {brand} goes out until {said.due}",
            (
                f"{said.by} switched the crisis switch of {brand} on, until {said.due}: {reason}",
                "What is signed waits until then, or until somebody switches it off.",
            ),
        )
    return (
        f"Held: nothing of {brand} goes out",
        (f"{said.by} holds all publications of {brand}: {reason}", "What is signed waits until the hold is lifted."),
    )


def _lifted(said: _Said) -> tuple[str, Sequence[str]]:
    brand = harmless(said.told.brand)
    if said.told.crisis:
        off = f"{said.by} switched the crisis switch of {brand} off." if said.told.by else "It has reached its end."
        return f"The crisis switch of {brand} is off", (off, "What is signed and due goes out, unless a hold keeps it.")
    return f"Lifted: {brand} publishes again", (
        f"{said.by} lifted the hold on {brand}. What is signed and due goes out.",
    )


def _failed(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"Not published yet: {said.draft}",
        (f"The {said.draft} is signed but could not be delivered. It is tried again by itself.",),
    )


def _recalled(said: _Said) -> tuple[str, Sequence[str]]:
    return (
        f"Recalled by {said.by}: {said.draft}",
        (f"{said.by} recalled the published {said.draft}. Take it down wherever it stands.",),
    )


def _digest(said: _Said) -> tuple[str, Sequence[str]]:
    """Of a digest itself, as a list of messages shows it."""
    return f"Digest of {harmless(said.told.brand)}", ()


_KINDS: Mapping[Kind, Callable[[_Said], tuple[str, Sequence[str]]]] = {
    "waits": _waits,
    "reminder": _reminder,
    "chain": _chain,
    "expired": _expired,
    "decided": _decided,
    "question": _question,
    "answer": _answer,
    "taken": _taken,
    "p1": _p1,
    "case": _case,
    "handed": _handed,
    "late": _late,
    "held": _held,
    "lifted": _lifted,
    "failed": _failed,
    "recalled": _recalled,
    "digest": _digest,
}


def _quoted(text: str) -> tuple[str, ...]:
    shown = text if len(text) <= TEXT else text[:TEXT].rstrip() + "…"
    return ("", *(f"> {harmless(line, TEXT)}" for line in shown.splitlines()))
