"""Cases at the desk: what was handed to a person, and what the person does with it."""

from agents import presenting
from agents.benches import Benches
from agents.ledger import cases, runs
from agents.ledger.database import Ledger
from agents.motor import Motor
from agents.policy.policy import Policy
from agents.signing import all_clears, casework, handing_over
from agents.views import AllClearView, CaseCard, CaseStatus, CaseView


class Cases:
    def __init__(self, ledger: Ledger, motor: Motor, benches: Benches) -> None:
        self._ledger = ledger
        self._motor = motor
        self._benches = benches

    def listing(self, status: CaseStatus | None) -> tuple[CaseView, ...]:
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            found = [(row, runs.get(connection, row.run)) for row in cases.listing(connection, status)]
        return tuple(presenting.case_view(row, run, now, self._called(row.brand)) for row, run in found)

    def one(self, case: str) -> CaseCard:
        """With all that whoever takes it over has to know."""
        now = self._ledger.clock.now()
        with self._ledger.read() as connection:
            row = cases.get(connection, case)
            run = runs.get(connection, row.run)
            rules = self._benches.policy(row.brand).case_rules
            view = presenting.case_view(row, run, now, rules.on_call)
            may_get = handing_over.receivers(connection, row, now, rules)
            return presenting.case_card(connection, view, run, self._benches.passages(row.brand), may_get)

    def take(self, case: str, user: str, door: str) -> CaseView:
        casework.take(self._ledger, case, user, door, self._called_for(case))
        return self.one(case)

    def note(self, case: str, text: str, user: str, door: str) -> CaseCard:
        handing_over.note(self._ledger, case, text, user, door, self._called_for(case))
        return self.one(case)

    def transfer(self, case: str, to: str, reason: str, user: str, door: str) -> CaseCard:
        handing_over.transfer(self._ledger, case, to, reason, user, door, self._policy_for(case).case_rules)
        return self.one(case)

    def resolve(self, case: str, cause: str, note: str, user: str, door: str) -> CaseView:
        policy = self._policy_for(case)
        alone = policy.file.desk_of_one.requester_may_sign
        called = policy.case_rules.on_call
        casework.resolve(self._ledger, case, cause, note, user, door, called, alone=alone)
        return self._moved(case)

    def release(self, case: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        casework.release(self._ledger, case, conditions, user, door)
        return self._moved(case)

    def learnt(self, brand: str) -> tuple[AllClearView, ...]:
        return all_clears.listing(self._ledger, brand)

    def unlearn(self, all_clear: str, user: str, door: str) -> AllClearView:
        return all_clears.end(self._ledger, all_clear, user, door)

    def _policy_for(self, case: str) -> Policy:
        with self._ledger.read() as connection:
            brand = cases.get(connection, case).brand
        return self._benches.policy(brand)

    def _called_for(self, case: str) -> tuple[str, ...]:
        return self._policy_for(case).case_rules.on_call

    def _called(self, brand: str) -> tuple[str, ...]:
        """Whom policy calls, by name: whoever is alarmed can act, whatever roles they hold."""
        return self._benches.policy(brand).case_rules.on_call

    def _moved(self, case: str) -> CaseView:
        view = self.one(case)
        self._motor.wake(view.run)
        return view
