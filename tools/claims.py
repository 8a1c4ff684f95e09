"""Claims against the register: what is substantiated passes, what is not says why and what to say instead.

A forbidden claim is red; so is a superlative, health, environmental, clinical or guarantee claim that the register does
not carry. Other kinds that it does not carry, and what it carries with a condition, are amber. What is denied ("does
not cure") claims nothing; a question only suggests, so it is amber at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.facts import Claim, Product
from knowledge.passages import Passage
from knowledge.text.claims import GRAVE, ClaimKind, ClaimSpan, find_claims
from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentence_at, sentences
from knowledge.text.vocabulary import stems
from tools.copy import Copy
from tools.evidence import Names, names_for
from tools.findings import Finding, Severity
from tools.markup import Lines
from tools.register import Row, Words, row_of, telling_numbers
from tools.verdict import Claimed, carrying, verdict_by_numbers, verdict_of

_FORBIDDEN = "copydesk.ForbiddenClaim"
_PARTLY = "copydesk.PartlySubstantiatedClaim"
_LOOSE = "copydesk.LooseClaim"
_UNREGISTERED = "copydesk.UnregisteredClaim"
_UNSUBSTANTIATED = "copydesk.UnsubstantiatedClaim"
CLAIM_RULES = (_FORBIDDEN, _PARTLY, _LOOSE, _UNREGISTERED, _UNSUBSTANTIATED)
_LABELS: dict[ClaimKind, str] = {
    "superlative": "a superlative",
    "comparative": "a comparison",
    "absolute": "an absolute claim",
    "health": "a health claim",
    "environmental": "an environmental claim",
    "origin": "a claim of origin",
    "price": "a price claim",
    "guarantee": "a guarantee",
    "testimonial": "a testimonial",
    "free_from": "a free-from claim",
    "clinical": "a claim of a test or an expert",
}


@dataclass(frozen=True)
class _Judgement:
    rule: str
    severity: Severity
    message: str
    source: str | None
    row: Row | None = None


def check_claims(
    copy: Copy, claims: Sequence[Claim], evidence: Sequence[Passage], products: Sequence[Product] = ()
) -> tuple[Finding, ...]:
    """Findings in the order of the copy, one for each row of the register and sentence."""
    spans = [(field, one) for field, text in copy.fields.items() for one in find_claims(text, copy.locale)]
    if all(span.negated for _, span in spans):
        return ()
    register = [row_of(claim) for claim in claims]
    names = names_for(evidence, (), products)
    found: list[Finding] = []
    seen: set[tuple[str, int, str]] = set()
    lines: dict[str, Lines] = {}
    for field, span in spans:
        if not span.negated:
            text = copy.fields[field]
            judgement = _judge(_claimed(span, text, copy.locale, names), register, evidence)
            if judgement is None or (span.question and judgement.severity == "amber"):
                continue
            place = (field, span.sentence_start, judgement.row.claim.id if judgement.row else f"{span.start}")
            if place not in seen:
                seen.add(place)
                lines[field] = lines.get(field) or Lines(text)
                found.append(_finding(field, text, lines[field], span, judgement))
    return tuple(found)


def _claimed(span: ClaimSpan, text: str, locale: str, names: Names) -> Claimed:
    parts = sentences(text)
    at = sentence_at(parts, span.start) or 0
    around = " ".join(part.text for part in parts[max(0, at - 1) : at + 2])
    return Claimed(
        kind=span.kind,
        locale=locale,
        own=frozenset(stems(span.text, locale)),
        sentence=Words.of(stems(span.sentence, locale)),
        around=Words.of(stems(around, locale)),
        told=telling_numbers(find_quantities(span.sentence, locale)),
        numbers=telling_numbers(find_quantities(text, locale)),
        products=names.products_in(span.sentence),
    )


def _judge(claimed: Claimed, register: Sequence[Row], evidence: Sequence[Passage]) -> _Judgement | None:
    written = {row.claim.passage for row in register}
    language = next((language_of(one.locale) for one in evidence if one.id in written), "en")
    same_language = language == language_of(claimed.locale)
    verdict = verdict_of(claimed, register, evidence) if same_language else verdict_by_numbers(claimed, register)
    said = carrying(claimed, evidence) if verdict is None or verdict[0] == "loose" else None
    if said is not None and claimed.kind not in GRAVE:
        return None
    if verdict is not None:
        return None if verdict[0] == "fine" else _from_row(verdict[0], verdict[1], evidence)
    label = _LABELS[claimed.kind]
    if said is not None:
        message = f"is {label}. A document says it (“{said.text}”), the claim register does not: have it registered."
        return _Judgement(_UNREGISTERED, "amber", message, said.passage.citation)
    message = f"is {label} that the claim register does not carry. Leave it out, or have it proved."
    return _Judgement(_UNSUBSTANTIATED, "red" if claimed.kind in GRAVE else "amber", message, None)


def _from_row(status: str, row: Row, evidence: Sequence[Passage]) -> _Judgement:
    claim = row.claim
    source = next((one.citation for one in evidence if one.id == claim.passage), claim.evidence)
    ground = f" ({claim.evidence})" if claim.evidence else ""
    advice = f" {claim.note}" if claim.note else ""
    if status == "forbidden":
        message = f"must not be claimed. The claim register forbids “{claim.claim}”{ground}.{advice}"
        return _Judgement(_FORBIDDEN, "red", message, source, row)
    if status == "partly":
        message = f"is true in part only. The claim register has “{claim.claim}”{ground}.{advice}"
        return _Judgement(_PARTLY, "amber", message, source, row)
    message = f"says more or less than the claim register, which has “{claim.claim}”{advice}"
    return _Judgement(_LOOSE, "amber", message, source, row)


def _finding(field: str, text: str, lines: Lines, span: ClaimSpan, judgement: _Judgement) -> Finding:
    line, column = lines.at(span.start)
    shown, fix = _without(span, text)
    message = f"“{span.text}” {judgement.message}"
    return Finding(
        rule=judgement.rule,
        family="claims",
        severity="amber" if span.question else judgement.severity,
        field=field,
        line=line,
        column=column,
        start=span.start,
        span=shown,
        message=f"A question suggests it too: {message}" if span.question else message,
        source=judgement.source,
        fix=fix,
    )


def _without(span: ClaimSpan, text: str) -> tuple[str, str | None]:
    """ "the best bottle" reads right without "best "; every other claim needs a person."""
    before = text[max(0, span.start - 12) : span.start].rstrip().rpartition(" ")[2].lower()
    after = text[span.start + len(span.text) :][:2]
    one_word = span.kind == "superlative" and span.text.isalpha() and span.text.islower()
    if one_word and before in ("the", "our", "your", "its") and after[:1] == " " and after[1:2].isalpha():
        return f"{span.text} ", ""
    return span.text, None
