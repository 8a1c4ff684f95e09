"""Errors that reach a person. Each says what, which value, and what to do next."""


class CopydeskError(Exception):
    """Something failed; nothing was lost."""

    exit_code = 1

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__ or type(self).__name__)


class InputError(CopydeskError):
    """What was given cannot be used."""

    exit_code = 2


class FieldError(InputError):
    """What one field of it holds cannot be used."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


class NotFoundError(InputError):
    """There is no such thing here."""


class StorageError(CopydeskError):
    """A file of the desk could not be read or written."""
