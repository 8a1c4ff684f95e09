"""A brand's voice, read from its documents: how it sounds, its past copy, and the habits that past copy shows."""

from collections import Counter
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from agents.graph.copywriting.examples import Example, read_examples
from agents.graph.copywriting.prose import prose
from knowledge.base import KnowledgeBase
from knowledge.passages import Passage
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems

MOST_CHARACTERS = 420  # of voice in a prompt: a small model reads 60 tokens a second
HABIT = 0.6  # of past copy that shows it, for a habit
MOST_EXAMPLES = 3
_SOUND = frozenset(stem for word in ("sound", "voice", "tone", "style", "personality") for stem in stems(word))
_NEGATIONS = ("don't", "not", "never", "avoid")


class Voice(BaseModel):
    """`sounds` are a few sentences of the voice guide; the rest shows in the examples."""

    model_config = ConfigDict(frozen=True)

    sounds: str
    examples: tuple[Example, ...]

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> "Voice":
        return cls(
            sounds=how_it_sounds(knowledge.passages_of("voice"), knowledge.brand.default_locale),
            examples=read_examples(knowledge.past_copy("on"), knowledge.documents(), knowledge.facts()),
        )

    def of_channel(self, channel: str) -> tuple[Example, ...]:
        return tuple(example for example in self.examples if example.channel == channel)

    def states_prices(self, channel: str) -> bool:
        """A habit of the channel's past copy, of that in all channels where this one has none."""
        examples = self.of_channel(channel) or self.examples
        return _share([example.priced for example in examples]) >= HABIT

    @property
    def topics(self) -> dict[str, float]:
        """How large a share of the past copy that states facts speaks of each."""
        telling = [example for example in self.examples if example.topics]
        seen = Counter(topic for example in telling for topic in example.topics)
        return {topic: count / len(telling) for topic, count in seen.items()}

    def hashtags(self, channel: str) -> tuple[str, ...]:
        """Those that nearly all of the channel's past copy carries."""
        examples = self.of_channel(channel)
        seen = Counter(tag for example in examples for tag in example.hashtags)
        return tuple(tag for tag, count in seen.most_common() if count >= HABIT * len(examples))

    def emoji(self, channel: str) -> frozenset[str]:
        return frozenset(sign for example in self.of_channel(channel) for sign in example.emoji)

    def usual_words(self, channel: str) -> tuple[int, int] | None:
        """The shortest and the longest of the channel's past copy, a little widened."""
        lengths = [len(example.text.split()) for example in self.of_channel(channel)]
        return (round(min(lengths) * 0.7), round(max(lengths) * 1.3)) if lengths else None

    def greeting(self, channel: str) -> str | None:
        """The short first line ("Hello,") that the channel's past copy begins its body with."""
        examples = self.of_channel(channel)
        first = Counter(lines[0] for each in examples if len(lines := each.labelled.get("body", "").splitlines()) > 1)
        line, count = first.most_common(1)[0] if first else ("", 0)
        return line if count >= HABIT * len(examples) and line.endswith(",") and len(line.split()) <= 2 else None

    def shown(self, channel: str, locale: str, product: str | None) -> tuple[Example, ...]:
        """Worked examples for the prompt: this channel's, in this language, not about this product, which a small model
        would copy; those that open well and state the most facts first, each about another product."""
        language = locale.split("-")[0]
        own = [
            example
            for example in self.of_channel(channel)
            if example.facts and product not in example.subjects and example.locale.split("-")[0] == language
        ]
        ranked = sorted(own, key=lambda each: (not each.opening, -len(each.facts)))
        picked: list[Example] = []
        for example in ranked:
            if len(picked) < MOST_EXAMPLES and not any(example.subjects & other.subjects for other in picked):
                picked.append(example)
        return tuple(picked)


def how_it_sounds(passages: Sequence[Passage], locale: str) -> str:
    """The first sentences below the heading that speaks most of sound, voice or tone."""
    own = [passage for passage in passages if passage.locale.split("-")[0] == locale.split("-")[0]]
    best = sorted(own, key=lambda passage: -_speaks_of_sound(passage))
    picked: list[str] = []
    for passage in best[:2]:
        for sentence in sentences(prose(passage.text)):
            if sum(map(len, picked)) + len(sentence.text) > MOST_CHARACTERS:
                return " ".join(picked)
            if sentence.text[-1] in ".!?":
                picked.append(sentence.text)
    return " ".join(picked)


def _speaks_of_sound(passage: Passage) -> int:
    heading = passage.heading[-1] if len(passage.heading) > 1 else ""
    if any(word in _NEGATIONS for word in heading.casefold().replace("’", "'").split()):
        return -1
    return 2 * len(_SOUND & set(stems(heading))) + bool(heading and _SOUND & set(stems(passage.title)))


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0
