"""The audit page: the trail in words, page by page; the walk that verifies it; the file that it is handed out as."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from agents.clock import Clock
from agents.ledger.chain import Head
from agents.ledger.export import lines
from agents.ledger.references import is_erased
from agents.views import AuditPage as Records
from agents.views import AuditRecord
from knowledge.errors import CopydeskError, FieldError, InputError, NotFoundError
from ui import locales
from ui.desk_api import DeskApi
from ui.readers import NAMERS, TRAIL
from ui.texts import say
from ui.web import places
from ui.web.board import Act, Outcome, Press
from ui.web.chat import query_of
from ui.web.here import here
from ui.web.html import Safe
from ui.web.render import audit as drawn
from ui.web.render import shell
from ui.web.rights import may
from ui.web.sessions import Visitor, visitor
from ui.web.verifying import Verifying

A_PAGE = 50
MANY_HEADS = 50
LOOK, WATCH = 5000, 700  # milliseconds between two looks for news; while a walk is under way
FILTERS = ("about", "person", "event", "since", "until")
_REFERENCE = re.compile(r"(?:u|doc|w)-[0-9a-f]{32}")


class AuditPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._verifying = Verifying(desk, clock)
        self.actions: Mapping[str, Act] = {
            "find": self._find,
            "names": self._names,
            "verify": self._verify,
        }

    def pace(self, visitor: Visitor) -> int:
        walk = self._verifying.of(visitor.user.name)
        return WATCH if walk is not None and walk.under_way else LOOK

    # drawing

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe:
        asked = query_of(outcome.at)
        person = place.visitor
        walk = self._verifying.of(person.user.name)
        try:
            records = self._read(person, asked)
        except CopydeskError as error:
            return drawn.trail(
                drawn.Trail(place, asked, trouble=here(str(error)), walk=walk, namer=person.has(*NAMERS))
            )
        named = person.has(*NAMERS) and asked.get("names") == "yes"
        names = self._looked_up(records.records) if named else {}
        return drawn.trail(
            drawn.Trail(place, asked, records=records, walk=walk, names=names, namer=person.has(*NAMERS), named=named)
        )

    def _read(self, person: Visitor, asked: Mapping[str, str]) -> Records:
        who = asked.get("person") or None
        if who is not None and not is_erased(who) and not person.has(*NAMERS):
            raise InputError(say("audit.by_reference"))
        zone = locales.own() or self._desk.default_brand.timezone
        return self._desk.audit_page(
            about=asked.get("about") or None,
            person=who,
            event=asked.get("event") or None,
            since=_day(asked.get("since", ""), zone),
            until=_day(asked.get("until", ""), zone, after=1),
            before=_number(asked.get("before", "")),
            after=_number(asked.get("after", "")),
            limit=A_PAGE,
        )

    def _looked_up(self, records: Iterable[AuditRecord]) -> dict[str, str]:
        """Reference → whom or what it means, of all that these records refer to; an erased one is left out."""
        found: dict[str, str] = {}
        for reference in {each for record in records for each in _REFERENCE.findall(_referring(record))}:
            try:
                found[reference] = self._desk.audit_name(reference)
            except NotFoundError:
                continue
        return found

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, TRAIL, say("audit.read"))
        if press.act not in self.actions:
            raise InputError(say("audit.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _find(self, _: Visitor, press: Press) -> Outcome:
        kept = {"names": query_of(press.at).get("names", "")}
        asked = {**{name: press.text(name, 200) for name in FILTERS}, **kept}
        if asked["since"] and asked["until"] and asked["until"] < asked["since"]:
            raise FieldError(say("audit.days_reversed"), "until")
        return Outcome(at=drawn.address(asked))

    def _names(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, NAMERS, say("audit.look_up"))
        asked = query_of(press.at)
        return Outcome(at=drawn.address({**asked, "names": "" if asked.get("names") else "yes"}))

    def _verify(self, visitor: Visitor, press: Press) -> Outcome:
        heads = tuple(dict.fromkeys(line.strip() for line in press.text("heads").splitlines() if line.strip()))
        if len(heads) > MANY_HEADS:
            raise FieldError(say("audit.many_heads", n=MANY_HEADS), "heads")
        for each in heads:
            Head.read(each)
        self._verifying.start(visitor.user.name, heads)
        return Outcome(at=press.at)

    # the file

    def routes(self) -> APIRouter:
        ways = APIRouter(include_in_schema=False)
        ways.add_api_route(places.AUDIT_FILE, self.download, methods=["GET"])
        return ways

    def download(self, request: Request, form: Literal["jsonl", "csv"] = "jsonl", since: str = "") -> Response:
        """The trail from a day on, with its head in the last line; record by record, however long it is."""
        person = visitor(self._desk, request.session)
        if person is None:
            return PlainTextResponse(say("audit.sign_in") + "\n", status_code=401)
        try:
            may(person, TRAIL, say("audit.read"))
            first = _day(since, locales.own() or self._desk.default_brand.timezone)
        except InputError as error:
            return PlainTextResponse(f"{error}\n", status_code=403 if not person.has(*TRAIL) else 400)
        name = f"audit-{self._clock.now():%Y-%m-%d}.{form}"
        return StreamingResponse(
            lines(self._desk.audit_export(first), form),
            media_type="text/csv" if form == "csv" else "application/jsonl",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _referring(record: AuditRecord) -> str:
    return " ".join((record.actor, record.subject, record.door, record.rule or "", str(record.details)))


def _day(text: str, zone: str, after: int = 0) -> datetime | None:
    """The beginning of a day where the brand is, or of one `after` it."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=after)
    except (ValueError, OverflowError) as error:
        raise InputError(say("audit.no_day", text=text[:40])) from error
    return datetime.combine(day, time(), ZoneInfo(zone))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
