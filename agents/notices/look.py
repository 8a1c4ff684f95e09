"""What `copydesk doctor` says of a brand's notices. Reads settings and counts, and writes to nobody."""

from collections.abc import Callable, Collection, Mapping, Sequence

from agents.notices.settings import Notify, checked_url
from agents.views import Check

NAME = "notices"
RETRY = "copydesk notices list --dead says why; mend that, then: copydesk notices retry ID"


def look(
    settings: Notify,
    file: str,
    *,
    secrets: Callable[[str], str | None],
    known: Collection[str],
    called: Sequence[str],
    counts: Mapping[str, int],
) -> Check:
    """`known`: active people; `called`: who is called for a P1 case; `counts`: of messages given up or stuck."""
    if settings.is_empty:
        return Check(name=NAME, ok=True, detail=f"nobody is written to; {file} would say who, and how")
    problem = _problem(settings, file, secrets, known, called) or _stuck(counts)
    reach = f"{len(settings.people)} by mail, {len(settings.webhooks)} webhooks"
    if problem is None:
        links = f", links lead to {settings.desk}" if settings.desk else "; without 'desk' there are no links"
        return Check(name=NAME, ok=True, detail=reach + links)
    words, remedy = problem
    return Check(name=NAME, ok=False, detail=f"{reach}; {words}", remedy=remedy)


def _problem(
    settings: Notify,
    file: str,
    secrets: Callable[[str], str | None],
    known: Collection[str],
    called: Sequence[str],
) -> tuple[str, str] | None:
    unset = [name for name in settings.variables if not secrets(name)]
    if unset:
        return f"{unset[0]} is not set", f"Set the environment variable {unset[0]} where the desk runs."
    wrong = [
        hook.url_from
        for hook in settings.webhooks.values()
        if hook.url_from and checked_url(secrets(hook.url_from) or "") is None
    ]
    if wrong:
        return f"{wrong[0]} holds no web address", f"Put an address that begins with https:// into {wrong[0]}."
    strangers = [name for name in settings.people if name not in known]
    if strangers:
        return f"nobody active is called '{strangers[0]}'", f"Correct the name in {file}, or take it out."
    alarms = any("on-call" in hook.roles for hook in settings.webhooks.values())
    if not alarms and not any(name in settings.people for name in called):
        return "nobody on call can be reached", f"Add the address of {called[0] if called else 'somebody'} to {file}."
    return None


def _stuck(counts: Mapping[str, int]) -> tuple[str, str] | None:
    if counts.get("dead"):
        return f"{counts['dead']} given up", RETRY
    if counts.get("pending"):
        return f"{counts['pending']} did not get through yet", "They are tried again while `copydesk serve` runs."
    return None
