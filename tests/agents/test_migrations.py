"""What an older ledger says is still said after it is brought up to date."""

import hashlib
import json
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, insert, text

from agents.clock import ManualClock
from agents.ledger import approvals, audit, cases, migrations, references
from agents.ledger.database import Ledger
from agents.policy.outcome import Requirement
from tests.agents.desks import START

BRAND = Requirement(rule="r", reason="B.", policy_digest="0" * 64, kind="sign", roles=("brand",), quorum=1, chain=())
COLUMNS = "id, subject_kind, subject, brand, status, round, version, digest, edited, barred, under_revision"
MORE = "requirement, asked, conditions, created, due"


def at_revision(path: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__path__[0])))
    with create_engine(f"sqlite:///{path}").connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for name, barred in (("a-1", "ana"), ("a-2", None)):
            values = f"'{name}', 'draft', '{name}', 'orrelune', 'pending', 2, 2, 'v2', 1, :barred, 0, :requirement"
            moment = f"'{START.isoformat(timespec='microseconds')}'"
            connection.execute(
                text(f"INSERT INTO approvals ({COLUMNS}, {MORE}) VALUES ({values}, '[]', '[]', {moment}, {moment})"),  # noqa: S608
                {"barred": barred, "requirement": BRAND.model_dump_json()},
            )


def test_who_may_not_sign_is_kept(tmp_path: Path) -> None:
    at_revision(tmp_path / "ledger.db", "0002")
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        barred = {
            name: approvals.state_of(connection, approvals.get(connection, name), "mara").barred
            for name in ("a-1", "a-2")
        }
    ledger.close()
    assert barred == {"a-1": ("ana",), "a-2": ()}


OLD = ("seq", "at", "event", "actor", "door", "subject", "digest", "rule", "details", "previous")


def old_trail(path: Path) -> str:
    """An audit trail as revision 0004 wrote it; returns its head."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__path__[0])))
    previous = "0" * 64
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for seq, (event, actor, subject, details) in enumerate(
            (
                ("run.asked", "mara", "r-1", {"brand": "orrelune"}),
                ("document.published", "ana", "document:about anna.md", {"keys": ["title"]}),
                ("user.added", "joost", "user:bea", {"roles": ["brand"]}),
                ("draft.released", "copydesk", "d-1", {"signed_by": ["ana"], "policy": "ab" * 32}),
            ),
            1,
        ):
            record = dict.fromkeys(OLD) | {
                "seq": seq,
                "event": event,
                "actor": actor,
                "door": "cli",
                "subject": subject,
            }
            record |= {"at": START.isoformat(timespec="microseconds"), "details": details, "previous": previous}
            canonical = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            previous = hashlib.sha256(canonical.encode()).hexdigest()
            columns = ", ".join((*OLD, "hash"))
            values = ", ".join(f":{name}" for name in (*OLD, "hash"))
            connection.execute(
                text(f"INSERT INTO audit ({columns}) VALUES ({values})"),  # noqa: S608
                record | {"details": json.dumps(details), "hash": previous},
            )
    engine.dispose()
    return previous


def test_names_leave_the_records_of_an_older_trail_and_its_head_is_still_known(tmp_path: Path) -> None:
    head = old_trail(tmp_path / "ledger.db")
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        assert audit.verify(connection, head).ok
        kept = list(audit.records(connection))
        assert [record["event"] for record in kept][-2:] == ["draft.released", "audit.converted"]
        assert [references.name_of(connection, record["actor"]) for record in kept[:3]] == ["mara", "ana", "joost"]
        assert references.name_of(connection, kept[2]["subject"]) == "bea"
        assert kept[3]["policy"] == "ab" * 32
        for name in ("mara", "ana", "joost", "bea", "anna"):
            assert f'"{name}' not in json.dumps(kept)
        assert "anna.md" not in json.dumps(kept)
    ledger.close()


def test_an_older_trail_that_was_broken_is_not_mended(tmp_path: Path) -> None:
    old_trail(tmp_path / "ledger.db")
    with create_engine(f"sqlite:///{tmp_path / 'ledger.db'}").connect() as connection, connection.begin():
        connection.execute(text("UPDATE audit SET actor = 'bea' WHERE seq = 2"))
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        report = audit.verify(connection)
    ledger.close()
    assert not report.ok
    assert "record 2 was changed" in str(report.problem)


def test_a_resolution_of_one_text_becomes_a_cause_and_words(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__path__[0])))
    said = {"c-1": "handled: Called them: twice", "c-2": "duplicate", "c-3": "Allergy: Called", "c-4": None}
    moment = START.isoformat(timespec="microseconds")
    run = dict.fromkeys(("brand", "requester", "door", "request"), "x") | {"options": "{}", "status": "resolved"}
    with create_engine(f"sqlite:///{tmp_path / 'ledger.db'}").connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
        tables = MetaData()
        tables.reflect(connection, only=["runs", "cases"])
        for case, resolution in said.items():
            row = run | {"id": f"r{case}", "flags": [], "finished": True, "calls": 0, "tokens": 0, "model_seconds": 0}
            connection.execute(insert(tables.tables["runs"]), row | {"created": moment, "updated": moment})
            values = {"id": case, "run": f"r{case}", "status": "resolved", "severity": "P3", "owner_role": "brand"}
            values |= dict.fromkeys(("brand", "why", "holding_reply"), "x") | {"resolution": resolution}
            values |= dict.fromkeys(("opened", "transfer_due", "acknowledge_due"), moment)
            lists = {"flags": [], "release_roles": [], "conditions": [], "releases": {}}
            connection.execute(insert(tables.tables["cases"]), values | lists)
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        rows = {row.id: row for row in cases.listing(connection, None)}
    ledger.close()
    assert {id: (row.cause, row.resolution) for id, row in rows.items()} == {
        "c-1": ("handled", "Called them: twice"),
        "c-2": ("duplicate", None),
        "c-3": ("other", "Allergy: Called"),
        "c-4": (None, None),
    }
    assert {(row.waits_since, row.turn, row.assigned_to) for row in rows.values()} == {(START, 0, None)}
