"""`copydesk moderate`: what people post (comments, reviews, captions) under a policy of its own, by rules alone."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.check import LINES, TABLES, read_text
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.lines import read_json, stream, words

if TYPE_CHECKING:
    from tools.moderation import ModerationReport

KEYS = frozenset({"text", "locale"})  # of a line
COLOUR = {"publish": "green", "hold": "yellow", "hide": "red"}


@click.command("moderate")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-l", "--locale", metavar="L", help="The posts' language; by default each post's words tell it.")
@click.option("--policy", type=click.Path(path_type=Path), help="What is hidden and what is held, as YAML.")
@click.option("--brand", metavar="ID", help="A brand whose own contacts may be repeated; by default none.")
@options.as_json
@pass_frame
def command(
    frame: Frame, file: Path, locale: str | None, policy: Path | None, brand: str | None, as_json: bool
) -> None:
    """Whether a post may stand: publish, hold for a person, or hide.

    FILE holds one post; `-` reads one post a line from stdin and gives one JSON object a line. A line may be an object
    with `text` and maybe `locale`, which goes before --locale; `unknown_keys` names whatever else it has. A file of
    many posts (.jsonl, .csv) is refused.

    A post is read in English, German, French or Spanish: as --locale says, else as its words tell. One that is too
    short to tell is read in all four, and one that is plainly in another language is held.
    """
    from agents.request import known_locale
    from tools.moderation import ModerationPolicy, moderate

    given = known_locale(locale) if locale is not None else None
    rules = ModerationPolicy.load(policy) if policy else None
    own = _contacts(frame, brand) if brand else ()
    if str(file) == "-":

        def report(line: str) -> dict[str, Any]:
            post = _post(words(line))
            found = moderate(post.text, known_locale(post.locale) if post.locale is not None else given, rules, own)
            return {**dump(found), **({"unknown_keys": post.unknown} if post.unknown else {})}

        click.get_current_context().exit(1 if stream(report) else 0)
    if file.suffix.lower() in (*LINES, *TABLES):
        raise InputError(f"{file} holds many posts: pass their texts on stdin, one a line, with - for FILE.")
    found = moderate(read_text(file), given, rules, own)
    if as_json:
        emit(dump(found))
    else:
        _tell(found)


class Post(NamedTuple):
    """Its language where it says it, and the keys of its line that nobody reads."""

    text: str
    locale: str | None = None
    unknown: tuple[str, ...] = ()


def _post(line: str) -> Post:
    """A line that is no object with a text is a post as it stands.

    Raises InputError where the text or the language is no string, or the line is nested too deeply to be read.
    """
    try:
        row = read_json(line) if line.lstrip().startswith("{") else None
    except json.JSONDecodeError:
        return Post(line)
    if not isinstance(row, dict) or "text" not in row:
        return Post(line)
    text, locale = row["text"], row.get("locale")
    if not isinstance(text, str) or not isinstance(locale, str | None):
        raise InputError("`text` and `locale` are strings.")
    return Post(words(text), locale, tuple(sorted(set(row) - KEYS)))


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
