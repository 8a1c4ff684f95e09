"""Two folders of prompts at the same cases, with the same model.

Only what a prompt that differs is for is asked: where both share one, both say the same. The scripted models of the
other suites answer from the facts alone, whatever the prompt says around them, so those suites tell nothing here.
"""

from collections.abc import Callable, Mapping, Sequence

from agents.graph.prompt_files import Prompts
from agents.graph.route_asker import route_asker
from agents.model.chat import ChatModel
from agents.model.client import model_id
from agents.model.errors import ModelError
from agents.settings import Settings
from evals.copy import suite as copy
from evals.copy.briefs import Asked, load_briefs
from evals.live import choice
from evals.live.choice import Price, Tried, Values
from evals.live.judging import Judging
from evals.live.metrics import Case
from evals.live.setup import opened
from evals.triage.suite import REQUESTS, Request, read
from knowledge.embedding import Embedder

OF_A_ROUTE = 12  # requests
ALL_OR_NOTHING = ("fits", "on voice", "plain")  # a draft that was not written is none of these


def attempt(
    settings: Settings,
    name: str,
    prompts: Prompts,
    differing: Sequence[str],
    *,
    embedder: Callable[[], Embedder],
    prices: Mapping[str, Price],
    judging: Judging | None = None,
    told: Callable[[str], None] = lambda _: None,
    asked: Sequence[Asked] | None = None,
) -> Tried:
    """What the desk's model makes of these prompts; `asked` stands in for the copy suite's briefs.

    Raises ModelError where a call failed; what it said is kept.
    """
    alone = settings.model_copy(update=dict.fromkeys(("judge_model", "judge_base_url", "judge_api_key")))
    found: Values = {}
    answers: Sequence[Case] = ()
    drafts: Sequence[Case] = ()
    with opened(alone, embedder, prompts) as live:
        if "research.md" in differing:
            answers = live.cases("faithfulness")
            found |= choice.of_answers(answers)
        if "prompt.md" in differing:
            result = copy.run(briefs() if asked is None else asked, live.writer, told, prompts)
            found |= of_copy(result)
            drafts = cases(result)
        if "triage.md" in differing:
            found["routes, by the model alone"] = routes(live.writer, prompts)
        if live.writer.failed:
            raise ModelError(choice.stopped(model_id(alone), live.writer.failed))
        spent = tuple(live.writer.spent)
    found |= judging.values(answers, drafts) if judging else {}
    price = choice.price_of(model_id(alone), prices)
    return choice.tried(name, found, spent, {name: price} if price else {})


def briefs() -> tuple[Asked, ...]:
    """Of the copy suite, with one draft each: variants of one brief are no cases of their own."""
    return tuple(one.model_copy(update={"variants": 1}) for one in load_briefs())


def of_copy(result: copy.CopyResult) -> Values:
    written = {one.asked.id: float(bool(one.drafts)) for one in result.outcomes}
    samples = result.samples
    first = {
        name: {id: samples[name].get(f"{id}.0", 0.0) for id in written} for name in ALL_OR_NOTHING
    }  # the only draft of a brief
    return {"written": written, **first}


def cases(result: copy.CopyResult) -> tuple[Case, ...]:
    """Drafts as a judge sees them."""
    return tuple(
        Case(id=one.asked.id, question=f"A piece for {one.asked.channel}.", answer=one.drafts[0].copy_.text)
        for one in result.outcomes
        if one.drafts
    )


def routes(model: ChatModel, prompts: Prompts) -> dict[str, float]:
    """Whether the model alone names the right route: at the desk it is asked only where rules and examples are unsure.

    An answer that is no route counts as wrong.
    """
    ask = route_asker(model, prompts.triage)
    assert ask is not None  # noqa: S101 - there is a model
    return {one.id: float(ask(one.text) == one.route) for one in requests()}


def requests() -> tuple[Request, ...]:
    """The same number of each route, from the tuning part."""
    rows = [one for one in read(REQUESTS) if one.part == "tuning"]
    names = dict.fromkeys(one.route for one in rows)
    return tuple(one for name in names for one in [row for row in rows if row.route == name][:OF_A_ROUTE])
