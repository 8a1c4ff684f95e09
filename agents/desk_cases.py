"""Cases at the desk: what was handed to a person, and what the person does with it."""

from agents import presenting
from agents.benches import Benches
from agents.ledger import cases, runs
from agents.ledger.database import Ledger
from agents.motor import Motor
from agents.signing import casework
from agents.views import CaseStatus, CaseView


class Cases:
    def __init__(self, ledger: Ledger, motor: Motor, benches: Benches) -> None:
        self._ledger = ledger
        self._motor = motor
        self._benches = benches

    def listing(self, status: CaseStatus | None) -> tuple[CaseView, ...]:
        with self._ledger.read() as connection:
            found = [(row, runs.get(connection, row.run)) for row in cases.listing(connection, status)]
        return tuple(presenting.case_view(row, run, self._called(row.brand)) for row, run in found)

    def one(self, case: str) -> CaseView:
        with self._ledger.read() as connection:
            row = cases.get(connection, case)
            run = runs.get(connection, row.run)
        return presenting.case_view(row, run, self._called(row.brand))

    def take(self, case: str, user: str, door: str) -> CaseView:
        casework.take(self._ledger, case, user, door, self._called_for(case))
        return self.one(case)

    def resolve(self, case: str, cause: str, note: str, user: str, door: str) -> CaseView:
        casework.resolve(self._ledger, case, cause, note, user, door, self._called_for(case))
        return self._moved(case)

    def release(self, case: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        casework.release(self._ledger, case, conditions, user, door)
        return self._moved(case)

    def _called_for(self, case: str) -> tuple[str, ...]:
        with self._ledger.read() as connection:
            brand = cases.get(connection, case).brand
        return self._called(brand)

    def _called(self, brand: str) -> tuple[str, ...]:
        """Whom policy calls, by name: whoever is alarmed can act, whatever roles they hold."""
        return self._benches.policy(brand).case_rules.on_call

    def _moved(self, case: str) -> CaseView:
        view = self.one(case)
        self._motor.wake(view.run)
        return view
