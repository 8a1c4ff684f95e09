"""`copydesk eval --compare A B`: two language models, prompts, or brand folders or parts of them, at the same cases."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import InputError

if TYPE_CHECKING:
    from agents.settings import Settings


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
    from ui.cli import evaluate_models

    evaluate_models.compare(settings, pair, prices, max_calls, as_json=as_json)
