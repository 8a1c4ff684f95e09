"""Where the house was founded, told otherwise than the documents do."""

import re
from collections.abc import Collection, Iterator

from tools.grounding.opening import CLOSED
from tools.grounding.sentences.makers import ANOTHER
from tools.grounding.towns import find_towns

FOUNDED = re.compile(
    r"(?<!\w)(?:founded|gegründet|gründete|fondé\w*|fund(?:ó|ad[oa])|fondat[oa]|fondò|opgericht)(?!\w)", re.I
)
# said of the house by its name: "Orrelune nació en …", "Orrelune est née à …"
_BORN = re.compile(
    r"(?: \w+)? (?:was born|started|began|entstand|wurde .{0,20}?geboren|begann|est née?|a vu le jour|nació|nasceu"
    r"|è nata|è nato|nacque|ontstond|begon|doğdu)(?!\w)",
    re.IGNORECASE,
)


def founded_elsewhere(text: str, towns: frozenset[str], houses: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and message. `towns` are those where the documents say that it was; `houses` are its names."""
    if not towns:
        return
    made = FOUNDED.search(text)
    founded = made or _born(text, houses)
    if founded is None or (made and ANOTHER.match(text, made.end())) or CLOSED.search(text):
        return
    clause = re.split(r"[;:.]\s", text[founded.end() :])[0]
    for town in find_towns(text)[:1]:
        if town.name not in towns and town.start < founded.end() + len(clause):
            known = ", ".join(sorted(towns)).title()
            yield town.start, town.end, f"By the documents, it was founded in {known}."


def _born(text: str, houses: Collection[str]) -> re.Match[str] | None:
    found = (re.search(rf"(?<!\w){re.escape(name)}", text, re.IGNORECASE) for name in houses)
    return next((born for house in found if house and (born := _BORN.match(text, house.end()))), None)
