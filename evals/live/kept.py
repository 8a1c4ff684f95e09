"""Answers of models, kept on disk under what was asked: a run that stopped goes on, one repeated asks nobody."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from pydantic import ValidationError

from agents.model.chat import ChatModel, Completion, Prompt
from agents.model.errors import ModelError


class Kept:
    """A folder with a file for each answer, named for the SHA-256 of model, question and options."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Completion | None:
        """A file that cannot be read counts as none."""
        try:
            return Completion.model_validate_json(self._file(key).read_bytes())
        except (OSError, ValidationError):
            return None

    def put(self, key: str, answer: Completion) -> None:
        file = self._file(key)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{key}.{uuid4().hex}.tmp")
        fresh.write_text(answer.model_dump_json(), encoding="utf-8")
        fresh.replace(file)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def key_of(**asked: object) -> str:
    return hashlib.sha256(json.dumps(asked, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class KeptChat:
    """A chat model whose every answer is kept; `spent` are those that were used, kept ones too, `failed` what it said
    of calls that gave none."""

    def __init__(self, model: ChatModel, kept: Kept, where: str = "") -> None:
        self._model = model
        self._kept = kept
        self._where = where
        self.spent: list[Completion] = []
        self.failed: list[str] = []

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def slots(self) -> int:
        return self._model.slots

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
        options = {"max_tokens": max_tokens, "temperature": temperature, "seed": seed}
        key = key_of(model=self.name, where=self._where, prompt=prompt.model_dump(), stop=list(stop), **options)
        found = self._kept.get(key)
        if found is None:
            with self._noting():
                found = self._model.chat(prompt, max_tokens=max_tokens, temperature=temperature, stop=stop, seed=seed)
            self._kept.put(key, found)
        self.spent.append(found)
        return found

    def choose(self, prompt: Prompt, options: Sequence[str]) -> tuple[str, Completion]:
        """Raises ModelError."""
        key = key_of(model=self.name, where=self._where, prompt=prompt.model_dump(), choices=list(options))
        found = self._kept.get(key)
        if found is None:
            with self._noting():
                option, answered = self._model.choose(prompt, options)
            found = answered.model_copy(update={"text": option})
            self._kept.put(key, found)
        self.spent.append(found)
        return found.text, found

    def warm(self, prefixes: Sequence[Prompt]) -> None:
        """Not before it is really asked."""

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except ModelError as error:
            self.failed.append(str(error))
            raise
