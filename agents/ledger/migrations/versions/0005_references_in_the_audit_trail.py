"""Names leave the audit trail: a reference stands in each record, the name beside it in a table that can be erased.

Records of earlier releases are written anew, each with the hash that it had, so that a head of then is still known. A
trail that was broken already is not mended: a record says where.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

SYSTEM = frozenset({"copydesk", "clock", "home"})
PREFIX = {"user": "u", "document": "doc", "words": "w"}
PLAIN = re.compile(r"[A-Za-z0-9_.:+/-]{0,128}")
GENESIS = "0" * 64
BEFORE = ("seq", "at", "event", "actor", "door", "subject", "digest", "rule", "details", "previous")
AFTER = ("seq", "at", "event", "actor", "role", "door", "subject", "digest", "rule", "policy", "details", "previous")

AUDIT = sa.table(
    "audit",
    sa.column("seq", sa.Integer),
    *(sa.column(name, sa.String) for name in AFTER if name not in {"seq", "details"}),
    sa.column("details", sa.JSON),
    sa.column("hash", sa.String),
)
NAMES = sa.table("names", *(sa.column(name, sa.String) for name in ("ref", "kind", "name", "salt")))


def upgrade() -> None:
    _tables()
    connection = op.get_bind()
    problem, names, previous, seq, last = None, _Names(connection), GENESIS, 0, GENESIS
    at = None
    for row in connection.execute(sa.select(AUDIT).order_by(AUDIT.c.seq)).mappings().all():
        record = dict(row)
        problem = problem or _wrong(record, seq + 1, last)
        last, seq, at = record["hash"], record["seq"], record["at"]
        written = _rewritten(record, names, previous)
        previous = written["hash"]
        connection.execute(AUDIT.update().where(AUDIT.c.seq == seq).values(**written))
    if at is not None:
        details: dict[str, Any] = {"records": seq, **({"problem": problem} if problem else {})}
        closing: dict[str, Any] = {
            "seq": seq + 1, "at": at, "event": "audit.converted", "actor": "copydesk", "role": None, "door": "home",
            "subject": "ledger", "digest": last, "rule": None, "policy": None, "details": details,
            "previous": previous,
        }  # fmt: skip
        connection.execute(AUDIT.insert().values(**closing, hash=_hash(closing, AFTER)))


def _tables() -> None:
    op.create_table(
        "names",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref"),
        sa.UniqueConstraint("kind", "name"),
    )
    op.create_table(
        "erasures",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("runs", sa.JSON(), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("swept", sa.String(32)),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "erased",
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.id"]),
        sa.PrimaryKeyConstraint("run", "part"),
    )
    op.add_column("audit", sa.Column("role", sa.String(), nullable=True))
    op.add_column("audit", sa.Column("policy", sa.String(), nullable=True))


def _wrong(record: Mapping[str, Any], expected: int, previous: str) -> str | None:
    if record["seq"] != expected:
        return f"record {expected} is missing"
    if record["previous"] != previous:
        return f"record {expected} does not follow record {expected - 1}"
    return None if record["hash"] == _hash(record, BEFORE) else f"record {expected} was changed"


def _hash(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    body = {key: record[key] for key in keys}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _rewritten(record: Mapping[str, Any], names: "_Names", previous: str) -> dict[str, Any]:
    details = dict(record["details"])
    if isinstance(details.get("signed_by"), list):
        details["signed_by"] = [names.of("user", name) for name in details["signed_by"]]
    details = {names.plain(key): names.said(value) for key, value in details.items()} | {"formerly": record["hash"]}
    policy = details.pop("policy", None)
    kind, colon, name = record["subject"].partition(":")
    known = bool(colon) and kind in {"user", "document"}
    written: dict[str, Any] = {
        **record,
        "actor": record["actor"] if record["actor"] in SYSTEM else names.of("user", record["actor"]),
        "role": None,
        "door": names.plain(record["door"]),
        "subject": f"{kind}:{names.of(kind, name)}" if known else names.plain(record["subject"]),
        "rule": None if record["rule"] is None else names.plain(record["rule"]),
        "policy": policy,
        "details": details,
        "previous": previous,
    }
    return written | {"hash": _hash(written, AFTER)}


class _Names:
    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, name: str) -> str:
        if (kind, name) not in self._known:
            salt = secrets.token_hex(16)
            body = "\0".join((kind, salt, name)).encode("utf-8", "surrogatepass")
            ref = f"{PREFIX[kind]}-{hashlib.sha256(body).hexdigest()[:32]}"
            self._connection.execute(NAMES.insert().values(ref=ref, kind=kind, name=name, salt=salt))
            self._known[(kind, name)] = ref
        return self._known[(kind, name)]

    def plain(self, text: str) -> str:
        return text if PLAIN.fullmatch(text) else self.of("words", text)

    def said(self, value: Any) -> Any:  # noqa: ANN401 - as it stands in JSON
        if isinstance(value, str):
            return self.plain(value)
        return [self.said(each) for each in value] if isinstance(value, list) else value
