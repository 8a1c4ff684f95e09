"""`copydesk policy`: who must sign what, and why."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.policy.lint import Problem
    from agents.views import TierView


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


@command.command("simulate")
@click.option(
    "--policy",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file to try. [the brand's own]",
)
@click.option("--since", metavar="DATE", help="Only what was filed since then: a date or a time, ISO 8601.")
@options.brand
@options.as_json
@pass_frame
def simulate(frame: Frame, file: Path | None, since: str | None, brand: str | None, as_json: bool) -> None:
    """What another policy file would have asked for, had past drafts been decided under it. Nothing is changed."""
    from knowledge.yaml_file import read_text

    text = None if file is None else read_text(file)
    with frame.desk() as desk:
        start = options.since(since, desk.default_brand.timezone)
        said = desk.simulate(policy=text, name=str(file or "policy.yaml"), since=start, brand=brand)
    if as_json:
        emit(dump(said))
    else:
        click.echo(str(said))


@command.command("versions")
@options.brand
@options.as_json
@pass_frame
def versions(frame: Frame, brand: str | None, as_json: bool) -> None:
    """The policy files that anything was decided under, the newest first."""
    with frame.desk() as desk:
        found = desk.policy_versions(brand)
    if as_json:
        emit({"versions": [dump(one) for one in found]})
        return
    if not found:
        click.echo("Nothing was decided yet, so no version is kept.")
    for one in found:
        now = "  in force" if one.in_force else ""
        click.echo(f"{one.digest[:12]}  first used {one.first_used:%Y-%m-%d %H:%M} UTC{now}")


@command.command("version")
@click.argument("digest")
@options.brand
@options.as_json
@pass_frame
def version(frame: Frame, digest: str, brand: str | None, as_json: bool) -> None:
    """The policy file with this DIGEST, as it was: an approval names it, and `policy versions` lists them."""
    with frame.desk() as desk:
        text = desk.policy_text(digest, brand)
    if as_json:
        emit({"digest": digest, "text": text})
    else:
        click.echo(text, nl=False)


@command.command("tiers")
@options.brand
@options.as_json
@pass_frame
def tiers(frame: Frame, brand: str | None, as_json: bool) -> None:
    """What policy may sign by itself, on what evidence, and who has signed for that."""
    with frame.desk() as desk:
        found = desk.tiers(brand)
    if as_json:
        emit({"tiers": [dump(one) for one in found]})
        return
    if not found:
        click.echo("The policy names no tiers: every draft needs a person.")
    for one in found:
        show_tier(one)


@command.command("open")
@click.argument("tier")
@options.as_user(required=True, helping="Who signs it open.")
@options.brand
@options.as_json
@pass_frame
def open_tier(frame: Frame, tier: str, user: str, brand: str | None, as_json: bool) -> None:
    """Sign TIER open: green drafts of it are then signed by policy, until a rejection, a recall or a complaint."""
    with frame.desk() as desk:
        found = desk.open_tier(tier, user, "cli", brand)
    _told(found, as_json=as_json)


@command.command("close")
@click.argument("tier")
@options.as_user(required=True, helping="Who closes it.")
@click.option("--reason", required=True, metavar="TEXT", help="For the record.")
@options.brand
@options.as_json
@pass_frame
def close_tier(frame: Frame, tier: str, user: str, reason: str, brand: str | None, as_json: bool) -> None:
    """Close TIER at once: from now on people sign all of its drafts."""
    with frame.desk() as desk:
        found = desk.close_tier(tier, reason, user, "cli", brand)
    _told(found, as_json=as_json)


def _told(tier: "TierView", *, as_json: bool) -> None:
    if as_json:
        emit(dump(tier))
    else:
        show_tier(tier)


def show_tier(tier: "TierView") -> None:
    from agents.signing.people import in_words

    colour = {"open": "green", "signing": "yellow"}.get(tier.state)
    click.echo(f"{click.style(tier.state, fg=colour)}  {tier.id}  {tier.because}")
    counted = f"{tier.changed} of {tier.decided} changed or rejected" if tier.decided else "nothing decided yet"
    click.echo(f"  {counted}; 95 % upper bound {tier.upper:.1%}, must be below {tier.limit:.0%}")
    signed = f"; signed by {', '.join(tier.signed)}" if tier.signed else ""
    click.echo(f"  opened by {in_words(tier.opened_by, 'and')}{signed}; {tier.sample_share:.0%} goes to people")
    if tier.why:
        click.echo(f"  {tier.why}")


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
