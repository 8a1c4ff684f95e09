"""Whoever judges the proofs finds what is put in their way: a judge that sees nothing wrong proves nothing."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agents.clock import ManualClock
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.proofs.judge import fills, in_order, judge

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
    """Changes rows behind the ledger's back; they are as they were afterwards, and so are the files."""
    files = [published / "ledger.db", *(path for path in published.rglob("outbox/**/*") if path.is_file())]
    before = {path: path.read_bytes() for path in files}

    def put(statements: str) -> None:
        with closing(sqlite3.connect(published / "ledger.db")) as connection:
            connection.executescript(statements)

    try:
        yield put
    finally:
        for left in published.glob("ledger.db-*"):
            left.unlink()
        for path in published.rglob("outbox/**/*.md"):
            path.unlink()
        for path, content in before.items():
            path.write_bytes(content)


# the same rows in a table that allows what the ledger's own does not
SIGNED_TWICE = (
    "CREATE TABLE bare AS SELECT * FROM signatures; DROP TABLE signatures; ALTER TABLE bare RENAME TO signatures;"
    "INSERT INTO signatures SELECT * FROM signatures WHERE user = 'ana'"
)
TWO_ROWS = (
    "CREATE TABLE bare AS SELECT * FROM outbox; DROP TABLE outbox; ALTER TABLE bare RENAME TO outbox;"
    "INSERT INTO outbox SELECT 'again', run, draft, target, brand, payload, status, attempts, path, error, created, "
    "delivered FROM outbox"
)


def need(**changes: str) -> str:
    pairs = ", ".join(f"'$.{name}', {value}" for name, value in changes.items())
    return f"UPDATE approvals SET requirement = json_set(requirement, {pairs})"  # noqa: S608 - of this file alone


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
        (SIGNED_TWICE, "somebody signed twice"),
        (need(kind="'tier'", tier="'social'"), "policy's own signature is not on it"),
        (need(kind="'block'"), "ana signed over policy's block without a reason"),
        (need(roles='json(\'["compliance", "brand"]\')', ordered="json('true')"), "signed in another order"),
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
        ("UPDATE approvals SET status = 'pending'", "is pending in a run that has ended"),
    ],
)
def test_what_is_lost_is_found(published: Path, put: Callable[[str], None], statement: str, said: str) -> None:
    put(statement)
    assert said in "\n".join(judge(published)["lost"])


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE audit SET event = 'draft.released', details = (SELECT details FROM audit WHERE event = "
            "'draft.released') WHERE event = 'publication.delivered'",
            "was released 2 times",
        ),
        (
            "UPDATE audit SET details = json_set(details, '$.key', 'gone') WHERE event = 'draft.released'",
            "gone was released without a row",
        ),
        (TWO_ROWS, "2 rows in the outbox"),
    ],
)
def test_what_went_out_twice_is_found(published: Path, put: Callable[[str], None], statement: str, said: str) -> None:
    put(statement)
    assert said in "\n".join(judge(published)["twice"])


def test_a_line_that_is_in_the_list_twice_is_found(published: Path, put: Callable[[str], None]) -> None:
    (path,) = published.rglob("outbox/**/*.csv")
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.partition("\n")[2], encoding="utf-8")
    assert "is in publications.csv 2 times" in "\n".join(judge(published)["twice"])


@pytest.mark.parametrize(
    ("pattern", "other", "said"),
    [
        (r"\n---\n\n", "\n---\n\nReally: ", "its words are not the signed ones"),
        (r"digest: \w+", "digest: x", "it names another digest"),
        (r"signatures:\n(?:[- ] .*\n)+", "signatures: []\n", "it names nobody who signed"),
    ],
)
def test_a_file_that_was_changed_is_found(
    published: Path, put: Callable[[str], None], pattern: str, other: str, said: str
) -> None:
    (path,) = published.rglob("outbox/**/*.md")
    text, changes = re.subn(pattern, other, path.read_text(encoding="utf-8"), count=1)
    assert changes == 1
    path.write_text(text, encoding="utf-8")
    assert said in "\n".join(judge(published)["unsigned"])


def test_a_file_that_nobody_released_is_found(published: Path, put: Callable[[str], None]) -> None:
    (path,) = published.rglob("outbox/**/*.md")
    path.with_name("other-files.md").write_bytes(path.read_bytes())
    assert "a file for other-files, which is not in the outbox" in judge(published)["twice"]


def test_all_is_as_it_was_after_each_of_these(published: Path) -> None:
    assert judge(published) == CLEAN


@pytest.mark.parametrize(
    ("roles", "signed", "well"),
    [
        (["brand", "legal"], [{"brand"}, {"legal"}], True),
        (["brand", "legal"], [{"legal"}, {"brand"}], False),
        (["brand", "legal"], [{"admin"}, {"legal"}], True),
        (["brand", "legal"], [{"legal"}], False),
    ],
)
def test_signers_come_in_the_order_of_the_slots(roles: list[str], signed: list[set[str]], well: bool) -> None:
    wanted = {"roles": roles, "chain": ["admin"], "one_person_may_fill_all": False}
    assert in_order(wanted, signed, ["admin"]) is well


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
    wanted = {"kind": "sign", "roles": ["brand", "legal"], "quorum": 2, "required": ["brand", "legal"], "chain": []}
    assert fills({**wanted, "one_person_may_fill_all": False}, signed, []) is well
