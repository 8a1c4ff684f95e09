"""A desk's policy: why it decided, what is wrong with it, what another file would have done, its past versions."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.benches import Benches
from agents.home import Home
from agents.ledger import approvals, drafts, policies, runs
from agents.ledger.database import Ledger
from agents.policy.explain import Explanation
from agents.policy.lint import Problem
from agents.policy.policy import Policy
from agents.policy.simulate import Past, Simulation, simulate
from agents.signing import staff
from agents.signing.filing import lot, policy_facts
from agents.views import PolicyVersion


class PolicyDesk:
    def __init__(self, ledger: Ledger, home: Home, benches: Benches) -> None:
        self._ledger = ledger
        self._home = home
        self._benches = benches

    def lint(self, brand: str | None) -> tuple[Problem, ...]:
        return Policy.load(self._home.folder(brand).policy).lint(staff.holders_of(self._ledger))

    def explain(self, approval: str) -> Explanation:
        with self._ledger.read() as connection:
            row = approvals.get(connection, approval)
            facts = _facts(connection, row)
        return self._benches.of(row.brand).policy.explain(facts, draw=lot(row.subject))

    def simulate(self, brand: str | None, text: str | None, name: str, since: datetime | None) -> Simulation:
        """The brand's own file stands in for one that is not given."""
        folder = self._home.folder(brand)
        policy = Policy.load(folder.policy) if text is None else Policy.parse(text, name=name)
        past, left_out = [], 0
        with self._ledger.read() as connection:
            for row in approvals.filed(connection, folder.brand.id, since):
                found = _past(connection, row)
                past += [found] if found is not None else []
                left_out += found is None
        return simulate(past, policy).model_copy(update={"left_out": left_out})

    def versions(self, brand: str | None) -> tuple[PolicyVersion, ...]:
        folder = self._home.folder(brand)
        now = Policy.load(folder.policy).digest
        with self._ledger.read() as connection:
            rows = policies.listing(connection, folder.brand.id)
        return tuple(PolicyVersion(digest=row.digest, first_used=row.seen, in_force=row.digest == now) for row in rows)

    def version(self, digest: str, brand: str | None) -> str:
        with self._ledger.read() as connection:
            return policies.text_of(connection, self._home.folder(brand).brand.id, digest)


def _past(connection: Connection, row: Row[Any]) -> Past | None:
    """None where the draft's report or its brief is gone."""
    run = runs.get(connection, row.run)
    if run.triage is None or drafts.version(connection, row.subject).report is None:
        return None
    state = approvals.state_of(connection, row, run.requester)
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


def _facts(connection: Connection, row: Row[Any]) -> Any:  # noqa: ANN401
    draft = drafts.get(connection, row.subject)
    return policy_facts(connection, runs.get(connection, row.run), draft, drafts.version(connection, row.subject))
