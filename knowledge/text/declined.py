"""Whether a text takes back what it lets somebody else say: "Somebody called it everlasting. We'd rather say 8 hours."

It takes both: a word for saying (or quotation marks) in the sentence, and a clause of ours that will not say so, in the
sentence's rest or opening the next one. The lists are data (`declined.yaml`); a language without one declines nothing.
"""

import re
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.wordlist import words as words_of

_LISTS = Path(__file__).with_name("declined.yaml")
_QUOTED = re.compile(r"[“„«\"]|(?<!\w)[‘']")
_OPENS = r"(?:^|[,;:–—] ?)\W*(?:(?:and|but|so|und|aber|also|et|mais|donc|alors|y|pero|así que|e|ma|en|maar|dus|mas) )?"
_WE = frozenset(words_of("we i we'd i'd we'll we've i've wir ich nous je nosotros nosotras yo noi io wij ik nós eu"))
_WE_DO = re.compile(r"\w+(?:mos|iamo|ons)$")  # a verb that says whose it is
_REACH = 120  # characters in which it is declined
_AGREES_WITHIN = 60


class _List(BaseModel):
    model_config = ConfigDict(extra="forbid")

    says: str
    declines: str
    agrees: str
    confirms: str
    silent: str = "(?!)"
    of: str = "(?!)"


class _Patterns:
    def __init__(self, listed: _List) -> None:
        self.says = re.compile(listed.says)
        self.declines = re.compile(rf"{_OPENS}(?:{listed.declines})")
        self.agrees = re.compile(listed.agrees)
        self.confirms = re.compile(rf"{_OPENS}(?:{listed.confirms})")
        self.silent = re.compile(listed.silent)
        self.of = re.compile(listed.of)

    def somebody_says(self, words: str) -> bool:
        """Somebody else: "we call it" is our own."""
        for match in self.says.finditer(words):
            beside = [*words[: match.start()].split()[-2:], *words[match.end() :].split()[:1]]
            if _WE.isdisjoint(one.strip(",.") for one in beside) and not _WE_DO.match(match[0]):
                return True
        return False

    def decline(self, clause: str) -> bool:
        match = self.declines.search(clause)
        return match is not None and not self.agrees.search(clause[match.start() : match.end() + _AGREES_WITHIN])


def is_declined(before: str, after: str, following: str, language: str) -> bool:
    """`before` and `after` are what the sentence has on both sides of the words, `following` the next sentence, all
    evened.
    """
    patterns = _patterns(language)
    if patterns is None:
        return False
    if not (_QUOTED.search(before) or patterns.somebody_says(before) or patterns.somebody_says(after)):
        return False
    return patterns.decline(after[:_REACH].lstrip(" \"'“”»«")) or patterns.decline(following[:_REACH])


def is_left_unsaid(before: str, after: str, language: str) -> bool:
    """Whether the sentence says that we know or say nothing of it: "Of our footprint we know nothing." """
    patterns = _patterns(language)
    if patterns is None or patterns.of.search(before) is None:
        return False
    return patterns.silent.search(before) is not None or patterns.silent.search(after) is not None


def is_confirmed(after: str, following: str, language: str) -> bool:
    """Whether the text agrees with what somebody says: "Some call it everlasting. They are right." """
    patterns = _patterns(language)
    if patterns is None:
        return False
    return any(patterns.confirms.search(one[:_REACH].lstrip(" \"'“”»«")) is not None for one in (after, following))


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns | None:
    listed = _lists().get(language)
    return None if listed is None else _Patterns(listed)


@lru_cache(maxsize=1)
def _lists() -> dict[str, _List]:
    read = yaml.load(_LISTS.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {language: _List.model_validate(lists) for language, lists in read.items()}
