"""EML to blocks: subject, date and the words of the message itself; quoted mails and attachments are left out."""

import email
import email.errors
import email.policy
import re
from collections.abc import Sequence
from dataclasses import replace
from email.message import MIMEPart

from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError
from knowledge.formats.plain import decode
from knowledge.formats.webpage import WebPage

# the line above an earlier mail that an answer quotes
_QUOTED = re.compile(
    r"-{3,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)\s*-{3,}"
    r"|(?:on|am|le|el|il|op)\b.{4,200}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef)\b.{0,80}:",
    re.I,
)
MOST_MULTIPARTS = 200  # parts of parts: the parser's time grows with their square
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)
_FROM = re.compile(r"\*?(?:from|von|de|da|van)\*?\s*:", re.I)
_SENT = re.compile(r"\*?(?:sent|date|gesendet|datum|envoyé|enviado|fecha|inviato|verzonden)\*?\s*:", re.I)
_DAMAGED = (
    email.errors.InvalidBase64CharactersDefect,
    email.errors.InvalidBase64LengthDefect,
    email.errors.InvalidBase64PaddingDefect,
)
_QUOTED_HTML = "blockquote[type=cite], .gmail_quote, .moz-cite-prefix, #divRplyFwdMsg ~ *, #divRplyFwdMsg"


def read_mail(data: bytes, limits: Limits) -> Parsed:
    """Nothing that the message points to is fetched. Raises RefusedError."""
    del limits  # its bytes were counted before
    if len(_MULTIPART.findall(data)) > MOST_MULTIPARTS:
        raise RefusedError("it is nested too deeply")
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        subject = " ".join(str(message["subject"] or "").split())
        sent = " ".join(str(message["date"] or "").split())
        body = message.get_body(("plain", "html"))
        text = _content(body) if body is not None else ""
        html = body is not None and body.get_content_type() == "text/html"
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (email.errors.MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError) as error:
        raise RefusedError(f"it is not an e-mail message: {' '.join(str(error).split())}") from error
    if not message.keys():
        raise RefusedError("it is not an e-mail message: it has no header")
    found, hidden, quoted = _of_page(text) if html else _of_text(text)
    head = [Block("heading", subject, 1, 1, "subject")] if subject else []
    if sent and found:
        head.append(
            replace(found[0], kind="paragraph", text=f"Sent: {sent}", level=0)
        )  # cited by where the words stand
    many = "1 attachment was" if len(attached) == 1 else f"{len(attached)} attachments were"
    notes = [f"{many} not read: {', '.join(attached[:5])}"] if attached else []
    if quoted:
        notes.append("an earlier mail that it quotes was not read")
    return Parsed(blocks=[*head, *found] if found else [], title=subject or None, hidden=hidden, notes=notes)


def _content(body: MIMEPart) -> str:
    raw = body.get_payload(decode=True)
    if any(isinstance(one, _DAMAGED) for one in body.defects):
        raise RefusedError("its text is damaged: it is not the base64 that its header says it is")
    return decode(raw, body.get_content_charset()) if isinstance(raw, bytes) and raw.strip() else ""


def _of_page(text: str) -> tuple[list[Block], Sequence[Hidden], bool]:
    page = WebPage(text)
    quoted = page.without(_QUOTED_HTML)
    return [replace(block, at="message") for block in page.blocks()], page.hidden(), quoted


def _of_text(text: str) -> tuple[list[Block], Sequence[Hidden], bool]:
    lines = text.split("\n")
    end = next((at for at in range(len(lines)) if _ends(lines, at)), len(lines))
    blocks: list[Block] = []
    held: list[str] = []
    start = 1
    for number, line in enumerate([*lines[:end], ""], start=1):
        if line.strip() and not line.startswith(">"):
            start = start if held else number
            held.append(line)
        elif held:
            blocks.append(Block("paragraph", squeeze("\n".join(held)), start, at=f"message, line {start}"))
            held = []
    quoted = any(line.startswith(">") for line in lines) or (end < len(lines) and lines[end].rstrip() != "--")
    return blocks, (), quoted


def _ends(lines: Sequence[str], at: int) -> bool:
    """Whether the message's own words end above this line: a signature, or an earlier mail, follows."""
    line = lines[at].strip()
    if line == "--" or _QUOTED.fullmatch(line) or _QUOTED.fullmatch(" ".join(lines[at : at + 2])):
        return True
    return bool(_FROM.match(line)) and any(_SENT.match(one.strip()) for one in lines[at + 1 : at + 3]) and at > 0
