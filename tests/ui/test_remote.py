"""The desk through the loopback interface gives the same objects, and the same errors, as the desk itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import httpx
import pytest
from fastapi.testclient import TestClient

from agents.signing.decision import Approve, Choice
from agents.views import AskRequest
from knowledge.errors import CopydeskError, InputError, NotFoundError
from tests.ui.fakes import FakeDesk
from tools.copy import Copy
from ui.api.app import api
from ui.desk_api import DeskApi
from ui.remote import RemoteDesk


@pytest.fixture
def remote(desk: FakeDesk) -> Iterator[DeskApi]:
    headers = {"Authorization": "Bearer t"}
    with TestClient(api(desk, "t"), base_url="http://127.0.0.1", headers=headers) as client:
        yield cast(DeskApi, RemoteDesk(client))


def test_every_call_gives_what_the_desk_gives(desk: FakeDesk, remote: DeskApi) -> None:
    run = remote.ask(AskRequest(text="Three captions", hold=True), "mara", "cli")
    assert run == desk.run(run.run)
    assert remote.steps(run.run, after=2) == desk.steps(run.run, after=2)
    assert remote.choose(run.run, Choice(kind="submit"), "mara", door="cli").status == "waiting"
    assert remote.approvals(user="ana", limit=2) == desk.approvals(user="ana", limit=2)
    card = remote.approval("a-00000001-1")
    assert card == desk.approval("a-00000001-1")
    assert remote.rate(card.id, {"caption": "It heals."}).rating == "red"
    assert remote.take_approval(card.id, "ana", "cli").taken == desk.approval(card.id).taken != ()
    assert remote.approvals(viewer="ana", where={"taken": "mine"}) == desk.approvals(
        viewer="ana", where={"taken": "mine"}
    )
    assert remote.approval_counts(user="ana") == desk.approval_counts(user="ana")
    assert remote.hand_back_approval(card.id, "ana", "cli").taken == ()
    assert remote.decide(card.id, Approve(), "ana", "cli").by == "ana"
    assert remote.runs(status="waiting") == desk.runs(status="waiting")
    assert remote.users() == desk.users()
    assert remote.default_brand == desk.default_brand
    assert list(remote.audit_export()) == list(desk.audit_export())
    assert remote.check(Copy(fields={"text": "calm"}), None, (Path("/rules"),)) == desk.check(
        Copy(fields={"text": "calm"})
    )
    told: list[object] = []
    report = remote.ingest([Path("/documents")], None, None, lambda *what: told.append(what))
    assert report.added == ("documents",)
    assert remote.quality() == desk.quality()
    assert remote.hold(None, "crisis", "noor", "cli") is None  # type: ignore[func-returns-value]


def test_errors_come_through_as_what_they_were(remote: DeskApi) -> None:
    with pytest.raises(NotFoundError, match="r-nowhere"):
        remote.run("r-nowhere")
    with pytest.raises(InputError, match="auditor"):
        remote.ask(AskRequest(text="x"), "edda", "cli")
    run = remote.ask(AskRequest(text="Three captions"), "mara", "cli")
    assert run.status == "waiting"
    card = remote.approvals(user="ana")[0].id
    with pytest.raises(InputError, match="mara cannot sign this"):
        remote.take_approval(card, "mara", "cli")
    with pytest.raises(NotFoundError, match="a-nowhere"):
        remote.hand_back_approval("a-nowhere", "ana", "cli")
    with pytest.raises(AttributeError):
        remote.anything()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (httpx.Response(502, text="<html>"), "502"),
        (httpx.Response(200, json={"odd": 1}), "another version"),
        (httpx.ConnectError("refused"), "does not answer"),
    ],
)
def test_a_desk_that_answers_oddly_is_one_clear_line(answer: httpx.Response | Exception, words: str) -> None:
    def reply(_: httpx.Request) -> httpx.Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    client = httpx.Client(transport=httpx.MockTransport(reply), base_url="http://127.0.0.1")
    with pytest.raises(CopydeskError, match=words):
        RemoteDesk(client).run("r-1")
