"""What each suite last came to on this machine: its figures alone, in one file a suite of the cache folder."""

import hashlib
import logging
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.figures import Figure
from evals.outcome import Run

FOLDER = "evals"  # in the cache
_log = logging.getLogger(__name__)


class Last(BaseModel):
    """A suite's figures by name, when it was through, and the version of the desk that was measured."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    made: datetime
    version: str
    figures: dict[str, Figure]

    @property
    def line(self) -> str:
        return f"{self.made:%Y-%m-%d %H:%M} UTC, {self.version}"


def read(cache: Path, run: Run) -> dict[str, Last]:
    """By suite, of those in `run` that were measured here before. A file that cannot be read counts as none."""
    found = {}
    for one in run.suites:
        file = _file(cache, one.suite, run.model)
        try:
            found[one.suite] = Last.model_validate_json(file.read_bytes())
        except FileNotFoundError:
            continue
        except (OSError, ValidationError) as error:
            _log.info("%s holds no figures: %s", file, error)
    return found


def keep(cache: Path, run: Run, made: datetime, version: str) -> None:
    """Each suite that was measured, in place of what it came to before. Raises OSError."""
    for one in run.suites:
        if one.state not in {"well", "below"}:
            continue
        file = _file(cache, one.suite, run.model)
        file.parent.mkdir(parents=True, exist_ok=True)
        figures = {gate.name: gate.figure for gate in one.gates}
        fresh = file.with_suffix(".new")
        fresh.write_text(Last(made=made, version=version, figures=figures).model_dump_json(), encoding="utf-8")
        fresh.replace(file)


def _file(cache: Path, suite: str, model: str | None) -> Path:
    """Words of one model are not held against those of another."""
    whose = f"-{hashlib.sha256(model.encode()).hexdigest()[:12]}" if model else ""
    return cache / FOLDER / f"{suite}{whose}.json"
