"""`copydesk moderate`: what people post (comments, reviews, captions) under a policy of its own, by rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.cli import options, show
from ui.cli.check import read_text
from ui.cli.frame import dump, emit
from ui.cli.lines import stream, words

if TYPE_CHECKING:
    from tools.moderation import ModerationReport

COLOUR = {"publish": "green", "hold": "yellow", "hide": "red"}


@click.command("moderate")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--locale", metavar="L", default="en", show_default=True)
@click.option("--policy", type=click.Path(path_type=Path), help="What is hidden and what is held, as YAML.")
@options.as_json
def command(file: Path, locale: str, policy: Path | None, as_json: bool) -> None:
    """Whether a post may stand: publish, hold for a person, or hide.

    FILE holds one post; `-` reads one post a line from stdin and gives one JSON object a line.
    """
    from tools.moderation import ModerationPolicy, moderate

    rules = ModerationPolicy.load(policy) if policy else None
    if str(file) == "-":

        def report(line: str) -> dict[str, Any]:
            return dump(moderate(words(line), locale, rules))

        click.get_current_context().exit(1 if stream(report) else 0)
    found = moderate(read_text(file), locale, rules)
    if as_json:
        emit(dump(found))
    else:
        _tell(found)


def _tell(found: "ModerationReport") -> None:
    click.echo(click.style(f"● {found.verdict}", fg=COLOUR.get(found.verdict)))
    if found.to_person:
        click.echo(show.block(f"For a person: {found.to_person}"))
    show.findings(found.findings, "  ")
