"""The towns in which a text says that the seller has shops, and how many shops, against what the documents say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from knowledge.text.quantities import find_quantities
from tools.grounding.towns import Town, find_towns

_SHOP = (
    r"(?:shops?|stores?|boutiques?|showrooms?|workshops?|studios?|branch(?:es)?|l[aä]den|gesch[aä]fte?|filialen?"
    r"|werkst[aä]tt(?:en)?"
    r"|ateliers?|magasins?|tiendas?|taller(?:es)?|negozi[o]?|bottegh?[ae]|officin[ae]|winkels?|werkplaats(?:en)?"
    r"|lojas?|oficinas?)"
)
_ANY_SHOP = re.compile(rf"(?<!\w){_SHOP}(?!\w)", re.IGNORECASE)
_OUR = r"(?:our|unser\w*|notre|nos|nuestr[oa]s?|nostr[oaie]|onze|ons|noss[oa]s?)"
_WE_ARE = (
    r"(?:we(?:['’]re|['’]ve(?: got)?| are| have(?: got)?| run)|wir (?:haben|sind)|haben wir|sind wir"
    r"|nous (?:avons|sommes)|tenemos|somos|abbiamo|siamo|(?:we|wij) (?:hebben|zijn)|temos)"
)
# "our new shop in Vienna", "the Vienna shop": the seller's, and not "a shop in Vienna"
_SHOP_IN = re.compile(
    rf"(?<!\w){_OUR} (?:\w+ ){{0,2}}?{_SHOP} (?:in|im|à|en|a|de|di|van|te) $"
    rf"|(?:^|[.:!?] )(?:the |die |der |das |la |le |el |il |de )?{_SHOP} (?:in|à|en|a|de|di|van|te) $",
    re.IGNORECASE,
)
# "Our two workshops are in …", "We have three shops: …", with the towns one after another
_OURS_ARE = re.compile(
    rf"(?<!\w)(?:{_OUR}|{_WE_ARE}) (?:\w+ ){{0,2}}?{_SHOP}"
    r"(?:\s*[:,(]|\s+(?:are|stand|sind|stehen|liegen|befinden sich|sont|se trouvent"
    r"|están|se encuentran|sono|si trovano|zijn|staan|liggen|estão|ficam)(?!\w)|(?!\w))",
    re.IGNORECASE,
)
_SO_MANY = re.compile(rf"^\W*(?:all |alle |les |las |le |de |die )?(?:\w+ ){{1,2}}?{_SHOP}\s*[:,(]", re.IGNORECASE)
_NEXT = re.compile(r"\W*(?:(?:in|à|en|a|te|em|and|und|et|y|e|i)(?!\w)\W*)*", re.IGNORECASE)
_TOWNS_SHOP = re.compile(rf"(?: {_SHOP}|-(?:laden|filiale|geschäft|shop))(?!\w)", re.IGNORECASE)
_THE = re.compile(r"(?:^|(?<!\w)(?:the|our|der|die|das|unser\w*|in|im|onze|de))\s*$", re.IGNORECASE)
_SOME_DAY = re.compile(
    r"(?<!\w)(?:not|never|soon|will|would|used to|until|nicht|nie|kein\w*|bald|werden|würden|früher|bis|pas|jamais"
    r"|bientôt|aurons|serons|jusqu\w*|no|nunca|pronto|tendremos|seremos|hasta|non|mai|presto|avremo|saremo|fino|niet"
    r"|nooit|binnenkort|zullen|tot|não|em breve|teremos|até)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Shops:
    """`towns` are those that have one; `most` is how many the documents speak of at most, None where they don't."""

    towns: frozenset[str]
    most: Decimal | None

    def objections(self, text: str, locale: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and message of what the documents do not have."""
        if not self.towns or text.endswith("?"):
            return
        if _ANY_SHOP.search(text) is None and _TOWNS_SHOP.search(text) is None:
            return
        yield from self._elsewhere(text)
        yield from self._too_many(text, locale)

    def _elsewhere(self, text: str) -> Iterator[tuple[int, int, str]]:
        listed = self._listed(text)
        for town in find_towns(text):
            after = _TOWNS_SHOP.match(text, town.end)
            is_shop = _SHOP_IN.search(text[: town.start]) or (after and _THE.search(text[: town.start]))
            if (is_shop or town in listed) and town.name not in self.towns:
                known = ", ".join(name.title() for name in sorted(self.towns))
                yield town.start, town.end, f"The documents know of no shop there. They name {known}."

    def _listed(self, text: str) -> list[Town]:
        ours = _OURS_ARE.search(text)
        if ours is not None and _SOME_DAY.search(text) is None:
            return _one_after_another(text, ours.end())
        counted = _SO_MANY.match(text)
        found = _one_after_another(text, counted.end()) if counted else []
        return found if any(one.name in self.towns for one in found) else []

    def _too_many(self, text: str, locale: str) -> Iterator[tuple[int, int, str]]:
        if self.most is None or _SOME_DAY.search(text):
            return
        is_ours = _OURS_ARE.search(text) is not None or bool(self._listed(text))
        for one in find_quantities(text, locale) if is_ours else ():
            if _counts_shops(one.text) and isinstance(one.value, Decimal) and one.value > self.most:
                yield one.start, one.start + len(one.text), f"The documents know of {self.most} at most."


def read_shops(texts: Sequence[str]) -> Shops:
    towns: set[str] = set()
    counts: list[Decimal] = []
    for text in texts:
        if _ANY_SHOP.search(text):
            towns.update(one.name for one in find_towns(text))
            counts += [
                one.value for one in find_quantities(text) if _counts_shops(one.text) and isinstance(one.value, Decimal)
            ]
    return Shops(frozenset(towns), max(counts, default=None))


def _counts_shops(text: str) -> bool:
    return re.fullmatch(rf"\S+\s+{_SHOP}", text, re.IGNORECASE) is not None


def _one_after_another(text: str, at: int) -> list[Town]:
    found: list[Town] = []
    for town in find_towns(text):
        if town.start >= at:
            if not _NEXT.fullmatch(text, at, town.start):
                break
            found.append(town)
            at = town.end
    return found
