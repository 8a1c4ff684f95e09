"""`-`: one input a line on stdin, one JSON object a line on stdout, in order; a bad line does not stop the rest."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from knowledge.errors import CopydeskError, InputError


def stream(answer: Callable[[str], dict[str, Any]], lines: Iterable[str] | None = None) -> int:
    """Answers each line; where none are given, of stdin as it comes. Empty lines are bad lines: the n-th answer is
    the n-th line's. Returns how many lines were bad.
    """
    bad = 0
    for number, line in enumerate(_lines() if lines is None else lines, 1):
        try:
            document = answer(line)
        except (CopydeskError, ValueError, click.ClickException) as error:
            document = {"error": " ".join(_message(error).split()), "line_number": number}
            bad += 1
        click.echo(json.dumps(document, ensure_ascii=False, default=str))
        sys.stdout.flush()
    return bad


def _message(error: Exception) -> str:
    return error.format_message() if isinstance(error, click.ClickException) else str(error)


def _lines() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        yield raw.decode("utf-8", errors="replace").rstrip("\r\n")


def read_json(text: str) -> object:
    """Raises JSONDecodeError, or InputError for what is nested deeper than Python reads."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise InputError("This JSON is nested too deeply to be read: give it flat, as the help shows it.") from error


def words(line: str) -> str:
    """The line, where it says something."""
    if not line.strip():
        raise ValueError("The line is empty.")
    return line
