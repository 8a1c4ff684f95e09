"""Several approvals that are signed at once: which ones, and what became of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ui import words
from ui.cli import digests

if TYPE_CHECKING:
    from agents.views import ApprovalView, BatchLine
    from ui.desk_api import DeskApi


def digests_of(desk: "DeskApi", ids: tuple[str, ...], user: str, green: bool) -> dict[str, str]:
    """Approval → the digest that stands there now, or that was named."""
    named = dict(each.partition("@")[::2] for each in ids)
    if not named:
        waiting = desk.approvals(user=user, status="pending", limit=1000)
        return {one.id: one.digest for one in waiting if _at_once(one)}
    cards = [desk.approval(id) for id in named]
    return {
        one.id: digests.named(one, named[one.id] or None, needed=digests.must_be_named(one, signing=True)) or one.digest
        for one in cards
        if one.rating == "green" or not green
    }


def _at_once(one: "ApprovalView") -> bool:
    """Nobody has touched it since it was filed, so that what is listed is what is signed."""
    return one.rating == "green" and one.batch and not one.edited and one.round == 1


def why_nothing(desk: "DeskApi", user: str) -> str:
    """Why there is nothing to sign for somebody."""
    green = [one for one in desk.approvals(status="pending", limit=1000) if _at_once(one)]
    if not green or desk.approvals(user=user, status="pending", limit=1):
        return "Nothing there may be signed together."
    asked = words.names(dict.fromkeys(words.role(role) for one in green for role in one.open_roles))
    roles = words.names(words.role(role) for role in desk.user(user).roles)
    return f"Nothing there waits for {user}, who is here as {roles}: {asked} can sign the green ones."


def print_batch(lines: "Sequence[BatchLine]", why: str) -> None:
    if not lines:
        click.echo(why)
    for one in lines:
        done = f"signed, {one.status}" if one.signed else one.error
        click.echo(f"{one.approval}  {done}")
