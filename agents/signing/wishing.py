"""What the requester wants to be different in a draft before it is submitted: the graph writes it anew and rates it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row

from agents.graph.ids import draft_id
from agents.ledger import drafts
from agents.signing.decision import Wish
from knowledge.errors import InputError

BUSY = "A new version is being written. Wait until it is there. Nothing was changed."


def check_still(connection: Connection, run: str) -> None:
    """Raises InputError while the graph writes at a draft of this run."""
    if drafts.wished(connection, run):
        raise InputError(BUSY)


def file(connection: Connection, run: str, wishes: Sequence[Wish]) -> list[str]:
    """Returns the drafts that are to be written. Raises InputError where nothing is wished for."""
    if not wishes:
        raise InputError("Say which draft is to be written anew, and what should be different.")
    return [_file(connection, run, wish) for wish in wishes]


def _file(connection: Connection, run: str, wish: Wish) -> str:
    """In another language it is a draft of its own."""
    row = drafts.get(connection, wish.draft)
    if row.plan is None:
        raise InputError(f"{wish.draft} is a text that you brought: change it yourself. Nothing was changed.")
    if wish.locale is None or wish.locale == row.locale:
        drafts.wish(connection, row.id, wish.notes)
        return str(row.id)
    other = _in_locale(connection, run, row, wish.locale)
    drafts.wish(connection, other, wish.notes)
    return other


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
    told = drafts.get(connection, (row.plan or {}).get("like", row.id) if row.version == 0 else row.id)
    drafts.wish(connection, row.id, None)
    if row.version == 0:
        drafts.set_status(connection, row.id, "withdrawn")
    drafts.set_plan(connection, told.id, {**(told.plan or {}), "missed": f"{row.notes}: {why}"})
