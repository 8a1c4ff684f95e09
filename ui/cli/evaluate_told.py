"""What `copydesk eval --compare` says of two models, or of two folders of prompts."""

from typing import TYPE_CHECKING

import click

from ui.cli.frame import emit, note

if TYPE_CHECKING:
    from evals.live.choice import Compared
    from evals.live.judging import Judging


def tell(told: "Compared", judge: "Judging | None", *, as_json: bool) -> None:
    """Figures, what they cost, and a recommendation; what a judge has to do with it goes beside them."""
    lines = judge.lines if judge else ()
    if as_json:
        emit({**told.model_dump(mode="json"), "recommendation": told.recommendation, "judge": list(lines)})
        return
    for line in lines:
        note(line)
    for side, each in (("A", told.a), ("B", told.b)):
        click.echo(f"{side} {each.line}")
    for line in told.lines:
        click.echo(line)
    click.echo(told.recommendation)
