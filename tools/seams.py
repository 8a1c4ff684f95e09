"""How a fix meets what stands around it: marks that would follow marks, spaces left over, "a" that has to be "an"."""

import unicodedata
from dataclasses import dataclass, replace

import regex

_SPACES = " \u00a0\u202f\u2009"
_STOPS, _PAUSES = ".!?…", ",;:"
_CLOSING = '"”’»“)]*_'
_NO_SPACE_BEFORE = (" ", "\n", *_STOPS, *_PAUSES, ")")
_GLUED = "=[(<>/&@#$%_"  # a mark before one of these ends no sentence
_NEXT = regex.compile(rf"[{regex.escape(_CLOSING)}]*(?P<mark>[{regex.escape(_STOPS + _PAUSES)}])")
_GOES_ON = regex.compile(rf"[\s{regex.escape(_CLOSING)}]*\p{{Ll}}")
_FIRST, _LAST = regex.compile(r"[\p{L}\p{N}'’]++"), regex.compile(r"[\p{L}\p{N}'’]++$")
_ARTICLE = regex.compile(r"(?<![\p{L}\p{N}])(?P<article>an?) $", regex.IGNORECASE)
_VOWEL = regex.compile(
    r"(?i)(?!eu|ewe|one(?![a-z])|once|uni(?![nm])|us[aeu]|uti|ubi|uk(?![a-z]))(?:[aeiou]|hour|honest|honou?r|heir)"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` goes in the place of `start` to `end`; `clean` says that it does so without breaking the sentence."""

    start: int
    end: int
    text: str
    clean: bool = True


def edit(text: str, start: int, end: int, fix: str, language: str = "en", *, floor: int = 0) -> Edit:
    """What a fix for `start` to `end` has to change. Nothing before `floor` is touched: another fix stands there."""
    plain = Edit(start, end, fix)
    if start == end or fix.isspace() or text[start:end].isspace():
        return plain
    if fix == "":
        return _cut(text, plain, floor)
    made = _spaced(text, plain)
    if made.text[0] in _STOPS + _PAUSES:
        made = _marked(text, made, floor)
    if made.text and made.text[-1] in _STOPS and text.startswith(made.text[-1], end):
        made = replace(made, text=made.text[:-1])
    elif made.text.rstrip().endswith(tuple(_PAUSES)) and not text[end:].split("\n", 1)[0].strip():
        made = replace(made, clean=False)
    if _doubles(text, start, end, fix) or ("\n" in text[start:end] and "\n" not in fix):
        made = replace(made, clean=False)
    return _with_article(text, made, floor) if language == "en" else made


def _cut(text: str, made: Edit, floor: int) -> Edit:
    """Leaving out leaves no second space behind, none at an end, and joins no two words."""
    before, after = text[: made.start], text[made.end :]
    at_start = before == "" or before.endswith("\n")
    if at_start and after.startswith(" "):
        return replace(made, end=made.end + len(after) - len(after.lstrip(" ")))
    if before.endswith(" ") and after.startswith(_NO_SPACE_BEFORE):
        return replace(made, start=max(floor, made.start - 1))
    if after == "":
        return replace(made, start=max(floor, len(before.rstrip(" "))))
    joins = before[-1:].isalnum() and after[0].isalnum()
    seen = any(unicodedata.category(char) != "Cf" for char in text[made.start : made.end])
    return replace(made, clean=not (joins and seen))


def _spaced(text: str, made: Edit) -> Edit:
    """A space at a fix's edge is not put beside another, nor at the edge of a line or before a mark."""
    said = made.text
    if said[0] == " " and (made.start == 0 or text[made.start - 1].isspace()):
        said = said.lstrip(" ")
    if said[-1:] == " " and (made.end == len(text) or text[made.end] in (*_NO_SPACE_BEFORE, *_SPACES)):
        said = said.rstrip(" ")
    return replace(made, text=said)


def _marked(text: str, made: Edit, floor: int) -> Edit:
    """A mark stands right after a word, and no two stand side by side: the one that is there already stays."""
    lead, after = text[: made.start].rstrip(_SPACES), text[made.end :]
    if lead == "" or lead[-1] in "\n¡¿(«„[":
        return replace(made, clean=False)
    made = replace(made, start=max(floor, len(lead)))
    stop, following = made.text in _STOPS, _NEXT.match(after)
    if stop and (lead[-1] in _STOPS or following is not None):
        return replace(made, text="")
    if lead[-1] in _STOPS + _PAUSES or (following is not None and made.text.strip() in _PAUSES):
        return replace(made, clean=False)
    if stop and (after[:1].isalnum() or after[:1] in tuple(_GLUED) or _GOES_ON.match(after)):
        return replace(made, clean=False)
    return made


def _doubles(text: str, start: int, end: int, fix: str) -> bool:
    """Whether a word of the fix would stand beside itself."""
    span = text[start:end]
    before, after = _LAST.search(text[:start].rstrip(_SPACES)), _FIRST.match(text[end:].lstrip(_SPACES))
    first, last = _FIRST.match(fix.lstrip()), _LAST.search(fix.rstrip())
    left = before and first and _same(before[0], first[0]) and not span.casefold().startswith(first[0].casefold())
    right = after and last and _same(after[0], last[0]) and not span.casefold().endswith(last[0].casefold())
    return bool(left or right)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _with_article(text: str, made: Edit, floor: int) -> Edit:
    """ "an atelier" becomes "a workshop"; an article that did not fit before stays what it was."""
    found = _ARTICLE.search(text, 0, made.start)
    if found is None or found.start() < floor or not made.text[:1].isalpha():
        return made
    article = found["article"]
    vowel, was = (_VOWEL.match(word) is not None for word in (made.text, text[made.start : made.end]))
    if vowel == was or (len(article) == 2) != was:
        return made
    right = article[0] + ("n" if vowel else "")
    return replace(made, start=found.start(), text=f"{right} {made.text}")
