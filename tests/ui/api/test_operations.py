"""What the requests of all operations have in common."""

from collections.abc import Iterator
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from agents.graph.brief import Money
from agents.ledger import runs
from agents.service import Desk
from agents.views import AskRequest
from ui.api.operations import operations


def models_in(kind: Any) -> Iterator[type[BaseModel]]:
    """Every model that an annotation names, at any depth."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models_in(field.annotation)
    elif hasattr(kind, "__value__"):
        yield from models_in(kind.__value__)
    for part in get_args(kind):
        yield from models_in(part)


@pytest.mark.parametrize("name", operations())
def test_no_request_takes_a_field_that_it_does_not_know_at_any_depth(name: str) -> None:
    models = models_in(operations()[name].request)
    assert {model.__name__ for model in models if model.model_config.get("extra") != "forbid"} == set()


def test_requests_have_models_within_models() -> None:
    assert {model.__name__ for model in models_in(operations()["ask"].request)} == {"AskRequest", "Money"}
    assert "ModelFigure" in {model.__name__ for model in models_in(operations()["validate_model"].request)}


def test_a_request_that_another_version_kept_with_more_is_still_read(real: Desk) -> None:
    run = real.ask(AskRequest(text="x", value=Money(amount=Decimal(5), currency="EUR")), "mara", "cli").run
    with real.ledger.read() as connection:
        row = runs.get(connection, run)
    kept = {**row.options, "mood": "calm", "value": {**row.options["value"], "per": "day"}}
    assert runs.request_of(SimpleNamespace(options=kept, request="x")) == runs.request_of(row)
