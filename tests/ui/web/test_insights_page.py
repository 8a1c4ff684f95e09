"""The insights page: what it says, whom it opens to, and that nothing anyone wrote becomes markup on it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient
from starlette.middleware.sessions import SessionMiddleware

from agents.insights.intervals import Figure
from agents.views import AskRequest
from agents.views.insights import Group, InsightsView
from knowledge.errors import InputError
from tests.ui import figures
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from tests.ui.web.test_actions import Now, at, press
from tests.ui.web.test_render import HOSTILE, seen
from ui.web.board import Outcome
from ui.web.insights import InsightsPage
from ui.web.menu import ENTRIES, menu
from ui.web.office import Office
from ui.web.render.plots import HEIGHT, TOP, Bar, bars, nice

ENTRY = next(one for one in ENTRIES if one.name == "insights")
DRIFT = "m-0000000001"


def drawn(desk: FakeDesk, name: str = "ana", query: str = "") -> str:
    return str(Office(ENTRY, desk, Now()).draw(at(desk, name), Outcome(at=query)))


class Text(HTMLParser):
    """The words of a page, a space between elements."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(page: str) -> str:
    reader = Text()
    reader.feed(page)
    return " ".join(" ".join(reader.words).split())


def test_every_figure_stands_with_its_interval_its_baseline_and_its_target(desk: FakeDesk) -> None:
    said = text_of(drawn(desk))
    assert "Signed as filed 67 % 95 % interval 53 % to 79 %, 46 cases" in said
    assert "22 points less than before (−38 to −6.5 points) worse" in said
    assert "Baseline 52 h (1 Mar 2026 to 31 May 2026, By hand) · Target −30 %, that is 36 h reached" in said
    assert "No baseline yet · Target -10% waits for a baseline" in said
    assert "Model calls for a published draft nothing published yet 18 cases" in said
    assert "Cases taken in time 100 % 95 % interval 51 % to 100 %, 4 cases As before" in said


def test_a_desk_without_a_past_says_so_everywhere(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "insights", lambda **_: nothing_yet())
    page = drawn(desk)
    said = text_of(page)
    assert said.count("nothing yet") == 12
    assert "<svg" not in page
    assert "No draft was written in this period" in said
    assert "people sign every draft" in said
    assert " 0 %" not in said


def nothing_yet() -> InsightsView:
    view = figures.insights(None, None)
    measures = [
        one.model_copy(
            update={"now": Figure(), "before": Figure(), "change": None, "groups": (), "series": (), "target": None}
        )
        for one in view.measures
    ]
    findings = view.findings.model_copy(update={"drafts": 0, "families": ()})
    return view.model_copy(update={"measures": tuple(measures), "findings": findings, "tiers": (), "drifts": ()})


def test_each_number_leads_to_its_requests(desk: FakeDesk) -> None:
    page = drawn(desk, query="?days=90")
    for href in (
        "?days=90&amp;measure=first_pass",
        "?days=90&amp;measure=first_pass&amp;group=channel%3Ainstagram",
        "?days=90&amp;measure=findings&amp;group=family%3Avoice",
        "?days=90&amp;measure=tiers&amp;group=tier%3Ainstagram%2Ffragrance",
    ):
        assert f'href="{href}"' in page
    for number in range(30):
        desk.ask(AskRequest(text=f"captions {number}"), "mara", "web")
    listed = drawn(desk, query="?days=90&measure=first_pass&group=channel:instagram")
    assert "Signed as filed: Instagram caption" in text_of(listed)
    assert "30 requests" in text_of(listed)
    assert listed.count('href="/?run=r-') == 25
    assert 'href="?days=90&amp;measure=first_pass&amp;group=channel%3Ainstagram&amp;offset=25"' in listed
    last = drawn(desk, query="?days=90&measure=first_pass&offset=25")
    assert last.count('href="/?run=r-') == 5
    assert "26 to 30" in text_of(last)


@pytest.mark.parametrize(("query", "days"), [("", 30), ("?days=7", 7), ("?days=90", 90), ("?days=5000", 30)])
def test_the_period_is_of_whole_days(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, query: str, days: int) -> None:
    asked: list[datetime] = []

    def kept(since: datetime, **_: object) -> InsightsView:
        asked.append(since)
        return nothing_yet()

    monkeypatch.setattr(desk, "insights", kept)
    page = drawn(desk, query=query)
    (since,) = asked
    assert (datetime.now(UTC).date() - since.date()).days == days - 1
    assert since.time().isoformat() == "00:00:00"
    assert f'href="/insights.csv?days={days}"' in page


@pytest.mark.parametrize("query", ["?measure=x&since=soon", "?measure=x&since=2026-01-01", "?offset=x&measure=y"])
def test_an_address_that_says_nothing_is_told_in_a_line(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    def refused(*_: object) -> None:
        raise InputError("There is no measure 'y'.")

    monkeypatch.setattr(desk, "insight_runs", refused)
    said = text_of(drawn(desk, query=query))
    assert "Back to all figures" in said
    assert "is no time with its zone" in said or "There is no measure" in said


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_everybody_but_marketers_may_look(desk: FakeDesk, name: str) -> None:
    page = drawn(desk, name)
    only_markets = PEOPLE[name][1] == ("marketer",)
    assert ("Not yours" in page) == only_markets
    assert any(one.name == "insights" for one in menu(at(desk, name))) != only_markets


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_the_named_role_and_admins_decide_what_a_move_means(desk: FakeDesk, name: str) -> None:
    office = Office(ENTRY, desk, Now())
    may = name in {"ana", "joost"}
    decide = press("decide", form={"words": "A new voice guide."}, drift=DRIFT)
    assert ("Put on record" in drawn(desk, name)) == may
    if not may:
        with pytest.raises(InputError, match=r"Brand and Admin can decide|auditor reads|page is for"):
            office.act(at(desk, name), decide)
        assert desk.insights().drifts[0].words is None
        return
    outcome = office.act(at(desk, name), decide)
    assert outcome.notice is not None
    assert outcome.notice.kind == "good"
    assert "A new voice guide." in drawn(desk, name)
    assert "Waits for Brand" not in drawn(desk, name)


def test_what_is_not_there_cannot_be_pressed(desk: FakeDesk) -> None:
    page = InsightsPage(desk, Now())
    with pytest.raises(InputError, match="no action 'erase'"):
        page.act(at(desk, "ana"), press("erase"))
    with pytest.raises(InputError, match="no moved measure 'm-x'"):
        page.act(at(desk, "ana"), press("decide", form={"words": "x"}, drift="m-x"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_anyone_writes_becomes_markup(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    desk.ask(AskRequest(text=f"{text} captions"), "mara", "web")
    desk.decide_drift(DRIFT, text, "ana", "web")
    view = desk.insights()
    first, *rest = view.measures
    assert first.baseline is not None
    assert first.target is not None
    hostile = first.model_copy(
        update={
            "baseline": first.baseline.model_copy(update={"how": text}),
            "target": first.target.model_copy(update={"said": text}),
            "groups": (Group(by="channel", key=text, now=first.now, before=first.before),),
        }
    )
    tier = view.tiers[0].model_copy(update={"id": text, "because": text, "why": text})
    shown = view.model_copy(update={"measures": (hostile, *rest), "tiers": (tier,), "problem": text})
    monkeypatch.setattr(desk, "insights", lambda **_: shown)
    pages = [drawn(desk), drawn(desk, query=f"?measure=first_pass&group={text}"), drawn(desk, query=f"?brand={text}")]
    for page in pages:
        tags = seen(page)
        assert not tags.names & {"script", "img", "iframe"}
        assert tags.dangerous == []


def test_headings_come_in_order_and_tables_have_names(desk: FakeDesk) -> None:
    page = drawn(desk)
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert page.count("<svg ") == page.count('role="img"')
    assert page.count("<table") <= page.count("aria-label")


def test_bars_start_at_zero_and_the_highest_stays_below_the_top() -> None:
    drawn_bars = str(
        bars(
            [Bar("Mon", "Mon: 3", 3.0, 2.0, 36.0), Bar("Tue", "Tue: nothing", None), Bar("Wed", "Wed: 0", 0.0)],
            name="Hours by day, from 0",
            unit="hours",
            tick=lambda value: f"{value:g}",
        )
    )
    assert nice(36) == 50
    assert ">50<" in drawn_bars
    assert ">0<" in drawn_bars
    assert ">hours<" in drawn_bars
    assert drawn_bars.count('class="bar"') == 2
    assert drawn_bars.count('class="whisker"') == 1
    assert "Tue: nothing" in drawn_bars
    assert TOP < HEIGHT


@pytest.mark.parametrize(
    ("most", "top"), [(0, 1), (0.7, 1), (1, 1), (36, 50), (50, 50), (51, 100), (2.3, 2.5), (1e6, 1e6)]
)
def test_a_scale_ends_at_a_round_number(most: float, top: float) -> None:
    assert nice(most) == top


@pytest.fixture
def client(desk: FakeDesk) -> Iterator[TestClient]:
    """The page's own address, behind a session that says who is there."""
    app = FastAPI()
    app.include_router(InsightsPage(desk, Now()).routes())

    @app.get("/sit/{name}")
    def sit(name: str, request: Request) -> None:
        request.session.update({"user": name, "door": "link"})

    app.add_middleware(SessionMiddleware, secret_key="test")
    with TestClient(app) as client:
        yield client


def test_the_table_is_for_those_who_may_open_the_page(client: TestClient) -> None:
    assert client.get("/insights.csv").status_code == 401
    client.get("/sit/mara")
    refused = client.get("/insights.csv")
    assert refused.status_code == 403
    assert "can read these figures. You are here as Marketer." in refused.text
    client.get("/sit/edda")
    table = client.get("/insights.csv?days=7")
    assert table.status_code == 200
    assert table.headers["content-disposition"].startswith('attachment; filename="insights-orrelune-')
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert table.text.startswith("measure,unit,group,since,until,n,value")
    assert "first_pass,share,channel:instagram" in table.text
