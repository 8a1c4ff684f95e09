"""One process owns a home."""

import json
import logging
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from agents.clock import SystemClock
from agents.home import HomeError
from agents.settings import Settings
from tests.ui.fakes import FakeDesk
from ui import door
from ui.door import LOCK, OWNER, SERVING, HomeBusyError, open_desk, own_desk
from ui.serve_note import ServeNote
from ui.web.serve import _listen, serve


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture(autouse=True)
def scripted(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "build", lambda _: desk)
    monkeypatch.setattr(door, "PATIENCE", 0.05)
    monkeypatch.setattr(door, "LOOK", 0.01)


@pytest.fixture
def taken(settings: Settings) -> Iterator[None]:
    """Another holder of the lock, as another process would be."""
    settings.home.mkdir(parents=True)
    with FileLock(settings.home / LOCK):
        (settings.home / OWNER).write_text(json.dumps({"pid": 4711, "command": "copydesk ask"}), encoding="utf-8")
        yield


def test_a_free_home_is_taken_and_let_go(settings: Settings) -> None:
    for _ in range(2):
        with open_desk(settings) as desk:
            assert desk.users()
            assert json.loads((settings.home / OWNER).read_text())["pid"] == os.getpid()
        assert not (settings.home / OWNER).exists()


@pytest.mark.usefixtures("taken")
def test_a_taken_home_names_who_has_it_and_the_way_out(settings: Settings) -> None:
    with pytest.raises(HomeBusyError) as refused, open_desk(settings):
        pass
    said = str(refused.value)
    assert "4711" in said
    assert "copydesk ask" in said
    assert "COPYDESK_HOME" in said
    assert "\n" not in said
    with pytest.raises(HomeBusyError), own_desk(settings):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_without_room_for_the_note_stops_nobody_and_is_named(
    settings: Settings, desk: FakeDesk, caplog: pytest.LogCaptureFixture
) -> None:
    settings.home.mkdir(parents=True)
    (settings.home / OWNER).symlink_to("/dev/full")
    caplog.set_level(logging.INFO, "ui.door")
    with open_desk(settings) as opened:
        assert opened.users() == desk.users()
    (said,) = caplog.messages
    assert str(settings.home / OWNER) in said
    assert "Make room on its disk" in said
    assert "COPYDESK_HOME" in said
    assert "\n" not in said


@pytest.mark.usefixtures("taken")
def test_a_note_of_a_server_that_is_gone_counts_for_nothing(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ServeNote(port=port, token="t", pid=4711).leave(settings.home)
    with pytest.raises(HomeBusyError), open_desk(settings):
        pass


def test_while_it_serves_others_go_through_it(settings: Settings, desk: FakeDesk) -> None:
    import uvicorn

    from ui.api.app import api

    server = uvicorn.Server(uvicorn.Config(api(desk, "right"), log_level="error"))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    with own_desk(settings):
        thread.start()
        ServeNote(port=listener.getsockname()[1], token="right", pid=os.getpid()).leave(settings.home)
        mode = stat.S_IMODE((settings.home / "serve.json").stat().st_mode)
        assert mode == 0o600
        while not server.started:
            pass
        with open_desk(settings) as remote:
            assert remote is not desk
            assert remote.users() == desk.users()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with pytest.raises(HomeBusyError, match=f"served already, at {address}") as second, own_desk(settings):
            pass
        assert str(os.getpid()) in str(second.value)
        ServeNote(port=listener.getsockname()[1], token="wrong", pid=os.getpid()).leave(settings.home)
        with pytest.raises(HomeBusyError), open_desk(settings):
            pass
    server.should_exit = True
    thread.join(5)
    listener.close()


def test_a_desk_that_is_starting_to_serve_is_waited_for(settings: Settings, desk: FakeDesk) -> None:
    import uvicorn

    from ui.api.app import api

    server = uvicorn.Server(uvicorn.Config(api(desk, "right"), log_level="error"))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))

    def serve_late() -> None:
        time.sleep(0.3)
        ServeNote(port=listener.getsockname()[1], token="right", pid=os.getpid()).leave(settings.home)
        server.run(sockets=[listener])

    settings.home.mkdir(parents=True)
    with FileLock(settings.home / LOCK):
        (settings.home / OWNER).write_text(json.dumps({"pid": 4711, "command": SERVING}), encoding="utf-8")
        thread = threading.Thread(target=serve_late, daemon=True)
        thread.start()
        with open_desk(settings) as remote:
            assert remote.users() == desk.users()
    server.should_exit = True
    thread.join(5)
    listener.close()


def test_one_that_never_serves_is_named_after_a_while(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SERVE_PATIENCE", 0.1)
    settings.home.mkdir(parents=True)
    with FileLock(settings.home / LOCK):
        (settings.home / OWNER).write_text(json.dumps({"pid": 4711, "command": SERVING}), encoding="utf-8")
        with pytest.raises(HomeBusyError, match=r"4711 \(copydesk serve\).*try again in a moment"), open_desk(settings):
            pass


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["serve"], SERVING),
        (["--home", "serve", "ask", "x"], "copydesk ask"),
        (["--home=x", "serve", "--port", "1"], SERVING),
        ([], "copydesk"),
    ],
)
def test_the_owner_says_what_it_was_called_for(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["copydesk", *arguments])
    with own_desk(settings):
        assert json.loads((settings.home / OWNER).read_text())["command"] == said


def test_a_home_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(HomeError, match="COPYDESK_HOME") as refused, open_desk(Settings(home=home)):
            pass
        assert str(home) in str(refused.value)


def test_a_taken_port_is_named(desk: FakeDesk, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Exception, match=str(port)):
            serve(desk, home=tmp_path, port=port, clock=SystemClock(), ready=lambda *_: None, pages=False)


def test_two_desks_that_start_at_the_same_time_never_share_a_port(desk: FakeDesk, tmp_path: Path) -> None:
    """Between the choice of a port and the first request lie seconds, in which a second desk may choose."""
    with _listen(None) as first, _listen(None) as second:
        assert first.getsockname() != second.getsockname()
        port = second.getsockname()[1]
        with pytest.raises(Exception, match=str(port)):
            serve(desk, home=tmp_path, port=port, clock=SystemClock(), ready=lambda *_: None, pages=False)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"port": "x"}', b"\xff"])
def test_a_broken_note_is_no_note(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "serve.json").write_bytes(content)
    assert ServeNote.read(tmp_path) is None
