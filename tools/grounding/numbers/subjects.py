"""What a number is said of: a product that the sentence names, a word that stands for products, the copy's subject.

A word that stands for products ("the eau de parfum", "la bougie") is learnt from what the brand says of them: from
"X is an eau de parfum", "X comes in a 50 ml bottle", from the end of a product's name and from its aliases of one word.
A few such words are known in the other languages too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from knowledge.facts import Fact, Product
from knowledge.text.quantities import Quantity
from knowledge.text.wordlist import one_of, word_set, words
from tools.grounding.evidence import Names

How = Literal["named", "kind", "copy", "unknown", "open"]

# One thing by its names in several languages.
_THINGS = (
    (
        "eau de parfum",
        "eaux de parfum",
        *words("""
            perfume perfumes parfum parfums parfüm scent scents fragrance fragrances duft düfte fragancia fragancias
            profumo profumi fragranza geur geuren fragrância senteur
        """),
    ),
    words("bottle bottles flacon flacons flakon flakons flasche flaschen frasco frascos botella botellas flacone fles"),
    words("refill refills pouch recharge recharges nachfüllung nachfüllbeutel recarga recargas ricarica navulling"),
    words("balm balms baume baumes balsam bálsamo balsamo balsem"),
    words("candle candles bougie bougies kerze kerzen duftkerze vela velas candela candele kaars kaarsen"),
    words("cream creams crème crèmes creme cremes crema creme"),
    words("soap soaps savon savons seife seifen jabón jabones sapone saponi zeep"),
)
_COST = words("""
    cost costs costing is are was were be would will comes come sells sell goes go at to for from now priced
    coûte coûtent vaut est sont à pour dès passe kostet kosten ist sind für ab cuesta cuestan vale es son por desde
    costa costano è sono per da kost zijn voor vanaf custa custam são
""")
_ADVERBS = words("""
    only just about still around exactly a an the each also already
    seulement environ encore nur etwa noch solo unos sólo circa slechts ongeveer só cerca aussi auch también
""")
_COSTS = one_of({"cost", "costs", "is", "are", "be", "coûte", "coûtent", "vaut", "est", "kostet", "kosten", "ist",
                 "cuesta", "cuestan", "vale", "es", "costa", "costano", "è", "kost", "custa", "custam"})  # fmt: skip
_DETERMINERS = one_of(
    words("""
        the this that these a an our each every your one any le la les un une ce cet cette notre votre chaque der die
        das ein eine dieser diese dieses unser unsere jede jeder jedes el los este esta ese esa nuestro nuestra cada il
        lo uno una questo questa ogni de het een deze dit onze ons elke o os um uma nosso nossa new neuer neue neues
    """)
)
JOINING = re.compile(rf"[\s,:(–—-]*(?:(?:{one_of((*_COST, *_ADVERBS))})(?!\w)[\s,:(]*)*")
_PREDICATE = re.compile(rf"[^,;:.!?()–—]*(?<!\w)(?:{_COSTS})(?!\w)\s*(?:(?:{one_of((*_COST, *_ADVERBS))})(?!\w)\s*)*")
_OPENING = re.compile(rf"(?:^|[,;:.!?()–—]|\b(?:and|et|und|y|e|en|while))\W*(?:(?:{_DETERMINERS})\s+|l['’])*$")
_FOR = re.compile(
    r"[\s,]*(?:for|per|pour|für|por|para|voor|buys)\s+"
    rf"(?:(?:{_DETERMINERS})\s+|l['’])*"
)
_OF = re.compile(
    rf"\s+(?:of|and|or|for|in|inside|into|de|du|des|et|dans|von|und|für|y|di|e|van|en|voor|do|da|em)\s+(?:(?:{_DETERMINERS})\s+)*"
)
_WITHIN = re.compile(rf"\s+(?:with|from|filled with|avec|mit|con|met|com)\s+(?:(?:{_DETERMINERS})\s+)*")
_UNKNOWN = re.compile(
    rf"(?:^|[,;:.!?]\s)\W*((?:(?:{_DETERMINERS})\s+|l['’])[\w'’-]+(?: [\w'’-]+){{0,2}}?)"
    rf"\s*(?::|(?<!\w)(?:{_COSTS})(?!\w))\s*(?:(?:{one_of(_ADVERBS)})(?!\w)\s*)*$"
)
_WITHOUT = re.compile(
    r"(?<!\w)(?:no|without|kein\w*|ohne|sans|aucune?|sin|ning[uú]na?|senza|nessun[oa]?|zonder|geen|sem|nenhuma?)\s$"
)  # "no scent, €32"
# "that you refill"
_DONE = re.compile(r"(?<!\w)(?:you|we|they|i|who|to|can|could|will|would|must)(?: (?:can|may|could|will))?\s$")
_TOLD_FOR = re.compile(r"(?<!\w)(?:for|auf|für|pour|para|per|voor|with|mit|avec|con|met)\W*$")
_IT = re.compile(r"\W*(?:it|its|it's|it’s|elle|il|er|sie|es|ella|esso|essa|het|ele|ela)(?!\w)", re.IGNORECASE)
# They stand for whatever was spoken of.
_EMPTY = word_set("""
    one ones next first last new whole thing price rest sum total answer all same other second
    prochain prochaine suivant suivante nouveau nouvelle prix reste somme tout même autre
    nächste neue preis rest summe ganze andere siguiente nuevo nueva precio resto suma todo otro otra
    prossimo prossima nuovo nuova prezzo somma tutto altro volgende nieuwe prijs som geheel andere
    próximo próxima novo preço soma outro
""")
_IS_A = r" (?:is|comes in|come in) an? (?:\d[\w.,]* ?\w{1,3} )?([^.,;:()\d]+)"
_WHAT_FOLLOWS = re.compile(r"\b(?:with|that|which|in|from|for|of|made|and|to|we|by)\b")
_TEXTS = 4_096  # whose mentions are remembered
_LETTERS = 3  # a word with fewer stands for nothing


@dataclass(frozen=True)
class Mention:
    """Where a text speaks of one or several products."""

    text: str
    start: int
    end: int
    products: frozenset[str]
    named: bool


@dataclass(frozen=True)
class Subject:
    """`products` is empty where nothing says what is spoken of; `text` is what the copy calls it."""

    products: frozenset[str] = frozenset()
    how: How = "open"
    direct: bool = False  # the number is said of it and of nothing else
    text: str = ""


@dataclass(frozen=True, eq=False)
class Subjects:
    """The names of products, and the words that stand for them."""

    names: Names
    kinds: dict[str, frozenset[str]]  # in lower case

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _any_of(frozenset(self.kinds))

    @cached_property
    def _seen(self) -> dict[str, tuple[Mention, ...]]:
        return {}

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """In the text's order; names before words."""
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) >= _TEXTS:
                self._seen.clear()
            found = self._seen[text] = self._mentions(text)
        return found

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        low = text.lower()
        found = [Mention(text[a:b], a, b, frozenset({product}), True) for a, b, product in self.names.found_in(text)]
        if self.kinds and len(low) == len(text):
            taken = {place for one in found for place in range(one.start, one.end)}
            for match in self._pattern.finditer(low):
                named = match.start() in taken or match.end() - 1 in taken
                is_verb = _DONE.search(low, 0, match.start()) is not None
                if not named and not is_verb and not _WITHOUT.search(low, 0, match.start()):
                    products = self.kinds[match[0]]
                    found.append(Mention(text[match.start() : match.end()], *match.span(), products, False))
        return tuple(sorted(found, key=lambda one: one.start))

    def direct(self, sentence: str, number: Quantity, start: int, others: Sequence[Quantity]) -> Mention | None:
        """What the number, at `start` of the sentence, is said of; None where the sentence does not say so plainly."""
        mentions = [one for one in self.mentions(sentence) if one.end <= start or one.start >= start + len(number.text)]
        if not mentions:
            return None
        low = _without(sentence.lower(), start, others)
        before = [index for index, one in enumerate(mentions) if one.end <= start]
        if len(before) > 1 and _is_a_part(mentions[before[-1]], sentence, others):
            before.pop()
        after = next((one for one in mentions if one.start >= start), None)
        follows = after is not None and _FOR.fullmatch(low[start + len(number.text) : after.start])
        if before:
            last = mentions[before[-1]]
            between = low[last.end : start]
            opens = _OPENING.search(low[: last.start]) is not None
            # "€32 for Calm Balm, €46 for the candle", "€32 Calm Balm, €46 the candle": the number comes first
            price_first = any(one.kind == "price" and sentence.find(one.text) < mentions[0].start for one in others)
            if "," in between and (follows or price_first):
                return after if follows else None
            if JOINING.fullmatch(between) or (opens and _PREDICATE.fullmatch(between)):
                return _head(mentions[: before[-1] + 1], low)
        return after if follows else None

    def of(self, sentence: str, number: Quantity, start: int, others: Sequence[Quantity], known: "Subject") -> Subject:
        """What a number of the copy is said of. `known`: what the copy is about."""
        if not self.names.products and not self.kinds:
            return Subject()
        end = start + len(number.text)
        mentions = [one for one in self.mentions(sentence) if one.end <= start or one.start >= end]
        said = self.direct(sentence, number, start, others) if number.kind == "price" else None
        if said is not None:
            return Subject(said.products, "named" if said.named else "kind", direct=True, text=said.text)
        if any(one.named for one in mentions):
            named = frozenset(product for one in mentions if one.named for product in one.products)
            if number.kind == "price":
                named |= frozenset(product for one in mentions for product in one.products)
            return Subject(named, "named")
        if known.products and (number.kind == "price" or len(known.products) == 1):
            of_words = frozenset(product for one in mentions for product in one.products)
            return Subject(known.products | of_words, "copy", direct=not mentions and _IT.match(sentence) is not None)
        if not mentions and number.kind == "price":
            return _unknown(_without(sentence.lower(), start, others)[:start])
        return Subject()


def _is_a_part(last: Mention, sentence: str, others: Sequence[Quantity]) -> bool:
    """ "The bottle, tested for 25 refills, €118": several, told of what stands before."""
    counts = [one.text for one in others if one.kind == "count" and one.text.endswith(last.text)]
    told = next((last.end - len(text) for text in counts if sentence.endswith(text, 0, last.end)), None)
    return not last.named and told is not None and _TOLD_FOR.search(sentence, 0, told) is not None


@lru_cache(maxsize=256)
def _any_of(listed: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{one_of(listed)})(?!\w)")


def subjects_for(names: Names, facts: Sequence[Fact], products: Sequence[Product], sheets: Sequence[str]) -> Subjects:
    """`sheets`: the products that passages are about."""
    own = dict.fromkeys((*(product.name for product in products), *sheets))
    stated = tuple((fact.subject, fact.statement) for fact in facts if fact.subject in own)
    aliases = tuple((product.name, product.aliases) for product in products)
    return Subjects(names, _kinds(tuple(own), stated, aliases))


@lru_cache(maxsize=64)
def _kinds(
    products: tuple[str, ...], stated: tuple[tuple[str, str], ...], aliases: tuple[tuple[str, tuple[str, ...]], ...]
) -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for product in products:
        own = {alias.lower() for name, others in aliases if name == product for alias in others if " " not in alias}
        described = _described(product, [statement for subject, statement in stated if subject == product])
        own |= described or {product.lower().rpartition(" ")[2]}
        own |= {product.lower().rpartition(" ")[2]} & {word for thing in _THINGS for word in thing}
        own |= {word for thing in _THINGS if own & set(thing) for word in thing}
        for word in own:
            if len(word) >= _LETTERS and word not in _EMPTY:
                kinds.setdefault(word, set()).add(product)
    return {word: frozenset(meant) for word, meant in kinds.items()}


def _described(product: str, stated: Sequence[str]) -> set[str]:
    """What the facts call the product: "First Train is an eau de parfum with …" """
    found = set()
    for statement in stated:
        match = re.search(re.escape(product.lower()) + _IS_A, statement.lower())
        if match:
            phrase = _WHAT_FOLLOWS.split(match[1])[0].strip()
            found.add(phrase if " de " in phrase else phrase.rpartition(" ")[2])
    return found - {""}


def _without(low: str, start: int, others: Sequence[Quantity]) -> str:
    """Blanks the other quantities of the sentence: "Linden Hour, 50 ml, €96"."""
    for one in others:
        low = low.replace(one.text.lower(), " " * len(one.text)) if one.text.lower() not in low[start:] else low
    return low


def _head(mentions: Sequence[Mention], low: str) -> Mention:
    """Of "the bottle with the eau de parfum" the bottle; of "a refill of Linden Hour" both."""
    head = mentions[-1]
    for one in reversed(mentions[:-1]):
        between = low[one.end : head.start]
        if _WITHIN.fullmatch(between):
            head = one
        elif not between.strip(" \u00a0-'’s") or _OF.fullmatch(between):
            head = _joined(one, head)
        else:
            break
    return head


def _joined(one: Mention, other: Mention) -> Mention:
    for narrow, wide in ((one, other), (other, one)):
        if narrow.named and not wide.named and narrow.products <= wide.products:
            return Mention(narrow.text, one.start, other.end, narrow.products, True)
    return Mention(
        f"{one.text} … {other.text}", one.start, other.end, one.products | other.products, one.named or other.named
    )


def _unknown(before: str) -> Subject:
    match = _UNKNOWN.search(before)
    if match is None:
        return Subject()
    text = match[1].strip()
    said = re.findall(r"[^\W\d_]+", text)[1:]
    return Subject() if not said or _EMPTY.intersection(said) else Subject(how="unknown", text=text)
