"""What is embedded of a passage: a few sentences at a time, so that one line that answers is not lost in the rest."""

import hashlib

from knowledge.formats.blocks import count_words
from knowledge.passages import Passage
from knowledge.text.sentences import sentences

WINDOW_WORDS = 25  # 18 and 25 do equally well on the tuning questions, 45 and whole passages worse


def place_id(place: str) -> str:
    """The id under which a place (title and headings, or the last heading alone) is embedded."""
    return "h-" + hashlib.sha256(place.encode()).hexdigest()[:16]


def nearest_heading(passage: Passage) -> str:
    """What the passage is said to be about: the heading right above it, or its document's title."""
    return passage.heading[-1] if passage.heading else passage.title


def windows(passage: Passage) -> dict[str, str]:
    """Texts by id, in order: each names the place and holds whole sentences. A short passage is one window.

    The id is made from the text, so that equal windows share a vector.
    """
    texts = [f"{passage.place}\n{' '.join(part)}" for part in _parts(passage.text)]
    return {"w-" + hashlib.sha256(text.encode()).hexdigest()[:24]: text for text in texts}


def _parts(text: str) -> list[list[str]]:
    """Whole sentences in parts of about equal length."""
    whole = count_words(text)
    target = whole / max(1, round(whole / WINDOW_WORDS))
    parts: list[list[str]] = [[]]
    size = 0
    for sentence in sentences(text):
        length = count_words(sentence.text)
        if parts[-1] and size + length / 2 > target:
            parts.append([])
            size = 0
        parts[-1].append(sentence.text)
        size += length
    return parts
