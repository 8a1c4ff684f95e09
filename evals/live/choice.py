"""Two language models at the same cases: what each wrote, what it cost, and whether one is better."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agents.model.chat import Completion
from agents.model.client import model_id
from agents.model.errors import ModelError
from agents.settings import Settings
from evals import figures
from evals.figures import Difference, Figure, difference
from evals.live.judging import Judging
from evals.live.metrics import Case
from evals.live.setup import opened
from knowledge.embedding import Embedder
from knowledge.errors import InputError
from knowledge.text.quantities import find_quantities

EMBEDDED = "embedded"
MILLION = 1_000_000
Values = dict[str, dict[str, float]]  # by figure, then by case


class Price(BaseModel):
    """Of a million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: float = Field(ge=0, allow_inf_nan=False)
    output: float = Field(ge=0, allow_inf_nan=False)
    currency: str = Field(min_length=1, max_length=12)


class Tried(BaseModel):
    """One model: values by case, and what its calls took. Seconds are of one call."""

    model_config = ConfigDict(frozen=True)

    model: str
    values: Values
    calls: int
    tokens_in: int
    tokens_out: int
    median: float | None
    p90: float | None
    price: Price | None = None

    @property
    def cost(self) -> float | None:
        if self.price is None:
            return None
        return (self.tokens_in * self.price.input + self.tokens_out * self.price.output) / MILLION

    @property
    def figures(self) -> dict[str, Figure]:
        return {name: figures.of(values.values()) for name, values in self.values.items()}

    @property
    def line(self) -> str:
        took = f"{self.median:.2f} s median, {self.p90:.2f} s p90" if self.median is not None else "no call"
        paid = f"{self.cost:.4f} {self.price.currency}" if self.price and self.cost is not None else "no price known"
        return f"{self.model}: {self.calls} calls, {self.tokens_in:,} + {self.tokens_out:,} tokens, {paid}, {took}"


class Compared(BaseModel):
    """B less A, figure by figure."""

    model_config = ConfigDict(frozen=True)

    a: Tried
    b: Tried
    differences: dict[str, Difference]

    @property
    def lines(self) -> tuple[str, ...]:
        told = []
        for name, gap in self.differences.items():
            said = ("B is better" if gap.value > 0 else "A is better") if gap.shown else "no difference shown"
            span = f"{gap.value:+.2f} [{gap.low:+.2f}, {gap.high:+.2f}], n = {gap.n}"
            told.append(f"{name}: A {self.a.figures[name]}; B {self.b.figures[name]}; {said}, {span}")
        return tuple(told)

    @property
    def recommendation(self) -> str:
        """In words, with its reason. Quality first; where none is shown to be better, cost; then time."""
        better = {side: [n for n, gap in self.differences.items() if gap.shown and (gap.value > 0) == (side == "B")]
                  for side in "AB"}  # fmt: skip
        if better["A"] and better["B"]:
            return (
                f"Neither: A ({self.a.model}) is better at {', '.join(better['A'])}, B ({self.b.model}) at "
                f"{', '.join(better['B'])}. Which counts more is for a person to say."
            )
        for side, one in (("A", self.a), ("B", self.b)):
            if better[side]:
                return f"{side} ({one.model}): better at {', '.join(better[side])}, and at nothing shown to be worse."
        return f"No difference shown in quality. {self._by_cost()}"

    def _by_cost(self) -> str:
        a, b = self.a, self.b
        if a.price and b.price and a.price.currency == b.price.currency and a.cost != b.cost:
            side, one, other = ("A", a, b) if (a.cost or 0) < (b.cost or 0) else ("B", b, a)
            spent = f"{one.cost:.4f} against {other.cost:.4f} {a.price.currency}"
            return f"{side} ({one.model}) costs less for the same cases: {spent}."
        if a.median is None or b.median is None or a.median == b.median:
            return "Nor does one cost less or answer sooner: keep the one in use."
        side, one, other = ("A", a, b) if a.median < b.median else ("B", b, a)
        sooner = f"{one.median:.2f} against {other.median:.2f} s a call, in the middle"
        return f"What they cost cannot be compared; {side} ({one.model}) answers sooner: {sooner}."


def named(settings: Settings, name: str) -> Settings:
    """The desk's settings with this model: `embedded`, a GGUF file, a name at the desk's endpoint, or ADDRESS/NAME.

    Raises InputError.
    """
    if name == EMBEDDED or name.endswith(".gguf"):
        path = None if name == EMBEDDED else Path(name)
        if path is not None and not path.is_file():
            raise InputError(f"There is no file {name}.")
        nothing = dict.fromkeys(("api_key", "base_url", "model"))
        return settings.model_copy(update={**nothing, "model_path": path or settings.model_path})
    if name.startswith(("http://", "https://")):
        start, mark, model = name.partition("/v1/")
        base = f"{start}/v1" if mark else name.rpartition("/")[0]
        model = model or name.rpartition("/")[2]
        if not model or base.endswith(":/"):
            raise InputError(f"'{name}' names no model: give ADDRESS/NAME, such as http://127.0.0.1:8000/v1/qwen.")
        key = settings.api_key if base == settings.base_url else None  # never sent to another address
        return settings.model_copy(update={"base_url": base, "model": model, "api_key": key})
    if not settings.has_endpoint:
        raise InputError(
            f"'{name}' is a model at no endpoint. Set OPENAI_API_KEY or OPENAI_BASE_URL, or give ADDRESS/{name}; "
            f"'{EMBEDDED}' is the embedded model."
        )
    return settings.model_copy(update={"model": name})


def read_prices(file: Path) -> dict[str, Price]:
    """By model. Raises InputError, in one line."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, Price]).validate_python(given or {})
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{file} cannot be read: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{file}: '{'.'.join(map(str, first['loc']))}': {first['msg']}.") from error


def values(answers: Sequence[Case], drafts: Sequence[Case]) -> Values:
    """What needs no judge: whose words the passages carried, how many of the reference's figures are in the answer, and
    how drafts are rated."""
    return {**of_answers(answers), "drafts rated green": {case.id: float(case.rating == "green") for case in drafts}}


def of_answers(answers: Sequence[Case]) -> Values:
    counted = {case.id: {found.key for found in find_quantities(case.reference)} for case in answers}
    return {
        "answered in its own words": {case.id: float(case.own) for case in answers},
        "figures that were asked for": {
            case.id: _share(counted[case.id], case.answer) for case in answers if counted[case.id]
        },
    }


def _share(wanted: set[str], answer: str) -> float:
    return len(wanted & {found.key for found in find_quantities(answer)}) / len(wanted)


def tried(model: str, found: Values, spent: Sequence[Completion], prices: Mapping[str, Price]) -> Tried:
    seconds = sorted(one.seconds for one in spent)
    return Tried(
        model=model,
        values=found,
        calls=len(spent),
        tokens_in=sum(one.tokens_in for one in spent),
        tokens_out=sum(one.tokens_out for one in spent),
        median=statistics.median(seconds) if seconds else None,
        p90=seconds[min(int(0.9 * len(seconds)), len(seconds) - 1)] if seconds else None,
        price=price_of(model, prices),
    )


def price_of(model: str, prices: Mapping[str, Price]) -> Price | None:
    """By the model's name, with or without the place where it runs."""
    return prices.get(model) or prices.get(model.partition(" at ")[0])


def compare(a: Tried, b: Tried) -> Compared:
    gaps = {name: difference(given, b.values.get(name, {})) for name, given in a.values.items()}
    return Compared(a=a, b=b, differences={name: gap for name, gap in gaps.items() if gap is not None})


def attempt(
    settings: Settings,
    embedder: Callable[[], Embedder],
    prices: Mapping[str, Price],
    judging: Judging | None = None,
) -> Tried:
    """Every answer and every draft, written by the model of these settings. Raises ModelError where a call failed."""
    alone = settings.model_copy(update=dict.fromkeys(("judge_model", "judge_base_url", "judge_api_key")))
    with opened(alone, embedder) as live:
        answers, drafts = live.cases("faithfulness"), live.cases("on brand")
        if live.writer.failed:
            raise ModelError(stopped(model_id(alone), live.writer.failed))
        spent = tuple(live.writer.spent)
    found = values(answers, drafts) | (judging.values(answers, drafts) if judging else {})
    return tried(model_id(alone), found, spent, prices)


def stopped(model: str, failed: Sequence[str]) -> str:
    return f"{model} failed at {len(failed)} calls, first: {failed[0]} What it said is kept; run it again to go on."
