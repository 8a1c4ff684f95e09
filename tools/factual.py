"""Whether a sentence states something that evidence has to carry. Moods, questions and calls to action do not."""

import re
from functools import lru_cache

from knowledge.text.claims import find_claims
from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.wordlist import one_of, words
from tools.evidence import Names

# Nouns that are a product, beside those that end the products' names, and what is said of one.
_NOUNS = words("""
    bottle perfume parfum scent fragrance balm candle pouch refill set jar cap glass pump box formula product spray
    collection sample cream oil
""")
_STATES = (
    r"(?:is|are|was|has|have|comes?|contains?|holds?|keeps?|lasts?|fits?|locks?|smells?|weighs?|protects?|offers?"
    r"|features?|includes?|stays?|costs?|takes?|gives?|delivers?|uses?|works?|opens?|dries|absorbs?|leaves?|needs?"
    r"|carries|survives?|saves?|reduces?|makes?|won|fills?|burns?)"
)
_IT_STATES = (
    r"(?:contains|holds|keeps|lasts|fits|locks|weighs|protects|offers|features|includes|stays|costs|delivers"
    r"|absorbs|dries|survives|comes (?:with|in)|is (?:made|filled|tested|approved|certified|designed|free|available)"
    r"|has won|burns)"
)
# Told to the reader of the reader's own: a guess, or what became of an order. Or only asked, or said not to be known.
_NO_STATEMENT = re.compile(
    r"\byour [\w -]{2,40}? (?:is|are|was|were|has been|have been) (?:now |all )?"
    r"(?:ready|due|refilled|filled|waiting|packed|sent|shipped|on (?:its|their) way|here|booked|repaired|finished)\b"
    r"|\byou(?:r [\w -]{2,40}?)?(?: has| have| is| are|['’]ve|['’]re) (?:probably|perhaps|maybe)\b"
    r"|^(?:somebody|someone|people|many of you|some of you|you|one of you) (?:\w+ )?(?:asked?|asks|wonder(?:ed)?)"
    r" (?:us )?(?:whether|if)\b"
    r"|^whether\b.*\b(?:not|n't|nobody|never|unknown|open)\b",
    re.IGNORECASE,
)
# "costs", "comes to": what is paid
_SAYS_MORE = re.compile(
    r"\b(?:contains?|holds?|keeps?|lasts?|fits?|locks?|smells?|weighs?|protects?|features?|includes?|stays?|works?|opens?"
    r"|dries|absorbs?|leaves?|reduces?|makes?|won|fills?|burns?|made|tested|approved|certified|filled|is an?"
    r"|has|have|with|leaks?)\b"
)
_COSTS = re.compile(
    r"(?<!\w)(?:kostet|kosten|preis\w*|co[ûu]te\w*|prix|frais|cuesta\w*|precio\w*|costa\w*|prezzo|prezzi|kost|prijs)(?!\w)"
)
_OFFERED = ("price", "percent")


@lru_cache(maxsize=256)
def _patterns(names: tuple[str, ...]) -> re.Pattern[str]:
    nouns = {*_NOUNS, *(name.rpartition(" ")[2] for name in names), *names}
    return re.compile(rf"(?<!\w)(?:{one_of(nouns)})s?(?:'s)?(?: \w+ly)? {_STATES}\b|\bit (?:\w+ly )?{_IT_STATES}\b")


def _stating(names: Names) -> re.Pattern[str]:
    return _patterns(tuple(sorted(names.products)))


def is_factual(sentence: str, locale: str, names: Names) -> bool:
    """Whether it gives a number, claims something, or says what a product is or does. A question states nothing."""
    if sentence.endswith("?"):
        return False
    quantities = find_quantities(sentence, locale)
    if _tells_the_reader(sentence, locale) and not any(one.kind in _OFFERED for one in quantities):
        return False
    if quantities:
        return True
    claims = (claim for claim in find_claims(sentence, locale) if claim.kind != "price")  # "a bargain": an opinion
    if any(claim.claims for claim in claims):
        return True
    return _stating(names).search(sentence.lower().replace("’", "'")) is not None


def _tells_the_reader(sentence: str, locale: str) -> bool:
    return language_of(locale) == "en" and _NO_STATEMENT.search(sentence) is not None


def is_priced(sentence: str, locale: str) -> bool:
    """Whether all that it gives are prices, of sizes, and nothing that has a verb says more than that they are paid."""
    kinds = {one.kind if one.unit not in ("ml", "g") else "size" for one in find_quantities(sentence, locale)}
    if kinds - {"price", "size"} or any(one.kind != "price" and one.claims for one in find_claims(sentence, locale)):
        return False
    low = sentence.lower().replace("’", "'")
    if language_of(locale) != "en":
        return _COSTS.search(low) is not None
    return _SAYS_MORE.search(low) is None
