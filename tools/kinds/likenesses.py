"""What a sentence can read like, the rule that says so, and how plainly it has to: the margins of `evals.kinds.fit`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tools.findings import Family
from tools.kinds.model import Kind


@dataclass(frozen=True)
class Likeness:
    rule: str
    family: Family
    amber: float  # margin from which on
    red: float | None
    message: str


LIKE: Mapping[Kind, Likeness] = {
    "health": Likeness(
        "copydesk.ReadsAsHealth",
        "claims",
        0.35,
        0.40,
        "This reads like a claim of an effect on body, mind or sleep. Say what it is or what it smells of, not what it "
        "does to people.",
    ),
    "environmental": Likeness(
        "copydesk.ReadsAsEnvironmental",
        "claims",
        -0.10,
        0.10,
        "This reads like a general environmental claim. Say the one thing that a document proves, with its figure.",
    ),
    "praise": Likeness(
        "copydesk.ReadsAsPraise",
        "claims",
        0.40,
        0.50,
        "This reads like a superlative, a promise without limits or a comparison with others. Say the one thing that "
        "a document proves.",
    ),
    "children": Likeness(
        "copydesk.ReadsAsToChildren",
        "safety",
        0.00,
        0.00,
        "This reads as if it were said to children or teenagers. Speak to the grown-ups who buy.",
    ),
    "danger": Likeness(
        "copydesk.ReadsAsDangerous",
        "safety",
        0.10,
        0.10,
        "This reads as if it told people to do what can hurt them. Say how it is used safely.",
    ),
    "private": Likeness(
        "copydesk.ReadsAsPrivate",
        "privacy",
        0.05,
        0.05,
        "This reads like the private matter of a person who can be recognised. Ask them, or leave it out.",
    ),
    "gift_hint": Likeness(
        "copydesk.ReadsAsUnlabelledGift",
        "disclosure",
        0.00,
        None,
        "This reads as if somebody with an audience had it as a present or was paid. Say that it is advertising.",
    ),
    "news": Likeness(
        "copydesk.ReadsAsNews",
        "grounding",
        -0.10,
        None,
        "This reads like news of the brand, and no passage carries it. Have it confirmed, or leave it out.",
    ),
    "endorsement": Likeness(
        "copydesk.ReadsAsEndorsement",
        "grounding",
        0.20,
        None,
        "This reads as if somebody else recommended or honoured it, and no passage carries it. Have it confirmed.",
    ),
    "puffery": Likeness(
        "copydesk.ReadsAsAnother",
        "voice",
        0.00,
        None,
        "This reads like copy that any brand or machine could have written. Say it as this brand speaks.",
    ),
    "injection": Likeness(
        "copydesk.ReadsAsInstruction",
        "safety",
        0.30,
        0.30,
        "This reads like an order to a machine that reads the text, not to people. Take it out.",
    ),
    "property": Likeness(
        "copydesk.ReadsAsProperty",
        "claims",
        0.10,
        None,
        "This reads like a property of the goods that wants a proof: where or what they are made of, what is not in "
        "them. Name the document that has it, or leave it out.",
    ),
    "insult": Likeness(
        "copydesk.ReadsAsInsult",
        "inclusive",
        -0.15,
        -0.15,
        "This reads as if it ran people down for what they are. Take it out.",
    ),
    "stereotype": Likeness(
        "copydesk.ReadsAsStereotype",
        "inclusive",
        -0.30,
        None,
        "This reads like a stereotype: it says what people are like by whom they are. Say it of the thing, or of "
        "anybody.",
    ),
}
# what a sentence about a group of people is read for
OF_GROUPS: tuple[Kind, ...] = ("insult", "stereotype", "children")
KIND_RULES = tuple(like.rule for like in LIKE.values())
# of another matter than what the sentence says: that nothing carries it is still worth a line
HINTS = frozenset(like.rule for like in LIKE.values() if like.family not in ("claims", "safety"))
KIND_FAMILIES = Counter(like.family for like in LIKE.values())
