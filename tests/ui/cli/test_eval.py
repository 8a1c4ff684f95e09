"""`copydesk eval`: its table, its files, its comparison, its refusals."""

import json
from pathlib import Path

import pytest

from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("cache")


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["eval", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_suite_is_run_kept_and_held_against_the_kept_run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = say(capsys, "policy", "--out", str(tmp_path))
    assert code == 0
    head, row, *_ = out.splitlines()
    assert head.split() == ["suite", "figure", "result", "n", "threshold", "last", "state"]
    assert " ".join(row.split()) == "policy right 1.00 [0.93, 1.00] 50 at least 1.00 – well"
    assert "1 of 1: policy is through" in err
    assert "0.93" not in err
    assert {file.name for file in tmp_path.iterdir()} == {"results.json", "junit.xml", "summary.md", "report.html"}
    code, out, _ = say(capsys, "policy", "--against", str(tmp_path / "results.json"))
    assert code == 0
    assert "policy, right: no difference shown, +0.000" in out


def test_the_second_run_has_what_the_first_came_to(capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    say(capsys, "policy")
    _, out, _ = say(capsys, "policy")
    assert out.splitlines()[1].split()[-2:] == ["1.00", "well"]
    assert "last: 20" in out
    (cache / "evals" / "policy.json").write_text("{", encoding="utf-8")
    _, out, _ = say(capsys, "policy")
    assert out.splitlines()[1].split()[-2:] == ["–", "well"]


def test_a_cache_that_cannot_be_written_costs_no_results(capsys: pytest.CaptureFixture[str], cache: Path) -> None:
    cache.mkdir()
    (cache / "evals").write_text("a file", encoding="utf-8")
    code, out, err = say(capsys, "policy")
    assert (code, "at least 1.00" in out) == (0, True)
    assert "The figures were not kept for the next run: " in err


def test_json_has_the_figures_and_the_cases(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = say(capsys, "policy", "--json")
    told = json.loads(out)
    assert (code, told["ok"]) == (0, True)
    (suite,) = told["suites"]
    assert suite["gates"][0]["figure"]["n"] == len(suite["samples"]["right"]) == 50


def test_a_dry_run_tells_what_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = say(capsys, "--live", "on brand", "--dry-run")
    assert code == 0
    assert [line[:8].strip() for line in out.splitlines()] == ["judge", "on brand", "all"]
    assert [line for line in err.splitlines() if " of 2: " in line] == [
        "1 of 2: judge is counted",
        "2 of 2: on brand is counted",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "There is no suite 'nothing'. The suites: brand,"),
        (("policy", "--against", "README.md"), "README.md holds no run of the suites"),
        (("--live", "policy"), "There is no live suite 'policy'. Those with --live: faithfulness,"),
        (("--dry-run",), "--dry-run counts the calls of --live."),
        (("policy", "--prices", "README.md"), "--prices is of --compare with two models."),
        (("policy", "--max-calls", "5"), "--max-calls is of the judge of --live or --compare."),
        (("--compare", "embedded", "embedded"), "Both are qwen2.5-coder-1.5b-instruct-q4_k_m: name two models."),
        (("--compare", "embedded", "large"), "'large' is a model at no endpoint."),
        (("policy", "--compare", "embedded", "large"), "--compare takes two models"),
        (("policy", "--embedded"), "There is no suite 'policy' with --embedded. Those: copy, drafts, endtoend."),
        (("--live", "--embedded"), "--live and --embedded are two runs: give one of them."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    code, _, err = say(capsys, *arguments)
    assert code == 2
    assert said in err
