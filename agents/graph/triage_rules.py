"""Where a request goes by rules alone: first whatever must reach a person, then copy to be checked, copy, questions.

Rules for bodily harm prefer a false alarm. Copy about a subject and questions about what the house does are none.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from agents.graph.brief import RISKY_DESIGN, CaseSeverity, Flag, Route
from agents.graph.frames import Part, parts, says
from agents.graph.screening import Screening
from knowledge.text.phrases import Phrases, fold, load_phrases

_INCIDENTS = Path(__file__).parent / "data" / "incidents.yaml"
# names in incidents.yaml, the flag they raise, how severe, and how it is said; the most severe first
_KINDS: tuple[tuple[str, Flag, CaseSeverity, str], ...] = (
    ("self_harm", "harm", "P1", "somebody may harm themselves"),
    ("injury", "harm", "P1", "somebody was hurt"),
    ("injury_weak", "harm", "P1", "somebody may have been hurt"),
    ("crisis", "crisis", "P1", "danger or a crisis"),
    ("damage", "complaint", "P2", "a complaint with damage"),
    ("legal", "legal_threat", "P2", "a legal threat"),
    ("press_self", "press", "P2", "the press asks"),
    ("press", "press", "P2", "the press asks"),
    ("churn", "churn_risk", "P3", "a customer may leave"),
    ("complaint", "complaint", "P3", "a complaint"),
)
_SEVERITIES: tuple[CaseSeverity, ...] = ("P1", "P2", "P3")
_TOPIC_ONLY = ("suicid", "suizid", "selbstmord", "zelfmoord", "zelfdod", "self-harm", "selbst verletz", "自殺", "自傷")
_SERVICE = ("damage", "churn", "complaint")
_A_LINE = 3  # words of a quotation that is copy rather than a term
_BRAND_SPEAKS = ("our ", "notre ", "nos ", "unser", "nuestr", "nostr", "la nostr", "onze ", "ons ", "noss")


class Ruling(NamedTuple):
    """What the rules decided. `route` is None where they are unsure."""

    route: Route | None
    severity: CaseSeverity | None
    flags: tuple[Flag, ...]
    why: str
    parts: tuple[Part, ...]
    told: str = ""  # what somebody tells of themselves, or tells the company as a stranger
    praise: bool = False
    close: bool = False  # a body, a child or somebody close is named
    plain: Route | None = None  # of an alarm: where it would go if it were none


class _Sign(NamedTuple):
    flag: Flag
    severity: CaseSeverity
    what: str
    words: str


def rule(screening: Screening, *, cleared: bool = False) -> Ruling:
    """Of the masked text; flags are the screening's and whatever the incident adds.

    Incidents are looked for in all of it; instructions to the machine have no say in the route. `cleared`: a person has
    decided that it is none, so that only what is P1 counts.
    """
    language = screening.language
    whole = parts(screening.masked, language)
    signs = [sign for sign in _incidents(whole, language) if not cleared or sign.severity == "P1"]
    if signs:
        return _escalate(signs, screening, whole)
    read = whole if screening.asked == screening.masked else parts(screening.asked, language)
    risky = [mention for mention in screening.mentions if mention.flag in RISKY_DESIGN]
    if risky and not _only_asks_about_rules(read, language):
        signs = [_Sign(mention.flag, "P2", "a risky design", mention.words) for mention in risky]
        return _escalate(signs, screening, read)
    route, why = _route(read, language)
    told = _told(read, language)
    praise = says("praise", fold(told), language) is not None
    close = any(
        _found("my_body", part.folded, language) or _found("injury_weak", part.folded, language) for part in read
    )
    return Ruling(route, None, screening.flags, why, read, told, praise, close)


def _escalate(signs: list[_Sign], screening: Screening, read: tuple[Part, ...]) -> Ruling:
    severity = min((sign.severity for sign in signs), key=_SEVERITIES.index)
    first = next(sign for sign in signs if sign.severity == severity)
    flags = dict.fromkeys((*screening.flags, *(sign.flag for sign in signs)))
    why = f"{first.what}: “{first.words}”".capitalize()
    plain, _ = _route(read, screening.language)
    return Ruling("escalation", severity, tuple(flags), why, read, plain=plain)


def _incidents(read: tuple[Part, ...], language: str) -> list[_Sign]:
    whole = " ".join(part.folded for part in read if not part.quoted)
    reported = says("attributed", whole, language) is not None
    ordered = any(part.own and part.frame in ("write", "check") for part in read)
    signs = []
    for index, part in enumerate(read):
        neighbours = read[max(0, index - 1) : index + 2]
        # "we sent a customer the wrong parcel; make a story of it": what the brand tells for its copy
        background = ordered and part.frame == "tell" and not part.quoted and not says("speaker", part.folded, language)
        for name, flag, severity, what in _KINDS:
            words = _reports(name, part, neighbours, language, reported)
            if words and not (background and name in _SERVICE):
                signs.append(_Sign(flag, severity, what, words))
    order = [kind[2:] for kind in _KINDS]
    return sorted(signs, key=lambda sign: order.index((sign.severity, sign.what)))


def _reports(name: str, part: Part, near: tuple[Part, ...], language: str, reported: bool) -> str | None:
    """The words by which a part reports an incident of this kind, or None."""
    words = _found(name, part.folded, language)
    if not words:
        return says("crisis_now", part.folded, language) if name == "crisis" and part.frame == "write" else None
    if part.frame == "suppose":
        return words if name in ("injury", "injury_weak") and _somebody_close(part, language) else None
    told = (part.frame == "tell" and not part.quoted) or (part.quoted and (reported or part.frame == "tell"))
    if name == "injury_weak":
        around = near if told else (part,)
        return words if any(_lived_through(other, language, told) for other in around) else None
    if name == "press_self":
        return words if told or part.frame == "ask" else None
    if told:
        return None if _merely_supposed(part, language) and not _somebody_close(part, language) else words
    if name in ("injury", "self_harm", "crisis"):
        return _despite_frame(name, part, words, language)
    if says("reply_to", part.folded, language):
        return words
    return words if part.frame == "ask" and says("mine", part.folded, language) else None


def _despite_frame(name: str, part: Part, words: str, language: str) -> str | None:
    """An order or a question may still carry a report: "what should I do, my child swallowed the refill?"."""
    if name == "self_harm":
        return None if words.startswith(_TOPIC_ONLY) else words
    if name == "crisis":
        return words if _somebody_else(part, language) or says("crisis_now", part.folded, language) else None
    return words if _lived_through(part, language, told=False) else None


def _lived_through(part: Part, language: str, told: bool) -> bool:
    """Somebody is named to whom it happened; in an order for copy, the brand's own "our skin" is nobody."""
    if _somebody_close(part, language) and (told or not part.quoted):
        return True
    if part.frame == "check" and part.quoted:
        return bool(_found("your_product", part.folded, language))
    if part.frame != "write" and _found("your_product", part.folded, language):
        return True
    return _somebody_else(part, language)


def _somebody_close(part: Part, language: str) -> bool:
    """The sender, their body or family; in an order for copy a pronoun ("write me …") and "our" name nobody."""
    orders = part.frame in ("write", "check")
    if not orders and _found("me", part.folded, language):
        return True
    close = _lists()["my_body"].finditer(part.folded, language)
    return any(not orders or not match[0].startswith(_BRAND_SPEAKS) for match in close)


def _somebody_else(part: Part, language: str) -> bool:
    return bool(_found("someone", part.folded, language)) and not says("hypothetical", part.folded, language)


def _merely_supposed(part: Part, language: str) -> bool:
    return bool(says("hypothetical", part.folded, language)) and not part.quoted


def _only_asks_about_rules(read: tuple[Part, ...], language: str) -> bool:
    return all(part.frame in ("ask", "suppose") for part in read) and any(
        says("guidance", part.folded, language) or part.folded.rstrip().endswith(("?", "？")) for part in read
    )


def _route(read: tuple[Part, ...], language: str) -> tuple[Route | None, str]:
    frames = [part.frame for part in read if part.own and not part.quoted]
    if "check" in frames:
        return "brand_check", "Brings copy to be checked"
    if "write" in frames:
        return "copywriting", "Asks for copy to be written"
    if "ask" in frames:
        quotes = any(part.quoted and len(part.text.split()) >= _A_LINE for part in read)
        if quotes and not any(says("guidance", part.folded, language) for part in read):
            return "brand_check", "Asks about copy that it quotes"
        return "research", "Asks a question"
    return None, "No rule is sure"


def _told(read: tuple[Part, ...], language: str) -> str:
    """Statements in the first person or to "you"; of questions and orders, those that name somebody close."""
    personal = (
        part.text
        for part in read
        if not part.quoted
        and (says("speaker", part.folded, language) if part.frame == "tell" else _somebody_close(part, language))
    )
    return " ".join(personal).strip()


def _found(name: str, folded: str, language: str) -> str | None:
    match = _lists()[name].search(folded, language)
    return match[0] if match else None


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_INCIDENTS)
