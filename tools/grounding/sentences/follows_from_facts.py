"""Sentences that no passage carries word for word and that follow from the facts all the same: a rank among the brand's
own ("the shortest of our four"), an age ("for fifteen years" of what began in 2011).
"""

from collections.abc import Sequence
from datetime import date

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.quantities import find_quantities
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.against import known_from
from tools.grounding.numbers.ages import is_age
from tools.grounding.numbers.found import places_in, subject_of
from tools.grounding.sentences.ranks import find_ranks

_WORDS = 14  # a longer sentence says more than its number


def without_reckoned(
    findings: Sequence[Finding],
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product],
) -> tuple[Finding, ...]:
    """`findings` are those of sentences that nothing carries."""
    if not findings:
        return ()
    ranked = {(one.field, one.start) for one in find_ranks(copy, facts, products) if one.against is None}
    left = [one for one in findings if (one.field, one.start) not in ranked]
    return tuple(one for one in left if not _is_age(one, copy, evidence, facts, today, products))


def _is_age(
    finding: Finding,
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product],
) -> bool:
    own = [one for one in find_quantities(finding.span, copy.locale) if one.unit == "month"]
    if len(own) != 1 or len(finding.span.split()) > _WORDS:
        return False
    known = known_from(evidence, facts, today, products)
    end = finding.start + len(finding.span)
    inside = [
        one for one in find_quantities(copy.fields[finding.field], copy.locale) if finding.start <= one.start < end
    ]
    about = subject_of(copy, known.subjects)
    places = tuple(places_in(finding.field, copy, inside, known.subjects, about))
    return bool(places) and all(is_age(place, known) for place in places)
