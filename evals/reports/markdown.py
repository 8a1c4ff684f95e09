"""Markdown for a pull request: a table of figures, what failed, the worst cases folded away."""

from collections.abc import Sequence

from evals.against import Told
from evals.outcome import Run, SuiteOutcome

MARK = {"well": "✓", "below": "✗ below", "skipped": "– skipped", "broken": "✗ broken"}
WORST = 10


def text(run: Run, against: Sequence[Told] = ()) -> str:
    lines = ["## Quality suites", "", "| Suite | Figure | Value | 95 % interval | n | Must be | Aim | |"]
    lines.append("|---|---|---:|---|---:|---|---|---|")
    lines += [row for one in run.suites for row in _rows(one)]
    failed = [f"- **{one.suite}**: {_plain(line)}" for one in run.suites for line in (*one.below, one.error) if line]
    lines += ["", *(["### What failed", "", *failed] if failed else ["Every figure is where it must be."])]
    if against:
        lines += ["", "### Against the other run", "", *(f"- {_plain(one.line)}" for one in against)]
    for one in run.suites:
        if one.own:
            lines += ["", f"### {one.suite}: cases of this desk that it now fails", ""]
            lines += [f"- {_plain(line)}" for line in one.own]
        if one.misses:
            shown = one.misses[:WORST]
            more = f", {len(shown)} of {len(one.misses)}" if len(one.misses) > len(shown) else ""
            lines += ["", f"<details><summary>{one.suite}: worst cases{more}</summary>", ""]
            lines += [*(f"- {_plain(line)}" for line in shown), "", "</details>"]
        elif one.hidden:
            lines += ["", f"{one.suite}: {one.hidden} cases of a blind part went wrong; `--all` tells them"]
    return "\n".join(lines) + "\n"


def _rows(one: SuiteOutcome) -> list[str]:
    if not one.gates:
        return [f"| {one.suite} | {_plain(one.error or one.summary)} | | | | | | {MARK[one.state]} |"]
    rows = []
    for gate in one.gates:
        figure, wanted = gate.figure, gate.threshold
        cells = (
            one.suite,
            gate.name,
            f"{figure.value:.3f}",
            f"{figure.low:.3f} to {figure.high:.3f}",
            figure.n,
            wanted or "",
            f"{wanted.aim:.2f}" if wanted and wanted.aim is not None else "",
            "✗" if not gate.ok else "✓" if wanted else "",
        )
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return rows


def _plain(text: str) -> str:
    """On one line, with nothing that Markdown would read."""
    flat = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#@" else char for char in flat)
