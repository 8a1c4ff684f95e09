"""One letter to one person, through an SMTP server."""

import smtplib
import socket
import ssl
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tools.notify.errors import NotSentError
from tools.notify.webhook import DELIVERY
from tools.notify.wire import Limit, broken, dial, encrypt, silence

Security = Literal["starttls", "tls", "none"]


class MailServer(BaseModel):
    model_config = ConfigDict(frozen=True)

    host: str
    port: int
    security: Security
    user: str | None = None
    password: str | None = Field(default=None, repr=False)
    seconds: float = 10.0  # for the whole exchange


class Letter(BaseModel):
    """`subject` is one line; what could end a header is refused when the letter is made."""

    model_config = ConfigDict(frozen=True)

    sender: str  # an address
    sender_name: str
    to: str  # an address
    subject: str
    text: str
    key: str  # the same for each try: a mail program shows a letter that came twice once
    at: datetime


def message(letter: Letter) -> EmailMessage:
    """Raises ValueError for a line break in a header, and for what is no address."""
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(letter.sender_name, addr_spec=letter.sender)
    made["To"] = Address(addr_spec=letter.to)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = f"<{letter.key}@{_domain(letter)}>"
    made["Auto-Submitted"] = "auto-generated"  # so that nobody's holiday answers it (RFC 3834)
    made[DELIVERY] = letter.key
    made.set_content(letter.text, cte="quoted-printable")
    return made


def send(server: MailServer, letter: Letter) -> None:
    """Returns once the server has taken it. Raises NotSentError."""
    limit = Limit(server.seconds)
    made = message(letter)
    try:
        connection = dial(server.host, server.port, limit)
        with limit.over(connection):
            try:
                _hand_over(connection, server, letter, made, limit)
            finally:
                connection.close()
    except smtplib.SMTPResponseException as error:  # before it is taken for an OSError
        # half an answer, cut off, may look like a whole one
        raise (silence(server.host, limit, "take mail") if limit.is_up else _refused(server.host, error)) from None
    except smtplib.SMTPRecipientsRefused as error:
        ((code, _),) = error.recipients.values()
        raise NotSentError(f"{server.host} does not take mail for this address ({code})", lasting=code >= 500) from None
    except smtplib.SMTPNotSupportedError:
        raise NotSentError(f"{server.host} cannot do what notify.yaml asks of it", unreachable=True) from None
    except OSError as error:
        raise (silence(server.host, limit, "take mail") if limit.is_up else broken(server.host, error)) from None


def _hand_over(connection: socket.socket, server: MailServer, letter: Letter, made: EmailMessage, limit: Limit) -> None:
    carrier = encrypt(connection, server.host) if server.security == "tls" else connection
    with _Session(carrier, server.host, _domain(letter), limit) as session:
        if server.security == "starttls":
            session.starttls(context=ssl.create_default_context())
        if server.user and server.password:
            session.login(server.user, server.password)
        session.send_message(made, letter.sender, [letter.to])


class _Session(smtplib.SMTP):
    """Over a connection that is there already."""

    def __init__(self, carrier: socket.socket, host: str, own_name: str, limit: Limit) -> None:
        self._carrier = carrier
        self._limit = limit
        # named, because smtplib would look this machine's name up, which can take for ever
        super().__init__(host, 1, local_hostname=own_name, timeout=limit.left)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # noqa: ARG002
        self._carrier.settimeout(self._limit.left)
        return self._carrier

    def __exit__(self, *_: object) -> None:
        """Without the courtesy of a QUIT: whether the mail was taken is known, and a server may not answer that."""
        self.close()


def _domain(letter: Letter) -> str:
    return letter.sender.rpartition("@")[2]


def _refused(host: str, error: smtplib.SMTPResponseException) -> NotSentError:
    code = int(error.smtp_code)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return NotSentError(f"{host} refuses the user and password of notify.yaml ({code})", unreachable=True)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return NotSentError(f"{host} refuses the sender of notify.yaml ({code})", lasting=code >= 500)
    if isinstance(error, smtplib.SMTPDataError):
        return NotSentError(f"{host} refuses the letter ({code})", lasting=code >= 500)
    return NotSentError(f"{host} answered {code}", unreachable=True)
