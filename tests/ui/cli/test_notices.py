"""Notices from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.notices.conftest import hook
from tests.receivers import WebReceiver, web_receiver
from tests.ui.cli.saying import Say


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, web: WebReceiver) -> Iterator[Desk]:
    home = copy_home(tmp_path / "home")
    settings = {"webhooks": {"room": hook(web, "admin")}}
    (home / "brands" / "orrelune" / "notify.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    desk = a_desk(home, clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_what_was_given_up_is_shown_and_sent_again(desk: Desk, web: WebReceiver, say: Say) -> None:
    assert say("notices", "list", "--dead")[1] == "Nothing was given up.\n"
    web.script.append(410)
    desk.hold(None, "A recall", "ana", "test")
    desk.engine.notices.tick()
    code, out, _ = say("notices", "list", "--dead")
    assert (code, "given up: 127.0.0.1 answered 410" in out, "notices retry ID" in out) == (0, True, True)
    (dead,) = json.loads(say("notices", "list", "--dead", "--json")[1])["notices"]
    assert (dead["status"], dead["target"], dead["attempts"]) == ("dead", "webhook:room", 1)
    code, out, _ = say("notices", "retry", dead["id"])
    assert (code, out) == (0, f"{dead['id']} is on its way to webhook:room.\n")
    desk.engine.notices.tick()
    assert web.confirmed == [dead["id"]]
    assert "sent" in say("notices", "list")[1]
    events = [(each["event"], each["door"]) for each in desk.audit_export()]
    assert ("notice.retried", "cli") in events


def test_what_a_person_was_told_is_theirs(desk: Desk, say: Say) -> None:
    desk.hold(None, "A recall", "ana", "test")
    desk.engine.notices.tick()
    found = json.loads(say("notices", "list", "--for", "noor", "--json")[1])["notices"]
    assert [(each["target"], each["status"]) for each in found] == [("person:noor", "desk")]
    assert "Held: nothing of Orrelune goes out" in say("notices", "list", "--for", "noor")[1]


def test_a_target_is_tried(web: WebReceiver, say: Say) -> None:
    code, out, _ = say("notices", "test", "room")
    assert (code, out) == (0, "✓ webhook:room took it.\n")
    assert "This is a test for room" in json.loads(web.posts[0].body)["text"]
    web.script.append(404)
    code, out, said = say("notices", "test", "room")
    assert (code, out, said.count("\n")) == (1, "", 1)
    assert "answered 404" in said
    web.script.append("hang")
    assert say("notices", "test", "room")[0] == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("notices", "retry", "m-0"), "no message 'm-0'"),
        (("notices", "retry", "m-0", "--as", "mara"), "an admin or the on-call person"),
        (("notices", "test", "nobody"), "names no 'nobody'"),
        (("notices", "test", "room", "--brand", "none"), "no brand 'none'"),
        (("notices", "list", "--for", "nobody"), "no user 'nobody'"),
        (("notices", "list", "--limit", "0"), "--limit"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say(*arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said
