"""A decision about an approval, from the options of `copydesk approvals decide`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from ui.cli import digests, options
from ui.cli.lines import read_json

if TYPE_CHECKING:
    from agents.signing.decision import Decision
    from agents.views import ApprovalCard, ToolCallView


def decision_of(
    card: "ApprovalCard",
    reason: str | None,
    reject: str | None,
    cause: Any,  # noqa: ANN401 - click has checked it
    revise: str | None,
    edit: Path | None,
    respond: str | None,
    digest: str | None,
) -> "Decision":
    """What the options of `approvals decide` say about the approval as it was read. Raises InputError, UsageError."""
    from agents.signing.decision import Approve, Edit, Reject, Respond, Revise

    rejecting = reject is not None or cause is not None
    changing = not rejecting and revise is None and respond is None
    needed = changing and digests.must_be_named(card, signing=edit is None)
    digest = digests.named(card, digest, needed=needed)
    why = options.line(reason, "--reason") if reason is not None else None
    if rejecting:
        if reject is None and cause == "other":
            raise click.UsageError("--cause other needs words: add --reject WORDS")
        said = "" if reject is None else options.line(reject, "--reject")
        return Reject(cause=cause or "other", reason=said, digest=digest)
    if revise is not None:
        return Revise(notes=options.line(revise, "--revise"), digest=digest)
    if respond is not None:
        return Respond(text=options.line(respond, "--respond"), digest=digest)
    if edit is not None:
        if card.call is not None:
            return Edit(arguments=_arguments(edit, card.call), digest=digest, reason=why)
        return Edit(fields=_fields(edit, card), digest=digest, reason=why)
    return Approve(digest=digest or card.digest, reason=why)  # of what was read: what changes since is not signed


def _arguments(file: Path, call: "ToolCallView") -> dict[str, Any]:
    """A JSON object of arguments; those that are not named stay as they are."""
    from ui.cli.check import read_text

    try:
        found = read_json(read_text(file))
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or not found:
        raise InputError(f"{file} must be a JSON object with some of the arguments {', '.join(call.arguments)}.")
    return found


def _fields(file: Path, card: "ApprovalCard") -> dict[str, str]:
    """A JSON object of fields, or the bare text of copy that has one field."""
    from ui.cli.check import read_text

    text = read_text(file)
    known = list(card.drafted.fields)
    try:
        fields = read_json(text)
    except json.JSONDecodeError:
        fields = None
    if isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values()):
        return fields
    if len(known) == 1:
        return {known[0]: text.strip()}
    raise InputError(f"{file} must be a JSON object with some of the fields {', '.join(known)}.")
