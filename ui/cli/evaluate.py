"""`copydesk eval`: the quality suites, each a `suite.py` with a `run()` below `evals/`."""

from collections.abc import Mapping
from pathlib import Path

import click
from click.core import ParameterSource

from evals import outcome, reports
from evals.against import Told, compare, other_cases
from evals.last import Last
from evals.outcome import Run
from knowledge.errors import InputError
from ui import words
from ui.cli import evaluate_keep, evaluate_last, evaluate_own, evaluate_table, options
from ui.cli.evaluate_bar import progress
from ui.cli.evaluate_running import Running, terminating
from ui.cli.frame import Frame, emit, note, pass_frame


@click.command("eval")
@click.argument("suites", nargs=-1, metavar="[SUITE]…")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write results.json, junit.xml, summary.md, report.html.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A results.json of another run: what got better, what worse, what shows no difference.",
)
@click.option(
    "--keep",
    is_flag=True,
    help="Keep the run in the home; figures that moved since the last are asked about.",
)
@click.option("--jobs", type=click.IntRange(1, 8), default=2, show_default=True, help="Suites at once.")
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Every case that went wrong, those of blind test parts too, and every part of the datasets.",
)
@click.option("--live", "judged", is_flag=True, help="The suites that a language model judges, once it is measured.")
@click.option("--dry-run", is_flag=True, help="With --live: how many calls that would be, and asks nobody.")
@click.option("--max-calls", type=click.IntRange(1), default=1_000, show_default=True, help="Of the judge.")
@click.option(
    "--embedded", is_flag=True, help="The suites that the embedded language model writes for; this takes minutes."
)
@click.option(
    "--compare",
    nargs=2,
    metavar="A B",
    help="Two models (at the endpoint, ADDRESS/NAME, or `embedded`), folders of prompts (or `shipped`), rule packs, "
    "policies or brand folders at the same cases.",
)
@click.option(
    "--prices",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --compare: a YAML file, by model its input, output (of a million tokens) and currency.",
)
@options.as_json
@pass_frame
def command(
    frame: Frame,
    suites: tuple[str, ...],
    out: Path | None,
    against: Path | None,
    keep: bool,
    jobs: int,
    whole: bool,
    judged: bool,
    dry_run: bool,
    max_calls: int,
    embedded: bool,
    compare: tuple[str, str] | None,
    prices: Path | None,
    as_json: bool,
) -> None:
    """Run the quality suites, all or some; exit 1 when one falls below its threshold, 2 when one is broken."""
    if compare:
        from ui.cli import evaluate_compare

        if suites or judged or embedded or against or out or keep:
            raise InputError(
                "--compare takes two models, prompts, rule packs, policies or brands, --prices, --max-calls and --json "
                "alone: what it runs is the same each time."
            )
        evaluate_compare.compare(frame.settings, compare, prices, max_calls, as_json=as_json)
        return
    _refuse_idle(prices, judged=judged, embedded=embedded, dry_run=dry_run)
    older = outcome.read(against) if against else None
    if out:
        reports.ready(out)
    if keep:
        evaluate_keep.ready(frame)
    if embedded:
        from ui.cli import evaluate_embedded

        with terminating():
            run = evaluate_embedded.run(frame.settings, suites)
    elif judged:
        from ui.cli import evaluate_live

        names = evaluate_live.chosen(suites)
        if dry_run:
            evaluate_live.tell_plan(frame.settings, names, as_json=as_json)
            return
        with terminating():
            run = evaluate_live.run(frame.settings, names, max_calls)
    else:
        with terminating():
            run = evaluate_own.added(frame, _run(suites, jobs, whole))
    kept = evaluate_keep.keep(frame, run) if keep else None
    last = evaluate_last.turned(frame, run)
    _end(run, last, older, out, kept, whole=whole, as_json=as_json)


def _refuse_idle(prices: Path | None, *, judged: bool, embedded: bool, dry_run: bool) -> None:
    """Raises InputError for an option without what it is for."""
    bounded = click.get_current_context().get_parameter_source("max_calls") is ParameterSource.COMMANDLINE
    if prices:
        raise InputError("--prices is of --compare with two models. Without --compare nothing is paid for.")
    if bounded and not judged:
        raise InputError("--max-calls is of the judge of --live or --compare. Without them nobody judges.")
    if dry_run and not judged:
        raise InputError("--dry-run counts the calls of --live. Without --live no model is asked.")
    if judged and embedded:
        raise InputError("--live and --embedded are two runs: give one of them.")


def _end(
    run: Run,
    last: Mapping[str, Last],
    older: Run | None,
    out: Path | None,
    kept: evaluate_keep.Kept | None,
    *,
    whole: bool,
    as_json: bool,
) -> None:
    if run.through < len(run.suites):
        note(f"Stopped: {run.through} of {words.count(len(run.suites), 'suite')} through; the others say nothing.")
    compared: tuple[Told, ...] = (*other_cases(older, run), *compare(older, run)) if older else ()
    if as_json:
        told = {"against": [one.line for one in compared], **evaluate_keep.told(kept)}
        emit({"ok": run.exit_code == 0, **run.model_dump(mode="json"), **told})
    else:
        evaluate_table.tell(run, last, whole=whole)
        for one in compared:
            click.echo(one.line)
        for line in kept.lines if kept else ():
            click.echo(line)
    for file in reports.write(run, out, compared) if out else ():
        note(f"{file}")
    click.get_current_context().exit(run.exit_code)


def _run(suites: tuple[str, ...], jobs: int, whole: bool) -> Run:
    known = outcome.found()
    unknown = next((name for name in suites if name not in known), None)
    if unknown is not None:
        raise InputError(f"There is no suite '{unknown}'. The suites: {', '.join(known) or 'none'}.")
    wanted = tuple(dict.fromkeys(suites)) or known
    note(f"{words.count(len(wanted), 'suite')}: {', '.join(wanted)}…")
    through: list[str] = []
    running = Running(suites=len(wanted))
    with progress(running) as news:

        def told(name: str) -> None:
            through.append(name)
            running.ended(name)
            news(f"{len(through)} of {len(wanted)}: {name} is through")

        made = outcome.run(wanted, told, jobs, running.begun)
    return made if whole else made.without_blind()
