"""The chat model of a desk that cannot have one: it says why when it is asked, and not before."""

from collections.abc import Sequence
from typing import NoReturn

from agents.model.chat import Prompt
from agents.model.errors import ModelError


class NoChat:
    """So that a wrong setting stops what needs a model, and never a case."""

    name = "none"
    slots = 1

    def __init__(self, why: ModelError) -> None:
        self._why = why

    def chat(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,
        temperature: float,
        stop: Sequence[str] = (),
        seed: int | None = None,
    ) -> NoReturn:
        del prompt, max_tokens, temperature, stop, seed
        self._refuse()

    def choose(self, prompt: Prompt, options: Sequence[str]) -> NoReturn:
        del prompt, options
        self._refuse()

    def warm(self, prefixes: Sequence[Prompt]) -> NoReturn:
        del prefixes
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise ModelError(str(self._why)) from self._why
