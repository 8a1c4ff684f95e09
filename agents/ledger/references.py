"""Who and what audit records mean: a reference stands in the record, the name beside it in a table that can be erased.

A reference is a salted digest of the name. So nobody can put another name behind it; and once name and salt are erased,
nothing leads back to the person.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, insert, select

from agents.ledger.schema import names
from knowledge.errors import NotFoundError

Kind = Literal["user", "document", "words"]
PREFIX: dict[str, str] = {"user": "u", "document": "doc", "words": "w"}
SYSTEM = frozenset({"copydesk", "clock", "home", "policy"})  # acts by itself, and is no person
_PLAIN = re.compile(r"[A-Za-z0-9_.:+/-]{0,128}")  # an id, a number, a word of the desk's own
_KNOWN = select(names.c.ref).where(names.c.kind == bindparam("kind"), names.c.name == bindparam("name"))
_ADD = insert(names)


def reference(kind: str, name: str, salt: str) -> str:
    """Such as "u-" and 128 bits: enough that no second name with a salt of its own can be found for it."""
    body = "\0".join((kind, salt, name)).encode("utf-8", "surrogatepass")
    return f"{PREFIX[kind]}-{hashlib.sha256(body).hexdigest()[:32]}"


def is_erased(name: str) -> bool:
    """Whether this is what stands in the place of an erased person's name."""
    return re.fullmatch(f"{PREFIX['user']}-[0-9a-f]{{32}}", name) is not None


def refer(connection: Connection, kind: Kind, name: str) -> str:
    """The reference to a name, made where there is none yet; within a write transaction."""
    known: str | None = connection.execute(_KNOWN, {"kind": kind, "name": name}).scalar()
    if known is not None:
        return known
    salt = secrets.token_hex(16)
    ref = reference(kind, name, salt)
    connection.execute(_ADD, {"ref": ref, "kind": kind, "name": name, "salt": salt})
    return ref


def actor(connection: Connection, name: str) -> str:
    return name if name in SYSTEM else refer(connection, "user", name)


def people(connection: Connection, found: Sequence[str]) -> list[str]:
    return [refer(connection, "user", name) for name in found]


def subject(connection: Connection, given: str) -> str:
    """ "user:ana" and "document:care.md" by reference; ids stay as they are."""
    kind, colon, name = given.partition(":")
    if colon and kind == "user":
        return f"user:{refer(connection, 'user', name)}"
    if colon and kind == "document":
        return f"document:{refer(connection, 'document', name)}"
    return plain(connection, given)


def plain(connection: Connection, given: str) -> str:
    """What can be a reference or a word of the desk's own stays; anybody's words are kept beside the record."""
    return given if is_plain(given) else refer(connection, "words", given)


def is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def name_of(connection: Connection, ref: str) -> str:
    """Raises NotFoundError for one that is none, or whose name was erased."""
    if ref in SYSTEM:
        return ref
    bare = ref.partition(":")[2] or ref
    row = connection.execute(select(names.c.name).where(names.c.ref == bare)).first()
    if row is None:
        raise NotFoundError(f"Nobody is behind '{ref}': it is no reference of this desk, or the name was erased.")
    return str(row.name)


def misled(connection: Connection) -> str | None:
    """A reference behind which somebody has put another name, or None."""
    for row in connection.execute(select(names).execution_options(yield_per=500)):
        if row.kind not in PREFIX or row.ref != reference(row.kind, row.name, row.salt):
            return str(row.ref)
    return None


def forget(connection: Connection, kind: Kind, name: str) -> int:
    """Nothing leads back to the name any more."""
    return connection.execute(delete(names).where(names.c.kind == kind, names.c.name == name)).rowcount
