"""A user of the desk leaves it: a reference stands wherever their name stood."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, select, update

from agents.erasing.blank import ERASED, Rows
from agents.erasing.columns import PEOPLE, WORDS
from agents.erasing.words import LEAST, Wanted
from agents.ledger import references
from agents.ledger.schema import metadata, names, outbox, tokens, users

# what is signed or was published says what it said; kept policies have a digest; names are looked up by references
KEPT = frozenset(
    {
        ("versions", "fields"),
        ("versions", "report"),
        ("policies", "text"),
        ("outbox", "payload"),
        ("tool_calls", "thread"),
        ("tool_calls", "call"),
        ("tool_call_versions", "arguments"),
    }
)
# the desk's own sentences, in which a user stands by the name that they sign in with
TOLD = frozenset({("steps", "summary"), ("steps", "details"), ("runs", "triage"), ("runs", "error")})


def replace_user(connection: Connection, user: str) -> tuple[Rows, list[str]]:
    """Returns what was changed, and the files below the outbox that they signed, to be written anew."""
    full_name = connection.execute(select(users.c.full_name).where(users.c.name == user)).scalar_one()
    ref = references.refer(connection, "user", user)
    rows: Counter[str] = Counter()
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")  # until all that point to the name have the new one
    rows["tokens"] += connection.execute(delete(tokens).where(tokens.c.user == user)).rowcount
    values = {"name": ref, "full_name": "", "active": False, "password": None}
    rows["users"] += connection.execute(update(users).where(users.c.name == user).values(**values)).rowcount
    change = _Change(user, full_name, ref)
    for name in sorted({*PEOPLE, *WORDS} - {"users", "names", "outbox"}):
        rows[name] += _table(connection, metadata.tables[name], change)
    files = _publications(connection, change)
    rows["outbox"] += len(files)
    rows["names"] += references.forget(connection, "user", user)
    if change.full is not None:
        rows.update(forget_words(connection, change.full))
    return {table: count for table, count in rows.items() if count}, [file for file in files if file]


class _Change:
    def __init__(self, user: str, full_name: str, ref: str) -> None:
        self._user = user
        self._ref = ref
        long = full_name != user and sum(map(str.isalnum, full_name)) >= LEAST
        self.full = Wanted(full_name) if long else None
        self._name = Wanted(user) if sum(map(str.isalnum, user)) >= LEAST else None

    def person(self, value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
        """Where the name stands by itself: as a value, or as a key or value in JSON."""
        match value:
            case str():
                if value.startswith("person:"):  # a message's target
                    return f"person:{self.person(value.removeprefix('person:'))}"
                return self._ref if value == self._user else value
            case dict():
                return {self.person(key): each for key, each in value.items()}
            case list():
                return [self.person(each) for each in value]
            case _:
                return value

    def words(self, value: Any, *, told: bool) -> Any:  # noqa: ANN401 - as above
        if self.full is not None:
            value = self.full.replaced(value, ERASED)
        return self._name.replaced(value, self._ref) if told and self._name is not None else value


def _table(connection: Connection, table: Table, change: _Change) -> int:
    named = PEOPLE.get(table.name, ())
    said = [name for name in WORDS.get(table.name, ()) if (table.name, name) not in KEPT]
    count = 0
    for row in connection.execute(select(table)).mappings().all():
        new = {name: change.person(row[name]) for name in named}
        for name in said:
            new[name] = change.words(new.get(name, row[name]), told=(table.name, name) in TOLD)
        new = {name: value for name, value in new.items() if value != row[name]}
        if new:
            same = and_(*(column == row[column.name] for column in table.primary_key.columns))
            connection.execute(update(table).where(same).values(**new))
            count += 1
    return count


def _publications(connection: Connection, change: _Change) -> list[str]:
    """Who signed and who recalled. Returns the file of each row, empty where there is none."""
    files = []
    for row in connection.execute(select(outbox)).all():
        new = {**row.payload, "signatures": [_mark(mark, change) for mark in row.payload["signatures"]]}
        if "by" in new:
            new["by"] = change.person(new["by"])
        if new == row.payload:
            continue
        connection.execute(update(outbox).where(outbox.c.key == row.key).values(payload=new))
        files.append("/".join(Path(row.path).parts[-3:]) if row.path else "")
    return files


def _mark(mark: Mapping[str, Any], change: _Change) -> dict[str, Any]:
    new = {**mark, "user": change.person(mark["user"])}
    return {**new, "reason": change.words(mark["reason"], told=False)} if "reason" in mark else new


def forget_words(connection: Connection, wanted: Wanted) -> Rows:
    """What references in the audit trail mean, where that holds the words."""
    of_words = select(names).where(names.c.kind != "user")
    found = [row.ref for row in connection.execute(of_words) if wanted.within(row.name)]
    if not found:
        return {}
    return {"names": connection.execute(delete(names).where(names.c.ref.in_(found))).rowcount}
