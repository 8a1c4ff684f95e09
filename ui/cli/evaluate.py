"""`copydesk eval`: the quality suites, each a `suite.py` with a `run()` below `evals/`."""

import importlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from knowledge.errors import CopydeskError, InputError
from ui.cli import options, show
from ui.cli.frame import emit, note

BROKEN = 2


@click.command("eval")
@click.argument("suites", nargs=-1, metavar="[SUITE]…")
@options.as_json
def command(suites: tuple[str, ...], as_json: bool) -> None:
    """Run the quality suites, all or some; exit 1 when one falls below its threshold, 2 when one is broken."""
    known = found()
    unknown = next((name for name in suites if name not in known), None)
    if unknown is not None:
        raise InputError(f"There is no suite '{unknown}'. The suites: {', '.join(known) or 'none'}.")
    results = {name: _run(name) for name in suites or known}
    if as_json:
        emit({"ok": all(result["ok"] for result in results.values()), "suites": results})
    else:
        _table(results)
    code = BROKEN if any(result["error"] for result in results.values()) else int(not _all_well(results))
    click.get_current_context().exit(code)


def found() -> Sequence[str]:
    import evals

    folders = [Path(place) for place in evals.__path__]
    return sorted(file.parent.name for folder in folders for file in folder.glob("*/suite.py"))


def _run(name: str) -> dict[str, Any]:
    """What came of one suite; a broken one does not keep the others from running."""
    note(f"{name}…")
    start = time.perf_counter()
    try:
        result: Any = importlib.import_module(f"evals.{name}.suite").run()
    except (CopydeskError, ImportError) as error:
        return {"ok": False, "error": " ".join(str(error).split()), "seconds": time.perf_counter() - start}
    told = result.model_dump(mode="json")
    verdict = {"ok": bool(result.ok), "below": list(getattr(result, "below", ()))}
    told |= {"summary": getattr(result, "summary", ""), "details": list(getattr(result, "details", ())), "error": None}
    return {**told, **verdict, "seconds": time.perf_counter() - start}


def _all_well(results: dict[str, dict[str, Any]]) -> bool:
    return all(result["ok"] for result in results.values())


def _table(results: dict[str, dict[str, Any]]) -> None:
    rows = [
        (name, _state(result), _figure(result), f"{result['seconds']:.1f} s", result["error"] or "")
        for name, result in results.items()
    ]
    show.table(rows, ("suite", "state", "result", "time", ""))
    for name, result in results.items():
        for line in result.get("details", ()):
            note(line)
        for line in result.get("below", ()):
            note(f"{name}: {line}")


def _state(result: dict[str, Any]) -> str:
    if result["error"]:
        return click.style("broken", fg="red")
    return click.style("well", fg="green") if result["ok"] else click.style("below", fg="red")


def _figure(result: dict[str, Any]) -> str:
    if result.get("summary"):
        return str(result["summary"])
    if "score" not in result or "threshold" not in result:
        return ""
    cases = f"{result['passed']} of {result['cases']}, " if "passed" in result and "cases" in result else ""
    return f"{cases}{result['score']:.3f}, at least {result['threshold']:.3f}"
