"""What a request is about, and the copy that it brings along to be checked."""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from agents.graph.brand_words import BrandWords, known_words, read_product
from agents.graph.frames import Part
from knowledge.text.phrases import fold, load_phrases

_FRAMES = Path(__file__).parent / "data" / "frames.yaml"
_MAX_FOCUS = 120  # characters
_WORD = re.compile(r"[^\W\d_]")
_CLAUSE_END = re.compile(r"[;!?\n。、！？]|[.,:](?=\s|$)")
_DANGLING = re.compile(
    r"[\s,–—-]+(?:in|on|at|for|to|as|and|the|a|en|au|aux|pour|le|la|les|et|auf|am|um|im|in|fur|zum|zur|und|el|para|por|y|al"
    r"|a las|per|il|alle|e|op|om|voor|het|de|naar|o|as|em|no|na|by|with|of|from|der|die|das)$"
)
_FIELD = re.compile(
    r"(?:subject|subject line|preheader|headline|title|body|betreff|betreffzeile|objet|asunto|oggetto|onderwerp|assunto"
    r"|件名|本文)\s*$"
)
_FIELD_STANDS_ALONE = re.compile(r"(?:^|[.!?:：。！？\n])[\s\"'“„«]*$")
_SAYS_WHAT_IT_IS = re.compile(
    r"(?:(?:instagram )?(?:caption|post|copy|text|legende|bildunterschrift|pie de foto|texto|didascalia|testo"
    r"|bijschrift|tekst|legenda)|キャプション|投稿文?)\s*[:：]\s*"
)
_MAY_BRING = re.compile(r"[:：]\s*(?=\S)|\n+|(?<=[?.!？。！])\s*(?=\S)|\s[–—-]\s")


def read_focus(said: str, language: str, brand: BrandWords) -> str | None:
    """A short noun phrase: what stands after "about"; else the product, else nothing."""
    folded = fold(said)
    for match in known_words("words")["about"].finditer(folded, language):
        start = match.end() + len(said[match.end() :]) - len(said[match.end() :].lstrip())
        end = _CLAUSE_END.search(said, start)
        phrase = said[start : end.start() if end else len(said)].strip()
        if _is_subject(fold(phrase), language, brand):
            return shorten(_without_tail(phrase, language))
    return read_product(folded, brand)


def _is_subject(phrase: str, language: str, brand: BrandWords) -> bool:
    """Not a channel, a language, a day or an audience."""
    if len(phrase) < 3 or not _WORD.search(phrase) or phrase.startswith("x "):
        return False
    for name in ("channels", "times", "locales", "audiences"):
        if any(phrases.match(phrase, 0, language) for phrases in known_words(name).values()):
            return False
    return not any(phrase.startswith(name) for name, _ in brand.segment_names)


def _without_tail(phrase: str, language: str) -> str:
    """Without the language, the day or the channel that stands behind it."""
    folded = fold(phrase)
    cut = len(phrase)
    for name in ("locales", "times", "channels"):
        for phrases in known_words(name).values():
            for match in phrases.finditer(folded, language):
                if match.start() > 3:
                    cut = min(cut, match.start())
    kept = re.sub(r"[\s,]*\d{1,2}(?:st|nd|rd|th|\.)?\s*$", "", phrase[:cut]) if cut < len(phrase) else phrase
    while cut < len(phrase) and (dangling := _DANGLING.search(fold(kept.rstrip()))):
        kept = kept[: dangling.start()]
    return kept.strip(" ,–—-") or phrase


def read_supplied_copy(text: str, parts: Sequence[Part], language: str, orders: str | None = None) -> str | None:
    """What a person brought: behind the question about it, in quotes, or before the question.

    `orders`, as long as `text`, is where the question is looked for: the text without instructions to the machine.
    """
    asked = load_phrases(_FRAMES)["check"].search(fold(orders or text), language)
    quoted = [part.text.strip() for part in parts if part.quoted]
    behind = _behind(text, asked.end() if asked else 0)
    if quoted and _mostly_quotes(behind, quoted):
        return "\n".join(quoted)
    if behind:
        return behind
    if quoted:
        return "\n".join(quoted)
    return _before(text, asked.start()) if asked else None


def _behind(text: str, position: int) -> str | None:
    """The first mark with words behind it. A label ("subject: …") is part of the copy where nothing leads to it."""
    one_word = None
    for match in _MAY_BRING.finditer(text, position):
        rest = text[match.end() :].strip()
        label = _FIELD.search(fold(text[: match.start()])) if match[0].strip() in (":", "：") else None
        if label and _FIELD_STANDS_ALONE.search(text[: label.start()]):
            rest = text[label.start() :].strip()
        rest = _without_its_name(rest)
        if len(rest.split()) >= 2 or re.search(r"[\u3040-\u9fff]{4}", rest):
            return rest
        one_word = one_word or (rest if _WORD.search(rest) and match[0].strip() in (":", "：") else None)
    return one_word


def _without_its_name(copy: str) -> str:
    """ "Is this right? Caption: …": a copy of one field needs no label."""
    named = _SAYS_WHAT_IT_IS.match(fold(copy))
    return copy[named.end() :] if named else copy


def _mostly_quotes(behind: str | None, quoted: Sequence[str]) -> bool:
    """Nothing of its own beside the quotations."""
    if behind is None:
        return True
    for quote in quoted:
        behind = behind.replace(quote, " ")
    return len(re.findall(r"[^\W\d_]{2,}", behind)) < 6


def _before(text: str, position: int) -> str | None:
    pieces = re.split(r"(?<=[.!?…])\s+|\s[–—-]\s", text[:position])
    return " ".join(piece for piece in pieces if len(piece.split()) >= 2).strip(" –—-,") or None


def shorten(text: str) -> str:
    """One line of at most 120 characters, cut between words."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) <= _MAX_FOCUS:
        return line
    space = line.rfind(" ", 0, _MAX_FOCUS)
    return line[: space if space > 0 else _MAX_FOCUS] + "…"
