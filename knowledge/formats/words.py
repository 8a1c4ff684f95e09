"""Whether a file holds words, and how many: what is none cannot be found, and costs the index dearly."""

import re
from collections.abc import Iterable

from knowledge.formats.blocks import count_words
from knowledge.formats.parsed import Limits, RefusedError

LONGEST = 200  # characters without a space that may be a word: addresses are the longest
_ENOUGH = 1_000  # characters: below that, nothing costs much
_LEAST_LETTERS = 0.1  # share of letters and digits; a table drawn with signs has more
# scripts written without spaces: Thai to Burmese, Khmer, Chinese and Japanese with their signs
_UNSPACED = "\u0e00-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uff00-\uffef"
_ENDLESS = re.compile(rf"[^\s{_UNSPACED}]{{{LONGEST + 1},}}")
_SPACE = re.compile(r"\s+")
_SIGNS = re.compile(r"[\W_]+")
_FEWEST_KINDS = 3  # different letters and digits


def check_characters(text: str) -> None:
    """Before a text is parsed: RefusedError where it is signs, or one letter over and over."""
    size = len(text) - sum(map(len, _SPACE.findall(text)))
    if size < _ENOUGH:
        return
    letters = _SIGNS.sub("", text)
    if len(letters) < _LEAST_LETTERS * size or len(set(letters)) < _FEWEST_KINDS:
        raise RefusedError(_no_words(size, text))


def check_words(texts: Iterable[str], limits: Limits) -> None:
    """RefusedError where most of a file is no words, or where it holds more of them than one file may."""
    size = endless = words = letters = 0
    for text in texts:
        size += len(text)
        letters += len(_SIGNS.sub("", text))
        endless += sum(map(len, _ENDLESS.findall(text)))
        words += count_words(text)
    if size >= _ENOUGH and endless > size / 2:
        raise RefusedError(f"it holds no words: of {size:,} characters, {endless:,} stand without a space")
    if size >= _ENOUGH and letters < _LEAST_LETTERS * size:
        raise RefusedError(f"it holds no words: of {size:,} characters, {letters:,} are letters or digits")
    if words > limits.max_words:
        raise RefusedError(
            f"it holds {words:,} words, the limit is {limits.max_words:,}: "
            f"1,000 for each of {limits.max_pages:,} pages; split it"
        )


def shortened(text: str) -> str:
    """With each endless run of characters, which is no word, cut: an embedder would cut it into thousands of tokens."""
    return _ENDLESS.sub(lambda match: match.group()[:LONGEST], text)


def _no_words(size: int, text: str) -> str:
    words = count_words(text)
    return f"it holds no words: {size:,} characters, {words:,} {'word' if words == 1 else 'words'}"
