"""One HTML page with plots that stands by itself: it loads nothing."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from evals.against import Told
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from evals.reports.plot import plot

STYLE = Path(__file__).with_name("page.css")
WORST = 25
STATE = {
    "well": "as it must be",
    "below": "misses a threshold",
    "skipped": "not measured here",
    "broken": "could not be run",
}
_HEAD = ("Figure", "Value", "95 % interval", "n", "From 0; the upright mark is the threshold", "Must be", "Aim")


def text(run: Run, against: Sequence[Told] = ()) -> str:
    states = "; ".join(f"{one.suite}: {STATE[one.state]}" for one in run.suites)
    body = ["<h1>Quality suites</h1>", f"<p class='soft'>{escape(states)}</p>"]
    if against:
        body += ["<h2>Against the other run</h2>", _list([one.line for one in against])]
    body += map(_suite, run.suites)
    head = (
        "<meta charset='utf-8'><meta name='viewport' content='width=device-width'><title>Quality suites</title>"
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
    )
    return f"<!doctype html>\n<html lang='en'><head>{head}</head><body>{''.join(body)}</body></html>\n"


def _suite(one: SuiteOutcome) -> str:
    parts = [f"<h2>{escape(one.suite)} <span class='state {one.state}'>{STATE[one.state]}</span></h2>"]
    if one.gates:
        head = "".join(f"<th>{name}" for name in _HEAD)
        rows = "".join(map(_row, one.gates))
        parts.append(f"<div class='scroll'><table><tr>{head}</tr>{rows}</table></div>")
    else:
        parts.append(f"<p>{escape(one.error or one.summary)}</p>")
    parts.append(_list(one.below, "below"))
    if one.own:
        parts.append(f"<h3>Cases of this desk that it now fails</h3>{_list(one.own)}")
    if one.misses:
        shown = one.misses[:WORST]
        more = f"{len(shown)} of {len(one.misses)}" if len(shown) < len(one.misses) else str(len(shown))
        parts.append(f"<details><summary>Cases that went wrong: {more}</summary>{_list(shown)}</details>")
    elif one.hidden:
        parts.append(f"<p class='soft'>{one.hidden} cases of a blind part went wrong; --all tells them.</p>")
    if one.details:
        lines = escape("\n".join(one.details))
        parts.append(f"<details><summary>Parts</summary><div class='scroll'><pre>{lines}</pre></div></details>")
    return "".join(parts)


def _row(gate: Gate) -> str:
    figure, wanted = gate.figure, gate.threshold
    state = "" if wanted is None else "well" if gate.ok else "below"
    cells = (
        (f"number {state}", f"{figure.value:.3f}" if figure.n else "no case"),
        ("number", f"{figure.low:.3f} to {figure.high:.3f}" if figure.n else ""),
        ("number", figure.n),
        ("", plot(gate)),
        ("number", wanted or ""),
        ("number", f"{wanted.aim:.2f}" if wanted and wanted.aim is not None else ""),
    )
    told = "".join(f"<td class='{kind}'>{value}" for kind, value in cells)
    return f"<tr><td>{escape(gate.name)}{told}</tr>"


def _list(lines: Sequence[str], kind: str = "") -> str:
    rows = "".join(f"<li class='{kind}'>{escape(line)}</li>" for line in lines)
    return f"<ul>{rows}</ul>" if rows else ""
