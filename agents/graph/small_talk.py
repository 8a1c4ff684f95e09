"""Requests that ask for nothing: greetings, thanks, "who are you?"; and text in which nobody can read a request.

Neither is answered from the brand's knowledge, drafted or handed to a person. Only a whole text counts as small talk:
"hello, my child is in hospital" is none.
"""

import re
from functools import cache
from pathlib import Path

from agents.graph.brief import Reply
from knowledge.text.phrases import Phrases, fold, load_phrases
from knowledge.text.wordlist import word_set

_WORDS = Path(__file__).parent / "data" / "small_talk.yaml"
_KINDS: tuple[tuple[str, Reply], ...] = (("about", "about"), ("greeting", "about"), ("noted", "noted"))
_LONGEST = 80  # characters
_BETWEEN = re.compile(r"[\W_]*")
_CHEERS = re.compile("[👍👌🙏🙂😊😀😃😄❤♥🎉👏✅💪🤝🙌😍🥰]")
_NAME = re.compile(r"[ ,]+[A-ZÀ-Þ][\w'-]{1,20}[\W_]*")
_LETTERS = re.compile(r"[^\W\d_]+")
_A_VOWEL_OR_ALIKE = re.compile(r"[aeiouy]|(?<=\w)[rl](?=\w)")  # "smrt" and "vlk" are words
_SHORT_WITHOUT_VOWEL = 5  # letters: up to here, r and l may stand for one
_SHORTEST_MASH = 4
_KEYS = re.compile(
    r"qwer|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|yxcv|uiop|yuio|poiu|lkjh|kjhg|jhgf|hgfd|gfds|fdsa|mnbv|nbvc"
    r"|bvcx|vcxz|wxcv|azerty|йцук|цуке|фыва|ывап|олдж|ячсм"
)
_REPEATED = re.compile(r"(\w)\1{3,}|(\w{2,3})\2{2,}")
# a text that is nothing but code for other machines: SQL, a script, a template
_CODE = re.compile(
    r"""['"]?\s*;?\s*(?:
        (?:drop|truncate)\s+(?:table|database|schema|index)\s+[\w.]+\s*[;-][\s;-]*
        |(?:select\s[\w*.,\s]{1,80}?\sfrom|insert\s+into|delete\s+from)\s+[\w.]+\s*
            (?:where\s+[\w.]+\s*=\s*\S+)?\s*(?:(?<==)|;|(?<=\d)|(?<=['"]))[\s;-]*
        |(?:or|and)\s+['"]?\d+['"]?\s*=\s*['"]?\d+['"]?[\s;-]*
    )
    |<script\b[^>]*>[^<\s]*\w\([^<\s]*\)\s*;?\s*(?:</script>)?
    |<(?:img|svg|iframe)\b[^>]*\bon\w+\s*=[^>]*>
    |\{\{\s*[^{}\s]*\s*\}\}|\$\{\s*[^{}\s]*\s*\}""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_LONGEST_CODE = 200  # characters
_FILLER = word_set("foo baz qux xyzzy blah bla blubb asd abc xyz")
_LATIN_FILLER = word_set("""
    lorem ipsum dolor sit amet consectetur consectetuer adipiscing adipisicing elit sed do eiusmod tempor incididunt ut
    labore et dolore magna aliqua enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea
    commodo consequat duis aute irure in reprehenderit voluptate velit esse cillum eu fugiat nulla pariatur excepteur
    sint occaecat cupidatat non proident sunt culpa qui officia deserunt mollit anim id est laborum
""")


def small_talk(text: str) -> Reply | None:
    """What a text calls for that says nothing else; None where it says anything else."""
    text = text.strip()
    if not 0 < len(text) <= _LONGEST:
        return None
    if not re.search(r"\w", text):
        return "noted" if _CHEERS.search(text) else None
    heard: list[Reply] = []
    folded, position = fold(text), _skip(text, 0)
    while position < len(text):
        end, reply = _next(folded, position)
        if end is None and heard and _NAME.fullmatch(text, max(_before(text, position), 0)):
            break
        if end is None or (reply is None and not heard):
            return None
        heard += [reply] if reply else []
        position = _skip(text, end)
    return "about" if "about" in heard else "noted"


def _next(folded: str, position: int) -> tuple[int | None, Reply | None]:
    """The end of the longest phrase that begins here, and what it calls for: nothing, of a word like "everyone"."""
    found: list[tuple[int, Reply | None]] = [
        (match.end(), reply) for name, reply in _KINDS if (match := _lists()[name].match(folded, position))
    ]
    if match := _lists()["addressee"].match(folded, position):
        found.append((match.end(), None))
    return max(found, key=lambda each: each[0], default=(None, None))


def _skip(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _before(text: str, position: int) -> int:
    """Where the spaces before a word begin."""
    return len(text[:position].rstrip(" ,"))


def is_unintelligible(text: str, *, every_word: bool = False) -> bool:
    """No words at all, keys struck at random, or filler, at least for the most part; or nothing but code.

    A language that the desk does not know is none of these.
    """
    if len(text) <= _LONGEST_CODE and _CODE.fullmatch(text.strip()):
        return True
    greeting = _lists()["greeting"].match(fold(text), _skip(text, 0))
    words = _LETTERS.findall(text, greeting.end() if greeting else 0)
    if not words:
        return True
    folded = [fold(word) for word in words]
    filler = _FILLER | (_LATIN_FILLER if {"lorem", "ipsum"} & set(folded) else frozenset())
    mashed = sum(low in filler or _is_mash(low, word) for low, word in zip(folded, words, strict=True))
    if every_word:
        return mashed == len(words)
    # of two words one may be the name of a thing
    return mashed * 2 > len(words) or (mashed * 2 == len(words) and len(words) > 2)


def _is_mash(word: str, as_typed: str) -> bool:
    if _KEYS.search(word) or _REPEATED.search(word):
        return True
    if len(word) < _SHORTEST_MASH or not re.fullmatch("[a-z]+", word) or as_typed.isupper():
        return False
    vowels = _A_VOWEL_OR_ALIKE if len(word) <= _SHORT_WITHOUT_VOWEL else re.compile("[aeiouy]")
    return not vowels.search(word)


def reply_words(reply: Reply, product: str | None) -> str:
    """What the desk says, with two requests as examples."""
    thing = product or "our newest product"
    tries = f"“Three Instagram captions for {thing}”, or “What do our documents say about {thing}?”"
    return f"{_SAID[reply]} {tries}"


_SAID: dict[Reply, str] = {
    "about": (
        "This is Copydesk, a program. It answers questions from the brand's own documents, writes drafts that people "
        "sign, checks copy that you bring, and hands complaints and emergencies to a person. Try"
    ),
    "noted": "Noted. Whenever you need something else, try",
    "unclear": (
        "Copydesk cannot read a request in this. Please say it in other words; if something is urgent, say what has "
        "happened, and a person is called. Or try"
    ),
}


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_WORDS)
