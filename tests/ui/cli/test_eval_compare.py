"""`copydesk eval --compare` of brand folders and policy files."""

import json
from pathlib import Path

import pytest

from agents.graph.prompt_files import PLACES
from evals.compare import packs
from evals.compare.sides import Side
from evals.figures import share
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from tests.evals.live_judges import served
from ui.cli import evaluate_parts
from ui.cli.main import main

SAMPLE = BRANDS_SHIPPED / SAMPLE_BRAND


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["eval", "--compare", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def policy(tmp_path: Path) -> str:
    file = tmp_path / "policy.yaml"
    text = (SAMPLE / "policy.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("above: 100000", "above: 70000"), encoding="utf-8")
    return str(file)


def test_two_policies_are_told_in_words_and_as_json(capsys: pytest.CaptureFixture[str], policy: str) -> None:
    code, out, err = say(capsys, str(SAMPLE / "policy.yaml"), policy)
    assert code == 0
    assert "50 cases of the decision table: B asks more in 3, less in 0, others in 0, the same in 47" in out
    assert "B asks more: 3 cases\n  offer-80000, offer-100000, offer-usd-110000: Brand (email-brand) → Brand and" in out
    assert "copydesk policy simulate --policy FILE" in err
    code, out, _ = say(capsys, str(SAMPLE), policy, "--json")  # a brand folder's policy, and only that
    told = json.loads(out)
    assert code == 0
    assert set(told) == {"policy"}
    assert told["policy"]["asked"][0]["effects"]["stricter"] == 3


def test_what_a_pack_makes_better_and_worse_is_listed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moved = tuple(
        packs.Moved(case=f"en-{n}", verdict="worse", gone=(), new=("wrong red claims “x”",)) for n in range(30)
    )
    row = packs.Row(name="ratings", a=share([True, False]), b=share([True]), gap=None)
    found = packs.PacksCompared(a="one", b="two", drafts=722, figures=(row,), moved=moved)
    monkeypatch.setattr(evaluate_parts, "_packs", lambda _a, _b: found)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / ".vale.ini").write_text("[*]\n", encoding="utf-8")
    code, out, err = say(capsys, str(SAMPLE), str(tmp_path / "rules"))
    assert code == 0
    assert "Only A has a policy: that part is left out." in err
    assert "Rules: A one, B two, 722 tuning drafts" in out
    assert "Worse with B: 30 drafts\n  en-0: now wrong red claims “x”" in out
    assert "10 more; --json has all" in out
    assert "Better with B" not in out


def test_kinds_and_prices_that_do_not_fit_are_said_in_one_line(
    capsys: pytest.CaptureFixture[str], policy: str, tmp_path: Path
) -> None:
    code, _, err = say(capsys, str(SAMPLE / "rules"), policy)
    assert code == 2
    assert "give two of the same kind" in err
    prices = tmp_path / "prices.yaml"
    prices.write_text("{}", encoding="utf-8")
    code, _, err = say(capsys, str(SAMPLE), policy, "--prices", str(prices))
    assert code == 2
    assert "--prices is of models" in err


def test_a_broken_pack_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    side = Side(given="bad", rules=tmp_path, own=True)
    (tmp_path / "Bad.yml").write_text("extends: nothing\nmessage: m\n", encoding="utf-8")
    with pytest.raises(Exception, match="A has rules that cannot be used"):
        packs.refuse_bad(side, "A")
    code, _, err = say(capsys, str(SAMPLE / "rules"), str(tmp_path))
    assert code == 2
    assert "B has rules that cannot be used" in err


def test_two_prompts_are_told_in_words_and_as_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The route's prompt alone, so that nothing is searched or written."""
    folder = tmp_path / "short"
    folder.mkdir()
    (folder / "triage.md").write_text("Name the route of the request.", encoding="utf-8")
    with served(lambda *_: '{"choice": "research"}') as server:
        for name, value in (("OPENAI_BASE_URL", server.url), ("COPYDESK_MODEL", "m"), ("COPYDESK_CACHE", tmp_path)):
            monkeypatch.setenv(name, str(value))
        code, out, err = say(capsys, "shipped", str(folder))
        assert code == 0
        assert "what differs: triage.md." in err
        assert "routes, by the model alone: A 0.25 [0.15, 0.39], n = 48; B 0.25" in out
        assert "no difference shown, +0.00" in out
        code, out, _ = say(capsys, "shipped", str(folder), "--json")
        assert json.loads(out)["differences"]["routes, by the model alone"]["paired"]
    (folder / "triage.md").write_bytes(PLACES["triage.md"].read_bytes())
    code, _, err = say(capsys, "shipped", str(folder))
    assert (code, f"shipped and {folder} hold the same prompts" in err) == (2, True)
