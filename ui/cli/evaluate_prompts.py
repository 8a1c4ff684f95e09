"""`copydesk eval --compare A B` where A and B are folders of prompts, or one of them is `shipped`."""

from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import InputError
from ui.cli.evaluate_told import tell
from ui.cli.frame import note
from ui.cli.stopping import stopping

if TYPE_CHECKING:
    from agents.settings import Settings
    from evals.compare.sides import Side


def compare(settings: "Settings", a: "Side", b: "Side", prices: Path | None, max_calls: int, *, as_json: bool) -> None:
    """Raises InputError or ModelError, in one line."""
    from agents.model.client import model_id
    from evals.compare import prompts
    from evals.live import choice
    from evals.live.judging import judging
    from knowledge.sentence_encoder import embedded

    if a.prompts is None or b.prompts is None:
        raise InputError("Name two folders of prompts.")
    differing = a.prompts.differing(b.prompts)
    if not differing:
        raise InputError(f"{a.given} and {b.given} hold the same prompts: there is nothing to compare.")
    known = choice.read_prices(prices) if prices else {}
    shared = embedded()
    note(f"{model_id(settings)} writes; what differs: {', '.join(differing)}.")
    with stopping(), judging(settings, max_calls, lambda: shared) as judge:
        tried = []
        for side, one, wording in (("A", a, a.prompts), ("B", b, b.prompts)):
            note(f"{side}, {one.given}…")
            tried.append(
                prompts.attempt(
                    settings,
                    one.given,
                    wording,
                    differing,
                    embedder=lambda: shared,
                    prices=known,
                    judging=judge,
                    told=note,
                )
            )
        tell(choice.compare(*tried), judge, as_json=as_json)
    note(
        "The other suites ask no model, or one that follows a script whatever the prompt says: both are the same there."
    )
