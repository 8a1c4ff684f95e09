"""Choosing one's own password: the old one first, the session goes on, an admin's has to be replaced at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from agents.clock import SystemClock
from tests.ui.fakes import FakeDesk
from ui.web.app import guard
from ui.web.own_password import OwnPassword
from ui.web.sessions import Link, visitor
from ui.web.signin import SignIn
from ui.web.throttle import FREE, Throttle

OLD, NEW = "what she had before", "what she has from now on"
BROWSER = {"Accept": "text/html"}


@pytest.fixture
def link() -> Link:
    return Link()


@pytest.fixture
def client(desk: FakeDesk, link: Link, tmp_path: Path) -> Iterator[TestClient]:
    app = FastAPI()
    throttle = Throttle(SystemClock())
    app.include_router(SignIn(desk, link, throttle).routes())
    app.include_router(OwnPassword(desk, throttle).routes())

    @app.get("/")
    @app.get("/people/")
    def page(request: Request) -> str:
        found = visitor(desk, request.session)
        return f"{found.user.name} by {found.door}" if found else "nobody"

    guard(app, desk, tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


def sign_in(client: TestClient, desk: FakeDesk, name: str = "mara", password: str = OLD) -> None:
    desk.set_password(name, password, name, "web")
    client.post("/sign-in", data={"user": name, "password": password})


def choose(client: TestClient, old: str, new: str, again: str) -> tuple[int, str]:
    answer = client.post("/password", data={"old": old, "new": new, "again": again}, follow_redirects=False)
    return answer.status_code, answer.text


def test_with_the_old_one_it_is_changed_and_this_browser_stays_signed_in(client: TestClient, desk: FakeDesk) -> None:
    sign_in(client, desk)
    before = dict(client.cookies)
    answer = client.post("/password", data={"old": OLD, "new": NEW, "again": NEW}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/people/?done=password")
    assert client.get("/people/").text == '"mara by web"'
    assert desk.authenticate("mara", NEW).name == "mara"
    client.cookies = before  # type: ignore[assignment]
    assert client.get("/people/", headers=BROWSER, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("another", NEW, NEW, "name or the password is wrong"),
        ("", NEW, NEW, "name or the password is wrong"),
        (OLD, NEW, NEW + "x", "not the same"),
        (OLD, OLD, OLD, "the password that you have"),
        (OLD, "short", "short", "characters"),
        ("o" * 3_000, NEW, NEW, "name or the password is wrong"),
    ],
)
def test_nothing_is_changed_by(client: TestClient, desk: FakeDesk, old: str, new: str, again: str, said: str) -> None:
    sign_in(client, desk)
    status, text = choose(client, old, new, again)
    assert status == 400
    assert said in text
    assert desk.authenticate("mara", OLD).name == "mara"
    for given in (old, new, again):
        assert f'value="{given}"' not in text


def test_guesses_of_the_old_one_are_slowed_down_here_as_at_the_way_in(client: TestClient, desk: FakeDesk) -> None:
    sign_in(client, desk)
    assert [choose(client, f"guess {number}", NEW, NEW)[0] for number in range(FREE)] == [400] * FREE
    status, text = choose(client, OLD, NEW, NEW)  # not even looked at
    assert (status, "Too many tries. Wait" in text) == (429, True)
    assert desk.authenticate("mara", OLD).name == "mara"
    assert client.post("/sign-in", data={"user": "mara", "password": OLD}).status_code == 429


def test_new_ones_that_differ_cost_no_tries(client: TestClient, desk: FakeDesk) -> None:
    sign_in(client, desk)
    assert [choose(client, OLD, NEW, "another one")[0] for _ in range(FREE + 2)] == [400] * (FREE + 2)
    assert choose(client, OLD, NEW, NEW)[0] == 303


def test_whoever_was_given_one_chooses_before_anything_else(client: TestClient, desk: FakeDesk) -> None:
    given = desk.reset_password("mara", "joost", "web").password
    first = client.post("/sign-in", data={"user": "mara", "password": given}, headers=BROWSER)
    assert first.url.path == "/password"
    assert "Choose your own password" in first.text
    assert client.get("/people/").status_code == 403  # what a script asks for
    assert client.post("/gradio_api/run", json={}).status_code == 403
    answer = client.post("/password", data={"old": given, "new": NEW, "again": NEW}, follow_redirects=False)
    assert answer.headers["location"] == "/"
    assert client.get("/").text == '"mara by web"'


def test_signing_out_instead_is_open_to_them(client: TestClient, desk: FakeDesk) -> None:
    given = desk.reset_password("mara", "joost", "web").password
    client.post("/sign-in", data={"user": "mara", "password": given})
    assert client.post("/sign-out", headers=BROWSER).url.path == "/sign-in"


def test_the_first_password_of_a_desk_is_an_admins(client: TestClient, desk: FakeDesk, link: Link) -> None:
    client.get(f"/sign-in?token={link.renew()}")
    client.post("/who", data={"user": "mara"})
    assert "An admin chooses the first one" in client.get("/password").text
    assert choose(client, "", NEW, NEW)[0] == 200  # the same page; nothing was taken
    assert not desk.user("mara").has_password
    client.post("/who", data={"user": "joost"})
    assert "the link in the terminal opens nothing" in client.get("/password").text
    assert choose(client, "", NEW, NEW)[0] == 303
    assert client.get("/").text == '"joost by web"'


def test_nobody_chooses_without_a_session_or_from_another_site(client: TestClient, desk: FakeDesk) -> None:
    answer = client.get("/password", headers=BROWSER, follow_redirects=False)
    assert answer.headers["location"] == "/sign-in?next=/password"
    assert choose(client, OLD, NEW, NEW)[0] == 401
    sign_in(client, desk)
    data = {"old": OLD, "new": NEW, "again": NEW}
    assert client.post("/password", data=data, headers={"Origin": "http://evil.example"}).status_code == 403
    assert desk.authenticate("mara", OLD).name == "mara"
