"""Addresses that lead nowhere: a page for people, one line of JSON for programs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Response
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient

from agents.clock import SystemClock
from knowledge.errors import NotFoundError
from tests.ui.fakes import FakeDesk
from ui.api.app import router, speak_plainly
from ui.web.app import guard
from ui.web.sessions import Link
from ui.web.signin import SignIn
from ui.web.throttle import Throttle

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TOKEN = {"Authorization": "Bearer home"}


@pytest.fixture
def client(desk: FakeDesk, tmp_path: Path) -> Iterator[TestClient]:
    """The way in, the REST interface, and in Gradio's place an application mounted at the root."""
    link, app, pages = Link(), FastAPI(), FastAPI()
    app.include_router(router(desk, "home"))
    app.include_router(SignIn(desk, link, Throttle(SystemClock())).routes())
    speak_plainly(app)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    @app.get("/refused")
    def refused() -> None:
        raise NotFoundError("There is no file of May.")

    @app.get("/closed")
    def closed(words: str) -> Response:
        return PlainTextResponse(words, status_code=403)

    @pages.get("/")
    def page() -> Response:
        return Response("<p>the page</p>", media_type="text/html")

    app.mount("/", pages)
    guard(app, desk, tmp_path)
    with TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False) as client:
        client.get(f"/sign-in?token={link.renew()}")
        client.post("/who", data={"user": "mara"})
        yield client


@pytest.mark.parametrize("path", ["/nope", "/knowledge/nope", "/nope.css", "/sign-out/"])
def test_an_address_that_leads_nowhere_is_a_page_with_a_way_back(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "There is nothing here" in answer.text
    assert 'href="/"' in answer.text
    assert "detail" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_what_fails_is_a_page_too_and_a_line_for_programs(client: TestClient) -> None:
    answer = client.get("/broken", headers=BROWSER)
    assert (answer.status_code, "That did not work" in answer.text) == (500, True)
    assert client.get("/broken").json()["error"]["exit_code"] == 1


def test_programs_keep_their_json(client: TestClient) -> None:
    assert client.get("/nope").headers["content-type"] == "application/json"
    answer = client.post("/api/nope", headers=TOKEN)
    assert (answer.status_code, answer.json()["error"]["type"]) == (404, "NotFoundError")
    assert answer.json()["error"]["message"].startswith("There is no operation 'nope'.")
    assert client.get("/api/nope", headers=BROWSER | TOKEN).json()["error"]["exit_code"] == 2
    wrong = client.get("/api/users", headers=TOKEN)
    assert (wrong.status_code, wrong.json()["error"]["message"]) == (
        405,
        "'users' is asked with POST, and a body of JSON.",
    )


def test_whoever_is_not_signed_in_is_led_to_the_way_in(client: TestClient) -> None:
    answer = TestClient(client.app, base_url="http://127.0.0.1:7860").get(
        "/nope", headers=BROWSER, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/nope")


def test_the_desks_own_words_are_on_the_page(client: TestClient) -> None:
    assert "There is no file of May." in client.get("/refused", headers=BROWSER).text


def test_a_refusal_says_its_own_words_and_blames_no_failure(client: TestClient) -> None:
    answer = client.get("/closed?words=Legal <b>can</b> read this.", headers=BROWSER)
    assert (answer.status_code, "This cannot be shown" in answer.text) == (403, True)
    assert "Legal &lt;b&gt;can&lt;/b&gt; read this." in answer.text
    assert "failed" not in answer.text
    bare = client.get("/closed?words=Forbidden", headers=BROWSER)
    assert "The desk does not give what this address asks for." in bare.text


def test_pages_come_as_they_are(client: TestClient) -> None:
    assert client.get("/", headers=BROWSER).text == "<p>the page</p>"
