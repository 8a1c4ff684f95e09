"""A suite's figure that moved, on the insights page and in `copydesk insights`."""

from datetime import UTC, datetime

import pytest

from agents.views.insights import DriftView, InsightsView, SuiteFigure
from tests.ui import figures
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from tests.ui.web.test_insights_page import drawn, text_of
from tests.ui.web.test_render import HOSTILE, seen
from ui.cli import insights as cli
from ui.web.insights import InsightsPage

NOW = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


def a_drift(figure: str = "right", *, paired: bool = True) -> DriftView:
    suite = SuiteFigure(suite="policy", figure=figure, paired=paired, run="2026-b.json", run_before="2026-a.json")
    given = figures.drift(NOW).model_copy(update={"brand": "", "measure": None, "role": "data-science"})
    return given.model_copy(update={"suite": suite})


def showing(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, one: DriftView) -> InsightsView:
    view = figures.insights(None, None, (one,))
    monkeypatch.setattr(desk, "insights", lambda **_: view)
    return view


def test_the_page_names_suite_figure_size_cases_and_both_runs(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    showing(desk, monkeypatch, a_drift())
    said = text_of(drawn(desk))
    assert "Quality suite policy: right fell from 0.897 to 0.674 Waits for Data science" in said
    assert "The difference is −0.223 (−0.377 to −0.065), case by case over the same 46." in said
    assert "Kept run 2026-b.json, beside 2026-a.json, both in the folder evals of the desk's home" in said
    assert "<code>copydesk eval policy --against</code>" in drawn(desk)
    showing(desk, monkeypatch, a_drift(paired=False))
    assert "as two samples; 46 cases now, 58 before." in text_of(drawn(desk))


def test_what_was_decided_stands_with_its_words(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    update = {"decided_by": "joost", "decided_at": NOW, "words": "The pack is taken back."}
    showing(desk, monkeypatch, a_drift().model_copy(update=update))
    said = text_of(drawn(desk))
    assert "Quality suite policy: right fell from 0.897 to 0.674" in said
    assert "The pack is taken back." in said


def test_after_the_words_the_page_says_when_it_is_looked_at_again(
    desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    showing(desk, monkeypatch, a_drift())
    monkeypatch.setattr(desk, "decide_drift", lambda *_: a_drift())
    press_it = press("decide", form={"words": "The pack is taken back."}, drift=a_drift().id)
    done = InsightsPage(desk, Now()).act(at(desk, "joost"), press_it)
    assert done.notice is not None
    assert "next kept run" in done.notice.text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_of_a_figure_becomes_markup(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    showing(desk, monkeypatch, a_drift(text))
    tags = seen(drawn(desk))
    assert not tags.names & {"script", "img", "iframe"}
    assert tags.dangerous == []


def test_the_command_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    cli._drift(a_drift())
    assert capsys.readouterr().out == (
        "m-0000000001  Quality suite policy: right fell from 0.897 to 0.674; waits for data-science\n"
        "  The difference is −0.223 (−0.377 to −0.065), case by case over the same 46. "
        "Kept run 2026-b.json, beside 2026-a.json, both in the folder evals of the desk's home: `copydesk eval policy "
        "--against` one of them measures the suite anew and says which of its figures moved.\n"
    )
