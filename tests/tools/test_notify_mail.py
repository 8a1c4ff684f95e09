"""A letter against a real mail server."""

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.receivers import MailReceiver, mail_receiver
from tools.notify.errors import NotSentError
from tools.notify.mail import Letter, MailServer, message, send

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def receiver() -> Iterator[MailReceiver]:
    with mail_receiver() as found:
        yield found


def letter(**changes: str) -> Letter:
    given = {
        "sender": "desk@orrelune.example",
        "sender_name": "Copydesk, für alle",
        "to": "ana@orrelune.example",
        "subject": "Please sign: ein Entwurf für Instagram",
        "text": "Zeile eins: ü\nhttps://desk.example/approvals/?tab=mine&id=a-1\n",
        "key": "m-1",
    }
    return Letter.model_validate({**given, **changes, "at": AT})


def server(receiver: MailReceiver, **more: object) -> MailServer:
    return MailServer.model_validate(
        {"host": "127.0.0.1", "port": receiver.port, "security": "none", "seconds": 5, **more}
    )


def test_a_letter_arrives_whole_under_its_key(receiver: MailReceiver) -> None:
    send(server(receiver), letter())
    (got,) = receiver.letters
    assert got["subject"] == "Please sign: ein Entwurf für Instagram"
    assert got["message-id"] == "<m-1@orrelune.example>"
    assert got["copydesk-delivery"] == "m-1"
    assert got["auto-submitted"] == "auto-generated"
    assert "Copydesk, für alle" in str(got["from"])
    assert got.get_content().splitlines() == letter().text.splitlines()
    assert receiver.recipients == ["ana@orrelune.example"]


@pytest.mark.parametrize("field", ["subject", "sender_name", "to", "sender"])
def test_a_line_break_never_becomes_a_header(field: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — of several libraries, each in its own words
        message(letter(**{field: "x@y.example\r\nBcc: all@orrelune.example"}))


@pytest.mark.parametrize(
    ("answer", "lasting"), [("451 Later", False), ("452 Full", False), ("554 Spam", True), ("close", False)]
)
def test_what_the_server_says_to_a_letter_is_told_apart(receiver: MailReceiver, answer: str, lasting: bool) -> None:
    receiver.script.append(answer)
    with pytest.raises(NotSentError) as refused:
        send(server(receiver), letter())
    assert refused.value.lasting is lasting
    assert receiver.letters == []


def test_an_address_that_is_not_taken_is_not_repeated_in_the_error(receiver: MailReceiver) -> None:
    with pytest.raises(NotSentError, match=r"\(550\)") as refused:
        send(server(receiver), letter(to="nobody@orrelune.example"))
    assert refused.value.lasting
    assert "nobody" not in str(refused.value)


def test_a_server_that_hangs_is_cut_off(receiver: MailReceiver) -> None:
    receiver.script.append("hang")
    began = time.monotonic()
    with pytest.raises(NotSentError, match=r"did not take mail within 0\.4 s") as refused:
        send(server(receiver, seconds=0.4), letter())
    assert time.monotonic() - began < 2
    assert refused.value.unreachable


def test_a_server_that_greets_letter_by_letter_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    for _ in range(200):
                        connection.send(b"2")
                        time.sleep(0.02)
                except OSError:
                    pass

        thread = threading.Thread(target=drip)
        thread.start()
        slow = MailServer(host="127.0.0.1", port=listener.getsockname()[1], security="none", seconds=0.3)
        began = time.monotonic()
        with pytest.raises(NotSentError, match="did not take mail"):
            send(slow, letter())
        assert time.monotonic() - began < 2
        thread.join()


def test_a_server_that_is_not_there_or_speaks_something_else_is_named(receiver: MailReceiver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(NotSentError, match="refuses connections"):
        send(MailServer(host="127.0.0.1", port=port, security="none"), letter())
    with pytest.raises(NotSentError, match="cannot do what"):  # it offers no STARTTLS
        send(server(receiver, security="starttls"), letter())
    with pytest.raises(NotSentError, match="TLS"):
        send(server(receiver, security="tls"), letter())
    assert receiver.seen == []


def test_a_password_is_used_and_never_told() -> None:
    with mail_receiver(with_password=True) as receiver:
        send(server(receiver, user="desk", password="right-password"), letter())
        wrong = server(receiver, user="desk", password="wr0ng-password")
        with pytest.raises(NotSentError, match="refuses the user and password") as refused:
            send(wrong, letter())
        assert receiver.passwords[0] == "right-password"
        assert len(receiver.letters) == 1
        assert "wr0ng" not in str(refused.value) + repr(wrong)
        assert refused.value.unreachable
