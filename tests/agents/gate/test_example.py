"""The worked example: an agent that may send e-mail, a real mail server, and a person who decides elsewhere."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.agents.gate.agents import MAIL, Talker, calls, talker
from tests.receivers import MailReceiver, mail_receiver

ROOT = Path(__file__).parents[3]
REQUEST = "Write to Kim that the bottles have come."


@pytest.fixture
def mail() -> Iterator[MailReceiver]:
    with mail_receiver() as receiver:
        yield receiver


@pytest.fixture
def example(mail: MailReceiver, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_PORT", str(mail.port))
    spec = importlib.util.spec_from_file_location("mail_agent", Path(__file__).with_name("mail_agent.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def model() -> Talker:
    return talker(calls(("send_email", MAIL)))


def copydesk(home: Path, *words: str) -> str:
    """From a process of its own, as a person at another terminal would."""
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli", *words],
        cwd=ROOT,
        env={**os.environ, "COPYDESK_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_person_signs_at_another_terminal_and_the_letter_goes_out_once(
    example: ModuleType, model: Talker, home: Path, mail: MailReceiver
) -> None:
    (line,) = example.main(REQUEST, model, home)
    approval = line.split()[0]
    assert line.startswith(f"{approval} waits for brand: send_email")
    assert example.main(None, model, home) == [line]  # nobody has decided yet
    assert "tool send_email" in copydesk(home, "approvals", "list")
    assert '"They have come."' in copydesk(home, "approvals", "show", approval)
    assert not mail.letters
    said = copydesk(home, "approvals", "decide", approval, "--as", "ana", "--approve")
    assert said.strip().endswith("It runs when its agent goes on.")
    assert example.main(None, model, home) == ["Done."]
    assert example.main(None, model, home) == ["Nothing was asked."]
    (letter,) = mail.letters
    assert (letter["To"], letter["Subject"], letter.get_content().strip()) == tuple(MAIL.values())


def test_a_person_changes_the_letter_first(
    example: ModuleType, model: Talker, home: Path, mail: MailReceiver, tmp_path: Path
) -> None:
    (line,) = example.main(REQUEST, model, home)
    approval = line.split()[0]
    change = tmp_path / "change.json"
    change.write_text('{"body": "They are here."}', encoding="utf-8")
    copydesk(home, "approvals", "decide", approval, "--as", "ana", "--edit", str(change))
    assert example.main(None, model, home) == ["Done."]
    (letter,) = mail.letters
    assert letter.get_content().strip() == "They are here."
