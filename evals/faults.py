"""What is wrong with a row or a threshold, in words for whoever writes one."""

from collections.abc import Collection

from pydantic import ValidationError


def fault(error: ValidationError, keys: Collection[str]) -> str:
    """The first fault, as a sentence that names its key; `keys` are those there could be in its place."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "extra_forbidden":
            return f"there is no key '{key}'. The keys: {', '.join(keys)}."
        case "missing":
            return f"'{key}' is missing."
    return f"{f'{key!r}: ' if key else ''}{first['msg'].removeprefix('Value error, ')}."
