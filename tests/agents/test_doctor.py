"""The doctor looks at everything, starts nothing, and says what to do."""

from pathlib import Path

from agents.ledger import audit
from agents.ledger.schema import audit as table
from agents.service import Desk
from agents.settings import Settings
from agents.signing.decision import Approve
from agents.views import AskRequest, Check
from tests.agents.desks import BRAND_APPROVER, REQUESTER, a_desk, copy_home


def findings(desk: Desk) -> dict[str, Check]:
    return {check.name: check for check in desk.doctor()}


def test_a_fresh_desk_is_well(tmp_path: Path) -> None:
    desk = a_desk(copy_home(tmp_path / "home"))
    found = findings(desk)
    desk.close()
    assert {name for name, check in found.items() if not check.ok} <= {"language model"}  # the weights are optional
    assert {"home", "audit trail", "people", "policy", "brand rules", "knowledge", "runs", "outbox"} <= set(found)


def test_a_changed_ledger_and_a_broken_policy_are_named_with_a_remedy(tmp_path: Path) -> None:
    home = copy_home(tmp_path / "home")
    desk = a_desk(home)
    with desk.ledger.write() as connection:
        connection.execute(table.update().where(table.c.seq == 2).values(actor="somebody"))
        assert not audit.verify(connection).ok
    policy = home / "brands" / "orrelune" / "policy.yaml"
    policy.write_text(policy.read_text(encoding="utf-8") + "\nrulez: []\n", encoding="utf-8")
    found = findings(desk)
    desk.close()
    assert not found["audit trail"].ok
    assert "record 2" in found["audit trail"].detail
    assert any(not check.ok and "rulez" in check.detail for check in found.values())


def test_what_is_not_delivered_is_said(tmp_path: Path) -> None:
    home = copy_home(tmp_path / "home")
    desk = a_desk(home)
    (home / "outbox").write_text("a file in the way", encoding="utf-8")
    run = desk.ask(AskRequest(text="An Instagram caption for the refillable bottle"), REQUESTER, "test").run
    desk.wait(run, 60)
    for approval in desk.approvals():
        desk.decide(approval.id, Approve(), BRAND_APPROVER, "test")
    desk.wait(run, 60)
    found = findings(desk)
    desk.close()
    assert not found["outbox"].ok
    assert not found["runs"].ok
    assert f"copydesk runs resume {run}" in str(found["runs"].remedy)


def test_an_endpoint_is_named_without_being_called(tmp_path: Path) -> None:
    settings = Settings(home=copy_home(tmp_path / "home"), base_url="http://127.0.0.1:9/v1", model="some-model")
    desk = Desk(settings)
    found = findings(desk)
    desk.close()
    assert "some-model" in found["language model"].detail
