"""A mark that stays where something changed leaves an open page as it was."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update

from agents.ledger import marks, schema
from agents.service import Desk
from agents.views import AskRequest
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home


def a_desk_here(tmp_path: Path) -> Desk:
    return a_desk(copy_home(tmp_path / "home"))


def test_a_change_of_any_of_many_drafts_changes_the_mark_of_their_run(tmp_path: Path) -> None:
    desk = a_desk_here(tmp_path)
    run = scenes.ask(
        desk, scenes.THREE, request=AskRequest(text=scenes.THREE, channels=("instagram", "sms"), hold=True)
    ).run
    drafts = [draft.id for draft in desk.run(run).drafts]
    assert len(drafts) == 6

    def mark() -> str:
        with desk.ledger.read() as connection:
            return marks.of_run(connection, run)

    for draft in drafts:
        before = mark()
        with desk.ledger.write() as connection:
            of = schema.versions.c.draft == draft
            digest = connection.execute(select(schema.versions.c.digest).where(of)).scalar_one()
            connection.execute(update(schema.versions).where(of).values(digest=digest[::-1]))
        assert mark() != before
    desk.close()


def test_whatever_changes_the_people_is_seen_in_the_next_list(tmp_path: Path) -> None:
    desk = a_desk_here(tmp_path)
    desk.add_user("kim", ("marketer",), "Kim Sander", "joost", "test")
    until = START + timedelta(days=3)
    acts: list[Callable[[], object]] = [
        lambda: desk.add_user("lea", ("brand",), "Lea Brandt", "joost", "test"),
        lambda: desk.set_roles("kim", ("brand", "marketer"), "joost", "test"),
        lambda: desk.set_password("kim", "a long enough password", "joost", "test"),
        lambda: desk.reset_password("kim", "joost", "test"),
        lambda: desk.set_absent("kim", until, "joost", "test", deputy="lea"),
        lambda: desk.set_back("kim", "joost", "test"),
        lambda: desk.disable_user("kim", "joost", "test"),
        lambda: desk.enable_user("kim", "joost", "test"),
    ]
    for number, act in enumerate(acts):
        before = desk.users()
        assert desk.users() is before
        act()
        assert desk.users() != before, number
    desk.close()
