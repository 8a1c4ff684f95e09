"""What drafts are like, without a judge: measured on what the desk plans, chooses and mends, not on a model's gifts.

The model here writes in turns, well and badly (see writers.py): beside a plain candidate stand one that presses, one
that does not end, and one that invents. So a fault in a draft is one that the desk let through, variants that say the
same are the plan's doing, and a prompt that no longer holds the facts leaves nothing to write from.

`fits`: no limit of the channel is broken and no field is empty. `on voice`: nothing was found in it by the rules of
voice and wording. `plain`: rated green. `reading level`: all drafts of a channel together are at most HARD points of
LIX (Björnsson 1968) above the brand's own past copy; a channel with few words has no level. `diverse`: the share of
different two-word runs in all variants of a brief together (distinct-2, Li and others 2016). `own words`: the share of
three-word runs that no past copy has.
"""

import re
from collections.abc import Callable, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.graph.prompt_files import Prompts
from agents.model.chat import ChatModel
from agents.model.errors import ModelError
from evals import timed
from evals.copy.briefs import Asked, load_briefs
from evals.copy.studio import Draft, Studio, studio
from evals.copy.writers import turns
from evals.measured import Measured, Samples
from knowledge.readability import lix

HARD = 10.0  # LIX above past copy
_WORD = re.compile(r"\w+")
Runs = frozenset[tuple[str, ...]]


class Outcome(BaseModel):
    """One brief. `error`: why nothing was written."""

    model_config = ConfigDict(frozen=True)

    asked: Asked
    drafts: tuple[Draft, ...] = ()
    error: str = ""
    own_words: tuple[float, ...] = ()  # by draft

    def faults(self, draft: Draft) -> tuple[str, ...]:
        named = {
            "does not fit": not fits(draft),
            "off voice": not on_voice(draft),
            draft.report.rating: not plain(draft),
        }
        return tuple(fault for fault, there in named.items() if there)


class CopyResult(Measured):
    suite: ClassVar[str] = "copy"

    outcomes: tuple[Outcome, ...]
    usual_lix: float = 0.0  # of the brand's own past copy

    def _on(self, channel: str) -> str:
        """All drafts of a channel: one alone is too short to have a level."""
        return "\n".join(
            draft.copy_.text for one in self.outcomes if one.asked.channel == channel for draft in one.drafts
        )

    @property
    def samples(self) -> Samples:
        drafts = {f"{one.asked.id}.{n}": (one, n, draft) for one in self.outcomes for n, draft in enumerate(one.drafts)}
        return {
            "written": {one.asked.id: float(len(one.drafts) == one.asked.variants) for one in self.outcomes},
            "fits": {id: float(fits(draft)) for id, (_, _, draft) in drafts.items()},
            "on voice": {id: float(on_voice(draft)) for id, (_, _, draft) in drafts.items()},
            "plain": {id: float(plain(draft)) for id, (_, _, draft) in drafts.items()},
            "reading level": {
                channel: float(level <= self.usual_lix + HARD)
                for channel in dict.fromkeys(one.asked.channel for one in self.outcomes)
                if (level := lix(self._on(channel))) is not None
            },
            "diverse": {
                one.asked.id: distinct([draft.copy_.text for draft in one.drafts])
                for one in self.outcomes
                if len(one.drafts) > 1
            },
            "own words": {id: one.own_words[n] for id, (one, n, _) in drafts.items()},
        }

    @property
    def misses(self) -> tuple[str, ...]:
        unwritten = tuple(f"{one.asked.id}, {one.asked.reason}: {one.error}" for one in self.outcomes if one.error)
        return unwritten + tuple(
            f"{one.asked.id}, {one.asked.reason}: {', '.join(faults)}: “{draft.copy_.text}”"
            for one in self.outcomes
            for draft in one.drafts
            if (faults := one.faults(draft))
        )

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(
            f"{one.asked.id} {one.asked.channel:10}{draft.copy_.text!r}"
            for one in self.outcomes
            for draft in one.drafts
        )


def run(
    briefs: Sequence[Asked] | None = None,
    model: ChatModel | None = None,
    told: Callable[[str], None] = lambda _: None,
    prompts: Prompts | None = None,
) -> CopyResult:
    """`model` stands in for the one that writes in turns, `prompts` for the shipped ones; `told` hears of each brief
    once it is through.
    """
    rows = load_briefs() if briefs is None else briefs
    with studio(model or turns(), prompts) as place:
        outcomes = tuple(timed.each(rows, lambda asked: written(place, asked), lambda asked: asked.id, told))
        past = "\n".join(passage.text for passage in place.past_copy() if passage.locale.startswith("en"))
    return CopyResult(
        outcomes=outcomes, usual_lix=lix(past) or 0.0, rows=len(rows), scored=len({one.asked.id for one in outcomes})
    )


def written(place: Studio, asked: Asked) -> Outcome:
    past = [passage.text for passage in place.past_copy()]
    try:
        drafts = place.write(asked.brief, asked.id)
    except ModelError as error:
        return Outcome(asked=asked, error=str(error))
    known = frozenset().union(*(runs(text, 3) for text in past))
    return Outcome(
        asked=asked,
        drafts=drafts,
        own_words=tuple(_new(runs(draft.copy_.text, 3), known) for draft in drafts),
    )


def fits(draft: Draft) -> bool:
    within = not any(each.family == "channel" and each.severity != "advice" for each in draft.report.findings)
    return within and all(text.strip() for text in draft.copy_.fields.values())


def on_voice(draft: Draft) -> bool:
    return not any(each.family in {"voice", "wording"} and each.severity != "advice" for each in draft.report.findings)


def plain(draft: Draft) -> bool:
    return draft.report.rating == "green"


def distinct(texts: Sequence[str], size: int = 2) -> float:
    """Different runs of words among all of them; 0 where there are none."""
    every = [run for text in texts for run in _in_order(text, size)]
    return len(set(every)) / len(every) if every else 0.0


def runs(text: str, size: int) -> Runs:
    return frozenset(_in_order(text, size))


def _in_order(text: str, size: int) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return [tuple(words[at : at + size]) for at in range(len(words) - size + 1)]


def _new(own: Runs, known: Runs) -> float:
    return len(own - known) / len(own) if own else 0.0
