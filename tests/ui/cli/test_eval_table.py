"""The table of `copydesk eval`: a row a figure, each within the terminal, and the worst cases below."""

from datetime import UTC, datetime

import pytest

from evals import figures
from evals.last import Last
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from evals.thresholds import Threshold
from ui.cli import evaluate_table

RATE = figures.Figure(value=0.26, low=0.13, high=0.55, n=13_230, unit="words")
GATES = (
    Gate(name="right", figure=figures.of([1, 1, 0]), threshold=Threshold(at_least=0.9, aim=1.0)),
    Gate(name="amber of all families in 500 words", figure=RATE),
    Gate(name="heard", figure=figures.NOTHING, threshold=Threshold(at_least=0.5)),
)
RUN = Run(
    suites=(
        SuiteOutcome(
            suite="prose",
            state="below",
            gates=GATES,
            below=("2 rows, and thresholds.yaml asks for at least 3", GATES[0].line),
            misses=("a " + "long " * 40 + "case", "another", "3", "4", "5", "6"),
            seconds=2.0,
        ),
        SuiteOutcome(suite="gone", state="broken", error="its process died: 9"),
        SuiteOutcome(suite="secret", state="well", gates=GATES[1:2], blind=True, hidden=3),
    )
)
LAST = {
    "prose": Last(made=datetime(2026, 11, 2, 9, 5, tzinfo=UTC), version="0.1.0", figures={"right": figures.of([1])})
}


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    evaluate_table.tell(RUN, LAST, whole=False)
    return capsys.readouterr().out.splitlines()


def test_each_figure_has_its_threshold_its_last_result_and_its_state(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = told(capsys, monkeypatch, 140)
    cells = [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows[1:6]]
    assert cells == [
        ["prose", "right", "0.67 [0.21, 0.94]", "3", "at least 0.90, aim 1.00", "1.00", "below"],
        ["amber of all families in 500 words", "0.26 [0.13, 0.55]", "13,230 words", "–", "–", "–"],
        ["heard", "–", "0", "at least 0.50", "–", "below"],
        ["gone", "–", "–", "–", "–", "–", "broken"],
        ["secret", "amber of all families in 500 words", "0.26 [0.13, 0.55]", "13,230 words", "–", "–", "–"],
    ]


def test_below_it_stand_the_worst_cases_and_what_no_figure_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = "\n".join(told(capsys, monkeypatch, 140))
    assert "prose  below, 2.0 s; last: 2026-11-02 09:05 UTC, 0.1.0\n  2 rows, and thresholds.yaml asks for" in out
    assert "  wrong: 5\n  1 more; --all tells them" in out
    assert "gone  broken: its process died: 9" in out
    assert "  3 cases of a blind part went wrong; --all tells them" in out


@pytest.mark.parametrize("columns", [100, 80, 60])
def test_nothing_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    assert max(map(len, told(capsys, monkeypatch, columns))) <= columns
