"""What the quality report and the document itself say against a document, in a few words each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from knowledge.documents import Document
from knowledge.record import Quarantined
from knowledge.report import QualityReport
from ui.texts import say


def hints(
    documents: Sequence[Document], report: QualityReport | None, quarantined: Sequence[Quarantined], today: date
) -> dict[str, tuple[str, ...]]:
    """By the document's id. Without a report yet, what the documents say themselves."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in documents:
        if one.meta.status == "published":
            found[one.id] += _own(one, today)
    shut = Counter(one.document for one in quarantined if not one.released and one.passage)
    for document, count in shut.items():
        found[document].append(say("knowledge.hint_quarantine", n=count))
    if report is not None:
        _of_report(report, {one.id for one in documents}, found)
    return {key: tuple(dict.fromkeys(said)) for key, said in found.items() if said}


def _own(one: Document, today: date) -> list[str]:
    said = []
    if not one.meta.owner:
        said.append(say("knowledge.hint_owner"))
    if one.meta.valid_until is not None and one.meta.valid_until < today:
        said.append(say("knowledge.hint_ended"))
    if one.meta.valid_from is not None and today < one.meta.valid_from:
        said.append(say("knowledge.hint_soon"))
    if "locale" in one.guessed:
        said.append(say("knowledge.hint_language"))
    return said


def _of_report(report: QualityReport, known: set[str], found: defaultdict[str, list[str]]) -> None:
    groups: Sequence[tuple[str, Sequence[str]]] = (
        (say("knowledge.hint_disagrees"), [at for one in report.contradictions for at in (one.one_at, one.other_at)]),
        (say("knowledge.hint_undated"), [*report.undated_facts, *report.undated_claims]),
        (say("knowledge.hint_same"), [id for ids in report.duplicates for id in ids]),
        (say("knowledge.hint_masked"), [*report.masked]),
        (say("knowledge.hint_hard"), [*report.hard_to_read]),
        (say("knowledge.hint_left_out"), [*report.notes]),
    )
    for said, places in groups:
        for document in {document_of(place, known) for place in places} - {None}:
            found[str(document)].append(said)


def document_of(text: str, known: Mapping[str, object] | set[str]) -> str | None:
    """The document that a line of the report begins with: "claims.md:4, …", "prices.xlsx, row 3", "notes.md: …"."""
    ends = [at for at, letter in enumerate(text) if letter in ":, "] + [len(text)]
    return next((text[:at] for at in reversed(ends) if text[:at] in known), None)
