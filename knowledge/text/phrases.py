"""Lists of phrases in many languages, kept as data and matched in one pass.

A phrase is written in lower case, as people type it, with four signs of its own:

    blister*          the rest of the word (before a bracket, `(old )*(son|…)`, it repeats as in a regular expression)
    (my|our) skin     alternatives, also `(my )?skin`
    my ... skin       up to five words between, within the sentence
    bitte .... text   anything between, within the clause

A space stands for any white space or comma; accents are ignored on both sides. Everything else is a regular expression.
In a file, phrases stand under their language in a block of text, divided by semicolons or line ends.
Under a language with an exclamation mark (`de!`) stand phrases that mean something else in another language
("gift", "brand", "kind"); they count only in a text of that language.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock

import yaml

from knowledge.errors import InputError

# scripts without spaces between words: a phrase may begin and end anywhere
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e007f]")
_GAP = r"[\s,]+(?:[^\s.!?。！？]+[\s,]+){0,5}?"
_SENTENCE = r"(?!\w)[^.!?:;。！？：\n]{0,160}?"
_ALTERNATIVES_AT_START = re.compile(r"^\(([^()|]+(?:\|[^()|]+)+)\)(?![?*+{])")


class _Fold(dict[int, str]):
    """Lower case without accents, one character for one, so that offsets stay true."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char)
        base = unicodedata.normalize("NFD", plain)
        if len(base) > 1 and unicodedata.name(base[0], "").startswith("LATIN"):
            plain = base[0]
        folded = plain.lower()
        self[code] = folded if len(folded) == 1 else char
        return self[code]


_FOLD = _Fold(
    {ord(char): plain for chars, plain in {"’‘ʼ´`": "'", "“”„«»": '"', "\u00a0": " "}.items() for char in chars}
)


def clean(text: str) -> str:
    """Composed (NFC) and without characters that nobody sees; what `fold` and all offsets count on."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def fold(text: str) -> str:
    """For matching: lower case, no accents, straight quotes; as long as `text`, which `clean` must have seen."""
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_FOLD)


class Phrases:
    """Phrases by language, compiled on first use: once, however many threads ask at the same time."""

    def __init__(self, by_language: Mapping[str, Sequence[str]]) -> None:
        self._by_language = by_language
        self._compiled: dict[str, tuple[re.Pattern[str], ...]] = {}
        self._lock = Lock()

    def finditer(self, folded: str, language: str = "en") -> Iterator[re.Match[str]]:
        """Matches in no particular order across scripts; `folded` comes from `fold`."""
        for pattern in self._patterns(language):
            yield from pattern.finditer(folded)

    def search(self, folded: str, language: str = "en") -> re.Match[str] | None:
        """The first match, or None."""
        found = [match for pattern in self._patterns(language) if (match := pattern.search(folded))]
        return min(found, key=lambda match: match.start(), default=None)

    def match(self, folded: str, start: int, language: str = "en") -> re.Match[str] | None:
        """The match that begins at `start`, or None."""
        return next((m for pattern in self._patterns(language) if (m := pattern.match(folded, start))), None)

    def _patterns(self, language: str) -> tuple[re.Pattern[str], ...]:
        gated = f"{language}!" in self._by_language
        key = language if gated else ""
        if key in self._compiled:
            return self._compiled[key]
        with self._lock:
            if key not in self._compiled:
                self._compiled[key] = _compile(self._chosen(language, gated=gated))
            return self._compiled[key]

    def _chosen(self, language: str, *, gated: bool) -> list[str]:
        return [
            phrase
            for tag, phrases in self._by_language.items()
            if not tag.endswith("!") or (gated and tag == f"{language}!")
            for phrase in phrases
        ]


def _compile(phrases: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    spaced = [part for phrase in phrases if not UNSPACED.search(phrase) for part in _expand(phrase)]
    unspaced = [phrase for phrase in phrases if UNSPACED.search(phrase)]
    patterns = []
    if spaced:
        body = "|".join(expression(phrase) for phrase in dict.fromkeys(spaced))
        patterns.append(re.compile(rf"(?<![\w-])(?:{body})(?!\w)"))
    if unspaced:
        patterns.append(re.compile("|".join(expression(phrase) for phrase in unspaced)))
    return tuple(patterns)


def _expand(phrase: str) -> list[str]:
    """Leading alternatives as phrases of their own: the engine skips a phrase whose first letter is not there."""
    match = _ALTERNATIVES_AT_START.match(phrase)
    if not match:
        return [phrase]
    return [part + phrase[match.end() :] for part in match[1].split("|")]


def expression(phrase: str) -> str:
    """The regular expression of a phrase, for a folded text."""
    composed = unicodedata.normalize("NFC", phrase)
    folded = re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else fold(part[0]), composed)
    folded = folded.replace("ß", "(ß|ss)")
    folded = re.sub(r"\[[^]]*\]", lambda chars: chars[0].replace(" ", r"\s"), folded)
    folded = re.sub(r"(?<!\\)\((?!\?)", "(?:", folded)
    folded = re.sub(r"(?<=[\w)])\*(?!\()", r"\\w*", folded)
    folded = folded.replace(" .... ", _SENTENCE + " ").replace(" ... ", _GAP)
    folded = folded.replace("....", _SENTENCE).replace("...", _SENTENCE)
    return folded.replace(" ?", r"[\s,]*").replace(" ", r"[\s,]+")


@cache
def load_phrases(path: Path) -> dict[str, Phrases]:
    """`{name: {language: [phrase, …]}}` as one `Phrases` a name."""
    return {name: Phrases(by_language) for name, by_language in load_lists(path).items()}


def load_lists(path: Path) -> dict[str, dict[str, list[str]]]:
    """`{name: {language: [phrase, …]}}` as it stands in a file."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (strings only)
        return {name: _lists(by_language) for name, by_language in data.items()}
    except (yaml.YAMLError, AttributeError, UnicodeDecodeError) as error:
        raise InputError(f"{path} is not a phrase file: {error}") from error


def _lists(by_language: Mapping[str, str]) -> dict[str, list[str]]:
    return {
        language: [phrase.strip() for phrase in re.split(r"[;\n]", text) if phrase.strip()]
        for language, text in by_language.items()
    }
