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
    needs: str  # what would let the words stand
    source: str | None = None  # the law that asks for it, only where that is certain


_GREEN = "Directive 2005/29/EC, Annex I, point 4a (generic environmental claims), added by Directive (EU) 2024/825"
_FACTUAL = "Directive 2005/29/EC, Article 12 (whoever makes a factual claim can be made to prove it)"
LIKE: Mapping[Kind, Likeness] = {
    "health": Likeness(
        "copydesk.ReadsAsHealth",
        "claims",
        0.35,
        0.40,
        "This reads like a claim of an effect on body, mind or sleep. Say what it is or what it smells of, not what it "
        "does to people.",
        needs="for a food an authorised health claim, else the study that shows it and the leave to say so",
        source=_FACTUAL,
    ),
    "environmental": Likeness(
        "copydesk.ReadsAsEnvironmental",
        "claims",
        -0.10,
        0.10,
        "This reads like a general environmental claim. Say the one thing that a document proves, with its figure.",
        needs="the one act and figure behind it, for the whole life of the product, checked by a third party",
        source=_GREEN,
    ),
    "praise": Likeness(
        "copydesk.ReadsAsPraise",
        "claims",
        0.50,
        0.60,
        "This reads like a superlative, a promise without limits or a comparison with others. Say the one thing that "
        "a document proves.",
        needs="a dated comparison with all that it is set above, or a test that allows no exception",
    ),
    "children": Likeness(
        "copydesk.ReadsAsToChildren",
        "safety",
        -0.15,
        -0.15,
        "This reads as if it were said to children or teenagers. Speak to the grown-ups who buy.",
        needs="words said to the grown-ups who buy",
    ),
    "danger": Likeness(
        "copydesk.ReadsAsDangerous",
        "safety",
        0.00,
        0.00,
        "This reads as if it told people to do what can hurt them. Say how it is used safely.",
        needs="the instructions for safe use, or none of it",
    ),
    "private": Likeness(
        "copydesk.ReadsAsPrivate",
        "privacy",
        0.05,
        0.05,
        "This reads like the private matter of a person who can be recognised. Ask them, or leave it out.",
        needs="the person's leave in writing, or nothing by which they are recognised",
        source="Regulation (EU) 2016/679 (GDPR), Article 4(1)",
    ),
    "gift_hint": Likeness(
        "copydesk.ReadsAsUnlabelledGift",
        "disclosure",
        0.00,
        None,
        "This reads as if somebody with an audience had it as a present or was paid. Say that it is advertising.",
        needs="a label that says it is advertising where something was given or paid, or that the words go",
        source="Directive 2005/29/EC, Article 7(2) (commercial intent is made plain)",
    ),
    "news": Likeness(
        "copydesk.ReadsAsNews",
        "grounding",
        -0.10,
        None,
        "This reads like news of the brand, and no passage carries it. Have it confirmed, or leave it out.",
        needs="a passage that carries it: a release, a document of the brand, or a fact with its date",
    ),
    "endorsement": Likeness(
        "copydesk.ReadsAsEndorsement",
        "grounding",
        0.20,
        None,
        "This reads as if somebody else recommended or honoured it, and no passage carries it. Have it confirmed.",
        needs="a passage that carries it: who said so, where and when, with leave to repeat it",
    ),
    "puffery": Likeness(
        "copydesk.ReadsAsAnother",
        "voice",
        0.00,
        None,
        "This reads like copy that any brand or machine could have written. Say it as this brand speaks.",
        needs="words of the brand about this one thing; the labelled copy shows them",
    ),
    "injection": Likeness(
        "copydesk.ReadsAsInstruction",
        "safety",
        0.30,
        0.30,
        "This reads like an order to a machine that reads the text, not to people. Take it out.",
        needs="nothing could; it is taken out",
    ),
    "property": Likeness(
        "copydesk.ReadsAsProperty",
        "claims",
        0.10,
        None,
        "This reads like a property of the goods that wants a proof: where or what they are made of, what is not in "
        "them. Name the document that has it, or leave it out.",
        needs="the data sheet or certificate that says it of this product",
        source=_FACTUAL,
    ),
    "insult": Likeness(
        "copydesk.ReadsAsInsult",
        "inclusive",
        -0.15,
        -0.15,
        "This reads as if it ran people down for what they are. Take it out.",
        needs="nothing could; it is taken out",
    ),
    "stereotype": Likeness(
        "copydesk.ReadsAsStereotype",
        "inclusive",
        -0.30,
        None,
        "This reads like a stereotype: it says what people are like by whom they are. Say it of the thing, or of "
        "anybody.",
        needs="words about the thing, or about anybody",
    ),
}
# what a sentence about a group of people is read for
OF_GROUPS: tuple[Kind, ...] = ("insult", "stereotype", "children", "danger")
KIND_RULES = tuple(like.rule for like in LIKE.values())
# of another matter than what the sentence says: that nothing carries it is still worth a line
HINTS = frozenset(like.rule for like in LIKE.values() if like.family not in ("claims", "safety"))
KIND_FAMILIES = Counter(like.family for like in LIKE.values())
