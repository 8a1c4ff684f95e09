"""One page as one Gradio component: it draws what a handler returns, and sends what a person presses."""

import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote_plus, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.errors import CopydeskError, FieldError, InputError
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.sessions import Visitor
from ui.web.theme import BOARD
from ui.web.turns import TurnLostError, Turns

log = logging.getLogger(__name__)

IDLE = 60.0  # seconds between two looks into Gradio's queue, which nothing here goes through; its own is a millisecond
LONGEST = 3_000  # characters of an address as they are read; the longest box takes 2,000
_ENCODED = 12  # of a character beyond the basic plane
KEPT = 100  # sessions a page. Each load begins one; Gradio keeps what each saw last, of the newest ten thousand


class Press(BaseModel):
    """What the browser sent. Nothing in it is trusted: each action reads what it knows and checks the rest."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    act: str = Field(default="open", max_length=40)
    at: str = ""  # the page's query string
    form: dict[str, str | list[str]] = Field(default_factory=dict)
    data: dict[str, str] = Field(default_factory=dict)  # of the button
    etag: str = ""
    turn: str = Field(default="", pattern="^[0-9]{0,9}$")  # how many presses the browser had sent by then
    refused: str = ""  # why it is not done

    @classmethod
    def read(cls, payload: object) -> "Press":
        """What cannot be read does nothing, stays on its page where that is known, and says so."""
        if not isinstance(payload, Mapping):
            return cls(refused=say("words.press_unread"))
        known = {key: payload[key] for key in ("act", "at", "form", "etag", "turn") if key in payload}
        data = {key: str(value) for key, value in payload.items() if isinstance(value, str | int)}
        try:
            press = cls(**known, data=data)
        except ValidationError:
            return cls(**_place(payload), refused=say("words.press_unread"))
        return press if fits(press.at) else cls(turn=press.turn, refused=_too_long().text)

    def text(self, name: str, most: int | None = None) -> str:
        """Raises InputError for more than `most` characters: nothing is cut off in silence."""
        value = self.form.get(name, self.data.get(name, ""))
        text = value.strip() if isinstance(value, str) else ""
        if most is not None and len(text) > most:
            raise InputError(say("words.box_long", n=len(text), most=most))
        return text

    def several(self, name: str) -> tuple[str, ...]:
        value = self.form.get(name, [])
        return tuple(value) if isinstance(value, list) else (value,)

    @property
    def fields(self) -> dict[str, str]:
        """The boxes named `field:NAME`."""
        prefix = "field:"
        return {
            name.removeprefix(prefix): value
            for name, value in self.form.items()
            if name.startswith(prefix) and isinstance(value, str)
        }


def fits(at: str) -> bool:
    """Whether an address is short enough, by what it says: a letter is up to twelve signs of it."""
    return len(at) <= LONGEST * _ENCODED and len(unquote_plus(at)) <= LONGEST


def _place(payload: Mapping[Any, Any]) -> dict[str, Any]:
    at, turn = payload.get("at"), str(payload.get("turn", ""))
    kept = {"turn": turn} if turn.isascii() and turn.isdigit() and len(turn) < 10 else {}
    return {**kept, "at": at} if isinstance(at, str) and fits(at) else kept


class Notice(BaseModel):
    model_config = ConfigDict(frozen=True)

    text: str
    kind: str = "bad"
    rows: tuple[str, ...] = ()  # of several, what became of each
    about: str = ""  # the card that it is said of: it goes when that card changes
    box: str = ""  # the name of the one that could not be read


class Outcome(BaseModel):
    model_config = ConfigDict(frozen=True)

    at: str
    notice: Notice | None = None
    extra: Any = None  # what the page is to show beside it, once


# Draws the page for this visitor; the notice is what the last press came to.
Draw = Callable[[Visitor, str, Notice | None], Safe]
# Does what was pressed and returns where to go next (a query string) with a notice.
Act = Callable[[Visitor, Press], Outcome]
Who = Callable[[Any], Visitor | None]


def blocks(title: str, who: Who, draw: Callable[[Visitor, Outcome], Safe], act: Act, turns: Turns) -> Any:  # noqa: ANN401
    """A Gradio page of one board. Each handler finds out for itself who calls, and what they may do.

    `turns`: looks for news wait for each other; what somebody presses or opens does not.
    """
    import gradio as gr

    def load(request: gr.Request) -> Any:  # noqa: ANN401
        query = urlencode(dict(request.query_params))
        return _drawn(who(request), lambda visitor: draw(visitor, _opened(f"?{query}" if query else "")))

    def press(event: gr.EventData, request: gr.Request) -> Any:  # noqa: ANN401
        pressed = Press.read(event._data.get("payload"))
        return _answer(pressed, _drawn(who(request), lambda visitor: draw(visitor, _done(act, visitor, pressed))))

    async def poll(event: gr.EventData, request: gr.Request) -> Any:  # noqa: ANN401
        pressed = Press.read(event._data.get("payload"))
        if pressed.refused:  # nobody pressed anything: what they read stays
            return gr.skip()
        try:
            page = await turns.take(lambda: _drawn(who(request), lambda visitor: draw(visitor, Outcome(at=pressed.at))))
        except TurnLostError:
            return gr.skip()
        return gr.skip() if pressed.etag and f'data-etag="{pressed.etag}"' in page[:2000] else _answer(pressed, page)

    with gr.Blocks(title=title, analytics_enabled=False, fill_width=True) as page:
        board = gr.HTML(
            js_on_load=BOARD.read_text(encoding="utf-8"), html_template="", apply_default_css=False, elem_id="board"
        )
        quiet = {
            "outputs": board,
            "queue": False,
            "show_progress": "hidden",
            "api_visibility": "private",
            "postprocess": False,  # what a handler returns is the page as it goes out
        }
        page.load(load, **quiet)
        board.act(press, trigger_mode="multiple", **quiet)
        board.poll(poll, trigger_mode="once", **quiet)
    page._queue.sleep_when_free = page._queue.progress_update_sleep_when_free = IDLE
    page.state_session_capacity = KEPT
    return page


def _drawn(visitor: Visitor | None, page: Callable[[Visitor], Safe]) -> str:
    if visitor is None:
        return str(
            el("p.gone", say("words.signed_out"), " ", el("a", say("words.sign_in_again"), href="/sign-in"), ".")
        )
    return str(page(visitor))


def _answer(pressed: Press, page: str) -> str:
    """Says which press it knows of, so that an older look cannot undo what a press shows."""
    return f"<!--{pressed.turn}-->{page}" if pressed.turn else page


def _opened(at: str) -> Outcome:
    return Outcome(at=at) if fits(at) else Outcome(at="", notice=_too_long())


def _done(act: Act, visitor: Visitor, press: Press) -> Outcome:
    if press.refused:
        return Outcome(at=press.at, notice=Notice(text=press.refused))
    try:
        outcome = act(visitor, press)
    except CopydeskError as error:
        box = error.field if isinstance(error, FieldError) else ""
        return Outcome(at=press.at, notice=Notice(text=str(error), box=box))
    return outcome if fits(outcome.at) else Outcome(at=press.at, notice=_too_long())


def _too_long() -> Notice:
    return Notice(text=say("words.press_long", most=LONGEST))
