"""The REST interface for people: by a personal token or by the session, each as themselves and nobody else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk
from ui.api.app import api, router, speak_plainly
from ui.api.operations import operations
from ui.api.rights import CLOSED, READS
from ui.web import sessions
from ui.web.app import guard, seat_of

HOME_TOKEN = "the-home's-own"
BASE = "http://127.0.0.1:7860"


@pytest.fixture
def client(real: Desk) -> Iterator[TestClient]:
    with TestClient(api(real, HOME_TOKEN), base_url=BASE) as client:
        yield client


def bearer(desk: Desk, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {desk.create_token('test', name, 'cli').token}"}


def test_a_token_acts_as_its_user_by_a_door_of_its_own(real: Desk, client: TestClient) -> None:
    mara = bearer(real, "mara")
    run = client.post("/api/ask", json={"request": {"text": scenes.CAPTION}}, headers=mara).json()["run"]
    assert real.run(run).requester == "mara"
    client.post("/api/ask", json={"request": {"text": scenes.CAPTION}, "user": "mara", "door": "web"}, headers=mara)
    asked = [record for record in real.audit_export() if record["event"] == "run.asked"]
    assert [record["door"] for record in asked] == ["token", "token"]
    assert {real.audit_name(record["actor"]) for record in asked} == {"mara"}
    assert real.tokens("mara")[0].used is not None


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("ask", {"request": {"text": "x"}, "user": "ana"}),
        ("add_user", {"name": "kim", "roles": ["admin"], "full_name": "", "by": "joost"}),
        ("take_case", {"id": "c-1", "user": "joost", "door": "cli"}),
        ("approvals", {"user": "joost"}),
        ("approvals", {"viewer": "joost", "where": {"taken": "mine"}}),
        ("take_approval", {"id": "a-1", "user": "ana"}),
        ("hand_back_approval", {"id": "a-1", "user": "ana"}),
        ("waiting_for", {"user": "joost"}),
        ("run_counts", {"user": "joost"}),
        ("notices", {"user": "joost"}),
        ("runs", {"requester": "joost"}),
        ("user", {"name": "joost"}),
        ("tokens", {"user": "joost"}),
    ],
)
def test_nobody_names_somebody_else(real: Desk, client: TestClient, operation: str, body: dict[str, object]) -> None:
    before = list(real.audit_export())
    answer = client.post(f"/api/{operation}", json=body, headers=bearer(real, "mara"))
    assert answer.status_code == 403
    assert "You are mara here" in answer.json()["error"]["message"]
    assert "(rule: own-user)" in answer.json()["error"]["message"]
    assert [record["event"] for record in real.audit_export()][len(before) :] == ["token.created"]


def test_a_card_is_taken_and_handed_back_by_a_token(real: Desk, client: TestClient) -> None:
    ana, elif_, tomas = (bearer(real, name) for name in ("ana", "elif", "tomas"))
    card = scenes.only(real, scenes.ask(real, scenes.SKIN).run).id

    def post(operation: str, headers: dict[str, str], **more: object) -> tuple[int, dict[str, Any]]:
        answer = client.post(f"/api/{operation}", json={"id": card, **more}, headers=headers)
        return answer.status_code, answer.json()

    status, said = post("take_approval", ana)
    assert (status, [(each["user"], each["roles"]) for each in said["taken"]]) == (200, [("ana", ["brand"])])
    assert real.audit_page(event="approval.taken").records[0].door == "token"
    for headers, words in ((elif_, "ana has taken this for Brand"), (tomas, "Only Brand or Compliance can sign this")):
        status, said = post("take_approval", headers)
        assert status in {400, 403}
        assert words in said["error"]["message"]
        assert "\n" not in said["error"]["message"]
    mine = client.post("/api/approvals", json={"viewer": "ana", "where": {"taken": "mine"}}, headers=ana).json()
    assert [view["id"] for view in mine] == [card]
    assert post("take_approval", elif_, over=True)[1]["taken"][0]["user"] == "elif"
    assert post("hand_back_approval", ana)[0] in {400, 403}
    assert post("hand_back_approval", elif_)[1]["taken"] == []
    status, said = post("take_approval", ana, id="a-nowhere")
    assert (status, "a-nowhere" in said["error"]["message"]) == (404, True)


def test_a_token_that_is_revoked_or_whose_user_is_disabled_stops_at_once(real: Desk, client: TestClient) -> None:
    made, other = real.create_token("a", "mara", "cli"), real.create_token("b", "mara", "cli")
    first, second = ({"Authorization": f"Bearer {each.token}"} for each in (made, other))
    assert client.get("/api/health", headers=first).status_code == 200
    real.revoke_token(made.id, "mara", "cli")
    answer = client.get("/api/health", headers=first)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert client.get("/api/health", headers=second).status_code == 200
    real.disable_user("mara", "joost", "cli")
    assert client.post("/api/runs", json={}, headers=second).status_code == 401


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_what_makes_more_of_a_token_is_open_to_none_not_even_an_admins(
    real: Desk, client: TestClient, name: str
) -> None:
    fields = operations()[name].request.model_fields.values()
    given = {"roles": ["admin"], "days": 3}
    body = {str(f.alias): given.get(str(f.alias), "joost") for f in fields if f.is_required()}
    answer = client.post(f"/api/{name}", json=body, headers=bearer(real, "joost"))
    assert answer.status_code == 403, answer.text
    assert "(rule: not-by-token)" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("ingest", {"paths": ["/etc"]}),
        ("backup", {"file": "/tmp/all-of-it"}),
        ("check", {"copy": {"fields": {"text": "calm"}}, "rules": ["/etc"]}),
        ("why", {"rule": "voice.Grab", "rules": ["/etc"]}),
    ],
)
def test_nobodys_programs_read_or_write_files_of_the_desks_machine(
    real: Desk, client: TestClient, operation: str, body: dict[str, object]
) -> None:
    answer = client.post(f"/api/{operation}", json=body, headers=bearer(real, "joost"))
    assert answer.status_code == 403
    assert "the command line there" in answer.json()["error"]["message"]


def test_a_marketer_reads_what_came_of_their_own_requests(real: Desk, client: TestClient) -> None:
    real.add_user("kim", ("marketer",), "Kim", "joost", "cli")
    view = scenes.ask(real, scenes.CAPTION)
    case = scenes.ask(real, scenes.RASH).case
    card = real.approvals()[0].id
    mara, kim = bearer(real, "mara"), bearer(real, "kim")

    def read(operation: str, body: dict[str, object], who: dict[str, str]) -> int:
        answer = client.post(f"/api/{operation}", json=body, headers=who)
        return answer.status_code if answer.is_error else len(answer.json())

    for operation in ("approvals", "cases", "runs"):
        assert read(operation, {}, mara) > 0
        assert read(operation, {}, kim) == 0
    one_by_one = (
        ("approval", {"id": card}),
        ("case", {"id": case}),
        ("explain", {"approval_id": card}),
        ("run", {"run": view.run}),
        ("wait", {"run": view.run, "timeout": 0}),
        ("steps", {"run": view.run}),
    )
    for operation, body in one_by_one:
        assert read(operation, body, mara) > 0
        assert read(operation, body, kim) == 403
    assert view.requester == "mara"


def test_what_a_rule_of_the_desk_forbids_is_forbidden_here_too(real: Desk, client: TestClient) -> None:
    mara, joost = bearer(real, "mara"), bearer(real, "joost")
    run = scenes.ask(real, scenes.CAPTION, user="joost").run
    brand = real.default_brand.id
    assert client.post("/api/hold", json={"brand": brand, "reason": "a look"}, headers=mara).status_code == 200
    card = scenes.only(real, run).id
    for operation, body, who, rule in (
        ("lift", {"brand": brand}, mara, "lift-roles"),
        ("resume", {"run": run}, mara, "own-run"),
        ("disable_user", {"name": "ana"}, mara, "admin-only"),
        ("decide", {"id": card, "decision": {"kind": "approve"}}, mara, "wrong-role"),
    ):
        answer = client.post(f"/api/{operation}", json=body, headers=who)
        assert answer.status_code == 403, operation
        assert answer.json()["error"]["type"] == "NotAllowedError"
        assert f"(rule: {rule})" in answer.json()["error"]["message"]
    assert client.post("/api/lift", json={"brand": brand}, headers=joost).status_code == 200
    again = client.post("/api/ask", json={"request": {"text": ""}}, headers=mara)
    assert again.status_code == 400


def test_a_body_that_is_no_json_is_told_by_its_place(client: TestClient) -> None:
    home = {"Authorization": f"Bearer {HOME_TOKEN}", "Content-Type": "application/json"}
    answer = client.post("/api/run", content='{run: "r"}', headers=home)
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith(
        "The body is not valid JSON, at character 1: Expecting property"
    )


def test_the_homes_own_token_names_whom_it_likes_and_has_to(real: Desk, client: TestClient) -> None:
    home = {"Authorization": f"Bearer {HOME_TOKEN}"}
    body = {"request": {"text": scenes.CAPTION}}
    answer = client.post("/api/ask", json=body, headers=home)
    assert (answer.status_code, answer.json()["error"]["message"]) == (422, "user: Field required")
    answer = client.post("/api/ask", json={**body, "user": "mara"}, headers=home)
    assert (answer.status_code, answer.json()["error"]["message"]) == (422, "door: Field required")
    assert client.post("/api/ask", json={**body, "user": "mara", "door": "cli"}, headers=home).status_code == 200


def test_every_operation_that_only_reads_says_who_may() -> None:
    reading = {name for name, operation in operations().items() if not operation.acts and not operation.paths}
    known = set(READS) | set(CLOSED) | {"check", "why"}
    assert reading - known == set()
    assert known - set(operations()) == set()


# by the session of somebody who is signed in at the pages


@pytest.fixture
def pages(home: Path) -> Iterator[tuple[Desk, TestClient]]:
    desk = a_desk(home)
    app = FastAPI()
    app.include_router(router(desk, HOME_TOKEN, seat_of(desk)))

    @app.post("/sign-in")
    def sign_in(request: Request, name: str) -> str:
        sessions.seat(request.session, name, "web", desk.user(name).password_mark)
        return name

    speak_plainly(app)
    guard(app, desk, home)
    with TestClient(app, base_url=BASE) as client:
        yield desk, client
    desk.close()


def test_who_is_signed_in_calls_as_themselves(pages: tuple[Desk, TestClient]) -> None:
    desk, client = pages
    assert client.post("/api/runs", json={}).status_code == 401
    desk.set_password("mara", "a password of hers", "mara", "cli")
    client.post("/sign-in?name=mara")
    assert client.post("/api/ask", json={"request": {"text": scenes.CAPTION}}).json()["requester"] == "mara"
    assert [record["door"] for record in desk.audit_export() if record["event"] == "run.asked"] == ["web"]
    answer = client.post("/api/ask", json={"request": {"text": "x"}, "user": "ana"})
    assert answer.status_code == 403
    assert client.post("/api/set_password", json={"name": "mara", "password": "another one"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_use_the_session(pages: tuple[Desk, TestClient], headers: dict[str, str]) -> None:
    desk, client = pages
    desk.set_password("joost", "a password of his", "joost", "cli")
    client.post("/sign-in?name=joost")
    body = {"name": "kim", "roles": ["admin"], "full_name": "Kim"}
    answer = client.post("/api/add_user", json=body, headers=headers)
    assert (answer.status_code, answer.text) == (403, "This came from another site.\n")
    assert "kim" not in {user.name for user in desk.users()}
    ours = client.post("/api/add_user", json=body, headers={"Origin": BASE, "Sec-Fetch-Site": "same-origin"})
    assert ours.status_code == 200, ours.text


def test_whoever_was_given_a_password_chooses_their_own_before_anything_else(
    pages: tuple[Desk, TestClient],
) -> None:
    desk, client = pages
    desk.reset_password("mara", "joost", "cli")
    client.post("/sign-in?name=mara")
    answer = client.post("/api/runs", json={})
    assert answer.status_code == 403
    assert "own-password" in answer.json()["error"]["message"]


def test_a_session_that_has_ended_calls_nothing(pages: tuple[Desk, TestClient]) -> None:
    desk, client = pages
    desk.set_password("mara", "a password of hers", "mara", "cli")
    client.post("/sign-in?name=mara")
    assert client.post("/api/runs", json={}).status_code == 200
    desk.disable_user("mara", "joost", "cli")
    assert client.post("/api/runs", json={}).status_code == 401
