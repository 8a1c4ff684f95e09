"""`copydesk rules`: what the brand check looks for."""

from typing import TYPE_CHECKING

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, note, pass_frame

if TYPE_CHECKING:
    from tools.rule_list import RuleView


@click.group("rules")
def command() -> None:
    """What the brand check looks for."""


@command.command("list")
@click.option("--family", metavar="F", help="Only of this family, such as claims or inclusive.")
@click.option("--pack", metavar="P", help="Only of this pack, such as copydesk-de, or the brand's own by its id.")
@click.option("-l", "--locale", metavar="L", help="Only what reads copy in this language.")
@click.option("--search", metavar="WORDS", default="", help="Only where these words stand in name, text or example.")
@options.brand
@options.as_json
@pass_frame
def list_(
    frame: Frame,
    family: str | None,
    pack: str | None,
    locale: str | None,
    search: str,
    brand: str | None,
    as_json: bool,
) -> None:
    """Every rule for the brand's copy, its own first: `copydesk check --why RULE` shows one in full.

    What of the rule files could not be used, and why, is told on stderr, a line each; the other rules are listed.
    """
    from tools.rule_list import chosen

    with frame.reading_desk() as desk:
        found = chosen(desk.rules(brand), family=family, pack=pack, language=locale, words=search)
        problems = desk.rule_problems(brand)
    if as_json:
        emit({"rules": [dump(one) for one in found], "problems": list(problems)})
        return
    for one in found:
        click.echo(_line(one))
    for problem in problems:
        note(f"not used: {problem}")
    off = sum(not one.on for one in found)
    note(f"{len(found)} rules{f', {off} of them switched off' if off else ''}.")


def _line(rule: "RuleView") -> str:
    weight = click.style(
        f"{rule.severity or 'varies':6}", fg={"red": "red", "amber": "yellow"}.get(rule.severity or "")
    )
    said = f"  {' '.join(rule.asks.split())}" if rule.asks else ""
    return f"{weight} {rule.family or '-':10} {rule.rule}{'' if rule.on else ' (off)'}{said}"
