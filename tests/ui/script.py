"""What the scripted desk knows: people, captions, one passage, three rules, and the steps of each route."""

import re
from collections.abc import Iterator

from agents.graph.brief import Brief, Triage
from knowledge.passages import Passage
from tools.findings import Finding

PEOPLE = {
    "mara": ("Mara Lind", ("marketer",)),
    "ana": ("Ana Reyes", ("brand",)),
    "tomas": ("Tomas Vrba", ("legal",)),
    "pieter": ("Pieter Smit", ("relationship-manager",)),
    "noor": ("Noor Haddad", ("on-call",)),
    "joost": ("Joost de Wit", ("admin",)),
    "edda": ("Edda Falk", ("auditor",)),
}
CAPTIONS = (
    "Your bag is full enough. The refillable bottle goes where you go, and comes back for more: up to 50 refills.",
    "7:42, platform three. One spray of First Train, from a bottle that you keep for years. Grab this bargain today.",
    "The commute is long, the scent stays. Refill it at home in a minute; the bottle stays out of the bin.",
)
RULES = {
    r"\bbargain\b": ("amber", "voice", "orrelune.Price-words", "Orrelune does not shout about price.", "offer"),
    r"\bheals?\b": ("red", "claims", "orrelune.Health-claims", "A cosmetic must not claim to heal.", None),
    r"\bthe best\b": ("red", "claims", "orrelune.Superlatives", "A superlative needs evidence.", None),
}
PASSAGE = Passage(
    id="products/refillable-bottle.md#2",
    brand="orrelune",
    document="products/refillable-bottle.md",
    title="Orrelune Refillable Bottle",
    heading=("Orrelune Refillable Bottle", "Price and refills"),
    position=1,
    line=14,
    text="The refillable bottle costs EUR 68 and can be refilled up to 50 times. A refill takes about a minute.",
    kind="product",
    locale="en",
    owner="ana",
)
STEPS = {
    "copywriting": (
        ("intake", "Read the request", "Nothing sensitive in it"),
        ("triage", "Understood the brief", "Three Instagram captions about the Orrelune Refillable Bottle"),
        ("retrieve", "Looked up the brand's knowledge", "5 passages from 3 documents"),
        ("copywriting", "Wrote three captions", "9 candidates, the best of each kept"),
        ("brand_check", "Checked them against the brand's rules", "2 green, 1 amber"),
    ),
    "research": (
        ("intake", "Read the request", "Nothing sensitive in it"),
        ("triage", "Understood the question", "A question about the brand"),
        ("research", "Looked up the brand's knowledge", "Answered from 1 document"),
    ),
    "brand_check": (
        ("intake", "Read the request", "Nothing sensitive in it"),
        ("triage", "Understood the request", "Copy to be checked"),
        ("brand_check", "Checked it against the brand's rules", "Rated, with what to change"),
    ),
    "escalation": (
        ("intake", "Read the request", "Somebody may have been harmed"),
        ("triage", "Handed to a person", "P1: harm"),
        ("escalation", "Opened a case", "On call has 2 minutes"),
    ),
}


def triage_of(text: str, variants: int) -> Triage:
    low = text.casefold()
    if "rash" in low or "hospital" in low:
        brief = Brief(focus="A customer's child was harmed", product="Calm Balm")
        return Triage(
            route="escalation",
            severity="P1",
            flags=("harm",),
            brief=brief,
            decided_by="rule",
            why="Somebody is hurt.",
        )
    if low.startswith("check"):
        copy = text.partition(":")[2].strip() or text
        brief = Brief(focus="Copy to be checked", supplied_copy=copy)
        return Triage(route="brand_check", brief=brief, decided_by="rule", why="Copy that you brought.")
    if "?" in text:
        return Triage(route="research", brief=Brief(focus=text), decided_by="rule", why="It is a question.")
    brief = Brief(
        focus="the refillable bottle",
        product="Orrelune Refillable Bottle",
        segments=("commuters",),
        channels=("instagram",),
        locales=("en",),
        variants=variants,
    )
    return Triage(route="copywriting", brief=brief, decided_by="rule", why="It asks for captions.")


def findings_in(field: str, text: str) -> Iterator[Finding]:
    for pattern, (severity, family, rule, message, fix) in RULES.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            before = text[: match.start()]
            yield Finding(
                rule=rule,
                family=family,  # type: ignore[arg-type]
                severity=severity,  # type: ignore[arg-type]
                field=field,
                line=before.count("\n") + 1,
                column=match.start() - (before.rfind("\n") + 1) + 1,
                start=match.start(),
                span=match.group(),
                message=message,
                source="Orrelune voice guide",
                fix=fix,
            )
