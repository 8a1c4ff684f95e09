"""The matrix of roles and actions: each cell allowed, or refused in a line that says who can, with nothing changed."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

import pytest
from fastapi import HTTPException

from agents.signing.people import ROLES, TITLES
from knowledge.errors import CopydeskError
from tests.agents.desks import copy_home
from tests.ui.web.rehearsal import RehearsedError
from tests.ui.web.rights_rest import LET_IN, REST
from tests.ui.web.rights_scenes import SCENES
from tests.ui.web.rights_table import markdown, read
from tests.ui.web.rights_world import PEOPLE, World
from ui import words
from ui.api import rights
from ui.api.operations import Operation, operations
from ui.api.security import DOOR, Person
from ui.web.approvals import ApprovalsPage
from ui.web.board import Act, Press
from ui.web.chat import ChatPage
from ui.web.menu import ENTRIES
from ui.web.office import PAGES, Office
from ui.web.sessions import Visitor

EXPECTED = read("pages")
LOOKED_AT = {"approval", "case", "cases"}  # what comes back is looked at too: whose request is it?
ASKED = read("rest")
ASKED_ROWS = [(part, line) for part, lines in ASKED.items() for line in lines]
ROWS = [(page, line) for page, lines in EXPECTED.items() for line in lines]
_WHO = re.compile(r"\(rule: [a-z-]+\)|only \w+ can|An auditor reads here")


@cache
def action(line: str) -> str:
    return line.split(" ")[0]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("rights")
    world = World(copy_home(folder / "home"), folder / "documents")
    world.desk.ledger.rehearsing = True
    yield world
    world.desk.ledger.rehearsing = False
    world.desk.close()
    _catalogue(world).close()


def acts(world: World) -> Mapping[str, Act]:
    """Page → what takes its presses, as they are mounted; new ones, which remember nothing."""
    offices = {entry.name: Office(entry, world.desk, world.desk.clock).act for entry in ENTRIES}
    clock = world.desk.clock
    return {"chat": ChatPage(world.desk, clock).act, "approvals": ApprovalsPage(world.desk, clock).act, **offices}


def known_actions(world: World) -> dict[str, set[str]]:
    """Page → the actions that it declares."""
    clock = world.desk.clock
    made = {
        "chat": ChatPage(world.desk, clock),
        "approvals": ApprovalsPage(world.desk, clock),
        **{entry.name: PAGES[entry.name](world.desk, clock) for entry in ENTRIES},
    }
    return {name: set(page.actions) for name, page in made.items()}


def test_the_table_has_a_line_for_each_action_of_each_page_and_no_other(world: World) -> None:
    assert {page: {action(line) for line in lines} for page, lines in EXPECTED.items()} == known_actions(world)
    assert {page: set(lines) for page, lines in SCENES.items()} == {
        page: set(lines) for page, lines in EXPECTED.items()
    }
    assert set(PEOPLE) == set(ROLES)
    for role, name in PEOPLE.items():
        assert world.desk.user(name).roles == (role,)


def outcome(world: World, act: Act, name: str, press: Press) -> str | None:
    """None where it was allowed, else why not."""
    visitor = Visitor(user=world.desk.user(name), door="web")
    try:
        done = act(visitor, press)
    except RehearsedError:
        return None
    except CopydeskError as error:
        return str(error)
    refused = done.notice is not None and done.notice.kind == "bad"
    return " ".join((done.notice.text, *done.notice.rows)) if refused and done.notice else None


@pytest.mark.parametrize(("page", "line"), ROWS, ids=[f"{page}: {line}" for page, line in ROWS])
def test_each_role(world: World, page: str, line: str) -> None:
    ledger, wrong = world.desk.ledger, []
    for role, name in PEOPLE.items():
        act = acts(world)[page]
        press = SCENES[page][line](world, role)
        before, ledger.reached = _standing(world), 0
        why = outcome(world, act, name, press)
        if (why is None) != (role in EXPECTED[page][line]):
            wrong.append(f"{role}: {why or 'allowed'}")
        elif why is not None:
            assert says_who_can(why), f"{role}: {why}"
            assert ledger.reached == 0, f"{role} was refused after something had been written"
            assert _standing(world) == before
    assert wrong == []


def test_the_table_has_a_line_for_each_operation_of_the_rest_interface_and_no_other() -> None:
    assert {action(line) for lines in ASKED.values() for line in lines} == set(operations())
    assert {part: set(lines) for part, lines in REST.items()} == {part: set(lines) for part, lines in ASKED.items()}


@pytest.mark.parametrize(("part", "line"), ASKED_ROWS, ids=[line for _, line in ASKED_ROWS])
def test_each_role_by_a_token_of_their_own(world: World, part: str, line: str) -> None:
    operation, ledger, wrong = operations()[action(line)], world.desk.ledger, []
    if part == "reading" and operation.name not in LOOKED_AT:  # who may is decided before the desk is asked
        operation = replace(operation, call=lambda _, __: (), streams=False)
    for role, name in PEOPLE.items():
        body = REST[part][line](world, role)
        before, ledger.reached = _standing(world), 0
        why = answer(world, operation, name, body)
        if line in LET_IN and why is not None and not says_who_can(why):
            why = None
        if (why is None) != (role in ASKED[part][line]):
            wrong.append(f"{role}: {why or 'allowed'}")
        elif why is not None:
            assert says_who_can(why), f"{role}: {why}"
            assert ledger.reached == 0, f"{role} was refused after something had been written"
            assert _standing(world) == before
    assert wrong == []


def answer(world: World, operation: Operation, name: str, body: dict[str, Any]) -> str | None:
    """None where it was allowed, else why not."""
    known = {key: value for key, value in body.items() if key in operation.names}
    try:
        result = rights.call(
            world.desk, operation, operation.request.model_validate(known), Person(world.desk.user(name), DOOR)
        )
        if operation.streams:
            next(iter(result))
    except RehearsedError:
        return None
    except (CopydeskError, HTTPException) as error:
        return str(error.detail) if isinstance(error, HTTPException) else str(error)
    lines = result if operation.name == "sign_many" else ()
    return " ".join(one.error for one in lines if not one.signed) or None


def says_who_can(why: str) -> bool:
    titles = {*(words.role(role) for role in ROLES), *TITLES.values()}
    return _WHO.search(why) is not None or any(title in why for title in titles)


def _standing(world: World) -> tuple[object, ...]:
    """What is kept outside the ledger; read again only where somebody else has committed to the catalogue."""
    (version,) = _catalogue(world).execute("PRAGMA data_version")
    return _read(world, version)


@cache
def _catalogue(world: World) -> sqlite3.Connection:
    return sqlite3.connect(world.desk.home.path / "knowledge" / "catalogue.db")


@lru_cache(maxsize=1)
def _read(world: World, version: tuple[int]) -> tuple[object, ...]:
    documents = tuple(one.model_dump_json() for one in world.desk.documents())
    return documents, tuple(one.released for one in world.desk.quarantine())


def test_a_change_outside_the_ledger_is_seen(world: World) -> None:
    before = _standing(world)
    assert _standing(world) is before
    world.desk.ledger.rehearsing = False
    document = next(one for one in world.desk.documents() if one.meta.status == "published")
    world.desk.retire_document(document.id, "joost", "test")
    assert _standing(world) != before
    world.desk.publish_document(document.id, "joost", "test")
    world.desk.ledger.rehearsing = True
    assert _standing(world) == before


def test_the_table_is_told_in_markdown() -> None:
    told = markdown({"chat": {"ask": frozenset({"brand"})}}, ("marketer", "brand"))
    assert told == "| | Marketer | Brand |\n|---|:-:|:-:|\n| **chat** | | |\n| ask | · | ✓ |\n"
    assert markdown(EXPECTED).count("\n| ") > len(ROWS)
