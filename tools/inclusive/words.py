"""What a finding of inclusive language says, and the word to put in the place where that is safe."""

import re

from tools.inclusive.file import EqualityRule

_ENDINGS = ("ing", "ly", "ed", "s")
_VOWEL = frozenset("aeiou")
_NEVER = re.compile(
    r"\b(?:they|them|their|theirs|themselves|has|have|is|are|was|were|it|turned)\b|self\b|[/*()…]|^(?:an?|the|to) "
)


def spoken(rule: EqualityRule, span: str) -> str:
    """Names the words, what to say instead, the condition and the note."""
    when = f", {rule.condition}," if rule.condition else ""
    text = f"'{span}'{when} may leave people out or run them down."
    if rule.considerate:
        text += f" Say {_choice(rule.considerate)}."
    else:
        text += " Leave it out or say exactly what is meant."
    return f"{text} {rule.note.rstrip('.')}." if rule.note else text


def _choice(words: tuple[str, ...]) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def instead(rule: EqualityRule, text: str, start: int, end: int) -> str | None:
    """The considerate word, in the span's case; None where there are several, or the sentence might not bear it."""
    if len(rule.considerate) != 1 or rule.fix is False:
        return None
    word, span = rule.considerate[0], text[start:end]
    if rule.fix is None and not _fits(rule, word, span):
        return None
    return _set(word, text, start, end)


def options(rule: EqualityRule, text: str, start: int, end: int) -> tuple[str, ...]:
    """The considerate words that the sentence might bear, in the span's case, where there are several."""
    if len(rule.considerate) < 2 or rule.fix is False:
        return ()
    fitting = (_set(word, text, start, end) for word in rule.considerate if not _NEVER.search(word))
    return tuple(word for word in fitting if word is not None)


def _set(word: str, text: str, start: int, end: int) -> str | None:
    """The word as it would stand there; None behind an article that is not its own."""
    span = text[start:end]
    if _article_breaks(text[max(0, start - 4) : start], word):
        return None
    if span.isupper() and len(span) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if span[:1].isupper() else word


def _fits(rule: EqualityRule, word: str, span: str) -> bool:
    """A word of the same build: as many words, and the same ending."""
    if _NEVER.search(word) or rule.condition is not None:
        return False
    return len(word.split()) == len(span.split()) and _ending(word) == _ending(span)


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.lower().endswith(ending)), "")


def _article_breaks(before: str, word: str) -> bool:
    match = re.search(r"(?:^|\W)(an?)\s$", before, re.IGNORECASE)
    return match is not None and (match[1].lower() == "an") != (word[:1].lower() in _VOWEL)
