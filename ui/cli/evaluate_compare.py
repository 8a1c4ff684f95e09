"""`copydesk eval --compare A B`: two language models, prompts, or brand folders or parts of them, at the same cases."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError
from ui.cli.frame import emit, note
from ui.cli.stopping import stopping

if TYPE_CHECKING:
    from agents.settings import Settings
    from evals.live.choice import Compared
    from evals.live.judging import Judging


def compare(settings: "Settings", pair: tuple[str, str], prices: Path | None, max_calls: int, *, as_json: bool) -> None:
    from evals.compare.sides import sides

    parts = sides(pair)
    if parts is not None and parts[0].prompts and parts[1].prompts:
        from ui.cli import evaluate_prompts

        evaluate_prompts.compare(settings, *parts, prices, max_calls, as_json=as_json)
        return
    if parts is not None:
        from ui.cli import evaluate_parts

        if prices:
            raise InputError("--prices is of models: rules and policies cost nothing.")
        evaluate_parts.compare(*parts, as_json=as_json)
        return
    _models(settings, pair, prices, max_calls, as_json=as_json)


def _models(settings: "Settings", pair: tuple[str, str], prices: Path | None, max_calls: int, *, as_json: bool) -> None:
    from agents.model.client import model_id
    from evals.live import choice
    from evals.live.judging import judging
    from evals.outcome import found
    from knowledge.sentence_encoder import embedded

    known = choice.read_prices(prices) if prices else {}
    a, b = (choice.named(settings, name) for name in pair)
    if model_id(a) == model_id(b):
        raise InputError(f"Both are {model_id(a)}: name two models.")
    shared = embedded()
    with stopping(), judging(settings, max_calls, lambda: shared) as judge:
        tried = []
        for side, one in (("A", a), ("B", b)):
            note(f"{side}, {model_id(one)}, answers and writes…")
            tried.append(choice.attempt(one, lambda: shared, known, judge))
        tell(choice.compare(*tried), judge, as_json=as_json)
    note(f"No other suite asks a language model, so both are the same there: {', '.join(found())}.")


def tell(told: "Compared", judge: "Judging | None", *, as_json: bool) -> None:
    """Figures, what they cost, and a recommendation; what a judge has to do with it goes beside them."""
    lines = judge.lines if judge else ()
    if as_json:
        emit({**told.model_dump(mode="json"), "recommendation": told.recommendation, "judge": list(lines)})
        return
    for line in lines:
        note(line)
    for side, each in (("A", told.a), ("B", told.b)):
        click.echo(f"{side} {each.line}")
    for line in told.lines:
        click.echo(line)
    click.echo(told.recommendation)
