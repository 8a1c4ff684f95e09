"""What a failed call means: the line that a person reads, and whether asking again can help."""

import json
from typing import TYPE_CHECKING, NamedTuple

from agents.model.embedded import Endpoint

if TYPE_CHECKING:
    import openai


class Failure(NamedTuple):
    words: str
    error: Exception
    pause: float | None = None  # seconds before asking again; None: asking again does not help
    option: str | None = None  # the request's option that the endpoint does not take
    reached: bool = True  # False: no connection was made


def explain(endpoint: Endpoint, error: Exception, timeout: float) -> Failure:
    import openai

    who = endpoint.label
    if isinstance(error, openai.APITimeoutError):
        words = f"{who} did not answer within {timeout:g} seconds. Try again, raise COPYDESK_MODEL_TIMEOUT,"
        return Failure(f"{words} or name another endpoint.", error, reached=_connected(error))
    if isinstance(error, openai.APIConnectionError):
        words = f"{who} cannot be reached ({_cause(error)}). Check OPENAI_BASE_URL and that the server runs."
        return Failure(words, error, pause=1.0, reached=_connected(error))
    if isinstance(error, openai.APIStatusError):
        return _status(who, endpoint.model, error)
    if isinstance(error, openai.LengthFinishReasonError):
        return Failure(f"{who} did not finish its answer within the token limit. Try again, or ask for less.", error)
    if isinstance(error, openai.ContentFilterFinishReasonError):
        return Failure(f"{who} withheld its answer: its content filter objected to the request.", error)
    return Failure(
        f"{who} answered with something that is not a chat completion ({_line(str(error), 80)}). "
        "Check that OPENAI_BASE_URL names an OpenAI-compatible endpoint, usually ending in /v1.",
        error,
    )


def _status(who: str, model: str, error: "openai.APIStatusError") -> Failure:
    status = error.status_code
    said = _line(_said(error), 160)
    if status in (401, 403):
        return Failure(f"{who} refused the key (HTTP {status}: {said}). Check OPENAI_API_KEY.", error)
    if status == 404:
        words = f"{who} does not know the model '{model}' or the address (HTTP 404: {said})."
        return Failure(f"{words} Check COPYDESK_MODEL and OPENAI_BASE_URL.", error)
    if status == 429:
        words = f"{who} has had too many requests, or its quota is used up (HTTP 429: {said}). Try again later."
        return Failure(words, error, pause=_retry_after(error))
    if status >= 500 or status == 408:
        words = f"{who} failed (HTTP {status}: {said}). Try again later, or name another endpoint."
        return Failure(words, error, pause=_retry_after(error))
    option = error.param if error.code in ("unsupported_parameter", "unsupported_value") else None
    return Failure(f"{who} did not take the request (HTTP {status}: {said}).", error, option=_ours(option))


def _ours(option: str | None) -> str | None:
    return "max_tokens" if option == "max_completion_tokens" else option


def _retry_after(error: "openai.APIStatusError") -> float:
    """Seconds; the form with a date is rare and not read. https://www.rfc-editor.org/rfc/rfc9110#name-retry-after"""
    try:
        return max(float(error.response.headers.get("retry-after", "")), 0.0)
    except ValueError:
        return 0.0


def _said(error: "openai.APIStatusError") -> str:
    body = error.body
    if isinstance(body, dict) and isinstance(body.get("message"), str):
        return str(body["message"])
    return body if isinstance(body, str) else json.dumps(body) if body else "no reason given"


def _connected(error: BaseException | None) -> bool:
    """False where it was the connection that failed; by name, since openai may bring an httpx of its own."""
    while error is not None:
        if type(error).__name__ in ("ConnectError", "ConnectTimeout"):
            return False
        error = error.__cause__
    return True


def _cause(error: Exception) -> str:
    root: BaseException = error
    while root.__cause__ is not None:
        root = root.__cause__
    return _line(str(root) or type(root).__name__, 80)


def _line(text: str, limit: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
