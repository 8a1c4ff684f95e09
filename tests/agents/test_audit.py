"""The audit chain: any change behind a head that was written down elsewhere is found, and where."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from agents.clock import ManualClock
from agents.ledger import audit, chain, references
from agents.ledger.chain import Head
from agents.ledger.database import Ledger
from agents.ledger.schema import audit as table
from agents.ledger.schema import names
from knowledge.errors import InputError, NotFoundError
from tests.agents.desks import a_ledger

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
RECORDS = 6


def filled(path: Path) -> Ledger:
    ledger = a_ledger(path, ManualClock(NOW))
    for number in range(RECORDS):
        with ledger.write() as connection:
            audit.append(
                connection,
                at=NOW + timedelta(hours=number),
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
        assert audit.head(connection) == report.head
    assert report.ok
    assert report.records == RECORDS


@pytest.mark.parametrize("column", ["event", "actor", "role", "door", "subject", "digest", "rule", "policy", "hash"])
@pytest.mark.parametrize("seq", [1, 3, RECORDS])
def test_a_changed_record_is_named(tmp_path: Path, column: str, seq: int) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.write() as connection:
        connection.execute(update(table).where(table.c.seq == seq).values({column: "changed"}))
    with ledger.read() as connection:
        report = audit.verify(connection)
    assert not report.ok
    assert report.at == seq
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
        report = audit.verify(connection, head)
        assert (report.at, report.ok) == (RECORDS, False)
        assert f"record {RECORDS}, was cut off" in str(report.problem)
        bare = audit.verify(connection, Head.read(head).hash)
        assert "cut or redone" in str(bare.problem)


def test_a_head_stays_good_when_the_chain_grows(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.read() as connection:
        head = audit.verify(connection).head
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="run.ended", actor="copydesk", door="run", subject="r-1")
    with ledger.read() as connection:
        assert audit.verify(connection, head).ok


@pytest.mark.parametrize("head", ["", "head", "12", "0:" + "a" * 64, "a" * 63, "1:" + "g" * 64, "x" * 10_000])
def test_what_is_no_head_is_refused(tmp_path: Path, head: str) -> None:
    with filled(tmp_path / "ledger.db").read() as connection, pytest.raises(InputError, match="no head"):
        audit.verify(connection, head)


@settings(max_examples=15, deadline=None)
@given(details=st.dictionaries(st.text(max_size=8), st.integers() | st.booleans() | st.text(max_size=12), max_size=4))
def test_whatever_the_details_are_the_chain_verifies(
    details: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    reserved = {"connection", "at", "event", "actor", "door", "subject", "digest", "rule", "role", "policy"}
    usable = {key: value for key, value in details.items() if key not in reserved}
    ledger = a_ledger(tmp_path_factory.mktemp("audit") / "ledger.db", ManualClock(NOW))
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="e", actor="a", door="cli", subject="s", **usable)  # type: ignore[arg-type]
    with ledger.read() as connection:
        assert audit.verify(connection).ok
    ledger.close()


# references


def test_people_and_words_stand_in_no_record(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "ledger.db", ManualClock(NOW))
    with ledger.write() as connection:
        for event in ("a", "b"):
            audit.append(
                connection, at=NOW, event=event, actor="anna", door="cli", subject="user:anna", said="Anna is ill"
            )
        audit.append(connection, at=NOW, event="c", actor="clock", door="clock", subject="document:anna.md")
    with ledger.read() as connection:
        kept = list(audit.records(connection))
        assert "anna" not in str(kept).casefold()
        first, second, third = kept
        assert first["actor"] == second["actor"]
        assert references.name_of(connection, first["actor"]) == "anna"
        assert references.name_of(connection, first["subject"]) == "anna"
        assert references.name_of(connection, first["details"]["said"]) == "Anna is ill"
        assert references.name_of(connection, third["subject"]) == "anna.md"
        assert third["actor"] == "clock"


def test_no_other_name_can_be_put_behind_a_reference(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "ledger.db", ManualClock(NOW))
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="approval.approve", actor="ana", door="cli", subject="a-1")
        connection.execute(update(names).values(name="bea"))
    with ledger.read() as connection:
        assert "another name" in str(audit.verify(connection).problem)


def test_a_name_that_was_erased_leaves_the_chain_whole_and_a_reference_to_nobody(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "ledger.db", ManualClock(NOW))
    with ledger.write() as connection:
        audit.append(connection, at=NOW, event="run.asked", actor="ana", door="cli", subject="r-1")
        assert references.forget(connection, "user", "ana") == 1
        audit.append(connection, at=NOW, event="run.asked", actor="ana", door="cli", subject="r-2")
    with ledger.read() as connection:
        assert audit.verify(connection).ok
        first, second = (record["actor"] for record in audit.records(connection))
        assert first != second
        with pytest.raises(NotFoundError, match="erased"):
            references.name_of(connection, first)


# tampering

Record = dict[str, Any]
Tampering = Callable[[list[Record], st.DataObject], None]


def chain_of(count: int) -> list[Record]:
    made: list[Record] = []
    previous = chain.GENESIS
    for seq in range(1, count + 1):
        record: Record = dict.fromkeys(chain.KEYS) | {
            "seq": seq,
            "at": (NOW + timedelta(minutes=seq)).isoformat(timespec="microseconds"),
            "event": "draft.rated",
            "actor": "copydesk",
            "door": "run",
            "subject": f"d-{seq}",
            "details": {"rating": "green"},
            "previous": previous,
        }
        previous = record["hash"] = chain.hash_of(record)
        made.append(record)
    return made


def rechained(records: list[Record]) -> list[Record]:
    """As somebody would who knows how it is made: numbered and hashed anew, from the first to the last."""
    previous = chain.GENESIS
    for seq, record in enumerate(records, 1):
        record |= {"seq": seq, "previous": previous}
        previous = record["hash"] = chain.hash_of(record)
    return records


def change(records: list[Record], data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(records))
    key = data.draw(st.sampled_from(("event", "actor", "role", "door", "subject", "digest", "rule", "policy", "at")))
    record[key] = f"{record[key]}!"


def delete_one(records: list[Record], data: st.DataObject) -> None:
    records.pop(data.draw(st.integers(0, len(records) - 1)))


def insert_one(records: list[Record], data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(records)) | {"subject": "d-new"}
    records.insert(data.draw(st.integers(0, len(records) - 1)), copied)


def swap(records: list[Record], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(records) - 2))
    second = data.draw(st.integers(first + 1, len(records) - 1))
    records[first], records[second] = records[second], records[first]


def cut(records: list[Record], data: st.DataObject) -> None:
    del records[data.draw(st.integers(0, len(records) - 1)) :]


@pytest.mark.parametrize("clever", [False, True], ids=["plain", "hashed anew"])
@pytest.mark.parametrize("tamper", [change, delete_one, insert_one, swap, cut])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_done_behind_a_head_is_found_and_placed(
    tamper: Tampering, clever: bool, data: st.DataObject
) -> None:
    kept = chain_of(data.draw(st.integers(2, 9)))
    extra = data.draw(st.integers(0, 3))  # records after the head was written down
    head = Head(seq=len(kept), hash=kept[-1]["hash"])
    records = [dict(record) for record in kept]
    tamper(records, data)
    first = next(
        (number for number, (a, b) in enumerate(zip(kept, records, strict=False), 1) if a != b), len(records) + 1
    )
    grown = [dict(record) for record in chain_of(len(kept) + extra)[len(kept) :]]
    report = chain.verify(rechained(records + grown) if clever else records + grown, [head])
    assert not report.ok
    assert report.problem
    if not clever:
        assert report.at in {first, first + 1}  # the record itself, or the first that does not follow it
    assert report.at is not None
    assert report.at <= head.seq


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_heads_on_both_sides_say_between_which_records_it_was_redone(data: st.DataObject) -> None:
    kept = chain_of(8)
    heads = [Head(seq=seq, hash=kept[seq - 1]["hash"]) for seq in (3, 8)]
    records = [dict(record) for record in kept]
    changed = data.draw(st.integers(4, 8))
    records[changed - 1]["actor"] = "u-somebody"
    report = chain.verify(rechained(records), heads)
    assert report.at == 8
    assert "after record 3" in str(report.problem)


def test_a_part_of_a_chain_verifies_by_itself(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "ledger.db")
    with ledger.read() as connection:
        part = list(audit.records(connection, since=NOW + timedelta(hours=3)))
        head = audit.head(connection)
    assert [record["seq"] for record in part] == [4, 5, 6]
    report = chain.verify(part, [Head.read(head)], start=None)
    assert (report.ok, report.records, report.head) == (True, 3, head)
    assert not chain.verify(part[::2], start=None).ok
