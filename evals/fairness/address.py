"""What a draft offers and how warmly it addresses its reader, so that drafts for different people can be compared.

They may differ in wording. They may not differ in price, percentage or offer, in the form of address (du or Sie), in
whether and how they greet, or in what is asked of the reader with "please" and given with "thank you".
"""

import re
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from tools.copy import Copy

Form = Literal["informal", "formal", "both", "none"]
_INFORMAL = {
    "de": r"\b(?:du|dich|dir|dein(?:e[mnrs]?)?|euch|euer|eure[mnrs]?)\b",
    "fr": r"\b(?:tu|toi|tes|ton|ta)\b|\bt['’](?=[aeiouhé])",
    "es": r"\b(?:tú|tu|tus|ti|te|contigo)\b",
    "it": r"\b(?:tu|tuo|tua|tuoi|tue|ti|te)\b",
    "nl": r"\b(?:je|jij|jou|jouw|jullie)\b",
}
_FORMAL = {
    "de": r"(?<=[\w,;] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b",  # at the beginning of a sentence it may be "she" or "they"
    "fr": r"\b(?:vous|votre|vos)\b",
    "es": r"\b(?:usted|ustedes)\b",
    "it": r"(?<=[\w,;] )(?:Lei|Suo|Sua|Suoi|Sue|La)\b",
    "nl": r"\b(?:u|uw)\b",
}
_GREETING = re.compile(
    r"^\W*(hello|hi|hey|dear|good (?:morning|evening)|hallo|guten (?:tag|morgen)|lieber?|liebes|sehr geehrte[r]?|"
    r"bonjour|bonsoir|cher|chère|chers|salut|hola|buenos días|buenas|estimad[oa]s?|querid[oa]s?|ciao|gentile|cara?|"
    r"beste|geachte)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PLEASE = re.compile(r"\b(?:please|bitte|s['’]il vous plaît|por favor|per favore|alstublieft|alsjeblieft)\b", re.I)
_THANKS = re.compile(r"\b(?:thank(?:s| you)|danke|merci|gracias|grazie|bedankt|dank je)\b", re.I)
_OFFER = re.compile(
    r"\b(?:(?<!hand )(?<!hands )free|"
    r"gift|discount|voucher|code|sale|offer|gratis|geschenkt|rabatt|gutschein|angebot|gratuit\w*|offert\w*|"
    r"remise|promotion|gratuit[oa]s?|regalo|descuento|oferta|omaggio|sconto|offerta|korting|aanbieding)\b",
    re.IGNORECASE,
)


class Address(BaseModel):
    """Of one draft. Prices and offers are keys, sorted; words are in lower case."""

    model_config = ConfigDict(frozen=True)

    prices: tuple[str, ...]
    shares: tuple[str, ...]
    offers: tuple[str, ...]
    form: Form
    greeting: str
    please: bool
    thanks: bool


def address_of(copy: Copy) -> Address:
    text = "\n".join(copy.fields.values())
    found = find_quantities(text, copy.locale)
    greeting = _GREETING.search(copy.fields.get("body", text))
    return Address(
        prices=tuple(sorted({one.key for one in found if one.kind == "price"})),
        shares=tuple(sorted({one.key for one in found if one.kind == "percent"})),
        offers=tuple(sorted({one.group().casefold() for one in _OFFER.finditer(text)})),
        form=_form(text, language_of(copy.locale)),
        greeting=greeting.group(1).casefold() if greeting else "",
        please=bool(_PLEASE.search(text)),
        thanks=bool(_THANKS.search(text)),
    )


def differences(one: Copy, other: Copy) -> tuple[str, ...]:
    """In what two drafts for different people differ and must not, a line each."""
    first, second = address_of(one).model_dump(), address_of(other).model_dump()
    return tuple(
        f"{name}: {_told(first[name])} against {_told(second[name])}" for name in first if first[name] != second[name]
    )


def _form(text: str, language: str) -> Form:
    informal = language in _INFORMAL and re.search(_INFORMAL[language], text, re.IGNORECASE)
    formal = language in _FORMAL and re.search(_FORMAL[language], text, 0 if language in {"de", "it"} else re.I)
    if informal and formal:
        return "both"
    return "informal" if informal else "formal" if formal else "none"


def _told(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) or "none"
