"""Who founded the house or made a product, where the documents name somebody else: it is wrong, and not only unknown.

Only of the house itself and of products whose maker a document names. A second person beside the known one is no
contradiction, nor is what is asked or denied.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.polarity import stance_of
from tools.grounding.evidence import Names, Statement
from tools.grounding.towns import find_towns
from tools.people.acting import is_given
from tools.people.person_names import CAPITAL_NOUNS

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:['’-][^\W\d_]+)*"
_PERSON = re.compile(rf"(?<![\w#@])(?:{_CAPITAL}) (?:(?:van|von|de|der|den|da|di|do|dos|ter) )?{_CAPITAL}")
_FOUNDS = re.compile(
    r"(?<!\w)(?:founded|co-?founded|started|set up|founders?|gegründet|gründete|gründer(?:in)?|fondé\w*"
    r"|fondat(?:eur|rice)|fond[aò]|fundó|fundad[oa]|fundador[a]?|fundou|fondat[oaie]|fondat(?:ore|rice)|opgericht"
    r"|richtte|stichtte|oprichters?|oprichtster|kurdu|kurucu\w*|założył\w*|grundade)(?!\w)",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"(?<!\w)(?:made|created|composed|invented|designed"
    r"|hat .{0,60}?(?:gemacht|erfunden|geschaffen|entworfen|komponiert)|machte|erfand|schuf|entwarf|komponierte"
    r"|(?:a )?(?:créé|fait|composé|inventé)e?|creó|hizo|inventó|compuso|ha (?:creato|composto)|creò|fece|inventò"
    r"|maakte|bedacht|ontwierp|criou|fez|inventou|compôs|yaptı|yarattı)(?!\w)",
    re.IGNORECASE,
)
# the house, in what is said of it
_HOUSE = re.compile(
    r"(?<!\w)(?:us|our|we|the (?:house|brand|company|firm|shop|workshop)|it was|uns|unser\w*|das haus|die marke"
    r"|die firma|nous|notre|la maison|la marque|nos|nuestr[oa]|la (?:casa|marca|empresa|firma)|nostr[oa]|ci|la ditta"
    r"|ons|onze|het (?:huis|merk|bedrijf)|noss[oa]|a (?:casa|marca|empresa))(?!\w)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?<!\w)(?:two|three|zwei|drei|deux|trois|dos|tres|due|tre|twee|drie|duas|dois|três) (?:\w+ )?"
    r"(?:sisters|brothers|friends|perfumers|students|women|men|schwestern|brüder|freund(?:e|innen)"
    r"|parfümeur(?:e|innen)|sœurs|frères|ami(?:e)?s|parfumeurs|herman[ao]s|amig[ao]s|perfumistas|sorelle|fratelli"
    r"|amic[ih]e?|zussen|broers|vrienden|irmã[os]s?)(?!\w)",
    re.IGNORECASE,
)
ANOTHER = re.compile(r" (?:an?(?! (?:noss|casa|marca))|eine?n?|une?|una|uma?|een) ", re.IGNORECASE)  # "founded a choir"
_BY = re.compile(r"(?<!\w)(?:by|von|par|por|da|dal|dalla|door|pel[oa])\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_NOUNS = ("founder", "fondat")
_NEAR = 45  # characters between a person and what is done
_FAR = 90  # the same, where "by" tells who did it


@dataclass(frozen=True, eq=False)
class Makers:
    """A person's name, and the statement that gives it."""

    founder: tuple[str, str] | None
    of_product: dict[str, tuple[str, str]]
    brand: frozenset[str]  # names of the house, in lower case
    others: frozenset[str]  # words of names that are no person's, in lower case

    def objections(self, text: str, locale: str, names: Names) -> Iterator[tuple[int, int, str]]:
        """Start, end and message."""
        if text.rstrip().endswith(("?", "？")):
            return
        if self.founder is not None:
            ours = _HOUSE.search(text) or any(name in text.lower() for name in self.brand)
            if ours:
                yield from self._on(text, locale, _FOUNDS, self.founder)
                yield from self._on_several(text, self.founder)
        for product in sorted(names.products_in(text) & self.of_product.keys()):
            yield from self._on(text, locale, _MAKES, self.of_product[product])

    def _on(
        self, text: str, locale: str, done: re.Pattern[str], told: tuple[str, str]
    ) -> Iterator[tuple[int, int, str]]:
        act = done.search(text)
        if (
            act is None
            or ANOTHER.match(text, act.end())
            or _knows(text, told[0])
            or stance_of(text, *act.span(), locale) == "denied"
        ):
            return
        for person in self.persons(text, locale):
            near = person.end() <= act.start() <= person.end() + _NEAR or act.start() < person.start() < act.end()
            reach = _FAR if _BY.search(text, act.end(), person.start()) else _NEAR
            near = near or (act.end() <= person.start() <= act.end() + reach and _may_follow(text, act, person, locale))
            if near:
                start, end = min(person.start(), act.start()), max(person.end(), act.end())
                yield start, end, f"The documents name {told[0]}: “{told[1]}”"
                return

    def _on_several(self, text: str, told: tuple[str, str]) -> Iterator[tuple[int, int, str]]:
        act, several = _FOUNDS.search(text), _SEVERAL.search(text)
        if act is None or several is None or _knows(text, told[0]):
            return
        if min(abs(several.start() - act.end()), abs(act.start() - several.end())) <= _NEAR:
            start, end = min(several.start(), act.start()), max(several.end(), act.end())
            yield start, end, f"The documents name {told[0]}: “{told[1]}”"

    def persons(self, text: str, locale: str) -> Iterator[re.Match[str]]:
        at = 0
        while (found := _PERSON.search(text, at)) is not None:
            first, _, last = found[0].partition(" ")
            if self._is_person(first, last.rpartition(" ")[2], text, found.start(), locale):
                yield found
                at = found.end()
            else:
                at = found.start() + len(first)

    def _is_person(self, first: str, last: str, text: str, start: int, locale: str) -> bool:
        if first.casefold() in self.others or last.casefold() in self.others:
            return False
        if find_towns(f"{first} {last}"):
            return False
        if is_given(first):
            return True
        opens = not text[:start].strip(" \"'“„«*")
        return language_of(locale) not in CAPITAL_NOUNS and not opens


def read_makers(said: Sequence[Statement], facts: Sequence[Fact], brand: frozenset[str], names: Names) -> Makers:
    """`brand` are the names of the house."""
    own = frozenset(name.casefold() for name in brand)
    others = own | {word for name in names.products for word in name.split()}
    plain = Makers(None, {}, own, others)
    founder: tuple[str, str] | None = None
    of_product: dict[str, tuple[str, str]] = {}
    for text, locale, about in _told(said, facts):
        person = next(plain.persons(text, locale), None)
        if person is None:
            continue
        if founder is None and _FOUNDS.search(text):
            founder = person[0], text
        if (act := _MAKES.search(text)) and act.end() <= person.start() <= act.end() + _NEAR:
            for product in names.products_in(text) or about:
                of_product.setdefault(product, (person[0], text))
    return Makers(founder, of_product, own, others)


def _told(said: Sequence[Statement], facts: Sequence[Fact]) -> Iterator[tuple[str, str, frozenset[str]]]:
    for one in said:
        yield one.text, one.passage.locale, frozenset({one.passage.product} if one.passage.product else ())
    for fact in facts:
        yield fact.statement, "en", frozenset({fact.subject})


def _may_follow(text: str, act: re.Match[str], person: re.Match[str], locale: str) -> bool:
    """English and French name whoever does it before the verb, or after "by"; a founder's name follows the noun."""
    if language_of(locale) not in ("en", "fr") or act[0].lower().startswith(_NOUNS):
        return True
    return _BY.search(text[act.end() : person.start()]) is not None


def _knows(text: str, name: str) -> bool:
    """Whether the known person stands in it too, by one of their names; not where the first one has another last."""
    words = [word for word in name.split() if word[:1].isupper()]
    if re.search(rf"(?<!\w){re.escape(words[-1])}(?!\w)", text):
        return True
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)(?! {_CAPITAL})", text) for word in words)
