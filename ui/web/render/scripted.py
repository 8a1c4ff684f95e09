"""What the browser says by itself: while time goes by, and of what somebody ticks."""

import json
from functools import cache

from ui.texts import LANGUAGE, Table, catalogue

OWN = Table("words.script")
TIMES = ("seconds", "minutes", "hours", "days", "due", "overdue", "just_now", "ago")


@cache
def scripted() -> str:
    """As JSON: the catalogue's words by their names, with their values not filled in."""
    written = catalogue(LANGUAGE, "words")
    return json.dumps({**{name: written[name] for name in TIMES}, **OWN}, ensure_ascii=False)
