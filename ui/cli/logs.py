"""What the desk logs, as the command line shows it: one line on stderr; where an error came from goes into a file."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import click

from knowledge.errors import CopydeskError

FILE = "errors.log"  # in the home

Home = Callable[[], Path]


def log_to_stderr(home: Home, *, debug: bool) -> None:
    """Warnings and errors of every logger. `debug`: with tracebacks, as Python prints them."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, OneLine)]:
        root.removeHandler(handler)
    if debug:
        logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s", stream=sys.stderr)
        return
    root.addHandler(OneLine(home))


class OneLine(logging.Handler):
    """No traceback on the terminal. What an error's traceback says is kept in the home, whose folder is private."""

    def __init__(self, home: Home) -> None:
        super().__init__(logging.WARNING)  # some libraries set their own loggers to DEBUG
        self._home = home
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        line = f"{record.levelname} {' '.join(record.getMessage().split())}"
        if record.exc_info:
            kept = self._keep(self.format(record))
            line += f". Where it came from is in {kept}" if kept else ". COPYDESK_DEBUG=1 shows where it came from"
        click.echo(line, err=True)

    def _keep(self, text: str) -> Path | None:
        """The file that it was added to; None where there is no home that can be written."""
        try:
            path = self._home() / FILE
            with path.open("a", encoding="utf-8") as file:
                path.chmod(0o600)
                file.write(f"{text}\n")
        except (OSError, CopydeskError):
            return None
        return path
