"""Whether a sentence states something that evidence has to carry. Moods, questions and calls to action do not."""

import re
from functools import lru_cache

from knowledge.text.claims import find_claims
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
    if find_quantities(sentence, locale):
        return True
    claims = (claim for claim in find_claims(sentence, locale) if claim.kind != "price")  # "a bargain": an opinion
    if any(claim.claims for claim in claims):
        return True
    return _stating(names).search(sentence.lower().replace("’", "'")) is not None
