"""A webhook against a real server: signed, in Slack's shape, and never longer than its limit."""

import hashlib
import hmac
import json
import logging
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.receivers import WebReceiver, web_receiver
from tools.notify.errors import NotSentError
from tools.notify.webhook import Hook, post

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SECRET = "s3cr3t-of-the-hook"


@pytest.fixture
def receiver() -> Iterator[WebReceiver]:
    with web_receiver() as found:
        yield found


def send(receiver: WebReceiver, text: str = "Please sign", seconds: float = 5.0, secret: str | None = SECRET) -> None:
    post(Hook(url=receiver.url, secret=secret, seconds=seconds), text, key="m-1", at=AT)


def test_it_is_slacks_json_under_a_key_and_a_signature(receiver: WebReceiver) -> None:
    send(receiver, "Zwei Zeilen:\n<!channel> & 5 > 4 für alle")
    (sent,) = receiver.posts
    assert json.loads(sent.body) == {"text": "Zwei Zeilen:\n&lt;!channel&gt; &amp; 5 &gt; 4 für alle"}
    assert sent.headers["content-type"].startswith("application/json")
    assert sent.key == "m-1"
    stamp = sent.headers["copydesk-timestamp"]
    assert stamp == str(int(AT.timestamp()))
    expected = hmac.new(SECRET.encode(), stamp.encode() + b"." + sent.body, hashlib.sha256).hexdigest()
    assert sent.headers["copydesk-signature"] == f"v1={expected}"


def test_without_a_secret_there_is_no_signature(receiver: WebReceiver) -> None:
    send(receiver, secret=None)
    assert "copydesk-signature" not in receiver.posts[0].headers


@pytest.mark.parametrize(
    ("status", "lasting", "said"),
    [(500, False, "500"), (503, False, "503"), (429, False, "429"), (404, True, "404"), (301, True, "not followed")],
)
def test_an_answer_that_is_no_yes_is_named(receiver: WebReceiver, status: int, lasting: bool, said: str) -> None:
    receiver.script.append(status)
    with pytest.raises(NotSentError, match=said) as refused:
        send(receiver)
    assert (refused.value.lasting, refused.value.unreachable) == (lasting, False)


@pytest.mark.parametrize(
    ("given", "read"), [("120", 120.0), ("999999", 3600.0), ("Fri, 31 Dec 2027", None), ("²", None)]
)
def test_a_target_that_asks_for_time_gets_it_within_reason(receiver: WebReceiver, given: str, read: float) -> None:
    receiver.script.append(503)
    receiver.headers["Retry-After"] = given.encode().decode("latin-1")
    with pytest.raises(NotSentError) as refused:
        send(receiver)
    assert refused.value.after == read


@pytest.mark.parametrize("act", ["hang", "drip"])
def test_a_target_that_hangs_is_cut_off(receiver: WebReceiver, act: str) -> None:
    """A drip sends one byte after the other, so that no socket's own timeout would ever end it."""
    receiver.script.append(act)
    began = time.monotonic()
    with pytest.raises(NotSentError, match=r"did not answer within 0\.3 s") as refused:
        send(receiver, seconds=0.3)
    assert time.monotonic() - began < 2
    assert refused.value.unreachable


def test_a_target_that_takes_connections_and_says_nothing_is_cut_off_within_tls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        hook = Hook(url=f"https://127.0.0.1:{listener.getsockname()[1]}/", seconds=0.3)
        with pytest.raises(NotSentError, match="did not answer"):
            post(hook, "x", key="m-1", at=AT)


def test_a_target_that_closes_or_refuses_is_named(receiver: WebReceiver) -> None:
    receiver.script.append("close")
    with pytest.raises(NotSentError, match="broke off"):
        send(receiver)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NotSentError, match="refuses connections"):
        post(Hook(url=f"http://127.0.0.1:{port}/"), "x", key="m-1", at=AT)


def test_an_encrypted_address_whose_server_speaks_no_tls_is_named(receiver: WebReceiver) -> None:
    url = receiver.url.replace("http://", "https://")
    with pytest.raises(NotSentError, match=r"TLS|certificate|broke off"):
        post(Hook(url=url, seconds=2), "x", key="m-1", at=AT)


def test_neither_errors_nor_logs_nor_a_hooks_name_hold_a_secret(
    receiver: WebReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.script.extend([500, "close"])
    said = []
    for _ in range(2):
        with pytest.raises(NotSentError) as refused:
            send(receiver)
        said.append(str(refused.value))
    said += [caplog.text, repr(Hook(url=receiver.url, secret=SECRET))]
    assert not any(secret in text for text in said for secret in (SECRET, "SECRET-PATH"))
