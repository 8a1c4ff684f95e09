"""What keeps a message from its target. The words hold no address, no secret and nothing that the other side wrote."""

from knowledge.errors import CopydeskError


class NotSentError(CopydeskError):
    """A message did not get through; it is kept.

    `lasting`: the same again would fail again, so a person has to look. `unreachable`: the target as a whole does not
    answer, so that its other messages need not be tried either. `after`: seconds that the target asks to be left alone.
    """

    def __init__(
        self, message: str, *, lasting: bool = False, unreachable: bool = False, after: float | None = None
    ) -> None:
        super().__init__(message)
        self.lasting = lasting
        self.unreachable = unreachable
        self.after = after
