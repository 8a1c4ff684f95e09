"""The claims of one field of a copy, in stems; a sentence is read once, however many claims it has."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.text.claim_topics import has_grammar
from knowledge.text.claims import ClaimSpan
from knowledge.text.claims_aim import praises_something_else
from knowledge.text.numerals import language_of
from knowledge.text.polarity import even
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import Sentence, sentence_at, sentences
from knowledge.text.vocabulary import stems
from tools.claims.needs import goods_in
from tools.claims.register import Words, telling_numbers
from tools.claims.verdict import Claimed
from tools.grounding.evidence import Names
from tools.text.markup import Lines

# a rank by what is sold, whatever noun stands beside it: "the best-selling lamp", "la più venduta"
_SOLD = re.compile(r"selling|seller|sold|bought|verkauft|gekauft|vend|ventas?\b|verkocht", re.IGNORECASE)
QUOTED = re.compile(
    r"“[^”\n]{1,400}”|\"[^\"\n]{1,400}\"|„[^“”\n]{1,400}[“”]|«[^»\n]{1,400}»|`[^`\n]{1,400}`|\b_[^_\n]{1,200}_\b|(?<!\*)\*[^*\n]{1,200}\*(?!\*)"
)


@dataclass(frozen=True)
class _Said:
    """What a sentence says."""

    words: Words
    told: frozenset[str]
    products: frozenset[str]


@dataclass(frozen=True, eq=False)
class ClaimField:
    text: str
    locale: str
    names: Names
    _said: dict[int, _Said] = field(default_factory=dict)
    _around: dict[int, Words] = field(default_factory=dict)

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def numbers(self) -> frozenset[str]:
        return telling_numbers(find_quantities(self.text, self.locale))

    @cached_property
    def named(self) -> frozenset[str]:
        """The products that the text names; where it names none, those that "our balm" can only mean."""
        named = self.names.products_in(self.text)
        if named:
            return named
        heads: dict[str, set[str]] = {}
        for product in self.names.products.values():
            heads.setdefault(product.lower().rpartition(" ")[2], set()).add(product)
        said = {match[1] for match in _OURS.finditer(self.text.lower())}
        return frozenset(product for head in said for product in heads.get(head, ()) if len(heads[head]) == 1)

    @cached_property
    def goods(self) -> frozenset[str]:
        return goods_in(self.text)

    @cached_property
    def parts(self) -> tuple[Sentence, ...]:
        return sentences(self.text)

    @cached_property
    def quoted(self) -> frozenset[int]:
        """Places that stand in quotation marks or in code."""
        found: set[int] = set()
        for match in QUOTED.finditer(self.text):
            found.update(range(*match.span()))
        return frozenset(found)

    def praises_something_else(self, span: ClaimSpan) -> bool:
        if has_grammar(even(span.text), language_of(self.locale)) or _SOLD.search(span.text):
            return False
        end = span.start + len(span.text)
        after = self.text[end : min(end + 60, span.sentence_start + len(span.sentence))]
        return praises_something_else(span.text.lower(), after.lower(), self.locale)

    def does(self, span: ClaimSpan, topic: str) -> bool:
        """Whether a claim on this topic stands in a sentence that names a product."""
        return topic in span.topics and bool(self.said(span).products)

    def compares_its_own(self, span: ClaimSpan) -> bool:
        """Whether both sides are on offer here: "more Salt Meadow than Linden Hour", "than a new bottle", or, by the
        sum between them, "€22 more than the standard bottle". Such a sum has to be grounded as any other.
        """
        end = span.start + len(span.text)
        after = self.text[end : min(end + 40, span.sentence_start + len(span.sentence))]
        if len(self.names.products_in(f"{span.text}{after}")) > 1:
            return True
        side = _SIDE.search(even(f"{span.text}{after}"))
        if side and len(self.said(span).products) > 1 and self.names.products_in(f"{span.text}{after}"[side.end() :]):
            return True
        before = self.text[max(span.sentence_start, span.start - 24) : span.start]
        if _SUM.search(even(f"{before}{span.text}")) and not _OTHERS.search(even(f"{span.text}{after}")):
            return True
        than = f"{even(span.text)}{even(after)}".partition(_THAN.get(language_of(self.locale), " than "))[2]
        return _OWN_GOODS.match(than) is not None

    def ranks_its_own(self, span: ClaimSpan) -> bool:
        """Whether a rank is among what is on offer: "the most scent oil: 18%, against 14% in Salt Meadow"."""
        end = span.start + len(span.text)
        after = self.text[end : min(end + 80, span.sentence_start + len(span.sentence))]
        against = _AGAINST.search(even(after))
        return against is not None and bool(self.names.products_in(after[against.start() :]))

    def claimed(self, span: ClaimSpan) -> Claimed:
        said = self.said(span)
        return Claimed(
            kind=span.kind,
            locale=self.locale,
            own=frozenset(stems(_told(span), self.locale)),
            sentence=said.words,
            clause=frozenset(stems(self._clause(span), self.locale)),
            around=self._near(span),
            told=said.told,
            numbers=self.numbers,
            products=said.products,
            topics=span.topics,
            named=self.named,
        )

    def said(self, span: ClaimSpan) -> _Said:
        found = self._said.get(span.sentence_start)
        if found is None:
            found = self._said[span.sentence_start] = _Said(
                Words.of(stems(span.sentence, self.locale)),
                telling_numbers(find_quantities(span.sentence, self.locale)),
                self.names.products_in(span.sentence),
            )
        return found

    def _clause(self, span: ClaimSpan) -> str:
        """The part of its sentence, from comma to comma."""
        at = span.start - span.sentence_start
        before, after = span.sentence[:at], span.sentence[at + len(span.text) :]
        return f"{_COMMA.split(before)[-1]}{span.text}{_COMMA.split(after)[0]}"

    def _near(self, span: ClaimSpan) -> Words:
        """The words of the sentence and of those beside it."""
        at = sentence_at(self.parts, span.start) or 0
        if at not in self._around:
            around = " ".join(part.text for part in self.parts[max(0, at - 1) : at + 2])
            self._around[at] = Words.of(stems(around, self.locale))
        return self._around[at]


_OURS = re.compile(r"\b(?:our|the|this|unser\w*|der|die|das|notre|nos|le|la|nuestr\w+|el) (\w+)")
_THAN = {"en": " than ", "de": " als ", "fr": " que ", "es": " que ", "it": " di ", "nl": " dan "}
_GOODS = "(?:bottle|flacon|one|box|pouch|refill|candle|jar|lock|bike|battery|lamp|cape)s?"
_OWN_GOODS = re.compile(
    r"(?:(?:buying |paying for |ordering |hiring )?(?:an?|the|our|its|two|three) )?"
    rf"(?:(?:new|first|full|second|fresh|boxed|\d+ ml|\d+ g) ){{1,3}}{_GOODS}\b"
    r"|(?:our|the) (?:old|last|previous|first|other two|smaller|bigger|larger) \w+"
    r"|(?:ein|eine|einen|einem|der|die|das) (?:neue[nrsm]?|volle[nrsm]?|erste[nrsm]?) \w+"
    r"|une? (?:\w+ )?(?:neuf|neuve|nouveau|nouvelle|plein)\b|una? (?:nuev[oa] \w+|\w+ nuev[oa])"
    r"|una? (?:nuov[oa] \w+|\w+ nuov[oa])|een nieuwe? \w+"
    # the rest of one's own: "than our other three", "als unsere drei anderen Düfte"
    r"|our (?:\w+ )?others?\b|unser\w* (?:\w+ )?(?:anderen|übrigen|eigenen)\b|nos (?:\w+ )?(?:autres|propres)\b"
    r"|nuestr[oa]s (?:\w+ )?(?:otr[oa]s|propi[oa]s)\b|(?:i nostri|le nostre) (?:\w+ )?altr[ie]\b"
    r"|the other (?:two|three|four)\b|die (?:(?:beiden|zwei|drei|vier) )anderen\b|les (?:deux|trois) autres\b"
    r"|(?:los otros|las otras) (?:dos|tres)\b|(?:gli altri|le altre) (?:due|tre)\b|de andere (?:twee|drie)\b"
    r"|onze (?:\w+ )?andere\b|(?:os nossos|as nossas) (?:\w+ )?outr[oa]s\b"
)
# a sum, then what it is more or less by: "€22 more", "22 € de plus", "2 euros menos"
_SUM = re.compile(
    r"(?:[€$£] ?\d[\d.,]*|\d[\d.,]* ?(?:[€$£]|eur\b|euros?\b|cents?\b)) (?:(?:de|in) )?"
    r"(?:more|less|cheaper|mehr|weniger|günstiger|teurer|plus|moins|más|menos|più|meno|meer|minder|goedkoper|duurder|mais)\b"
)
_OTHERS = re.compile(
    r"\b(?:others?|any|every|elsewhere|competit\w+|rivals?|market|brands?|ander\w*|jede\w*|üblich\w*|konkurren\w+|markt\w*|marken"
    r"|autres?|concurren\w+|marques?|otr[oa]s?|cualquier\w*|competencia|marcas?|altr[ieao]|qualsiasi|concorren\w+|elke|ieder\w*"
    r"|concurrent\w*|merken|outr[oa]s?|qualquer|concorr\w+)\b"
)
_SIDE = re.compile(r" (?:than|as|als|wie|que|di|dan|zo) (?=\w)")
# a figure, and the figure of the other
_AGAINST = re.compile(r"\d ?%?\w*,? (?:against|gegen|gegenüber|contre|frente a|contro|tegen|contra) \d")
_COMMA = re.compile(r"[,;:](?!\d)")
_PLACE = re.compile(r"\b(?:hand|mano|main)\b|\b[A-ZÄÖÜÉ]\w+")


def _told(span: ClaimSpan) -> str:
    """What tells where something is made is the verb, the hand and the place: "filled behind the glass in Berlin"."""
    if span.kind != "origin" or " " not in span.text:
        return span.text
    verb, _, rest = span.text.partition(" ")
    return " ".join((verb, *_PLACE.findall(rest)))
