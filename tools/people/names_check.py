"""Persons, brands and products that a draft names and that nothing it rests on knows.

Not every word with a capital names somebody. A run of such words is a name where a cue stands before it ("our partner
…", "loved by …"), where it begins with a given name, where it stands before a product's noun ("the … candle"), and, in
copy for a channel and languages that write nouns small, where two of them stand inside a sentence; there a given name
alone counts too where it acts or speaks, and a house's name behind its kind ("the bookshop …"). Headings in title case,
days, feasts, places, hashtags and the brand's own words name nobody. Where there is nothing to know names by, none is
asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from tools.copy import Copy
from tools.findings import Finding
from tools.kept import kept
from tools.people.acting import acts_alone, does_something, is_given
from tools.people.houses import houses
from tools.people.japanese_names import japanese_persons
from tools.people.person_names import CAPITAL_NOUNS, given_names, is_spoken_of
from tools.people.sold_names import Run, is_announced, is_product, is_sold
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
_AND = re.compile(r"\s*(?:,|&|\band|\bund|\bet|\by|\be)\s+$")
_ELIDED = re.compile(r"(?:[CDJLMNST]|Qu)['’][a-zà-ÿ]")  # "C'est Bastien …" begins with no name
_AMPERSAND = re.compile(rf" & {_WORD}")
_AFTER_AMPERSAND = re.compile(rf"{_WORD} & $")
_TITLE = 0.75  # of a line's longer words with a capital: a heading
_NEAR = 40  # characters in which a cue stands


@dataclass(frozen=True)
class _Words:
    given: frozenset[str]
    ignored: frozenset[str]
    cues: dict[str, re.Pattern[str]]
    after: re.Pattern[str]  # what follows somebody: "…, our new perfumer", "… founded the house"


def check_names(
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact] = (),
    products: Sequence[Product] = (),
    brand: str = "",
) -> tuple[Finding, ...]:
    """Amber, one for each name and field. `brand` is its name, as it writes it."""
    if not (evidence or facts or products):
        return ()
    known = _known(evidence, facts, products) | frozenset(_plain(brand))
    is_copy = copy.channel not in (None, "text")
    found: list[Finding] = []
    for field, text in copy.fields.items():
        found.extend(_named(field, text, copy.locale, known, is_copy=is_copy))
        if is_copy:
            lines = Lines(text)
            if language_of(copy.locale) == "ja":
                persons = japanese_persons(text, known)
                found.extend(_finding(UNKNOWN_NAME, field, lines, name, start) for start, name in persons)
            named = houses(text, language_of(copy.locale), known | _words().ignored)
            found.extend(_finding(UNKNOWN_NAME, field, lines, one.text, one.start) for one in named)
    return tuple(found)


def _named(field: str, text: str, locale: str, known: frozenset[str], *, is_copy: bool) -> Iterator[Finding]:
    lines: Lines | None = None
    seen: set[str] = set()
    last = -1  # where the last name ended
    for line in _LINE.finditer(text):
        titled = None
        for run in _runs(text, line.start(), line.end(), known):
            if titled is None:
                titled = language_of(locale) not in CAPITAL_NOUNS and _is_title(line[0])
            run = _person(run, is_copy=is_copy, language=language_of(locale))
            joined = last >= 0 and bool(_AND.fullmatch(text, last, run.start))
            rule = _rule(run, text, locale, titled=titled, joined=joined, is_copy=is_copy)
            if rule is None:
                continue
            last = run.end
            if run.text not in seen:
                seen.add(run.text)
                lines = lines or Lines(text)
                yield _finding(rule, field, lines, run.text, run.start)


def _runs(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Run]:
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


def _person(run: Run, *, is_copy: bool, language: str) -> Run:
    """From the given name on where a surname follows it ("Parfümeurin Jutta Veldhoven"); and without the first of
    several words that open a sentence, whose capital says nothing.
    """
    words = run.text.split(" ")
    at = next((place for place in range(1, run.size - 1) if is_given(words[place])), 0)
    if at == 0 and is_copy and run.opens and run.size > 2 and language not in CAPITAL_NOUNS:
        at = 0 if is_given(words[0]) else 1
    if at == 0:
        return run
    return Run(" ".join(words[at:]), run.start + len(" ".join(words[:at])) + 1, run.size - at, opens=False)


def _run(text: str, group: Sequence[re.Match[str]], *, opens: bool) -> Run:
    written = _bare(text[group[0].start() : group[-1].end()])
    return Run(written, group[0].start(), len(group), opens)


def _rule(run: Run, text: str, locale: str, *, titled: bool, joined: bool, is_copy: bool) -> str | None:
    words, language = _words(), language_of(locale)
    before = text[max(0, run.start - _NEAR) : run.start]
    first = run.text.partition(" ")[0].casefold()
    if run.size > 1 and first in words.given:
        return UNKNOWN_NAME
    if not titled and is_sold(run, text, locale):
        return UNKNOWN_PRODUCT
    if run.size > 1 and words.after.match(text, run.end):
        return UNKNOWN_NAME
    if run.size > 1 and not titled and language not in CAPITAL_NOUNS and is_announced(run, text):
        return UNKNOWN_PRODUCT
    if is_copy and run.size == 1 and acts_alone(run.text, text, run.end, language):
        return UNKNOWN_NAME
    if titled or (run.opens and not (is_copy and _opens_a_clause(run, text, language))):
        return None
    return _inside(run, text, before, locale, joined=joined, is_copy=is_copy)


def _inside(run: Run, text: str, before: str, locale: str, *, joined: bool, is_copy: bool) -> str | None:
    """Of words whose capital is no sentence's."""
    language = language_of(locale)
    if is_copy and (run.opens or _is_cued(run, text, language)):
        return UNKNOWN_NAME
    cue = _words().cues.get(language)
    if joined or (cue is not None and cue.search(before)):
        return UNKNOWN_NAME
    if is_product(run, text, before, locale):
        return UNKNOWN_PRODUCT
    pairs = is_copy and language not in CAPITAL_NOUNS
    return UNKNOWN_NAME if pairs and run.size > 1 and not run.text.isupper() else None


def _opens_a_clause(run: Run, text: str, language: str) -> bool:
    """Two words with a capital that do something: the second capital is no sentence's."""
    return run.size > 1 and run.opens and language not in CAPITAL_NOUNS and does_something(text, run.end, language)


def _is_cued(run: Run, text: str, language: str) -> bool:
    """ "our mechanic Ravensworth", "Hollis & Vane"."""
    first = run.text.partition(" ")[0]
    if language in CAPITAL_NOUNS and not is_given(first):
        return False
    partner = _AFTER_AMPERSAND.search(text, 0, run.start)
    if _AMPERSAND.match(text, run.end) or (partner is not None and not _opens(text, partner.start())):
        return True
    return not run.text.isupper() and is_spoken_of(text, run.start)


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


def _finding(rule: str, field: str, lines: Lines, name: str, start: int) -> Finding:
    line, column = lines.at(start)
    what = "no product of the brand" if rule == UNKNOWN_PRODUCT else "no name that the brand's products and facts know"
    return Finding(
        rule=rule,
        family="grounding",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=start,
        span=name,
        message=f"“{name}” is {what}, and no passage cited speaks of it. Check the name, and that you may use it.",
        source=None,
    )
