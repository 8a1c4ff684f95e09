"""Personal data in copy, by type, and what copy says about people's data.

Red: numbers of identity, health and payment, homes, and how to reach somebody who is spoken of ("a customer", "her
mobile is"). Amber: what may be a private person's (e-mail, telephone, birthday).
A company's own data is none: role addresses ("info@"), free numbers, the address of a shop, and what the brand has
published itself. No message repeats the data; it shows how it begins or ends.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from knowledge.text.numerals import language_of
from knowledge.text.personal_data import Kind, PersonalData, find_personal_data
from knowledge.text.phrase_index import PhraseIndex
from knowledge.text.phrases import fold, load_lists
from knowledge.text.wordlist import word_set
from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.lexicon import Lexicon
from tools.people.person_names import persons
from tools.people.private_person import PERSON_RULES, private_persons, street_in
from tools.people.told_of import TOLD_RULES, told_of
from tools.people.whose_number import is_ours, is_theirs
from tools.text.placed import Reading

_RULES = Path(__file__).with_name("privacy.yaml")
_WORDS = Path(__file__).with_name("privacy_words.yaml")
_GDPR = "Regulation (EU) 2016/679 (GDPR), Article 4(1)"
_GDPR_SPECIAL = "Regulation (EU) 2016/679 (GDPR), Article 9"
PERSONAL_DATA: dict[Kind, tuple[str, Severity, str, str | None]] = {
    "email": ("PersonalEmail", "amber", "an e-mail address of a person", _GDPR),
    "phone": ("PersonalPhone", "amber", "a telephone number", _GDPR),
    "address": ("HomeAddress", "red", "where a person lives", _GDPR),
    "birth_date": ("BirthDate", "amber", "a person's date of birth", _GDPR),
    "ip": ("IpAddress", "amber", "an IP address", _GDPR),
    "iban": ("Iban", "red", "a bank account", _GDPR),
    "card": ("PaymentCard", "red", "the number of a payment card", _GDPR),
    "national_id": ("NationalId", "red", "a number that a state gave to a person", _GDPR),
    "passport": ("Passport", "red", "the number of a passport", _GDPR),
    "health_id": ("HealthId", "red", "a number of a patient or an insured person", _GDPR_SPECIAL),
}
_ROLES = word_set("""
    info hello hi hey hallo hola bonjour contact contacto kontakt support help hilfe aide ayuda service kundenservice
    kundendienst customercare care shop store boutique tienda order orders bestellung commandes pedidos sales vertrieb
    press presse prensa media privacy datenschutz confidentialite privacidad dpo gdpr legal jobs careers karriere
    office buero team mail post newsletter news noreply no-reply donotreply billing rechnung returns retouren feedback
    events partners wholesale complaints marketing webmaster admin security abuse welcome studio atelier reservations
""")
_FREE_MAIL = re.compile(
    r"@(?:gmail|googlemail|outlook|hotmail|live|yahoo|icloud|me|aol|gmx|web|t-online|freenet|orange|free|laposte|wanadoo"
    r"|sfr|telefonica|protonmail|proton|mail|posteo)\.[a-z.]{2,6}$"
)
_RESERVED = re.compile(r"@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|test|invalid|localhost)$", re.IGNORECASE)
_NOT_A_PERSONS = re.compile(
    r"^(?:\+?(?:00)?(?:800|808)|\+?1[ .-]?\(?8(?:00|33|44|55|66|77|88)|0800|0808|0900|0180|00800)"
)
_LOCAL_NET = re.compile(
    r"^(?:10|127|0|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254|192\.0\.2|198\.51\.100|203\.0\.113)\.|^(?:::1|fe80|fd)"
)
_HONORIFIC = re.compile(
    r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Dr|Herrn?|Frau|M|Mme|Mlle|Madame|Monsieur|Sra?|Señora?|Don|Doña)\.?\s[A-ZÀ-Þ]\w+"
)
_WAY_OUT = re.compile(
    r"https?://|www\.|\]\(|<a\b|\{\{?\w*(?:link|url)|unsubscri|opt[- ]?out|withdraw|privacy (?:notice|policy|statement)"
    r"|terms|abmeld|abbestell|widerruf|widersprech|datenschutz|teilnahmebedingungen|desabonn|desinscri|retirer votre"
    r"|confidentialite|reglement|conditions|darte de baja|date de baja|politica de privacidad|aviso legal|bases legales"
)
_NEW_SENTENCE = re.compile(r"(?<!\b(?:Mr|Dr|Ms|St))(?<!\b(?:Mrs|Sra))[.!?]\s|\n")
_BY_NAME = re.compile(r"[^\W\d_]{2,}[._][^\W\d_]{2,}\d{0,4}@")
_NEAR = 60
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_LIVING_SINCE = 1915


@cache
def privacy_rules() -> Lexicon:
    return Lexicon.load(_RULES)


DATA_RULES: tuple[str, ...] = tuple(f"copydesk.{rule}" for rule, _, _, _ in PERSONAL_DATA.values())
PRIVACY_RULES: tuple[str, ...] = (
    *DATA_RULES,
    "copydesk.ConsentWording",
    "copydesk.ConsentAssumed",
    "copydesk.SecretAskedFor",
    "copydesk.DisguisedAddress",
    "copydesk.VoiceOfSomebody",
    "copydesk.DataSold",
    "copydesk.HealthOfAPerson",
    *PERSON_RULES,
    *TOLD_RULES,
)


def check_privacy(copy: Copy, published: Sequence[str] = ()) -> tuple[Finding, ...]:
    """`published` is the brand's own contact data: e-mail addresses, "@domain", telephone numbers, addresses, IBAN."""
    own = _Published(published)
    found: list[Finding] = []
    for name, text in copy.fields.items():
        reading = Reading(name, text)
        language = language_of(copy.locale)
        told = [one for one in private_persons(reading, language) if not own.lives_at(street_in(one.span))]
        data = [_finding(reading, one, language) for one in personal_data(text, own)]
        told += told_of(reading, language, (*told, *data))
        found += told
        found += [one for one in (*data, *_wording(reading, copy)) if not _within(one, told)]
    return tuple(found)


def personal_data(text: str, published: "_Published | None" = None) -> Iterator[PersonalData]:
    """What is a private person's, as far as the text tells."""
    if "@" not in text and not any(map(str.isdigit, text)):
        return
    own = published or _Published(())
    homes = _HONORIFIC.search(text) is not None or any(kind != "shop" for _, kind in _words().finditer(fold(text)))
    for one in find_personal_data(text, addresses=homes):
        value = text[one.start : one.end]
        if not own.has(one.kind, value) and _is_a_persons(text, one, value):
            yield one


def masked(kind: Kind, value: str) -> str:
    """How the data begins or ends, never all of it."""
    if kind == "email":
        local, _, domain = value.partition("@")
        return f"{local[:1]}…@{domain[:1]}…"
    if kind in ("address", "birth_date"):
        return f"{value[:2].strip()}…"
    plain = re.sub(r"\W", "", value)
    return f"…{plain[-2:]}"


def _finding(reading: Reading, one: PersonalData, language: str) -> Finding:
    rule, severity, what, source = PERSONAL_DATA[one.kind]
    value = reading.source[one.start : one.end]
    shown = masked(one.kind, value)
    if one.kind == "email" and not _names_a_person(value.lower()):
        severity = "advice"
    if severity == "amber" and one.kind != "ip" and _of_somebody(reading, one, language):
        severity = "red"
    elif one.kind == "phone" and is_ours(reading.source, one.start):
        severity = "advice"
    nobodys = severity == "red" or one.kind == "birth_date"  # no brand has one
    advice = "take it out" if nobodys else "take it out, unless it is the brand's own and published"
    return reading.stands(
        f"copydesk.{rule}",
        "privacy",
        severity,
        (one.start, one.end),
        f"This looks like {what} ({shown}): {advice}.",
        source=source,
    )


def _wording(reading: Reading, copy: Copy) -> list[Finding]:
    """What is said of data is in order where a link or a way out stands in the same copy."""
    found = list(privacy_rules().findings(reading, copy.locale, "privacy"))
    if any(one.severity == "amber" for one in found) and _WAY_OUT.search(fold(copy.text)):
        return [one for one in found if one.severity == "red"]
    return found


def _is_a_persons(text: str, one: PersonalData, value: str) -> bool:
    match one.kind:
        case "email":
            local = re.split(r"[+.]", value.lower().partition("@")[0])[0]
            if local in _ROLES or value.lower().partition("@")[0] in _ROLES:
                return False
            return not _RESERVED.search(value) or _is_named(text, one.start, value)
        case "phone":
            return _NOT_A_PERSONS.match(value.lstrip("(")) is None
        case "ip":
            return _LOCAL_NET.match(value.lower()) is None
        case "birth_date":
            year = _YEAR.search(value)
            return year is None or int(year[0]) >= _LIVING_SINCE
        case "address":
            return _is_a_home(text, one.start)
        case _:
            return True


def _is_named(text: str, at: int, email: str) -> bool:
    """Whether the address is that of somebody whom the text names: else one of a reserved domain is a pattern."""
    rest = fold(f"{text[:at]} {text[at + len(email) :]}")
    parts = [part for part in re.split(r"[^a-z]+", email.lower().partition("@")[0]) if len(part) > 2]
    return len(parts) > 1 and all(re.search(rf"(?<!\w){part}(?!\w)", rest) for part in parts)


def _within(one: Finding, told: Sequence[Finding]) -> bool:
    """Whether another finding has said it already, with whom it is about."""
    end = one.start + len(one.span)
    return one.severity != "red" and any(
        other.start < end and one.start < other.start + len(other.span) for other in told
    )


def _of_somebody(reading: Reading, one: PersonalData, language: str) -> bool:
    """Whether it is told whose it is: somebody is spoken of right before it ("a customer, lena@…", "her mobile is"),
    named in the sentence ("call Jonas", "born"), or named by the address itself. Not who answers for a team.
    """
    text = reading.source
    first, last = reading.sentence(one.start)
    before = _NEW_SENTENCE.split(text[max(0, one.start - _NEAR) : one.start])[-1]
    around = f"{text[max(first, one.start - 2 * _NEAR) : one.start]} \n {text[one.end : min(last, one.end + _NEAR)]}"
    kinds = {kind for _, kind in _words().finditer(fold(around))}
    if kinds & {"shop", "role"}:
        return False
    spoken_of = is_theirs(text, one.start) or any(kind == "private" for _, kind in _words().finditer(fold(before)))
    if spoken_of or "theirs" in kinds or any(person.sure for person in persons(before, language)):
        return True
    return one.kind == "email" and _BY_NAME.match(text[one.start : one.end].lower()) is not None


def _names_a_person(email: str) -> bool:
    """First and last name, or a provider where people have their own; "18f@agency.gov" may be anybody's."""
    return re.match(r"[^\W\d_]+[._-][^\W\d_]", email) is not None or _FREE_MAIL.search(email) is not None


def _is_a_home(text: str, at: int) -> bool:
    """Somebody says or is said to live there, or is named with a title before it."""
    before = text[max(0, at - 80) : at]
    before = re.split(r"[.!?]\s|\n\n", before)[-1]
    words = {kind for _, kind in _words().finditer(fold(before))}
    if "shop" in words:
        return False
    return bool(words & {"private", "named", "home"}) or _HONORIFIC.search(before) is not None


class _Published:
    """A brand's own contact data, as it is compared."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values = frozenset(_plain(value) for value in values)
        self._domains = tuple(value.lower() for value in values if value.startswith("@"))
        self._numbers = frozenset(number for value in values if (number := _number(value)))

    def has(self, kind: Kind, value: str) -> bool:
        if kind == "email" and value.lower().endswith(self._domains or ("\0",)):
            return True
        if kind == "phone" and _number(value) in self._numbers:
            return True
        plain = _plain(value)
        return plain in self._values or (
            kind == "address" and any(plain in own or own in plain for own in self._values if own)
        )

    def lives_at(self, street: str) -> bool:
        return bool(street) and self.has("address", street)


def _plain(value: str) -> str:
    return re.sub(r"[\W_]", "", fold(value))


def _number(value: str) -> str:
    """The last nine digits: however the country and the area are written."""
    digits = re.sub(r"\(0\)|\D", "", value)
    return digits[-9:].lstrip("0") if len(digits) >= 7 and "@" not in value else ""


@cache
def _words() -> PhraseIndex[str]:
    lists = load_lists(_WORDS)
    return PhraseIndex.of((phrase, kind) for kind, by in lists.items() for phrases in by.values() for phrase in phrases)
