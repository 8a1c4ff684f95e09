"""The claim register, made ready to be compared with a sentence: what each row says, forbids or allows instead."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.facts import Claim
from knowledge.text.claims import find_claims
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stem, stems
from knowledge.text.wordlist import words
from tools.kept import kept

# Words that do not tell one row from another.
_GENERIC = frozenset(
    stem(word)
    for word in words("""
        free perfume perfumes parfum eau eaux fragrance fragrances scent scents product products skin world never always
        totally completely absolutely use made make say contain contains new any help helps better best-of
    """)
)
_LIST = re.compile(r"[,;]| or | and ")
_QUOTE = r"['“]((?:[^'”]|'(?=\w))+)['”](?! only)"
_ALLOWED = re.compile(rf"\bSay {_QUOTE}(?:,? or {_QUOTE})?|{_QUOTE} is fine")
_REFUSED = re.compile(r"\b(?:[Nn]ot|[Nn]ever|[Nn]o) '[^.;:!?]*")
_QUOTED = re.compile(r"'((?:[^']|'(?=\w))+)'")
_SIZES = ("ml", "g", "mm", "in", "oz", "floz", "lb")  # say which product is meant, not what is claimed of it
_DURATIONS = frozenset({"s", "min", "h", "day", "week", "month", "year"})  # two days are no two minutes
_FAR = 10_000  # millimetres, longer than goods are: from how far one is seen
_MANY = 10  # a count below it may be left out of a claim without changing it


@dataclass(frozen=True, eq=False)
class Words:
    """Stems, and the beginnings by which their relatives are known ("refillable", "refill")."""

    stems: frozenset[str]
    beginnings: frozenset[str]

    @classmethod
    def of(cls, found: Iterable[str]) -> "Words":
        kept = frozenset(found)
        return cls(kept, frozenset(word[:5] for word in kept if len(word) >= 5))

    def shared(self, others: frozenset[str]) -> frozenset[str]:
        """Those of the others that are here, or that have a relative here."""
        common = others & self.stems
        if len(common) == len(others):
            return common
        return common | {word for word in others - common if len(word) >= 5 and word[:5] in self.beginnings}


@dataclass(frozen=True, eq=False)
class Wording:
    words: Words
    numbers: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Wording":
        return cls(Words.of(without_generic(frozenset(stems(text)))), telling_numbers(find_quantities(text)))


@dataclass(frozen=True, eq=False)
class Row:
    """A row of the register, in stems."""

    claim: Claim
    whole: Words
    phrases: tuple[Wording, ...]  # a row that lists several claims, one by one
    allowed: tuple[Wording, ...]  # that its note names as the ones to use
    numbers: frozenset[str]  # that belong to the claim
    condition: frozenset[str]  # numbers of its evidence: said beside the claim, they say how far it goes
    topics: frozenset[str]  # what it is about, in any language
    refused: frozenset[str]  # what its note refuses: "Not 'a bottle for life'"


@kept
def rows_of(claims: Sequence[Claim]) -> tuple[Row, ...]:
    return tuple(row_of(claim) for claim in claims)


@lru_cache(maxsize=4096)
def row_of(claim: Claim) -> Row:
    whole = frozenset(stems(claim.claim))
    parts = [claim.claim] if claim.status == "substantiated" else _LIST.split(claim.claim)
    phrases = [one for one in map(Wording.of, parts) if one.words.stems]
    quotes = [quote for match in _ALLOWED.finditer(claim.note or "") for quote in match.groups() if quote]
    return Row(
        claim=claim,
        whole=Words.of(whole),
        phrases=tuple(phrases) or (Wording(Words.of(whole), frozenset()),),
        allowed=tuple(one for one in map(Wording.of, quotes) if len(one.words.stems) > 1),
        numbers=telling_numbers(find_quantities(claim.claim)),
        condition=telling_numbers(find_quantities(claim.evidence or "")),
        topics=_topics(parts),
        refused=_topics(_refused(claim.note or "")) if claim.status == "substantiated" else frozenset(),
    )


def _topics(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(topic for phrase in phrases for one in find_claims(phrase) for topic in one.topics)


def _refused(note: str) -> Iterator[str]:
    """Each quotation that a "not" or "never" stands before, up to the sentence's end."""
    for match in _REFUSED.finditer(note):
        yield from _QUOTED.findall(match[0])


def telling_numbers(quantities: Iterable[Quantity]) -> frozenset[str]:
    """Kind and value of percentages, measures and large counts, of durations their unit too: what a claim must not
    lose.
    """
    found = set()
    for one in quantities:
        small = one.kind == "count" and not isinstance(one.value, str) and one.value < _MANY
        if one.kind in ("percent", "measure", "count") and not small and not _is_size(one):
            found.add(":".join(one.key.split(":")[: 3 if one.unit in _DURATIONS else 2]))
    return frozenset(found)


def _is_size(one: Quantity) -> bool:
    return one.unit in _SIZES and not (one.unit == "mm" and not isinstance(one.value, str) and one.value >= _FAR)


def without_generic(found: frozenset[str]) -> frozenset[str]:
    return found - _GENERIC
