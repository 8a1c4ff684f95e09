"""A run of the suites as files: JSON to keep, JUnit XML and Markdown for other tools, one HTML page to look at."""

from pathlib import Path

from evals.outcome import Compared, Run
from evals.reports import junit, markdown, page


def write(run: Run, folder: Path, against: tuple[Compared, ...] = ()) -> tuple[Path, ...]:
    """`results.json`, `junit.xml`, `summary.md` and `report.html`, in a folder that is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "results.json": run.model_dump_json(indent=1),
        "junit.xml": junit.text(run),
        "summary.md": markdown.text(run, against),
        "report.html": page.text(run, against),
    }
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return tuple(folder / name for name in files)
