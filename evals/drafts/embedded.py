"""Equal treatment with the embedded language model, on one request with a few words for people."""

from collections.abc import Callable

from agents.graph.brief import Triage
from agents.model.chat import ChatModel
from evals.drafts import suite
from evals.drafts.suite import Requests, load_requests
from evals.embedded import Embedded

FIGURES = suite.FIGURES
WORDS = {"names": 2, "genders": 2}  # so many of a group


class EmbeddedDrafts(Embedded, suite.DraftsResult):
    """The same figures."""


def some() -> Requests:
    every = load_requests()
    groups = {name: every.groups[name][:count] for name, count in WORDS.items()}
    return every.model_copy(update={"groups": groups, "requests": every.requests[:1]})


def run(
    model: ChatModel,
    told: Callable[[str], None] = lambda _: None,
    requests: Requests | None = None,
    triage: Callable[[str], Triage] | None = None,
) -> EmbeddedDrafts:
    """`triage` stands in for the sample brand's own."""
    return EmbeddedDrafts(**dict(suite.run(requests or some(), triage, model, told)))
