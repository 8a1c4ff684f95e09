"""What a draft says without a number and the documents say otherwise: when a shop is open, where one is, where and by
whom a product is made, who founded the house, who tested it, which code takes money off. It is wrong, and not only
unknown: red.

Only where the documents speak of the same thing: the opening days of that shop; the towns of the shops; the making of
that product; the tester of that test. What is denied or asked is no statement.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.sentences import sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.closing import closed_days
from tools.grounding.evidence import Names, Statement, names_for, statements
from tools.grounding.numbers.subjects import subjects_for
from tools.grounding.opening import CLOSED, Hours, read_hours, shut_days
from tools.grounding.sentences.attributes import Attributes, read_attributes
from tools.grounding.sentences.founding import FOUNDED, founded_elsewhere
from tools.grounding.sentences.institutes import Institutes, read_institutes
from tools.grounding.sentences.makers import Makers, read_makers
from tools.grounding.sentences.otherwise import Otherwise, objections, read_otherwise
from tools.grounding.sentences.shops import Shops, read_shops
from tools.grounding.sentences.substances import Contents, read_contents
from tools.grounding.towns import find_towns
from tools.kept import kept
from tools.text.markup import Lines

RULE = "copydesk.ToldOtherwise"
CODE = "copydesk.UnknownCode"
TOLD_RULES = (RULE, CODE)
_OUR = r"(?:our|unser\w*|notre|nos|nuestr[oa]s?|nostr[oaie]|onze|ons)"
_MADE = re.compile(
    r"(?<!\w)(?:made|filled|poured|blended|produced|bottled|manufactured|crafted|assembled|mixed|hand-poured"
    r"|hand-filled"
    r"|hergestellt|abgefüllt|gefertigt|gegossen|gemischt|produziert"
    r"|fabriqué\w*|remplie?s?|coulée?s?|assemblée?s?|produite?s?|élaborée?s?|conditionnée?s?"
    r"|hech[oa]s?|fabricad[oa]s?|vertid[oa]s?|elaborad[oa]s?|producid[oa]s?|envasad[oa]s?|rellenad[oa]s?"
    r"|prodott[oaie]|fatt[oaie]|versat[oaie]|gemaakt|geproduceerd|gegoten)(?!\w)",
    re.IGNORECASE,
)
_AT_HOME = re.compile(
    rf"(?<!\w){_OUR}\s+(?:own )?(?:[A-Z]\w+ )?(?:workshop|studio|atelier|werkstatt|taller|laboratorio|werkplaats"
    rf"|bottega)(?!\w)",
    re.IGNORECASE,
)
_IN = re.compile(r"[^,;:.!?]{0,30}? (?:in|im|à|en|a|te|de|di|van) ", re.IGNORECASE)  # between the making and its town
_BY_OTHERS = re.compile(
    r"(?<!\w)by (?:a|our) (?:partner|supplier|manufacturer|contractor|third party)(?!\w)", re.IGNORECASE
)
_TESTING = re.compile(
    r"(?<!\w)(?:(?:patch-)?test\w*|\w{3,}tests?|pruebas?|stud(?:y|ies)|examin\w*|certif\w*|measured|report|trial|geprüft|getestet"
    r"|prüf\w*|studie\w*|bericht"
    r"|untersuch\w*|zertifi\w*|étud\w*|essai\w*|rapport|analys\w*|probad\w*|estudi\w*|ensay\w*|informe"
    r"|certificad\w*|testat\w*"
    r"|prov[ao]|getest|onderzo\w*)(?!\w)",
    re.IGNORECASE,
)
# words for an institution, which alone name none: "Laboratory tested", "in a Clinic"
_BARE = (
    r"(?:Universit(?:y|ies|ät(?:en)?|és?|à|eit)|Universidad(?:es)?|Institut(?:[eios]|es|os)?|Instituut"
    r"|Laborator(?:y|ies|ium|io)|Labor[es]?|Labs?|Laboratoires?|Clinics?|Klinik(?:en|um)?|Cliniques?|Clínicas?"
    r"|Hospitals?|Hôpital|Akademien?|Academy|Hochschulen?|Colleges?|Stiftung|Foundation)"
)
_ARTICLE = r"(?:the|der|die|das|dem|l'|la|le|el|il|de|het)"
_INSTITUTE = re.compile(
    rf"(?:(?<!\w){_ARTICLE} )?(?<!\w)(?:(?:[A-ZÄÖÜÉ][\w'-]+ )*(?:{_BARE}|Universitäts\w+)(?!\w)"
    r"(?:(?: (?:of|for|für|de|di|van|fédérale?|du|der|the))*(?: [A-ZÄÖÜÉ][\w'-]+)+)?"
    r"|(?:TÜV|Dermatest|Fraunhofer|Fresenius|DEKRA|SGS|Charité)(?!\w)(?: [A-ZÄÖÜÉ][\w'-]+)*)"
)
_UNNAMED = re.compile(rf"(?:(?i:{_ARTICLE}) )?{_BARE}")
_DONE_BY = re.compile(r"(?<!\w)(?:done|made|carried out|conducted|run|tested|test) by [A-Z]|(?<!\w)test by [A-Z]")
_CODE = re.compile(
    r"(?:(?<!\w)(?i:code|promo code|gutschein(?:code)?|rabattcode|code promo|código|codice"
    r"|kortingscode)[\s:]+[\"“„«']?\s?)"
    r"(?P<code>[A-Z][A-Z0-9_-]{3,})(?!\w)"
)


@dataclass(frozen=True, eq=False)
class _Told:
    """What the documents say, by what it is said of."""

    hours: dict[str, Hours]  # by town; "" where it is said of all shops
    otherwise: Otherwise
    contents: Contents
    attributes: Attributes
    makers: Makers
    institutes: Institutes
    shops: Shops
    made_in: dict[str, frozenset[str]]  # by product, the towns
    by_others: frozenset[str]  # products that a partner makes
    founded_in: frozenset[str]
    testers: str | None  # a statement that names one
    words: frozenset[str]  # that the documents write with a capital
    names: Names


def check_told_otherwise(
    copy: Copy, evidence: Sequence[Passage], facts: Sequence[Fact], products: Sequence[Product] = ()
) -> tuple[Finding, ...]:
    """Red, in the order of the copy."""
    if not (evidence or facts):
        return ()
    told = _told(evidence, facts, products)
    found: list[Finding] = []
    for field, text in copy.fields.items():
        parts = sentences(text)
        about = _one(frozenset(name for other in copy.fields.values() for name in told.names.products_in(other)))
        whole = "\n".join(copy.fields.values())
        for place, part in enumerate(parts):
            before = text[parts[place - 1].start : part.start] if place else ""
            there = _one(frozenset(one.name for one in find_towns(text[: part.start]))) if place else None
            for rule, start, end, message in _objections(part.text, before, told, about, there):
                found.append(_finding(field, text, rule, part.start + start, part.start + end, message))
            objected = (
                *objections(part.text, copy.locale, whole, told.otherwise, told.names),
                *told.attributes.objections(part.text, copy.locale, whole, told.names),
                *told.makers.objections(part.text, copy.locale, told.names),
                *told.shops.objections(part.text, copy.locale),
                *told.contents.denials(part.text, copy.locale, before),
                *told.contents.vegan(part.text, copy.locale, before),
            )
            for start, end, message in objected:
                found.append(_finding(field, text, RULE, part.start + start, part.start + end, message))
    return tuple(found)


def _one(products: frozenset[str]) -> str | None:
    return next(iter(products)) if len(products) == 1 else None


_Objection = tuple[str, int, int, str]
_SENTENCES = 4_096  # remembered: the versions of a draft have most in common


@lru_cache(maxsize=_SENTENCES)
def _objections(text: str, before: str, told: _Told, about: str | None, there: str | None) -> tuple[_Objection, ...]:
    """`before` is the sentence before, with what stands between the two; `there` the one town that all before names."""
    return () if text.endswith("?") else tuple(_objecting(text, before, told, about, there))


def _objecting(text: str, before: str, told: _Told, about: str | None, there: str | None) -> Iterator[_Objection]:
    yield from _on_days(text, before, told, there)
    yield from _on_making(text, told, about)
    yield from ((RULE, *one) for one in founded_elsewhere(text, told.founded_in, told.makers.brand))
    yield from ((RULE, *one) for one in told.institutes.objections(text))
    yield from _on_testers(text, told)
    yield from _on_codes(text, told)


def _on_days(text: str, before: str, told: _Told, there: str | None) -> Iterator[_Objection]:
    for found, town, is_before in shut_days(text, before.rstrip(), told.hours, there):
        of = f"the shop in {town.title()} is" if town else "the shops are"
        back = len(before) if is_before else 0
        yield RULE, found.start - back, found.end - back, f"By the documents, {of} not open then."
    for found, town in closed_days(text, told.hours, there):
        of = f"the shop in {town.title()} is" if town else "the shops are"
        yield RULE, found.start, found.end, f"By the documents, {of} open then."


def _on_making(text: str, told: _Told, about: str | None) -> Iterator[_Objection]:
    product = _one(told.names.products_in(text)) or about
    made = None if product is None else _MADE.search(text)
    if made is None or product is None or CLOSED.search(text):
        return
    towns = [one for one in find_towns(text) if _IN.fullmatch(text, made.end(), one.start)]
    places = told.made_in.get(product)
    if places and towns and towns[0].name not in places:
        yield (
            RULE,
            made.start(),
            towns[0].end,
            f"The documents name another place: {', '.join(sorted(places)).title()}.",
        )
    elif product in told.by_others and (home := _AT_HOME.search(text)):
        yield RULE, made.start(), max(home.end(), made.end()), f"By the documents, a partner makes {product}."


def _on_testers(text: str, told: _Told) -> Iterator[_Objection]:
    if told.testers is None or not _TESTING.search(text):
        return
    for found in _INSTITUTE.finditer(text):
        own = {word.casefold() for word in re.findall(r"[A-ZÄÖÜÉ][\w'-]+", found[0])}
        if own and not own <= told.words and not _UNNAMED.fullmatch(found[0]):
            yield RULE, found.start(), found.end(), f"The documents name another: “{told.testers}”"


def _on_codes(text: str, told: _Told) -> Iterator[_Objection]:
    for found in _CODE.finditer(text):
        if found["code"].casefold() not in told.words:
            yield CODE, *found.span("code"), f"No document knows the code {found['code']}, so nobody approved it."


@kept
def _told(evidence: Sequence[Passage], facts: Sequence[Fact], products: Sequence[Product]) -> _Told:
    said = statements(evidence)
    names = names_for(evidence, facts, products)
    texts = (*(one.text for one in said), *(fact.statement for fact in facts))
    made_in, by_others = _making(said, names)
    sheets = tuple(dict.fromkeys(passage.product for passage in evidence if passage.product))
    return _Told(
        hours=read_hours(texts),
        otherwise=read_otherwise(said, facts),
        attributes=read_attributes(said, names),
        contents=read_contents(said, subjects_for(names, facts, products, sheets)),
        makers=read_makers(said, facts, frozenset(passage.brand for passage in evidence), names),
        institutes=read_institutes(said),
        shops=read_shops(texts),
        made_in=made_in,
        by_others=by_others,
        founded_in=frozenset(town.name for text in texts if FOUNDED.search(text) for town in find_towns(text)),
        testers=next((one.text for one in said if _DONE_BY.search(one.text)), None),
        words=frozenset(word.casefold() for one in said for word in re.findall(r"[A-ZÄÖÜÉ][\w'-]+", one.text)),
        names=names,
    )


def _making(said: Sequence[Statement], names: Names) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    places: dict[str, set[str]] = {}
    by_others: set[str] = set()
    for one in said:
        if not _MADE.search(one.text):
            continue
        for product in names.products_in(one.text) or ({one.passage.product} if one.passage.product else set()):
            places.setdefault(product, set()).update(town.name for town in find_towns(one.text))
            if _BY_OTHERS.search(one.text):
                by_others.add(product)
    return {product: frozenset(towns) for product, towns in places.items()}, frozenset(by_others)


def _finding(field: str, text: str, rule: str, start: int, end: int, message: str) -> Finding:
    line, column = Lines(text).at(start)
    return Finding(
        rule=rule,
        family="grounding",
        severity="red",
        field=field,
        line=line,
        column=column,
        start=start,
        span=text[start:end],
        message=message,
        source=None,
    )
