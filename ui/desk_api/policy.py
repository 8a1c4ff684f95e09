"""Of a desk: policy in words and by trial, tiers, and the models that are validated."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.policy.explain import Explanation
    from agents.policy.lint import Problem
    from agents.policy.simulate import Simulation
    from agents.views import ModelSuite, ModelView, PolicyVersion, PolicyWords, TierView, WorkflowView


class PolicyApi(Protocol):
    def explain(self, approval_id: str) -> "Explanation":
        """The policy rules in order, for one draft: which matched, and why the others did not."""
        ...

    def lint(self, brand: str | None = None, without: str | None = None) -> "tuple[Problem, ...]":
        """What is wrong with a brand's policy, among the people who are at this desk now; errors first.

        `without`: as if that one were not at it.
        """
        ...

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: "datetime | None" = None,
        brand: str | None = None,
    ) -> "Simulation":
        """What another policy file, given as text, would have asked for; the brand's own where none is given."""
        ...

    def policy_refusals(self) -> tuple[str, ...]:
        """Why policy files as they stand are not in force, a line each; the policies before them stay."""
        ...

    def policy_versions(self, brand: str | None = None) -> "tuple[PolicyVersion, ...]":
        """Every version of a brand's policy that was in force, with its digest and since when."""
        ...

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        """One version of a policy, word for word, by the beginning of its digest. Raises NotFoundError."""
        ...

    def policy_words(self, days: int = 30, brand: str | None = None) -> "PolicyWords":
        """The policy in force, rule by rule, with what each decided in the last days."""
        ...

    def workflow(self, days: int = 30, brand: str | None = None) -> "WorkflowView":
        """The steps of a run, which of them wait for a person, and for how long they really waited."""
        ...

    def tiers(self, brand: str | None = None) -> "tuple[TierView, ...]":
        """What policy may sign by itself, and on what evidence."""
        ...

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> "TierView":
        """One person's signature under a tier; the last one that is needed opens it. Raises NotAllowedError."""
        ...

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> "TierView":
        """Closes an open tier with a reason: people sign again from now on. Raises NotAllowedError."""
        ...

    def models(self, brand: str | None = None) -> "tuple[ModelView, ...]":
        """The model that the desk runs on first, then every record of a validation for this brand."""
        ...

    def validate_model(
        self, model: str, suites: "tuple[ModelSuite, ...]", user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """One person's signature that these suites passed with this model: tiers may be open under it."""
        ...

    def revoke_model(
        self, model: str, reason: str, user: str, door: str, brand: str | None = None
    ) -> "tuple[ModelView, ...]":
        """Takes a validation back: from now on people sign every draft of a tier, until it is validated again."""
        ...
