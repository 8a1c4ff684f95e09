"""Of a desk: cases that a person works on, where a request would go, and a brand that stands still."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from agents.graph.brief import Triage
    from agents.views import AllClearView, CaseCard, CaseStatus, CaseView, HoldView


class CasesApi(Protocol):
    def cases(self, status: "CaseStatus | None" = None) -> "tuple[CaseView, ...]":
        """What was handed to a person, the most severe first; of one status, or all."""
        ...

    def case(self, id: str) -> "CaseCard":
        """One case with all that whoever takes it over has to know. Raises NotFoundError."""
        ...

    def take_case(self, id: str, user: str, door: str) -> "CaseView":
        """Makes `user` the owner of a case: both clocks stop. Raises AlreadyDecidedError where it is taken or over."""
        ...

    def resolve_case(self, id: str, cause: str, note: str, user: str, door: str) -> "CaseView":
        """Ends a case with its cause; a P1 and the cause "other" need words. By who has taken it, or an admin."""
        ...

    def release_case(self, id: str, conditions: tuple[str, ...], user: str, door: str) -> "CaseView":
        """Lets a risky design go on under conditions once each role that policy names agrees; never harm."""
        ...

    def note_case(self, id: str, text: str, user: str, door: str) -> "CaseCard":
        """Writes a note on a case, by who may work on it or who wrote the message. Returns the case with it."""
        ...

    def transfer_case(self, id: str, to: str, reason: str, user: str, door: str) -> "CaseCard":
        """Hands a case to another person, who has to take it anew: both clocks begin again."""
        ...

    def all_clears(self, brand: str | None = None) -> "tuple[AllClearView, ...]":
        """What "not an incident" has taught triage, the latest first."""
        ...

    def end_all_clear(self, id: str, user: str, door: str) -> "AllClearView":
        """Forgets one of them: messages like it go to a person again. By on call or an admin."""
        ...

    def triage(self, text: str, brand: str | None = None) -> "Triage":
        """What would become of a request: route, severity, flags and brief. Nothing is run and no model is asked."""
        ...

    def hold(self, brand: str | None, reason: str, user: str, door: str) -> None:
        """Holds every publication of a brand at once, until it is lifted."""
        ...

    def lift(self, brand: str | None, user: str, door: str) -> None:
        """Ends every hold of a brand, so that what is due goes out; a crisis stays on. By on call or an admin."""
        ...

    def holds(self, brand: str | None = None) -> "tuple[HoldView, ...]":
        """What keeps brands from publishing now, oldest first; of one brand, where one is named."""
        ...

    def crisis_on(self, brand: str | None, reason: str, until: "datetime", user: str, door: str) -> "HoldView":
        """Every publication of a brand stands still at once, until then or until the same roles switch it off."""
        ...

    def crisis_off(self, brand: str | None, user: str, door: str) -> None:
        """Switches a brand's crisis off, so that what is signed and due goes out. By on call or an admin."""
        ...
