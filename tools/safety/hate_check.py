"""Sentences that run people down for what they are, whoever the people are.

One list of phrases is crossed with one open class of groups: words of nationality, origin, religion, gender, kinship,
age, orientation and disability; a quality before a word for people ("deaf people"); "people with …", "people over …",
"people who …" where what follows is what they are, not what they do; and nationals by the ending of a capitalised
word ("Kiribatians"). So the same sentence is the same finding of whichever people it is said.
"""

import re
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256

from knowledge.text.guarded import Guarded
from knowledge.text.phrases import expression
from tools.findings import Finding, Severity
from tools.lexicon import denied
from tools.rules.required import Requirements, required
from tools.rules.syntax import parse
from tools.safety.groups import FILE, anyone, groups_of, hate_file
from tools.safety.shut_out_abroad import shut_out_abroad
from tools.text.placed import Reading

HATE = "copydesk.Hate"
STEREOTYPE = "copydesk.Stereotype"
HATE_RULES = (HATE, STEREOTYPE)
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
_SAYS = {
    HATE: "'{span}' runs down people for what they are. It must not go out.",
    STEREOTYPE: "'{span}' says of a whole group of people what is true of none, or shuts them out.",
}
_SAID_BY_OTHERS = re.compile(
    r"\b(?:myth|lie that|wrong|untrue|stereotypes?|cliches?|prejudices?|used to say|who says?|vorurteil\w*|prejuges?"
    r"|prejuicios?|mito|mythe|mythos|pregiudizi\w*|vooroordel\w*|cliche)\b"
)
_NOT = re.compile(
    r"\b(?:not|never|no|don't|doesn't|aren't|wouldn't|nobody|nicht|kein\w*|nie|niemals|pas|jamais|aucun\w*|nunca|jamas|tampoco|non(?!-)|nessun\w*|niet|geen|nooit)\b"
    r"|\bn'|\bne\b"
)
_MOST_NEEDED = 400
_MOST = 600  # characters of a sentence that are looked at
_JOINED = re.compile(r"\?\(?\{")  # a group that may begin within a word
_GROUP = re.compile(r"\{([a-z]+)\}")
_OPEN = re.compile(r"(?<!^)(?<![.!?\n] )[A-Z]")


@dataclass(frozen=True)
class _Language:
    phrases: tuple["_Phrase", ...]
    needed: Requirements  # of the phrases: what stands in every text that they stand in


@dataclass(frozen=True, eq=False)
class _Phrase:
    """One line of a list. Its patterns are long, and are built when a text may have it."""

    rule: int  # which of the lists: the first one that takes words keeps them
    name: str
    severity: Severity
    deniable: bool  # whether a denial clears it
    listed: str
    language: str

    @cached_property
    def someone(self) -> re.Pattern[str]:
        """Stands in every text that the phrase stands in: whom it is said of."""
        return _someone(self.listed, self.language)

    @cached_property
    def _beside(self) -> tuple[Guarded, ...]:
        """What it says before, between and after those it is said of."""
        return _parts_of(expression(_GROUP.sub(r"qq\1qq", self.listed)))

    def may_stand(self, text: str) -> bool:
        """Cheap: whether its own words do, one beside the other."""
        return all(part.search(text) for part in self._beside)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?:{_built(self.listed, groups_of(self.language))})(?!\w)")


def hate(reading: Reading, locale: str) -> list[Finding]:
    """Red for hate, amber for stereotypes; where it is quoted, not said, amber and advice."""
    language = locale.lower().replace("_", "-").split("-")[0]
    if language not in _LANGUAGES:
        return shut_out_abroad(reading, language, HATE, _SAYS[HATE])
    lists = _language(language)
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for phrase, match in _said(lists, reading.folded):
        start, end = match.span()
        if any(first < end and start < last for first, last in taken) or _harmless(reading, match, phrase.deniable):
            continue
        taken.append((start, end))
        found.append(_finding(reading, phrase.name, phrase.severity, start, end))
    return sorted(found, key=lambda one: (one.start, one.rule))


def _said(lists: _Language, text: str) -> list[tuple[_Phrase, re.Match[str]]]:
    """List by list, and in each in the order of the text; of two at one place the phrase that stands first."""
    spoken_of: dict[int, bool] = {}  # by the pattern's identity: to hash a long one takes longer than to search for it
    matches: list[tuple[tuple[int, int, int], _Phrase, re.Match[str]]] = []
    for number in sorted(lists.needed.standing_in(text)):
        phrase = lists.phrases[number]
        if not phrase.may_stand(text):
            continue
        of = id(phrase.someone)
        if of not in spoken_of:
            spoken_of[of] = phrase.someone.search(text) is not None
        if spoken_of[of]:
            found = phrase.pattern.finditer(text)
            matches += [((phrase.rule, match.start(), number), phrase, match) for match in found]
    return [(phrase, match) for _, phrase, match in sorted(matches, key=lambda one: one[0])]


def _finding(reading: Reading, rule: str, severity: Severity, start: int, end: int) -> Finding:
    weight: Severity = severity
    if reading.quoted(start, end):
        weight = "amber" if severity == "red" else "advice"
    message = _SAYS[rule].replace("{span}", reading.text[start:end])
    return reading.finding(rule, "inclusive", weight, (start, end), message)


def _harmless(reading: Reading, match: re.Match[str], deniable: bool) -> bool:
    """Denied, told as what others say, in an address, or an open word that is no name of a people."""
    start, end = match.span()
    for name, value in match.groupdict().items():
        at = match.start(name)
        if name.startswith("open") and value and not _OPEN.match(reading.text, at):
            return True
    first, last = reading.sentence(start)
    said = reading.folded[max(first, start - _MOST) : min(last, end + _MOST)]
    if _SAID_BY_OTHERS.search(said) or reading.in_address(start, end):
        return True
    return deniable and (denied(reading, start, start) or _NOT.search(match[0]) is not None)


@cache
def _language(language: str) -> _Language:
    data = hate_file()
    lists: tuple[tuple[str, Severity, str, bool], ...] = (
        (HATE, "red", data.red[language], True),
        (HATE, "red", data.always[language], False),
        (HATE, "red", data.violence[language], True),
        (HATE, "red", data.shut_out[language], False),
        (STEREOTYPE, "amber", data.amber[language], False),
    )
    phrases = tuple(
        _Phrase(number, name, severity, deniable, line, language)
        for number, (name, severity, listed, deniable) in enumerate(lists)
        for line in _lines(listed)
    )
    return _Language(phrases, Requirements([_needed(phrase.listed) for phrase in phrases]))


def _lines(listed: str) -> list[str]:
    return [line.strip() for line in listed.splitlines() if line.strip()]


def _needed(phrase: str) -> frozenset[str] | None:
    """Words of the phrase, whoever it is said of."""
    of_nobody = dict.fromkeys(("people", "foreign", "protected", "anybody", "member", "group", "one"), r"\w")
    return required([parse(_built(phrase, of_nobody)).tree], _MOST_NEEDED)


def _built(phrase: str, groups: dict[str, str]) -> str:
    built = expression(_GROUP.sub(r"qq\1qq", phrase))
    for name, own in groups.items():
        built = built.replace(f"qq{name}qq", own)
    return built


def _parts_of(expressed: str) -> tuple[Guarded, ...]:
    """The parts of a pattern beside "qqpeopleqq" and the like, which every match of it has; none of a pattern that is
    a choice or has one of its groups in brackets.
    """
    try:
        parts = tuple(Guarded(part) for part in re.split(r"qq[a-z]+qq", expressed) if part)
    except re.error:  # a bracket that stays open, or a group that may be missing
        return ()
    depth = 0
    for sign in re.findall(r"\\.|\[\^?\]?[^\]]*\]|[()|]", expressed, re.DOTALL):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            return ()
    return parts


def _someone(phrase: str, language: str) -> re.Pattern[str]:
    """The groups that the phrase is said of; one that is said of none stands for itself."""
    named = {match[1] for match in _GROUP.finditer(phrase)}
    named -= {"people"} if "anybody" in named else set()  # who are among them
    begins = "" if _JOINED.search(phrase) else r"(?<!\w)"
    if not named:
        return re.compile(begins + f"(?:{_built(phrase, groups_of(language))})")
    return _any_of(frozenset(named), begins, language)


@cache
def _any_of(named: frozenset[str], begins: str, language: str) -> re.Pattern[str]:
    """The same for all phrases that are said of the same groups."""
    own = groups_of(language) | {"anybody": anyone(language)}
    return re.compile(rf"{begins}(?:{'|'.join(own[name] for name in sorted(named))})")


def hate_digest() -> str:
    """SHA-256 of the file of phrases and groups."""
    return sha256(FILE.read_bytes()).hexdigest()
