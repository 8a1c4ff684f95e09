"""What the desk says, in a page's own words: its messages name commands, settings and rule codes for the terminal."""

import re
from datetime import datetime
from functools import cache, lru_cache

from ui import locales
from ui.texts import Table, say

WAYS = Table("here.ways")

_CODE = re.compile(r"\s*\(rule:\s[a-z0-9-]+\)")
_LISTED_BY = re.compile(r"\s*`copydesk\s[^`]+`\s(?:shows?|lists?|names|writes)\b[^.]*\.")
_OR_SET_UP = re.compile(r",?\sor\s(?:raise\s(?:COPYDESK|OPENAI)_[A-Z_]+|use\sa\slarger\smodel)")
_TERMINAL = re.compile(r"`(?:copydesk|make|users|kill)\b[^`]*`|\b(?:COPYDESK|OPENAI)_[A-Z_]+")
_MOMENT = re.compile(r"\b(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|\+00:00|\sUTC)(?!\w)")
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\d])")


def here(text: str) -> str:
    """A sentence that is of use in a terminal alone gives way to whom to ask; a moment is told in the reader's zone."""
    return _MOMENT.sub(_told, _page(text))


def _told(found: re.Match[str]) -> str:
    try:
        return locales.moment(datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00"))
    except ValueError:  # no date, whatever else it is
        return found[0]


@lru_cache(maxsize=512)  # of a page that is drawn again and again
def _page(text: str) -> str:
    said = _OR_SET_UP.sub("", _CODE.sub("", text))
    if not _TERMINAL.search(said):
        return said
    for way, words in _ways():
        said = way.sub(words.replace("\\", r"\\"), said)
    said = _LISTED_BY.sub("", said) or say("here.keeper")
    sentences = _SENTENCES.split(said)
    kept = [sentence for sentence in sentences if not _TERMINAL.search(sentence)]
    if len(kept) == len(sentences):
        return said
    return " ".join([*(kept or [say("here.set_up")]), say("here.keeper")])


@cache
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(re.escape(told).replace(r"\*", "[^`]+")), words) for told, words in WAYS.items())
