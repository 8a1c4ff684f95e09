"""One approval on the terminal: all that an approver needs about it."""

import json
from typing import TYPE_CHECKING

import click

from knowledge.names import written_out
from ui import words
from ui.cli import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.views import ApprovalCard, TakenView, ToolCallView


def print_card(card: "ApprovalCard") -> None:
    if card.call is not None:
        _call(card, card.call)
        return
    copy = card.drafted
    click.echo(f"{show.bold(card.id)}  {show.rating(copy.rating)}  {show.due(card)}")
    click.echo(f"  {card.requester} asked: {show.one_line(card.request, 80)}")
    audience = f", for {words.names(card.segments)}" if card.segments else ""
    worth = f", worth {card.value}" if card.value else ""
    what = words.draft(copy.channel, copy.variant, copy.alternative)
    click.echo(f"  {what} in {copy.locale} for {card.brand}{audience}{worth}")
    _asked_for(card)
    show.questions(card.questions)
    _alone(card)
    click.echo()
    click.echo(show.block(copy.text, "    "))
    show.findings(card.findings, "  ")
    show.learnt(copy, "  ")
    for item in copy.evidence:
        click.echo(show.dim(f"  ↳ {item.citation}"))
    click.echo(show.dim(f"  digest {card.digest}"))


def _call(card: "ApprovalCard", call: "ToolCallView") -> None:
    """Arguments as JSON, so that nothing in them can pass for something else."""
    worth = f", worth {card.value}" if card.value else ""
    click.echo(f"{show.bold(card.id)}  tool {call.tool}  {show.due(card)}")
    click.echo(f"  An agent wants to run it for {card.requester}, at the desk of {card.brand}{worth}")
    click.echo(f"  {show.one_line(call.description, 90)}")
    _asked_for(card)
    _alone(card)
    click.echo()
    for name, value in call.arguments.items():
        click.echo(f"    {show.bold(written_out(name))}: {written_out(json.dumps(value, ensure_ascii=False))}")
    last = call.versions[-1]
    if last.author != card.requester:
        click.echo(f"  Changed by {last.author}: version {last.version}")
    if call.ran == "done":
        click.echo("  It has run.")
    click.echo(show.dim(f"  digest {card.digest}"))


def on_it(taken: "Sequence[TakenView]") -> str:
    """ "ana is on it for Brand since 2026-11-20 09:00 UTC"."""
    return "; ".join(
        f"{each.user} is on it for {words.names(map(words.role, each.roles))} since {each.since:%Y-%m-%d %H:%M} UTC"
        for each in taken
    )


def _alone(card: "ApprovalCard") -> None:
    if card.one_fills_all:
        click.echo("  One person may fill every role here.")
    if card.requester_may_sign:
        click.echo("  Whoever asked for it may sign it here.")


def _asked_for(card: "ApprovalCard") -> None:
    click.echo(f"  Why: {card.reason.words} ({card.reason.rule})")
    for signature in card.signed:
        over = f", over policy's block: {signature.reason or 'no reason is kept'}" if card.kind == "block" else ""
        click.echo(f"  Signed by {signature.user} as {words.role(signature.role)}{over}")
    if card.taken:
        click.echo(f"  {on_it(card.taken)}; whoever may sign can decide all the same")
    show.rejection(card.rejected, "  ")
    for condition in card.conditions:
        click.echo(f"  Condition: {condition}" if card.call is None else f"  Mind: {condition}")
