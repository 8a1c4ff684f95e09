"""What policy says of cases: who is asked, how fast, and who may release a risky design."""

from pydantic import Field, field_validator

from agents.graph.brief import INCIDENT, RISKY_DESIGN, CaseSeverity, Flag
from agents.policy.conditions import Condition
from agents.policy.fields import Minutes, Roles
from agents.signing.people import Role

_GRAVEST: tuple[Flag, ...] = (
    *("harm", "crisis", "legal_threat", "press", "complaint", "churn_risk"),
    *("minors_targeted", "biometrics", "synthetic_likeness"),
)


class Clocks(Condition):
    """Two clocks of a case: until it has reached a person, until a person has taken it."""

    transfer: Minutes
    acknowledge: Minutes


def _clocks() -> dict[CaseSeverity, Clocks]:
    return {
        "P1": Clocks.model_validate({"transfer": "2m", "acknowledge": "10m"}),
        "P2": Clocks.model_validate({"transfer": "15m", "acknowledge": "1h"}),
        "P3": Clocks.model_validate({"transfer": "2h", "acknowledge": "8h"}),
    }


class CaseRules(Condition):
    """Who gets a case, how fast, and who may release a risky design."""

    on_call: tuple[str, ...] = ()  # names of people, in the order they are asked
    clocks: dict[CaseSeverity, Clocks] = Field(default_factory=_clocks)
    owners: dict[Flag, Role] = Field(default_factory=dict)
    owner: Role = "on-call"  # of everything else
    release: dict[Flag, Roles] = Field(default_factory=dict)

    @field_validator("clocks")
    @classmethod
    def _all_severities(cls, given: dict[CaseSeverity, Clocks]) -> dict[CaseSeverity, Clocks]:
        missing = [severity for severity in ("P1", "P2", "P3") if severity not in given]
        if missing:
            raise ValueError(f"no clocks for {', '.join(missing)}: add transfer and acknowledge")
        return given

    @field_validator("release")
    @classmethod
    def _risky_designs_only(cls, given: dict[Flag, tuple[Role, ...]]) -> dict[Flag, tuple[Role, ...]]:
        for flag in given:
            if flag not in RISKY_DESIGN:
                known = ", ".join(sorted(RISKY_DESIGN))
                raise ValueError(f"'{flag}' is not a risky design and cannot be released; these can: {known}")
        return given

    def owner_role(self, flags: tuple[Flag, ...]) -> Role:
        """Of the gravest flag that has an owner; of the first of them where none is grave."""
        by_weight = sorted(flags, key=lambda flag: _GRAVEST.index(flag) if flag in _GRAVEST else len(_GRAVEST))
        return next((self.owners[flag] for flag in by_weight if flag in self.owners), self.owner)

    def working_roles(self) -> tuple[Role, ...]:
        """All who may get a case of another: the owners of cases of any kind, who is on call, and admins."""
        return tuple(dict.fromkeys(("on-call", self.owner, *self.owners.values(), "admin")))

    def release_roles(self, flags: tuple[Flag, ...]) -> tuple[Role, ...]:
        """All of these must release it; empty: nobody can, because it is an incident or the file names no roles."""
        risky = [flag for flag in flags if flag in RISKY_DESIGN]
        if not risky or set(flags) & INCIDENT or any(flag not in self.release for flag in risky):
            return ()
        return tuple(dict.fromkeys(role for flag in risky for role in self.release[flag]))

    def transfer_minutes(self, severity: CaseSeverity) -> int:
        return self.clocks[severity].transfer

    def acknowledge_minutes(self, severity: CaseSeverity) -> int:
        return self.clocks[severity].acknowledge
