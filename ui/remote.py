"""The desk of another process on this machine, through its loopback REST interface."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import httpx
from pydantic import ValidationError

from knowledge.errors import CopydeskError, InputError, NotFoundError
from ui.api.operations import Operation, operations
from ui.desk_api import DeskApi
from ui.serve_note import ServeNote

TIMEOUT = httpx.Timeout(600.0, connect=2.0)  # an ingest may take minutes


def connect(home: Path) -> DeskApi | None:
    """The desk that serves this home, or None when none answers."""
    note = ServeNote.read(home)
    if note is None:
        return None
    client = httpx.Client(
        base_url=note.url, headers={"Authorization": f"Bearer {note.token}"}, timeout=TIMEOUT, trust_env=False
    )
    try:
        health = client.get("/api/health")
    except httpx.TransportError:
        client.close()
        return None
    if health.status_code != httpx.codes.OK:
        client.close()
        return None
    return cast(DeskApi, RemoteDesk(client))


class RemoteDesk:
    """Has every method of `DeskApi`, with the same arguments, results and errors."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    @property
    def default_brand(self) -> Any:  # noqa: ANN401 — typed by DeskApi
        return self._call(operations()["default_brand"])

    def close(self) -> None:
        self._client.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        operation = operations().get(name)
        if operation is None:
            raise AttributeError(name)
        return lambda *args, **kwargs: self._call(operation, *args, **kwargs)

    def _call(self, operation: Operation, *args: object, **kwargs: object) -> Any:  # noqa: ANN401 — as above
        body = operation.prepare(*args, **kwargs).model_dump_json(by_alias=True)
        try:
            response = self._client.post(
                f"/api/{operation.name}", content=body, headers={"Content-Type": "application/json"}
            )
        except httpx.TransportError as error:
            raise CopydeskError(
                f"The serving desk does not answer ({error}). Start it again: copydesk serve"
            ) from error
        if response.is_error:
            raise _error(response)
        try:
            result = operation.result.validate_json(response.content)
        except ValidationError as error:
            raise CopydeskError(
                "The serving desk answers in another shape: it runs another version. Start it again: copydesk serve"
            ) from error
        return iter(result) if operation.streams else result


def _error(response: httpx.Response) -> CopydeskError:
    try:
        message, code = response.json()["error"]["message"], response.json()["error"]["exit_code"]
    except (ValueError, KeyError, TypeError):
        return CopydeskError(f"The serving desk answered {response.status_code}. `copydesk doctor` looks for why.")
    if response.status_code == httpx.codes.NOT_FOUND:
        return NotFoundError(message)
    return InputError(message) if code == InputError.exit_code else CopydeskError(message)
