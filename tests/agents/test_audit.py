"""The audit chain: any change behind a head that was written down elsewhere is found."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from agents.clock import ManualClock
from agents.ledger import audit
from agents.ledger.database import Ledger
from agents.ledger.schema import audit as table

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RECORDS = 6


def filled(path: Path) -> Ledger:
    ledger = Ledger(path, ManualClock(NOW))
    for number in range(RECORDS):
        with ledger.write() as connection:
            audit.append(
                connection,
                at=NOW,
                event="draft.rated",
                actor="copydesk",
                door="run",
                subject=f"d-{number}",
                digest="ab" * 32,
                rating="green",
            )
    return ledger


def test_an_untouched_chain_is_whole(tmp_path: Path) -> None:
    with filled(tmp_path / "ledger.db").read() as connection:
        report = audit.verify(connection)
    assert report.ok
    assert report.records == RECORDS


@pytest.mark.parametrize("column", ["event", "actor", "door", "subject", "digest", "rule"])
@pytest.mark.parametrize("seq", [1, 3, RECORDS])
def test_a_changed_record_is_named(tmp_path: Path, column: str, seq: int) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.write() as connection:
        connection.execute(update(table).where(table.c.seq == seq).values({column: "changed"}))
    with ledger.read() as connection:
        report = audit.verify(connection)
    assert not report.ok
    assert f"record {seq}" in str(report.problem)


def test_a_removed_record_is_missed(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.write() as connection:
        connection.execute(delete(table).where(table.c.seq == 3))
    with ledger.read() as connection:
        assert audit.verify(connection).problem == "record 3 is missing"


def test_a_chain_cut_at_its_end_is_whole_by_itself_and_found_by_its_head(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.read() as connection:
        head = audit.verify(connection).head
    with ledger.write() as connection:
        connection.execute(delete(table).where(table.c.seq == RECORDS))
    with ledger.read() as connection:
        assert audit.verify(connection).ok
        assert "cut or redone" in str(audit.verify(connection, head).problem)


def test_a_head_stays_good_when_the_chain_grows(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.read() as connection:
        head = audit.verify(connection).head
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="run.ended", actor="copydesk", door="run", subject="r-1")
    with ledger.read() as connection:
        assert audit.verify(connection, head).ok


@settings(max_examples=15, deadline=None)
@given(details=st.dictionaries(st.text(max_size=8), st.integers() | st.booleans() | st.text(max_size=12), max_size=4))
def test_whatever_the_details_are_the_chain_verifies(
    details: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    reserved = {"connection", "at", "event", "actor", "door", "subject", "digest", "rule"}
    usable = {key: value for key, value in details.items() if key not in reserved}
    ledger = Ledger(tmp_path_factory.mktemp("audit") / "ledger.db", ManualClock(NOW))
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="e", actor="a", door="cli", subject="s", **usable)  # type: ignore[arg-type]
    with ledger.read() as connection:
        assert audit.verify(connection).ok
    ledger.close()
