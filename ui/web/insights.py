"""The insights page: how the desk does in a period, and the requests behind each figure. It only asks the desk."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from agents.clock import Clock
from knowledge.errors import CopydeskError, InputError
from ui.desk_api import DeskApi
from ui.insight_table import as_csv
from ui.readers import BUT_MARKETERS
from ui.texts import say
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.chat import query_of
from ui.web.html import Safe
from ui.web.render import insights, insights_runs, parts, shell
from ui.web.render.insights import Asked
from ui.web.rights import may
from ui.web.sessions import Visitor, visitor

LOOK = 15_000  # milliseconds between two looks for news: figures move slowly


class InsightsPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self.actions: Mapping[str, Act] = {"decide": self._decide}

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe:
        asked = Asked(query_of(outcome.at))
        try:
            if "measure" in asked.query:
                return self._runs(asked, place)
            view = self._desk.insights(since=begin(asked, self._clock.now()), brand=asked.brand)
        except CopydeskError as error:
            return parts.empty(say("menu.insights"), str(error), parts.link(say("insights.back"), "?"))
        return insights.page(view, asked, place)

    def _runs(self, asked: Asked, place: shell.Setting) -> Safe:
        query, now = asked.query, self._clock.now()
        since = _moment(query.get("since")) or begin(asked, now)
        until = _moment(query.get("until"))
        given = query.get("offset", "")
        offset = int(given) if given.isdecimal() and len(given) < 7 else 0
        found = self._desk.insight_runs(
            query["measure"], query.get("group"), since, until, asked.brand, insights_runs.A_PAGE, offset
        )

        def turn(offset: int) -> str:
            kept = {name: query.get(name) for name in ("measure", "group", "since", "until")}
            return asked.at(**kept, offset=offset or None)

        return insights_runs.listing(found, since, until or now, offset, turn, asked.at(), place)

    def pace(self, visitor: Visitor) -> int:  # noqa: ARG002 — for everybody
        return LOOK

    def routes(self) -> APIRouter:
        ways = APIRouter(include_in_schema=False)
        ways.add_api_route(insights.CSV, self.download, methods=["GET"])
        return ways

    def download(self, request: Request) -> Response:
        """The same figures as a table, for whoever may open the page."""
        person = visitor(self._desk, request.session)
        if person is None:
            return PlainTextResponse(say("insights.sign_in") + "\n", status_code=401)
        try:
            may(person, BUT_MARKETERS, say("insights.read"))
        except InputError as error:
            return PlainTextResponse(f"{error}\n", status_code=403)
        asked = Asked(dict(request.query_params))
        view = self._desk.insights(since=begin(asked, self._clock.now()), brand=asked.brand)
        name = f"insights-{view.brand}-{view.since:%Y-%m-%d}-{view.until:%Y-%m-%d}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return Response(as_csv(view), media_type="text/csv; charset=utf-8", headers=headers)

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if visitor.reads_only:
            raise InputError(say("insights.reads_only"))
        if press.act not in self.actions:
            raise InputError(say("insights.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _decide(self, visitor: Visitor, press: Press) -> Outcome:
        asked, id = Asked(query_of(press.at)), press.text("drift")
        view = self._desk.insights(since=begin(asked, self._clock.now()), brand=asked.brand)
        drift = next((one for one in view.drifts if one.id == id), None)
        if drift is not None:
            may(visitor, (drift.role, "admin"), say("insights.drift_verb"))
        done = say("insights.suite_done" if drift is not None and drift.suite else "insights.drift_done")
        self._desk.decide_drift(id, press.text("words"), visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text=done, kind="good"))


def begin(asked: Asked, now: datetime) -> datetime:
    """The days asked for, today with them."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=asked.days - 1)


def _moment(given: str | None) -> datetime | None:
    """Raises InputError for what is no time with its zone."""
    if given is None:
        return None
    try:
        found = datetime.fromisoformat(given.replace(" ", "+"))  # a plus in an address may have become a space
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise InputError(say("insights.no_time", given=given[:40]))
    return found
