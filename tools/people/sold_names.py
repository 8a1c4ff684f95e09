"""Names that have the place of a product's: with a price, announced, or beside the noun of what is sold."""

import re
from dataclasses import dataclass

from knowledge.text.claims_aim import is_offered
from knowledge.text.numerals import language_of
from tools.people.person_names import CAPITAL_NOUNS

_DETERMINER = re.compile(
    r"\b(?:the|our|new|a|an|this|le|la|les|notre|nos|el|los|nuestro|nuestra|der|die|das|unsere?)\s$", re.I
)
# "New on the shelf beside the others: Winter Orchard", "Meet Winter Orchard"
_ANNOUNCED = re.compile(
    r"(?:^|[\n.!?]\s?)(?:(?:new|neu|nouveau|nouvelle|nouveauté|nuev[oa]|nuov[oa]|nieuw|nov[oa])\b[^.!?:\n]{0,60}:\s"
    r"|(?:meet|introducing|say hello to|découvrez|voici|conoce|descubre|ecco|scopri|maak kennis met|conheça)\s)$",
    re.IGNORECASE,
)
# "Velvet Storm costs €96", "Velvet Storm, our new scent,", "Our new scent, Velvet Storm"
_PRICED = re.compile(
    r"(?:,? (?:now |only )?(?:costs?|coûte(?:nt)?|cuestan?)"
    r"(?: (?:only|just|seulement|solo))? )"
    r"(?:€ ?\d|\d[\d.,]*[ \u00a0]?(?:€|EUR|euros?)(?!\w))",
    re.IGNORECASE,
)
# "Velvet Storm, €96", "Velvet Storm: 50 ml, €96"
_PRICE_BESIDE = re.compile(
    r"[,:(–—]? ?\(?(?:\d+[ \u00a0]?(?:ml|g|kg|l)[,:]? )?(?:€ ?\d|\d[\d.,]*[ \u00a0]?(?:€|EUR|euros?)(?!\w))",
    re.IGNORECASE,
)
_INFLECTED = re.compile(
    r"\w+(?:e|en|er|es|em)|k?ein|[mds]ein|zwei|drei|fünf|elf|zwölf|mehr|viel|nur|zum|im|am|vom|beim|pro|ab|je|bis|mit"
    r"|von|und",
    re.IGNORECASE,
)  # a German adjective, article or number
_OUR = r"(?:our|unser\w*|notre|nos|nuestr[oa]s?)"
_NEW = r"(?:new|newest|latest|neue\w*|neueste\w*|nouve\w+|nuev[oa]s?|últim[oa])"
_OUR_NEW = re.compile(
    rf",[ \u00a0](?:is )?{_OUR} ({_NEW} [^,.;:!?\n]{{3,40}}|[^,.;:!?\n]{{3,40}} {_NEW})[,.!]", re.IGNORECASE
)
_NEW_ONE = re.compile(
    rf"(?<!\w){_OUR} ({_NEW} [^,.;:!?\n]{{3,30}}|[^,.;:!?\n]{{3,30}} {_NEW}),?[ \u00a0]$", re.IGNORECASE
)
_CAPITAL_BEFORE = re.compile(
    r"(?<!\w)[A-ZÀ-Þ][^\W\d_]{4,}[ \u00a0]$"
)  # "Ocean Drift": one word is known, the other not
_AHEAD = 90  # characters in which an announcement stands
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LAST = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_PLAIN = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Run:
    """Words with a capital that are not known, side by side in a text."""

    text: str
    start: int
    size: int
    opens: bool  # its sentence

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def is_sold(run: Run, text: str, locale: str) -> bool:
    """Whether it has a price, where a capital tells a name, or is called the house's new scent, candle and the like."""
    before = text[max(0, run.start - _AHEAD) : run.start]
    if run.size == 1 and not _CAPITAL_BEFORE.search(before):
        return False
    if run.size > 1 and language_of(locale) not in CAPITAL_NOUNS and _PRICED.match(text, run.end):
        return True
    if run.size > 1 and _PRICE_BESIDE.match(text, run.end) and _may_be_named(run, locale):
        return True
    said = _OUR_NEW.match(text, run.end) or _NEW_ONE.search(before)
    return said is not None and any(is_offered(word, locale) for word in _PLAIN.findall(said[1].lower()))


def _may_be_named(run: Run, locale: str) -> bool:
    """Two words with a capital, where nothing but a name has them: neither a thing that is sold nor "Drei Räder"."""
    first = run.text.partition(" ")[0]
    if any(is_offered(word.casefold(), locale) for word in _PLAIN.findall(run.text)):
        return False
    return language_of(locale) not in CAPITAL_NOUNS or _INFLECTED.fullmatch(first) is None


def is_announced(run: Run, text: str) -> bool:
    """ "New beside the others: Winter Orchard", "Meet Winter Orchard"."""
    return _ANNOUNCED.search(text[max(0, run.start - _AHEAD) : run.start]) is not None


def is_product(run: Run, text: str, before: str, locale: str) -> bool:
    """ "the Blue Elephant candle", "la bougie Blue Elephant", "die Blue Elephant Kerze"."""
    last = run.text.rpartition(" ")[2].casefold()
    if language_of(locale) in CAPITAL_NOUNS:
        return run.size > 2 and is_offered(last, locale)
    following = _NEXT.match(text, run.end)
    if following and following[1].islower() and is_offered(following[1], locale) and _DETERMINER.search(before):
        return True
    noun = _LAST.search(before)
    return language_of(locale) in ("fr", "es") and noun is not None and is_offered(noun[1].lower(), locale)
