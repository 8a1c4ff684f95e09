"""What copy may say: the product's facts, or the sentences of what was found, best for the brief first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Brief
from agents.graph.copywriting.prose import prose
from knowledge.facts import Fact
from knowledge.passages import Passage
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems

FEWEST_WORDS, MOST_WORDS = 5, 28  # of a sentence that can stand for a fact
ENOUGH = 4  # typed facts, before sentences are taken as well
MONEY = frozenset(stems("price cost costs saving save cheaper money worth pay"))
_MUST_NOT = ("not", "don't", "never", "avoid", "wrong", "objection", "off", "nicht", "pas", "nunca", "mai", "niet")


class Statement(BaseModel):
    """One thing that a variant says, and the passage that carries it."""

    model_config = ConfigDict(frozen=True)

    text: str
    passage: str  # Passage.id
    subject: str
    topic: str  # "the travel lock", for people
    value: str | None = None
    unit: str | None = None
    price: bool = False  # what the thing itself costs
    money: bool = False  # any amount of money
    reason: str = "it is known about it"

    @property
    def said(self) -> str:
        return f"{self.topic} {self.text}"

    def akin(self, other: "Statement") -> bool:
        """Two statements that read well together: the same subject, and two words besides its name."""
        shared = (set(stems(self.said)) & set(stems(other.said))) - set(stems(self.subject))
        return self.subject == other.subject and len(shared) > 1

    def said_as(self, turn: int) -> "Statement":
        """A price stands in every caption: said in other words each time, so that no two variants end alike."""
        amount = next((found.text for found in find_quantities(self.text) if found.kind == "price"), None)
        if turn % 3 == 0 or amount is None or stems(self.text)[:1] != stems(self.subject)[:1]:
            return self
        article = "the " if self.text.startswith("The ") else ""
        name = f"{article}{self.subject}"
        again = f"{name[0].upper()}{name[1:]} is {amount}." if turn % 3 == 1 else f"{amount} for {name}."
        return self.model_copy(update={"text": again})


def gather(
    brief: Brief,
    facts: Sequence[Fact],
    passages: Sequence[Passage],
    personas: Sequence[Passage],
    liked: Mapping[str, float],
    today: date,
) -> tuple[Statement, ...]:
    """Typed facts first; sentences of the passages where there are too few. Best for the brief first.

    `liked`: how often the brand's past copy speaks of a topic, from 0 to 1.
    """
    wanted = _stems(brief.focus, brief.goal, brief.hook, brief.voice, *brief.segments)
    persona = _persona_stems(brief, personas)
    known = [_of_fact(fact) for fact in facts if fact.holds_on(today)]
    if len(known) < ENOUGH:
        known += _of_passages(passages, wanted)
    ranked = sorted(known, key=lambda each: -_relevance(each, wanted, persona, liked.get(each.topic, 0.0)))
    return tuple(_with_reason(each, brief, wanted, persona) for each in ranked)


def _of_fact(fact: Fact) -> Statement:
    prices = [found for found in find_quantities(fact.statement) if found.kind == "price"]
    return Statement(
        text=fact.statement,
        passage=fact.passage,
        subject=fact.subject,
        topic=fact.attribute,
        value=fact.value,
        unit=fact.unit,
        price=fact.attribute.casefold() == "price",
        money=bool(prices),
    )


def _of_passages(passages: Sequence[Passage], wanted: frozenset[str]) -> list[Statement]:
    """Whole sentences that share a word with the brief, from passages that don't say what to leave alone."""
    found = []
    for passage in passages:
        if passage.kind in ("past_copy", "persona") or _is_warning(passage):
            continue
        for sentence in sentences(prose(passage.text)):
            words = sentence.text.split()
            if (
                FEWEST_WORDS <= len(words) <= MOST_WORDS
                and sentence.text[-1] in ".。"
                and wanted & _stems(sentence.text)
            ):
                topic = passage.heading[-1] if passage.heading else passage.title
                found.append(
                    Statement(
                        text=sentence.text, passage=passage.id, subject=passage.product or passage.title, topic=topic
                    )
                )
    return found


def _persona_stems(brief: Brief, personas: Sequence[Passage]) -> frozenset[str]:
    """What the documents say matters to the brief's segments."""
    segments = [set(stems(segment)) for segment in brief.segments]
    about = [
        passage
        for passage in personas
        if any(segment <= set(stems(f"{passage.title} {passage.document}")) for segment in segments)
        and not _is_warning(passage)
    ]
    return _stems(*(passage.text for passage in about))


def _is_warning(passage: Passage) -> bool:
    words = " ".join(passage.heading[1:]).casefold().split()
    return any(word.strip("?:,") in _MUST_NOT for word in words)


def _relevance(statement: Statement, wanted: frozenset[str], persona: Collection[str], liked: float) -> float:
    """Shared stems: those of the brief count three times those of the persona. Money leads where it is asked for."""
    own = _stems(statement.said) - _stems(statement.subject)
    score = 3.0 * len(own & set(wanted)) + len(own & set(persona)) + 4.0 * liked
    return score - (3 if statement.money and not wanted & MONEY else 0) - (4 if statement.topic == "size" else 0)


def _with_reason(statement: Statement, brief: Brief, wanted: Collection[str], persona: Collection[str]) -> Statement:
    own = _stems(statement.said) - _stems(statement.subject)
    if own & set(wanted):
        reason = "the brief asks about it"
    elif own & set(persona):
        reason = f"it matters to {' and '.join(brief.segments)}"
    else:
        reason = "nothing closer to the brief is left"
    return statement.model_copy(update={"reason": reason})


def _stems(*texts: str | None) -> frozenset[str]:
    return frozenset(stem for text in texts if text for stem in stems(text))
