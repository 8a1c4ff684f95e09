"""What an older ledger says is still said after it is brought up to date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

from agents.clock import ManualClock
from agents.ledger import approvals, migrations
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
