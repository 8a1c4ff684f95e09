"""The quality of a brand's knowledge, in numbers that each have a list behind them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.documents import Document
from knowledge.facts import Claim, Fact
from knowledge.loading import Refusal


class QualityReport(BaseModel):
    """Documents are named by id. Counts are of documents that are published and valid today."""

    model_config = ConfigDict(frozen=True)

    documents: int
    passages: int
    facts: int
    claims: int
    by_kind: dict[str, int]
    by_locale: dict[str, int]
    not_in_use: dict[str, tuple[str, ...]]  # by reason: "draft", "retired", "not yet valid", "no longer valid"
    undated_facts: tuple[str, ...]  # "subject: attribute" of facts whose validity nobody has bounded
    without_owner: tuple[str, ...]
    duplicates: tuple[tuple[str, ...], ...]  # documents with the very same bytes
    claims_without_evidence: tuple[str, ...]
    refused: tuple[Refusal, ...]


def make_report(
    documents: Sequence[Document],
    passages: Mapping[str, int],
    facts: Sequence[Fact],
    claims: Sequence[Claim],
    refused: Sequence[Refusal],
    today: date,
) -> QualityReport:
    """`passages` counts by document; facts and claims are those that hold today."""
    used = [one for one in documents if _state(one, today) is None]
    idle: dict[str, list[str]] = defaultdict(list)
    same: dict[str, list[str]] = defaultdict(list)
    for one in documents:
        if state := _state(one, today):
            idle[state].append(one.id)
        else:
            same[one.sha256].append(one.id)
    return QualityReport(
        documents=len(used),
        passages=sum(passages.get(one.id, 0) for one in used),
        facts=len(facts),
        claims=len(claims),
        by_kind=dict(sorted(Counter(one.meta.kind for one in used).items())),
        by_locale=dict(sorted(Counter(one.meta.locale for one in used).items())),
        not_in_use={state: tuple(ids) for state, ids in sorted(idle.items())},
        undated_facts=tuple(
            f"{fact.subject}: {fact.attribute}" for fact in facts if not fact.valid_from and not fact.valid_until
        ),
        without_owner=tuple(one.id for one in used if not one.meta.owner),
        duplicates=tuple(tuple(ids) for ids in same.values() if len(ids) > 1),
        claims_without_evidence=tuple(
            claim.claim for claim in claims if claim.status != "forbidden" and not claim.evidence
        ),
        refused=tuple(refused),
    )


def _state(document: Document, today: date) -> str | None:
    """Why a document is not in use; None when it is."""
    meta = document.meta
    if meta.status != "published":
        return meta.status
    if meta.holds_on(today):
        return None
    return "not yet valid" if meta.valid_from and today < meta.valid_from else "no longer valid"
