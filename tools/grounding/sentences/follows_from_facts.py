"""Sentences that no passage carries word for word and that follow from the facts all the same: a rank among the brand's
own ("the shortest of our four"), an age ("for fifteen years" of what began in 2011). Nor need one carry a scene.
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
from tools.grounding.numbers.scenes import is_in_a_scene
from tools.grounding.sentences.ranks import find_ranks

_WORDS, _OF_A_SCENE = 14, 24  # a longer sentence says more than its number


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
    return tuple(one for one in left if not _needs_nothing(one, copy, evidence, facts, today, products))


def _needs_nothing(
    finding: Finding,
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product],
) -> bool:
    own = find_quantities(finding.span, copy.locale)
    words = len(finding.span.split())
    may_be_age = sum(one.unit == "month" for one in own) == 1 and words <= _WORDS
    may_be_scene = bool(own) and all(one.kind == "count" for one in own) and words <= _OF_A_SCENE
    if not (may_be_age or may_be_scene):
        return False
    known = known_from(evidence, facts, today, products)
    end = finding.start + len(finding.span)
    inside = [
        one for one in find_quantities(copy.fields[finding.field], copy.locale) if finding.start <= one.start < end
    ]
    about = subject_of(copy, known.subjects)
    places = tuple(places_in(finding.field, copy, inside, known.subjects, about))
    return bool(places) and all(is_age(place, known) or is_in_a_scene(place, known) for place in places)
