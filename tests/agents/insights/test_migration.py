"""A ledger of an older release is counted when it is brought up to date."""

import json
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, select, text

from agents.clock import ManualClock
from agents.ledger import migrations
from agents.ledger.database import Ledger
from agents.ledger.schema import version_findings
from tests.agents.desks import START

AT = START.isoformat(timespec="microseconds")
FOUND = [
    {"family": "voice", "severity": "amber"},
    {"family": "voice", "severity": "red"},
    {"family": "voice", "severity": "advice"},
    {"family": "claims", "severity": "red"},
]


def test_findings_of_old_reports_are_counted(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__path__[0])))
    with create_engine(f"sqlite:///{tmp_path / 'ledger.db'}").connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0015")
        columns = "id, brand, requester, door, request, options, status, flags, finished, calls, tokens, model_seconds"
        values = "'r-1', 'orrelune', 'mara', 'cli', 'x', '{}', 'published', '[]', 1, 0, 0, 0.0"
        connection.execute(text(f"INSERT INTO runs ({columns}, created, updated) VALUES ({values}, '{AT}', '{AT}')"))  # noqa: S608
        columns = "id, run, variant, alternative, channel, locale, audience, targets, status, version, attempts"
        values = "'d-1', 'r-1', 1, 'A', 'x', 'en', '[]', '[]', 'published', 3, 3"
        connection.execute(text(f"INSERT INTO drafts ({columns}) VALUES ({values})"))  # noqa: S608
        columns = "draft, version, attempt, author, fields, citations, digest, created"
        for version, report in ((1, {"findings": FOUND}), (2, {"findings": []}), (3, None)):
            values = f"'d-1', {version}, {version}, 'copydesk', '{{}}', '[]', 'x', '{AT}'"
            connection.execute(
                text(f"INSERT INTO versions ({columns}, report) VALUES ({values}, :report)"),  # noqa: S608
                {"report": None if report is None else json.dumps(report)},
            )
    ledger = Ledger(tmp_path / "ledger.db", ManualClock(START))
    with ledger.read() as connection:
        rows = connection.execute(select(version_findings).order_by(version_findings.c.family)).all()
    ledger.close()
    assert [tuple(row) for row in rows] == [("d-1", 1, "claims", 1), ("d-1", 1, "voice", 2)]
