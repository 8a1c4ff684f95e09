"""Worked examples: a brand's past copy, with the facts it states and the words it opens with."""

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from agents.graph.copywriting.prose import prose
from knowledge.documents import Document
from knowledge.facts import Fact
from knowledge.passages import Passage
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems

LONGEST_OPENING = 10  # words
MOST_FACTS = 3
FEWEST_STEMS = 1  # of a sentence that says something: "It's on sale" says a lot
STATED = 0.6  # share of a fact's words that must stand in the copy, where it has no figure
_HASHTAGS = re.compile(r"(?:^|\s)#\w+")
_EMOJI = re.compile(r"[\U0001F1E6-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]")
_LABEL = re.compile(r"^([^\W\d_][\w -]{1,20}):\s+(\S.*)$")


class Example(BaseModel):
    """`lines` are paragraphs; a labelled one ("Subject: …") is a field of its own."""

    model_config = ConfigDict(frozen=True)

    passage: str
    channel: str | None
    locale: str
    subjects: frozenset[str]  # the products it names
    facts: tuple[str, ...]
    topics: frozenset[str]  # the attributes of all facts that it states
    lines: tuple[str, ...]
    hashtags: tuple[str, ...]
    emoji: frozenset[str]
    priced: bool

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def told(self) -> str:
        """Its opening, and what it says of its facts: the rest would teach a small model to say more than that."""
        known = {stem for fact in self.facts for stem in stems(fact)}
        return " ".join(
            sentence.text
            for sentence in sentences(self.text)
            if sentence.text == self.opening or len(own := set(stems(sentence.text))) < FEWEST_STEMS or own & known
        )

    @property
    def opening(self) -> str | None:
        first = next(iter(sentences(self.text)), None)
        return first.text if first and len(first.text.split()) <= LONGEST_OPENING else None

    @property
    def labelled(self) -> dict[str, str]:
        """By label, in lower case; what has no label is "body"."""
        found: dict[str, str] = {}
        for line in self.lines:
            match = _LABEL.match(line)
            key, value = (match[1].lower(), match[2]) if match else ("body", line)
            found[key] = f"{found[key]}\n{value}" if key in found else value
        return found


def read_examples(past: Sequence[Passage], documents: Sequence[Document], facts: Sequence[Fact]) -> tuple[Example, ...]:
    """Past copy that is on the brand's voice, one example a passage."""
    channels = {document.id: document.meta.channel for document in documents}
    return tuple(
        _example(passage, channels.get(passage.document), facts) for passage in past if len(passage.heading) > 1
    )


def _example(passage: Passage, channel: str | None, facts: Sequence[Fact]) -> Example:
    text = prose(_unhashed(passage.text))
    emoji = frozenset(_EMOJI.findall(text)) - {"\ufe0f", "\u200d"}
    text = without_emoji(text)
    stated = [fact for fact in facts if fact.subject.casefold() in text.casefold() and _states(text, fact)]
    return Example(
        passage=passage.id,
        channel=channel or _channel_of(passage.heading[-1]),
        locale=passage.locale,
        subjects=frozenset(fact.subject for fact in facts if fact.subject.casefold() in text.casefold()),
        facts=tuple(dict.fromkeys(fact.statement for fact in stated))[:MOST_FACTS],
        topics=frozenset(fact.attribute for fact in stated),
        lines=tuple(line.strip() for line in text.splitlines() if line.strip()),
        hashtags=tuple(tag.strip() for tag in _HASHTAGS.findall(passage.text)),
        emoji=emoji,
        priced=any(found.kind == "price" for found in find_quantities(text, passage.locale)),
    )


def _states(text: str, fact: Fact) -> bool:
    figures = {found.key for found in find_quantities(fact.statement)}
    own = set(stems(fact.statement)) - set(stems(fact.subject))
    share = len(own & set(stems(text))) / max(len(own), 1)
    if figures:
        return figures <= {found.key for found in find_quantities(text)} and share > 0
    return share >= STATED


def _unhashed(text: str) -> str:
    return _HASHTAGS.sub("", text)


def without_emoji(text: str, kept: frozenset[str] = frozenset()) -> str:
    cleaned = _EMOJI.sub(lambda match: match[0] if match[0] in kept else "", text)
    return "\n".join(" ".join(line.split()) for line in cleaned.splitlines())


def without_hashtags(text: str) -> str:
    return _HASHTAGS.sub("", text).strip()


def _channel_of(heading: str) -> str | None:
    """Where one document holds several channels' copy, its headings begin with the channel."""
    words = heading.casefold().split(",")[0].split()
    names = {"x": "x", "linkedin": "linkedin", "text": "sms", "sms": "sms", "instagram": "instagram", "push": "push"}
    return names.get(words[0]) if words else None
