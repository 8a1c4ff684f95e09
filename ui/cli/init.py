"""`copydesk init`: a brand of one's own."""

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.policy import show_problems


@click.command("init")
@click.argument("name")
@options.as_json
@pass_frame
def command(frame: Frame, name: str, as_json: bool) -> None:
    """An empty brand of your own, with commented files; it becomes the home's default."""
    with frame.desk() as desk:
        before = {view.name for view in desk.users() if view.active}
        path = desk.init(options.line(name, "NAME"))
        problems = desk.lint(path.name)
        left = sorted(before - {view.name for view in desk.users() if view.active})
    if as_json:
        emit({"brand": path.name, "path": str(path), "problems": [dump(each) for each in problems], "disabled": left})
        return
    click.echo(f"{name} is ready in {path}. Next:")
    click.echo(f"  fill in {path / 'brand.yaml'}, people.yaml, policy.yaml: each line is explained")
    if problems:
        click.echo("  name people in people.yaml until `copydesk policy lint` has nothing to say; now it says:")
        show_problems(problems, "    ")
    click.echo(f"  put documents into {path / 'documents'}, then: copydesk ingest {path / 'documents'}")
    click.echo('  copydesk ask "…" --as YOU')
    if left:
        click.echo(f"The sample brand's people no longer act at this desk ({', '.join(left)}).")
        click.echo("An admin of yours can let one in again: copydesk users enable NAME --as ADMIN")
