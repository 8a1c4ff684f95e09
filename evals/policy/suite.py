"""Does the sample brand's policy decide what its owners meant? A table, each row with its reason and source."""

from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from evals.measured import Measured, Samples
from evals.rows import read_rows
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError

TABLE = Path(__file__).parent / "orrelune.jsonl"


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Row):
    kind: str
    roles: tuple[str, ...]  # in any order
    rules: tuple[str, ...]  # first the one that decides, then those that add signers, in the file's order
    tier: str | None = None

    @property
    def line(self) -> str:
        by = f" by {', '.join(self.roles)}" if self.roles else ""
        return f"{self.kind}{by} ({', '.join(self.rules)})"


class Case(_Row):
    """One row. Facts that are not given: a green English draft for the sample brand."""

    id: str
    facts: dict[str, Any]
    open_tiers: tuple[str, ...] = ()
    draw: float | None = None
    expect: Expected
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)


class Miss(_Row):
    case: str
    reason: str
    expected: Expected
    found: Expected

    @property
    def line(self) -> str:
        return f"{self.case}: {self.found.line}, and should be {self.expected.line}: {self.reason}"


class PolicyResult(Measured):
    suite: ClassVar[str] = "policy"

    right: dict[str, float]
    wrong: tuple[Miss, ...]

    @property
    def samples(self) -> Samples:
        return {"right": self.right}

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(
            f"{one.case}: {one.found.line}, and should be {one.expected.line}: {one.reason}" for one in self.wrong
        )


def run(policy: Policy | None = None, table: Path = TABLE) -> PolicyResult:
    """Raises InputError for a table that cannot be used."""
    rules = policy or Policy.load(BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml")
    cases = read(table)
    found = {case.id: _check(rules, case) for case in cases}
    return PolicyResult(
        right={id: float(miss is None) for id, miss in found.items()},
        wrong=tuple(miss for miss in found.values() if miss is not None),
        rows=len(cases),
        scored=len(found),
    )


def read(table: Path) -> tuple[Case, ...]:
    """Raises InputError, in one line, for a row without a field, a duplicate id or an empty table."""
    cases = read_rows(table, Case)
    for number, case in enumerate(cases, start=1):
        try:
            facts(case)
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"{table}, row {number}: '{'.'.join(map(str, first['loc']))}': {first['msg']}.") from error
    return cases


def facts(case: Case) -> PolicyFacts:
    return PolicyFacts.model_validate({"brand": SAMPLE_BRAND, "locale": "en", "rating": "green", **case.facts})


def _check(policy: Policy, case: Case) -> Miss | None:
    needed = policy.decide(facts(case), open_tiers=frozenset(case.open_tiers), draw=case.draw)
    found = _seen(needed)
    expected = case.expect.model_copy(update={"roles": tuple(sorted(case.expect.roles))})
    met = found == expected and needed.quorum == len(needed.roles)
    return None if met else Miss(case=case.id, reason=case.reason, expected=expected, found=found)


def _seen(needed: Requirement) -> Expected:
    roles = tuple(sorted(needed.roles))
    return Expected(kind=needed.kind, roles=roles, rules=needed.rules, tier=needed.tier)
