"""Copy that shouts: one finding on the whole of it, where marks are repeated and words stand in capitals again and
again. A single mark or word is the business of a rule about marks or capitals.
"""

import regex

from tools.copy import Copy
from tools.findings import Finding, on_whole

SHOUTS = "voice.Shouts"
_REPEATED = regex.compile(r"[!?！？]*(?:[!！][!?！？]|[?？][!！])[!?！？]*")
_CAPITALS = regex.compile(r"(?<![\w@#&/.-])(?=\p{Lu}*[AEIOUYÄÖÜÁÉÍÓÚÀÈÌÒÙÂÊÎÔÛÃÕİ])\p{Lu}{4,}(?![\w@/-]|\.\w)")
_FEWEST_RUNS = 2
_FEWEST_LOUD = 3  # runs and words together
_WORDS_EACH = 30  # of copy, for each run or word: long copy may raise its voice


def check_loudness(copy: Copy) -> tuple[Finding, ...]:
    """Amber for the whole copy. Words in capitals alone are no shouting: they may be codes or names."""
    text = "\n".join(copy.fields.values())
    runs = len(_REPEATED.findall(text))
    if not runs:
        return ()
    words = len(_CAPITALS.findall(text))
    if (runs < _FEWEST_RUNS and runs + words < _FEWEST_LOUD) or len(text.split()) > _WORDS_EACH * (runs + words):
        return ()
    capitals = f" and {words} word{'s' if words > 1 else ''} in capitals" if words else ""
    told = f"This copy shouts: {runs} run{'s' if runs > 1 else ''} of repeated marks{capitals}. Say it calmly."
    return (on_whole(next(iter(copy.fields)), SHOUTS, "voice", "amber", told),)
