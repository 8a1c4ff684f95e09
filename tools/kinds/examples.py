"""Labelled sentences that show what a likeness objects to, and near-misses that pass it."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from knowledge.text.sentences import sentences
from tools.copy import Copy
from tools.findings import SentenceSupport
from tools.kinds.check import check_kinds
from tools.kinds.clauses import clauses, words_in
from tools.kinds.likenesses import LIKE
from tools.kinds.model import Kind, SentenceKinds, shipped
from tools.kinds.readings import FEWEST_WORDS, as_read

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANGUAGES = ("en", "de", "fr", "es")
_SURE = 0.2  # how far on its side of the threshold an example lies
_MOST_WORDS = 16
_TRIED = 40  # of each language


@cache
def examples_of(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those that it objects to, and those that nearly are of the kind and read like nothing: one for each language."""
    bad = (_first(kind, language, wanted=True) for language in LANGUAGES)
    good = (_first(kind, language, wanted=False) for language in LANGUAGES)
    return tuple(filter(None, bad)), tuple(filter(None, good))


def _first(kind: Kind, language: str, *, wanted: bool) -> str | None:
    for text in _candidates(kind, language, wanted=wanted):
        (reading,) = _kinds().read([text], language)
        away = reading.margins[kind] - LIKE[kind].amber
        if (away if wanted else -away) < _SURE:
            continue
        support = SentenceSupport(field="text", sentence=text, passages=(), score=0.0)
        found = {one.rule for one in check_kinds(Copy(fields={"text": text}, locale=language), [reading], [support])}
        if found == ({LIKE[kind].rule} if wanted else set()):
            return text
    return None


def _candidates(kind: Kind, language: str, *, wanted: bool) -> Iterator[str]:
    """In the order of the file; those that are read as they stand come first."""
    own = [
        row.text
        for row in shipped().rows
        if row.language == language and (row.label == kind if wanted else row.label == "none" and row.near == kind)
    ]
    plain = [text for text in own if _is_plain(text)]
    yield from sorted(plain, key=lambda text: as_read(text, language) != text)[:_TRIED]


def _is_plain(text: str) -> bool:
    """One sentence of one clause, neither too short to be read nor long."""
    return FEWEST_WORDS <= words_in(text) <= _MOST_WORDS and not clauses(text) and len(sentences(text)) == 1


@cache
def _kinds() -> SentenceKinds:
    """Reads labelled sentences by the vectors they were fitted with, so that no embedder is needed."""
    model = shipped()
    place = {row.text: at for at, row in enumerate(model.rows)}

    def embed(texts: Sequence[str]) -> "NDArray[Any]":
        vectors: NDArray[Any] = model.mean + model.vectors[[place[text] for text in texts]]
        return vectors

    return SentenceKinds(embed)
