"""What is looked for before a pattern is run leaves out no text that the pattern matches: on the drafts for tuning and
on the sample brand's documents.
"""

import re
from functools import cache

import pytest
import regex

from evals.brand.drafts import load_drafts
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.text import bargains
from knowledge.text.phrases import fold
from tools import disclosure_check
from tools.grounding.sentences import otherwise, ranks
from tools.people import houses, likeness_check, told_of
from tools.text import lookalikes, placed

BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)


@cache
def texts() -> tuple[str, ...]:
    drafts = [text for draft in load_drafts("tuning") for text in draft.fields.values()]
    documents = [path.read_text(encoding="utf-8") for path in sorted(BRAND.documents.rglob("*.md"))]
    parts = [part for text in documents for part in text.split("\n\n")]
    odd = ["The LONGEſT of our four", "Pay two, rıde three", "ALL OUR SHOPS", "ﬁrst İstanbul", "half \ud83d pay"]
    return tuple(dict.fromkeys((*drafts, *parts, *odd)))


def spans(found: "list[re.Match[str]] | list[regex.Match[str]]") -> list[tuple[int, int]]:
    return [match.span() for match in found]


def test_ranks():
    sides = [f"{scale} {side}" for scale in ranks._scales() for side in ("most", "least", "more", "less")]
    patterns = [ranks._patterns()[side] for side in sides]
    told = [any(pattern.search(text) for pattern in patterns) for text in texts()]
    assert [ranks._may_rank(text) for text in texts()] == told
    assert any(told)


def test_all_the_shops_and_machines():
    for guarded in (otherwise._EVERYWHERE, likeness_check._MADE):
        found = [guarded.pattern.search(text) is not None for text in texts()]
        assert [guarded.search(text) is not None for text in texts()] == found
        assert any(found)


@pytest.mark.parametrize("words", [told_of._theirs, told_of._private])
def test_what_is_told_of_somebody(words):
    folded = [fold(text) for text in texts()]
    told = [spans(list(words().pattern.finditer(text))) for text in folded]
    assert [spans(list(words().finditer(text))) for text in folded] == told
    assert any(told)


@pytest.mark.parametrize("language", bargains._PAY)
def test_bargains(language):
    guarded = bargains._pattern(language)
    assert guarded is not None
    low = [text.lower() for text in texts()]
    assert [spans(list(guarded.finditer(each))) for each in low] == [
        spans(list(guarded.pattern.finditer(each))) for each in low
    ]


@pytest.mark.parametrize("language", houses._patterns())
def test_houses(language):
    many = houses._patterns()[language]
    for text in texts():
        every = [(name, match.span()) for name, pattern in many._patterns for match in pattern.finditer(text)]
        assert [(name, match.span()) for name, match in many.finditer(text)] == every


@pytest.mark.parametrize("kind", ["paid", "advertising"])
def test_labels_and_gifts(kind):
    """Each language's first place, as one pattern of all its phrases finds it."""
    for text in texts():
        every = [match for pattern in disclosure_check._patterns(kind).values() if (match := pattern.search(text))]
        found = disclosure_check._first(kind, text)
        assert spans(found) == spans(sorted(every, key=lambda match: match.start()))


def test_what_the_brand_gave():
    name = BRAND.brand.name
    whole = regex.compile("|".join(one.pattern for one in disclosure_check._given_by(name)), regex.IGNORECASE)
    given = (f"Thank you {name} for the bottle.", f"Gifted by {name}", f"{name} m'a offert", f"merci {name}, pour tout")
    for text in (*texts(), *given):
        reading = placed.Reading("text", text)
        first = whole.search(text) if name.lower() in text.lower() else None
        assert spans(disclosure_check._given(reading, name)) == spans([first] if first else [])


def test_addresses():
    for text in (*texts(), "at example.com/a", "mailto:x", "www.a", "a@b.c"):
        assert placed.addresses_in(text) == spans(list(placed._ADDRESS.finditer(text)))


def test_disguises():
    for text in texts():
        assert lookalikes._is_suspect(text) == (lookalikes._SUSPECT.search(text) is not None)
    assert not any(lookalikes._SUSPECT.match(char) for char in lookalikes._PLAIN)
