"""Why a decision was not taken. Nothing was changed; each says what to do next."""

from datetime import datetime

from knowledge.errors import InputError


class SigningError(InputError):
    """The decision cannot be taken."""


class AlreadyDecidedError(SigningError):
    """Somebody decided first; says who and when."""

    rule = "already-decided"

    def __init__(self, status: str, by: str, at: datetime) -> None:
        super().__init__(
            f"Already {status} by {by} at {at:%Y-%m-%d %H:%M:%S %Z}. Nothing was changed. (rule: {self.rule})"
        )
        self.status = status
        self.by = by
        self.at = at


class DigestMismatchError(SigningError):
    """The version named is not the current one."""

    rule = "digest"

    def __init__(self, named: str | None, current: str) -> None:
        if named is None:
            text = f"A person has edited this version: name its digest to decide on it (now {current[:12]}…)."
        else:
            text = (
                f"The text has changed since version {named[:12]}…: read the current one, {current[:12]}…, and decide."
            )
        super().__init__(f"{text} (rule: {self.rule})")
        self.named = named
        self.current = current


class NotAllowedError(SigningError):
    """A rule forbids it; names the rule."""

    def __init__(self, rule: str, words: str) -> None:
        super().__init__(f"{words} (rule: {rule})")
        self.rule = rule
        self.words = words


class UnderRevisionError(SigningError):
    """It was sent back. It can be decided when its new version is submitted."""


class SignInError(SigningError):
    """The name or the password is wrong."""


class TooManyAttemptsError(SigningError):
    """Too many wrong passwords."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many wrong passwords. Try again in {seconds} seconds.")
        self.seconds = seconds
