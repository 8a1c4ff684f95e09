"""The chat page: ask, watch, choose, submit. It calls the desk and keeps nothing."""

from collections.abc import Mapping
from urllib.parse import urlencode

from agents.clock import Clock
from agents.views import RunView
from knowledge.errors import CopydeskError, InputError, NotFoundError
from ui.desk_api import DeskApi
from ui.readers import of_own_requests
from ui.texts import say
from ui.web.asking import local_moment as local_moment
from ui.web.asking import query_of as query_of
from ui.web.asking import read_request
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.choosing import Choosing
from ui.web.html import Safe, el, etag
from ui.web.news import mark, still
from ui.web.render import chat, history, parts, shell
from ui.web.render.run import run as run_view
from ui.web.render.steps import is_slow
from ui.web.sessions import Visitor
from ui.web.setting import setting

QUICK, CALM = 700, 3000  # milliseconds between two looks


class ChatPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._choosing = Choosing(desk)
        self.actions: Mapping[str, Act] = {
            "ask": self._ask,
            "submit": self._choosing.submit,
            "tweak": self._choosing.tweak,
            "restore": self._choosing.restore,
            "wish": self._choosing.wish,
            "again": self._choosing.again,
            "fix": self._choosing.mend,
            "cut": self._choosing.mend,
            "fix-all": self._choosing.fix_all,
            "withdraw": self._withdraw,
            "resume": self._resume,
            "answer": self._answer,
        }

    # drawing

    def mark(self, visitor: Visitor, at: str) -> str:
        told = self._desk.mark(visitor.user.name, query_of(at).get("run"))
        return told if of_own_requests(visitor.roles) else f"{told} {self._desk.mark()}"  # others have a queue

    def draw(self, visitor: Visitor, outcome: Outcome) -> Safe:
        drawn_from = mark(self, visitor, outcome.at, self._clock)  # first: what comes meanwhile is news
        query = query_of(outcome.at)
        view, trouble = self._open(visitor, query.get("run"))
        now = self._clock.now()
        place = setting(self._desk, visitor, now)
        steps = self._desk.steps(view.run) if view else ()
        here = history.Place(query.get("find", "")[:200].strip(), _start(query.get("from", "")))
        rows = self._desk.runs(
            requester=visitor.user.name, words=here.find or None, limit=history.PAGE + 1, offset=here.start
        )
        made = self._desk.run_counts(visitor.user.name, here.find or None).made
        brand = self._desk.default_brand
        choices = self._desk.brief_choices(view.brand if view else None)
        shown = (
            run_view(view, steps, place, choices.channels, choices.locales)
            if view
            else chat.welcome(visitor.user.full_name or visitor.user.name)
        )
        own = choices if view is None or view.brand == brand.id else self._desk.brief_choices()
        notice = _lasting(outcome.notice, view) or trouble
        content = (
            history.history(rows, made, view.run if view else None, here, now),
            el(
                "div.talk",
                parts.notice(notice.text, notice.kind, told=notice.about or True, box=notice.box) if notice else None,
                shown,
                None if visitor.reads_only else chat.composer(brand, self._desk.brands(), own),
                class_="wide" if view and len(view.drafts) > 1 else None,
            ),
        )
        url = here.link(view.run if view else None)
        slow = [step.seq for step in steps if is_slow(step, now)]
        told = view.model_dump_json() if view else ""
        shows = etag(url, str(made), *(row.model_dump_json() for row in rows), told, repr(steps), repr(slow))
        drawn_from = still(drawn_from, self, visitor, outcome.at, self._clock)
        poll = QUICK if view and view.status == "running" else CALM
        return shell.page(place, "chat", *content, url=url, poll=poll, etag=f"{shows}{place.tally}", mark=drawn_from)

    def _open(self, visitor: Visitor, run: str | None) -> tuple[RunView | None, Notice | None]:
        if run is None:
            return None, None
        try:
            view = self._desk.run(run)
        except NotFoundError:
            return None, Notice(text=say("words.no_run", run=run[:40]))
        except CopydeskError as error:
            return None, Notice(text=str(error))
        if of_own_requests(visitor.roles) and view.requester != visitor.user.name:
            return None, Notice(text=say("chat.not_yours"))
        return view, None

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act == "open":
            return Outcome(at=press.at)
        if press.act == "find":  # a reader's too: it changes nothing
            run = query_of(press.at).get("run")
            found = urlencode({key: value for key, value in (("run", run), ("find", press.text("find"))) if value})
            return Outcome(at=f"?{found}")
        if visitor.reads_only:
            raise InputError(say("chat.auditor"))
        if press.act not in self.actions:
            raise InputError(say("chat.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _ask(self, visitor: Visitor, press: Press) -> Outcome:
        request = read_request(press, self._desk.default_brand, self._desk.brands())
        view = self._desk.ask(request, visitor.user.name, visitor.door)
        return Outcome(at=f"?{urlencode({'run': view.run})}")

    def _withdraw(self, visitor: Visitor, press: Press) -> Outcome:
        run = self._choosing.own(visitor, press.text("run"))
        self._desk.withdraw(run.run, visitor.user.name, visitor.door)
        stopped = Notice(text=say("chat.stopped"), kind="good") if run.status == "running" else None
        return Outcome(at=press.at, notice=stopped)

    def _resume(self, visitor: Visitor, press: Press) -> Outcome:
        run = self._choosing.own(visitor, press.text("run"))
        self._desk.resume(run.run, visitor.user.name, visitor.door)
        return Outcome(at=press.at)

    def _answer(self, visitor: Visitor, press: Press) -> Outcome:
        """The desk says whose question it is to answer."""
        self._desk.answer_question(press.text("question"), press.text("answer"), visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text=say("chat.answered"), kind="good"))


def _lasting(notice: Notice | None, view: RunView | None) -> Notice | None:
    """What is said of a run on its way is over with it, which may be at once."""
    over = notice is not None and notice.about and (view is None or view.status != "running")
    return None if over else notice


def _start(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
