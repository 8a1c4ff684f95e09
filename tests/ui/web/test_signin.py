"""The way in: a link that works once, passwords as soon as there are any, and nothing without either."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from agents.clock import ManualClock, SystemClock
from agents.views import UserView
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from ui.web.app import guard
from ui.web.ended import Ended
from ui.web.sessions import LIFETIME, Link, secret_key, visitor
from ui.web.signin import SignIn
from ui.web.throttle import FREE, Throttle

BROWSER = {"Accept": "text/html"}
PASSWORD = "a long enough password"


@pytest.fixture
def link() -> Link:
    return Link()


@pytest.fixture
def app(desk: FakeDesk, link: Link, tmp_path: Path) -> FastAPI:
    return served(desk, link, tmp_path)


def served(desk: FakeDesk, link: Link, home: Path) -> FastAPI:
    """The way in and its guards around one page that says who reads it."""
    app = FastAPI()
    app.include_router(SignIn(desk, link, Throttle(SystemClock())).routes())

    @app.get("/")
    def page(request: Request) -> str:
        found = visitor(desk, request.session)
        return f"{found.user.name} by {found.door}" if found else "nobody"

    @app.get("/rules/")
    def query(request: Request) -> str:
        return request.url.query

    @app.post("/gradio_api/upload")
    def upload() -> str:
        return "taken"

    @app.post("/act")
    def act() -> str:
        return "done"

    guard(app, desk, home)
    return app


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1:7860") as client:
        yield client


def seat(client: TestClient, link: Link, name: str) -> None:
    client.get(f"/sign-in?token={link.renew()}")
    assert client.post("/who", data={"user": name}).text == f'"{name} by link"'


def test_without_a_sign_in_pages_lead_to_it_and_the_rest_is_refused(client: TestClient) -> None:
    answer = client.get("/?run=r-1", headers=BROWSER, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/%3Frun%3Dr-1")
    assert client.get("/").status_code == 401
    assert client.post("/act").status_code == 401
    assert "copydesk serve" in client.get("/sign-in").text


def test_the_link_works_once_and_then_one_chooses_a_seat(client: TestClient, app: FastAPI, link: Link) -> None:
    token = link.renew()
    page = client.get(f"/sign-in?token={token}")
    assert "Who are you at the desk?" in page.text
    assert "Mara Lind" in page.text
    assert client.get("/").status_code == 401  # a link alone is nobody
    assert client.post("/who", data={"user": "ana"}).text == '"ana by link"'
    assert client.post("/who", data={"user": "mara"}).text == '"mara by link"'
    with TestClient(app, base_url="http://127.0.0.1:7860") as other:
        assert other.get(f"/sign-in?token={token}").status_code == 403
        assert other.get("/sign-in?token=guessed").status_code == 403
        assert other.get("/").status_code == 401
        assert other.post("/who", data={"user": "ana"}, follow_redirects=False).headers["location"] == "/sign-in"


def test_the_cookie_is_lax_and_unreadable_for_scripts(client: TestClient, link: Link) -> None:
    cookie = client.get(f"/sign-in?token={link.renew()}", follow_redirects=False).headers["set-cookie"].lower()
    assert "samesite=lax" in cookie
    assert "httponly" in cookie
    assert "max-age=43200" in cookie


@pytest.mark.parametrize(
    "form",
    [{"user": "m" * 201, "password": PASSWORD}, {"user": "mara", "password": "x" * 1_001}, {"user": "x" * 9_999}],
)
def test_what_is_too_long_is_told_on_the_form_and_is_no_try(
    client: TestClient, desk: FakeDesk, form: dict[str, str]
) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    for _ in range(FREE + 1):
        answer = client.post("/sign-in", data={**form, "next": "/approvals/"})
        assert answer.status_code == 422
        assert "a name has at most 200 characters, a password 1,000." in answer.text
        assert 'name="password"' in answer.text
        assert 'value="/approvals/"' in answer.text
        assert "mmm" not in answer.text
    assert client.post("/sign-in", data={"user": "mara", "password": PASSWORD}).text == '"mara by web"'


def test_a_long_search_is_there_again_after_the_sign_in(client: TestClient, desk: FakeDesk) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    target = "/knowledge/?" + urlencode({"tab": "search", "q": "語" * 2_000})
    form = {"user": "mara", "password": PASSWORD, "next": target}
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == target
    form["next"] += "x" * 36_000
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_a_forged_cookie_is_nobody(client: TestClient) -> None:
    client.cookies.set("copydesk", "eyJ1c2VyIjoiYW5hIiwiZG9vciI6IndlYiJ9.ZZZZZZ.forged")
    assert client.get("/").status_code == 401


def test_signing_out_of_a_link_leaves_the_choice_of_seats(client: TestClient, link: Link) -> None:
    seat(client, link, "ana")
    assert "Who are you at the desk?" in client.post("/sign-out").text
    assert client.get("/").status_code == 401


def copied(cookie: str, app: FastAPI) -> TestClient:
    """Another browser with the same cookie."""
    return TestClient(app, base_url="http://127.0.0.1:7860", cookies={"copydesk": cookie})


def test_a_copied_cookie_ends_with_the_session_also_after_a_restart(
    client: TestClient, app: FastAPI, desk: FakeDesk, link: Link, tmp_path: Path
) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    form = {"user": "mara", "password": PASSWORD}
    with TestClient(app, base_url="http://127.0.0.1:7860") as elsewhere:
        elsewhere.post("/sign-in", data=form)
        client.post("/sign-in", data=form)
        cookie = client.cookies["copydesk"]
        client.post("/sign-out")
        for desk_then in (app, served(desk, link, tmp_path)):
            assert copied(cookie, desk_then).get("/").status_code == 401
        assert elsewhere.get("/").text == '"mara by web"'  # another session of hers goes on


def test_who_signs_in_anew_leaves_the_session_before(client: TestClient, app: FastAPI, desk: FakeDesk) -> None:
    for name in ("mara", "ana"):
        desk.set_password(name, PASSWORD, "joost", "cli")
    client.post("/sign-in", data={"user": "mara", "password": PASSWORD})
    copy = copied(client.cookies["copydesk"], app)
    assert client.post("/sign-in", data={"user": "ana", "password": PASSWORD}).text == '"ana by web"'
    assert copy.get("/").status_code == 401


def test_a_copied_cookie_of_a_seat_by_link_ends_with_it(client: TestClient, app: FastAPI, link: Link) -> None:
    seat(client, link, "ana")
    copy = copied(client.cookies["copydesk"], app)
    client.post("/sign-out")
    assert copy.get("/").status_code == 401
    assert client.post("/who", data={"user": "mara"}).text == '"mara by link"'


def test_a_list_of_ended_sessions_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "sessions.ended").write_text("{", encoding="ascii")
    with pytest.raises(InputError, match=r"sessions\.ended cannot be read\. Delete it together with session\.key"):
        Ended(tmp_path, SystemClock())


def test_ended_sessions_are_forgotten_when_no_cookie_of_theirs_is_good(tmp_path: Path) -> None:
    clock = ManualClock(datetime(2027, 1, 1, tzinfo=UTC))
    ended = Ended(tmp_path, clock)
    ended.end("one")
    clock.advance(timedelta(seconds=LIFETIME))
    ended.end("two")
    assert ended.has("one")
    clock.advance(timedelta(hours=1))
    ended.end("three")
    again = Ended(tmp_path, clock)
    assert [again.has(id) for id in ("one", "two", "three")] == [False, True, True]
    assert (tmp_path / "sessions.ended").stat().st_mode & 0o077 == 0


def test_with_a_password_the_link_and_its_sessions_end(client: TestClient, desk: FakeDesk, link: Link) -> None:
    seat(client, link, "ana")
    desk.set_password("mara", PASSWORD, "joost", "cli")
    assert client.get("/").status_code == 401
    assert client.get(f"/sign-in?token={link.renew()}").status_code == 403
    assert client.post("/who", data={"user": "ana"}, follow_redirects=False).headers["location"] == "/sign-in"


def test_a_password_signs_in_and_leads_back(client: TestClient, desk: FakeDesk) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    form = {"user": "mara", "password": PASSWORD, "next": "/?run=r-1"}
    answer = client.post("/sign-in", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?run=r-1")
    assert client.get("/").text == '"mara by web"'
    client.post("/sign-out")
    assert client.get("/").status_code == 401


def test_a_new_password_ends_the_sessions_of_the_old_one(client: TestClient, desk: FakeDesk) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    desk.set_password("ana", PASSWORD, "joost", "cli")
    client.post("/sign-in", data={"user": "mara", "password": PASSWORD})
    desk.set_password("ana", "another long password", "joost", "cli")
    assert client.get("/").text == '"mara by web"'
    desk.set_password("mara", "another long password", "joost", "cli")
    assert client.get("/").status_code == 401
    client.post("/sign-in", data={"user": "mara", "password": "another long password"})
    assert client.get("/").text == '"mara by web"'


@pytest.mark.parametrize(
    "target", ["http://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "x"]
)
def test_the_way_back_never_leaves_the_desk(client: TestClient, desk: FakeDesk, target: str) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    form = {"user": "mara", "password": PASSWORD, "next": target}
    assert client.post("/sign-in", data=form, follow_redirects=False).headers["location"] == "/"


def test_guessing_is_slowed_down(client: TestClient, desk: FakeDesk) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    for _ in range(FREE):
        assert client.post("/sign-in", data={"user": "mara", "password": "wrong"}).status_code == 401
    answer = client.post("/sign-in", data={"user": "mara", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Too many tries" in answer.text


def test_guesses_at_once_are_slowed_down_as_those_one_after_another(
    client: TestClient, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.set_password("mara", PASSWORD, "joost", "cli")
    known = desk.authenticate

    def slowly(name: str, password: str) -> UserView:
        time.sleep(0.2)
        return known(name, password)

    monkeypatch.setattr(desk, "authenticate", slowly)

    def guess(number: int) -> int:
        return client.post("/sign-in", data={"user": "mara", "password": f"wrong {number}"}).status_code

    with ThreadPoolExecutor(3 * FREE) as pool:
        told = sorted(pool.map(guess, range(3 * FREE)))
    assert told == [401] * FREE + [429] * 2 * FREE


def test_a_disabled_person_is_out_at_once(client: TestClient, desk: FakeDesk, link: Link) -> None:
    seat(client, link, "ana")
    desk.disable_user("ana", "joost", "cli")
    assert client.get("/").status_code == 401
    assert "Ana Reyes" not in client.get("/who").text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_what_another_site_sends_is_refused(client: TestClient, link: Link, headers: dict[str, str]) -> None:
    seat(client, link, "ana")
    assert client.post("/act", headers=headers).status_code == 403
    assert client.post("/sign-out", headers=headers).status_code == 403
    assert client.post("/act", headers={"Origin": "http://127.0.0.1:7860"}).text == '"done"'


def test_pages_take_no_uploads_and_no_foreign_frames(client: TestClient, link: Link) -> None:
    seat(client, link, "ana")
    assert client.post("/gradio_api/upload").status_code == 404
    headers = client.get("/").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 421


def test_the_key_survives_a_restart_and_is_for_its_user_alone(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert secret_key(tmp_path) == key
    assert (tmp_path / "session.key").stat().st_mode & 0o077 == 0


def test_the_number_of_a_page_is_the_desks_and_none_of_gradios(client: TestClient, link: Link) -> None:
    seat(client, link, "mara")
    assert client.get("/rules/?tab=list&page=2&words=a%26page%3D3").text == '"tab=list&words=a%26page%3D3"'
    assert client.get("/?page=2").text == '"mara by link"'
