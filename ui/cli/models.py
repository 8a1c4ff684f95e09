"""`copydesk models`: which language model the desk runs on, and which people have signed for."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError
from ui import words
from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.views import ModelSuite, ModelView
    from evals.outcome import Run

_COLOUR = {"validated": "green", "revoked": "red", "unvalidated": "yellow", "replaced": None}


@click.group("models")
def command() -> None:
    """Which language model the desk runs on, and which are validated for a brand."""


@command.command("list")
@options.brand
@options.as_json
@pass_frame
def listing(frame: Frame, brand: str | None, as_json: bool) -> None:
    """The model that the desk runs on, then what was signed about models, the latest first."""
    with frame.desk() as desk:
        found = desk.models(brand)
    _told(found, as_json=as_json)


@command.command("validate")
@click.argument("results", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.as_user(required=True, helping="Who signs for it.")
@options.brand
@options.as_json
@pass_frame
def validate(frame: Frame, results: Path, user: str, brand: str | None, as_json: bool) -> None:
    """Sign for the model with which RESULTS were made: the results.json of `copydesk eval --live --out FOLDER`.

    Every live suite has to have passed. Tiers can be open under a validated model alone.
    """
    from evals import outcome

    run = outcome.read(results)
    suites = _passed(results, run)
    with frame.desk() as desk:
        found = desk.validate_model(run.model or "", suites, user, "cli", brand)
    _told(found, as_json=as_json)


@command.command("revoke")
@click.argument("model")
@options.as_user(required=True, helping="Who takes it back.")
@click.option("--reason", required=True, metavar="TEXT", help="For the record.")
@options.brand
@options.as_json
@pass_frame
def revoke(frame: Frame, model: str, user: str, reason: str, brand: str | None, as_json: bool) -> None:
    """Take the validation of MODEL back: from now on people sign all drafts of a tier."""
    with frame.desk() as desk:
        found = desk.revoke_model(model, reason, user, "cli", brand)
    _told(found, as_json=as_json)


def _passed(file: Path, run: "Run") -> "tuple[ModelSuite, ...]":
    """What the desk is told of them. Raises InputError where one came to no figure or missed its threshold."""
    from agents.views import ModelFigure, ModelSuite

    if not run.model:
        raise InputError(f"{file} names no model. Make it with `copydesk eval --live --out FOLDER`.")
    amiss = [f"{one.suite} ({one.state})" for one in run.suites if one.state != "well"]
    if amiss:
        raise InputError(f"{run.model} cannot be validated: {', '.join(amiss)} did not pass.")
    return tuple(
        ModelSuite(
            suite=one.suite,
            version=one.version,
            figures={
                gate.name: ModelFigure(
                    value=gate.figure.value,
                    low=gate.figure.low,
                    high=gate.figure.high,
                    n=gate.figure.n,
                    at_least=gate.threshold.at_least if gate.threshold else None,
                    at_most=gate.threshold.at_most if gate.threshold else None,
                )
                for gate in one.gates
            },
        )
        for one in run.suites
        if one.gates
    )


def _told(found: "Iterable[ModelView]", *, as_json: bool) -> None:
    views = tuple(found)
    if as_json:
        emit({"models": [dump(one) for one in views]})
        return
    if not views:
        click.echo("The desk has not run on any model yet, and nothing was signed about one.")
    for one in views:
        show_model(one)


def show_model(one: "ModelView") -> None:
    used = "  in use" if one.in_use else ""
    click.echo(f"{click.style(one.state, fg=_COLOUR[one.state])}  {one.model}{used}")
    if one.signed_by and one.at:
        suites = words.count(len(one.suites), "suite")
        click.echo(f"  {suites}, signed by {one.signed_by} on {one.at:%Y-%m-%d %H:%M} UTC")
    for suite in one.suites if one.state == "validated" else ():
        for name, figure in suite.figures.items():
            told = f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}], n = {figure.n}"
            click.echo(f"  {suite.suite} {suite.version}: {name} {told}")
    if one.revoked_by and one.revoked_at:
        click.echo(f"  taken back by {one.revoked_by} on {one.revoked_at:%Y-%m-%d %H:%M} UTC: {one.why}")
    if one.state == "unvalidated":
        click.echo("  nobody has signed for it: no tier is open under it, people sign")
