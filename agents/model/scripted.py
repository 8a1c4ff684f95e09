"""A chat model that says what it is told to: for tests, and for trying a desk out without a model."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError

Script = Callable[[Prompt], str]


class ScriptedChat:
    """Answers from a queue, or with what a function makes of the prompt. An answer that is an error is raised."""

    def __init__(
        self,
        answers: Iterable[str | ModelError] | Script,
        *,
        latency: float = 0.0,
        sleep: Callable[[float], None] = time.sleep,
        slots: int = 2,
    ) -> None:
        self._script = answers if callable(answers) else None
        self._queue = deque(() if callable(answers) else answers)
        self._latency = latency
        self._sleep = sleep
        self._lock = threading.Lock()
        self.slots = slots
        self.name = "scripted"
        self.prompts: list[Prompt] = []

    def chat(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,
        temperature: float,  # noqa: ARG002 - the script decides
        stop: Sequence[str] = (),
        seed: int | None = None,  # noqa: ARG002
    ) -> Completion:
        """Tokens are words here; stops and the token limit are honoured as a server would."""
        text = self._next(prompt)
        for mark in stop:
            text = text.split(mark, 1)[0]
        words = text.split(" ")
        cut = len(words) > max_tokens
        return Completion(
            text=" ".join(words[:max_tokens]),
            tokens_in=sum(len(each.split()) for each in prompt.texts),
            tokens_out=min(len(words), max_tokens),
            seconds=self._latency,
            cut=cut,
        )

    def choose(self, prompt: Prompt, options: Sequence[str]) -> tuple[str, Completion]:
        completion = self.chat(prompt, max_tokens=32, temperature=0.0)
        if completion.text not in options:
            raise ModelError(f"The scripted model chose '{completion.text}', which is none of {', '.join(options)}.")
        return completion.text, completion

    def warm(self, prefixes: Sequence[Prompt]) -> None:
        """A script is always ready."""

    def _next(self, prompt: Prompt) -> str:
        if self._latency:
            self._sleep(self._latency)
        with self._lock:
            self.prompts.append(prompt)
            if self._script:
                return self._script(prompt)
            if not self._queue:
                raise ModelError(
                    f"The scripted model has no answer left for call {len(self.prompts)}: {prompt.user[:80]!r}. "
                    "Give it one more."
                )
            answer = self._queue.popleft()
        if isinstance(answer, ModelError):
            raise answer
        return answer
