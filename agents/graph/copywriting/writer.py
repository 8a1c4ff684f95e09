"""The copywriter: code plans and picks, the model writes one short text a call."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Brief
from agents.graph.copywriting.candidates import Candidate, Rate, best, weigh
from agents.graph.copywriting.fields import blend, complete, fields_of
from agents.graph.copywriting.parse import parse
from agents.graph.copywriting.plan import VariantPlan, plan
from agents.graph.copywriting.prompt import prefix, prompt
from agents.graph.copywriting.voice import Voice
from agents.graph.copywriting.wishes import wants_shorter
from agents.graph.prompt_files import Prompts, shipped
from agents.model.chat import ChatModel, Completion, Prompt
from agents.model.errors import ModelError, NotWrittenError
from agents.signing.decided import Taught
from agents.signing.lessons import Lesson, apply
from agents.views import Usage
from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.facts import Fact
from knowledge.passages import Passage
from tools.channels import Channel, Channels
from tools.copy import Copy
from tools.findings import BrandReport

TEMPERATURE = 0.7  # at 0 a small model copies the facts, above 0.9 it invents
MOST_TOKENS = 300  # generated for one variant that a person gets to see
CANDIDATES = 3
TOKENS: dict[str, int] = {"sms": 50, "push": 60, "x": 80, "instagram": 90, "text": 90, "email": 150, "linkedin": 140}
TOKENS_OTHERWISE = 100


class Written(BaseModel):
    """The candidate that was picked, and what it took."""

    model_config = ConfigDict(frozen=True)

    copy_: Copy
    plan: VariantPlan
    report: BrandReport
    citations: tuple[str, ...]  # Passage.id: of the plan's facts, then of what else carries a sentence
    learnt: tuple[str, ...]  # whose decisions it uses, in words
    candidates: int
    usage: Usage

    @property
    def fields(self) -> dict[str, str]:
        return self.copy_.fields


class Copywriter:
    """Of one brand. Thread-safe: it keeps nothing between calls."""

    def __init__(self, brand: Brand, channels: Channels, voice: Voice, prompts: Prompts | None = None) -> None:
        self.brand = brand
        self.prompts = prompts or shipped()
        self.voice = voice
        self._channels = channels

    @classmethod
    def for_brand(cls, knowledge: KnowledgeBase, channels: Channels, prompts: Prompts | None = None) -> "Copywriter":
        return cls(knowledge.brand, channels, Voice.of(knowledge), prompts)

    def plan(
        self,
        brief: Brief,
        *,
        facts: Sequence[Fact],
        passages: Sequence[Passage],
        personas: Sequence[Passage],
        today: date,
    ) -> tuple[VariantPlan, ...]:
        return plan(
            brief,
            brand=self.brand,
            facts=facts,
            passages=passages,
            personas=personas,
            voice=self.voice,
            one_field=lambda channel: len(fields_of(self._channels.find(channel))) == 1,
            today=today,
        )

    def prefixes(self, channels: Sequence[str] = ()) -> tuple[Prompt, ...]:
        """Prompts worth warming the model with: the brand's first channel, or the ones named."""
        names = channels or self.brand.channels[:1]
        locale = self.brand.default_locale
        wording = self.prompts.copywriting
        return tuple(prefix(wording, self.brand, self.voice, self._channels.find(each), locale, None) for each in names)

    def write(
        self,
        plan: VariantPlan,
        *,
        model: ChatModel,
        rate: Rate,
        notes: str | None = None,
        previous: Copy | None = None,
        avoid: Sequence[str] = (),
        failed: int = 0,
        taught: Taught = Taught(),  # noqa: B008 - frozen
    ) -> Written:
        """`notes` say what to change in `previous`; `avoid` are texts that this one must differ from; `failed` counts
        earlier times that came to nothing, so that the model is not asked the very same again; `taught` is what people
        decided about earlier ones.

        Raises ModelError: NotWrittenError when no candidate can be used.
        """
        if notes:  # they may want another beginning
            plan = plan.model_copy(update={"opening": None})
            plan = plan.shortened() if wants_shorter(notes) else plan
        channel = self._channels.find(plan.channel)
        example = taught.example(plan.channel, plan.locale, plan.product)
        rejected = taught.rejected(plan.channel, plan.locale, plan.product)
        avoid = (*avoid, *(each.text for each in rejected))
        before = previous.text if previous else None
        asked = prompt(self.prompts.copywriting, self.brand, self.voice, channel, plan, notes, before, example)
        attempt = _Attempt(asked, channel, model, cap=TOKENS.get(plan.channel, TOKENS_OTHERWISE))
        seed = plan.seed + (len(notes) if notes else 0) + failed * CANDIDATES
        words = self._words(plan)

        tries: list[dict[str, str]] = []

        def take(completion: Completion) -> Candidate | None:
            found = parse(completion, plan, fields_of(channel), emoji=self.voice.emoji(plan.channel))
            if found:
                tries.append(found)
            return weighed(found)

        def weighed(found: dict[str, str] | None) -> Candidate | None:
            if found is None or not complete(found, fields_of(channel)):
                return None
            return weigh(learnt(self._framed(found, plan)), rate, plan, avoid, words)

        used: dict[str, Lesson] = {}

        def learnt(copy: Copy) -> Copy:
            changed, here = changed_by(copy, taught.lessons)
            used.update({lesson.id: lesson for lesson in here})
            return changed

        candidates = attempt.collect(take, seed)
        if len(fields_of(channel)) > 1 and (blended := weighed(blend(tries, fields_of(channel), plan))):
            candidates.append(blended)
        if not candidates:
            raise NotWrittenError(
                f"The model wrote nothing usable for {_called(channel, plan)} in {attempt.calls} tries. "
                "Ask again, in other words, or use a larger model."
            )
        chosen = best(candidates)
        carrying = [passage for entry in chosen.report.support for passage in entry.passages[:1]]
        return Written(
            copy_=chosen.copy,
            plan=plan,
            report=chosen.report,
            citations=tuple(dict.fromkeys((*plan.passages, *carrying))),
            learnt=(
                *(each.words for each in used.values() if each.replace.casefold() in chosen.copy.text.casefold()),
                *([example.words] if example else []),
                *(each.words for each in rejected),
            ),
            candidates=len(candidates),
            usage=attempt.usage,
        )

    def _words(self, plan: VariantPlan) -> tuple[int, int] | None:
        usual = self.voice.usual_words(plan.channel)
        return (1, round(sum(usual) / 4)) if usual and plan.short else usual

    def _framed(self, fields: dict[str, str], plan: VariantPlan) -> Copy:
        """With the greeting and the hashtags that the channel's past copy always has."""
        fields = dict(fields)
        last = list(fields)[-1]
        greeting = self.voice.greeting(plan.channel)
        if greeting and last == "body":
            fields[last] = f"{greeting}\n\n{fields[last]}"
        if tags := self.voice.hashtags(plan.channel):
            fields[last] = f"{fields[last]}\n\n{' '.join(tags)}"
        return Copy(fields=fields, channel=plan.channel, locale=plan.locale, machine_made=True)


def _called(channel: Channel | None, plan: VariantPlan) -> str:
    return channel.name if channel else plan.channel


def changed_by(copy: Copy, lessons: Sequence[Lesson]) -> tuple[Copy, tuple[Lesson, ...]]:
    """With the phrases of the lessons, and those that changed something."""
    fields, used = {}, []
    for name, text in copy.fields.items():
        fields[name], here = apply(text, lessons)
        used += [lesson for lesson in here if lesson not in used]
    return copy.model_copy(update={"fields": fields}), tuple(used)


class _Attempt:
    """Asks for candidates, as many at once as the model takes, until one is good or the bounds are reached."""

    def __init__(self, asked: Prompt, channel: Channel | None, model: ChatModel, cap: int) -> None:
        self._asked = asked
        self._model = model
        self._cap = cap
        self._stop = ("\n\n",) if len(fields_of(channel)) == 1 else ("\n\n\n",)
        self.calls = 0
        self.usage = Usage()

    def collect(self, take: Callable[[Completion], Candidate | None], seed: int) -> list[Candidate]:
        candidates: list[Candidate] = []
        generated = 0
        while self.calls < CANDIDATES and not any(candidate.good for candidate in candidates):
            room = (MOST_TOKENS - generated) // self._cap
            count = min(self._model.slots, CANDIDATES - self.calls, room)
            if count < 1:
                break
            try:
                completions = self._ask(count, seed)
            except ModelError:
                if candidates:
                    break  # a budget that ends, or an endpoint that fails: what there is will do
                raise
            generated += sum(completion.tokens_out for completion in completions)
            candidates += [candidate for each in completions if (candidate := take(each))]
        return candidates

    def _ask(self, count: int, seed: int) -> list[Completion]:
        started = time.perf_counter()
        with ThreadPoolExecutor(count) as pool:
            completions = list(pool.map(self._one, range(seed + self.calls, seed + self.calls + count)))
        self.calls += count
        self.usage = Usage(
            calls=self.usage.calls + count,
            tokens=self.usage.tokens + sum(each.tokens for each in completions),
            seconds=self.usage.seconds + time.perf_counter() - started,
        )
        return completions

    def _one(self, seed: int) -> Completion:
        return self._model.chat(self._asked, max_tokens=self._cap, temperature=TEMPERATURE, stop=self._stop, seed=seed)
