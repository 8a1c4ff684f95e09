"""Asks the language model for a route, where rules and examples are unsure."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, cast, get_args

from agents.graph.brief import Route
from agents.model.chat import Prompt
from agents.model.errors import ModelError

if TYPE_CHECKING:
    from agents.model.chat import ChatModel

log = logging.getLogger(__name__)

ROUTES: tuple[Route, ...] = get_args(Route)


def route_asker(model: "ChatModel | None", wording: str) -> Callable[[str], Route | None] | None:
    """Asks the model for a route; `wording` is its prompt file. One that does not answer leaves it to the examples."""
    if model is None:
        return None

    def ask(text: str) -> Route | None:
        try:
            option, _ = model.choose(Prompt(system=wording, user=text), ROUTES)
        except ModelError as error:
            log.warning("the language model could not be asked for a route: %s", error)
            return None
        return cast("Route", option)

    return ask
