"""Language models, and what people have signed about them."""

from datetime import datetime
from typing import Literal, Self

from pydantic import Field, model_validator

from agents.views.base import Given, View


class ModelFigure(Given):
    """A figure of a suite with its 95 % interval, and where it must lie, if anywhere."""

    value: float = Field(allow_inf_nan=False)
    low: float = Field(allow_inf_nan=False)
    high: float = Field(allow_inf_nan=False)
    n: int = Field(ge=1)
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool:
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)


class ModelSuite(Given):
    """One suite as it was run with a model. `version` changes with its cases and thresholds."""

    suite: str = Field(min_length=1, max_length=80)
    version: str = Field(min_length=1, max_length=80)
    figures: dict[str, ModelFigure]

    @model_validator(mode="after")
    def _measured(self) -> Self:
        if not self.figures:
            raise ValueError(f"the suite '{self.suite}' has no figure")
        return self

    @property
    def below(self) -> tuple[str, ...]:
        return tuple(name for name, figure in self.figures.items() if not figure.met)

    @property
    def gated(self) -> bool:
        """Whether any of its figures could have failed."""
        return any(figure.at_least is not None or figure.at_most is not None for figure in self.figures.values())


class ModelView(View):
    """A model that the desk runs on, or that somebody signed for. `why`: it was revoked."""

    model: str
    in_use: bool
    state: Literal["unvalidated", "validated", "revoked", "replaced"]
    suites: tuple[ModelSuite, ...] = ()
    signed_by: str | None = None
    roles: tuple[str, ...] = ()
    at: datetime | None = None
    revoked_by: str | None = None
    revoked_at: datetime | None = None
    why: str | None = None
