"""How a report on ingested documents looks in a terminal."""

from typing import Any

import click


def show_report(report: Any) -> None:  # noqa: ANN401
    click.echo(report)
