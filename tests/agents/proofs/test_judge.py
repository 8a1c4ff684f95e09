"""Whoever judges the proofs finds what is put in their way: a judge that sees nothing wrong proves nothing."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.proofs.judge import fills, judge

CLEAN: dict[str, list[str]] = {"lost": [], "twice": [], "unsigned": []}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = copy_home(tmp_path_factory.mktemp("published") / "home")
    desk = a_desk(home, clock=ManualClock(START))
    view = scenes.ask(desk, scenes.SKIN)
    assert scenes.sign(desk, view.run, "ana", "ingrid").status == "published"
    desk.close()
    return home


@pytest.fixture
def put(published: Path) -> Iterator[Callable[[str], None]]:
    """Changes a row behind the ledger's back; it is as it was afterwards."""
    ledger = published / "ledger.db"
    before = ledger.read_bytes()

    def put(statement: str) -> None:
        with sqlite3.connect(ledger) as connection:
            connection.execute(statement)
        connection.close()

    yield put
    for left in published.glob("ledger.db-*"):
        left.unlink()
    ledger.write_bytes(before)


def test_nothing_is_wrong_with_what_was_signed(published: Path) -> None:
    assert judge(published) == CLEAN


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM signatures WHERE user = 'ingrid'", "it needs ['brand', 'compliance'] (2), and ['ana'] signed"),
        ("DELETE FROM signatures", "and [] signed"),
        ("UPDATE signatures SET digest = 'x' WHERE user = 'ana'", "ana signed another text"),
        ("UPDATE signatures SET roles = '[\"legal\"]' WHERE user = 'ana'", "it needs"),
        ("UPDATE runs SET requester = 'ana'", "ana signed their own request"),
        ("UPDATE approvals SET barred = '[\"ana\"]'", "ana signed words of their own"),
        ("UPDATE approvals SET status = 'pending'", "its approval is pending"),
        ("UPDATE approvals SET digest = 'x'", "its approval is on another digest"),
        ("UPDATE versions SET fields = json_set(fields, '$.caption', 'Buy now.')", "the words are not those"),
        ("UPDATE outbox SET payload = json_set(payload, '$.fields.caption', 'Buy now.')", "its words make"),
        ("DELETE FROM audit WHERE event = 'approval.approve'", "0 signatures completed round 1"),
    ],
)
def test_what_is_not_signed_is_found(published: Path, put: Callable[[str], None], statement: str, said: str) -> None:
    put(statement)
    assert said in "\n".join(judge(published)["unsigned"])


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE runs SET status = 'failed', finished = 0", "is failed"),
        ("UPDATE runs SET status = 'running', finished = 0", "is running"),
        ("UPDATE drafts SET status = 'approved'", "is approved in a run that is published"),
    ],
)
def test_what_is_lost_is_found(published: Path, put: Callable[[str], None], statement: str, said: str) -> None:
    put(statement)
    assert said in "\n".join(judge(published)["lost"])


def test_what_went_out_twice_is_found(published: Path, put: Callable[[str], None]) -> None:
    put("UPDATE audit SET event = 'draft.released', details = (SELECT details FROM audit WHERE event = "
        "'draft.released') WHERE event = 'publication.delivered'")  # fmt: skip
    assert "was released 2 times" in "\n".join(judge(published)["twice"])


def test_a_file_that_was_changed_or_that_nobody_released_is_found(published: Path) -> None:
    (path,) = published.rglob("outbox/**/*.md")
    before = path.read_bytes()
    path.write_bytes(before.replace(b"\n\n", b"\n\nReally: ", 1))
    assert "its words are not the signed ones" in "\n".join(judge(published)["unsigned"])
    path.write_bytes(before)
    other = path.with_name("other-files.md")
    other.write_bytes(before)
    assert "not in the outbox" in "\n".join(judge(published)["twice"])
    other.unlink()
    assert judge(published) == CLEAN


@pytest.mark.parametrize(
    ("signed", "well"),
    [
        ([{"brand"}, {"legal"}], True),
        ([{"legal"}, {"brand"}], True),
        ([{"brand", "legal"}, {"brand"}], True),
        ([{"brand"}, {"brand"}], False),
        ([{"brand", "legal"}], False),
        ([{"admin"}, {"brand"}], False),
        ([], False),
    ],
)
def test_signers_sit_on_a_slot_each(signed: list[set[str]], well: bool) -> None:
    need = {"kind": "sign", "roles": ["brand", "legal"], "quorum": 2, "required": ["brand", "legal"], "chain": []}
    assert fills({**need, "one_person_may_fill_all": False}, signed, []) is well
