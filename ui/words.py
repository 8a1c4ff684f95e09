"""The desk's words for people: states, roles and times as a marketer says them, never as the code does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from agents.views import MissingView

RUN_STATUS = {
    "running": "Working on it",
    "choosing": "Waiting for your choice",
    "waiting": "Waiting for a signature",
    "blocked": "Blocked",
    "scheduled": "Signed and scheduled",
    "published": "Published",
    "answered": "Answered",
    "checked": "Checked",
    "escalated": "With a person",
    "resolved": "Resolved",
    "rejected": "Rejected",
    "expired": "Expired unsent",
    "withdrawn": "Withdrawn",
    "recalled": "Recalled",
    "failed": "Stopped by an error",
}
ROUTE = {
    "research": "Question",
    "copywriting": "Copy",
    "brand_check": "Brand check",
    "escalation": "For a person",
}
CHANNEL = {
    "google-rsa": "Google search ad",
    "meta-ad": "Meta ad",
    "linkedin-ad": "LinkedIn ad",
    "linkedin": "LinkedIn post",
    "x": "X post",
    "instagram": "Instagram caption",
    "email": "E-mail",
    "sms": "Text message",
    "push": "Push notification",
    "text": "Text",
}
LANGUAGE = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "sv": "Swedish",
    "da": "Danish",
    "ja": "Japanese",
    "zh": "Chinese",
    "ko": "Korean",
}
RATING = {"green": "On brand", "amber": "Needs a look", "red": "Not as it stands"}
SEVERITY = {"red": "Must change", "amber": "Look again", "advice": "Advice"}
DOING = {
    # while a step of the graph runs
    "intake": "screening the request",
    "triage": "deciding where it goes",
    "research": "looking for the answer",
    "retrieve": "looking up what the brand knows",
    "copywriting": "writing the drafts",
    "brand_check": "checking against the brand",
    "file": "asking policy who has to sign",
    "schedule": "looking at everything again",
    "publish": "publishing",
    "escalation": "opening a case",
}
DRAFT_STATUS = {
    "proposed": "Proposed",
    "submitted": "Waiting for signatures",
    "revising": "Being rewritten",
    "approved": "Signed",
    "rejected": "Rejected",
    "expired": "Expired unsent",
    "withdrawn": "Withdrawn",
    "published": "Published",
    "recalled": "Recalled",
}
CASE_STATUS = {"open": "Open", "taken": "Taken", "resolved": "Resolved", "released": "Released with conditions"}
CASE_CAUSES = {
    "handled": "Handled with the customer",
    "product": "A fault in the product",
    "delivery": "A fault in delivery or service",
    "wording": "Something that the brand said",
    "passed-on": "Passed on to another team",
    "duplicate": "Already known",
    "not-an-incident": "Not an incident",
    "other": "Something else",
}
REJECT_CAUSES = {
    "off-brand": "Not the brand's voice",
    "untrue": "Not true",
    "claim": "A claim that cannot be made",
    "tone": "The wrong tone",
    "audience": "Wrong for these readers",
    "timing": "The wrong time",
    "legal": "A legal matter",
    "duplicate": "There already",
    "other": "Something else",
}


def channel(name: str) -> str:
    return CHANNEL.get(name, name)


def role(name: str) -> str:
    """`relationship-manager` → "Relationship manager"."""
    return name.replace("-", " ").capitalize() if name != "on-call" else "On call"


def flag(name: str) -> str:
    return name.replace("_", " ").capitalize()


def family(name: str) -> str:
    return {"inclusive": "Inclusive language", "claims": "Claims"}.get(name, name.capitalize())


def field(name: str) -> str:
    """`headline_1` → "Headline 1"."""
    return name.replace("_", " ").capitalize()


def names(items: Iterable[str]) -> str:
    """ "Brand", "Brand and Legal", "Brand, Legal and Compliance"."""
    listed = list(items)
    return listed[0] if len(listed) == 1 else ", ".join(listed[:-1]) + " and " + listed[-1] if listed else ""


def count(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def span(seconds: float) -> str:
    """A length of time with one unit: "40 s", "12 min", "3 h", "2 days"."""
    seconds = abs(seconds)
    if seconds < 60:
        return f"{int(seconds)} s"
    if seconds < 90 * 60:
        return f"{int(seconds // 60)} min"
    if seconds < 36 * 3600:
        return f"{round(seconds / 3600)} h"
    return count(round(seconds / 86400), "day")


def due(at: datetime, now: datetime) -> str:
    left = (at - now).total_seconds()
    return f"due in {span(left)}" if left >= 0 else f"overdue by {span(left)}"


def due_at(at: datetime, zones: Mapping[str, str], why: Sequence[str], roles: Iterable[str]) -> str:
    """ "Mon 9 Nov, 11:30 CET; not counted: weekend", where the first of these roles works; UTC where nobody says."""
    local = at.astimezone(ZoneInfo(next((zones[role] for role in roles if role in zones), "UTC")))
    left_out = f"; not counted: {', '.join(why)}" if why else ""
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M %Z}{left_out}"


def outcome(cause: str | None, note: str | None) -> str | None:
    """ "Handled with the customer: called them"."""
    known = CASE_CAUSES.get(cause or "", cause)
    return f"{known}: {note}" if known and note else known or note


def rejection(cause: str | None, said: str | None) -> str:
    """ "Not true: the bottle holds 50 ml"; the words alone where no cause of the list fits."""
    known = None if cause in {None, "other"} and said else REJECT_CAUSES.get(cause or "", cause)
    return ": ".join(part for part in (known, said) if part) or "No reason is kept"


def ago(at: datetime, now: datetime) -> str:
    past = (now - at).total_seconds()
    return "just now" if past < 20 else f"{span(past)} ago"


def signers(open_roles: Iterable[str], missing: "MissingView | None" = None) -> str:
    """ "Brand and Legal", "any 2 of Brand, Legal and Compliance", "Brand; 1 more of Legal and Compliance"."""
    if missing is None or not missing.free:
        return names(role(name) for name in open_roles)
    many = f"{missing.count} more" if missing.begun else f"any {missing.count}"
    must = f"{names(role(name) for name in missing.must)}; " if missing.must else ""
    return f"{must}{many} of {names(role(name) for name in missing.free)}"


def waiting(open_roles: Iterable[str], at: datetime, now: datetime, missing: "MissingView | None" = None) -> str:
    """ "Waiting for Brand and Legal, due in 2 h"."""
    return f"Waiting for {signers(open_roles, missing)}, {due(at, now)}"
