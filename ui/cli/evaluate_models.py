"""`copydesk eval --compare A B` where A and B are language models."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import InputError
from ui.cli.evaluate_told import tell
from ui.cli.frame import note
from ui.cli.stopping import stopping

if TYPE_CHECKING:
    from agents.settings import Settings


def compare(settings: "Settings", pair: tuple[str, str], prices: Path | None, max_calls: int, *, as_json: bool) -> None:
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
