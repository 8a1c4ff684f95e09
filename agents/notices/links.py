"""Where a notice leads: the card's address at the web desk, or the command that shows it where no address is set."""

from urllib.parse import urlencode

from agents.notices.kinds import ABOUT_APPROVALS, ABOUT_CASES
from agents.notices.told import Told

APPROVALS = "/approvals/"


def place(told: Told) -> str | None:
    """Inside the desk; None where there is no card."""
    if told.kind in ABOUT_APPROVALS:
        return f"{APPROVALS}?{urlencode({'tab': 'mine' if told.status == 'pending' else 'done', 'id': told.subject})}"
    if told.kind in ABOUT_CASES:
        return f"{APPROVALS}?{urlencode({'tab': 'cases', 'id': told.subject})}"
    return f"/?{urlencode({'run': told.run})}" if told.run else None


def link(told: Told, desk: str | None) -> str:
    """What a reader opens or types; empty where there is nothing to open."""
    at = place(told)
    if desk is not None and at is not None:
        return desk + at
    if told.kind in ABOUT_APPROVALS:
        return f"copydesk approvals show {told.subject}"
    if told.kind in ABOUT_CASES:
        return f"copydesk cases show {told.subject}"
    return f"copydesk runs show {told.run}" if told.run else ""
