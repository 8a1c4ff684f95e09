"""The REST interface: tokens, loopback names, one shape for errors, every operation reachable."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from ui.api.app import api
from ui.api.operations import operations
from ui.desk_api import DeskApi, members
from ui.web.sessions import COOKIE

TOKEN = "a-token-of-the-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def client(desk: FakeDesk) -> Iterator[TestClient]:
    with TestClient(api(desk, TOKEN), base_url="http://127.0.0.1", headers=BEARER) as client:
        yield client


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"bearer {TOKEN}x"])
def test_without_the_token_nothing_answers(desk: FakeDesk, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    with TestClient(api(desk, TOKEN), base_url="http://127.0.0.1", headers=headers) as client:
        assert client.get("/api/health").status_code == 401
        for name in operations():
            answer = client.post(f"/api/{name}", json={})
            assert answer.status_code == 401, name
            assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil", "[::2]", "", "a:b:c"])
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7860", "localhost:1", "LOCALHOST", "[::1]:7860"])
def test_loopback_names_are_served(client: TestClient, host: str) -> None:
    assert client.get("/api/health", headers={"Host": host}).json()["status"] == "ok"


def test_no_other_origin_is_let_in(client: TestClient) -> None:
    answer = client.options(
        "/api/runs", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert "access-control-allow-origin" not in answer.headers


def test_an_operation_answers_with_the_desks_own_shapes(client: TestClient) -> None:
    body = {"request": {"text": "Three captions"}, "user": "mara", "door": "api"}
    run = client.post("/api/ask", json=body).json()
    assert run["status"] == "waiting"
    approvals = client.post("/api/approvals", json={"user": "ana"}).json()
    card = client.post("/api/approval", json={"id": approvals[0]["id"]}).json()
    assert card["copy"]["id"] == card["draft"]
    decision = {"id": card["id"], "decision": {"kind": "approve"}, "user": "ana", "door": "api"}
    assert client.post("/api/decide", json=decision).json()["status"] == "approved"
    assert len(client.post("/api/audit_export", json={}).json()) == 2
    assert client.post("/api/default_brand", json={}).json()["id"] == "orrelune"


def test_errors_are_one_line_with_an_exit_code(client: TestClient) -> None:
    missing = client.post("/api/run", json={"run": "r-nowhere"})
    assert missing.status_code == 404
    assert missing.json()["error"]["exit_code"] == 2
    assert "r-nowhere" in missing.json()["error"]["message"]
    words = "My child got a rash after your balm, we are in hospital"
    harm = {"request": {"text": words}, "user": "mara", "door": "api"}
    case = client.post("/api/ask", json=harm).json()["case"]
    refused = client.post("/api/take_case", json={"id": case, "user": "mara", "door": "api"})
    assert refused.status_code == 400
    for body in ({}, {"run": 3}, {"run": "x", "more": 1}, []):
        answer = client.post("/api/run", json=body)
        assert answer.status_code == 422
        assert "\n" not in answer.json()["error"]["message"]


def described(client: TestClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").json()


def resolved(schema: Any, document: dict[str, Any]) -> dict[str, Any]:
    """With all that it refers to beside it."""
    return {**schema, "components": document["components"]}


def test_every_operation_says_what_it_takes_what_it_answers_and_how_it_refuses(client: TestClient) -> None:
    paths = described(client)["paths"]
    assert set(paths) == {"/api/health", *(f"/api/{name}" for name in operations())}
    for name in operations():
        told = paths[f"/api/{name}"]["post"]
        assert told["requestBody"]["content"]["application/json"]["schema"], name
        assert told["responses"]["200"]["content"]["application/json"]["schema"], name
        assert {"400", "401", "403", "404", "422", "500"} <= set(told["responses"]), name
        for status in ("400", "401", "403", "404", "422"):
            schema = told["responses"][status]["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/Refused"}


def test_every_operation_is_told_in_words_and_so_is_what_programs_do_not_see(client: TestClient) -> None:
    paths = described(client)["paths"]
    untold = [name for name in operations() if not paths[f"/api/{name}"]["post"]["description"].strip()]
    methods = members()
    assert (untold, [name for name, member in methods.items() if not inspect.getdoc(member)]) == ([], [])
    assert set(operations()) < set(methods)
    told = paths["/api/take_approval"]["post"]["description"]
    assert told == inspect.getdoc(DeskApi.take_approval)
    assert "Raises AlreadyDecidedError" in told


def test_it_says_how_to_sign_in_and_the_pages_cookie_is_called_so(client: TestClient) -> None:
    document = described(client)
    schemes = document["components"]["securitySchemes"]
    assert {name for each in document["security"] for name in each} == set(schemes) == {"token", "session"}
    assert schemes["token"]["scheme"] == "bearer"
    assert schemes["session"]["name"] == COOKIE


def test_all_that_it_refers_to_is_there(client: TestClient) -> None:
    document = described(client)
    text = json.dumps(document)
    assert set(re.findall(r'"#/components/schemas/([^"]+)"', text)) <= set(document["components"]["schemas"])


@pytest.mark.parametrize("name", ["default_brand", "runs", "users", "run", "audit_export", "approvals", "cases"])
def test_what_comes_back_is_what_is_described(client: TestClient, name: str) -> None:
    document = described(client)
    answer = client.post(f"/api/{name}", json={"run": "r-nowhere"} if name == "run" else {})
    told = document["paths"][f"/api/{name}"]["post"]["responses"][str(answer.status_code)]
    schema = told["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(resolved(schema, document)).validate(answer.json())


ZONELESS = {"brand": None, "reason": "why", "until": "2027-03-08T09:30:00", "user": "noor", "door": "api"}
ASKED = {"user": "mara", "door": "api"}
FIVE = {"amount": 5, "currency": "EUR"}
TO_DECIDE = {"id": "a-1", "user": "ana", "door": "api"}


@pytest.mark.parametrize(
    ("operation", "body", "said"),
    [
        ("runs", {"limit": 10**30}, "limit: Input should be less than or equal to 10000"),
        ("runs", {"limit": -1}, "limit: Input should be greater than or equal to 0"),
        ("approvals", {"offset": -1}, "offset: Input should be greater than or equal to 0"),
        ("approvals", {"offset": 10**30}, "offset: Input should be less than or equal to"),
        ("notices", {"limit": 10**30}, "limit: "),
        ("examples", {"limit": -1}, "limit: "),
        ("steps", {"run": "r-1", "after": 10**30}, "after: "),
        ("crisis_on", ZONELESS, "until: a time needs its zone, such as"),
        ("audit_export", {"since": "2027-03-08T09:30:00"}, "since: a time needs its zone"),
        ("decide", {**TO_DECIDE, "decision": {"kind": "revise"}}, "decision.revise.notes: Field required"),
        ("decide", {**TO_DECIDE, "decision": {}}, "decision: it has no 'kind'"),
        ("decide", {**TO_DECIDE, "decision": {"kind": "bless"}}, "decision: Input tag 'bless'"),
        ("ask", {**ASKED, "request": {"text": "x", "valu": "5 EUR"}}, "request.valu: there is no such field"),
        (
            "ask",
            {**ASKED, "request": {"text": "x", "value": {**FIVE, "per": 1}}},
            "request.value.per: there is no such",
        ),
        ("check", {"copy": {"fields": {"text": "x"}, "chanel": "x"}}, "copy.chanel: there is no such field"),
        ("run", {"run": "r-1", "more": 1}, "more: there is no such field"),
        ("wait", {"run": "r-1", "timeout": 1e9}, "timeout: Input should be less than or equal to 60"),
        ("wait", {"run": "r-1", "timeout": -1}, "timeout: Input should be greater than or equal to 0"),
    ],
)
def test_what_is_out_of_bounds_is_one_line_that_names_the_place(
    client: TestClient, operation: str, body: dict[str, object], said: str
) -> None:
    answer = client.post(f"/api/{operation}", json=body)
    assert answer.status_code == 422
    message = answer.json()["error"]["message"]
    assert message.startswith(said)
    assert "\n" not in message


@pytest.mark.parametrize("timeout", ["NaN", "Infinity", "-Infinity"])
def test_a_time_to_wait_is_a_number(client: TestClient, timeout: str) -> None:
    body = f'{{"run": "r-1", "timeout": {timeout}}}'
    answer = client.post("/api/wait", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["message"].startswith("timeout: Input should be ")


def test_how_long_a_call_may_wait_is_described(client: TestClient) -> None:
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert schemas["WaitRequest"]["properties"]["timeout"]["maximum"] == 60


def test_a_body_that_is_too_deep_is_refused_in_the_desks_own_form(client: TestClient) -> None:
    answer = client.post("/api/run", content="[" * 100_000, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["error"]["exit_code"] == 2
    assert answer.json()["error"]["message"].startswith("The body ")


def test_a_call_from_another_process_is_refused_in_one_line_too() -> None:
    with pytest.raises(InputError, match=r"^limit: Input should be less"):
        operations()["runs"].prepare(limit=10**30)
