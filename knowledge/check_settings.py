"""What a brand says about its check, under `check:` in brand.yaml: what only advises, and what weighs otherwise."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.disclosure_settings import DisclosureSettings

Severity = Literal["red", "amber", "advice"]
Family = Literal[
    "voice",
    "wording",
    "claims",
    "grounding",
    "channel",
    "inclusive",
    "privacy",
    "safety",
    "locale",
    "disclosure",
]


class SaturationSettings(BaseModel):
    """Shares of the copy's five-word runs. `same_edges`: recent texts that open, or close, in the same words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amber_from: float = Field(default=0.4, ge=0, le=1)
    advice_from: float = Field(default=0.2, ge=0, le=1)
    same_edges: int = Field(default=3, ge=1)
    amber_edges: int = Field(default=6, ge=1)


class CheckSettings(BaseModel):
    """A rule that is named under `rules` weighs as it says there; else its family decides. Red stays red in a family
    that only advises: it is for what must never go out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    advisory: tuple[Family, ...] = ()  # what they call amber becomes advice
    required: tuple[Family, ...] = ()  # what they call advice becomes amber
    rules: dict[str, Severity] = {}
    contacts: tuple[str, ...] = ()  # the brand's own, no private person's: "@domain", e-mail, telephone, address, IBAN
    disclosure: DisclosureSettings = DisclosureSettings()
    saturation: SaturationSettings = SaturationSettings()
    amber_below: int = Field(default=0, ge=0, le=100)  # a section with a lower score is amber at least
    red_below: int = Field(default=0, ge=0, le=100)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        both = [family for family in self.advisory if family in self.required]
        if both:
            raise ValueError(f"'{both[0]}' cannot be both advisory and required")
        if self.red_below > self.amber_below > 0:
            raise ValueError(f"red_below ({self.red_below}) must not be above amber_below ({self.amber_below})")
        return self
