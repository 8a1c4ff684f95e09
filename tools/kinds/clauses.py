"""Parts of a sentence that say something of their own: "six ingredients, no scent, and it lets you sleep".

What a product smells of and costs hides a claim that stands beside it in one sentence.
"""

import re

from knowledge.text.phrases import UNSPACED

FEWEST_WORDS = 4
_BETWEEN = re.compile(r"\s*(?:[;:、；：]|,(?!\d)(?:\s(?:and|und|et|y|e|en)\s)?|\s[–—-]\s|\s(?:and|und|et|y|e|en)\s)\s*")


def clauses(sentence: str) -> tuple[str, ...]:
    """Those of at least four words; none where the sentence is a single one."""
    parts = [part for part in _BETWEEN.split(sentence) if part]
    return tuple(part for part in parts if words_in(part) >= FEWEST_WORDS) if len(parts) > 1 else ()


def words_in(text: str) -> int:
    """Where no space stands between words, two characters are counted as one."""
    return max(len(UNSPACED.findall(text)) // 2, len(text.split()))
