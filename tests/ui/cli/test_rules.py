"""`copydesk rules list`: what the brand check looks for."""

import json
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.service import Desk
from agents.settings import Settings
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from tests.ui.fakes import FakeDesk
from tools.rule_list import RuleView
from ui.cli.frame import Frame
from ui.cli.main import main

Copydesk = Callable[..., int]


def test_rules_are_listed_with_those_that_are_off(
    desk: FakeDesk, copydesk: Copydesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.listed_rules += (
        RuleView(rule="claims.Heal", family="claims", severity="red", asks="No healing.", pack="claims", on=False),
    )
    assert copydesk("rules", "list") == 0
    said = capsys.readouterr()
    assert "voice.Bargain" in said.out
    assert "claims.Heal (off)  No healing." in said.out
    assert "2 rules, 1 of them switched off." in said.err
    assert copydesk("rules", "list", "--family", "claims", "--search", "healing", "--json") == 0
    found = json.loads(capsys.readouterr().out)["rules"]
    assert [(one["rule"], one["on"]) for one in found] == [("claims.Heal", False)]
    assert copydesk("rules", "list", "--pack", "nowhere") == 0
    assert "0 rules." in capsys.readouterr().err


def test_a_rule_file_that_fails_costs_a_line_and_the_others_are_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, home / "brands" / SAMPLE_BRAND)
    bad = home / "brands" / SAMPLE_BRAND / "rules" / "Bad.yml"
    bad.write_text("extends: existence\nmessage: x\ntoken: [a]\n", encoding="utf-8")
    desk = Desk(Settings(home=home))
    try:
        frame = Frame(home=home, opener=lambda _: nullcontext(desk))  # type: ignore[arg-type]
        assert main(("rules", "list", "--pack", SAMPLE_BRAND), frame) == 0
        said = capsys.readouterr()
        told = [line for line in said.err.splitlines() if line.startswith("not used: ")]
        assert told
        assert all(line.startswith(f"not used: {bad}:") for line in told)
        assert any(line.startswith(f"not used: {bad}:3: token: is not a key") for line in told)
        assert f"{SAMPLE_BRAND}.Grab" in said.out
        assert main(("rules", "list", "--json"), frame) == 0
        assert [f"not used: {one}" for one in json.loads(capsys.readouterr().out)["problems"]] == told
    finally:
        desk.close()
