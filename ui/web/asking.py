"""A request as the chat's composer sends it: free words, a brief, or both."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar
from urllib.parse import parse_qs

from pydantic import ValidationError

from agents.views import AskRequest
from knowledge.brand import Brand
from knowledge.errors import FieldError, InputError
from ui.amounts import read_money
from ui.moments import in_zone
from ui.texts import say
from ui.web.board import Press
from ui.web.render.chat import AUDIENCE

T = TypeVar("T")


def read_request(press: Press, brand: Brand, brands: Sequence[Brand]) -> AskRequest:
    """Held for its requester's choice; `brand` where none is chosen. Raises InputError for what cannot be read."""
    text, focus = press.text("text"), press.text("focus")
    if not text and not focus:
        raise FieldError(say("chat.empty"), "text")
    chosen = next((one for one in brands if one.id == press.text("brand")), brand)
    try:
        return AskRequest(
            text=text,
            brand=press.text("brand") or None,
            focus=focus or None,
            product=press.text("product") or None,
            voice=press.text("voice") or None,
            hook=press.text("hook") or None,
            segments=(*_picked(press, "segments"), *_listed(press.text("audience", AUDIENCE))),
            channels=_picked(press, "channels"),
            locales=_of_brand(_picked(press, "locales"), chosen),
            variants=read_box(press, "variants", number),
            value=read_box(press, "value", read_money),
            when=read_box(press, "when", lambda text: local_moment(text, chosen.timezone)),
            hold=True,
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise FieldError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.", str(first["loc"][0])) from error


def read_box(press: Press, box: str, reads: Callable[[str], T]) -> T | None:
    """None for an empty box. Raises FieldError."""
    text = press.text(box)
    try:
        return reads(text) if text else None
    except InputError as error:
        raise FieldError(str(error), box) from error


def _picked(press: Press, name: str) -> tuple[str, ...]:
    return tuple(value for value in press.several(name) if value)


def _of_brand(locales: tuple[str, ...], brand: Brand) -> tuple[str, ...]:
    """What the form offers. In free words any language can be asked for."""
    strange = next((one for one in locales if one not in brand.locales), None)
    if strange is not None:
        raise InputError(say("chat.no_locale", locale=strange[:40], brand=brand.name, locales=", ".join(brand.locales)))
    return locales


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def number(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise InputError(say("chat.no_number", text=text[:20]))
    return int(text)


def query_of(at: str) -> dict[str, str]:
    """What an address asks for; of several values the first."""
    return {key: values[0] for key, values in parse_qs(at.removeprefix("?")).items()}


def local_moment(text: str, timezone: str) -> datetime | None:
    """What a box for date and time holds; without an offset it is the brand's local time."""
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(say("chat.no_date", text=text[:40])) from error
    return in_zone(parsed, timezone)
