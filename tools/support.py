"""Sentence support: which passages carry each sentence of a piece of copy.

A sentence is cut into what it says: its content words, weighted by how rare they are in the evidence, and its
quantities. A passage carries it as far as one or two of the passage's sentences say the same, of the product that the
sentence names where it names one. A quantity counts only where a word of the sentence stands beside it: 48 hours of one
thing do not carry 48 hours of another.
"""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import Sentence, sentences
from knowledge.text.vocabulary import stem, stems
from knowledge.text.wordlist import words
from tools.copy import Copy
from tools.evidence import Names, Statement, is_about, names_for, statements
from tools.factual import is_factual
from tools.findings import Finding, SentenceSupport
from tools.markup import Lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

Similarity = Callable[[Sequence[str], Sequence[str]], "NDArray[Any]"]

RULE = "copydesk.UnsupportedSentence"
# Set on hand-written pairs with the sample brand's documents (tests/tools/test_support.py).
CARRIES = 0.55
_SHOWN = 3  # passages a sentence
_QUANTITY = 2.0  # a quantity weighs as much as this many rare words
# What multilingual-e5-small calls similar begins at 0.80 and is a paraphrase at 0.95.
_UNLIKE, _ALIKE = 0.80, 0.95

# Units, which stand with their numbers, and verbs that say nothing by themselves.
_PALE = frozenset(
    stem(word)
    for word in words("""
        keep keeps going come comes take takes thing things
        hour hours minute minutes day days week weeks month months year years time times percent euro euros gram grams
        ml heure heures jour jours mois ans stunde stunden tag tage woche monat jahr jahre hora horas día días mes meses
        año años ora ore giorno giorni mese mesi anno anni uur dag dagen maand jaar
    """)
)


@dataclass(frozen=True, eq=False)
class _Index:
    """The evidence, by word."""

    statements: tuple[Statement, ...]
    by_stem: dict[str, frozenset[int]]
    by_beginning: dict[str, frozenset[int]]

    def saying(self, word: str) -> frozenset[int]:
        """Statements with the word or a relative of it."""
        found = self.by_stem.get(word, frozenset())
        return found | self.by_beginning.get(word[:5], frozenset()) if len(word) >= 5 else found

    def rarity(self, found: frozenset[int]) -> float:
        return max(0.3, math.log((len(self.statements) + 1) / (len(found) + 0.5)) / math.log(len(self.statements) + 2))


def support(
    copy: Copy, evidence: Sequence[Passage], similarity: Similarity | None = None
) -> tuple[SentenceSupport, ...]:
    """One for each sentence of each field, in order. `similarity` gives cosines, a row for each text of the first list
    and a column for each of the second.
    """
    index = _index(tuple(evidence))
    names = names_for(evidence, ())
    parts = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    facts = [is_factual(one.text, copy.locale, names) for _, one in parts]
    scores = [
        _lexical(one.text, copy.locale, index, names) if factual else {}
        for (_, one), factual in zip(parts, facts, strict=True)
    ]
    if similarity is not None:
        asked = [(one.text, found) for (_, one), found, factual in zip(parts, scores, facts, strict=True) if factual]
        _with_similarity(asked, copy.locale, index, similarity)
    return tuple(
        _supported(field, one, factual, found)
        for (field, one), factual, found in zip(parts, facts, scores, strict=True)
    )


def check_support(copy: Copy, supports: Sequence[SentenceSupport]) -> tuple[Finding, ...]:
    """Amber for each sentence that states something and that nothing carries. `supports` is what `support` gave."""
    parts = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    lines = {field: Lines(text) for field, text in copy.fields.items()}
    return tuple(
        _finding(field, lines[field], one)
        for (field, one), found in zip(parts, supports, strict=True)
        if found.factual and not found.passages
    )


def _supported(field: str, sentence: Sentence, factual: bool, found: dict[str, float]) -> SentenceSupport:
    best = sorted(found.items(), key=lambda item: -item[1])
    carrying = tuple(passage for passage, score in best if score >= CARRIES)[:_SHOWN]
    return SentenceSupport(
        field=field,
        sentence=sentence.text,
        passages=carrying,
        score=round(best[0][1], 3) if carrying else 0.0,
        factual=factual,
    )


@lru_cache(maxsize=64)
def _index(evidence: tuple[Passage, ...]) -> _Index:
    stated = statements(evidence)
    by_stem: dict[str, set[int]] = {}
    by_beginning: dict[str, set[int]] = {}
    for place, statement in enumerate(stated):
        for word in statement.stems:
            by_stem.setdefault(word, set()).add(place)
            if len(word) >= 5:
                by_beginning.setdefault(word[:5], set()).add(place)
    return _Index(
        stated,
        {word: frozenset(places) for word, places in by_stem.items()},
        {beginning: frozenset(places) for beginning, places in by_beginning.items()},
    )


def _lexical(sentence: str, locale: str, index: _Index, names: Names) -> dict[str, float]:
    """By passage, how much of the sentence it says: from 0 to 1."""
    products = names.products_in(sentence)
    own_names = {word for product in products for word in stems(product)}
    content = {word: index.saying(word) for word in set(stems(sentence, locale)) - _PALE - own_names}
    quantities = find_quantities(sentence, locale)
    weights = {word: index.rarity(found) for word, found in content.items()}
    weights |= {one.key: _QUANTITY for one in quantities}
    said: dict[int, set[str]] = {}
    for word, found in content.items():
        for place in found:
            said.setdefault(place, set()).add(word)
    by_passage: dict[str, list[set[str]]] = {}
    for place in _places(said, quantities, index) if content else range(len(index.statements)):
        statement = index.statements[place]
        if not products or is_about(statement, products, names):
            told = said.get(place, set()) | _shared_numbers(quantities, statement, locale)
            by_passage.setdefault(statement.passage.id, []).append(told)
    total = sum(weights.values())
    return {passage: _cover(parts, weights) / total for passage, parts in by_passage.items()} if total else {}


def _places(said: Collection[int], quantities: Sequence[Quantity], index: _Index) -> set[int]:
    """Sentences that share a word, and, of the same passages, those that state a price: "the next one is €64"."""
    prices = {one.key for one in quantities if one.kind == "price"}
    if not prices:
        return set(said)
    passages = {index.statements[place].passage.id for place in said}
    return set(said) | {
        place
        for place, statement in enumerate(index.statements)
        if statement.passage.id in passages and any(one.key in prices for one in statement.quantities)
    }


def _shared_numbers(quantities: Sequence[Quantity], statement: Statement, locale: str) -> set[str]:
    """Keys of the quantities that the statement gives; a count in another language, or of "times", by its value."""
    stated = {one.key for one in statement.quantities}
    counts = {one.value for one in statement.quantities if one.kind == "count"}
    foreign = language_of(locale) != language_of(statement.passage.locale)
    return {
        one.key
        for one in quantities
        if one.key in stated
        or (one.kind == "count" and one.value in counts and (foreign or one.unit in (None, "time")))
    }


def _cover(parts: Sequence[set[str]], weights: dict[str, float]) -> float:
    """What the best sentence of a passage says, and what a second one adds."""
    first = max(parts, key=lambda part: sum(weights[word] for word in part))
    rest = [sum(weights[word] for word in part - first) for part in parts]
    return sum(weights[word] for word in first) + max(rest, default=0.0)


def _with_similarity(
    asked: Sequence[tuple[str, dict[str, float]]], locale: str, index: _Index, similarity: Similarity
) -> None:
    """Adds to each sentence's scores what its vector says: half of the score in the evidence's own language, where
    words can be compared, all of it across languages. A sentence whose numbers the statement lacks gains nothing.
    """
    if not asked or not index.statements:
        return
    matrix = similarity([text for text, _ in asked], [one.text for one in index.statements])
    for row, (text, scores) in enumerate(asked):
        quantities = find_quantities(text, locale)
        lexical = dict(scores)
        for column, statement in enumerate(index.statements):
            if len(_shared_numbers(quantities, statement, locale)) < len(quantities):
                continue
            passage = statement.passage
            alike = min(1.0, max(0.0, (float(matrix[row, column]) - _UNLIKE) / (_ALIKE - _UNLIKE)))
            same_language = language_of(locale) == language_of(passage.locale)
            joint = (lexical.get(passage.id, 0.0) + alike) / 2 if same_language else alike
            scores[passage.id] = max(scores.get(passage.id, 0.0), joint)


def _finding(field: str, lines: Lines, sentence: Sentence) -> Finding:
    line, column = lines.at(sentence.start)
    return Finding(
        rule=RULE,
        family="grounding",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=sentence.start,
        span=sentence.text,
        message="No passage carries this sentence. Say what a document says, or leave it out.",
        source=None,
        fix=None,
    )
