"""Cases at the desk: what was handed to a person, and what the person does with it."""

from agents import presenting
from agents.ledger import cases, runs
from agents.ledger.database import Ledger
from agents.motor import Motor
from agents.signing import casework
from agents.views import CaseStatus, CaseView


class Cases:
    def __init__(self, ledger: Ledger, motor: Motor) -> None:
        self._ledger = ledger
        self._motor = motor

    def listing(self, status: CaseStatus | None) -> tuple[CaseView, ...]:
        with self._ledger.read() as connection:
            return tuple(
                presenting.case_view(row, runs.get(connection, row.run)) for row in cases.listing(connection, status)
            )

    def one(self, case: str) -> CaseView:
        with self._ledger.read() as connection:
            row = cases.get(connection, case)
            return presenting.case_view(row, runs.get(connection, row.run))

    def take(self, case: str, user: str, door: str) -> CaseView:
        casework.take(self._ledger, case, user, door)
        return self.one(case)

    def resolve(self, case: str, cause: str, note: str, user: str, door: str) -> CaseView:
        casework.resolve(self._ledger, case, cause, note, user, door)
        return self._moved(case)

    def release(self, case: str, conditions: tuple[str, ...], user: str, door: str) -> CaseView:
        casework.release(self._ledger, case, conditions, user, door)
        return self._moved(case)

    def _moved(self, case: str) -> CaseView:
        view = self.one(case)
        self._motor.wake(view.run)
        return view
