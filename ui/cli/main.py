"""`copydesk`: one file a command, imported only when that command is called."""

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import cast

import click

from knowledge.errors import CopydeskError
from ui.cli.frame import Frame, note
from ui.cli.logs import log_to_stderr

COMMANDS = {
    # name: (module, what it does), in the order of a first day
    "demo": ("demo", "The tour on the sample brand."),
    "init": ("init", "An empty brand of your own, with commented files."),
    "serve": ("serve", "The web desk, with everything it needs."),
    "ask": ("ask", "Ask for copy, an answer or a check."),
    "triage": ("triage", "Where a request would go; nothing is run."),
    "ingest": ("ingest", "Documents into the knowledge base."),
    "search": ("search", "Cited passages from the knowledge base."),
    "check": ("check", "The brand report on a text or many; exit 3 when red."),
    "rules": ("rules", "What the brand check looks for."),
    "moderate": ("moderate", "Whether what somebody posted may stand: publish, hold, hide."),
    "approvals": ("approvals", "What waits for a signature, and signing it."),
    "cases": ("cases", "What was handed to a person."),
    "runs": ("runs", "Requests and what became of them."),
    "hold": ("hold", "Hold all that a brand publishes."),
    "lift": ("lift", "Let a brand publish again."),
    "crisis": ("crisis", "The crisis switch: a brand stands still until a set time."),
    "lessons": ("lessons", "What the desk has learnt from edits."),
    "notices": ("notices", "What people and webhooks are told, and what did not get through."),
    "knowledge": ("knowledge", "What the brand knows, and how good it is."),
    "policy": ("policy", "Who must sign what, and why."),
    "models": ("models", "Which language models are validated."),
    "insights": ("insights", "How the desk does, in figures with their intervals."),
    "audit": ("audit", "The audit trail, verified or exported."),
    "erase": ("erase", "Erase what is kept of a person, a text or a request."),
    "retention": ("retention", "How long what people wrote is kept."),
    "eval": ("evaluate", "The quality suites, with their thresholds."),
    "eval-cases": ("eval_cases", "Decisions that become cases of the quality suites."),
    "users": ("users", "The people of this desk."),
    "tokens": ("tokens", "What lets people's programs in."),
    "backup": ("backup", "All of a home in one file."),
    "restore": ("restore", "A backup becomes a home."),
    "doctor": ("doctor", "Whether everything is in place, and what to do if not."),
}


class Commands(click.Group):
    """Lists commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 — click's
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        return cast(click.Command, importlib.import_module(f"ui.cli.{COMMANDS[cmd_name][0]}").command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, helping) for name, (_, helping) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--home", type=click.Path(path_type=Path), help="All data of one desk. [COPYDESK_HOME, ./.copydesk]")
@click.version_option(package_name="copydesk", message="%(version)s")
@click.pass_context
def cli(ctx: click.Context, home: Path | None) -> None:
    """Marketing agents that draft, check and route, and that stop for a human signature."""
    frame = ctx.ensure_object(Frame)
    frame.home = home or frame.home


def main(arguments: Sequence[str] | None = None, frame: Frame | None = None) -> int:
    """Runs one command and returns its exit code: 0, 2 for bad input, 1 for a failure, 3 for a red check."""
    debug = os.environ.get("COPYDESK_DEBUG") == "1"
    frame = frame or Frame()
    log_to_stderr(lambda: frame.settings.home, debug=debug)
    sys.excepthook = sys.__excepthook__ if debug else _one_line
    try:
        code = cli.main(args=arguments, prog_name="copydesk", standalone_mode=False, obj=frame)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return 0
    except click.ClickException as error:
        note(_usage(error))
        return error.exit_code
    except CopydeskError as error:
        note(_flat(f"Error: {error}"))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        note("Stopped.")
        return 130
    except BrokenPipeError:  # the reader of the pipe went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _usage(error: click.ClickException) -> str:
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "copydesk"
    return _flat(f"Error: {error.format_message().rstrip('.')}. See `{command} --help`.")


def _one_line(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """What nobody foresaw: still one line; Python exits with 1 after it."""
    said = f"{error}" if isinstance(error, OSError) else f"{kind.__name__}: {error}"
    note(_flat(f"Error: {said}")[:500] + " (COPYDESK_DEBUG=1 shows where.)")


def _flat(text: str) -> str:
    return " ".join(text.split())
