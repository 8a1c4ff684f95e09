"""A run of the suites as files: JSON to keep, JUnit XML and Markdown for other tools, one HTML page to look at."""

from pathlib import Path

from evals.against import Told
from evals.outcome import Run
from evals.reports import junit, markdown, page
from knowledge.errors import InputError


def ready(folder: Path) -> None:
    """Makes it, before minutes are spent on what goes there. Raises InputError where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(f"{folder} cannot be written ({error.strerror or error}). Name another folder with --out.")


def write(run: Run, folder: Path, against: tuple[Told, ...] = ()) -> tuple[Path, ...]:
    """`results.json`, `junit.xml`, `summary.md` and `report.html`, in a folder that is made if need be."""
    ready(folder)
    files = {
        "results.json": run.model_dump_json(indent=1),
        "junit.xml": junit.text(run),
        "summary.md": markdown.text(run, against),
        "report.html": page.text(run, against),
    }
    try:
        for name, content in files.items():
            (folder / name).write_text(content, encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from error
    return tuple(folder / name for name in files)
