"""A desk whose notices go to real servers on loopback."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.scenes import restate
from tests.receivers import MailReceiver, WebReceiver, mail_receiver, web_receiver

Write = Callable[..., None]
SECONDS = 1.5  # that a target may take


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.fixture
def desk(home: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(home, clock=clock, model=ScriptedChat(restate))
    yield desk
    desk.close()


@pytest.fixture
def mails() -> Iterator[MailReceiver]:
    with mail_receiver() as found:
        yield found


@pytest.fixture
def web() -> Iterator[WebReceiver]:
    with web_receiver() as found:
        yield found


@pytest.fixture
def notify(home: Path) -> Write:
    """Writes the sample brand's notify.yaml."""

    def write(**settings: Any) -> None:
        path = home / "brands" / "orrelune" / "notify.yaml"
        path.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")

    return write


def through(mails: MailReceiver, *people: str, **more: Any) -> dict[str, Any]:
    """Settings for people who are reached by mail."""
    mail = {
        "server": "127.0.0.1",
        "port": mails.port,
        "security": "none",
        "from": "desk@orrelune.example",
        "seconds": SECONDS,
    }
    return {"mail": mail, "people": {name: f"{name}@orrelune.example" for name in people}, **more}


def hook(web: WebReceiver, *roles: str, **more: Any) -> dict[str, Any]:
    return {"url": web.url, "roles": list(roles), "seconds": SECONDS, **more}
