"""What `/api/openapi.json` says: each operation with what it takes, what it answers, how it refuses, and who may call.

The schemas of what is sent and of what comes back are made in one go, so that a name means one thing.
"""

import inspect
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from ui.api.operations import Operation, operations
from ui.desk_api import members

VERSION = "3.1.0"  # of OpenAPI
SESSION = "copydesk"  # the cookie of who is signed in at the pages
_REF = "#/components/schemas/{model}"
_ABOUT = (
    "One operation of the desk a path, each asked with POST and a body of JSON. This machine alone is answered: the"
    " host must be 127.0.0.1 or localhost. A person's own token is made under People or with `copydesk tokens create`;"
    " pages of the desk call with their session."
)
_REFUSALS = {
    "400": "What was asked cannot be done; nothing was changed.",
    "401": "Nobody is known by this token or session.",
    "403": "A rule of the desk forbids it to this person.",
    "404": "There is no such run, approval, case, document or name.",
    "422": "The body is no JSON, or does not fit the schema.",
    "500": "The desk failed; its log says how.",
}
_BUSY = "This person, or everybody together, waits for too many runs already."


class Refusal(BaseModel):
    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="The kind of error.")
    message: str = Field(description="One line: what is wrong, and what to do.")
    exit_code: int = Field(description="What the command line would end with.")


class Refused(BaseModel):
    """What every refusal answers."""

    model_config = ConfigDict(extra="forbid")

    error: Refusal


class Described(FastAPI):
    """An application whose interface for programs is told by this file."""

    def openapi(self) -> dict[str, Any]:
        return document()


@cache
def document() -> dict[str, Any]:
    adapters = operations()
    told, found = TypeAdapter.json_schemas(
        [
            *((name, "validation", TypeAdapter(one.request)) for name, one in adapters.items()),
            *((name, "serialization", one.result) for name, one in adapters.items()),
            ("refused", "serialization", TypeAdapter(Refused)),
        ],
        ref_template=_REF,
    )
    refused = told["refused", "serialization"]
    return {
        "openapi": VERSION,
        "info": {"title": "Copydesk", "version": version("copydesk"), "description": _ABOUT},
        "security": [{"token": []}, {"session": []}],
        "paths": {
            "/api/health": {"get": _health(refused)},
            **{
                f"/api/{name}": {
                    "post": _described(one, told[name, "validation"], told[name, "serialization"], refused)
                }
                for name, one in adapters.items()
            },
        },
        "components": {
            "schemas": found["$defs"],
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "A person's own token."},
                "session": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": SESSION,
                    "description": "Of somebody signed in at the pages; taken from the desk's own pages alone.",
                },
            },
        },
    }


def _described(one: Operation, taken: Any, answered: Any, refused: Any) -> dict[str, Any]:  # noqa: ANN401
    refusals = {**_REFUSALS, "429": _BUSY} if one.name == "wait" else _REFUSALS
    return {
        "operationId": one.name,
        "summary": one.name.replace("_", " ").capitalize(),
        "description": inspect.getdoc(members()[one.name]) or "",
        "requestBody": {"required": True, "content": _json(taken)},
        "responses": {
            "200": {"description": "Done.", "content": _json(answered)},
            **{status: {"description": why, "content": _json(refused)} for status, why in refusals.items()},
        },
    }


def _health(refused: Any) -> dict[str, Any]:  # noqa: ANN401
    answered = {
        "type": "object",
        "properties": {"status": {"const": "ok"}, "pid": {"type": "integer"}},
        "required": ["status", "pid"],
    }
    return {
        "operationId": "health",
        "summary": "Whether the desk is there, and as which process",
        "responses": {
            "200": {"description": "It is there.", "content": _json(answered)},
            "401": {"description": _REFUSALS["401"], "content": _json(refused)},
        },
    }


def _json(schema: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"application/json": {"schema": schema}}
