"""Values that several keys of the policy file share: lengths of time, time zones, lists of roles."""

import re
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from agents.policy.outcome import Work
from agents.signing.people import Role

_UNITS = {"m": 1, "h": 60, "d": 24 * 60}
_CLOCK = re.compile(r"(\d{1,5})([mhd])")
_WORK = re.compile(r"(\d{1,3}) working (minute|hour|day)s?")
MAX_SLOTS = 12


def _minutes(given: Any) -> Any:  # noqa: ANN401
    """`30m`, `24h`, `2d`."""
    found = _CLOCK.fullmatch(given) if isinstance(given, str) else None
    if found is None:
        if isinstance(given, str) and _WORK.fullmatch(given):
            raise ValueError(f"'{given}' would pause, and this clock never does: write 30m, 24h or 2d")
        raise ValueError(f"'{given}' is no length of time: write 30m, 24h or 2d")
    return int(found[1]) * _UNITS[found[2]]


def _length(given: Any) -> Any:  # noqa: ANN401
    """`30m`, `24h`, `2d`, `4 working hours`, `1 working day`."""
    text = given if isinstance(given, str) else ""
    if found := _CLOCK.fullmatch(text):
        minutes = int(found[1]) * _UNITS[found[2]]
    elif found := _WORK.fullmatch(text):
        minutes = int(found[1])
    else:
        raise ValueError(f"'{given}' is no length of time: write 30m, 24h, 2d, 4 working hours or 1 working day")
    if minutes < 1:
        raise ValueError(f"'{given}' is no time at all: write one that is longer")
    return Work.model_validate({"amount": minutes, "unit": found[2]}) if "working" in text else minutes


def zone(given: str) -> str:
    try:
        ZoneInfo(given)
    except (ValueError, OSError, KeyError) as error:  # ZoneInfoNotFoundError is a KeyError
        raise ValueError(f"'{given}' is no time zone: write one such as Europe/Berlin") from error
    return given


def _may_sign(given: tuple[Role, ...]) -> tuple[Role, ...]:
    if "auditor" in given:
        raise ValueError("an auditor only reads: name another role")
    return given


def listed(given: Any) -> Any:  # noqa: ANN401
    return given if isinstance(given, list | tuple) else [given]


Minutes = Annotated[int, BeforeValidator(_minutes), Field(ge=1)]
Length = Annotated[int | Work, BeforeValidator(_length)]  # minutes by the clock, or working time
Reminders = Annotated[tuple[Length, ...], BeforeValidator(listed)]
Roles = Annotated[tuple[Role, ...], Field(min_length=1, max_length=MAX_SLOTS), AfterValidator(_may_sign)]
