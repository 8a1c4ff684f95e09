"""Which row of the claim register speaks of a claim, and what it says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from knowledge.passages import Passage
from knowledge.text.claims import ClaimKind, find_claims
from knowledge.text.quantities import find_quantities
from knowledge.text.vocabulary import stem, stems
from knowledge.text.wordlist import words
from tools.claims.register import Row, Wording, Words, telling_numbers, without_generic
from tools.grounding.evidence import Statement, statements

Verdict = tuple[Literal["fine", "forbidden", "exceeds", "partly", "loose"], Row]
# Shares of a wording's words, set by the sample brand's register and copy (tests/tools/claims/test_claims.py).
_ENOUGH = 0.6  # of a substantiated row, said by the sentence and its neighbours
_NEAR = 0.3  # speaks of the row, but loosely
_SEVERAL = 2  # numbers of a row, which tell it whatever words stand beside them
_PHRASE = 0.5  # of a forbidden or conditional phrase, said by the sentence
_ALL = 0.9  # of its words: only the numbers may differ
_TIMES = frozenset(
    stem(word)
    for word in words("""
        second seconds minute minutes hour hours day days within in after under times as twice Sekunden Minuten Stunden
        secondes heures segundos minutos horas secondi minuti ore seconden minuten uur
    """)
)
# one test in other languages' stems, and what tells how it came out there
_TESTS = {"patchtest": "patch", "parch": "patch", "plaktest": "patch", "prueb": "test"}
_OUTCOMES = ("réact", "reakt", "reacc", "reaz", "reaç", "tolér", "toler", "verträg", "irrit", "röt", "rouge", "roj")
_CARRIED = 0.75  # of the sentence, by one sentence of a passage


@dataclass(frozen=True)
class Claimed:
    """A claim of the copy, in stems."""

    kind: ClaimKind
    locale: str
    own: frozenset[str]  # the claim's own words
    sentence: Words
    clause: frozenset[str]  # the part of the sentence that it stands in
    around: Words  # with the sentences before and after
    told: frozenset[str]  # numbers of the sentence
    numbers: frozenset[str]  # numbers of the whole text
    products: frozenset[str]  # that the sentence names
    topics: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()  # products that the whole text names


def verdict_of(claimed: Claimed, register: Sequence[Row], evidence: Sequence[Passage]) -> Verdict | None:
    """The row that speaks most plainly of this claim; None where none does."""
    near: list[tuple[float, Row]] = []
    conditional: list[tuple[float, Row]] = []
    for row in register:
        if not row.allowed and not row.whole.shared(claimed.own):
            continue
        if any(one.numbers <= claimed.numbers and _part(claimed, one.words) >= _ENOUGH for one in row.allowed):
            return "fine", row
        if row.claim.status == "substantiated":
            if _is_carried(part := _part(claimed, row.whole), claimed, row, evidence) or says_only_that(claimed, row):
                return "fine", row
            near.append((part, row))
        else:
            part = max(_phrase_part(claimed, phrase, row) for phrase in row.phrases)
            conditional.append((part, row))
    if conditional and (best := max(conditional, key=_plainness))[0] >= _PHRASE:
        row = best[1]
        if row.claim.status == "forbidden":
            return "forbidden", row
        return ("fine" if row.condition and row.condition <= claimed.numbers else "partly"), row
    if near and (nearest := max(near, key=_plainness))[0] >= _NEAR:
        return "loose", nearest[1]
    return None


def _is_carried(part: float, claimed: Claimed, row: Row, evidence: Sequence[Passage]) -> bool:
    """`part` of the row is said. Where only its numbers differ, they are told as wrong, and the claim stands; where
    several stand in the copy, and all of them, other words may render the rest.
    """
    enough = _ENOUGH if _kinds(row.numbers) == _kinds(claimed.told) else _ALL
    if part >= enough and len(row.numbers) == len(claimed.told) != 0:
        return True
    told = (part >= _ENOUGH and row.numbers <= claimed.numbers) or _says_where(claimed, row)
    told = told or (part >= _NEAR and len(row.numbers) >= _SEVERAL and row.numbers <= claimed.numbers)
    return told and _is_in_scope(claimed, row, evidence)


def _kinds(numbers: frozenset[str]) -> frozenset[str]:
    return frozenset(number.partition(":")[0] for number in numbers)


def says_only_that(claimed: Claimed, row: Row) -> bool:
    """A test is told of the row's product, and nothing of how it came out: "It was patch-tested in 2026." """
    own = frozenset(_TESTS.get(word, word) for word in without_generic(claimed.own) or claimed.own)
    of = claimed.products or claimed.named
    name = frozenset(word for product in of for word in stems(product))
    if claimed.kind != "clinical" or claimed.told or not name or row.whole.shared(own | name) != own | name:
        return False
    around = claimed.around.stems - own - name
    if any(word.startswith(_OUTCOMES) for word in around):
        return False
    return not Words.of(row.whole.stems - own - name - _TIMES - {"test"}).shared(around)


def _says_where(claimed: Claimed, row: Row) -> bool:
    """An origin is told by what is done, and where; the rest of the row may be left out."""
    own = without_generic(claimed.own)
    return claimed.kind == "origin" and len(own) > 1 and row.whole.shared(own) == own


def nearest_of(claimed: Claimed, register: Sequence[Row]) -> Row | None:
    """The row that shares most with the claim's words and sentence; None where none shares a word of the claim."""
    scored = [
        (len(shared), len(claimed.sentence.shared(row.whole.stems)) / len(row.whole.stems), -at, row)
        for at, row in enumerate(register)
        if row.whole.stems and (shared := row.whole.shared(without_generic(claimed.own)))
    ]
    return max(scored, key=lambda one: one[:3])[3] if scored else None


def missing_of(claimed: Claimed, row: Row) -> tuple[str, ...]:
    """Words of a row, as it writes them, that the copy does not say near the claim."""
    missing = []
    for word in row.claim.claim.split():
        own = frozenset(stems(word))
        if without_generic(own) and not claimed.around.shared(own):
            missing.append(word.strip(".,;:!?()\"'“”"))
    missing += sorted(number.partition(":")[2].replace(":", " ") for number in row.numbers - claimed.numbers)
    return tuple(dict.fromkeys(missing))


def _plainness(scored: tuple[float, Row]) -> tuple[float, bool]:
    return scored[0], scored[1].claim.status == "forbidden"


def _part(claimed: Claimed, wording: Words) -> float:
    """How much of a registered wording the copy says; 0 where the claim's own words are not in it."""
    own = without_generic(claimed.own) or claimed.own
    if not own or wording.shared(own) != own:
        return 0.0
    telling = without_generic(wording.stems) or wording.stems
    spoken = frozenset(word for product in claimed.products or claimed.named for word in stems(product))
    if telling <= spoken:
        return 1.0
    return len(claimed.around.shared(telling - spoken)) / len(telling - spoken)


def _phrase_part(claimed: Claimed, phrase: Wording, row: Row) -> float:
    """How much of a phrase the sentence says; the claim's own words must be the row's."""
    own = without_generic(claimed.own)
    if not phrase.words.shared(claimed.own) and not (own and row.whole.shared(own)):
        return 0.0
    if not phrase.numbers <= claimed.told:
        return 0.0
    return len(claimed.sentence.shared(phrase.words.stems)) / len(phrase.words.stems)


def _is_in_scope(claimed: Claimed, row: Row, evidence: Sequence[Passage]) -> bool:
    """A row without a product's name holds for a named product where that product's own documents say so too."""
    for product in claimed.products:
        if row.whole.shared(frozenset(stems(product))):
            continue
        own = without_generic(claimed.own) or claimed.own
        rest = without_generic(row.whole.stems) - own
        told = [Words.of(one.stems) for one in statements(one for one in evidence if one.product == product)]
        if not any(one.shared(own) == own and (not rest or one.shared(rest)) for one in told):
            return False
    return True


def made_there(claimed: Claimed, row: Row, evidence: Sequence[Passage]) -> bool:
    """In another language than the register's: where something is made is told by the place, and all but the verb of
    the claim stands in the row; the documents of each product that is named say so too.
    """
    own = without_generic(claimed.own)
    place = row.whole.shared(own)
    if claimed.kind != "origin" or row.claim.status != "substantiated" or not place or len(own - place) > 1:
        return False
    rest = without_generic(row.whole.stems) - place
    for product in claimed.products:
        told = [Words.of(one.stems) for one in statements(one for one in evidence if one.product == product)]
        if not any(one.shared(place) == place and one.shared(rest) for one in told):
            return False
    return True


def verdict_by_topic(claimed: Claimed, register: Sequence[Row], evidence: Sequence[Passage]) -> Verdict | None:
    """The row that is about the same, whatever its words and language: the strictest of them."""
    about = [row for row in register if row.topics & claimed.topics]
    for row in about:
        if row.claim.status == "forbidden":
            return "forbidden", row
    for row in about:
        if row.claim.status == "partly":
            return ("fine" if row.condition and row.condition <= claimed.numbers else "partly"), row
    exceeded = next((row for row in register if row.refused & claimed.topics), None)
    if exceeded is not None:
        return "exceeds", exceeded
    for row in about:
        if row.numbers <= claimed.numbers and _names_its_product(claimed, row) and _told_of(claimed, row, evidence):
            return "fine", row
    return None


def _told_of(claimed: Claimed, row: Row, evidence: Sequence[Passage]) -> bool:
    """Whether the documents of each product that the sentence names are about the same."""
    for product in claimed.products:
        if row.whole.shared(frozenset(stems(product))):
            continue
        told = (one.text for one in statements(evidence) if one.passage.product == product)
        if not any(claim.topics & row.topics for text in told for claim in find_claims(text)):
            return False
    return True


def _names_its_product(claimed: Claimed, row: Row) -> bool:
    """A row that begins with capitals ("Calm Balm contains no scent") is about that product alone."""
    others = claimed.products or claimed.named
    named = [product for product in others if row.whole.shared(known := frozenset(stems(product))) == known]
    return bool(named) or not any(word[:1].isupper() for word in row.claim.claim.split()[1:2])


def verdict_by_numbers(claimed: Claimed, register: Sequence[Row]) -> Verdict | None:
    """For copy in another language than the register's: a substantiated row is known by its numbers."""
    known = [row for row in register if row.claim.status == "substantiated" and row.numbers & claimed.told]
    if not known:
        return None
    row = max(known, key=lambda one: len(one.numbers & claimed.numbers) / len(one.numbers))
    return ("fine" if row.numbers <= claimed.numbers else "loose"), row


def carrying(claimed: Claimed, evidence: Sequence[Passage]) -> Statement | None:
    """A sentence of the evidence that says the same."""
    sentence = claimed.sentence.stems
    for statement in statements(evidence) if claimed.own else ():
        if not claimed.own & statement.stems:
            continue
        said = Words.of(statement.stems)
        says_it = said.shared(claimed.own) == claimed.own
        if says_it and len(said.shared(sentence)) >= _CARRIED * len(sentence):
            return statement
        clause = claimed.clause - frozenset(stems(statement.passage.product or ""))
        if says_it and claimed.kind in ("origin", "free_from") and said.shared(clause) == clause:
            return statement
    return None


def measured_by(claimed: Claimed, evidence: Sequence[Passage], *, same_language: bool = True) -> bool:
    """Whether a sentence of the evidence gives the same figure with another word of the claim; in another language the
    figure alone tells it, if it is no percentage and said of the same product.
    """
    does = frozenset(word for word in claimed.own if not word[:1].isdigit()) - _TIMES
    if not claimed.told:
        return False
    alone = not same_language and not any(number.startswith("percent:") for number in claimed.told)
    products = claimed.products or claimed.named
    for statement in statements(evidence):
        beside = (alone and statement.passage.product in products) or bool(does & statement.stems)
        if beside and claimed.told <= telling_numbers(find_quantities(statement.text)):
            return True
    return False
