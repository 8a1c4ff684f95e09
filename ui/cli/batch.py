"""How many drafts are rated: one after the other in this process, or shared out to several, in their order."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from knowledge.errors import CopydeskError
from ui.cli.mending import mended

if TYPE_CHECKING:
    from agents.settings import Settings
    from tools.copy import Copy
    from tools.findings import BrandReport
    from ui.desk_api import DeskApi

Rate = Callable[["Copy"], "BrandReport"]
Work = Callable[["Copy"], "Rated"]
Ahead = Callable[[Sequence["Copy"]], AbstractContextManager[Work]]  # of all drafts, which are then rated in order


class Rated(NamedTuple):
    """A report on a draft, and what is told of its safe fixes, where they are asked for."""

    report: "BrandReport"
    fixed: dict[str, Any]


@contextmanager
def opened(settings: "Settings", brand: str | None, packs: tuple[Path, ...], *, fix: bool) -> Iterator[Work]:
    """What a process of its own rates with: a desk that reads."""
    from ui.door import reading_desk

    with reading_desk(settings) as desk:
        yield worked(desk, brand, packs, fix=fix)


def worked(desk: "DeskApi", brand: str | None, packs: tuple[Path, ...], *, fix: bool) -> Work:
    def rate(copy: "Copy") -> "BrandReport":
        return desk.check(copy, brand, packs)

    def work(copy: "Copy") -> Rated:
        report = rate(copy)
        return Rated(report, _fixed_of(copy, report, rate) if fix else {})

    return work


def ahead(
    desk: "DeskApi",
    settings: "Settings | None",
    brand: str | None,
    packs: tuple[Path, ...],
    *,
    fix: bool,
    processes: int | None,
) -> Ahead:
    """In several processes where that pays or so many are wanted; in this one where there are no `settings`, by which
    another would open its desk.
    """
    here = worked(desk, brand, packs, fix=fix)

    def rated(copies: "Sequence[Copy]") -> AbstractContextManager[Work]:
        from tools.shared_out import processes_for

        number = processes_for(len(copies), processes)
        if settings is None or number == 1:
            return nullcontext(here)
        with suppress(CopydeskError):  # which is told of each draft
            desk.documents(brand)  # read once, before several would
        return _in_processes(copies, partial(opened, settings, brand, packs, fix=fix), number)

    return rated


@contextmanager
def _in_processes(
    copies: "Sequence[Copy]", way: Callable[[], AbstractContextManager[Work]], number: int
) -> Iterator[Work]:
    from tools.shared_out import shared_out

    with shared_out(copies, way, number) as outcomes:
        yield lambda _: next(outcomes).get()


def _fixed_of(copy: "Copy", report: "BrandReport", rate: Rate) -> dict[str, Any]:
    """The copy with its safe fixes."""
    done = mended(copy, report, rate)
    return {"fixed": done.draft.fields, "applied": [{"rule": one.rule, "span": one.span} for one in done.applied]}
