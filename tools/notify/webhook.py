"""A JSON document to a web address: what Slack's incoming webhooks take, signed so that your own receiver can trust it.

The signature is HMAC-SHA256 over "<timestamp>.<body>" with the shared secret, in hexadecimal.
"""

import hashlib
import hmac
import http.client
import json
from datetime import datetime
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field

from tools.notify.errors import NotSentError
from tools.notify.wire import Limit, broken, dial, encrypt, silence

DELIVERY = "Copydesk-Delivery"  # the same for each try of one message
TIMESTAMP = "Copydesk-Timestamp"  # seconds since 1970, of this try
SIGNATURE = "Copydesk-Signature"  # "v1=<hexadecimal>", where there is a secret

_AGAIN = frozenset({408, 409, 423, 425, 429})  # not the message's fault, like everything from 500
_LONGEST = 3600.0  # seconds: longer than this no target is left alone


class Hook(BaseModel):
    """Where to. The address may itself be a secret, as Slack's are."""

    model_config = ConfigDict(frozen=True)

    url: str = Field(repr=False)
    secret: str | None = Field(default=None, repr=False)
    seconds: float = 10.0  # for the whole exchange


def sign(secret: str, timestamp: int, body: bytes) -> str:
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256)
    return f"v1={digest.hexdigest()}"


def escaped(text: str) -> str:
    """As Slack wants it: these three are its markup, and would let a text call everybody in a channel."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def post(hook: Hook, text: str, *, key: str, at: datetime) -> None:
    """Returns once the target has said yes. Raises NotSentError."""
    parts = urlsplit(hook.url)
    host = parts.hostname or ""
    body = json.dumps({"text": escaped(text)}, ensure_ascii=False).encode()
    limit = Limit(hook.seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    default = 443 if parts.scheme == "https" else 80
    try:
        connection = dial(host, parts.port or default, limit)
        with limit.over(connection):
            carrier = encrypt(connection, host) if parts.scheme == "https" else connection
            http_ = http.client.HTTPConnection(host, parts.port or default, timeout=limit.left)
            http_.sock = carrier
            try:
                http_.request("POST", path, body, _headers(hook, body, key, at))
                with http_.getresponse() as answer:
                    status, wait = answer.status, answer.getheader("Retry-After")
            finally:
                http_.close()
                connection.close()
    except (OSError, http.client.HTTPException) as error:
        raise (silence(host, limit, "answer") if limit.is_up else broken(host, error)) from None
    _check(host, status, wait)


def _headers(hook: Hook, body: bytes, key: str, at: datetime) -> dict[str, str]:
    timestamp = int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "copydesk",
        DELIVERY: key,
        TIMESTAMP: str(timestamp),
        "Connection": "close",
    }
    return headers | ({SIGNATURE: sign(hook.secret, timestamp, body)} if hook.secret else {})


def _check(host: str, status: int, wait: str | None) -> None:
    if 200 <= status < 300:
        return
    said = f"{host} answered {status}"
    if status >= 500 or status in _AGAIN:
        raise NotSentError(said, after=_seconds(wait))
    if 300 <= status < 400:
        raise NotSentError(f"{said}: it sends the desk to another address, which is not followed", lasting=True)
    raise NotSentError(f"{said}: it does not want this", lasting=True)


def _seconds(wait: str | None) -> float | None:
    """Of a Retry-After header; one that names a date or nonsense is passed over."""
    return min(float(wait), _LONGEST) if wait and wait.isascii() and wait.isdigit() else None
