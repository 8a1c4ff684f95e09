"""The chat page: ask, watch, choose, submit. It calls the desk and keeps nothing."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from agents.clock import Clock
from agents.signing.decision import Choice, Tweak
from agents.views import AskRequest, DraftView, RunView
from knowledge.errors import CopydeskError, InputError
from tools.copy import Copy
from tools.fixes import apply, apply_safe
from ui import words
from ui.amounts import read_money
from ui.desk_api import DeskApi
from ui.web import places
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.html import Safe, el, etag
from ui.web.render import chat, parts, shell
from ui.web.render.run import run as run_view
from ui.web.sessions import Visitor
from ui.web.setting import setting

CHANGED = "This text has changed since. Look at the current findings."
QUICK, CALM = 700, 3000  # milliseconds between two looks


class ChatPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self.actions: Mapping[str, Act] = {
            "ask": self._ask,
            "submit": self._submit,
            "tweak": self._tweak,
            "fix": self._fix,
            "fix-all": self._fix_all,
            "withdraw": self._withdraw,
            "resume": self._resume,
            "answer": self._answer,
        }

    # drawing

    def draw(self, visitor: Visitor, outcome: Outcome) -> Safe:
        wanted = query_of(outcome.at).get("run")
        view, trouble = self._open(wanted)
        now = self._clock.now()
        place = setting(self._desk, visitor, now)
        steps = self._desk.steps(view.run) if view else ()
        rows = self._desk.runs(requester=visitor.user.name, limit=30)
        brand = self._desk.default_brand
        shown = (
            run_view(view, steps, place)
            if view
            else chat.welcome(visitor.user.full_name or visitor.user.name, chat.EXAMPLES)
        )
        notice = outcome.notice or trouble
        content = (
            chat.history(rows, view.run if view else None, now),
            el(
                "div.talk",
                parts.notice(notice.text, notice.kind, told=True) if notice else None,
                shown,
                None if visitor.reads_only else chat.composer(brand, self._desk.brands()),
            ),
        )
        url = places.run(view.run) if view else places.CHAT
        mark = etag(url, *(row.model_dump_json() for row in rows), view.model_dump_json() if view else "", repr(steps))
        poll = QUICK if view and view.status == "running" else CALM
        return shell.page(place, "chat", *content, url=url, poll=poll, etag=f"{mark}{place.badge}")

    def _open(self, run: str | None) -> tuple[RunView | None, Notice | None]:
        if run is None:
            return None, None
        try:
            return self._desk.run(run), None
        except CopydeskError as error:
            return None, Notice(text=str(error))

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act == "open":
            return Outcome(at=press.at)
        if visitor.reads_only:
            raise InputError("An auditor reads here and changes nothing.")
        if press.act not in self.actions:
            raise InputError(f"This page has no action '{press.act}'. Reload it.")
        return self.actions[press.act](visitor, press)

    def _ask(self, visitor: Visitor, press: Press) -> Outcome:
        brand = self._desk.default_brand
        try:
            request = AskRequest(
                text=press.text("text"),
                brand=press.text("brand") or None,
                channels=_one(press.text("channel")),
                locales=_one(press.text("locale")),
                variants=_number(press.text("variants")),
                value=read_money(press.text("value")) if press.text("value") else None,
                when=local_moment(press.text("when"), brand.timezone),
                hold=True,
            )
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
        view = self._desk.ask(request, visitor.user.name, visitor.door)
        return Outcome(at=f"?{urlencode({'run': view.run})}")

    def _submit(self, visitor: Visitor, press: Press) -> Outcome:
        chosen = press.several("drafts")
        if not chosen:
            raise InputError("Nothing is picked. Tick the drafts that should go on, or withdraw the request.")
        self._own(visitor, press.text("run"))
        choice = Choice(kind="submit", drafts=chosen)
        self._desk.choose(press.text("run"), choice, visitor.user.name, visitor.door)
        return Outcome(at=press.at)

    def _tweak(self, visitor: Visitor, press: Press) -> Outcome:
        run = self._own(visitor, query_of(press.at).get("run", ""))
        return self._change(visitor, run, press.text("draft"), press.fields, press.at)

    def _fix(self, visitor: Visitor, press: Press) -> Outcome:
        run, draft = self._drafted(visitor, press)
        number = _number(press.text("finding"))
        if number is None or number >= len(draft.report.findings):
            raise InputError(CHANGED)
        fixed = apply(Copy(fields=draft.fields), [draft.report.findings[number]])
        if not fixed.applied:
            raise InputError(CHANGED)
        field = fixed.applied[0].field
        return self._change(visitor, run, draft.id, {field: fixed.draft.fields[field]}, press.at)

    def _fix_all(self, visitor: Visitor, press: Press) -> Outcome:
        run, draft = self._drafted(visitor, press)
        fixed = apply_safe(Copy(fields=draft.fields), draft.report.findings)
        if not fixed.applied:
            raise InputError("No fix here is safe to apply unseen. Look at the findings one by one.")
        changed = {one.field: fixed.draft.fields[one.field] for one in fixed.applied}
        done = self._change(visitor, run, draft.id, changed, press.at)
        lost = sum(one.why == "overlaps" for one in fixed.left)
        more = f" {words.count(lost, 'fix', 'fixes')} for the same words left out." if lost else ""
        told = f"{words.count(len(fixed.applied), 'fix', 'fixes')} applied, and checked again.{more}"
        return done.model_copy(update={"notice": Notice(text=told, kind="good")})

    def _drafted(self, visitor: Visitor, press: Press) -> tuple[RunView, DraftView]:
        run = self._own(visitor, query_of(press.at).get("run", ""))
        draft = next((draft for draft in run.drafts if draft.id == press.text("draft")), None)
        if draft is None:
            raise InputError(CHANGED)
        return run, draft

    def _change(self, visitor: Visitor, run: RunView, draft: str, fields: dict[str, str], at: str) -> Outcome:
        choice = Choice(kind="tweak", tweaks=(Tweak(draft=draft, fields=fields),))
        self._desk.choose(run.run, choice, visitor.user.name, visitor.door)
        return Outcome(at=at, notice=Notice(text="Saved, and checked again.", kind="good"))

    def _withdraw(self, visitor: Visitor, press: Press) -> Outcome:
        run = self._own(visitor, press.text("run"))
        self._desk.withdraw(run.run, visitor.user.name, visitor.door)
        return Outcome(at=press.at)

    def _resume(self, visitor: Visitor, press: Press) -> Outcome:
        run = self._own(visitor, press.text("run"))
        self._desk.resume(run.run, visitor.user.name, visitor.door)
        return Outcome(at=press.at)

    def _answer(self, visitor: Visitor, press: Press) -> Outcome:
        """The desk says whose question it is to answer."""
        self._desk.answer_question(press.text("question"), press.text("answer"), visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text="Answered. It stands on the card now.", kind="good"))

    def _own(self, visitor: Visitor, run: str) -> RunView:
        """Only the requester chooses, changes and withdraws."""
        view = self._desk.run(run)
        if view.requester != visitor.user.name:
            raise InputError(f"This is {view.requester}'s request: only {view.requester} can do that.")
        return view


def query_of(at: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(at.removeprefix("?")).items()}


def _one(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit():
        raise InputError(f"'{text[:20]}' is no number.")
    return int(text)


def local_moment(text: str, timezone: str) -> datetime | None:
    """What a box for date and time holds; without an offset it is the brand's local time."""
    if not text:
        return None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"'{text[:40]}' is no date and time.") from error
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=ZoneInfo(timezone))
