"""What the requests of all operations have in common."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

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
