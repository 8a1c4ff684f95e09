"""Numbers that are one person's own: the day and the hour of their booking, what their order is called by, how long
they have had something. No document can know them.
"""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.wordlist import alternatives
from tools.grounding.numbers.places import Known, Place

_WHOLE = r"(?!\w)"
_ENDS = {"orders": r"[\s\u00a0:#]+(?:no\.? |nr\.? |n° |number |nummer )?$"}
_FILE = Path(__file__).with_name("bookings.yaml")
_BY = re.compile(
    r"(?<!\w)(?:by|until|till|before|bis|vor|spätestens|avant|jusqu['’]au|d['’]ici|antes del?|hasta|entro|prima|fino al"
    r"|uiterlijk|voor|tot|antes d[eo]|até)\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE,
)
_FOR_SO_LONG = re.compile(
    r"(?<!\w)(?:for|since|these|after|within|in|seit|nach|depuis|pendant|après|en|desde hace|hace|durante|tras|da|per"
    r"|dopo|sinds|al|na|há|desde há)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def is_somebodys_own(place: Place, known: Known) -> bool:
    number, before = place.number, place.wanted.sentence[: place.at]
    if number.kind in ("date", "time"):
        return _is_booked(place, before, known)
    if number.kind == "count":
        return number.unit is None and _patterns()["orders"].search(before) is not None
    if number.kind != "measure" or number.unit not in ("day", "month"):
        return False
    sentence = place.wanted.sentence
    return _FOR_SO_LONG.search(before) is not None and _patterns()["since"].search(sentence) is not None


def _is_booked(place: Place, before: str, known: Known) -> bool:
    """ "Your bike is booked for 14 December": not over yet, and no deadline."""
    if _BY.search(before) or not _patterns()["booked"].search(f"{place.before} {place.wanted.sentence}"):
        return False
    day = str(place.number.value)
    return place.number.kind == "time" or not day[:4].isdecimal() or day >= known.today.isoformat()[: len(day)]


class _Words(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    booked: str
    since: str
    orders: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _Words.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
    return {
        name: re.compile(rf"(?<!\w)(?:{alternatives(listed)}){_ENDS.get(name, _WHOLE)}", re.IGNORECASE)
        for name, listed in words.model_dump().items()
    }
