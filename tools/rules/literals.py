"""Tokens that stand for a few plain words: found by looking words up, not by running a pattern."""

from functools import lru_cache
from itertools import product

import regex

from tools.rules.safety import bounded
from tools.rules.syntax import Alt, Atom, Node, PatternError, Repeat, Seq

MOST = 64  # spellings of one token
_PLAIN = regex.compile(r"\w(?:[\w '’-]*\w)?")
_WORDLIKE = regex.compile(r"\w(?:[^\r\n\t]*\w)?")


@lru_cache(maxsize=8192)
def spellings(token: str, *, ignore_case: bool) -> tuple[str, ...] | None:
    """Every text that the token matches, in the order in which its engine tries them; None where that is no short list.

    Each begins and ends with a word character, so that a word boundary on both sides is a whole-word match.
    Raises PatternError where the token is no usable pattern.
    """
    if _PLAIN.fullmatch(token):
        return (token,)
    texts = _texts(bounded(token, ignore_case=ignore_case).pattern.tree)
    if texts is None or not all(_WORDLIKE.fullmatch(text) for text in texts):
        return None
    return tuple(dict.fromkeys(texts))


def as_listed(term: str, observed: str) -> str | None:
    """How a vocabulary's term spells what was found; None where its pattern stands for any or for several of a letter.

    Vale names those as the pattern that they are.
    """
    try:
        texts = None if "[" in term else _texts(bounded(term, ignore_case=False).pattern.tree)
    except PatternError:
        return None
    return next((text for text in texts or () if text.lower() == observed.lower()), None)


def _texts(node: Node) -> list[str] | None:
    match node:
        case Atom(chars=chars):
            return list(chars) if chars else None
        case Seq(parts):
            return _joined([_texts(part) for part in parts])
        case Alt(options):
            return _either([_texts(option) for option in options])
        case Repeat(body=body, low=low, high=high, greedy=True) if high is not None and high <= 3:
            inner = _texts(body)
            return _either([_joined([inner] * count) for count in range(high, low - 1, -1)])
        case _:
            return None


def _joined(parts: list[list[str] | None]) -> list[str] | None:
    total = 1
    for part in parts:
        if part is None:
            return None
        total *= len(part)
    if total > MOST:
        return None
    return ["".join(choice) for choice in product(*(part for part in parts if part is not None))]


def _either(options: list[list[str] | None]) -> list[str] | None:
    texts: list[str] = []
    for option in options:
        if option is None or len(texts) + len(option) > MOST:
            return None
        texts += option
    return texts
