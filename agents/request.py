"""A request at the desk's door: what cannot be used is refused there, before anything is filed."""

import unicodedata
from collections.abc import Mapping

from agents.graph.brief import Brief
from agents.views import AskRequest
from knowledge.errors import InputError
from tools.channels import Channels

WAY_OUT = "Put long material into a document and `copydesk ingest` it."
MOST: dict[str, int] = {
    name: next(rule.le for rule in Brief.model_fields[name].metadata if hasattr(rule, "le"))
    for name in ("variants", "alternatives")
}


def check_text(text: str, most: int) -> None:
    """Raises InputError."""
    if not text.strip():
        raise InputError("The request is empty. Say what you need, in any language.")
    if len(text) > most:
        raise InputError(f"The request has {len(text):,} characters; at most {most:,} are read. {WAY_OUT}")


def check_copy(fields: Mapping[str, str]) -> None:
    """Raises InputError for copy that shows nobody anything: blank, or characters that cannot be seen."""
    if not any(_is_seen(letter) for value in fields.values() for letter in value):
        raise InputError("The copy is empty: there is nothing to check. Give the text that is to go out.")


def _is_seen(letter: str) -> bool:
    return not letter.isspace() and unicodedata.category(letter) not in {"Cc", "Cf"}


def check_beside(request: AskRequest, channels: Channels) -> None:
    """What was set beside the words. Raises InputError, naming it."""
    for name, most in MOST.items():
        value = getattr(request, name)
        if value is not None and not 1 <= value <= most:
            raise InputError(f"{value} {name} cannot be asked for at once: between 1 and {most}.")
    for channel in request.channels:
        channels.get(channel)
    if request.when is not None and request.when.tzinfo is None:
        raise InputError(f"The time {request.when.isoformat()} has no time zone: add one, such as +01:00.")
