"""A score for each side of a knowledge base's quality, with the list behind it and what to do about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from knowledge.brand import Brand
from knowledge.names import written_out

if TYPE_CHECKING:
    from knowledge.report import QualityReport

EXPECTED = ("voice", "product", "claim", "persona", "channel", "legal", "past_copy")  # what copy is written from
ADVICE = {
    "reading": "Mend or convert the files that were refused.",
    "coverage": "Add what is missing; copy about it has nothing to stand on.",
    "consistency": "Decide which holds, and end the other.",
    "freshness": "Give facts dates; renew or retire what has ended.",
    "evidence": "Name the study or certificate, or forbid the claim.",
    "safety": "Look at each; release what is harmless, take the rest out.",
    "ownership": "Name who can be asked about it.",
    "uniqueness": "Keep one, retire the other.",
    "privacy": "Take it out of the file, or say `personal_data: keep` where it is meant to be public.",
    "readability": "Shorter sentences, shorter words.",
    "labels": "Label them: `copydesk knowledge labels`.",
}
LISTED = 20  # of a list's items in Markdown


class Dimension(BaseModel):
    """`score` is the share of what was looked at that is good, 0 to 1; None where there was nothing to look at."""

    model_config = ConfigDict(frozen=True)

    name: str
    score: float | None
    good: int
    of: int
    what: str  # what was counted
    advice: str
    items: tuple[str, ...]  # what is not good


def dimensions(report: "QualityReport", brand: Brand, products: Sequence[str]) -> tuple[Dimension, ...]:
    """In the order in which somebody should look at them."""
    return (
        _reading(report),
        _coverage(report, brand, products),
        _consistency(report),
        _freshness(report),
        _evidence(report),
        _safety(report),
        _ownership(report),
        _copies(report),
        _privacy(report),
        _readability(report),
        _labels(report),
    )


def _reading(report: "QualityReport") -> Dimension:
    every = report.documents + sum(map(len, report.not_in_use.values())) + len(report.refused)
    bad = [f"{one.path}: {one.reason}" for one in report.refused]
    return _dimension("reading", every, "files read", bad)


def _coverage(report: "QualityReport", brand: Brand, products: Sequence[str]) -> Dimension:
    locales = {locale.partition("-")[0] for locale in report.by_locale}
    missing = [f"nothing of the kind {kind}" for kind in EXPECTED if not report.by_kind.get(kind)]
    missing += [
        f"nothing in the language {locale}" for locale in brand.locales if locale.partition("-")[0] not in locales
    ]
    bare = [name for name in products if not set(report.by_product.get(name, {})) - {"product"}]
    missing += [f"{name}: named on its own sheet alone" for name in bare]
    every = len(EXPECTED) + len(brand.locales) + len(products)
    return _dimension("coverage", every, "kinds, languages and products covered", missing)


def _consistency(report: "QualityReport") -> Dimension:
    found = report.contradictions
    bad = [f"{one.subject}, {one.attribute}: {one.one} ({one.one_at}) or {one.other} ({one.other_at})" for one in found]
    return _dimension("consistency", report.facts, "facts without contradiction", bad)


def _freshness(report: "QualityReport") -> Dimension:
    stale = [f"{name}: no longer valid" for name in report.not_in_use.get("no longer valid", ())]
    undated = [f"{name}: no date says from when or until when" for name in report.undated_facts]
    undated += [f"{name}: no date says until when; others of its register have one" for name in report.undated_claims]
    ended = [*stale, *report.ended]
    every = report.facts + report.documents + len(ended) + len(report.undated_claims)
    return _dimension("freshness", every, "facts and documents dated and in force", ended + undated)


def _evidence(report: "QualityReport") -> Dimension:
    bad = list(report.claims_without_evidence)
    return _dimension("evidence", report.claims, "claims with evidence, or forbidden", bad)


def _safety(report: "QualityReport") -> Dimension:
    bad = [f"{one.where}: {one.how}, “{one.words}”" for one in report.quarantined if one.words]
    every = report.passages + len(bad)
    return _dimension("safety", every, "passages that give no orders to the machine", bad)


def _ownership(report: "QualityReport") -> Dimension:
    bad = list(report.without_owner)
    return _dimension("ownership", report.documents, "documents with an owner", bad)


def _copies(report: "QualityReport") -> Dimension:
    bad = [f"the same file: {', '.join(ids)}" for ids in report.duplicates]
    bad += [f"{one.one} and {one.other}, {one.alike:.0%} alike" for one in report.near_copies]
    return _dimension("uniqueness", report.passages, "passages said once", bad)


def _privacy(report: "QualityReport") -> Dimension:
    bad = [
        f"{name}: masked {', '.join(f'{count} × {kind}' for kind, count in kinds.items())}"
        for name, kinds in report.masked.items()
    ]
    return _dimension("privacy", report.documents, "documents without personal data", bad)


def _readability(report: "QualityReport") -> Dimension:
    bad = [f"{name}: LIX {value:.0f}" for name, value in report.hard_to_read.items()]
    return _dimension("readability", report.documents, "documents that are not very hard to read", bad)


def _labels(report: "QualityReport") -> Dimension:
    if report.unsure_labels is None:
        what = "passages looked at since the last change; `copydesk knowledge labels` counts those that wait"
        return Dimension(name="labels", score=None, good=0, of=0, what=what, advice=ADVICE["labels"], items=())
    waiting = report.unsure_labels
    said = "1 passage waits" if waiting == 1 else f"{waiting} passages wait"
    bad = [f"{said} for a label"] if waiting else []
    score = (report.passages - waiting) / report.passages if report.passages else None
    return Dimension(
        name="labels",
        score=None if score is None else round(max(0.0, score), 3),
        good=max(0, report.passages - waiting),
        of=report.passages,
        what="passages whose kind and voice are known",
        advice=ADVICE["labels"],
        items=tuple(bad),
    )


def _dimension(name: str, every: int, what: str, bad: Sequence[str]) -> Dimension:
    good = max(0, every - len(bad))
    score = round(good / every, 3) if every else None
    return Dimension(name=name, score=score, good=good, of=every, what=what, advice=ADVICE[name], items=tuple(bad))


def to_markdown(report: "QualityReport", brand: str) -> str:
    """The report, to be read: a table of scores, then the list behind each that is not whole."""
    lines = [
        f"# Quality of {brand}'s knowledge",
        "",
        f"{report.documents} documents in use: {report.passages} passages, {report.facts} facts, "
        f"{report.claims} claims.",
        "",
        "| Side | Score | What was counted |",
        "|---|---|---|",
    ]
    for one in report.dimensions:
        score = "–" if one.score is None else f"{one.score:.0%}"
        lines.append(f"| {one.name} | {score} | {one.good} of {one.of} {one.what} |")
    for one in report.dimensions:
        if one.items:
            lines += ["", f"## {one.name.capitalize()}", "", one.advice, ""]
            lines += [f"- {written_out(item)}" for item in one.items[:LISTED]]
            lines += [f"- and {len(one.items) - LISTED} more"] if len(one.items) > LISTED else []
    lines += ["", "## Passages by product and kind", "", *_products(report)]
    return "\n".join(lines) + "\n"


def _products(report: "QualityReport") -> list[str]:
    kinds = sorted({kind for its in report.by_product.values() for kind in its})
    if not kinds:
        return ["No product sheets yet."]
    rows = [f"| Product | {' | '.join(kinds)} |", "|---" * (len(kinds) + 1) + "|"]
    return rows + [
        f"| {name} | {' | '.join(str(its.get(kind, 0) or '–') for kind in kinds)} |"
        for name, its in report.by_product.items()
    ]
