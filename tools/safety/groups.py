"""Groups of people as expressions, by language: whom a sentence of hate, a threat or a stereotype is said of."""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.phrases import fold
from knowledge.text.wordlist import one_of

FILE = Path(__file__).with_name("hate.yaml")
UNSPACED_LANGUAGES = ("ja",)
_AFTER = ("fr", "es", "it", "pt")  # a quality stands behind the word for people
PEOPLE_WITH = (
    r"(?:people|menschen|leute|personnes|personas|persone|mensen|pessoas) (?:with|without|who|mit|ohne|die|avec|sans"
    r"|atteintes|qui|con|sin|que|senza|che|met|zonder|com|sem)\b"
)
_PEOPLE_WHO = (
    r"(?:[a-z]+-|\d\d-)year-olds|(?:people|persons|men|women|adults|those) (?:with|without|over|under|aged|of|from)"
    r" (?:[\w'-]+ ){0,3}?[\w'-]+|people (?:there|over there|like (?:that|them|those))"
    r"|the (?:blind|deaf|disabled|elderly|homeless|poor|unemployed)"
)
_SAID_OF = {  # what may stand between people and what is wished upon them
    "en": r" (?:over|under|above|below|with|without|from|in|on|of|who|aged)",
    "de": r" (?:uber|unter|mit|ohne|aus|in|auf|ab)",
    "fr": r" (?:de|du|avec|sans|en|qui|a)",
    "es": r" (?:de|con|sin|en|que|mayores)",
    "it": r" (?:di|con|senza|in|che|sopra|sotto)",
    "nl": r" (?:boven|onder|met|zonder|uit|in|op|van)",
}
_HAVING = {  # what people have or lack, in languages other than English
    "de": r"(?:mit|ohne|uber) (?:[\w'-]+ )?[\w'-]+",
    "fr": r"(?:(?:avec|sans|en|de plus de|atteintes de|atteints de) (?:[\w'-]+ )?|d'|a )[\w'-]+",
    "es": r"(?:con|sin|en|mayores de|de mas de) (?:[\w'-]+ )?[\w'-]+",
    "it": r"(?:con|senza|sopra i) (?:[\w'-]+ )?[\w'-]+",
    "nl": r"(?:met|zonder|boven de) (?:[\w'-]+ )?[\w'-]+",
    "pt": r"(?:com|sem) (?:[\w'-]+ )?[\w'-]+",
}
_NATIONALS = r"(?P<open>[a-z]{3,20}(?:ians|eans|icans|ites|ese|is))"
# who carries something may be asked to leave it outside, and the law bars the young from some places
_TOO_YOUNG_OR_LADEN = (
    r"(?!\w+ (?:with|without|mit|ohne|avec|sans|con|sin|senza|met|zonder)"
    r" (?:an? |any |their |your |own |eine[mnr]? |une? )?(?:(?!guide|assistance|service|hearing)[\w-]+ )?"
    r"(?:tickets?|dogs?|pets?|prams?|buggies|bikes?|bicycles?|luggage|bags?|suitcases?|food|drinks?|shoes|masks?"
    r"|invitations?|bookings?|appointments?|reservations?|membership|phones?|cameras?|cars?|cash|cards?|id|proof|colds?|flu"
    r"|fever|covid|symptoms|receipts?|vouchers?|codes?|accounts?|adults?|parents?|supervision|karten?|hunde?n?|kinderwagen"
    r"|fahrrad\w*|gepack|termin|maske|einladung|ausweis|billets?|chiens?|poussettes?|velos?|bagages|invitation|rendez-vous"
    r"|entradas?|perros?|carritos?|bicis?|cita|equipaje|mascarilla|invitacion)\b)"
    r"(?!\w+ (?:under|unter|de menos de) (?:1\d|2[01]|\d)\b)"
)
_ONE_OF = {
    "children": "child", "ladies": "lady", "wives": "wife", "roma": "roma", "sinti": "sinti", "chinese": "chinese",
    "japanese": "japanese", "swiss": "swiss", "brits": "brit", "blacks": "black person", "whites": "white person",
    "travellers": "traveller", "guys": "guy", "portuguese": "portuguese", "vietnamese": "vietnamese",
}  # fmt: skip
_NO_MEMBERS = ("black", "pole", "traveller", "white")


class HateFile(BaseModel):
    """The file: phrases and the groups they are said of, each by language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    red: dict[str, str]
    always: dict[str, str]
    violence: dict[str, str]
    shut_out: dict[str, str]
    amber: dict[str, str]
    groups: dict[str, dict[str, str]]


@cache
def hate_file() -> HateFile:
    return HateFile.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


@cache
def groups_of(language: str) -> dict[str, str]:
    """Expressions for the groups that a phrase can be said of."""
    groups = hate_file().groups[language]
    return {
        "people": _people(groups, language),
        "foreign": rf"(?:{one_of(fold(groups.get('foreign', '')).split())})",
        "protected": _protected(groups, language),
        "anybody": _anybody(groups, language),
        "member": _member(groups),
        "group": _TOO_YOUNG_OR_LADEN + _people(groups, language),
        "one": _one(groups, language),
    }


def anyone(language: str) -> str:
    """Of several at once, those too who are no group in particular: "everybody", "customers"."""
    return _anyone(hate_file().groups[language], language)


def _people(groups: dict[str, str], language: str) -> str:
    nouns = one_of(fold(groups["nouns"]).split())
    kinds = one_of(fold(groups["kinds"]).split())
    persons = one_of(fold(groups["persons"]).split())
    if language == "en":
        who = "|".join(groups["who"].split())
        open_class = f"|{_PEOPLE_WHO}|people who (?:{who})|{_NATIONALS}"
        named = rf"(?:{kinds})[ -](?:{persons}|{nouns})|{nouns}|(?:{kinds})[ -](?:{kinds})[ -](?:{persons})"
        return rf"(?:{named}{open_class})(?![\w'-])"
    after = rf"|(?:{persons}) (?:{kinds})" if language in _AFTER else ""
    declined = "n?" if language == "de" else ""
    return rf"(?:(?:{kinds}){declined} (?:{persons})|{nouns}{after}|(?:{persons}) {_HAVING[language]})(?![\w'-])"


def _one(groups: dict[str, str], language: str) -> str:
    """One of a group: "woman", "German", "deaf person"; German, French and Spanish have lists of their own."""
    if language != "en":
        return rf"(?:{one_of(fold(groups.get('ones', '')).split())})(?![\w'-])"
    nouns = one_of(sorted({_singular(word) for word in fold(groups["nouns"]).split()}))
    kinds = one_of(fold(groups["kinds"]).split())
    return (
        rf"(?:(?:{kinds})[ -](?:person|man|woman|girl|boy|adult|child|kid|student|teenager|parent)|{nouns}"
        rf"|(?:person|man|woman) (?:with|without|over|of|from) (?:[\w'-]+ ){{0,2}}?[\w'-]+)(?![\w'-])"
    )


def _singular(word: str) -> str:
    if word in _ONE_OF:
        return _ONE_OF[word]
    if word.endswith("men"):
        return f"{word[:-3]}man"
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


@cache
def words_for_groups(language: str) -> tuple[str, ...]:
    """Nouns for groups of people, of several and of one; folded. None where the language has no list of them."""
    groups = hate_file().groups.get(language)
    if groups is None:
        return ()
    several = fold(" ".join(groups[name] for name in ("protected", "nouns", "others"))).split()
    ones = [_singular(word) for word in several] if language == "en" else fold(groups.get("ones", "")).split()
    return tuple(dict.fromkeys((*several, *ones)))


@cache
def group_words(language: str) -> str:
    """An expression for several of any group."""
    return _people(hate_file().groups[language], language)


@cache
def one_word(language: str) -> str:
    """An expression for one of any group; one that nothing fits where the language has no list of them."""
    groups = hate_file().groups[language]
    return _one(groups, language) if language == "en" or groups.get("ones") else r"(?!)"


def may_name_group(text: str, language: str) -> bool:
    """Whether a text may speak of a group of people, in whatever tone: also where the language has no list of them."""
    found = any_group(language)
    return found is None or found.search(fold(text)) is not None


@cache
def any_group(language: str) -> re.Pattern[str] | None:
    """An expression for any word that speaks of a group, over folded text; None without a list."""
    groups = hate_file().groups.get(language)
    if groups is None:
        return None
    if "stems" in groups:  # what follows is an ending, or another word with no space between
        begins = "" if language in UNSPACED_LANGUAGES else r"(?<!\w)"
        return re.compile(rf"{begins}(?:{'|'.join(fold(groups['stems']).split())})")
    return re.compile(rf"(?<!\w)(?:{_people(groups, language)}|{PEOPLE_WITH})")


def _protected(groups: dict[str, str], language: str) -> str:
    """Groups by origin, religion, orientation, disability: who is shut out by a "no" before the word."""
    nouns, kinds = one_of(fold(groups["protected"]).split()), one_of(fold(groups["kinds"]).split())
    persons = one_of(fold(groups["persons"]).split())
    named = rf"(?:{persons}) (?:{kinds})" if language in _AFTER else rf"(?:{kinds})[ -](?:{persons})"
    return rf"(?:{named}|{nouns})(?![\w'-])"


def _member(groups: dict[str, str]) -> str:
    """One of a protected group, as it stands before a hyphen: "muslim-free". Not what is a colour or a thing too."""
    several = fold(groups["protected"]).split()
    single = (f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s") for word in several)
    return rf"(?:{one_of(word for word in single if word not in _NO_MEMBERS)})"


def _anybody(groups: dict[str, str], language: str) -> str:
    return rf"(?:{_anyone(groups, language)})(?:{_SAID_OF[language]}(?: [\w'-]+){{1,4}}?)?"


def _anyone(groups: dict[str, str], language: str) -> str:
    return rf"{_people(groups, language)}|{one_of(fold(groups['others']).split())}"
