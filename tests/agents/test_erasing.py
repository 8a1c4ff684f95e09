"""What a person wrote is erased for good: from every table, from the bytes of the files, and the record stays whole."""

import os
import signal
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, String, Text, delete, update

from agents.clock import ManualClock
from agents.erasing.columns import PEOPLE, PLAIN, WORDS
from agents.erasing.erasure import Erasure
from agents.erasing.words import Wanted
from agents.ledger import receipts
from agents.ledger.schema import erasures, metadata
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve, Reject, Revise
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk
from tests.processes import in_process

LOOKS = 20  # of the scheduler
NAME = "Wilhelmine Quastenberg"
MAIL = "w.quastenberg@mail.example"
CLAIM = (
    f"I am {NAME} ({MAIL}). My child got a rash all over her face after using your balm, we are in hospital in Zwolle."
)
EDITED = "Doors closing, one hand free. A quarter turn locks the cap, says Wilhelmine  Quastenberg."


def bytes_with(home: Path, *words: str) -> list[str]:
    """Files of the home that hold any of the words."""
    forms = [form for word in words for form in (word.encode(), word.encode("utf-16-le"))]
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in forms)
    )


def case_of(desk: Desk) -> str:
    """A case of hers, resolved, with words in all that a person can fill."""
    view = scenes.ask(desk, CLAIM)
    case = view.case or ""
    desk.take_case(case, "noor", "test")
    desk.resolve_case(case, "handled", f"{NAME} called. Wrote to {MAIL}", "noor", "test")
    return desk.wait(view.run, scenes.PATIENCE).run


def test_a_customer_is_gone_from_every_byte_and_the_trail_is_whole(desk: Desk, clock: ManualClock) -> None:
    run = case_of(desk)
    other = scenes.ask(desk, scenes.PRICE)
    head = desk.audit_verify().head
    assert bytes_with(desk.home.path, NAME, "Quastenberg", MAIL)
    clock.advance(timedelta(days=1))

    before = desk.erase(Erasure(person=NAME.lower()), "joost", "cli", dry_run=True)
    assert (before.runs, before.receipt) == ((run,), None)
    assert bytes_with(desk.home.path, NAME)

    view = desk.erase(Erasure(person=NAME.lower()), "joost", "cli")
    assert (view.runs, view.swept, view.why) == ((run,), True, "person")
    assert {"runs", "cases", "steps"} <= set(view.rows)
    assert view.rows == before.rows
    assert bytes_with(desk.home.path, NAME, "Quastenberg", MAIL, "Zwolle") == []

    report = desk.audit_verify((head,))
    assert report.ok, report.problem
    record = list(desk.audit_export())[-1]
    assert (record["event"], record["subject"], record["digest"]) == ("data.erased", view.receipt, view.digest)
    assert desk.audit_name(record["actor"]) == "joost"
    shown = desk.run(run)
    assert (shown.request, shown.status) == ("[erased]", "resolved")
    assert desk.case(shown.case or "").why == "[erased]"
    assert desk.run(other.run) == other
    with pytest.raises(InputError, match="Nothing of it is kept"):
        desk.erase(Erasure(person=NAME), "joost", "cli")


def test_a_published_run_is_erased_and_its_files_are_named_until_they_are_recalled(desk: Desk) -> None:
    run = scenes.asked(desk).run
    card = scenes.only(desk, run)
    scenes.decide(desk, card.id, Revise(notes=f"Say it as {NAME} would"))
    scenes.edit(desk, scenes.only(desk, run).id, EDITED)
    scenes.sign(desk, run, "elif")
    published = desk.run(run)
    assert published.status == "published", published
    view = desk.erase(Erasure(text=" quastenberg "), "leila", "cli")
    assert view.runs == (run,)
    (file,) = view.files
    assert bytes_with(desk.home.path, "Quastenberg") == [f"outbox/{file}"]
    desk.recall(run, "ana", "It names a customer", "test")
    assert bytes_with(desk.home.path, "Quastenberg") == []
    assert desk.audit_verify().ok
    assert desk.run(run).drafts[0].digest == published.drafts[0].digest


def test_a_reason_alone_is_found_too(desk: Desk) -> None:
    run = scenes.asked(desk).run
    scenes.decide(desk, scenes.only(desk, run).id, Reject(reason=f"{NAME} has complained about this"))
    assert desk.erase(Erasure(text=NAME), "joost", "cli").runs == (run,)
    assert bytes_with(desk.home.path, NAME) == []


def test_why_somebody_overrode_policy_is_found_and_erased_where_it_went(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    scenes.submit(desk, view.run)
    card = scenes.only(desk, view.run)
    for user in ("ana", "tomas"):
        scenes.decide(desk, card.id, Approve(reason=f"{NAME} has agreed to it"), user)
    assert desk.run(view.run).status == "published"
    assert desk.erase(Erasure(text=NAME), "joost", "cli").runs == (view.run,)
    assert [mark.reason for mark in desk.approval(card.id).signed] == ["[erased]", "[erased]"]
    desk.recall(view.run, "ana", "No longer true", "test")
    assert bytes_with(desk.home.path, NAME) == []
    assert desk.audit_verify().ok


def test_a_user_is_a_reference_from_now_on_and_signatures_still_count(desk: Desk) -> None:
    desk.add_user("quasten", ("brand", "marketer"), NAME, "joost", "test")
    mine = scenes.ask(desk, scenes.CAPTION, user="quasten").run
    theirs = scenes.sign(desk, scenes.ask(desk, scenes.SKIN).run, "quasten", "ingrid").run
    desk.hold(None, f"{NAME} asked for it", "quasten", "test")
    until = START + timedelta(days=9)
    desk.set_absent("quasten", until, "joost", "test", deputy="ana")
    desk.set_absent("elif", until, "joost", "test", deputy="quasten")
    assert "quasten" in [desk.audit_name(record["actor"]) for record in desk.audit_export()]
    view = desk.erase(Erasure(person="quasten"), "joost", "cli")
    assert view.why == "person"
    assert bytes_with(desk.home.path, "quasten", "Quastenberg") == []
    assert "quasten" not in {user.name for user in desk.users()}
    assert desk.run(mine).requester.startswith("u-")
    card = scenes.only(desk, theirs)
    assert sorted(mark.user.startswith("u-") for mark in card.signed) == [False, True]
    assert desk.audit_verify().ok
    gone = [record["actor"] for record in desk.audit_export() if record["event"] == "brand.held"]
    with pytest.raises(NotFoundError, match="erased"):
        desk.audit_name(gone[0])
    desk.lift(None, "joost", "test")
    assert scenes.sign(desk, mine, "ana").status == "published"


@pytest.mark.parametrize(
    ("wanted", "user", "named"),
    [
        (Erasure(run="r-none"), "joost", "no run 'r-none'"),
        (Erasure(person="Nobody At All"), "joost", "Nothing of it is kept"),
        (Erasure(text="a"), "joost", "too many texts"),
        (Erasure(text="  .  "), "joost", "too many texts"),
        (Erasure(text="x" * 3_000), "joost", "at most 2,000"),
        (Erasure(), "joost", "one run, one person or one text"),
        (Erasure(person="", text="abc"), "joost", "one run, one person or one text"),
        (Erasure(run=" "), "joost", "one run, one person or one text"),
        (Erasure(person="ana"), "joost", "people.yaml"),
        (Erasure(text="bottle"), "mara", "an admin or Privacy"),
        (Erasure(text="bottle"), "edda", "auditor"),
        (Erasure(text="bottle"), "ghost", "no user 'ghost'"),
    ],
)
def test_what_cannot_be_erased_is_said_and_nothing_changes(desk: Desk, wanted: Erasure, user: str, named: str) -> None:
    before = list(desk.audit_export())
    with pytest.raises((InputError, NotFoundError), match=named) as refused:
        desk.erase(wanted, user, "cli")
    assert "\n" not in str(refused.value)
    assert list(desk.audit_export()) == before


def test_what_is_still_open_is_named_and_stays(desk: Desk) -> None:
    open_case = scenes.ask(desk, CLAIM).run
    with pytest.raises(InputError, match=f"{open_case} \\(escalated\\)"):
        desk.erase(Erasure(person=NAME), "joost", "cli")
    assert bytes_with(desk.home.path, NAME)


def test_nobody_erases_themselves_or_the_last_admin(desk: Desk) -> None:
    desk.add_user("root", ("admin",), "Root", "joost", "test")
    with pytest.raises(NotAllowedError, match="own-erasure"):
        desk.erase(Erasure(person="root"), "root", "cli")
    desk.disable_user("joost", "root", "test")
    with pytest.raises(NotAllowedError, match="last-admin"):
        desk.erase(Erasure(person="root"), "leila", "cli")


def test_a_receipt_that_somebody_changed_is_found(desk: Desk) -> None:
    desk.erase(Erasure(run=case_of(desk)), "joost", "cli")
    assert desk.audit_verify().ok
    with desk.ledger.write() as connection:
        connection.execute(update(erasures).values(rows={"runs": 0}))
    assert "receipt" in str(desk.audit_verify().problem)
    with desk.ledger.write() as connection:
        connection.execute(delete(erasures))
    assert "receipt" in str(desk.audit_verify().problem)


def test_an_erasure_that_was_cut_off_is_swept_at_the_next_start(desk: Desk, home: Path, clock: ManualClock) -> None:
    run = case_of(desk)
    reader = sqlite3.connect(home / "ledger.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM runs").fetchone()  # somebody reads an older state
    from agents.erasing import sweep as sweeping

    patience, sweeping.SECONDS = sweeping.SECONDS, 0.1
    try:
        view = desk.erase(Erasure(run=run), "joost", "cli")
    finally:
        sweeping.SECONDS = patience
    assert not view.swept
    with desk.ledger.read() as connection:
        assert receipts.unswept(connection) == [view.receipt]
    reader.close()
    desk.close()
    again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    for _ in range(LOOKS):  # as long as another thread of the desk reads, a look leaves the sweep to the next
        again.engine.scheduler.tick()
        with again.ledger.read() as connection:
            left = receipts.unswept(connection)
        if not left:
            break
    assert left == []
    assert bytes_with(home, NAME, "Zwolle") == []
    again.close()


def test_documents_that_hold_the_words_are_named(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "thanks.md").write_text("# Thanks\n\nThe cap was drawn by Wilhelmine Quastenberg in Zwolle.\n")
    desk.ingest([tmp_path / "thanks.md"], given={"personal_data": "keep"})
    case_of(desk)
    view = desk.erase(Erasure(text="quastenberg"), "joost", "cli")
    assert view.documents == ("orrelune: thanks.md",)


# what may stand where


def test_every_column_that_can_hold_words_is_known_to_erasing() -> None:
    """A new column goes into agents/erasing/columns.py, and into what erases it where people can fill it."""
    known = {
        (table, column) for map_ in (PEOPLE, WORDS, PLAIN) for table, columns in map_.items() for column in columns
    }
    there = {
        (table.name, column.name)
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, (String, Text, JSON))
    }
    assert there == known


@given(words=st.text(min_size=3, max_size=30), around=st.text(max_size=10))
def test_words_are_found_and_replaced_wherever_they_stand_alone(words: str, around: str) -> None:
    try:
        wanted = Wanted(words)
    except InputError:
        return
    text = f"{around} ; {words} ; {around}"
    assert wanted.within(text)
    assert wanted.within({"a": [text]})
    assert not wanted.within(wanted.replaced({"a": [text]}, "")) or wanted.within(f"{around} ;  ; {around}")


@pytest.mark.parametrize("text", ["Quastenbergs", "xQuastenberg", "Wilhelmine-Quasten"])
def test_a_part_of_a_word_is_another_word(text: str) -> None:
    assert not Wanted("quastenberg").within(text)


def die_before_the_sweep(home: Path, run: str) -> None:
    desk = a_desk(home)

    def progress(step: str, done: int, total: int) -> None:
        if step == "Overwriting what was erased":
            os.kill(os.getpid(), signal.SIGKILL)

    desk.erase(Erasure(run=run), "joost", "cli", False, progress)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_death_between_the_receipt_and_the_bytes_loses_neither(desk: Desk, home: Path, clock: ManualClock) -> None:
    run = case_of(desk)
    desk.close()
    assert in_process(die_before_the_sweep, home, run) == -signal.SIGKILL
    again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    with again.ledger.read() as connection:
        assert len(receipts.unswept(connection)) == 1
    assert [check.ok for check in again.doctor() if check.name == "erasures"] == [False]
    again.engine.scheduler.tick()
    assert bytes_with(home, NAME, "Zwolle") == []
    assert [record["event"] for record in again.audit_export()].count("data.erased") == 1
    assert again.audit_verify().ok
    again.close()
