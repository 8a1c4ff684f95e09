"""`copydesk ask`: a request, its steps as they happen, and how it ended."""

import time
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError, NotFoundError
from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, note, pass_frame
from ui.cli.waiting import beside
from ui.steps import told

if TYPE_CHECKING:
    from agents.views import RunView
    from ui.desk_api import DeskApi

POLL = 0.15  # seconds
SAMPLE_MARKETER = "mara"


@click.command("ask")
@click.argument("text")
@options.as_user(required=False, helping="Who asks. [the only marketer; mara on the sample brand]")
@click.option("-c", "--channel", "channels", multiple=True, metavar="C", help="Such as instagram, email, google-rsa.")
@click.option("-l", "--locale", "locales", multiple=True, metavar="L", help="Such as en, de-AT.")
@click.option("-s", "--segment", "segments", multiple=True, metavar="S", help="Whom it is for.")
@click.option("--focus", metavar="TEXT", help="What it is about: copy is wanted, whatever else the text says.")
@click.option("--product", metavar="P", help="The product, by its name or one of its other names.")
@click.option("--voice", metavar="TONE", help="Such as warm, calm, playful.")
@click.option("--hook", metavar="FEELING", help="The emotional hook, such as curiosity, pride.")
@click.option("--variants", type=click.IntRange(1, 20), metavar="N", help="Deliverables a channel and locale.")
@click.option("--alternatives", type=click.IntRange(1, 4), metavar="N", help="An A and a B of each.")
@click.option("--value", metavar="MONEY", help='Value at stake, such as "140000 EUR".')
@click.option("--when", metavar="TIME", help="When to publish: a date or a time, ISO 8601.")
@click.option("--hold", is_flag=True, help="Stop for your choice before anything is submitted.")
@click.option("--follow", "follow_up_of", metavar="RUN", help='The run that this follows up ("shorter, please").')
@options.brand
@options.as_json
@pass_frame
def command(
    frame: Frame,
    text: str,
    user: str | None,
    channels: tuple[str, ...],
    locales: tuple[str, ...],
    segments: tuple[str, ...],
    focus: str | None,
    product: str | None,
    voice: str | None,
    hook: str | None,
    variants: int | None,
    alternatives: int | None,
    value: str | None,
    when: str | None,
    hold: bool,
    follow_up_of: str | None,
    brand: str | None,
    as_json: bool,
) -> None:
    """Ask for copy, an answer or a check. Everything is submitted for signing at once, unless --hold."""
    from agents.views import AskRequest

    options.line(text, "TEXT")
    worth = options.money(value)
    with frame.desk(moving=True) as desk:
        request = AskRequest(
            text=text,
            brand=brand,
            channels=channels,
            locales=locales,
            segments=segments,
            focus=focus,
            product=product,
            voice=voice,
            hook=hook,
            variants=variants,
            alternatives=alternatives,
            value=worth,
            when=options.moment(when, desk.default_brand.timezone),
            hold=hold,
            follow_up_of=follow_up_of,
        )
        started = desk.ask(request, user or whoever_asks(desk, brand), "cli")
        finished = follow(desk, started)
    if as_json:
        emit(dump(finished))
    else:
        show.run(finished)
        _next(finished)
    if finished.status == "failed":
        click.get_current_context().exit(1)


def whoever_asks(desk: "DeskApi", brand: str | None) -> str:
    """Where nobody is named: the only marketer of the desk, and on the sample brand its marketer."""
    from knowledge.brand import SAMPLE_BRAND

    brands = [each.id for each in desk.brands()]
    if brand is not None and brand not in brands:
        raise NotFoundError(f"There is no brand '{brand}'. This desk has: {', '.join(brands)}.")
    active = {person.name: person.roles for person in desk.users() if person.active}
    if SAMPLE_MARKETER in active and (brand or desk.default_brand.id) == SAMPLE_BRAND:
        return SAMPLE_MARKETER
    marketers = [name for name, roles in active.items() if "marketer" in roles]
    if len(marketers) == 1:
        return marketers[0]
    if not active:
        raise InputError(
            "Nobody is at this desk yet: name people in people.yaml or start with: copydesk users add NAME --role admin"
        )
    there = ", ".join(marketers or active)
    raise click.UsageError(f"Missing option '--as': say who asks. {'Marketers' if marketers else 'There are'}: {there}")


def follow(desk: "DeskApi", view: "RunView", after: int = 0) -> "RunView":
    """Shows steps on stderr until the run stops running: a run goes on only while a process lives.

    `after`: the number of the last step that is no news.
    """
    with beside("at work") as waiting:
        while True:
            for step in told(desk.steps(view.run, after=after), running=view.status == "running"):
                if step.status == "running":
                    waiting.what = words.DOING.get(step.node, "at work")
                else:
                    waiting.news(show.step(step))
                    after = step.seq
            if view.status != "running":
                return view
            time.sleep(POLL)
            view = desk.run(view.run)


def last_step(desk: "DeskApi", run: str) -> int:
    """The number of the newest step there is: what is done after it is news."""
    return max((step.seq for step in desk.steps(run) if step.status != "running"), default=0)


def _next(view: "RunView") -> None:
    if view.status == "choosing":
        submit = f"copydesk runs submit {view.run} --as {view.requester}"
        note(show.dim(f"Choose and submit in the web desk (copydesk serve), or {submit}"))
    elif view.status in {"waiting", "blocked"}:
        note(show.dim("Who signs: copydesk approvals list"))
