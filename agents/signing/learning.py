"""What the desk has learnt from edits and rejections: read for the next draft, listed, kept, ended.

Only people with a say in the brand's voice decide what is kept.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import audit, decided, lessons
from agents.ledger.database import Ledger
from agents.ledger.lessons import Status
from agents.signing.decided import DecidedDraft, Taught
from agents.signing.errors import NotAllowedError
from agents.signing.lessons import Lesson, Phrase
from agents.signing.staff import holds_one_of
from agents.views import LessonEdit, LessonView
from knowledge.errors import InputError
from tools.findings import BrandReport, Finding

ROLES = ("brand", "admin")
OF_WORDS = frozenset({"wording", "claims", "inclusive"})  # families that read a phrase as it stands
REPEATED = 3  # drafts in which people made the same change, before it is proposed
RECENT = 50  # decided drafts that the next one may learn from

Check = Callable[[str, str, str], BrandReport]  # brand, words, locale → what the brand check says of them


def taught(ledger: Ledger, brand: str, locale: str) -> Taught:
    """What the next draft of a brand in a locale learns from."""
    with ledger.read() as connection:
        rows = lessons.kept(connection, brand, locale)
        found = decided.latest(connection, brand, RECENT)
    kept = [
        Lesson(id=row.id, by=row.full_name or row.by, at=row.at, find=row.find, replace=row.replace) for row in rows
    ]
    return Taught(lessons=tuple(kept), decided=tuple(map(_example, found)))


def examples(ledger: Ledger, brand: str, limit: int) -> tuple[DecidedDraft, ...]:
    """Each edited and signed draft, and each rejected one, as a labelled example; the latest first."""
    with ledger.read() as connection:
        found = decided.latest(connection, brand, limit)
    return tuple(map(_example, found))


def _example(found: decided.Decided) -> DecidedDraft:
    row, plan = found.approval, found.approval.plan
    report = found.before.report or {"findings": ()}
    return DecidedDraft(
        kind=found.kind,
        approval=row.id,
        draft=row.subject,
        channel=row.channel,
        locale=row.locale,
        product=plan.get("product"),
        facts=tuple(statement["text"] for statement in plan.get("statements", ())),
        opening=plan.get("opening"),
        before=found.before.fields,
        after=found.after.fields if found.after else None,
        findings=tuple(" ".join(map(str, _told(each))) for each in report["findings"]),
        cause=row.cause if found.kind == "rejected" else None,
        reason=row.reason if found.kind == "rejected" else None,
        by=found.full_name or found.by,
        at=row.decided_at,
    )


def _told(finding: dict[str, Any]) -> tuple[str, ...]:
    span = finding.get("span")
    return (finding["severity"], finding["rule"], *([f"“{span}”"] if span else []))


def listing(ledger: Ledger, brand: str) -> tuple[LessonView, ...]:
    """Changes that are kept, then those that several edits made the same way; each with those edits."""
    with ledger.read() as connection:
        kept = [_view(connection, row) for row in lessons.listing(connection, brand)]
        proposed = [
            LessonView(
                id=row.id,
                find=row.find,
                replace=row.replace,
                locale=row.locale,
                drafts=row.drafts,
                edits=_edits(connection, row),
                kept=False,
            )
            for row in lessons.repeated(connection, brand, REPEATED)
        ]
    return (*kept, *proposed)


def keep(ledger: Ledger, check: Check, lesson: str, user: str, door: str) -> LessonView:
    with ledger.read() as connection:
        row = lessons.get(connection, lesson)
        holds_one_of(connection, user, ROLES, "change what the desk has learnt")
    refuse_worse(check, row.brand, row.locale, [Phrase(find=row.find, replace=row.replace)])
    return _set(ledger, lesson, "kept", user, door)


def refuse_worse(check: Check, brand: str, locale: str, wanted: Sequence[Phrase]) -> None:
    """Raises NotAllowedError for a phrase whose new words break a rule of the brand that the old ones did not."""
    for phrase in wanted:
        before, after = (_objections(check(brand, words, locale)) for words in (phrase.find, phrase.replace))
        new = next((finding for rule, finding in after.items() if rule not in before), None)
        if new is not None:
            words = f"“{phrase.find}” → “{phrase.replace}” cannot be made in every draft: the new words are"
            said = f"{new.severity} under {new.rule}, {new.message}"
            raise NotAllowedError("lesson-worse", f"{words} {said} Nothing was changed.")


def _objections(report: BrandReport) -> dict[str, Finding]:
    """Rule → its first finding, of rules that words break by themselves."""
    found = [each for each in report.findings if each.family in OF_WORDS and each.severity != "advice"]
    return {each.rule: each for each in reversed(found)}


def end(ledger: Ledger, lesson: str, user: str, door: str) -> LessonView:
    return _set(ledger, lesson, "ended", user, door)


def _set(ledger: Ledger, lesson: str, status: Status, user: str, door: str) -> LessonView:
    with ledger.write() as connection:
        row = lessons.get(connection, lesson)
        holds_one_of(connection, user, ROLES, "change what the desk has learnt")
        if row.status == status or (status == "kept" and row.status == "ended"):
            raise InputError(f"The change {lesson} is {row.status}. Nothing was changed.")
        lessons.set_status(connection, lesson, status)
        _record(connection, row, status, user, door, ledger)
        return _view(connection, lessons.get(connection, lesson))


def _record(connection: Connection, row: Row[Any], status: Status, user: str, door: str, ledger: Ledger) -> None:
    now = ledger.clock.now()
    audit.append(connection, at=now, event=f"lesson.{status}", actor=user, door=door, subject=row.id)


def _view(connection: Connection, row: Row[Any]) -> LessonView:
    edits = _edits(connection, row)
    return LessonView(
        id=row.id,
        find=row.find,
        replace=row.replace,
        locale=row.locale,
        by=row.by,
        at=row.at,
        drafts=len({edit.draft for edit in edits}),
        edits=edits,
        kept=row.status == "kept",
    )


def _edits(connection: Connection, row: Row[Any]) -> tuple[LessonEdit, ...]:
    return tuple(LessonEdit(draft=each.draft, by=each.by, at=each.at) for each in lessons.evidence(connection, row))
