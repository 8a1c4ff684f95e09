"""`copydesk init`: a brand of one's own."""

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, pass_frame


@click.command("init")
@click.argument("name")
@options.as_json
@pass_frame
def command(frame: Frame, name: str, as_json: bool) -> None:
    """An empty brand of your own, with commented files; it becomes the home's default."""
    with frame.desk() as desk:
        path = desk.init(options.line(name, "NAME"))
    if as_json:
        emit({"brand": path.name, "path": str(path)})
        return
    click.echo(f"{name} is ready in {path}. Next:")
    click.echo(f"  fill in {path / 'brand.yaml'}, people.yaml, policy.yaml: each line is explained")
    click.echo(f"  put documents into {path / 'documents'}, then: copydesk ingest {path / 'documents'}")
    click.echo('  copydesk ask "…" --as YOU')
