"""What other tools and people read of a run: complete, well-formed, and safe with any text in it."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from evals.against import compare
from evals.figures import NOTHING, share
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome, read
from evals.reports import junit, markdown, page, write
from evals.thresholds import Threshold

HOSTILE = "<script>alert(1)</script> | [x](http://evil.example) \x07 ` *"
RUN = Run(
    suites=(
        SuiteOutcome(
            suite="brand",
            state="below",
            rows=10,
            gates=(
                Gate(name="red", figure=share([True] * 5 + [False] * 5), threshold=Threshold(at_least=0.9, aim=0.95)),
                Gate(name="gap", figure=share([False] * 10), threshold=Threshold(at_most=0.02)),
                Gate(name="told", figure=share([True] * 10)),
                Gate(name="none", figure=NOTHING, threshold=Threshold(at_least=0.5)),
            ),
            below=(
                "red 0.50 [0.24, 0.76], n = 10 is below 0.90",
                "none: no case was counted",
                "2 of 10 rows were not scored",
            ),
            misses=(HOSTILE, *(f"case {number}" for number in range(40))),
            details=("a  table",),
        ),
        SuiteOutcome(suite="prose", state="skipped", summary="not measured: the guide is not here"),
        SuiteOutcome(suite="triage", state="broken", error=HOSTILE),
    )
)


def test_junit_has_a_case_for_each_figure_and_says_what_failed() -> None:
    suites = ElementTree.fromstring(junit.text(RUN).encode())  # noqa: S314 - of our own making
    brand, prose, triage = suites
    assert [brand.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["5", "3", "0", "0"]
    failed = {case.get("name"): case[0].get("message") for case in brand if len(case)}
    assert failed == {
        "red": "red 0.50 [0.24, 0.76], n = 10 is below 0.90",
        "none": "none: no case was counted",
        "rows": "2 of 10 rows were not scored",
    }
    assert (prose.get("skipped"), prose[0][0].tag) == ("1", "skipped")
    assert (triage.get("errors"), triage[0][0].tag) == ("1", "error")


def test_markdown_has_every_figure_and_nothing_of_a_case_can_break_it() -> None:
    text = markdown.text(RUN)
    assert "| brand | red | 0.500 | 0.237 to 0.763 | 10 | at least 0.90 | 0.95 | ✗ |" in text
    assert "| brand | gap | 0.000 | 0.000 to 0.278 | 10 | at most 0.02 |  | ✓ |" in text
    assert "worst cases, 10 of 41" in text
    assert "<script>" not in text
    assert not re.search(r"(?<!\\)\]\(", text)
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in rows} == {9}


def test_the_page_stands_by_itself_and_escapes_all() -> None:
    text = page.text(RUN)
    assert "<script" not in text
    assert not re.search(r"(?:src|href|url\()\s*=?\s*['\"]?(?:https?:)?//", text)
    assert text.count("<svg") == 3  # one for each figure that has cases
    assert "red: 0.50 [0.24, 0.76], n = 10, on a scale from 0 to 1" in text
    assert "25 of 41" in text
    assert "could not be run" in text


def test_no_report_tells_a_case_of_a_blind_part(tmp_path: Path) -> None:
    values = {f"t-{number:03}": float(number > 4) for number in range(40)}
    misses = tuple(f"{id}: “words of the case”" for id, value in values.items() if not value)
    gates = (Gate(name="right", figure=share([value == 1 for value in values.values()])),)
    blind = SuiteOutcome(
        suite="triage", state="well", gates=gates, samples={"right": values}, misses=misses, blind=True, rows=40
    )
    shown, whole = Run(suites=(blind,)).without_blind(), Run(suites=(blind,))
    for file in write(shown, tmp_path, compare(whole, shown)):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"t-\d|words of the case", text), file.name
    again = read(tmp_path / "results.json")
    assert (again.suites[0].hidden, again.without_blind()) == (5, again)
    assert sorted(again.suites[0].samples["right"].values()) == sorted(values.values())
    for before in (whole, again):  # what was kept before names were covered still has its pairs
        (one,) = compare(before, shown)
        assert (one.difference.paired, one.difference.n, one.difference.value) == (True, 40, 0)


def test_all_four_files_are_written_and_the_json_is_whole(tmp_path: Path) -> None:
    files = write(RUN, tmp_path / "new" / "folder")
    assert [file.name for file in files] == ["results.json", "junit.xml", "summary.md", "report.html"]
    kept = json.loads(files[0].read_text(encoding="utf-8"))
    assert kept["suites"][0]["gates"][3]["figure"]["value"] is None
    assert Run.model_validate(kept).suites[1:] == RUN.suites[1:]


def test_a_desks_own_cases_are_told_first_and_blind_parts_do_not_hide_them() -> None:
    own = RUN.suites[0].model_copy(update={"own": (f"a-1: green, and should be red: {HOSTILE}",), "blind": True})
    run = Run(suites=(own,)).without_blind()
    text, html = markdown.text(run), page.text(run)
    assert text.index("cases of this desk that it now fails") < text.index("cases of a blind part")
    assert "a-1: green, and should be red" in text
    assert html.index("Cases of this desk that it now fails") < html.index("cases of a blind part")
    assert "<script>" not in text + html


def test_of_a_blind_part_only_the_count_is_told() -> None:
    open_one = SuiteOutcome(suite="policy", state="well", misses=("row 1",))
    blind = SuiteOutcome(suite="brand", state="well", misses=("row 2", "row 3"), blind=True)
    told = Run(suites=(open_one, blind)).without_blind()
    assert told.suites[0] == open_one
    assert (told.suites[1].misses, told.suites[1].hidden) == ((), 2)
    for text in (markdown.text(told), page.text(told), junit.text(told), told.model_dump_json()):
        assert "row 2" not in text
    assert "brand: 2 cases of a blind part went wrong" in markdown.text(told)
    assert "2 cases of a blind part went wrong" in page.text(told)


def test_the_suites_whose_test_part_nobody_may_tune_on_are_blind() -> None:
    from evals.brand.suite import BrandResult
    from evals.grounding.suite import SupportResult
    from evals.policy.suite import PolicyResult
    from evals.retrieval.suite import RetrievalResult
    from evals.triage.suite import TriageResult

    assert all(one.blind for one in (BrandResult, SupportResult, RetrievalResult, TriageResult))
    assert not PolicyResult.blind
