"""What users post (comments, reviews, captions): published, held for a person, or hidden, under a policy of its own.

The finders are those of the brand check; the policy is another. Swearing in a complaint is let be, threats and other
people's data are hidden, somebody who is hurt always reaches a person. Threats are heard in four languages and
however they are spelled. The language of a post is told by its words where it is not given; a post too short to tell
is read in all four, and one in another language than it is read in is held.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import InputError
from knowledge.text.language import likeliest, telling_words
from knowledge.text.numerals import language_of
from knowledge.text.phrases import fold
from knowledge.text.wordlist import word_set
from tools.copy import Copy
from tools.findings import Finding
from tools.lexicon import Lexicon
from tools.people.privacy_check import check_privacy
from tools.safety.check import check_safety, safety_names
from tools.text.markup import Lines
from tools.text.masked_words import Unmasked
from tools.text.placed import Reading
from tools.text.prose import prose

Verdict = Literal["publish", "hold", "hide"]
POLICY = Path(__file__).with_name("moderation.yaml")
_RULES = Path(__file__).with_name("user_content.yaml")
_COMPLAINT = "user.Complaint"
_WEIGHT: dict[Verdict, int] = {"publish": 0, "hold": 1, "hide": 2}
_PRIVACY = word_set("""
    NationalId PaymentCard Iban Passport HealthId HomeAddress PersonalEmail PersonalPhone BirthDate IpAddress
    PrivatePerson LicencePlate
""")
# what copy must not say; a user may tell of it
_BRANDS_OWN = frozenset(
    f"copydesk.{name}"
    for name in word_set("""
        ConsentWording DataSold Biometrics SelfDiagnosis InsteadOfADoctor Cure SyntheticLikeness ChildrenExhorted
        ChildsData MildProfanity
    """)
)
_OWN_DATA = re.compile(
    r"\b(?:my|me|i|i'm|mine|mein|meine|meiner|mich|ich|mon|ma|mes|moi|je|j'ai|mi|mis|yo|me)\b[^.!?\n]{0,40}$"
)
_LANGUAGES = ("en", "de", "fr", "es")
_LATIN = word_set("en de fr es it nl pt lb sv da no fi pl cs ro hu tr")
_TELLING = 2  # words that only one other language has
# said in any language, whatever the post is said to be in: phrases of several words
_IN_ANY_LANGUAGE = frozenset(
    {"copydesk.Threat", "copydesk.Hate", "copydesk.SelfHarm", "user.Harassment", "user.Crisis"}
)
_MASKED = _IN_ANY_LANGUAGE | {"copydesk.Slur", "copydesk.StrongProfanity", "copydesk.Insult"}
_NEAR = 48


class ModerationPolicy(BaseModel):
    """What happens for which rule; ids as the findings name them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "default"
    hide: tuple[str, ...] = ()
    hide_if_about_others: tuple[str, ...] = ()
    hold: tuple[str, ...] = ()
    tolerate_in_complaints: tuple[str, ...] = ()
    to_person: Mapping[str, str] = {}
    quoted: Verdict = "hold"  # a slur or a threat that is quoted, not said

    @classmethod
    def load(cls, path: Path) -> "ModerationPolicy":
        """Raises InputError where the file is no policy or names a rule that nobody knows."""
        try:
            policy = cls.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{path} cannot be read: {error}") from error
        except RecursionError as error:
            raise InputError(f"{path} is not a moderation policy: it is nested too deeply.") from error
        except (yaml.YAMLError, ValidationError) as error:
            raise InputError(f"{path} is not a moderation policy: {error}") from error
        known = moderation_rules()
        for key in ("hide", "hide_if_about_others", "hold", "tolerate_in_complaints", "to_person"):
            unknown = sorted(set(getattr(policy, key)) - known)
            if unknown:
                raise InputError(
                    f"{path}: {key}: there is no rule {unknown[0]!r}; known are {', '.join(sorted(known))}"
                )
        return policy


class ModerationReport(BaseModel):
    """A verdict with what it rests on. `to_person` is why a person must see it, else None."""

    model_config = ConfigDict(frozen=True)

    verdict: Verdict
    findings: tuple[Finding, ...]
    to_person: str | None = None
    policy: str = "default"
    locale: str = "en"  # that it was read in: as given, else told by its words


def moderation_rules() -> frozenset[str]:
    """Every rule that a policy may name."""
    return frozenset((*safety_names(), *(f"copydesk.{name}" for name in _PRIVACY), *_user_rules().names)) - _BRANDS_OWN


@cache
def default_policy() -> ModerationPolicy:
    return ModerationPolicy.load(POLICY)


def moderate(
    text: str, locale: str | None = None, policy: ModerationPolicy | None = None, published: Sequence[str] = ()
) -> ModerationReport:
    """One post. Without a `locale` its words tell its language. `published` is the brand's own contact data; a person
    may repeat it.
    """
    plain = prose(Copy(fields={"text": text}, locale=locale or "en"), "text")
    report = _moderated(plain.copy.fields["text"], locale, policy or default_policy(), published)
    return report.model_copy(update={"findings": tuple(plain.in_place(report.findings))})


def _moderated(text: str, locale: str | None, rules: ModerationPolicy, published: Sequence[str]) -> ModerationReport:
    """Of a post as people read it: no `&nbsp;` in it."""
    told, is_sure = (locale, True) if locale else likeliest(text, _LANGUAGES)
    found = _found(text, told, published, is_sure=is_sure)
    complaint = any(one.rule in (_COMPLAINT, "user.Injury", "user.Legal") for one in found)
    decided = [(_decide(one, text, rules, complaint), one) for one in found]
    verdict = max((each for each, _ in decided), key=lambda each: _WEIGHT[each], default="publish")
    reasons = dict.fromkeys(rules.to_person[one.rule] for one in found if one.rule in rules.to_person)
    if verdict == "publish" and is_foreign(text, language_of(told)):
        verdict = "hold"
        reasons |= {"It is not written in the language that it was read in: a person reads it.": None}
    if verdict == "hold" and not reasons:
        reasons = dict.fromkeys(["Held: a person decides whether it is published."])
    return ModerationReport(
        verdict=verdict,
        findings=tuple(sorted(found, key=lambda one: (one.start, one.rule))),
        to_person=" ".join(reasons) or None,
        policy=rules.name,
        locale=told,
    )


def _found(text: str, locale: str, published: Sequence[str], *, is_sure: bool) -> list[Finding]:
    """Where its language is not sure, in the words of all of them; whose data it is, in the likeliest alone."""
    found = _in_words(text, locale, published)
    for other in _LANGUAGES:
        if other != language_of(locale):
            others = _in_words(text, other, published)
            found += [one for one in others if one.rule in _IN_ANY_LANGUAGE or not (is_sure or one.family == "privacy")]
    unmasked = Unmasked(text)
    if unmasked.text != text:
        told = [one for one in _in_words(unmasked.text, locale, published) if one.rule in _MASKED]
        found += [_placed(one, text, unmasked) for one in told]
    return list({(one.rule, one.start): one for one in reversed(found)}.values())


def _in_words(text: str, locale: str, published: Sequence[str]) -> list[Finding]:
    copy = Copy(fields={"text": text}, locale=locale)
    found = [one for one in (*check_safety(copy), *check_privacy(copy, published)) if one.rule not in _BRANDS_OWN]
    return [*found, *_user_rules().findings(Reading("text", text), locale, "safety")]


def _placed(one: Finding, text: str, unmasked: Unmasked) -> Finding:
    start, end = unmasked.place(one.start, one.start + len(one.span))
    line, column = Lines(text).at(start)
    return one.model_copy(update={"start": start, "span": text[start:end], "line": line, "column": column})


def is_foreign(text: str, language: str) -> bool:
    """Whether a post is plainly in another language: in another script, or with other languages' words alone."""
    letters = [char for char in text if char.isalpha()]
    others = sum(not unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if letters and language in _LATIN and 2 * others > len(letters):
        return True
    told = Counter(telling_words().get(word) for word in re.findall(r"[^\W\d_]+", text.lower()))
    own = told.pop(language, 0)
    told.pop(None, 0)
    return bool(told) and max(told.values()) >= max(_TELLING, 2 * own)


def _decide(one: Finding, text: str, policy: ModerationPolicy, complaint: bool) -> Verdict:
    if one.rule in policy.tolerate_in_complaints and complaint:
        return "publish"
    if one.rule in policy.hide_if_about_others and not _of_the_writer(text, one.start):
        return "hide"
    if one.rule in policy.hide:
        return "hide" if one.severity == "red" or one.family == "privacy" else policy.quoted
    return "hold" if one.rule in policy.hold else "publish"


def _of_the_writer(text: str, at: int) -> bool:
    """ "My number is", "write to me at": somebody's own. Not "his number", and not what nobody is named for."""
    before = fold(text[max(0, at - _NEAR) : at])
    clause = re.split(r"[.!?\n;]", before)[-1]
    others = re.search(r"\b(?:his|her|their|sein\w*|ihr\w*|son|sa|leur|su|sus)\b[^.!?\n]{0,40}$", clause)
    return others is None and _OWN_DATA.search(clause) is not None


@cache
def _user_rules() -> Lexicon:
    return Lexicon.load(_RULES)
