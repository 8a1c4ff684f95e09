"""Persons, brands and products that a draft names and that nothing it rests on knows.

Not every word with a capital names somebody. A run of such words is a name where a cue stands before it ("our partner
…", "loved by …"), where it begins with a given name, where it stands before a product's noun ("the … candle"), and, in
copy for a channel and languages that write nouns small, where two of them stand inside a sentence. Headings in title
case, days, feasts, places, hashtags and the brand's own words name nobody. Where there is nothing to know names by,
none is asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.claims_aim import is_offered
from knowledge.text.numerals import language_of
from tools.copy import Copy
from tools.findings import Finding
from tools.kept import kept
from tools.people.person_names import given_names
from tools.text.markup import Lines

UNKNOWN_NAME = "copydesk.UnknownName"
UNKNOWN_PRODUCT = "copydesk.UnknownProduct"
NAMES_RULES = (UNKNOWN_NAME, UNKNOWN_PRODUCT)
_FILE = Path(__file__).with_name("names.yaml")
_WORD = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_RUN = re.compile(rf"(?<![\w#@/.&'’-]){_WORD}(?:[ \u00a0]{_WORD}){{0,5}}")
_TOKEN = re.compile(_WORD)
_PLAIN = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n]+")
_DETERMINER = re.compile(
    r"\b(?:the|our|new|a|an|this|le|la|les|notre|nos|el|los|nuestro|nuestra|der|die|das|unsere?)\s$", re.I
)
_AND = re.compile(r"\s*(?:,|&|\band|\bund|\bet|\by|\be)\s+$")
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
_ELIDED = re.compile(r"(?:[CDJLMNST]|Qu)['’][a-zà-ÿ]")  # "C'est Bastien …" begins with no name
_NEXT = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LAST = re.compile(r"([^\W\d_]+)[ \u00a0]$")
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages in which a capital says nothing
_TITLE = 0.75  # of a line's longer words with a capital: a heading
_NEAR = 40  # characters in which a cue stands


@dataclass(frozen=True)
class _Words:
    given: frozenset[str]
    ignored: frozenset[str]
    cues: dict[str, re.Pattern[str]]
    after: re.Pattern[str]  # what follows somebody: "…, our new perfumer", "… founded the house"


@dataclass(frozen=True)
class _Run:
    """Words with a capital that are not known, side by side in a text."""

    text: str
    start: int
    size: int
    opens: bool  # its sentence

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def check_names(
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact] = (),
    products: Sequence[Product] = (),
    brand: str = "",
) -> tuple[Finding, ...]:
    """Amber, one for each name and field. `brand` is its name, as it writes it."""
    if not (evidence or facts or products) or language_of(copy.locale) not in _words().cues:
        return ()
    known = _known(evidence, facts, products) | frozenset(_plain(brand))
    pairs = copy.channel not in (None, "text") and language_of(copy.locale) not in _CAPITAL_NOUNS
    return tuple(
        finding
        for field, text in copy.fields.items()
        for finding in _named(field, text, copy.locale, known, pairs=pairs)
    )


def _named(field: str, text: str, locale: str, known: frozenset[str], *, pairs: bool) -> Iterator[Finding]:
    lines: Lines | None = None
    seen: set[str] = set()
    last = -1  # where the last name ended
    for line in _LINE.finditer(text):
        titled = None
        for run in _runs(text, line.start(), line.end(), known):
            if titled is None:
                titled = language_of(locale) not in _CAPITAL_NOUNS and _is_title(line[0])
            joined = last >= 0 and bool(_AND.fullmatch(text, last, run.start))
            rule = _rule(run, text, locale, titled=titled, joined=joined, pairs=pairs)
            if rule is None:
                continue
            last = run.end
            if run.text not in seen:
                seen.add(run.text)
                lines = lines or Lines(text)
                yield _finding(rule, field, lines, run)


def _runs(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[_Run]:
    words = _words()
    for match in _RUN.finditer(text, start, end):
        opens = _opens(text, match.start())
        group: list[re.Match[str]] = []
        for token in [*_TOKEN.finditer(text, match.start(), match.end()), None]:
            low = _bare(token[0]).casefold() if token else ""
            elided = token is not None and _ELIDED.match(token[0]) is not None
            if token is not None and not elided and low not in words.ignored and low not in known and len(low) > 1:
                group.append(token)
                continue
            if group:
                yield _run(text, group, opens=opens and group[0].start() == match.start())
            group = []


def _run(text: str, group: Sequence[re.Match[str]], *, opens: bool) -> _Run:
    written = _bare(text[group[0].start() : group[-1].end()])
    return _Run(written, group[0].start(), len(group), opens)


def _rule(run: _Run, text: str, locale: str, *, titled: bool, joined: bool, pairs: bool) -> str | None:
    words, language = _words(), language_of(locale)
    before = text[max(0, run.start - _NEAR) : run.start]
    first = run.text.partition(" ")[0].casefold()
    if run.size > 1 and first in words.given:
        return UNKNOWN_NAME
    announced = text[max(0, run.start - _AHEAD) : run.start]
    if not titled and _is_sold(run, text, announced, locale):
        return UNKNOWN_PRODUCT
    if run.size > 1 and words.after.match(text, run.end):
        return UNKNOWN_NAME
    if run.size > 1 and not titled and language not in _CAPITAL_NOUNS and _ANNOUNCED.search(announced):
        return UNKNOWN_PRODUCT
    if titled or run.opens:
        return None
    if words.cues[language].search(before) or joined:
        return UNKNOWN_NAME
    if _is_product(run, text, before, locale):
        return UNKNOWN_PRODUCT
    return UNKNOWN_NAME if pairs and run.size > 1 and not run.text.isupper() else None


def _is_sold(run: _Run, text: str, before: str, locale: str) -> bool:
    """Whether it has a price, where a capital tells a name, or is called the house's new scent, candle and the like."""
    if run.size == 1 and not _CAPITAL_BEFORE.search(before):
        return False
    if run.size > 1 and language_of(locale) not in _CAPITAL_NOUNS and _PRICED.match(text, run.end):
        return True
    if run.size > 1 and _PRICE_BESIDE.match(text, run.end) and _may_be_named(run, locale):
        return True
    said = _OUR_NEW.match(text, run.end) or _NEW_ONE.search(before)
    return said is not None and any(is_offered(word, locale) for word in _PLAIN.findall(said[1].lower()))


def _may_be_named(run: _Run, locale: str) -> bool:
    """Two words with a capital, where nothing but a name has them: neither a thing that is sold nor "Drei Räder"."""
    first = run.text.partition(" ")[0]
    if any(is_offered(word.casefold(), locale) for word in _PLAIN.findall(run.text)):
        return False
    return language_of(locale) not in _CAPITAL_NOUNS or _INFLECTED.fullmatch(first) is None


def _is_product(run: _Run, text: str, before: str, locale: str) -> bool:
    """ "the Blue Elephant candle", "la bougie Blue Elephant", "die Blue Elephant Kerze"."""
    last = run.text.rpartition(" ")[2].casefold()
    if language_of(locale) in _CAPITAL_NOUNS:
        return run.size > 2 and is_offered(last, locale)
    following = _NEXT.match(text, run.end)
    if following and following[1].islower() and is_offered(following[1], locale) and _DETERMINER.search(before):
        return True
    noun = _LAST.search(before)
    return language_of(locale) in ("fr", "es") and noun is not None and is_offered(noun[1].lower(), locale)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence, a quotation or a list's item may begin here."""
    before = text[max(0, start - 8) : start].rstrip(" \u00a0\t")
    return not before or not (before[-1].isalnum() or before[-1] in ",&+'’")


def _is_title(line: str) -> bool:
    longer = [word for word in _PLAIN.findall(line[:2_000]) if len(word) > 3][1:]
    return len(longer) > 2 and sum(word[0].isupper() for word in longer) > _TITLE * len(longer)


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _plain(text: str) -> set[str]:
    """The words of a text that have a capital, alone and as they are joined."""
    return {_bare(one).casefold() for one in _TOKEN.findall(text)}


@kept
def _known(evidence: Sequence[Passage], facts: Sequence[Fact], products: Sequence[Product]) -> frozenset[str]:
    said = (_said(passage.place, passage.text, passage.product or "", passage.brand) for passage in evidence)
    return _of_facts(facts, products).union(*said)


@kept
def _of_facts(facts: Sequence[Fact], products: Sequence[Product]) -> frozenset[str]:
    found: set[str] = set()
    for fact in facts:
        found |= _plain(f"{fact.subject}\n{fact.statement}")
    for product in products:
        for name in (product.name, *product.aliases):
            found |= {word.casefold() for word in _PLAIN.findall(name)}
    return frozenset(found)


@lru_cache(maxsize=8192)
def _said(place: str, text: str, product: str, brand: str) -> frozenset[str]:
    return frozenset(_plain(f"{place}\n{text}\n{product}")) | {brand.casefold()}


@lru_cache(maxsize=1)
def _words() -> _Words:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    cues = {language: re.sub(r"\s+\|", "|", cue) for language, cue in read["cues"].items()}
    return _Words(
        given=frozenset(read["given"].split()) | given_names(),
        ignored=frozenset(read["ignored"].split()),
        cues={
            language: re.compile(
                rf"(?<!\w){cue}(?: (?:the|our|by|is|der|dem|den|die|la|le|les|el|los|las))?[ \u00a0]$", re.I
            )
            for language, cue in cues.items()
        },
        after=re.compile(rf"(?:{_after(read['after'])})(?!\w)"),
    )


def _after(listed: str) -> str:
    """The endings of a name; those that begin with a verb have a space before them."""
    return re.sub(r"\s+\|", "|", listed)


def _finding(rule: str, field: str, lines: Lines, run: _Run) -> Finding:
    line, column = lines.at(run.start)
    what = "no product of the brand" if rule == UNKNOWN_PRODUCT else "no name that the brand's products and facts know"
    return Finding(
        rule=rule,
        family="grounding",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=run.start,
        span=run.text,
        message=f"“{run.text}” is {what}, and no passage cited speaks of it. Check the name, and that you may use it.",
        source=None,
    )
