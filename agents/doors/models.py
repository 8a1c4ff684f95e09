"""Language models: which one the desk runs on, and which people have signed for."""

from typing import TYPE_CHECKING

from agents.doors.parts import Parts
from agents.signing import validating

if TYPE_CHECKING:
    from agents.views.models import ModelSuite, ModelView


class ModelsDoor(Parts):
    def models(self, brand: str | None = None) -> "tuple[ModelView, ...]":
        """The model that the desk runs on first, then every record of a validation for this brand."""
        with self.ledger.read() as connection:
            return validating.listing(connection, self.home.folder(brand).brand.id)

    def validate_model(
        self, model: str, suites: "tuple[ModelSuite, ...]", user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """One person's signature that these suites passed with this model: tiers may be open under it."""
        return validating.validate(self.ledger, self.home.folder(brand).brand.id, model, suites, user, door)

    def revoke_model(
        self, model: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """From now on people sign every draft of a tier, until it is validated again."""
        return validating.revoke(self.ledger, self.home.folder(brand).brand.id, model, reason, user, door)
