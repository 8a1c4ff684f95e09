"""What the check found, as notes for the next attempt at a draft."""

from collections.abc import Mapping
from typing import Any

from tools.findings import BrandReport
from tools.rating import by_weight


def notes_of(kept: Mapping[str, Any] | None) -> str | None:
    """Of a version's report as the ledger keeps it, the gravest first; None where there is nothing to mend."""
    if kept is None:
        return None
    report = BrandReport.model_validate(kept)
    counting = by_weight(each for each in report.findings if each.severity != "advice")
    lines = [
        f"instead of “{each.span}” write “{each.fix}”" if each.fix else f"{_quoted(each.span)}{each.message}"
        for each in counting[:4]
    ]
    return "; ".join(lines) or None


def _quoted(span: str) -> str:
    return f"“{span}”: " if span else ""
