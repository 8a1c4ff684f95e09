"""Values that several keys of the policy file share: lengths of time, lists of roles."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from agents.signing.people import Role

_UNITS = {"m": 1, "h": 60, "d": 24 * 60}
MAX_SLOTS = 12


def _minutes(given: Any) -> Any:  # noqa: ANN401
    """`30m`, `24h`, `2d`."""
    found = re.fullmatch(r"(\d{1,5})([mhd])", given) if isinstance(given, str) else None
    if found is None:
        raise ValueError(f"'{given}' is no length of time: write 30m, 24h or 2d")
    return int(found[1]) * _UNITS[found[2]]


def _may_sign(given: tuple[Role, ...]) -> tuple[Role, ...]:
    if "auditor" in given:
        raise ValueError("an auditor only reads: name another role")
    return given


def listed(given: Any) -> Any:  # noqa: ANN401
    return given if isinstance(given, list | tuple) else [given]


Minutes = Annotated[int, BeforeValidator(_minutes), Field(ge=1)]
Reminders = Annotated[tuple[Minutes, ...], BeforeValidator(listed)]
Roles = Annotated[tuple[Role, ...], Field(min_length=1, max_length=MAX_SLOTS), AfterValidator(_may_sign)]
