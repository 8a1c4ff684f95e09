"""`check` and `search` on a real desk pay for neither the graph nor the pages, and `check` not for the lock either."""

import json
import subprocess
import sys
from pathlib import Path

from filelock import FileLock

ROOT = Path(__file__).parents[3]
HEAVY = ("langgraph", "gradio", "langchain_openai", "langchain_core", "ragas")


def run(home: Path, *commands: list[str]) -> tuple[list[int], list[str], str]:
    """Exit codes, which heavy modules were loaded, and what was printed."""
    code = (
        "import sys, json; from ui.cli.main import main\n"
        f"codes = [main(command) for command in {list(commands)!r}]\n"
        f"print(json.dumps([codes, [name for name in {HEAVY} if name in sys.modules]]), file=sys.stderr)\n"
    )
    environ = {"COPYDESK_HOME": str(home), "PATH": "", "HOME": str(home)}
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=True
    )
    codes, loaded = json.loads(ran.stderr.splitlines()[-1])
    return codes, loaded, ran.stdout


def test_search_loads_no_graph_and_no_pages(tmp_path: Path) -> None:
    document = tmp_path / "bottle.md"
    document.write_text("# The bottle\n\nThe bottle costs EUR 68 and can be refilled 50 times.\n", encoding="utf-8")
    codes, loaded, printed = run(
        tmp_path / "home",
        ["init", "Nord"],
        ["ingest", str(document)],
        ["search", "what does the bottle cost", "--json"],
    )
    assert codes == [0, 0, 0]
    assert loaded == []
    assert "EUR 68" in printed


def test_check_loads_no_graph_and_no_pages_and_waits_for_nobody(tmp_path: Path) -> None:
    home, line = tmp_path / "home", tmp_path / "line.txt"
    line.write_text("Grab this bargain", encoding="utf-8")
    home.mkdir()
    with FileLock(home / "lock"):
        codes, loaded, printed = run(home, ["check", str(line), "--json"])
    assert codes == [0]
    assert loaded == []
    assert json.loads(printed)["rating"] == "amber"
