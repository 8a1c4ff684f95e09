"""The quality of a brand's knowledge, in numbers that each have a list behind them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.brand import Brand
from knowledge.contradictions import Contradiction, contradictions
from knowledge.documents import Document
from knowledge.facts import Claim, Fact, Product
from knowledge.loading import Refusal
from knowledge.near_copies import near_copies
from knowledge.passages import Passage
from knowledge.quality import Dimension, dimensions
from knowledge.record import Quarantined, Reading


class NearCopy(BaseModel):
    """Two passages in nearly the same words, by their citations; `alike` is 1 for the very same words."""

    model_config = ConfigDict(frozen=True)

    one: str
    other: str
    alike: float


class QualityReport(BaseModel):
    """Documents are named by id. Counts are of what is published and valid today."""

    model_config = ConfigDict(frozen=True)

    documents: int
    passages: int
    facts: int
    claims: int
    by_kind: dict[str, int]  # passages, as they are labelled
    by_locale: dict[str, int]  # documents
    by_product: dict[str, dict[str, int]] = {}  # product → kind → passages about it
    not_in_use: dict[str, tuple[str, ...]]  # by reason: "draft", "retired", "not yet valid", "no longer valid"
    undated_facts: tuple[str, ...]  # place, subject and attribute of facts whose validity nobody has bounded
    undated_claims: tuple[
        str, ...
    ] = ()  # place and words of claims without an end, where others of the register have one
    ended: tuple[str, ...] = ()  # place and last day of what has ended within documents that are in use
    without_owner: tuple[str, ...]
    duplicates: tuple[tuple[str, ...], ...]  # documents with the very same bytes
    near_copies: tuple[NearCopy, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    claims_without_evidence: tuple[str, ...]
    masked: dict[str, dict[str, int]] = {}  # document → kind of personal data → places
    quarantined: tuple[Quarantined, ...] = ()  # those that nobody has released
    hard_to_read: dict[str, float] = {}  # document → LIX
    unsure_labels: int | None = (
        None  # passages that wait for a person's label; None where nobody has counted since the last change
    )
    notes: dict[str, tuple[str, ...]] = {}  # document → what of its file was left out
    refused: tuple[Refusal, ...]
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True)
class Holdings:
    """All that a brand's knowledge base holds, as the report reads it. Facts and claims are those that hold today."""

    brand: Brand
    documents: Sequence[Document]
    passages: Sequence[Passage]  # that can be searched today
    facts: Sequence[Fact]
    claims: Sequence[Claim]
    products: Sequence[Product]
    readings: Mapping[str, Reading]
    quarantined: Sequence[Quarantined]
    refused: Sequence[Refusal]
    unsure_labels: int | None = None
    ended: Sequence[tuple[Passage, date]] = ()  # with the last day on which each held


def make_report(held: Holdings, today: date) -> QualityReport:
    used = [one for one in held.documents if _state(one, today) is None]
    ids = {one.id for one in used}
    idle: dict[str, list[str]] = defaultdict(list)
    same: dict[str, list[str]] = defaultdict(list)
    for one in held.documents:
        if state := _state(one, today):
            idle[state].append(one.id)
        else:
            same[one.sha256].append(one.id)
    readings = {key: reading for key, reading in held.readings.items() if key in ids}
    report = QualityReport(
        documents=len(used),
        passages=len(held.passages),
        facts=len(held.facts),
        claims=len(held.claims),
        by_kind=dict(sorted(Counter(one.kind for one in held.passages).items())),
        by_locale=dict(sorted(Counter(one.meta.locale for one in used).items())),
        by_product=_by_product(held),
        not_in_use={state: tuple(ids) for state, ids in sorted(idle.items())},
        undated_facts=_undated(held),
        undated_claims=_undated_claims(held),
        ended=tuple(dict.fromkeys(f"{one.spot}: expired {day}" for one, day in held.ended)),
        without_owner=tuple(one.id for one in used if not one.meta.owner),
        duplicates=tuple(tuple(ids) for ids in same.values() if len(ids) > 1),
        near_copies=_near_copies(held.passages),
        contradictions=_contradictions(held),
        claims_without_evidence=tuple(
            claim.claim for claim in held.claims if claim.status != "forbidden" and not claim.evidence
        ),
        masked={key: reading.masked for key, reading in readings.items() if reading.masked},
        quarantined=tuple(one for one in held.quarantined if not one.released and one.document in ids),
        hard_to_read={
            key: its.readability for key, its in readings.items() if its.readability and its.readability > HARD
        },
        unsure_labels=held.unsure_labels,
        notes={key: reading.notes for key, reading in readings.items() if reading.notes},
        refused=tuple(held.refused),
    )
    return report.model_copy(update={"dimensions": dimensions(report, held.brand, [one.name for one in held.products])})


HARD = 60.0  # LIX, from which a text is very hard to read


def _undated(held: Holdings) -> tuple[str, ...]:
    """Facts for which neither they themselves nor their document name a day."""
    dated = {one.id for one in held.documents if one.meta.valid_from or one.meta.valid_until}
    places = {one.id: one for one in held.passages}
    return tuple(
        f"{place.spot}, {fact.subject}: {fact.attribute}" if place else f"{fact.subject}: {fact.attribute}"
        for fact in held.facts
        if not fact.valid_from
        and not fact.valid_until
        and ((place := places.get(fact.passage)) is None or place.document not in dated)
    )


def _undated_claims(held: Holdings) -> tuple[str, ...]:
    """What must not be said needs no end."""
    places = {one.id: one for one in held.passages}
    found = [(places[one.passage], one) for one in held.claims if one.passage in places]
    ending = {place.document for place, one in found if one.valid_until} | {one.document for one, _ in held.ended}
    ending -= {one.id for one in held.documents if one.meta.valid_until}
    return tuple(
        f"{place.spot}, “{one.claim}”"
        for place, one in found
        if place.document in ending and one.valid_until is None and one.status != "forbidden"
    )


def _by_product(held: Holdings) -> dict[str, dict[str, int]]:
    """A passage is about the product of its document, or about each that it names."""
    found: dict[str, Counter[str]] = {one.name: Counter() for one in held.products}
    names = [(one.name, [word.casefold() for word in (one.name, *one.aliases)]) for one in held.products]
    for passage in held.passages:
        text = passage.text.casefold()
        for name, words in names:
            if passage.product == name or any(word in text for word in words):
                found[name][passage.kind] += 1
    return {name: dict(sorted(kinds.items())) for name, kinds in found.items()}


def _near_copies(passages: Sequence[Passage]) -> tuple[NearCopy, ...]:
    citations = {one.id: one.citation for one in passages}
    pairs = near_copies({one.id: one.text for one in passages})
    return tuple(NearCopy(one=citations[one], other=citations[other], alike=alike) for one, other, alike in pairs)


def _contradictions(held: Holdings) -> tuple[Contradiction, ...]:
    return contradictions(
        held.facts,
        {alias.casefold(): one.name.casefold() for one in held.products for alias in (one.name, *one.aliases)},
        {one.id: one.citation for one in held.passages},
        {one.id: one.document for one in held.passages},
    )


def _state(document: Document, today: date) -> str | None:
    """Why a document is not in use; None when it is."""
    meta = document.meta
    if meta.status != "published":
        return meta.status
    if meta.holds_on(today):
        return None
    return "not yet valid" if meta.valid_from and today < meta.valid_from else "no longer valid"
