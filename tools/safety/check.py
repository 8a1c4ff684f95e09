"""What could harm the people who read it: minors, health, money, biometrics, imitated people, hate, threats, swearing,
and words that speak to the machine that checks instead of to a reader.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from knowledge.text.instructions import Instruction, find_instructions
from knowledge.text.phrases import fold
from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.lexicon import Lexicon
from tools.people.likeness_check import LIKENESS, likenesses
from tools.safety.danger_check import DANGER, danger_digest, dangers
from tools.safety.hate_check import HATE_RULES, hate, hate_digest
from tools.safety.threat_check import THREAT, threat_digest, threats
from tools.text.placed import Reading

_RULES = Path(__file__).with_name("safety.yaml")
INJECTION = "copydesk.PromptInjection"
ORDER = "copydesk.OrderToTheChecker"
HIDDEN = "copydesk.HiddenText"
_MACHINE_MARKUP = re.compile(r"system|assistant|developer|inst\b|<\||sys\b|prompt|im_start|im_end", re.IGNORECASE)
# "Forget all the rules", "from now on you will" are what advertisements say, too; these are what only machines have.
_MACHINE = re.compile(
    r"instru|prompt|guideline|programm|training|guardrail|safeguard|brand|safety|system|previous|prior|above|preceding"
    r"|anweis|vorgab|richtlin|marken|bisher|vorher|zuvor|oben|consign|directiv|marque|preced|anterieur|ci-dessus"
    r"|indicac|directri|marca|previ|anterior|arriba|istruz|indicaz|linee guida|opdracht|aanwijz|diretriz|orienta"
)
_ORDINARY = re.compile(r"(?:message|order|nachricht|mensaje|pedido|bestell|commande)\w*$")
_MACHINE_ONLY = re.compile(r"instru|prompt|system|guideline|anweis|consign")
_SAYS: dict[str, str] = {
    "override": "'{words}' gives orders to a machine. It is read as copy and never obeyed.",
    "prompt": "'{words}' speaks of a machine's instructions, not to a reader.",
    "encoded": "This is encoded; read out, it says '{words}'. It is never obeyed.",
    "markup": "'{words}' is markup that models read as a role. It is never obeyed.",
    "comment": "A comment stands here that no reader sees: '{words}'.",
    "hidden_characters": "Characters that nobody sees stand here; they spell '{words}'.",
}
_OF_GROUPS = frozenset({"copydesk.Slur", *HATE_RULES})
_LONGEST = 80
_IN_PARTS = frozenset(f"copydesk.{name}" for name in ("ChildrenExhorted", "DangerousAct", "OrderToTheChecker"))


@cache
def safety_rules() -> Lexicon:
    return Lexicon.load(_RULES)


def safety_digest() -> str:
    """SHA-256 of the files of rules."""
    return sha256(f"{safety_rules().digest}{hate_digest()}{threat_digest()}{danger_digest()}".encode()).hexdigest()


@cache
def safety_names() -> tuple[str, ...]:
    """The rules that are tried."""
    return tuple(dict.fromkeys((*safety_rules().names, *HATE_RULES, THREAT, INJECTION, HIDDEN)))


def check_safety(copy: Copy) -> tuple[Finding, ...]:
    """Red for what must never go out; the rest is amber or advice, as the rule's file says."""
    found: list[Finding] = []
    for name, text in copy.fields.items():
        reading = Reading(name, text)
        listed = [_placed(one) for one in _joined(reading, safety_rules().findings(reading, copy.locale, "safety"))]
        found += listed
        found += _beside(DANGER, listed, dangers(reading))
        found += _beside(THREAT, listed, threats(reading, copy.locale))
        found += _beside(LIKENESS, listed, likenesses(reading, copy.locale))
        found += hate(reading, copy.locale)
        found = _one_order(reading, found, injections(reading))
    return tuple(found)


def _joined(reading: Reading, findings: Iterable[Finding]) -> Iterator[Finding]:
    """One sentence that tells of a danger, or gives an order, in parts is one matter, from first to last."""
    parts: dict[tuple[str, str, int], list[Finding]] = {}
    for one in findings:
        if one.rule in _IN_PARTS:
            parts.setdefault((one.rule, one.severity, reading.sentence(one.start)[0]), []).append(one)
        else:
            yield one
    for group in parts.values():
        first, end = group[0], max(one.start + len(one.span) for one in group)
        span = reading.source[first.start : end]
        yield first.model_copy(update={"span": span, "message": first.message.replace(first.span, span)})


def _placed(finding: Finding) -> Finding:
    """A slur runs a group down, as what is said of it in other words does."""
    return finding.model_copy(update={"family": "inclusive"}) if finding.rule in _OF_GROUPS else finding


def _one_order(reading: Reading, found: list[Finding], spoken: Sequence[Finding]) -> list[Finding]:
    """Words that speak to a machine and the order that they lead up to, in the same sentence, are one matter."""
    orders = [one for one in found if one.rule == ORDER and one.field == reading.name]
    alone: list[Finding] = []
    for one in spoken:
        sentence = reading.sentence(one.start)
        order = next((other for other in orders if reading.sentence(other.start) == sentence), None)
        if order is None or one.rule != INJECTION or one.severity != order.severity:
            alone.append(one)
            continue
        start = min(one.start, order.start)
        end = max(one.start + len(one.span), order.start + len(order.span))
        said = max(one, order, key=lambda each: len(each.span))
        whole = reading.stands(said.rule, "safety", said.severity, (start, end), said.message, source=said.source)
        found = [whole if other is order else other for other in found]
        orders = [whole if other is order else other for other in orders]
    return [*found, *alone]


def _beside(rule: str, listed: Iterable[Finding], crossed: Iterable[Finding]) -> Iterator[Finding]:
    """What was found across a sentence and no phrase of the rule has told of already."""
    told = [(one.start, one.start + len(one.span)) for one in listed if one.rule == rule]
    for one in crossed:
        if not any(start < one.start + len(one.span) and one.start < end for start, end in told):
            yield one


def injections(reading: Reading) -> list[Finding]:
    """What speaks to a machine. Places are the field's own."""
    return [finding for one in find_instructions(reading.source) if (finding := _injection(reading, one)) is not None]


def _injection(reading: Reading, one: Instruction) -> Finding | None:
    severity = _severity(one, reading.source[one.end : one.end + 8])
    if severity is None:
        return None
    words = one.words if len(one.words) <= _LONGEST else one.words[: _LONGEST - 1] + "…"
    return reading.stands(
        HIDDEN if one.kind in ("comment", "hidden_characters") else INJECTION,
        "safety",
        severity,
        (one.start, one.end),
        _SAYS[one.kind].replace("{words}", words),
    )


def _severity(one: Instruction, after: str) -> Severity | None:
    """A role ("you are now …") and a gate ("without approval") are ordinary words of copy; a heading is a heading."""
    match one.kind:
        case "override":
            return "red" if _orders(fold(one.words), after) else None
        case "prompt":
            return "red" if len(one.words.split()) > 2 else None  # "developer mode" may be a feature
        case "encoded":
            return "red"
        case "markup":
            return "red" if _MACHINE_MARKUP.search(one.words) else None
        case "hidden_characters":
            return None if one.words.startswith("U+") else "red"  # unseen characters in words have a rule of their own
        case "comment":
            return "amber"
        case _:
            return None


def _orders(words: str, after: str) -> bool:
    """Whether a machine's orders are set aside, not a competitor's rules or an e-mail of yesterday."""
    if re.match(r"\s(?:about|of|on|for|uber|sur|sobre)\b", fold(after)) and not _MACHINE_ONLY.search(words):
        return False
    if _ORDINARY.search(words) and not _MACHINE_ONLY.search(words):
        return False
    return _MACHINE.search(words) is not None or not words.isascii()
