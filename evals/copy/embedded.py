"""The suite of copy with the embedded language model, on a few of its briefs with one draft each."""

from collections.abc import Callable, Sequence

from agents.model.chat import ChatModel
from evals.copy import suite
from evals.copy.briefs import Asked, load_briefs
from evals.embedded import Embedded

BRIEFS = ("b-01", "b-07", "b-14")  # three channels, three products


class EmbeddedCopy(Embedded, suite.CopyResult):
    """The same figures."""


FIGURES = tuple(EmbeddedCopy(outcomes=(), rows=0, scored=0).samples)


def some() -> tuple[Asked, ...]:
    return tuple(one.model_copy(update={"variants": 1}) for one in load_briefs() if one.id in BRIEFS)


def run(
    model: ChatModel, told: Callable[[str], None] = lambda _: None, briefs: Sequence[Asked] | None = None
) -> EmbeddedCopy:
    return EmbeddedCopy(**dict(suite.run(some() if briefs is None else briefs, model, told)))
