"""What goes wrong says so in one line, loses nothing, and can be resumed."""

import logging
import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.graph.build import Node
from agents.graph.state import NodeResult, RunState
from agents.ledger.database import Ledger, LedgerError
from agents.model.chat import Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.runner.checkpoints import CheckpointError, open_saver
from agents.service import Desk
from agents.settings import Settings
from agents.views import RunView
from knowledge.embedding import HashEmbedder
from knowledge.errors import CopydeskError, InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk


class Moody:
    """A script that fails until it is told not to."""

    def __init__(self, error: Exception) -> None:
        self.error: Exception | None = error

    def __call__(self, prompt: Prompt) -> str:
        if self.error is not None:
            raise self.error
        return scenes.restate(prompt)


def resumed(desk: Desk, run: str) -> RunView:
    return desk.wait(desk.resume(run, "mara", "test").run, scenes.PATIENCE)


def test_a_model_that_fails_stops_the_run_and_resume_finishes_it(home: Path, clock: ManualClock) -> None:
    script = Moody(ModelError("The endpoint answered 500."))
    desk = a_desk(home, clock=clock, model=ScriptedChat(script))
    view = scenes.ask(desk, scenes.CAPTION)
    assert (view.status, view.error) == ("failed", "The endpoint answered 500.")
    assert desk.runs(status="failed")[0].run == view.run
    script.error = None
    assert resumed(desk, view.run).status == "waiting"
    view = scenes.sign(desk, view.run)
    assert (view.status, view.error, len(view.drafts)) == ("published", None, 1)
    desk.close()


def test_a_failed_run_is_withdrawn_without_the_model(home: Path, clock: ManualClock) -> None:
    model = ScriptedChat(Moody(ModelError("The endpoint answered 500.")))
    desk = a_desk(home, clock=clock, model=model)
    view = scenes.ask(desk, scenes.CAPTION)
    asked = len(model.prompts)
    assert desk.wait(desk.withdraw(view.run, "mara", "test").run, scenes.PATIENCE).status == "withdrawn"
    assert len(model.prompts) == asked
    desk.close()


def test_a_run_that_failed_before_it_had_drafts_is_withdrawn_for_good(home: Path, clock: ManualClock) -> None:
    def failing(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def triage(_state: RunState) -> NodeResult:
            raise ModelError("The endpoint answered 500.")

        return {**nodes, "triage": triage}

    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=failing)
    view = scenes.ask(desk, scenes.CAPTION)
    assert (view.status, view.drafts) == ("failed", ())
    with pytest.raises(CopydeskError, match="own-run"):
        desk.withdraw(view.run, "jonas", "test")
    view = desk.wait(desk.withdraw(view.run, "mara", "test").run, scenes.PATIENCE)
    assert (view.status, view.error) == ("withdrawn", None)
    for again in (lambda: desk.withdraw(view.run, "mara", "test"), lambda: desk.resume(view.run, "mara", "test")):
        with pytest.raises(InputError, match="withdrawn"):
            again()
    assert "run.withdrawn" in scenes.events(desk)
    desk.close()
    after = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    assert after.start() == []
    assert after.run(view.run).status == "withdrawn"
    after.close()


def test_a_failed_run_is_not_tried_again_at_the_next_start(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(Moody(ModelError("The endpoint answered 401."))))
    run = scenes.ask(desk, scenes.CAPTION).run
    desk.close()
    again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    assert again.start() == []
    assert again.run(run).error == "The endpoint answered 401."
    assert resumed(again, run).status == "waiting"
    again.close()


def test_a_run_that_has_used_its_budget_says_how_to_go_on(home: Path, clock: ManualClock) -> None:
    def desk_with(calls: int) -> Desk:
        settings = Settings(home=home, max_calls=calls)
        return Desk(settings, clock=clock, model=ScriptedChat(scenes.restate), embedder=HashEmbedder())

    desk = desk_with(1)
    view = scenes.ask(desk, scenes.THREE)
    assert view.status == "failed"
    assert "COPYDESK_MAX_CALLS" in (view.error or "")
    desk.close()
    desk = desk_with(80)
    view = resumed(desk, view.run)
    assert (view.status, len(view.drafts)) == ("waiting", 3)
    desk.close()


def test_an_outbox_that_cannot_be_written_is_delivered_to_once_it_can(desk: Desk, clock: ManualClock) -> None:
    desk.home.outbox.write_text("in the way", encoding="utf-8")
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert view.status == "failed"
    assert "outbox" in (view.error or "")
    assert [publication.status for publication in view.publications] == ["pending"]
    desk.home.outbox.unlink()
    assert resumed(desk, view.run).status == "published"
    clock.advance(timedelta(minutes=1))
    scenes.tick(desk, view.run)
    assert scenes.events(desk).count("publication.delivered") == 1
    assert len(scenes.published(desk)) == 1


def test_the_clock_delivers_what_did_not_get_through(desk: Desk, clock: ManualClock) -> None:
    desk.home.outbox.write_text("in the way", encoding="utf-8")
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    clock.advance(timedelta(minutes=1))
    assert scenes.tick(desk, view.run).status == "failed"
    desk.home.outbox.unlink()
    assert scenes.tick(desk, view.run).status == "failed"  # not every second
    clock.advance(timedelta(minutes=1))
    view = scenes.tick(desk, view.run)
    assert (view.status, view.error, view.publications[0].status) == ("published", None, "delivered")


def test_a_policy_that_somebody_broke_leaves_the_last_one_in_force(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    scenes.ask(desk, scenes.CAPTION)
    policy = desk.home.folder().policy
    policy.write_text(policy.read_text(encoding="utf-8") + "\nsurprise: true\n", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert scenes.ask(desk, scenes.CAPTION).status == "waiting"
    assert "surprise" in caplog.text


def test_a_policy_that_was_never_whole_stops_the_run_with_its_line(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    policy = desk.home.folder().policy
    whole = policy.read_text(encoding="utf-8")
    run = scenes.ask(desk, scenes.CAPTION, hold=True).run
    desk.close()
    policy.write_text(whole + "\nsurprise: true\n", encoding="utf-8")
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    view = scenes.submit(desk, run)
    assert view.status == "failed"
    assert "policy.yaml" in (view.error or "")
    assert "surprise" in (view.error or "")
    policy.write_text(whole, encoding="utf-8")
    assert resumed(desk, view.run).status == "waiting"
    desk.close()


def test_a_defect_fails_its_run_alone(home: Path, clock: ManualClock) -> None:
    broken = {"retrieve"}

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def retrieve(state: RunState) -> NodeResult:
            if "retrieve" in broken:
                raise ZeroDivisionError
            return nodes["retrieve"](state)

        return {**nodes, "retrieve": retrieve}

    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=around)
    view = scenes.ask(desk, scenes.CAPTION)
    expected = f"ZeroDivisionError in Copydesk itself; `copydesk runs resume {view.run}` tries again."
    assert (view.status, view.error) == ("failed", expected)
    assert scenes.ask(desk, scenes.PRICE).status == "answered"
    broken.clear()
    assert resumed(desk, view.run).status == "waiting"
    desk.close()


def test_checkpoints_that_cannot_be_written_are_named(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    run = scenes.ask(desk, scenes.CAPTION).run
    with sqlite3.connect(desk.home.checkpoints) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
    view = scenes.sign(desk, run)
    assert view.status == "failed"
    assert "disk is full" in (view.error or "")
    with other:
        other.execute("DROP TRIGGER full")
    other.close()
    assert resumed(desk, run).status == "published"
    desk.close()


def test_there_is_nothing_to_resume_of_a_run_that_ended(desk: Desk) -> None:
    view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    with pytest.raises(InputError, match="is published: there is nothing to resume"):
        desk.resume(view.run, "mara", "test")


def test_to_resume_a_run_that_waits_changes_nothing(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION)
    before = desk.steps(view.run)
    assert resumed(desk, view.run).status == "waiting"
    assert desk.steps(view.run) == before


@pytest.mark.parametrize("opening", [lambda path: Ledger(path, ManualClock(START)), open_saver])
def test_a_file_that_is_no_store_is_named(tmp_path: Path, opening: object) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(b"this is not a database at all, but long enough to look at" * 20)
    with pytest.raises(CopydeskError, match=r"store\.db is not a") as refused:
        opening(path)  # type: ignore[operator]
    assert isinstance(refused.value, LedgerError | CheckpointError)


@pytest.mark.parametrize("kind", ["write", "note"])
def test_a_ledger_that_another_process_writes_to_is_named_with_the_way_out(
    tmp_path: Path, clock: ManualClock, kind: str
) -> None:
    ledger = Ledger(tmp_path / "ledger.db", clock, patience=0.05)
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    words = r"ledger\.db could not be written \(database is locked\)"
    with pytest.raises(LedgerError, match=words), getattr(ledger, kind)():
        pass
    other.close()
    with getattr(ledger, kind)():
        pass
    ledger.close()
