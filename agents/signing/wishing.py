"""What the requester wants to be different in a draft before it is submitted: the graph writes it anew and rates it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.ids import draft_id
from agents.ledger import drafts
from agents.signing.decision import Wish
from knowledge.errors import InputError

AS_IT_WAS = ""  # wished for in no other words
BUSY = "A new version is being written. Wait until it is there. Nothing was changed."


def check_still(connection: Connection, run: str) -> None:
    """Raises InputError while the graph writes at a draft of this run."""
    if drafts.wished(connection, run):
        raise InputError(BUSY)


def file(connection: Connection, run: str, wishes: Sequence[Wish], again: Sequence[str] = ()) -> list[str]:
    """Returns the drafts that are to be written. Raises InputError where nothing is wished for.

    `again`: what could not be written, and is tried once more as it was asked for.
    """
    if not wishes and not again:
        raise InputError("Say which draft is to be written anew, and what should be different.")
    for draft in again:
        _reopen(connection, drafts.get(connection, draft), AS_IT_WAS)
    return [*again, *(_file(connection, run, wish) for wish in wishes)]


def _file(connection: Connection, run: str, wish: Wish) -> str:
    """In another language it is a draft of its own."""
    row = drafts.get(connection, wish.draft)
    if row.plan is None:
        raise InputError(f"{wish.draft} is a text that you brought: change it yourself. Nothing was changed.")
    if wish.locale is None or wish.locale == row.locale:
        _reopen(connection, row, wish.notes)
        return str(row.id)
    other = _in_locale(connection, run, row, wish.locale)
    drafts.wish(connection, other, wish.notes)
    return other


def _reopen(connection: Connection, row: Row[Any], notes: str) -> None:
    if drafts.is_unwritten(row):
        drafts.set_status(connection, row.id, "proposed")
    drafts.wish(connection, row.id, notes)


def _in_locale(connection: Connection, run: str, row: Row[Any], locale: str) -> str:
    """The same deliverable in another language, with the same fact and angle; it is made where there is none."""
    name = draft_id(run, row.variant, row.alternative, row.channel, locale)
    plan = {**row.plan, "locale": locale, "opening": None, "learnt": [], "like": row.id}
    drafts.create(
        connection,
        draft=name,
        run=run,
        variant=row.variant,
        alternative=row.alternative,
        channel=row.channel,
        locale=locale,
        audience=row.audience,
        targets=row.targets,
        plan=plan,
    )
    there = drafts.get(connection, name)
    if there.status == "withdrawn" and there.version == 0:  # asked for before, and not written
        drafts.set_status(connection, name, "proposed")
    elif there.status != "proposed":
        raise InputError(f"{name} is {there.status} already. Nothing was changed.")
    return name


def keep(connection: Connection, row: Row[Any], why: str) -> None:
    """The model could not write it: the text stays as it was, and its card says why."""
    said = f"{row.notes}: {why}" if row.notes else why
    like = (row.plan or {}).get("like")
    drafts.wish(connection, row.id, None)
    if row.version == 0 and like is None:
        drafts.could_not_write(connection, row.id, said)
        return
    drafts.could_not_write(connection, row.id)
    if row.version == 0:
        drafts.set_status(connection, row.id, "withdrawn")
    told = drafts.get(connection, like if like is not None and row.version == 0 else row.id)
    drafts.set_plan(connection, told.id, {**(told.plan or {}), "missed": said})
