"""Lists of words, and patterns that find any of many words fast."""

import re
from collections.abc import Iterable

_End = dict[str, "_End"]
_PLAIN = re.compile(r"[\w '’-]+")


def words(listed: str) -> tuple[str, ...]:
    return tuple(listed.split())


def word_set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def alternatives(listed: str) -> str:
    """Those of a regular expression that a file spreads over several lines, joined."""
    return re.sub(r"\s+\|", "|", listed.strip())


def one_of(listed: Iterable[str]) -> str:
    """A regular expression, without groups, for the longest of the words that stands here.

    The alternatives are folded into a tree by their beginnings: `re` tries a plain list of alternatives one by one.
    """
    tree: _End = {}
    for word in listed:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return _fold(tree) if tree else r"(?!)"


def any_of(alternatives: str) -> str:
    """`a|b|c*` with its plain words folded as `one_of` folds them: for patterns that are asked whether they match at
    all, since another alternative than before may match first. No bar may stand in brackets.
    """
    listed = alternatives.split("|")
    plain = [one for one in listed if _PLAIN.fullmatch(one)]
    return "|".join((*([one_of(plain)] if plain else ()), *(one for one in listed if not _PLAIN.fullmatch(one))))


def _fold(tree: _End) -> str:
    optional = "" in tree
    branches = [re.escape(char) + _fold(rest) for char, rest in sorted(tree.items()) if char]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return joined + "?" if optional else joined
