"""What the graph knows of a language model: one question, one small answer."""

from collections.abc import Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict


class Shot(BaseModel):
    """A worked example: what was asked, and the answer to it."""

    model_config = ConfigDict(frozen=True)

    user: str
    answer: str


class Prompt(BaseModel):
    """`system` and `shots` are byte-stable from call to call, so that the server's cache of them serves; what varies is
    in `user`."""

    model_config = ConfigDict(frozen=True)

    system: str
    user: str
    shots: tuple[Shot, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the model reads, in order."""
        return (self.system, *(text for shot in self.shots for text in (shot.user, shot.answer)), self.user)


class Completion(BaseModel):
    """One answer. `cut` is true when it ran into the token limit, so its last sentence may be half."""

    model_config = ConfigDict(frozen=True)

    text: str
    tokens_in: int
    tokens_out: int
    seconds: float
    cut: bool = False

    @property
    def tokens(self) -> int:
        return self.tokens_in + self.tokens_out


class ChatModel(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def slots(self) -> int:
        """How many calls are worth having under way at once."""
        ...

    def chat(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,
        temperature: float,
        stop: Sequence[str] = (),
        seed: int | None = None,
    ) -> Completion:
        """Raises ModelError."""
        ...

    def choose(self, prompt: Prompt, options: Sequence[str]) -> tuple[str, Completion]:
        """Exactly one of the options. Raises ModelError."""
        ...

    def warm(self, prefixes: Sequence[Prompt]) -> None:
        """Makes ready for prompts that begin so. Raises ModelError."""
        ...
