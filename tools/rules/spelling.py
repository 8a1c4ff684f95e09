"""`spelling` rules: words that no dictionary has."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

from tools.rules.definition import Rule
from tools.rules.dictionaries import DictionaryError, WordList, default_forms, forms_of
from tools.rules.hits import Hit, Memory
from tools.text.markup import Block

_TOKEN = regex.compile(r"\S+")
_OPENING = "$(\"['"
_CLOSING = ",)\"]!;.?:'"
# Vale's own: camel case, words that end in a capital, and whatever is not of letters alone.
_CAMEL = r"[A-Z]{1}[a-z]+[A-Z]+\w+"
_FILTERS = (_CAMEL, r"[\p{Lu}]+$", r"[^\p{L}_']")
_IN_ENGLISH = (_CAMEL, r"[A-Z]+$", r"[^a-zA-Z_']")  # its dictionary has few words with accents
_ABBREVIATION = regex.compile(r"(?:[A-Za-z]\.){2,}|[A-Z][a-z]{1,2}\.")


@dataclass(frozen=True, slots=True)
class Spelling:
    """`accepted` are the vocabulary's terms, as whole words in any case; `phrases` those of several words."""

    rule: Rule
    words: WordList
    filters: tuple[regex.Pattern[str], ...]
    accepted: regex.Pattern[str] | None
    phrases: regex.Pattern[str] | None = None

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        suggests = self.rule.action is not None and self.rule.action.name == "suggest"
        text = block.plain
        if self.phrases is not None:
            text = self.phrases.sub(lambda found: " " * len(found.group()), text)
        for found in _TOKEN.finditer(text):
            start, end = _bare(found.group(), found.start())
            word = text[start:end]
            if word and not self._right(word):
                fix = self.words.likeliest(word) if suggests else None
                yield Hit(start, end, (block.text[start:end],), fix, guessed=fix is not None)

    def _right(self, word: str) -> bool:
        if not any(char.isalpha() for char in word) or any(one.search(word) for one in self.filters):
            return True
        return self.words.knows(word) or bool(self.accepted and self.accepted.search(word))


def _bare(token: str, at: int) -> tuple[int, int]:
    """The word without the marks around it."""
    start, end = 0, len(token)
    while start < end and token[start] in _OPENING:
        start += 1
    while start < end and token[end - 1] in _CLOSING and not _ABBREVIATION.fullmatch(token, start, end):
        end -= 1
    return at + start, at + end


def filters(rule: Rule) -> tuple[str, ...]:
    """What a word is not looked up for: the rule's own patterns, and those that Vale brings."""
    own = () if rule.custom else _IN_ENGLISH if in_english(rule) else _FILTERS
    return (*rule.filters, *own)


def word_list(rule: Rule) -> WordList:
    """The dictionaries and lists that a rule names, found beside it, in its StylesPath or in that's `config` folder.

    Raises DictionaryError.
    """
    forms: list[frozenset[str]] = []
    if rule.aff and rule.dic:
        forms.append(forms_of(_found(rule, rule.aff, "aff"), _found(rule, rule.dic, "dic")))
    elif rule.aff or rule.dic:
        raise DictionaryError("a dictionary is two files: aff and dic", "aff" if rule.aff else "dic")
    for name in rule.dictionaries:
        places = (rule.dicpath,) if rule.dicpath else (".", "config/dictionaries", "dictionaries")
        folder = next((place for root in _roots(rule) for one in places if _has(place := root / one, name)), None)
        if folder is None:
            raise DictionaryError(f"there is no dictionary '{name}' in {', '.join(places)}")
        forms.append(forms_of(folder / f"{name}.aff", folder / f"{name}.dic"))
    if not forms or rule.append:
        forms.append(default_forms())
    return WordList(forms, [word for name in rule.ignore for word in _listed(_found(rule, name, "ignore"))])


def in_english(rule: Rule) -> bool:
    """Whether the rule has no dictionary but the English one."""
    return rule.kind == "spelling" and not (rule.dictionaries or rule.aff or rule.dic)


def _roots(rule: Rule) -> tuple[Path, ...]:
    """The rule's folder and the folder of styles around it; an absolute path is itself under both."""
    folder = rule.path.parent
    return (folder, folder.parent)


def _has(folder: Path, name: str) -> bool:
    return (folder / f"{name}.dic").is_file()


def _found(rule: Rule, name: str, key: str) -> Path:
    places = (".", "config/ignore", "config/dictionaries", "config/vocabularies")
    paths = (root / place / name for root in _roots(rule) for place in places)
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        raise DictionaryError(f"there is no file '{name}' beside the rule or in its styles' folder", key)
    return path


def _listed(path: Path) -> list[str]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DictionaryError(f"{path} cannot be read: {error}", "ignore") from error
    return [word for line in lines if (word := line.strip()) and not word.startswith("#")]
