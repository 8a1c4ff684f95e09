"""What an approver's edit teaches: phrases that they put others in place of. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher

from pydantic import BaseModel, ConfigDict

LONGEST = 6  # words of a phrase; a longer change is another text, and teaches no phrase
NEAR = 3  # unchanged words between two changes of one phrase
_PIECE = re.compile(r"\w+(?:[’'-]\w+)*|[^\w\s]|\s+")
_WORD = re.compile(r"[^\W\d_]")
_STOPS = frozenset(".!?;:,…")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Phrase(BaseModel):
    model_config = ConfigDict(frozen=True)

    find: str
    replace: str


class Lesson(Phrase):
    """A phrase that somebody wants changed each time: theirs, on that day."""

    id: str
    by: str  # as others know them
    at: datetime

    @property
    def words(self) -> str:
        """ "uses Ana's change of Tuesday, 17 November 2026: “grab” → “take”"."""
        return f"uses {self.by}'s change of {day(self.at)}: “{self.find}” → “{self.replace}”"


def day(at: datetime) -> str:
    """ "Tuesday, 17 November 2026"."""
    return f"{_DAYS[at.weekday()]}, {at.day} {at:%B %Y}"


def phrases(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Phrase, ...]:
    """The phrases that were put in place of others, of one to six words each. None with a figure in it: a price that
    was put right is a fact, and no way of saying things. Nothing from a field that was mostly written anew.
    """
    found: list[Phrase] = []
    for name, text in after.items():
        found += _changed(before.get(name, ""), text)
    return tuple(dict.fromkeys(found))


def apply(text: str, lessons: Iterable[Lesson]) -> tuple[str, tuple[Lesson, ...]]:
    """The text with each phrase changed where it stands as whole words, and the lessons that changed something."""
    used: list[Lesson] = []
    for lesson in lessons:
        changed = _pattern(lesson.find).sub(lambda met, lesson=lesson: _cased(met.group(), lesson.replace), text)  # type: ignore[misc]
        if changed != text:
            used.append(lesson)
            text = changed
    return text, tuple(used)


def _changed(before: str, after: str) -> list[Phrase]:
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    if matcher.ratio() < 0.5:
        return []
    blocks = _joined([code for code in matcher.get_opcodes() if code[0] != "equal"], old)
    pairs = [("".join(old[a:b]).strip(), "".join(new[c:d]).strip()) for a, b, c, d in blocks]
    return [Phrase(find=find, replace=replace) for find, replace in pairs if _teaches(find, replace)]


def _joined(codes: Sequence[tuple[str, int, int, int, int]], old: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Changes in one breath are one: "locks the cap" → "keeps the cap shut", not "locks" → "keeps" alone."""
    found: list[tuple[int, int, int, int]] = []
    for _, a, b, c, d in codes:
        if found and _one_breath(old[found[-1][1] : a]):
            first = found.pop()
            found.append((first[0], b, first[2], d))
        else:
            found.append((a, b, c, d))
    return found


def _one_breath(between: Sequence[str]) -> bool:
    words = sum(_WORD.search(piece) is not None for piece in between)
    return words <= NEAR and not any(piece in _STOPS or "\n" in piece for piece in between)


def _teaches(find: str, replace: str) -> bool:
    figures = any(char.isdigit() for char in find + replace)
    sizes = [len(text.split()) for text in (find, replace)]
    worded = _WORD.search(find) is not None and _WORD.search(replace) is not None
    return worded and not figures and find.casefold() != replace.casefold() and max(sizes) <= LONGEST


def _pattern(find: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in find.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _cased(met: str, replace: str) -> str:
    """With a capital where the phrase began a sentence."""
    return replace[:1].upper() + replace[1:] if met[:1].isupper() and replace[:1].islower() else replace
