"""How hard a text is to read, by LIX: it counts words and letters, and so means the same in many languages."""

import re

from knowledge.text.sentences import sentences

LONG = 7  # letters from which a word is long
FEWEST = 60  # words, below which the figure means nothing
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


def lix(text: str) -> float | None:
    """Björnsson's läsbarhetsindex (1968): words a sentence, and long words of a hundred. 25 is easy, 60 very hard."""
    words = _WORD.findall(text)
    if len(words) < FEWEST:
        return None
    count = sum(1 for line in text.split("\n") if line.strip() for _ in sentences(line))
    long = sum(1 for word in words if len(word) >= LONG)
    return round(len(words) / max(1, count) + 100 * long / len(words), 1)
