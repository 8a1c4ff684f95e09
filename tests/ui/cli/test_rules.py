"""`copydesk rules list`: what the brand check looks for."""

import json
from collections.abc import Callable

import pytest

from tests.ui.fakes import FakeDesk
from tools.rule_list import RuleView

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
