"""Claims against the register: what is substantiated passes, what is not says why and what to say instead.

Red is what the register forbids, in whatever language and words, and what a law forbids ("carbon neutral", "cures
eczema"); so is an effect on body or mind, and a test that nobody holds. Amber is everything else that nothing carries:
a superlative, a guarantee, "unbreakable", an illness that is only named; and what the register carries with a
condition. What is denied, reported, or asked and answered claims nothing; a question only suggests, so it is amber at
most. Text that is neither copy for a channel nor checked against anything claims only where it speaks of something
offered, and not in quotation marks.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.facts import Claim, Product
from knowledge.passages import Passage
from knowledge.text.claims import GRAVE, ClaimKind, ClaimSpan, find_claims
from knowledge.text.numerals import language_of
from tools.claims.claimed import ClaimField
from tools.claims.needs import is_banned, law_of, needs_of
from tools.claims.register import Row, rows_of
from tools.claims.verdict import (
    Claimed,
    Verdict,
    carrying,
    made_there,
    measured_by,
    missing_of,
    nearest_of,
    says_only_that,
    verdict_by_numbers,
    verdict_by_topic,
    verdict_of,
)
from tools.copy import Copy
from tools.findings import Finding, Gap, Severity
from tools.grounding.evidence import names_for
from tools.text.placed import addresses_in

_FORBIDDEN = "copydesk.ForbiddenClaim"
_PARTLY = "copydesk.PartlySubstantiatedClaim"
_LOOSE = "copydesk.LooseClaim"
_UNREGISTERED = "copydesk.UnregisteredClaim"
_UNSUBSTANTIATED = "copydesk.UnsubstantiatedClaim"
_EXCEEDING = "copydesk.ExceedingClaim"
_BODY: frozenset[ClaimKind] = frozenset({"health", "clinical"})  # red without a word in the register
CLAIM_RULES = (_FORBIDDEN, _EXCEEDING, _PARTLY, _LOOSE, _UNREGISTERED, _UNSUBSTANTIATED)
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
    is_prose = copy.channel in (None, "text") and not (claims or evidence or products)
    found: list[Finding] = []
    for name, text in copy.fields.items():
        spans = _outside_addresses([one for one in find_claims(text, copy.locale) if not one.negated], text)
        if spans:
            field = ClaimField(text, copy.locale, names_for(evidence, (), products))
            said = [one for one in spans if _is_said(one, field, is_prose=is_prose)]
            found.extend(_found(name, field, said, rows_of(claims), evidence, is_prose=is_prose))
    return tuple(found)


def _outside_addresses(spans: Sequence[ClaimSpan], text: str) -> Sequence[ClaimSpan]:
    """Without the words of URLs: "/best/guaranteed" is a place, and claims nothing."""
    places = addresses_in(text) if spans else ()
    if not places:
        return spans
    return [one for one in spans if not any(a < one.start + len(one.text) and one.start < b for a, b in places)]


def _is_said(span: ClaimSpan, field: ClaimField, *, is_prose: bool) -> bool:
    if span.stance == "referred" and (span.weak or span.topics == _NAMED_SKIN):
        return False
    if span.kind == "superlative" and span.aim == 0 and field.praises_something_else(span):
        return False
    compares = span.kind == "comparative" or (span.kind == "absolute" and "measured" in span.topics)
    if compares and not is_prose and field.compares_its_own(span):
        return False
    if span.kind == "superlative" and not is_prose and field.ranks_its_own(span):
        return False
    aim = 2 if field.said(span).products else span.aim
    if is_prose:
        enough = 2 if span.weak or span.kind in ("absolute", "comparative") else span.kind == "superlative"
        return aim >= enough and (span.kind == "testimonial" or span.start not in field.quoted)
    return aim > 0 or not span.weak


def _found(
    name: str,
    field: ClaimField,
    spans: Sequence[ClaimSpan],
    register: Sequence[Row],
    evidence: Sequence[Passage],
    *,
    is_prose: bool,
) -> list[Finding]:
    """One for each row of the register and sentence."""
    found: list[Finding] = []
    seen: set[tuple[int, str]] = set()
    known = {row.claim.passage for row in register} if spans else set()
    language = next((language_of(one.locale) for one in evidence if one.id in known), "en")
    for span in spans:
        claimed = field.claimed(span)
        judgement = _judge(span, claimed, register, evidence, same_language=language == language_of(claimed.locale))
        if judgement is None or (span.question and judgement.severity == "amber"):
            continue
        place = (span.sentence_start, judgement.row.claim.id if judgement.row else f"{span.start}")
        if place not in seen:
            seen.add(place)
            found.append(_finding(name, field, span, judgement, _gap(claimed, judgement, register), is_prose=is_prose))
    return found


def _judge(
    span: ClaimSpan, claimed: Claimed, register: Sequence[Row], evidence: Sequence[Passage], *, same_language: bool
) -> _Judgement | None:
    verdict = _verdict(claimed, register, evidence, same_language=same_language)
    said = carrying(claimed, evidence) if verdict is None or verdict[0] == "loose" else None
    if said is not None and claimed.kind not in GRAVE:
        return None
    if verdict is not None:
        return None if verdict[0] == "fine" else _from_row(verdict[0], verdict[1], claimed.kind, evidence)
    if claimed.topics & _FIGURES and measured_by(claimed, evidence, same_language=same_language):
        return None
    label = _LABELS[claimed.kind]
    if said is not None:
        message = f"is {label}. A document says it (“{said.text}”), the claim register does not: have it registered."
        return _Judgement(_UNREGISTERED, "amber", message, said.passage.citation)
    message = f"is {label} that the claim register does not carry. Leave it out, or have it proved."
    return _Judgement(_UNSUBSTANTIATED, _severity(span, claimed.products), message, None)


def _verdict(
    claimed: Claimed, register: Sequence[Row], evidence: Sequence[Passage], *, same_language: bool
) -> Verdict | None:
    """By words where the register has the copy's language, else by numbers; where that leaves it open, by topic."""
    if same_language:
        verdict = verdict_of(claimed, register, evidence)
    else:
        only_that = next((row for row in register if _says_only_that(claimed, row, evidence)), None)
        verdict = verdict_by_numbers(claimed, register) if only_that is None else ("fine", only_that)
    status = verdict[0] if verdict else None
    if claimed.kind == "testimonial" or status == "forbidden" or (status == "fine" and same_language):
        return verdict
    about = verdict_by_topic(claimed, register, evidence)
    if status == "fine":  # by a number alone, which carries one claim
        other = claimed.topics & _WHOLE_PLANET or (about is not None and about[0] in ("forbidden", "partly"))
        return about if other else verdict
    if about is None or about[0] == "forbidden" or verdict is None:
        return about or verdict
    if about[0] == "fine" or verdict[0] == "partly":
        return verdict
    return about


def _says_only_that(claimed: Claimed, row: Row, evidence: Sequence[Passage]) -> bool:
    return made_there(claimed, row, evidence) or (row.claim.status == "substantiated" and says_only_that(claimed, row))


def _severity(span: ClaimSpan, products: frozenset[str]) -> Severity:
    """What enlivens or calms is red of a product by its name; "it wakes you up" may be said of the morning."""
    if products and "enlivens" in span.topics:
        return "red"
    if is_banned(span.kind, span.text, span.topics) or (span.kind == "environmental" and span.topics & _WHOLE_PLANET):
        return "red"
    return "red" if span.kind in _BODY and not span.weak and span.topics != _NAMED_SKIN else "amber"


_DONE = frozenset({"cure", "safe_for", "ageing"})  # what weak words still say plainly: "healed"
_WHOLE_PLANET = frozenset({"footprint", "zero_waste"})
_NAMED_SKIN = frozenset({"sensitive_skin"})
_FIGURES = frozenset({"measured", "performs"})
_GAP = re.compile(r"gap\b", re.IGNORECASE)  # says what evidence there is not, and is none


def _from_row(status: str, row: Row, kind: ClaimKind, evidence: Sequence[Passage]) -> _Judgement:
    claim = row.claim
    proof = f"claim register › {claim.claim}" if not claim.evidence or _GAP.match(claim.evidence) else claim.evidence
    source = next((one.citation for one in evidence if one.id == claim.passage), proof)
    ground = f" ({claim.evidence})" if claim.evidence else ""
    advice = f" {claim.note}" if claim.note else ""
    if status == "forbidden":
        message = f"must not be claimed. The claim register forbids “{claim.claim}”{ground}.{advice}"
        return _Judgement(_FORBIDDEN, "red", message, source, row)
    if status == "exceeds":
        message = f"says more than the claim register allows, which has “{claim.claim}”{advice}"
        return _Judgement(_EXCEEDING, "red" if kind in GRAVE or kind == "absolute" else "amber", message, source, row)
    if status == "partly":
        message = f"is true in part only. The claim register has “{claim.claim}”{ground}.{advice}"
        return _Judgement(_PARTLY, "amber", message, source, row)
    message = f"says more or less than the claim register, which has “{claim.claim}”{advice}"
    return _Judgement(_LOOSE, "amber", message, source, row)


def _gap(claimed: Claimed, judgement: _Judgement, register: Sequence[Row]) -> Gap:
    row = judgement.row or nearest_of(claimed, register)
    if row is None:
        return Gap(needs=needs_of(claimed.kind))
    missing = missing_of(claimed, row) if row.claim.status == "substantiated" else ()
    return Gap(needs=needs_of(claimed.kind), entry=row.claim.id, says=row.claim.claim, missing=missing)


def _finding(
    name: str, field: ClaimField, span: ClaimSpan, judgement: _Judgement, gap: Gap, *, is_prose: bool
) -> Finding:
    line, column = field.lines.at(span.start)
    shown, fix = _without(span, field.text)
    message = f"“{span.text}” {judgement.message}"
    severity, source = judgement.severity, judgement.source
    if judgement.rule == _UNSUBSTANTIATED:
        source = law_of(span.kind, span.text, field.goods, span.topics)
        message += f" It would need {gap.needs}."
    if span.aim == 0 and (span.kind == "superlative" or is_prose) and not field.said(span).products:
        severity = "amber"
    if span.kind == "superlative" and field.praises_something_else(span):
        severity = "amber"
    if span.kind == "health" and span.weak and not span.topics & _DONE and not field.does(span, "enlivens"):
        severity = "amber"  # an illness is named, and nothing said to be done to it
    return Finding(
        rule=judgement.rule,
        family="claims",
        severity="amber" if span.question else severity,
        field=name,
        line=line,
        column=column,
        start=span.start,
        span=shown,
        message=f"A question suggests it too: {message}" if span.question else message,
        source=source,
        fix=fix,
        gap=gap,
    )


def _without(span: ClaimSpan, text: str) -> tuple[str, str | None]:
    """ "the best bottle" reads right without "best "; every other claim needs a person."""
    before = text[max(0, span.start - 12) : span.start].rstrip().rpartition(" ")[2].lower()
    end = span.start + len(span.text)
    after = text[end : end + 2]
    one_word = span.kind == "superlative" and span.text.isalpha() and span.text.islower()
    if one_word and before in ("the", "our", "your", "its") and after[:1] == " " and after[1:2].isalpha():
        return f"{span.text} ", ""
    return span.text, None
