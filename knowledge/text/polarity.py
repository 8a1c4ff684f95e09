"""How a sentence stands to words in it: whether it says them, denies them, or only speaks of them.

"It heals" says it. "It doesn't heal", "leakproof isn't a word we use" and "nothing lasts for ever" deny it; "others
call it natural", "somebody asked whether it is vegan" and "we wish it were" only report it. The lists are data
(`polarity.yaml`); a language without a list is read as English.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.declined import is_confirmed, is_declined, is_left_unsaid
from knowledge.text.numerals import language_of
from knowledge.text.sentences import Sentence, sentence_at, sentences

# `referred`: the sentence sends the reader to a doctor; `asked`: a question that the text itself goes on to answer.
Stance = Literal["said", "denied", "reported", "asked", "referred"]
_LISTS = Path(__file__).with_name("polarity.yaml")
_EVEN = str.maketrans({"-": " ", "‑": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'"})
_CLAUSE = re.compile(r"[,;:.!?…()–—]|\b(?:but|mais|aber|sondern|pero|sino|ma|maar)\b")
_TURN = re.compile(
    r"[;:.!?…]|\b(?:but|just|yet|only|still|mais|aber|sondern|nur|pero|sino|ma|maar|seulement|solo|sólo"
    r"|trotzdem|dennoch|pourtant|quand même|aun así|sin embargo|eppure|toch)\b"
)
_QUOTES = " \"'“”‘„«»"
_SET_OUT = re.compile(
    r" ?[\"'”’»“«] ?[,:–—]| ?[,:–—] ?[\"'”’»“«]"
)  # a quoted word that a sentence opens with, to speak of it
_OPENED = re.compile(r"(?:[“„«\"]|(?<!\w)[‘'])[ \u00a0]?(?:[\w'%]+ ){0,3}$")  # few words: a longer quotation is said
_CLOSED = re.compile(r"\w*(?: [\w'%]+){0,3}[ \u00a0,.!]{0,2}(?:[”“»\"]|['’](?!\w))")
_LACKS = r"without|free|sans|ohne|sin|senza|zonder|sem"  # a "natural" balm without parabens is said to be natural
_CLOSING = "\"'”’»)“« "
_REACH = 5  # words from the denial to what it denies
_WINDOW = 120  # characters that hold them
_AROUND = 1_500  # characters on both sides, in which a sentence and its answer stand
_REFERRED = 300  # characters on both sides, in which a doctor is named
_NEAR = 60  # from "we don't say" to what is not said
_ANSWERS = 3  # sentences after a question, in which its answer may stand
_WHAT = r"(?:what|was|ce (?:que|qui)|lo que|quello che|ciò che|wat|o que)\b"
_TESTED = (
    r"(?:tested|examined|measured|proven|getestet|geprüft|gemessen|testée?s?|essayée?s?|probad\w+|probamos|testat\w+|provat\w+"
    r"|getest|onderzocht|testad\w+|testámos)\b"
)
_NOT = r"(?:not|n't|no|never|nothing|nicht|nichts|nie|ne|n'|pas|rien|no|nada|nunca|non|niente|niet|niets|nooit|não)"
# "What it doesn't tell us: anything about children, about pregnancy", "Not tested: …", "Nicht getestet haben wir …, …"
_LEFT_OUT = re.compile(
    rf"^\W*(?:{_WHAT}[^:;.!?]{{0,80}}{_NOT}\b[^:;.!?]{{0,80}}:"
    rf"|[^:;.!?,]{{0,40}}{_NOT}\b[^:;.!?,]{{0,30}}{_TESTED}[^:;.!?,]{{0,12}}:"
    r"|(?:not|nicht|non|no|niet|não|pas) (?:\w+ )?(?:tested|getestet|testée?s?|probad\w+|testat\w+|getest|testad\w+)\b)"
)
# what is said of a question, before it is answered
_WONDERED = re.compile(
    r"\b(?:asks?|asked|asking|questions?|wonder\w*|gefragt|frag(?:t|en|e)|demand\w+|pregunt\w+|chied\w+|chiest\w+|domand\w+"
    r"|vra(?:ag|agt|gen)|gevraagd|pergunt\w+)\b"
)


class _List(BaseModel):
    """One language's patterns, as they are written."""

    model_config = ConfigDict(extra="forbid")

    before: str
    nobody: str
    after: str
    late: str = "(?!)"
    unsaid: str
    word: str
    others: str
    wished: str
    whether: str
    untested: str = "(?!)"
    untrue: str = "(?!)"
    about: str = "(?!)"
    asks: str
    agreed: str
    refused: str
    referred: str
    ranks: str
    idle: str


class _Patterns:
    """One language's patterns, compiled."""

    def __init__(self, listed: _List) -> None:
        self.before = re.compile(rf"(?:{listed.before})(?!\w)")
        self.nobody = re.compile(rf"(?:{listed.nobody})\b")
        self.after = re.compile(rf"{listed.after}(?!\w)")
        self.late = re.compile(rf"(?: \w+){{0,2}} (?:{listed.late})")
        self.unsaid = re.compile(listed.unsaid)
        self.reported = re.compile(
            rf"(?:{listed.wished})[^.;:!?]{{0,{_NEAR}}}$|(?:{listed.whether})[^.;:!?]{{0,{_NEAR}}}$"
            rf"|(?:{listed.word}|{listed.others}) ?[{_QUOTES}]*$"
        )
        self.untested = re.compile(rf"\W*{listed.untested}")
        self.untrue = re.compile(rf"[,;:.–—-] ?(?:{listed.untrue})")
        self.about = re.compile(rf"\b(?:{listed.about})(?!\w)")
        self.denied = re.compile(rf"(?:(?:{listed.before})|\b{listed.nobody})(?!\w)")
        denies = rf"(?:(?:{listed.before})|\b{listed.nobody})(?!\w)"
        self.denied_before = re.compile(rf"{denies}[^.;!?]{{0,{_NEAR}}}$")
        self.denied_after = re.compile(rf"(?! (?:[\w']+ )?(?:{_LACKS}))\W*(?:[\w']+ )?(?:\w+(?=n't))?{denies}")
        self.word_alone = re.compile(rf"\W*(?:{listed.about})\b")
        self.asks = re.compile(rf"\W*{listed.asks}")
        self.agreed = re.compile(rf"\W*{listed.agreed}")
        self.refused = re.compile(rf"\W*{listed.refused}")
        self.referred = re.compile(listed.referred)
        self.ranks = re.compile(listed.ranks)
        self.idle = re.compile(listed.idle)


def stance_of(text: str, start: int, end: int, locale: str = "en") -> Stance:
    """Of the sentence that `start` stands in, to the words from `start` to `end`."""
    low = max(0, start - _AROUND)
    if low or end + _AROUND < len(text):  # a long text is not read anew for each of its words
        text, start, end = text[low : end + _AROUND], start - low, end - low
    return stance_in(sentences(text), text, start, end, locale)


def stance_in(parts: Sequence[Sentence], text: str, start: int, end: int, locale: str = "en") -> Stance:
    """The same, where the text's sentences are known."""
    at = sentence_at(parts, start)
    part = Sentence(text=text[start:end], start=start) if at is None else parts[at]
    patterns = _patterns(language_of(locale))
    before = even(text[max(part.start, start - _WINDOW) : start])
    after = even(text[end : max(end, min(part.end, end + _WINDOW))])
    if _denied(before, even(text[start:end]), after, patterns):
        return "denied"
    answers = _answers(parts, at)
    following = answers[0] if answers else ""
    if patterns.reported.search(before):
        return "said" if is_confirmed(after, following, language_of(locale)) else "reported"
    if _is_left_open(before, after, language_of(locale), patterns):
        return "reported"
    if _is_mentioned(before, after, following, patterns) or is_declined(before, after, following, language_of(locale)):
        return "reported"
    if at is not None and is_question(part.text):
        answer = _answer(answers, patterns)
        if patterns.refused.match(answer):
            return "denied"
        if answer and patterns.asks.match(even(part.text[:_WINDOW])) and not patterns.agreed.match(answer):
            return "asked"
        if _says_it_not(answer, patterns):
            return "denied"
    around = text[max(part.start, start - _REFERRED) : min(part.end, end + _REFERRED)]
    if patterns.referred.search(even(around)) or _sends_on(parts, at, answers, patterns):
        return "referred"
    return "said"


def _is_left_open(before: str, after: str, language: str, patterns: _Patterns) -> bool:
    if patterns.untested.match(f"{before} {after}") or patterns.untrue.search(after):
        return True
    return is_left_unsaid(before, after, language)


def is_affirmed(parts: Sequence[Sentence], start: int, locale: str = "en") -> bool:
    """Whether the sentence that `start` stands in is a question that the text itself answers with yes."""
    at = sentence_at(parts, start)
    if at is None or not is_question(parts[at].text):
        return False
    patterns = _patterns(language_of(locale))
    return patterns.agreed.match(_answer(_answers(parts, at), patterns)) is not None


def _answers(parts: Sequence[Sentence], at: int | None) -> list[str]:
    return [] if at is None else [even(one.text[:_WINDOW]) for one in parts[at + 1 : at + 1 + _ANSWERS]]


def _answer(answers: Sequence[str], patterns: _Patterns) -> str:
    """The first, unless it only speaks of the asking ("People ask us that at the counter."): then the next."""
    first = answers[0] if answers else ""
    if _WONDERED.search(first) is None or patterns.refused.match(first) or _says_it_not(first, patterns):
        return first
    return next((one for one in answers[1:] if not is_question(one)), first)


def _sends_on(parts: Sequence[Sentence], at: int | None, answers: Sequence[str], patterns: _Patterns) -> bool:
    """ "I have eczema, may I use it? Please ask your doctor." The question may also come after it."""
    if at is None or not any(is_question(one.text) for one in parts[at : at + 2]):
        return False
    return any(patterns.referred.search(one) for one in answers[: _ANSWERS - 1])


def _says_it_not(answer: str, patterns: _Patterns) -> bool:
    """ "The word doesn't suit us", "nennen wir sie nicht"."""
    if patterns.unsaid.search(answer):
        return True
    return patterns.about.search(answer) is not None and patterns.denied.search(answer) is not None


def _is_mentioned(before: str, after: str, following: str, patterns: _Patterns) -> bool:
    """Whether the words stand in quotation marks, and the text speaks of them: "'eco' means nothing", "'natural' is no
    word of ours". A quotation alone says them.
    """
    opening, closing = _OPENED.search(before), _CLOSED.match(after)
    if opening is None or closing is None:
        return False
    first, then = before[: opening.start()], after[closing.end() :]
    if patterns.about.search(first) or patterns.about.search(then):
        return True
    if patterns.denied_before.search(first) or patterns.denied_after.match(then):
        return True
    return not f"{first}{then}".strip(" .?!…:") and patterns.word_alone.match(following) is not None


def is_question(sentence: str) -> bool:
    return sentence.rstrip(_CLOSING).endswith(("?", "？"))


def even(text: str) -> str:
    """Lower case, one kind of space and apostrophe, hyphens as spaces; the same length."""
    if text.isascii():
        return text.lower().replace("-", " ")
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low.translate(_EVEN)


def _denied(before: str, words: str, after: str, patterns: _Patterns) -> bool:
    """All three are evened, and of one sentence."""
    clause = _CLAUSE.split(before)[-1]
    idle = patterns.idle.search(clause) is not None
    near = " ".join(clause.split()[-_REACH:])
    if not idle and patterns.before.search(near):
        return True
    if not idle and patterns.nobody.search(near) and not patterns.ranks.search(f"{near} {words}{after[:_NEAR]}"):
        return True
    left_out = _LEFT_OUT.match(before)
    if left_out is not None and not _TURN.search(before[left_out.end() :]):
        return True
    for unsaid in patterns.unsaid.finditer(before):
        between = before[unsaid.end() :]
        if len(between) <= _NEAR and not _TURN.search(between.lstrip(" ,:")):
            return True
    if not before.strip(_QUOTES) and _SET_OUT.match(after) and patterns.before.search(after):
        return True
    opens = len(clause.split()) <= 1 or patterns.reported.search(before)
    if opens and patterns.after.match(after.lstrip(_QUOTES)):
        return True
    return patterns.late.match(after) is not None


@lru_cache(maxsize=16)
def _patterns(language: str) -> _Patterns:
    lists = _lists()
    return _Patterns(lists.get(language) or lists["en"])


@lru_cache(maxsize=1)
def _lists() -> dict[str, _List]:
    read = yaml.load(_LISTS.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {language: _List.model_validate(lists) for language, lists in read.items()}
