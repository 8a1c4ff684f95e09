"""`copydesk policy`: who must sign what, and why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.policy.lint import Problem


@click.group("policy")
def command() -> None:
    """Who must sign what, and why."""


@command.command("explain")
@click.argument("id")
@options.as_json
@pass_frame
def explain(frame: Frame, id: str, as_json: bool) -> None:
    """The policy rule that decided about approval ID, and the facts that met it."""
    with frame.desk() as desk:
        said = desk.explain(id)
    if as_json:
        emit({"approval": id, **dump(said)})
    else:
        click.echo(str(said))


@command.command("lint")
@options.brand
@options.as_json
@pass_frame
def lint(frame: Frame, brand: str | None, as_json: bool) -> None:
    """What is wrong with the brand's policy: rules nothing reaches, signers nobody can be; exit 1 on an error."""
    with frame.desk() as desk:
        problems = desk.lint(brand)
    if as_json:
        emit({"ok": not _broken(problems), "problems": [dump(problem) for problem in problems]})
    elif not problems:
        click.echo("Nothing is wrong with it.")
    else:
        show_problems(problems)
    if _broken(problems):
        click.get_current_context().exit(1)


def show_problems(problems: "Iterable[Problem]", indent: str = "") -> None:
    for problem in problems:
        mark = click.style("✗", fg="red") if problem.level == "error" else click.style("!", fg="yellow")
        click.echo(f"{indent}{mark} {problem.rule or 'policy'}: {problem.words}")


def _broken(problems: "Iterable[Problem]") -> bool:
    return any(problem.level == "error" for problem in problems)
