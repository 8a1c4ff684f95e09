"""A number with what stands around it: a currency, a percent sign, a unit, a range, a discount, a noun."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from knowledge.text.gifts import gift_words
from knowledge.text.needed import needles_of
from knowledge.text.needles import Needles
from knowledge.text.numerals import SPACES, digits_pattern, language_of, number_words, parse_digits, parse_fraction
from knowledge.text.units import CURRENCY_CODES, CURRENCY_SYMBOLS, CURRENCY_WORDS, ONLY_APART, ONLY_LOWER, TIMES, UNITS
from knowledge.text.wordlist import one_of, word_set

_PERCENT = r"%|percent\b|per cent\b|pct\b|pour cent\b|prozent\b|por ciento\b|per cento\b|procent\b|パーセント|百分"
_SCALES = {
    "k": 10**3, "thousand": 10**3, "tausend": 10**3, "mille": 10**3, "mila": 10**3, "mil": 10**3, "duizend": 10**3,
    "million": 10**6, "millions": 10**6, "m": 10**6, "mio": 10**6, "millionen": 10**6, "millones": 10**6,
    "milioni": 10**6, "miljoen": 10**6, "billion": 10**9, "bn": 10**9, "milliarden": 10**9, "万": 10**4,
}  # fmt: skip
_AND = {"en": "and", "fr": "et", "de": "und", "es": "y", "it": "e", "nl": "en", "pt": "e"}
_MIXED = 12  # "two to 6 days"; "two hundred to 6,500 EUR" is no range
_OR = ("or", "ou", "oder")
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tra|fra|tussen) \S{0,6} ?$")
_OFF_AFTER = re.compile(
    r"[ \u00a0\u202f]?(?:off\b|discount|rebate|reduction|cheaper|towards\b|comes? off\b|(?:store |shop )?credit\b"
    r"|voucher|cashback|back on (?:your|every)"
    r"|de réduction|de remise|de rabais|moins cher|en bon d['’]achat|de bon d['’]achat"
    r"|rabatt|nachlass|günstiger|billiger|reduziert|ermäßigung|ermäßigt|gutschrift|guthaben|gutschein"
    r"|de descuento|de rebaja|más barat|di sconto|di ribasso|in buono|korting|goedkoper|voordeliger|tegoed"
    r"|オフ|割引|引き?(?=[。、！!でにす]|$)|値引"
    r"|(?:on|auf|sur|en|su|op) (?:everything|your (?:next|first|whole)|alles|alle |deine |ihre |tou[ts]\w* |votre |ta "
    r"|todo|toda|tu (?:próxim|primer)|tutt[oiae]|je (?:volgende|eerste)))"
)
_OFF_BEFORE = re.compile(
    r"(?:(?:\bdiscount:"
    r"|\bsave|\bsaves|\bsaving|\bdiscount of|\bdiscounted by|\breduced by|\bcut(?:s|ting)? (?:the )?prices? by"
    r"|\b(?:price|prices) (?:is|are|falls?|drops?|goes|go)(?: down)?(?: by)?"
    r"|\b(?:code|voucher|coupon|credit)s? (?:is |are )?(?:worth|for|of)|\bcashback of"
    r"|\bspare|\bsparen sie|\bsparst du|\brabatt von|\bnachlass von|\breduziert um|\bgesenkt um|\bermäßigt um"
    r"|\b(?:gutschein|code|guthaben)s? (?:über|von|im wert von)|\bpreise? (?:sinkt|sinken|fällt|fallen) um"
    r"|\béconomisez|\b(?:remise|réduction|rabais|ristourne) de|\bbaiss\w+ de|\b(?:bon|code|avoir) (?:d['’]achat )?de"
    r"|\bahorra|\bahorras|\bdescuento del?|\brebajad[oa]s? un|\brebaja del?|\bbaja(?:n|mos)? un"
    r"|\b(?:vale|cupón|código) de"
    r"|\brisparmia|\brisparmi|\bsconto del?|\bscontat[oaie] del?|\bribassat[oaie] del?|\b(?:buono|codice|credito) da"
    r"|\bbespaar|\bkorting van|\bverlaagd met|\b(?:tegoedbon|code|tegoed) van)"
    r"(?: up to| bis zu| jusqu'à| hasta| fino al?| tot)? ?|(?<!\S)[-−–])$"
)
# "costs 20% less" is a price cut, "costs €32 less than a new one" and "62% less packaging" are none.
_LESS = re.compile(
    r"[ \u00a0\u202f](?:less|lower|weniger|niedriger|tiefer|de moins|en moins|menos|in meno|minder|lager)"
    r"(?![ \u00a0](?:than|of|als|que|qu['’]|de|di|del\w*|dan|[a-zà-öø-ɏ]+(?:ung|age|aje|aggio|ing)\b))"
)
_PAID = re.compile(
    r"\b(?:costs?|costing|pays?|price|prices|priced|kostet|kosten|zahl\w*|preise?|co[ûu]te\w*|prix|paye\w*|paie\w*"
    r"|cuesta\w*|precios?|pag[aou]\w*|costa\w*|prezz[oi]|kost|prijs|prijzen|betaal\w*|sale|salen|est|sont|va|valen?)\b"
)
_THAN = re.compile(r"[^,;:.!?]*\b(?:than|als|que|dan|di quanto|rispetto)\b")
_FIGURE = re.compile(r"[0-9½¼¾]")
_BEFORE = 40  # characters in which what makes a number a discount stands
_ORDINAL_DOT = re.compile(r"\. [a-zäöü]")  # "die 3. Etage"
_ORDINALS = 32
_TWO_YEARS = re.compile(r"(?:19|20)[0-9]{2}[^0-9]+(?:19|20)[0-9]{2}")
_LABELS = word_set("""
    no. n° nº nr. № numéro number nummer step chapter part page version vol. volume phase section level room gate rule
    article schritt kapitel seite teil étape chapitre partie paso capítulo página parte passo capitolo pagina stap
    hoofdstuk
""")


class Amount(NamedTuple):  # made by the dozen for each text
    value: Decimal
    start: int
    end: int
    word: bool  # written as a word
    upper: Decimal | None = None
    currency: str | None = None
    percent: bool = False
    unit: str | None = None  # a name of UNITS
    times: bool = False


@dataclass(frozen=True)
class Grammar:
    """The patterns of one locale. All of them expect `plain_text`."""

    locale: str
    language: str
    words: dict[str, int]
    number: re.Pattern[str]
    beginnings: Needles  # of numbers: digits, and words for numbers
    trigger: re.Pattern[str]
    triggers: Needles
    before: re.Pattern[str]
    after: re.Pattern[str]
    to: re.Pattern[str]

    def may_have_any(self, low: str) -> bool:
        if _FIGURE.search(low):
            return True
        return self.triggers.any_in(low) and self.trigger.search(low) is not None

    def numbers(self, low: str) -> Iterator[re.Match[str]]:
        """As `number.finditer` gives them."""
        done = 0
        for start in self.beginnings.places_in(low):
            if start >= done and (match := self.number.match(low, start)):
                done = match.end()
                yield match

    def amount_at(self, low: str, match: re.Match[str], done: int) -> Amount | None:
        """What begins with this number, using nothing before `done`; None for a part of a code, ordinal or fraction."""
        first = self._read(match)
        if not first.word and _label_before(low, match.start()):
            return None
        prefix = None if first.word else self.before.search(low, max(done, match.start() - 6), match.start())
        if prefix is None and _glued_before(low, match.start(), first.word):
            return None
        connector = self.to.match(low, first.end)
        second = self.number.match(low, connector.end()) if connector else None
        is_mixed = second is not None and prefix is None and self._read(second).word != first.word
        if (
            second is not None
            and not (is_mixed and first.value >= _MIXED)
            and self._joins(low, connector, match.start(), prefix is not None)
        ):
            last = self._read(second)
            amount = self._finish(low, first, last, prefix)
            if last.value > first.value and amount is not None:
                return amount
        return self._finish(low, first, first, prefix)

    def makes_range(self, low: str, joining: re.Match[str], start: int) -> bool:
        """Whether what stands between two amounts with units of their own makes one of them, the first of which begins
        at `start`: "19 € and 45 €" are two, unless they are told between which something lies.
        """
        if joining["and"] is not None:
            return _is_between(low, start)
        return joining[0].strip() not in _OR

    def is_discount(self, low: str, amount: Amount) -> bool:
        start = amount.start
        if _OFF_AFTER.match(low, amount.end) or _OFF_BEFORE.search(low, max(0, start - _BEFORE), start):
            return True
        less = _LESS.match(low, amount.end)
        return (
            less is not None
            and not _THAN.match(low, less.end())
            and _PAID.search(low, max(0, start - _BEFORE), start) is not None
        )

    def _joins(self, low: str, connector: re.Match[str] | None, start: int, has_currency: bool) -> bool:
        if connector is None or (connector["prefix"] and not has_currency):
            return False
        if not has_currency and self._are_years(low, start, connector):
            return False  # "2011 to 2026"
        return connector["and"] is None or _is_between(low, start)

    def _are_years(self, low: str, start: int, connector: re.Match[str]) -> bool:
        years = _TWO_YEARS.fullmatch(low, start, connector.end() + 4)
        after = self.after.match(low, connector.end() + 4)
        return (
            years is not None
            and not (after and (after["name"] or after["scale"]))
            and not low[connector.end() + 4 : connector.end() + 5].isdigit()
        )

    def _read(self, match: re.Match[str]) -> Amount:
        written = match[0]
        fraction = parse_fraction(written)
        if fraction is not None:
            return Amount(value=fraction, start=match.start(), end=match.end(), word=False)
        word = not written[0].isdigit()
        value = Decimal(self._spelled(written)) if word else parse_digits(written, self.locale)
        return Amount(value=value, start=match.start(), end=match.end(), word=word)

    def _spelled(self, written: str) -> int:
        """ "one hundred and eighteen" is a hundred and what follows."""
        if written in self.words:
            return self.words[written]
        hundreds, _, rest = written.partition(" hundred ")
        return self.words[f"{hundreds} hundred"] + self.words[rest.removeprefix("and ")]

    def _finish(self, low: str, first: Amount, last: Amount, prefix: re.Match[str] | None) -> Amount | None:
        tail = self.after.match(low, last.end)
        scale, end = 1, last.end
        if tail and tail["scale"] and (tail["scale"] != "m" or prefix):
            scale, end = _SCALES[tail["scale"]], tail.end("scale")
            tail = self.after.match(low, end)
        start = prefix.start() if prefix else first.start
        upper = last.value * scale if last is not first else None
        # "2 to 3 million": a scale counts for both ends
        amount = Amount(value=first.value * scale, start=start, end=end, word=first.word, upper=upper)
        if prefix:
            return _with(amount, tail["open_end"] if tail else None, currency=_currency(prefix[0].strip(SPACES)))
        if tail and tail["name"]:
            # "the refillable one €118": the sign belongs to the number that it stands before
            named = _named(amount, tail, is_sign_of_next=low[tail.end() : tail.end() + 1].isdigit())
            if named is not None:
                return named
        if self.language == "de" and not first.word and _ORDINAL_DOT.match(low, end) and amount.value < _ORDINALS:
            return None
        return None if _glued_after(low, end, last.word) else amount


def _is_between(low: str, start: int) -> bool:
    return _BETWEEN.search(low, max(0, start - 18), start) is not None


def _with(amount: Amount, open_end: str | None, currency: str) -> Amount:
    end = amount.end + len(open_end or "")
    return Amount(amount.value, amount.start, end, amount.word, amount.upper, currency=currency)


def _named(amount: Amount, tail: re.Match[str], *, is_sign_of_next: bool) -> Amount | None:
    """The amount with the currency, percent sign or unit that follows it; None when the letters only look like one."""
    name, end, apart = tail["name"], tail.end("name"), bool(tail["gap"])
    fixed = (amount.value, amount.start, end, amount.word, amount.upper)
    if tail["percent"]:
        return Amount(*fixed, percent=True)
    if tail["currency"]:
        return None if amount.word and is_sign_of_next else Amount(*fixed, currency=_currency(name))
    if tail["times"]:
        return Amount(*fixed, times=True)
    if name in ONLY_APART and not apart:
        return None
    if amount.word and name in ONLY_LOWER:
        return None
    return Amount(*fixed, unit=name)


def _currency(name: str) -> str:
    return CURRENCY_SYMBOLS.get(name) or CURRENCY_WORDS.get(name) or name.upper()


def _is_latin(char: str) -> bool:
    return char.isalpha() and char < "\u0250"


def _glued_before(low: str, start: int, word: bool) -> bool:
    before = low[start - 1 : start]
    if word:
        return before in ("-", "'", "’")
    if before and before in ".,/-'’" and start > 1:
        return low[start - 2].isalnum() and (before != "-" or not low[start - 2].isspace())
    return _is_latin(before)


def _label_before(low: str, start: int) -> bool:
    """ "No. 5", "Step 2": the number names a place in an order."""
    return low[max(0, start - 12) : start].rstrip(" ").rpartition(" ")[2] in _LABELS


def _glued_after(low: str, end: int, word: bool) -> bool:
    after = low[end : end + 2]
    if word:
        return False
    if low.startswith("-in-", end):  # 2-in-1
        return True
    if after[:1] in ("/", ":", ".", ",") and after[1:].isdigit():
        return True
    return _is_latin(after[:1])


@lru_cache(maxsize=64)
def grammar_of(locale: str) -> Grammar:
    language = language_of(locale)
    words = number_words(language)
    spelled = rf"(?<!\w)(?:{one_of(words)})(?!\w)" if words else r"(?!)"
    if language == "en":
        hundreds = one_of(word for word in words if word.endswith(" hundred"))
        small = one_of(word for word, value in words.items() if 0 < value < 100 and " dozen" not in word)
        spelled = rf"(?<!\w)(?:{hundreds}) (?:and )?(?:{small})(?!\w)|{spelled}"
    fraction = rf"(?:[0-9]+ ?)?[½¼¾]|(?<![\w/.,])(?:[0-9]+ )?(?:1/2|1/4|3/4)(?= ?(?:{one_of(UNITS)})(?!\w))"
    digits = digits_pattern(locale)
    symbols, codes = one_of(CURRENCY_SYMBOLS), one_of(CURRENCY_CODES)
    apart = f"[{SPACES}]"
    end = r"(?![a-zà-öø-ɏ])"
    currencies = rf"(?:[€£$¥₹₩円元]|(?:{one_of(CURRENCY_WORDS)}|{codes}){end})"
    trigger = re.compile(
        r"[0-9½¼¾]|free|half|demi|medi[oa]|mezz|anderthalb|eineinhalb|halve|twice|double|third|quarter|gratis"
        r"|gratuit|offert|kosten|charge|aufpreis|sans frais|sin cost|sin ningún cost|hälfte|halb|moitié"
        r"|mitad|metà|metade|mei[oa]|grátis|sem cust|dobro|terço|helft|halve"
        r"|jede[rsmn]? (?:zweite|dritte|vierte|zehnte)|an hour|a (?:whole |full )?year|viertel|fünftel|zehntel|quart"
        r"|cinquième|dixième|tercio|cuarto|quinto|décimo|terzo|decimo|derde|kwart|vijfde"
        r"|tiende|fifth|tenth|半額|無料|プレゼント|割|bedava|yarı|hediye|bizden|öde|pół|połow"
        r"|tiers|drittel|triple|fortnight|quinzaine|viertelstunde|kwartier"
        rf"|{gift_words(language)}|{spelled}"
    )
    return Grammar(
        locale=locale,
        language=language,
        words=words,
        number=re.compile(rf"{fraction}|{digits}|{spelled}"),
        beginnings=Needles([tuple("0123456789½¼¾"), tuple(words)]),
        trigger=trigger,
        triggers=Needles([needles_of(trigger)]),
        before=re.compile(rf"(?:(?<![a-z])(?:{symbols})|(?<![\w])(?:{codes})\.?){apart}?$"),
        after=re.compile(
            rf"(?P<open_end>[.,][-–—]{{1,2}})?"
            rf"(?:{apart}?(?P<scale>{one_of(_SCALES)})\.?{end}|(?P<gap>{apart}|-)?(?P<name>(?P<percent>{_PERCENT})"
            rf"|(?P<currency>{currencies})|(?P<times>(?:{one_of(TIMES)}){end})|(?:{one_of(UNITS)}){end}))?"
        ),
        to=re.compile(
            rf"(?:{apart}?[-–—~〜]{apart}?"
            rf"|{apart}(?:to|à|bis|hasta|a|tot|or|ou|oder|(?P<and>{_AND.get(language, 'and')})){apart})"
            rf"(?P<prefix>(?:{symbols}|{codes}){apart}?)?"
        ),
    )
