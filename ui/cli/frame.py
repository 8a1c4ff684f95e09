"""What every command shares: settings, the desk, and the two ways to speak (one JSON document, or lines for people)."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli.waiting import beside

if TYPE_CHECKING:
    from pydantic import BaseModel

    from agents.settings import Settings
    from ui.desk_api import DeskApi

Opener = Callable[["Settings"], AbstractContextManager["DeskApi"]]


@dataclass
class Frame:
    """Stands in `click`'s context. Tests hand in another opener."""

    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)
    home: Path | None = None
    opener: Opener | None = None

    @cached_property
    def settings(self) -> "Settings":
        from agents.settings import Settings

        return Settings.read(self.environ, self.home)

    @contextmanager
    def desk(self, moving: bool = False) -> "Iterator[DeskApi]":
        """`moving`: for commands that move runs, so that those cut off earlier go on as well."""
        with ExitStack() as held:
            with beside("opening the desk"):
                from ui.door import open_desk

                way = self.opener(self.settings) if self.opener else open_desk(self.settings, start=moving)
                desk = held.enter_context(way)
            yield desk

    @contextmanager
    def reading_desk(self) -> "Iterator[DeskApi]":
        """Without the home's lock, for what needs neither ledger nor index."""
        from ui.door import reading_desk

        with (self.opener or reading_desk)(self.settings) as desk:
            yield desk


pass_frame = click.make_pass_decorator(Frame, ensure=True)


def emit(document: object) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


def dump(view: "BaseModel") -> dict[str, Any]:
    return view.model_dump(mode="json", by_alias=True)


def note(text: str) -> None:
    """Progress and asides: on stderr, so that stdout stays a document."""
    click.echo(text, err=True)
