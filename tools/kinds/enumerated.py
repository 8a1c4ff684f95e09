"""Whether a sentence counts groups of people up: "grandmothers, students, a plumber", "Mujeres, hombres y un galgo".

Who runs people down speaks of one group; several in a row are said of everybody.
"""

import re
from itertools import pairwise

from knowledge.text.phrases import fold
from tools.kinds.people import group_patterns, is_known

_ARTICLE = r"(?:an? |the |ein(?:e|en)? |une? |una? |el |la |los |las |le |les |il |i |de |het |um |os |as )?"
_BETWEEN = re.compile(rf"(?: ?, ?| (?:and|or|und|oder|et|ou|y|o|e|en|of|ve|ile|veya) ){_ARTICLE}")


def counts_groups_up(sentence: str, language: str) -> bool:
    """At least two of them, one right after the other."""
    if not is_known(language):
        return False
    folded = fold(sentence)
    named = sorted({one.span() for pattern in group_patterns(language) for one in pattern.finditer(folded)})
    return any(_BETWEEN.fullmatch(folded, end, start) for (_, end), (start, _) in pairwise(named))
