"""`copydesk moderate`: what people post (comments, reviews, captions) under a policy of its own, by rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.check import LINES, TABLES, read_text
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.lines import stream, words

if TYPE_CHECKING:
    from tools.moderation import ModerationReport

COLOUR = {"publish": "green", "hold": "yellow", "hide": "red"}


@click.command("moderate")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--locale", metavar="L", default="en", show_default=True)
@click.option("--policy", type=click.Path(path_type=Path), help="What is hidden and what is held, as YAML.")
@click.option("--brand", metavar="ID", help="A brand whose own contacts may be repeated; by default none.")
@options.as_json
@pass_frame
def command(frame: Frame, file: Path, locale: str, policy: Path | None, brand: str | None, as_json: bool) -> None:
    """Whether a post may stand: publish, hold for a person, or hide.

    FILE holds one post; `-` reads one post a line from stdin and gives one JSON object a line. A file of many posts
    (.jsonl, .csv) is refused.
    """
    from tools.moderation import ModerationPolicy, moderate

    rules = ModerationPolicy.load(policy) if policy else None
    own = _contacts(frame, brand) if brand else ()
    if str(file) == "-":

        def report(line: str) -> dict[str, Any]:
            return dump(moderate(words(line), locale, rules, own))

        click.get_current_context().exit(1 if stream(report) else 0)
    if file.suffix.lower() in (*LINES, *TABLES):
        raise InputError(f"{file} holds many posts: pass their texts on stdin, one a line, with - for FILE.")
    found = moderate(read_text(file), locale, rules, own)
    if as_json:
        emit(dump(found))
    else:
        _tell(found)


def _contacts(frame: Frame, brand: str) -> tuple[str, ...]:
    """What a brand has published itself. Raises InputError for a brand that the home does not have."""
    with frame.reading_desk() as desk:
        known = {one.id: one.check.contacts for one in desk.brands()}
    if brand not in known:
        raise InputError(f"There is no brand {brand!r}; the home has {', '.join(sorted(known))}.")
    return known[brand]


def _tell(found: "ModerationReport") -> None:
    click.echo(click.style(f"● {found.verdict}", fg=COLOUR.get(found.verdict)))
    if found.to_person:
        click.echo(show.block(f"For a person: {found.to_person}"))
    show.findings(found.findings, "  ")
