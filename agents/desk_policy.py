"""A desk's policy: why it decided, what is wrong with it, what another file would have done, its past versions."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row

from agents.benches import Benches
from agents.home import Home
from agents.ledger import approvals, drafts, policies, runs, tiers, tool_calls
from agents.ledger.database import Ledger
from agents.policy.explain import Explanation
from agents.policy.lint import Problem
from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.policy.rules import Rule, Tier
from agents.policy.simulate import Past, Simulation, simulate
from agents.signing import autonomy, staff
from agents.signing.autonomy import open_tiers, rule_digest, tier_rules
from agents.signing.call_filing import call_facts
from agents.signing.evidence import Evidence
from agents.signing.filing import lot, policy_facts
from agents.signing.validating import why_not
from agents.views import PolicyVersion, TierView
from knowledge.errors import CopydeskError

NOT_IN_FORCE = "This file is not in force, because it would lock people out. The policy before it stays."


class PolicyDesk:
    def __init__(self, ledger: Ledger, home: Home, benches: Benches) -> None:
        self._ledger = ledger
        self._home = home
        self._benches = benches

    def lint(self, brand: str | None, without: str | None) -> tuple[Problem, ...]:
        folder = self._home.folder(brand)
        held = staff.holders_of(self._ledger)
        left = {role: tuple(name for name in names if name != without) for role, names in held.items()}
        problems = Policy.load(folder.policy).lint(left)
        if self._benches.policy_refusal(folder.brand.id) is None:
            return problems
        return (Problem(level="error", rule=None, words=NOT_IN_FORCE), *problems)

    def refusals(self) -> tuple[str, ...]:
        return tuple(line for brand in self._home.brands() if (line := self._refusal(brand)) is not None)

    def _refusal(self, brand: str) -> str | None:
        try:
            return self._benches.policy_refusal(brand)
        except CopydeskError as error:  # there is none in force
            return str(error)

    def explain(self, approval: str) -> Explanation:
        with self._ledger.read() as connection:
            row = approvals.get(connection, approval)
            facts = _facts(connection, row)
            policy = self._benches.of(row.brand).policy
            mark = tiers.tier_of(connection, row.subject)
            held = open_tiers(connection, policy, row.brand) if mark is not None and mark.by_policy else frozenset()
        return policy.explain(facts, open_tiers=held, draw=lot(row.subject))

    def simulate(self, brand: str | None, text: str | None, name: str, since: datetime | None) -> Simulation:
        """The brand's own file stands in for one that is not given."""
        folder = self._home.folder(brand)
        policy = Policy.load(folder.policy) if text is None else Policy.parse(text, name=name)
        past, left_out = [], 0
        with self._ledger.read() as connection:
            held = open_tiers(connection, policy, folder.brand.id)
            for row in approvals.filed(connection, folder.brand.id, since):
                found = _past(connection, row)
                past += [found] if found is not None else []
                left_out += found is None
        return simulate(past, policy, open_tiers=held).model_copy(update={"left_out": left_out})

    def versions(self, brand: str | None) -> tuple[PolicyVersion, ...]:
        folder = self._home.folder(brand)
        now = self._benches.policy(brand).digest
        with self._ledger.read() as connection:
            rows = policies.listing(connection, folder.brand.id)
        return tuple(PolicyVersion(digest=row.digest, first_used=row.seen, in_force=row.digest == now) for row in rows)

    def version(self, digest: str, brand: str | None) -> str:
        with self._ledger.read() as connection:
            return policies.text_of(connection, self._home.folder(brand).brand.id, digest)

    def tiers(self, brand: str | None) -> tuple[TierView, ...]:
        folder = self._home.folder(brand)
        policy = self._benches.of(folder.brand.id).policy
        with self._ledger.read() as connection:
            return tuple(_tier(connection, policy, folder.brand.id, rule, tier) for rule, tier in tier_rules(policy))

    def open_tier(self, tier: str, user: str, door: str, brand: str | None) -> TierView:
        folder = self._home.folder(brand)
        policy = self._benches.of(folder.brand.id).policy
        autonomy.sign_open(self._ledger, policy, folder.brand.id, tier, user, door)
        return self._one(tier, brand)

    def close_tier(self, tier: str, why: str, user: str, door: str, brand: str | None) -> TierView:
        folder = self._home.folder(brand)
        policy = self._benches.of(folder.brand.id).policy
        autonomy.close(self._ledger, policy, folder.brand.id, tier, why, user, door)
        return self._one(tier, brand)

    def _one(self, tier: str, brand: str | None) -> TierView:
        return next(view for view in self.tiers(brand) if view.id == tier)


def _tier(connection: Connection, policy: Policy, brand: str, rule: Rule, tier: Tier) -> TierView:
    evidence = tiers.evidence(connection, brand, tier.id)
    row = tiers.latest(connection, brand, tier.id)
    current = row is not None and row.digest == rule_digest(policy, rule)
    state: Literal["closed", "signing", "open"] = "closed"
    if row is not None and current and row.status == "pending":
        state = "signing"
    elif tier.id in open_tiers(connection, policy, brand):
        state = "open"
    return TierView(
        id=tier.id,
        rule=rule.id,
        because=rule.because,
        state=state,
        decided=evidence.decided,
        changed=evidence.changed,
        upper=evidence.upper,
        limit=float(tier.limit),
        sample_share=float(tier.sample_share),
        opened_by=tier.opened_by,
        signed=tuple(tiers.signers(connection, brand, tier.id, row.opening)) if row is not None and current else (),
        since=_since(row, state),
        closed_by=row.closed_by if row is not None and state == "closed" and row.status == "closed" else None,
        why=_why_closed(row, current, evidence, tier, why_not(connection, brand)) if state == "closed" else None,
    )


def _since(row: Row[Any] | None, state: str) -> datetime | None:
    """When it came into this state; None where its evidence or a change of its rule closed it."""
    if row is None:
        return None
    moments: dict[str, datetime | None] = {"open": row.opened, "signing": row.begun, "closed": row.closed}
    return moments[state]


def _why_closed(row: Row[Any] | None, current: bool, evidence: Evidence, tier: Tier, unvalidated: str | None) -> str:
    if row is not None and row.status == "closed":
        return str(row.why)
    if row is not None and not current:
        return "The rule was changed since it was signed open."
    if evidence.upper >= float(tier.limit):
        return f"The evidence does not reach yet: {evidence}; it must be below {float(tier.limit):.0%}."
    return unvalidated or "Nobody has signed it open."


def _past(connection: Connection, row: Row[Any]) -> Past | None:
    """None where the draft's report or its brief is gone."""
    if row.subject_kind == "draft":
        run = runs.get(connection, row.run)
        if run.triage is None or drafts.version(connection, row.subject).report is None:
            return None
    state = approvals.state_of(connection, row, approvals.requester_of(connection, row))
    return Past(
        approval=row.id,
        run=row.run,
        status=row.status,
        filed=row.created,
        facts=_facts(connection, row),
        requirement=state.requirement,
        signed={user: tuple(roles) for user, roles in state.signers.items()},
        asked=state.asked,
        draw=lot(row.subject),
    )


def _facts(connection: Connection, row: Row[Any]) -> PolicyFacts:
    if row.subject_kind == "tool_call":
        call = tool_calls.get(connection, row.subject)
        return call_facts(connection, call, tool_calls.version(connection, call.id).arguments)
    draft = drafts.get(connection, row.subject)
    return policy_facts(connection, runs.get(connection, row.run), draft, drafts.version(connection, row.subject))
