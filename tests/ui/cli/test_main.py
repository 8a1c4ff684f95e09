"""Help texts, start-up time in modules, and what an unforeseen error looks like."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from ui.cli.main import COMMANDS

ROOT = Path(__file__).parents[3]
HELP = Path(__file__).parent / "help.txt"
HEAVY = (
    "langgraph",
    "gradio",
    "chromadb",
    "langchain_openai",
    "langchain_core",
    "pydantic",
    "sqlalchemy",
    "numpy",
    "httpx",
)


def python(code: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env={"PATH": "", **environ}, check=False
    )


def helps(command: click.Command, path: str, parent: click.Context | None = None) -> list[str]:
    context = click.Context(
        command,
        info_name=path.split()[-1],
        parent=parent,
        max_content_width=100,
        terminal_width=100,
        help_option_names=["-h", "--help"],
    )
    pages = [f"$ {path} --help\n{command.get_help(context)}\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                pages += helps(found, f"{path} {name}", context)
    return pages


def test_the_help_texts_are_the_ones_kept() -> None:
    """After a change: `python -m tests.ui.cli.write_help`.

    In a process of its own: click keeps a command's help option as it was first asked for, by whichever test.
    """
    ran = python(
        "import sys; from tests.ui.cli.test_main import helps; from ui.cli.main import cli; "
        "sys.stdout.buffer.write('\\n'.join(helps(cli, 'copydesk')).encode())"
    )
    assert ran.stderr == ""
    assert ran.stdout == HELP.read_text(encoding="utf-8")


def test_help_imports_nothing_heavy() -> None:
    ran = python(
        "import sys; from ui.cli.main import main; main(['--help']); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    assert ran.returncode == 0
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_answers_help_without_what_it_needs_to_work(name: str) -> None:
    module = ROOT / "ui" / "cli" / f"{COMMANDS[name][0]}.py"
    assert module.is_file(), f"{name} has no {module.name}"


def test_an_unforeseen_error_is_one_line_and_exit_1() -> None:
    code = "from ui.cli.main import main; from ui.cli.frame import Frame\ndef broken(_): raise KeyError('x')\n"
    ran = python(f"{code}main(['runs', 'list'], Frame(environ={{}}, opener=broken))")
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "Traceback" not in ran.stderr
    ran = python(f"{code}main(['runs', 'list'], Frame(environ={{}}, opener=broken))", COPYDESK_DEBUG="1")
    assert "Traceback" in ran.stderr
