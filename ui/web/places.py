"""Addresses inside the desk."""

from urllib.parse import urlencode, urlsplit

CHAT = "/"
APPROVALS = "/approvals/"
PEOPLE = "/people/"
AUDIT = "/audit/"
AUDIT_FILE = "/download/audit"
PASSWORD = "/password"  # noqa: S105 - an address
POLICY = "/policy/"
CASES = "/approvals/?tab=cases"
_LONGEST = 36_000  # characters of an address as it is sent: what a page takes, in any script


def run(id: str) -> str:
    return f"{CHAT}?{urlencode({'run': id})}"


def policy(brand: str) -> str:
    return f"{POLICY}?{urlencode({'brand': brand})}"


def approval(id: str, tab: str = "mine") -> str:
    return f"{APPROVALS}?{urlencode({'tab': tab, 'id': id})}"


def case(id: str) -> str:
    return f"{APPROVALS}?{urlencode({'tab': 'cases', 'id': id})}"


def inside(target: str | None) -> str:
    """Where to go after the sign-in: an address of this desk, never another site's."""
    if len(target or "") > _LONGEST:
        return CHAT
    parts = urlsplit(target or CHAT)
    if parts.scheme or parts.netloc or not (target or CHAT).startswith("/") or (target or "").startswith(("//", "/\\")):
        return CHAT
    return target or CHAT
