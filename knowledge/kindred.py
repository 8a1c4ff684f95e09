"""Words that mean nearly the same, across languages: "frasco" speaks of a text that says "bottle"."""

import os
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from knowledge.embedding import Vectors
from knowledge.lexical import Lexicon, words
from knowledge.progress import Progress
from knowledge.sentence_encoder import WordEmbedder

NEAR = 0.4  # similarity from which on two words are kindred; the nearer, the more (from 0.4 to 0.7 all help)
KIN = 12  # kindred words looked at for each word asked
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|un|quest|(?:d|n|s|a|co)?e?ll)[’'](?=\w{3})")
SHORT = 2  # letters of words that say too little by themselves
SAVED = 256  # words learnt between two looks at the clock


class Kindred:
    """The words of one lexicon and what they mean. `vectors` has a row for each of `vocabulary`."""

    def __init__(self, lexicon: Lexicon, vocabulary: Sequence[str], vectors: NDArray[np.float16]) -> None:
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self._rows = {word: row for row, word in enumerate(vocabulary)}
        self._vectors = vectors.astype(np.float32)  # half-precision numbers multiply slowly

    def meaning(self, word: str) -> Vectors | None:
        """The vector of a word that the texts hold; None for another."""
        row = self._rows.get(word)
        return None if row is None else np.asarray(self._vectors[row], dtype=np.float32)

    def coverage(self, asked: Sequence[str], meanings: Vectors) -> NDArray[np.float32]:
        """How much of what is asked each text speaks of, from 0 to 1: as `Lexicon.coverage`, with each word found by
        its kindred too. `meanings` has a row for each word asked."""
        found = np.zeros(self._lexicon.size, dtype=np.float32)
        whole = 0.0
        if not self._vocabulary:
            return found
        likeness = np.clip((meanings @ self._vectors.T - NEAR) / (1 - NEAR), 0.0, 1.0)
        for word, near in zip(asked, likeness, strict=True):
            kin = [int(one) for one in np.argsort(-near, kind="stable")[:KIN] if near[one] > 0]
            weight = self._lexicon.weight(self._vocabulary[kin[0]] if kin else word)
            best = np.zeros(self._lexicon.size, dtype=np.float32)
            for one in kin:
                holders = self._lexicon.holders(self._vocabulary[one])
                best[holders] = np.maximum(best[holders], near[one])
            found += weight * best
            whole += weight
        return found / whole if whole else found


def telling(query: str, passed_over: Collection[str]) -> list[str]:
    """The words of a question that say what it is about, without the article that French and Italian join to them."""
    asked = list(dict.fromkeys(_ELIDED.sub("", word) for word in words(query)))
    return [word for word in asked if word not in passed_over and is_word(word)] or asked


def is_word(token: str) -> bool:
    return len(token) > SHORT and not token[0].isdigit() and not token.endswith("…")


class WordVectors:
    """Vectors of words, kept in a file of their own: half-precision rows, and the words they stand for."""

    def __init__(self, file: Path, embedder: str) -> None:
        self._file = file
        self._embedder = embedder
        self._known: Mapping[str, NDArray[np.float16]] | None = None

    def of(self, vocabulary: Sequence[str], embedder: WordEmbedder, progress: Progress) -> NDArray[np.float16]:
        """A row for each word; those not known yet are learnt, and what is no longer asked for is forgotten."""
        if not vocabulary:  # nothing is published yet
            return np.zeros((0, 0), dtype=np.float16)
        known = dict(self._known if self._known is not None else self._read())
        missing = [word for word in vocabulary if word not in known]
        for start in range(0, len(missing), SAVED):
            progress("Learning words", start, len(missing))
            batch = missing[start : start + SAVED]
            known |= zip(batch, embedder.words(batch).astype(np.float16), strict=True)
        self._known = {word: known[word] for word in vocabulary}
        rows = np.array(list(self._known.values()), dtype=np.float16).reshape(len(vocabulary), -1)
        if missing:
            progress("Learning words", len(missing), len(missing))
            self._write(vocabulary, rows)
        return rows

    def known(self, vocabulary: Sequence[str]) -> list[str]:
        """Those of the words that were learnt before."""
        held = self._known if self._known is not None else self._read()
        return [word for word in vocabulary if word in held]

    def _read(self) -> dict[str, NDArray[np.float16]]:
        """Empty where the file is not there, is cut off, or was made by another embedder."""
        try:
            with self._file.open("rb") as file, np.load(file, allow_pickle=False) as stored:
                if str(stored["embedder"]) != self._embedder:
                    return {}
                return dict(zip(stored["words"].tolist(), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}

    def _write(self, vocabulary: Sequence[str], rows: NDArray[np.float16]) -> None:
        """Whole or not at all; where it cannot be written the words are learnt again next time."""
        passing = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            with passing.open("wb") as file:
                np.savez(file, embedder=np.array(self._embedder), words=np.array(vocabulary), vectors=rows)
            passing.replace(self._file)
        except OSError:
            passing.unlink(missing_ok=True)
