"""Over HTTP, as browsers ask: two people of one desk, each page in the locale of its own browser."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from agents.clock import ManualClock
from agents.service import Desk
from tests.agents.desks import START, a_desk, copy_home
from ui.web import news
from ui.web.app import guard
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.chat import ChatPage
from ui.web.guards import PERSON
from ui.web.menu import ENTRIES
from ui.web.office import Office
from ui.web.render import parts
from ui.web.sessions import Link, visitor
from ui.web.signin import SignIn
from ui.web.throttle import Throttle
from ui.web.turns import Turns

WAYS = {"de-DE,de;q=0.9": "de", "en-US,en;q=0.9": "en-US", "fr-FR,fr;q=0.7": "fr", "": "en-GB"}
SAID = {
    "de": "20.11.2026, 10:00 CET",
    "en-US": "November 20, 2026, 10:00\u202fAM CET",
    "fr": "20/11/2026, 10:00 CET",
    "en-GB": "20 November 2026, 10:00 CET",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path_factory.mktemp("locale") / "home"), clock=ManualClock(START))
    desk.hold("orrelune", "A recall", "ana", "test")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def client(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The pages behind the desk's own guards, each drawn in a thread as Gradio does it."""
    app, link = FastAPI(), Link()
    app.include_router(SignIn(desk, link, Throttle(desk.clock)).routes())
    pages = {"chat": ChatPage(desk, desk.clock), "approvals": ApprovalsPage(desk, desk.clock)}
    offices = {entry.name: Office(entry, desk, desk.clock) for entry in ENTRIES if entry.name == "audit"}

    @app.get("/page/{name}")
    def page(name: str, request: Request) -> str:
        found = visitor(desk, request.session)
        assert found is not None
        return str((pages | offices)[name].draw(found, Outcome(at="")))

    @app.get("/api/moment")
    def moment() -> str:
        return parts.moment(desk.clock.now())

    app.router.routes.insert(0, news.route(pages, lambda request: request.scope[PERSON], desk.clock, Turns(2)))
    guard(app, desk, tmp_path_factory.mktemp("web"))
    base = "http://127.0.0.1:7860"
    with TestClient(app, base_url=base) as client:
        client.get(f"/sign-in?token={link.renew()}")
        client.post("/who", data={"user": "ana"}, headers={"origin": base})
        yield client


def page(client: TestClient, name: str, language: str) -> str:
    answer = client.get(f"/page/{name}", headers={"accept-language": language})
    assert answer.status_code == 200, answer.text
    return str(answer.json())


@pytest.mark.parametrize("name", ["chat", "approvals", "audit"])
@pytest.mark.parametrize("language", WAYS)
def test_a_page_is_written_as_its_browser_asks(client: TestClient, name: str, language: str) -> None:
    html = page(client, name, language)
    tag = WAYS[language]
    assert f'data-locale="{tag}"' in html
    assert SAID[tag] in html


def in_zone(client: TestClient, name: str, zone: str) -> str:
    answer = client.get(f"/page/{name}", headers={"cookie": f"{session(client)}; copydesk_zone={zone}"})
    assert answer.status_code == 200, answer.text
    return str(answer.json())


def session(client: TestClient) -> str:
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())


@pytest.mark.parametrize("name", ["chat", "approvals", "audit"])
@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("America%2FNew_York", "20 November 2026, 04:00 EST"),
        ("Asia/Tokyo", "20 November 2026, 18:00 JST"),
        ("UTC", "20 November 2026, 09:00 UTC"),
    ],
)
def test_moments_are_told_in_the_zone_of_whoever_reads(client: TestClient, name: str, zone: str, told: str) -> None:
    html = in_zone(client, name, zone)
    assert told in html
    assert SAID["en-GB"] not in html


@pytest.mark.parametrize(
    "zone", ["", "Europe", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "Mars/Base", "<b>", "x" * 4_000]
)
def test_a_zone_that_there_is_not_leaves_the_brands(client: TestClient, zone: str) -> None:
    assert SAID["en-GB"] in in_zone(client, "approvals", zone)


def test_people_who_look_at_once_do_not_mix(client: TestClient) -> None:
    asked = [*WAYS] * 6
    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(lambda language: page(client, "approvals", language), asked))
    for language, html in zip(asked, pages, strict=True):
        tag = WAYS[language]
        assert f'data-locale="{tag}"' in html
        assert SAID[tag] in html
        assert not [other for other in SAID.values() if other != SAID[tag] and other in html]


@pytest.mark.parametrize("language", WAYS)
def test_a_page_is_still_right_by_the_mark_it_was_drawn_from(client: TestClient, language: str) -> None:
    mark = re.search(r'data-mark="([^"]+)"', page(client, "approvals", language))
    assert mark is not None
    asked = {"at": "", "mark": mark.group(1)}
    answer = client.get("/news/approvals", params=asked, headers={"accept-language": language})
    assert answer.status_code == 204


def test_programs_get_the_same_wherever_they_run(client: TestClient) -> None:
    assert client.get("/api/moment", headers={"accept-language": "de"}).json() == "20 November 2026, 09:00 UTC"
