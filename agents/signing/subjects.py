"""What is signed: a subject, and the digest that a signature is on."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from knowledge.errors import InputError

SubjectKind = Literal["draft", "tier", "model", "tool_call", "rule"]


class Subject(BaseModel):
    """One version of one thing that people sign."""

    model_config = ConfigDict(frozen=True)

    kind: SubjectKind
    id: str
    version: int


def canonical_json(value: object) -> bytes:
    """One spelling for equal values: keys sorted by code point, no blanks, UTF-8, nothing escaped that need not be.

    Floats are refused, because one number has several spellings: amounts go in as text or as integers. Text is not
    normalised: what is signed is what goes out, code point by code point, and another spelling of an é is another text.
    Raises InputError.
    """
    _check(value, "$")
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("The text holds half of a character (a lone surrogate): paste it again.") from error


def digest(content: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def draft_digest(
    *,
    brand: str,
    channel: str,
    locale: str,
    audience: Sequence[str],
    targets: Sequence[str],
    fields: Mapping[str, str],
    citations: Sequence[str],
    attachments: Sequence[str] = (),
) -> str:
    """Everything that a reader would see or that decides who reads it.

    Audience and targets are sets: their order does not count. Citations are passage ids and attachments SHA-256 hashes,
    in the order they are shown in.
    """
    content: dict[str, Any] = {
        "kind": "draft",
        "format": 1,
        "brand": brand,
        "channel": channel,
        "locale": locale,
        "audience": sorted(set(audience)),
        "targets": sorted(set(targets)),
        "fields": dict(fields),
        "citations": list(citations),
        "attachments": list(attachments),
    }
    return digest(content)


def tool_call_digest(*, tool: str, arguments: Mapping[str, Any], thread: str, call: str, attempt: int = 0) -> str:
    """Which call of which thread, with which arguments; `attempt` counts how often it was asked again.

    The arguments go in as their JSON text, keys sorted: so a float has the one spelling that Python's `repr` gives it.
    Raises InputError for arguments that JSON cannot hold.
    """
    content: dict[str, Any] = {
        "kind": "tool_call",
        "format": 1,
        "tool": tool,
        "arguments": arguments_text(arguments),
        "thread": thread,
        "call": call,
    }
    return digest({**content, "attempt": attempt} if attempt else content)


def arguments_text(arguments: Mapping[str, Any]) -> str:
    """JSON with sorted keys. Raises InputError."""
    try:
        return json.dumps(arguments, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(f"The arguments are no JSON ({error}), so nobody could sign them.") from error


def _check(value: object, where: str) -> None:
    match value:
        case None | bool() | int() | str():
            return
        case dict():
            for key, item in value.items():
                if not isinstance(key, str):
                    raise InputError(f"{where} has the key {key!r}: only text can be a key in what is signed.")
                _check(item, f"{where}.{key}")
        case list() | tuple():
            for index, item in enumerate(value):
                _check(item, f"{where}[{index}]")
        case _:
            raise InputError(f"{where} is a {type(value).__name__}, which has no one spelling: give it as text.")
