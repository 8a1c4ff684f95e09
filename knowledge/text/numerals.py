"""Numbers as people write them: digits in a locale's format, and number words."""

import re
from decimal import Decimal
from functools import lru_cache

from knowledge.text.wordlist import words

SPACES = " \u00a0\u202f\u2009"
# Languages that write 1,234.56; every other language here writes 1.234,56 or 1 234,56. After CLDR's number patterns.
_DOT_DECIMAL = frozenset({"en", "ja", "zh", "ko", "th", "he", "hi", "ms", "ga", "mt"})
_DOT_DECIMAL_REGIONS = frozenset({"CH", "LI", "MX", "US", "GT", "HN", "NI", "PA", "PE", "PR", "SV", "DO"})
# Languages that group thousands with an ordinary space where no narrow one can be typed.
_SPACE_GROUPS = frozenset(
    {"fr", "sv", "nb", "no", "nn", "fi", "pl", "cs", "sk", "ru", "uk", "bg", "hu", "et", "lv", "lt"}
)

_EN_ONES = words("""
    zero one two three four five six seven eight nine ten
    eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
""")
_EN_TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
_EN_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "dozen": 12}
_DE_ONES = words("""
    null ein zwei drei vier fünf sechs sieben acht neun zehn
    elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
""")
_DE_TENS = words("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")
_NL_ONES = words("""
    nul een twee drie vier vijf zes zeven acht negen tien
    elf twaalf dertien veertien vijftien zestien zeventien achttien negentien
""")
_NL_TENS = words("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_LISTED: dict[str, dict[str, int]] = {
    "de": {"eine": 1, "einen": 1, "einem": 1, "einer": 1, "hundert": 100, "einhundert": 100, "tausend": 1000,
           "zwo": 2, "dutzend": 12},
    "nl": {"één": 1, "honderd": 100, "duizend": 1000, "dozijn": 12},
    "fr": {"un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
           "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
           "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "vingt-cinq": 25, "trente": 30,
           "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70, "quatre-vingts": 80,
           "quatre-vingt-dix": 90, "cent": 100, "mille": 1000, "douzaine": 12},
    "es": {"un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
           "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
           "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiún": 21,
           "veintiuno": 21, "veintiuna": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24,
           "veinticinco": 25, "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29,
           "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
           "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000, "docena": 12},
    "it": {"un": 1, "una": 1, "uno": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7,
           "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14,
           "quindici": 15, "sedici": 16, "diciassette": 17, "diciotto": 18, "diciannove": 19, "venti": 20,
           "trenta": 30, "quaranta": 40, "cinquanta": 50, "sessanta": 60, "settanta": 70, "ottanta": 80,
           "novanta": 90, "cento": 100, "mille": 1000, "dozzina": 12},
    "pt": {"um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7,
           "oito": 8, "nove": 9, "dez": 10, "onze": 11, "doze": 12, "treze": 13, "catorze": 14, "quatorze": 14,
           "quinze": 15, "dezasseis": 16, "dezesseis": 16, "dezassete": 17, "dezessete": 17, "dezoito": 18,
           "dezanove": 19, "dezenove": 19, "vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50,
           "sessenta": 60, "setenta": 70, "oitenta": 80, "noventa": 90, "cem": 100, "cento": 100, "mil": 1000,
           "dúzia": 12},
}  # fmt: skip


_GLUE = {"fr": "-", "es": " y ", "it": "", "pt": " e "}  # between the ten and the one


@lru_cache(maxsize=256)
def language_of(locale: str) -> str:
    """The language of a BCP 47 tag: "de-CH" gives "de"."""
    return re.split(r"[-_]", locale.lower(), maxsplit=1)[0]


def has_dot_decimal(locale: str) -> bool:
    region = locale.replace("_", "-").rpartition("-")[2]
    language = language_of(locale)
    if region.upper() in _DOT_DECIMAL_REGIONS and language != "fr":
        return True
    return language in _DOT_DECIMAL


FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "1/2": Decimal("0.5"),
             "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}  # fmt: skip


def parse_fraction(written: str) -> Decimal | None:
    """ "½", "1½", "2 1/2"; None where it is none."""
    for sign, value in FRACTIONS.items():
        if written.endswith(sign):
            whole = written.removesuffix(sign).strip(SPACES)
            return value + (Decimal(whole) if whole else 0)
    return None


@lru_cache(maxsize=64)
def digits_pattern(locale: str) -> str:
    """A regular expression, without groups, for one number in digits."""
    group = r"[\u00a0\u202f\u2009'’.,"
    group += " ]" if language_of(locale) in _SPACE_GROUPS else "]"
    return rf"(?:[0-9]{{1,3}}(?:{group}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?)"


def parse_digits(written: str, locale: str) -> Decimal:
    """The value of what `digits_pattern` matched.

    Two kinds of separator: the last is the decimal one. One that stands several times, or a locale's own before exactly
    three digits, groups. Everything else is a decimal separator, whatever the locale.
    """
    number = re.sub(rf"[{SPACES}'’]", "", written)
    dots, commas = number.count("."), number.count(",")
    if dots and commas:
        decimal = max(".", ",", key=number.rfind)
        return Decimal(number.replace("," if decimal == "." else ".", "").replace(",", "."))
    if dots + commas > 1:
        return Decimal(number.replace(".", "").replace(",", ""))
    if dots + commas == 1:
        mark = "." if dots else ","
        head, _, tail = number.partition(mark)
        groups = mark == ("," if has_dot_decimal(locale) else ".")
        if groups and len(tail) == 3 and len(head) <= 3 and head.strip("0"):
            return Decimal(head + tail)
    return Decimal(number.replace(",", "."))


@lru_cache(maxsize=16)
def number_words(language: str) -> dict[str, int]:
    """Number words of a language, in lower case. English and Dutch or German compounds run to a hundred and beyond."""
    if language == "en":
        return _english()
    if language in ("de", "nl"):
        ones, tens, joint = (_DE_ONES, _DE_TENS, "und") if language == "de" else (_NL_ONES, _NL_TENS, "en")
        named = {word: value for value, word in enumerate(ones)}
        for ten, word in enumerate(tens, start=2):
            named[word] = ten * 10
            for one in range(1, 10):
                glue = "ën" if language == "nl" and ones[one].endswith("e") else joint
                named[f"{ones[one]}{glue}{word}"] = ten * 10 + one
        return named | _LISTED[language]
    listed = _LISTED.get(language, {})
    return _joined(language, listed) | listed


def _joined(language: str, listed: dict[str, int]) -> dict[str, int]:
    """ "treinta y dos", "vingt-deux", "ventidue", "vinte e dois"."""
    if language not in _GLUE:
        return {}
    glue, named = _GLUE[language], {}
    for ten, value in listed.items():
        if value not in range(20, 100, 10) or (language == "fr" and value in (70, 80, 90)):
            continue
        for word, one in listed.items():
            if 0 < one < 10:
                vowel = language == "it" and word[0] in "uo"
                joint = " et " if language == "fr" and one == 1 else glue
                named[f"{ten[:-1] if vowel else ten}{joint}{word}"] = value + one
    return named | (_french_teens() if language == "fr" else {})


def _french_teens() -> dict[str, int]:
    """ "soixante-dix-neuf", "quatre-vingt-quatre", "quatre-vingt-seize": what is counted on from sixty and eighty."""
    teens = {word: value for word, value in _LISTED["fr"].items() if value < 20}
    sixty = {
        f"soixante{' et ' if value == 11 else '-'}{word}": 60 + value for word, value in teens.items() if value > 10
    }
    return sixty | {f"quatre-vingt-{word}": 80 + value for word, value in teens.items()}


def _english() -> dict[str, int]:
    named = {word: value for value, word in enumerate(_EN_ONES)}
    for ten, word in enumerate(_EN_TENS, start=2):
        named[word] = ten * 10
        named |= {f"{word}{glue}{_EN_ONES[one]}": ten * 10 + one for one in range(1, 10) for glue in "- "}
    counted = {word: value for word, value in named.items() if 0 < value < 20} | {"a": 1}
    for name, multiple in _EN_MULTIPLES.items():
        named |= {f"{word} {name}": value * multiple for word, value in counted.items()}
    return named
