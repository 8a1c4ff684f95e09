"""`copydesk demo`: the tour on the sample brand, with a real desk in a process of its own."""

import shutil
import sys
from pathlib import Path

import click

from ui.cli.frame import Frame, pass_frame
from ui.cli.stage import Stage

TOUR = "tour"  # below the home: the tour never touches a desk that somebody works at


@click.command("demo")
@click.option("--yes", is_flag=True, help="Never stop and ask, in a terminal either.")
@pass_frame
def command(frame: Frame, yes: bool) -> None:
    """The tour on the sample brand: about two minutes; in a terminal it stops where a person decides."""
    stage = Stage(interactive=sys.stdin.isatty() and not yes)
    stage.title("Copydesk", "Marketing agents that draft, check and route, and that stop for a human signature.")
    with stage.waiting("setting the stage"):
        settings = frame.settings.model_copy(update={"home": frame.settings.home / TOUR})
        fresh(settings.home)
        from ui.cli.backstage import Backstage
        from ui.cli.demo_scenes import SCENES
    stage.say(f"The sample brand is Orrelune, an invented house of fragrance. Everything happens in {settings.home}.")
    with Backstage(settings, stage) as backstage:
        backstage.prepare()
        backstage.start()
        for number, scene in enumerate(SCENES, start=1):
            scene(stage.scene(number, len(SCENES)), backstage)
    stage.title("That was the tour", "")
    stage.say(f"What was published lies in {settings.home / 'outbox'}.")
    stage.say("Next: `make serve` opens the desk in the browser, `copydesk init NAME` starts a brand of your own.")


def fresh(home: Path) -> None:
    """The last tour's home is cleared away; nothing else lies there."""
    if (home / "lock").exists() or (home / "default_brand").exists() or not home.exists():
        shutil.rmtree(home, ignore_errors=True)
