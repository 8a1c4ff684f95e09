"""Words of another language inside a sentence: "Hol dein Rad ab and bring it back bis 18 Uhr"."""

from dataclasses import dataclass

import regex

from tools.locale.habits import telling

_WORD = regex.compile(r"\p{L}++(?:['’]\p{L}++)*+")
_OPENS = regex.compile(r"[.!?…:]\W*+$|^\W*+$")
_APART = 3  # words at most from one telling word of a run to the next
_LEAST_RUN = 2  # telling words in the longest run,
_LEAST = 3  # and in all of them


@dataclass
class _Run:
    """Telling words of one language with none of the text's own between them. Places are character offsets."""

    start: int
    end: int
    last: int  # the place of its last word among the words
    told: int = 1


def mixed_in(text: str, own: str) -> tuple[str, int, int] | None:
    """The other language of which most stands in a sentence, and where its longest run does; None where hardly any.

    A word that only one language has speaks for it; capitals are names.
    """
    runs: dict[str, list[_Run]] = {}
    now: tuple[str, _Run] | None = None
    for at, found in enumerate(_WORD.finditer(text)):
        language = _told_by(found.group(), text[: found.start()], own)
        if language == own:
            now = None
        elif language is not None:
            if now is not None and now[0] == language and at - now[1].last <= _APART:
                now[1].told, now[1].last, now[1].end = now[1].told + 1, at, found.end()
            else:
                now = language, _Run(found.start(), found.end(), at)
                runs.setdefault(language, []).append(now[1])
    if not runs:
        return None
    other = max(sorted(runs), key=lambda one: sum(run.told for run in runs[one]))
    longest = max(runs[other], key=lambda run: run.told)
    if longest.told < _LEAST_RUN or sum(run.told for run in runs[other]) < _LEAST:
        return None
    return other, longest.start, longest.end


def _told_by(word: str, before: str, own: str) -> str | None:
    language = telling().get(word.lower().replace("’", "'"))
    is_name = not word.islower() and _OPENS.search(before) is None
    return language if language == own or not is_name else None
