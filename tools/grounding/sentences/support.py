"""Sentence support: which passages carry each sentence of a piece of copy.

A sentence is cut into what it says: its content words, weighted by how rare they are in the evidence, and its
quantities. A passage carries it as far as one or two of the passage's sentences say the same, of the product that the
sentence names where it names one. A quantity counts only where a word of the sentence stands beside it: 48 hours of one
thing do not carry 48 hours of another.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from tools.copy import Copy
from tools.findings import Finding, SentenceSupport, UncoveredPart
from tools.grounding.evidence import Names, is_about, names_for
from tools.grounding.opening import is_open_then
from tools.grounding.sentences.announced import is_announced
from tools.grounding.sentences.clauses import Clause, clauses, states, subject_of
from tools.grounding.sentences.coverage import Index, content, coverage, index_of, shared_numbers, unsaid
from tools.grounding.sentences.factual import asks, comments, find_nouns, is_factual, tells_the_reader
from tools.grounding.sentences.support_numbers import SHOWN, computed_from, is_a_list, is_sum, only_prices
from tools.grounding.towns import find_towns
from tools.kept import kept
from tools.text.markup import Lines

if TYPE_CHECKING:
    from numpy.typing import NDArray

Similarity = Callable[[Sequence[str], Sequence[str]], "NDArray[Any]"]

RULE = "copydesk.UnsupportedSentence"
# Set on hand-written pairs with the sample brand's documents (tests/tools/grounding/sentences/test_support.py).
CARRIES = 0.55
CARRIES_PART = 0.62  # of a clause, or of an item of a list (tests/tools/grounding/sentences/test_half_truths.py)
_WORD_FOR_WORD = 0.95
_SAYS_THE_SAME = 0.8  # of a sentence that needs no passage
_FEWEST = 3  # words of such a one that say something
_SENTENCES = 4_096  # remembered, of the same evidence
_FEW = 250  # statements that a sentence without a number or a name is compared with
_WHOLE = "No passage carries this sentence. Say what a document says, or leave it out."
_PART = (
    "The rest of the sentence stands in the documents, this part does not{words}. Say what a document says, or cut it."
)
# What multilingual-e5-small calls similar begins at 0.80 and is a paraphrase at 0.95.
_UNLIKE, _ALIKE = 0.735, 0.885


def support(
    copy: Copy, evidence: Sequence[Passage], similarity: Similarity | None = None
) -> tuple[SentenceSupport, ...]:
    """One for each sentence of each field, in order. `similarity` gives cosines, a row for each text of the first list
    and a column for each of the second.
    """
    parts = [(field, one.text) for field, text in copy.fields.items() for one in sentences(text)]
    asked = tuple(zip(parts, _before(parts), strict=True))
    if similarity is None:
        told = _told(evidence)
        return tuple(told(field, text, last, copy.locale) for (field, text), last in asked)
    index, names = index_of(evidence), names_for(evidence, ())
    scores = [_scores(text, copy.locale, index, names) for _, text in parts]
    factual = [(text, found) for (_, text), found in zip(parts, scores, strict=True) if found is not None]
    _with_similarity(factual, copy.locale, index, names, similarity)
    return tuple(
        _supported(field, text, last, copy.locale, index, names, found)
        for ((field, text), last), found in zip(asked, scores, strict=True)
    )


def _before(parts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The two sentences before each one, in its field."""
    for place, (field, _) in enumerate(parts):
        yield " ".join(text for then, text in parts[max(0, place - 2) : place] if then == field)


@kept
def _told(evidence: Sequence[Passage]) -> Callable[[str, str, str, str], SentenceSupport]:
    """What the evidence says of a field's sentence after another one, in a locale: the drafts of one brief, and one
    draft's versions, have most of their sentences in common.
    """
    index, names = index_of(evidence), names_for(evidence, ())

    @lru_cache(maxsize=_SENTENCES)
    def scored(text: str, locale: str) -> dict[str, float] | None:
        return _scores(text, locale, index, names)

    @lru_cache(maxsize=_SENTENCES)
    def supported(field: str, text: str, before: str, locale: str) -> SentenceSupport:
        return _supported(field, text, before, locale, index, names, scored(text, locale))

    def told(field: str, text: str, before: str, locale: str) -> SentenceSupport:
        # what stands before only says what a number may follow from
        return supported(field, text, before if find_quantities(text, locale) else "", locale)

    return told


def _scores(text: str, locale: str, index: Index, names: Names) -> dict[str, float] | None:
    """By passage; None of a sentence that states nothing."""
    return coverage(text, locale, index, names) if is_factual(text, locale, names, _speaks_of(index, names)) else None


def check_support(copy: Copy, supports: Sequence[SentenceSupport]) -> tuple[Finding, ...]:
    """Amber for each sentence that states something and that nothing carries, and for each part of one that a passage
    carries without that part. `supports` is what `support` gave.
    """
    parts = [(field, one) for field, text in copy.fields.items() for one in sentences(text)]
    lines = {field: Lines(text) for field, text in copy.fields.items()}
    findings = []
    for (field, one), found in zip(parts, supports, strict=True):
        if found.factual and not found.passages and not found.uncovered:
            findings.append(_finding(field, lines[field], one.start, one.text, _WHOLE))
        for part in found.uncovered:
            message = _PART.format(words=f": {part.reason}" if part.reason else "")
            findings.append(_finding(field, lines[field], one.start + part.start, part.text, message))
    return tuple(findings)


def _speaks_of(index: Index, names: Names) -> Callable[[str, str], bool]:
    """Whether a text has a word that the evidence has."""
    return lambda text, locale: any(index.saying(word) for word in content(text, locale, names))


def _supported(
    field: str, text: str, before: str, locale: str, index: Index, names: Names, scores: dict[str, float] | None
) -> SentenceSupport:
    found = (
        {}
        if scores is None or _is_news_from_elsewhere(text, locale, index)
        else _by_parts(text, before, locale, index, names, scores)
    )
    best = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    carrying = tuple(passage for passage, score in best if score >= CARRIES)[:SHOWN]
    supported = SentenceSupport(
        field=field,
        sentence=text,
        passages=carrying,
        score=round(best[0][1], 3) if carrying else 0.0,
        factual=scores is not None and (bool(carrying) or not is_sum(text, before, locale, index, names)),
    )
    if language_of(locale) == "en" and index.statements:
        uncovered = _uncovered(supported, locale, index, names)
        if uncovered:
            return supported.model_copy(update={"uncovered": uncovered})
    same = _said_in(text, locale, index, names) if scores is None else ()
    return supported.model_copy(update={"said_in": same}) if same else supported


def _said_in(text: str, locale: str, index: Index, names: Names) -> tuple[str, ...]:
    """Passages that say what a sentence says which states nothing by a number or a claim."""
    if text.rstrip().endswith("?") or len(content(text, locale, names)) < _FEWEST:
        return ()
    found = sorted(coverage(text, locale, index, names).items(), key=lambda item: (-item[1], item[0]))
    return tuple(passage for passage, score in found if score >= _SAYS_THE_SAME)[:SHOWN]


def _is_news_from_elsewhere(text: str, locale: str, index: Index) -> bool:
    """Whether it announces something in a town that no document names, however alike another town's news is."""
    return is_announced(text, locale) and any(town.name not in index.towns for town in find_towns(text))


def _by_parts(
    text: str, before: str, locale: str, index: Index, names: Names, found: dict[str, float]
) -> dict[str, float]:
    """The scores of a sentence that is not carried as a whole: it is carried where it only gives prices that stand in
    the evidence or numbers that follow from it, and where each of its clauses that states something is.
    """
    if max(found.values(), default=0.0) >= CARRIES or not index.statements:
        return found
    if (
        is_open_then(text, lambda: index.hours)
        or only_prices(text, locale, index, names)
        or is_a_list(text, locale, index, names)
    ):
        quantities = find_quantities(text, locale)
        giving = {one.passage.id for one in index.giving(quantities, locale)}
        return found | dict.fromkeys(sorted(giving), CARRIES)
    computed = computed_from(text, before, locale, index, names)
    if computed:
        return found | dict.fromkeys(computed, CARRIES)
    parts = clauses(text) if language_of(locale) == "en" else ()
    stating = [part for part in parts if not part.item and states(part, locale)]
    if len(parts) < 2 or not stating:
        return found
    products = names.products_in(text)
    said = [coverage(one.text, locale, index, names, part=True, products=products) for one in stating]
    best = [max(one.items(), key=lambda item: (item[1], item[0]), default=("", 0.0)) for one in said]
    if min(score for _, score in best) < CARRIES_PART:
        return found
    return found | {passage: max(CARRIES, found.get(passage, 0.0)) for passage, _ in best}


def _with_similarity(
    asked: Sequence[tuple[str, dict[str, float]]], locale: str, index: Index, names: Names, similarity: Similarity
) -> None:
    """Adds to each sentence's scores what its vector says: half of the score in the evidence's own language, where
    words can be compared, all of it across languages. A sentence whose numbers the statement lacks gains nothing.
    """
    able = [_comparable(text, locale, index, names) for text, _ in asked]
    columns = sorted(frozenset().union(*able)) if able else []
    if not columns:
        return
    matrix = similarity([text for text, _ in asked], [index.statements[place].text for place in columns])
    for row, ((_, scores), places) in enumerate(zip(asked, able, strict=True)):
        lexical = dict(scores)
        for column, place in enumerate(columns):
            if place not in places:
                continue
            passage = index.statements[place].passage
            alike = min(1.0, max(0.0, (float(matrix[row, column]) - _UNLIKE) / (_ALIKE - _UNLIKE)))
            same_language = language_of(locale) == language_of(passage.locale)
            joint = (lexical.get(passage.id, 0.0) + alike) / 2 if same_language else alike
            scores[passage.id] = max(scores.get(passage.id, 0.0), joint)


def _comparable(text: str, locale: str, index: Index, names: Names) -> frozenset[int]:
    """The statements that give all numbers of the text; of one without numbers those on the products that it names,
    or all, where they are few.
    """
    quantities, products = find_quantities(text, locale), names.products_in(text)
    if not quantities and not products and len(index.statements) > _FEW:
        return frozenset()
    return frozenset(
        place
        for place, one in enumerate(index.statements)
        if len(shared_numbers(quantities, one, locale)) == len(quantities)
        and (quantities or not products or is_about(one, products, names))
    )


def _uncovered(found: SentenceSupport, locale: str, index: Index, names: Names) -> tuple[UncoveredPart, ...]:
    """The parts that state something of their own which no passage says, beside parts that one says."""
    parts = clauses(found.sentence)
    if len(parts) < 2 or tells_the_reader(found.sentence, locale):
        return ()
    products = names.products_in(found.sentence)
    said = [
        max(coverage(part.text, locale, index, names, part=True, products=products).values(), default=0.0)
        for part in parts
    ]
    # what is not known to state something does so where the documents say a part of it word for word
    known = CARRIES_PART if found.factual or find_quantities(found.sentence, locale) else _WORD_FOR_WORD
    if not any(
        share >= known and (found.factual or (_is_stated(part, locale) and _says_enough(part, locale, names)))
        for part, share in zip(parts, said, strict=True)
    ):
        return ()
    uncovered: list[UncoveredPart] = []
    for part, share in zip(parts, said, strict=True):
        inside = any(one.start <= part.start < one.start + len(one.text) for one in uncovered)
        if share >= CARRIES_PART or inside or not _is_told_of(part, locale, index, names):
            continue
        if _is_for_the_numbers(part.text, locale, index, names) or comments(part.text, locale):
            continue
        missing = ", ".join(f"“{word}”" for word in unsaid(part.text, locale, index, names, products))
        uncovered.append(UncoveredPart(start=part.start, text=part.text, reason=missing))
    return tuple(uncovered)


def _is_stated(part: Clause, locale: str) -> bool:
    return states(part, locale) or bool(find_quantities(part.text, locale))


def _says_enough(part: Clause, locale: str, names: Names) -> bool:
    """More than one word that a document happens to have too."""
    return bool(names.products_in(part.text)) or len(content(part.text, locale, names)) > 1


def _is_told_of(part: Clause, locale: str, index: Index, names: Names) -> bool:
    """Whether the part states something of what the documents speak of, and not of the weather."""
    if not states(part, locale) or not content(part.text, locale, names):
        return False
    if asks(part.text, locale):
        return False
    subject = subject_of(part)
    return bool(
        subject is None
        or names.products_in(subject)
        or find_nouns(subject.lower())
        or any(word in index.subjects for word in content(subject, locale, names))
        or not content(subject, locale, names)
    )


def _is_for_the_numbers(text: str, locale: str, index: Index, names: Names) -> bool:
    """Whether it says what something costs, or that it costs nothing: that is looked at with the numbers."""
    quantities = find_quantities(text, locale)
    free = bool(quantities) and all(one.kind == "price" and one.value == 0 for one in quantities)
    return free or only_prices(text, locale, index, names)


def _finding(field: str, lines: Lines, start: int, span: str, message: str) -> Finding:
    line, column = lines.at(start)
    return Finding(
        rule=RULE,
        family="grounding",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=start,
        span=span,
        message=message,
        source=None,
        fix=None,
    )
