"""The days of the week that a text names, and the stretches of days that it makes of them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.wordlist import one_of

_FILE = Path(__file__).with_name("weekdays.yaml")
_TO = (
    r"(?:(?<=d[ea]n)\s+"  # Turkish says it by endings
    r"|\s*(?:–|—|-|to|through|thru|till|until|bis|au|à|al?|hasta|tot(?: en met)?|t/m)\s*(?:el |le |il )?)"
)
_TO_SHORT = r"(?:\s*[–—-]\s*|\s+(?:to|through|thru|till|bis|au|à|al?|hasta|tot|t/m)\s+)"
_KANJI = "月火水木金土日"
_JAPANESE = re.compile(rf"(?P<first>[{_KANJI}])曜日?(?:(?:から|〜|～|-|–)(?P<last>[{_KANJI}])曜日?)?")
_TEXTS = 4_096  # remembered
EVERY_DAY = re.compile(
    r"(?<!\w)(?:every day|(?:all )?(?:seven|7) days (?:a|of the) week|24/7|daily|jeden tag|täglich"
    r"|(?:sieben|7) tagen? (?:die|in der|pro) woche|tous les jours|(?:7 ?j(?:ours)?|sept jours) ?(?:sur|/) ?(?:7|sept)"
    r"|todos los días|a diario|(?:los )?siete días(?: (?:a|de|por) la semana)?|tutti i giorni"
    r"|(?:sette|7) giorni (?:su|alla|a) (?:sette|7|settimana)|elke dag|dagelijks"
    r"|(?:zeven|7) dagen (?:per|in de|op) (?:week|zeven)|todos os dias|(?:sete|7) dias (?:por|da) semana)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Days:
    """Which days (0 is Monday) the text names at a place: one, or a stretch of them."""

    days: frozenset[int]
    start: int
    end: int


@lru_cache(maxsize=_TEXTS)
def find_weekdays(text: str) -> tuple[Days, ...]:
    """In the text's order."""
    pattern, numbers = _pattern()
    found = []
    for match in pattern.finditer(text.lower()):
        first, last = numbers[match["first"]], match["last"]
        days = _stretch(first, numbers[last]) if last else frozenset({first})
        found.append(Days(days, match.start(), match.end()))
    short, numbers = _short()
    for match in short.finditer(text.lower()):
        days = _stretch(numbers[match["first"]], numbers[match["last"]])
        found.append(Days(days, match.start(), match.end()))
    for match in _JAPANESE.finditer(text):
        first, last = _KANJI.index(match["first"]), match["last"]
        days = _stretch(first, _KANJI.index(last)) if last else frozenset({first})
        found.append(Days(days, match.start(), match.end()))
    if every := EVERY_DAY.search(text):
        found.append(Days(frozenset(range(7)), every.start(), every.end()))
    return tuple(found)


def _stretch(first: int, last: int) -> frozenset[int]:
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


@lru_cache(maxsize=1)
def _short() -> tuple[re.Pattern[str], dict[str, int]]:
    """Stretches of shortened days: "Mon to Sat", "Di–Sa", "lun-sam". One alone may be another word."""
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    numbers = {
        name[: 2 if language in ("de", "nl") else 3]: at
        for language, names in read.items()
        if not language.startswith("tr")  # "paz" would be two of them
        for at, name in enumerate(names)
    }
    day = one_of(numbers)
    return re.compile(rf"(?<!\w)(?P<first>{day})\.?{_TO_SHORT}(?P<last>{day})\.?(?!\w)"), numbers


@lru_cache(maxsize=1)
def _pattern() -> tuple[re.Pattern[str], dict[str, int]]:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    numbers = {name: at for names in read.values() for at, name in enumerate(names)}
    day = one_of(numbers)
    return re.compile(rf"(?<!\w)(?P<first>{day})s?(?:{_TO}(?P<last>{day})s?)?(?!\w)"), numbers
