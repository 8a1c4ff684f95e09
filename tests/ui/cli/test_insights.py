"""`copydesk insights`: figures, their table, and the requests behind them."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.fakes import FakeDesk
from ui.insight_table import COLUMNS, as_csv

Copydesk = Callable[..., int]


def test_every_measure_is_told_with_its_interval_and_its_cases(
    copydesk: Copydesk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert copydesk("insights") == 0
    said = capsys.readouterr().out
    assert "Signed as filed\n  67 %, 95 % interval 53 % to 79 %, n = 46\n  before 90 %: −22 points" in said
    assert "Baseline 52 h; Target -30%: reached" in said
    assert "Model calls for a published draft\n  nothing published yet, n = 18\n" in said
    assert "No baseline yet; Target 80%: not reached" in said
    assert "No baseline yet; Target -10%: waits for a baseline" in said
    assert "m-0000000001  Signed as filed fell from 90 % to 67 %; waits for brand" in said


def test_json_holds_each_figure(copydesk: Copydesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert copydesk("insights", "--since", "2026-11-01", "--until", "2026-11-08", "--json") == 0
    view = json.loads(capsys.readouterr().out)
    first = next(one for one in view["measures"] if one["measure"] == "first_pass")
    assert (first["now"]["n"], first["unit"], first["better"]) == (46, "share", "more")
    assert next(one for one in view["measures"] if one["measure"] == "calls_per_draft")["now"]["value"] is None
    assert view["since"] == "2026-10-31T23:00:00Z"  # the brand's midnight


def test_the_table_has_a_row_for_each_figure(
    copydesk: Copydesk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    assert copydesk("insights", "--csv", str(file)) == 0
    out, err = capsys.readouterr()
    assert (out, err.endswith(f"Written to {file}.\n")) == ("", True)
    rows = list(csv.DictReader(file.read_bytes().decode().splitlines()))
    assert tuple(rows[0]) == COLUMNS
    first = next(row for row in rows if row["measure"] == "first_pass")
    assert (first["n"], first["value"], first["n_before"], first["target"]) == ("46", "0.673913", "58", "0.8")
    assert any(row["group"] == "channel:instagram" for row in rows)
    assert any(row["group"] == "family:claims" for row in rows)
    assert copydesk("insights", "--csv", str(tmp_path / "no" / "such.csv")) == 1
    assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_no_name_is_a_formula_in_a_spreadsheet(desk: FakeDesk, key: str) -> None:
    view = desk.insights()
    measure = view.measures[0]
    group = measure.groups[0].model_copy(update={"by": key, "key": "x"})
    hostile = view.model_copy(update={"measures": (measure.model_copy(update={"groups": (group,)}),)})
    assert f"'{key}:x" in as_csv(hostile)


def test_the_requests_behind_a_figure(copydesk: Copydesk, capsys: pytest.CaptureFixture[str]) -> None:
    copydesk("ask", "Three captions", "--as", "mara")
    capsys.readouterr()
    assert copydesk("insights", "runs", "cycle_time", "--group", "channel:instagram") == 0
    assert "r-00000001" in capsys.readouterr().out
    assert copydesk("insights", "runs", "cycle_time", "--json") == 0
    assert json.loads(capsys.readouterr().out)["ids"] == ["r-00000001"]


def test_a_moved_measure_is_decided_about_by_its_role(copydesk: Copydesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert copydesk("insights", "decide", "m-0000000001", "--as", "mara", "--note", "fine") == 2
    assert "role" in capsys.readouterr().err
    assert copydesk("insights", "decide", "m-0000000001", "--as", "ana", "--note", "A new voice guide.") == 0
    assert "ana: A new voice guide." in capsys.readouterr().out
