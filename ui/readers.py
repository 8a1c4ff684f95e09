"""Who may read what not everybody reads; the same at the pages and through the REST interface."""

from collections.abc import Collection

from agents.signing.people import ROLES, Role

TRAIL: tuple[Role, ...] = ("admin", "auditor", "legal", "compliance", "privacy")  # the audit trail
NAMERS: tuple[Role, ...] = ("admin", "auditor", "privacy")  # whom its references mean
PEOPLE: tuple[Role, ...] = ("admin", "auditor")  # everybody's place at the desk, and everybody's tokens
BUT_MARKETERS: tuple[Role, ...] = tuple(role for role in ROLES if role != "marketer")
OWN_REQUESTS = "Marketers read what came of their own requests"


def of_own_requests(roles: Collection[str]) -> bool:
    """Who only markets reads what came of their own requests; whoever signs, guards or audits reads all."""
    return set(roles) == {"marketer"}
