"""`serve.json`: where the serving owner of a home listens, readable by its user alone."""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "serve.json"


class ServeNote(BaseModel):
    model_config = ConfigDict(frozen=True)

    port: int
    token: str
    pid: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def leave(self, home: Path) -> None:
        """Written with mode 0600 from the first byte on, and renamed into place."""
        draft = home / f".{FILE}.{self.pid}"
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(self.model_dump_json())
        draft.replace(home / FILE)

    @staticmethod
    def read(home: Path) -> "ServeNote | None":
        """None where nobody serves, or the note cannot be read."""
        try:
            return ServeNote.model_validate_json((home / FILE).read_bytes())
        except (OSError, ValidationError):
            return None

    @staticmethod
    def remove(home: Path) -> None:
        (home / FILE).unlink(missing_ok=True)
