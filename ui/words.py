"""The desk's words for people: states, roles and times as a marketer says them, never as the code does."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ui import locales
from ui.texts import Table, say

if TYPE_CHECKING:
    from agents.views import DraftView, MissingView, RunRow, RunView, UserView
    from tools.findings import Earlier

RUN_STATUS = Table("words.run_status")
PUBLICATION = Table("words.publication")  # at each place that a draft goes to
ROUTE = Table("words.route")
CHANNEL = Table("words.channel")
LANGUAGE = Table("words.language")
RATING = Table("words.rating")
SEVERITY = Table("words.severity")
DOING = Table("words.doing")  # while a step of the graph runs
DRAFT_STATUS = Table("words.draft_status")
CASE_STATUS = Table("words.case_status")
CASE_CAUSES = Table("words.case_cause")
REJECT_CAUSES = Table("words.reject_cause")
ROLE = Table("words.role")
FAMILY = Table("words.family")


def wanted(status: str, *, asked: bool, sent_back: bool) -> str | None:
    """What only its requester can do for a request: answer a question, submit again what was sent back."""
    if asked and status in {"choosing", "waiting", "blocked", "scheduled"}:
        return say("words.question_open")
    return say("words.came_back") if sent_back and status == "choosing" else None


def run_state(row: "RunRow") -> str:
    """What came of a request; of a question, whether the documents have an answer."""
    if row.unknown and row.status == "answered":
        return say("words.no_answer")
    wants = wanted(row.status, asked=row.questions > 0, sent_back=row.sent_back > 0)
    return wants or RUN_STATUS[row.status]


def draft_state(view: "DraftView", *, withdrawn: bool) -> str:
    """`withdrawn`: the whole request is. A draft that was left when others were submitted is called so by nobody."""
    left = view.status == "withdrawn" and view.approval is None and not withdrawn
    return say("words.not_picked") if left else DRAFT_STATUS[view.status]


def channel(name: str) -> str:
    return CHANNEL.get(name, name)


def draft(where: str, variant: int | None, alternative: str | None, *, alone: bool = False) -> str:
    """ "Instagram caption 2" by its channel; of several alternatives of one text "E-mail 1B". `alone`: one text was
    asked for, and it has no number.
    """
    number = "" if alone else variant or ""
    return f"{channel(where)} {number}{alternative if (alternative or 'A') > 'A' else ''}".rstrip()


def alone(run: "RunView") -> bool:
    """Whether its drafts have no numbers: one of each channel and language was asked for."""
    wanted = run.brief.variants if run.brief is not None else 1
    numbers = {*(one.variant for one in run.drafts), *(one.variant for one in run.unwritten)}
    return wanted == 1 and numbers <= {1}


def role(name: str) -> str:
    """`relationship-manager` → "Relationship manager"."""
    return ROLE.get(name) or name.replace("-", " ").capitalize()


def flag(name: str) -> str:
    return name.replace("_", " ").capitalize()


def family(name: str) -> str:
    return FAMILY.get(name) or name.capitalize()


def field(name: str) -> str:
    """`headline_1` → "Headline 1"."""
    return name.replace("_", " ").capitalize()


def names(items: Iterable[str]) -> str:
    """ "Brand", "Brand and Legal", "Brand, Legal and Compliance"."""
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    return say("words.both", first=", ".join(listed[:-1]), last=listed[-1])


def told_apart(users: Sequence["UserView"]) -> Mapping[str, str]:
    """What each is called, by user name: their full name, with the user name beside it where two share it."""
    return _told_apart(tuple((user.name, user.full_name or user.name) for user in users))


@lru_cache(maxsize=8)  # everybody is named on every page
def _told_apart(people: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    called = dict(people)
    shared = Counter(unicodedata.normalize("NFKC", name).casefold() for name in (*called.values(), *called))
    apart = {
        user: say("words.namesake", name=name, user=user)
        if name != user and shared[unicodedata.normalize("NFKC", name).casefold()] > 1
        else name
        for user, name in called.items()
    }
    return MappingProxyType(apart)


def count(number: int, noun: str) -> str:
    """ "1 model call", "1,240 model calls", of what `counted.yaml` knows."""
    return say(f"counted.{noun.replace(' ', '_')}", n=number)


def share(value: float) -> str:
    """ "12 %", of what runs from 0 to 1."""
    return say("words.share", n=locales.number(value * 100))


def earlier(one: "Earlier") -> str:
    """ "E-mail of 21 October 2026, 12 %"."""
    return say("words.earlier", channel=channel(one.channel), day=locales.day(one.on), share=share(one.share))


def span(seconds: float) -> str:
    """A length of time with one unit: "40 s", "12 min", "3 h", "2 days"."""
    seconds = abs(seconds)
    if seconds < 60:
        return say("words.seconds", n=int(seconds))
    if seconds < 90 * 60:
        return say("words.minutes", n=int(seconds // 60))
    if seconds < 36 * 3600:
        return say("words.hours", n=round(seconds / 3600))
    return say("words.days", n=round(seconds / 86400))


def due(at: datetime, now: datetime) -> str:
    left = (at - now).total_seconds()
    return say("words.due" if left >= 0 else "words.overdue", span=span(left))


def due_at(at: datetime, zones: Mapping[str, str], why: Sequence[str], roles: Iterable[str]) -> str:
    """ "Mon 9 Nov, 11:30 CET; not counted: weekend", where the first of these roles works."""
    left_out = say("words.left_out", what=", ".join(why)) if why else ""
    return f"{moment(at, zone(zones, roles))}{left_out}"


def zone(zones: Mapping[str, str], roles: Iterable[str]) -> str:
    """The reader's own, where their browser has told it; else where the first of these roles works."""
    return locales.own() or next((zones[role] for role in roles if role in zones), None) or locales.zone()


def moment(at: datetime, named: str) -> str:
    """ "Mon 9 Nov, 11:30 CET"."""
    local = at.astimezone(ZoneInfo(named))
    return f"{local:%a} {locales.day_of_year(local)}, {locales.time(local)} {local:%Z}"


def outcome(cause: str | None, note: str | None) -> str | None:
    """ "Handled with the customer: called them"."""
    known = CASE_CAUSES.get(cause or "", cause)
    return f"{known}: {note}" if known and note else known or note


def rejection(cause: str | None, said: str | None) -> str:
    """ "Not true: the bottle holds 50 ml"; the words alone where no cause of the list fits."""
    known = None if cause in {None, "other"} and said else REJECT_CAUSES.get(cause or "", cause)
    return ": ".join(part for part in (known, said) if part) or say("words.no_reason")


def ago(at: datetime, now: datetime) -> str:
    past = (now - at).total_seconds()
    return say("words.just_now") if past < 20 else say("words.ago", span=span(past))


def signers(open_roles: Iterable[str], missing: "MissingView | None" = None) -> str:
    """ "Brand and Legal", "any 2 of Brand, Legal and Compliance", "Brand; 1 more of Legal and Compliance"."""
    if missing is None or not missing.free:
        return names(role(name) for name in open_roles)
    free = names(role(name) for name in missing.free)
    many = say("words.more_of" if missing.begun else "words.any_of", n=missing.count, roles=free)
    if not missing.must:
        return many
    return say("words.musts", roles=names(role(name) for name in missing.must), rest=many)


def waiting(open_roles: Iterable[str], at: datetime, now: datetime, missing: "MissingView | None" = None) -> str:
    """ "Waiting for Brand and Legal, due in 2 h"."""
    return say("words.waiting", signers=signers(open_roles, missing), due=due(at, now))
