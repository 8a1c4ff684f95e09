"""Does the sample brand's policy decide what its owners meant? A table, each row with its reason and source."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.policy.outcome import PolicyFacts, Requirement
from agents.policy.policy import Policy
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError

TABLE = Path(__file__).parent / "orrelune.jsonl"
THRESHOLD = 1.0  # a policy is right or it is not


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Expected(_Row):
    kind: str
    roles: tuple[str, ...]  # in any order
    rules: tuple[str, ...]  # first the one that decides, then those that add signers, in the file's order
    tier: str | None = None


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


class SuiteResult(_Row):
    suite: str
    cases: int
    passed: int
    score: float  # the share that passed
    threshold: float
    misses: tuple[Miss, ...]

    @property
    def ok(self) -> bool:
        return self.score >= self.threshold


def run(policy: Policy | None = None, table: Path = TABLE) -> SuiteResult:
    """Raises InputError for a table that cannot be used."""
    rules = policy or Policy.load(BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml")
    cases = read(table)
    misses = [miss for case in cases if (miss := _check(rules, case)) is not None]
    passed = len(cases) - len(misses)
    return SuiteResult(
        suite="policy",
        cases=len(cases),
        passed=passed,
        score=passed / len(cases),
        threshold=THRESHOLD,
        misses=tuple(misses),
    )


def read(table: Path) -> list[Case]:
    """Raises InputError, in one line, for a row without a field, a duplicate id or an empty table."""
    cases: list[Case] = []
    seen: set[str] = set()
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
        try:
            case = Case.model_validate(json.loads(line))
            _facts(case)
        except json.JSONDecodeError as error:
            raise InputError(f"{table}, line {number}: this is not JSON: {error.msg}.") from error
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            raise InputError(f"{table}, line {number}: '{key}': {first['msg']}.") from error
        if case.id in seen:
            raise InputError(f"{table}, line {number}: the id '{case.id}' is there twice. Give one of them another.")
        seen.add(case.id)
        cases.append(case)
    if not cases:
        raise InputError(f"{table} has no rows. Add some, or name another table.")
    return cases


def _facts(case: Case) -> PolicyFacts:
    return PolicyFacts.model_validate({"brand": SAMPLE_BRAND, "locale": "en", "rating": "green", **case.facts})


def _check(policy: Policy, case: Case) -> Miss | None:
    needed = policy.decide(_facts(case), open_tiers=frozenset(case.open_tiers), draw=case.draw)
    found = _seen(needed)
    expected = case.expect.model_copy(update={"roles": tuple(sorted(case.expect.roles))})
    met = found == expected and needed.quorum == len(needed.roles)
    return None if met else Miss(case=case.id, reason=case.reason, expected=expected, found=found)


def _seen(needed: Requirement) -> Expected:
    roles = tuple(sorted(needed.roles))
    return Expected(kind=needed.kind, roles=roles, rules=needed.rules, tier=needed.tier)
