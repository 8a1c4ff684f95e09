"""EML to blocks: subject, date and the words of the message itself; quoted mails and attachments are left out."""

import email
import email.errors
import email.policy
import re
from email.message import EmailMessage

from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.parsed import Limits, Parsed, RefusedError
from knowledge.formats.webpage import WebPage

_QUOTED = re.compile(
    r"^(?:-{3,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)\s*-{3,}"
    r"|_{10,}|(?:on|am|le|el|il|op) .{4,120}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\s*:)\s*$",
    re.I,
)


def read_mail(data: bytes, limits: Limits) -> Parsed:
    """Nothing that the message points to is fetched. Raises RefusedError."""
    del limits  # its bytes were counted before
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        subject = " ".join(str(message["subject"] or "").split())
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (email.errors.MessageError, LookupError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise RefusedError(f"it is not an e-mail message: {' '.join(str(error).split())}") from error
    if not message.keys() or not isinstance(text, str):
        raise RefusedError("it is not an e-mail message: it has no header")
    html = isinstance(body, EmailMessage) and body.get_content_type() == "text/html"
    found = WebPage(text).blocks() if html else _paragraphs(text)
    head = [Block("heading", subject, 1, 1, "subject")] if subject else []
    sent = str(message["date"] or "").strip()
    if sent and found:
        head.append(Block("paragraph", f"Sent: {sent}", 1, at="header"))
    notes = [f"{len(attached)} attachments were not read: {', '.join(attached[:5])}"] if attached else []
    return Parsed(blocks=[*head, *found] if found else [], title=subject or None, notes=notes)


def _paragraphs(text: str) -> list[Block]:
    blocks: list[Block] = []
    held: list[str] = []
    start = 1
    for number, line in enumerate([*text.replace("\r\n", "\n").split("\n"), ""], start=1):
        if _QUOTED.match(line.strip()):
            break
        if line.strip() and not line.startswith(">") and line.rstrip() != "--":
            start = start if held else number
            held.append(line)
        elif held:
            blocks.append(Block("paragraph", squeeze("\n".join(held)), start, at=f"message, line {start}"))
            held = []
    if held:
        blocks.append(Block("paragraph", squeeze("\n".join(held)), start, at=f"message, line {start}"))
    return blocks
