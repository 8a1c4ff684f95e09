"""Houses named "X & Y" that the documents know: told in another town, or with half of the name changed, they are wrong
and not only unknown.

"Aarde & Holm, Bremen" in a document makes "Aarde & Holm in Hamburg" and "Aarde & Olsen" mistakes. A town only counts
right beside the name, and a name only where one half is the known one's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tools.grounding.evidence import Statement
from tools.grounding.towns import find_towns

_WORD = r"[^\W\d_a-zß-öø-ÿ][\w'’-]+"
_PAIR = re.compile(rf"(?<!\w)(?P<one>{_WORD}) (?:&|et|und|and|y|e|en) (?P<other>{_WORD})")
_OF = re.compile(
    r"(?:\W+(?:(?:in|of|from|at|based in|aus|von|à|de|a|di|da|uit|te|em) )?|\s*\()$", re.IGNORECASE
)  # between the name and its town


@dataclass(frozen=True)
class Institutes:
    """By the two halves of a name, in lower case: the towns that documents give it, and where."""

    towns: dict[tuple[str, str], frozenset[str]]
    told: dict[tuple[str, str], str]

    def objections(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and message."""
        for found in _PAIR.finditer(text) if self.told else ():
            name = _name(found)
            if name in self.told:
                yield from self._elsewhere(text, found, name)
                continue
            like = next((known for known in self.told if set(known) & set(name) and _is_written_alike(found)), None)
            if like is not None:
                yield *found.span(), f"The documents name another: “{self.told[like]}”"

    def _elsewhere(self, text: str, found: "re.Match[str]", name: tuple[str, str]) -> Iterator[tuple[int, int, str]]:
        known = self.towns[name]
        for town in find_towns(text[found.end() :]) if known else ():
            start, end = found.end() + town.start, found.end() + town.end
            if _OF.fullmatch(text, found.end(), start) and town.name not in known:
                yield start, end, f"The documents name another town: “{self.told[name]}”"


def _is_written_alike(found: "re.Match[str]") -> bool:
    return "&" in found[0]


def _name(found: "re.Match[str]") -> tuple[str, str]:
    return found["one"].casefold(), found["other"].casefold()


def read_institutes(said: Sequence[Statement]) -> Institutes:
    """Names with "&" alone: "bread and butter" is none."""
    towns: dict[tuple[str, str], set[str]] = {}
    told: dict[tuple[str, str], str] = {}
    for one in said:
        for found in _PAIR.finditer(one.text) if "&" in one.text else ():
            if not _is_written_alike(found):
                continue
            told.setdefault(_name(found), one.text)
            own = towns.setdefault(_name(found), set())
            own.update(town.name for town in find_towns(one.text))
    return Institutes({name: frozenset(each) for name, each in towns.items()}, told)
