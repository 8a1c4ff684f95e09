"""`copydesk approvals`: what waits for a signature, and signing it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui import words
from ui.cli import options, show
from ui.cli.approval_batch import digests_of, print_batch, why_nothing
from ui.cli.approval_card import on_it, print_card
from ui.cli.approval_decision import decision_of
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.views import ApprovalCard, DecisionView, LessonView

WHOSE = ("mine", "nobody", "others")
STATUSES = ("pending", "approved", "rejected", "expired", "withdrawn", "answered", "all")


@click.group("approvals")
def command() -> None:
    """What waits for a signature, and signing it."""


@command.command("list")
@click.option("--status", type=click.Choice(STATUSES), default="pending", show_default=True)
@click.option("--role", metavar="R", help="What this role can sign.")
@options.as_user(required=False, helping="What this person can sign.")
@click.option("--taken", type=click.Choice(WHOSE), help="That are taken: with --as by them, by nobody, or by others.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@options.as_json
@pass_frame
def list_(
    frame: Frame, status: str, role: str | None, user: str | None, taken: str | None, limit: int, as_json: bool
) -> None:
    """Approvals, the most urgent first."""
    if taken is not None and role is not None:
        raise click.UsageError("--taken goes with --as, and not with --role")
    with frame.desk() as desk:
        wanted: Any = None if status == "all" else status
        where: Any = None if taken is None else {"taken": taken}
        found = desk.approvals(user=user, role=role, status=wanted, where=where, limit=limit)
    if as_json:
        emit({"approvals": [dump(view) for view in found]})
        return
    if not found:
        click.echo("Nothing waits for a signature." if status == "pending" else "None.")
        return
    rows = [
        (
            v.id,
            words.draft(v.channel, v.variant, v.alternative) if v.channel else f"tool {v.tool}",
            show.rating(v.rating) if v.rating else "",
            show.due(v) + (f"; {on_it(v.taken)}" if v.taken else ""),
            show.one_line(v.request, 48),
        )
        for v in found
    ]
    show.table(rows, ("approval", "what", "rating", "state", "request"))


@command.command("show")
@click.argument("id")
@options.as_json
@pass_frame
def show_(frame: Frame, id: str, as_json: bool) -> None:
    """All that an approver needs about one approval."""
    with frame.desk() as desk:
        card = desk.approval(id)
    if as_json:
        emit(dump(card))
    else:
        print_card(card)


@command.command("take")
@click.argument("id")
@options.as_user(required=True, helping="Who takes it.")
@click.option("--over", is_flag=True, help="From whoever has it, who is told.")
@options.as_json
@pass_frame
def take(frame: Frame, id: str, user: str, over: bool, as_json: bool) -> None:
    """Take a card: others who could sign it see that you are on it. Signs nothing, and stops nobody."""
    with frame.desk() as desk:
        card = desk.take_approval(id, user, "cli", over)
    _taken(card, as_json)


@command.command("hand-back")
@click.argument("id")
@options.as_user(required=True, helping="Who hands it back.")
@options.as_json
@pass_frame
def hand_back(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Hand a card back that you have taken: it is anybody's again."""
    with frame.desk() as desk:
        card = desk.hand_back_approval(id, user, "cli")
    _taken(card, as_json)


def _taken(card: "ApprovalCard", as_json: bool) -> None:
    if as_json:
        emit(dump(card))
    else:
        click.echo(f"{show.bold(card.id)}  {on_it(card.taken) if card.taken else 'Nobody is on it'}.")


@command.command("decide")
@click.argument("id")
@options.as_user(required=True, helping="Who decides.")
@click.option("--approve", is_flag=True, help="Sign it.")
@click.option(
    "--reason", metavar="TEXT", help="Why you sign what policy blocks: needed there, and stays on the record."
)
@click.option("--reject", metavar="WORDS", help="End it, and say why to whoever asked for it.")
@click.option("--cause", type=click.Choice(tuple(words.REJECT_CAUSES)), help="End it for this cause, beside the words.")
@click.option("--revise", metavar="NOTES", help="Send it back to be written again.")
@click.option(
    "--edit",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Put this text in its place and sign; for a tool call, JSON with the arguments to change.",
)
@click.option("--not-again", is_flag=True, help="With --edit: change these phrases in every draft to come.")
@click.option("--respond", metavar="TEXT", help="Answer on a tool's behalf.")
@click.option(
    "--digest", metavar="D", help="The version that was read: 8 digits or more. Needed for all but the first."
)
@options.as_json
@pass_frame
def decide(
    frame: Frame,
    id: str,
    user: str,
    approve: bool,
    reason: str | None,
    reject: str | None,
    cause: str | None,
    revise: str | None,
    edit: Path | None,
    not_again: bool,
    respond: str | None,
    digest: str | None,
    as_json: bool,
) -> None:
    """Decide one approval. Losing a race exits 2 and says who decided and when."""
    given = [
        approve,
        reject is not None or cause is not None,
        revise is not None,
        edit is not None,
        respond is not None,
    ]
    if sum(given) != 1:
        raise click.UsageError("Give one of --approve, --reject WORDS, --revise NOTES, --edit FILE, --respond TEXT")
    if not_again and edit is None:
        raise click.UsageError("--not-again goes with --edit")
    if reason is not None and not approve and edit is None:
        raise click.UsageError("--reason goes with --approve or --edit")
    from agents.signing.decision import Edit
    from ui.cli.ask import follow, last_step

    with frame.desk(moving=True) as desk:
        card = desk.approval(id)
        decision = decision_of(card, reason, reject, cause, revise, edit, respond, digest)
        if not_again and isinstance(decision, Edit):
            decision = decision.model_copy(update={"not_again": True})
        of_run, brand = card.run, card.brand
        learnt = {one.id for one in desk.lessons(brand)} if not_again else set()
        known = last_step(desk, of_run) if of_run else 0
        decided = desk.decide(id, decision, user, "cli")
        moving = decided.run is not None and decided.run_status == "running"
        lessons = [one for one in desk.lessons(brand) if one.kept and one.id not in learnt] if not_again else []
        run = follow(desk, desk.run(decided.run or ""), known) if moving else None
    if run is not None:
        decided = decided.model_copy(update={"run_status": run.status})
    if as_json:
        emit({**dump(decided), "lessons": [dump(one) for one in lessons]} if not_again else dump(decided))
    else:
        _decided(decided)
        if not_again:
            _taught(lessons)


@command.command("sign")
@click.argument("ids", nargs=-1)
@options.as_user(required=True, helping="Who signs.")
@click.option("--green", is_flag=True, help="All green ones that wait for this person and may be signed together.")
@options.as_json
@pass_frame
def sign(frame: Frame, ids: tuple[str, ...], user: str, green: bool, as_json: bool) -> None:
    """Sign several approvals at once, as they are now; each has its own record. Policy says which may be.

    Give IDS, or --green; with both, only the green ones among IDS. A draft that somebody edited is named with the
    digest that was read: ID@DIGEST.
    """
    if not ids and not green:
        raise click.UsageError("Give the approvals to sign, or --green for all green ones that wait for you")
    with frame.desk(moving=True) as desk:
        given = digests_of(desk, ids, user, green)
        lines = desk.sign_many(given, user, "cli") if given else ()
        why = "" if given else why_nothing(desk, user)
    if as_json:
        emit({"signed": [dump(one) for one in lines]})
    else:
        print_batch(lines, why)
    if any(not one.signed for one in lines):
        click.get_current_context().exit(2)


@command.command("ask")
@click.argument("id")
@click.argument("question")
@options.as_user(required=True, helping="Who asks.")
@options.as_json
@pass_frame
def ask(frame: Frame, id: str, question: str, user: str, as_json: bool) -> None:
    """Ask whoever wanted the copy a QUESTION about approval ID; its deadline runs on."""
    with frame.desk() as desk:
        card = desk.ask_requester(id, options.line(question, "QUESTION"), user, "cli")
    if as_json:
        emit(dump(card))
    else:
        asked = card.questions[-1]
        click.echo(f"Asked {card.requester} ({asked.id}). The answer will stand on the card.")


def _decided(view: "DecisionView") -> None:
    if view.status == "pending" and view.open_roles:
        left = words.signers(view.open_roles, view.missing)
        click.echo(f"{view.approval}: {view.decision} by {view.by}. Still to sign: {left}.")
        if view.why_not_signed is not None:
            click.echo(f"Your own signature does not count for this edit. {view.why_not_signed}")
        return
    if view.run_status is None:
        after = "It runs when its agent goes on." if view.status == "approved" else "Its agent is told when it goes on."
    else:
        after = f"The request: {words.RUN_STATUS[view.run_status].lower()}."
    click.echo(f"{view.approval}: {view.status} by {view.by}. {after}")


def _taught(lessons: "Sequence[LessonView]") -> None:
    """What `--not-again` came to."""
    for one in lessons:
        click.echo(f"From now on “{one.find}” → “{one.replace}” in every {one.locale} draft: {one.id}")
    if lessons:
        click.echo("To end one: copydesk lessons end ID --as USER")
    else:
        click.echo("The edit taught no phrase: it changes figures, whole sentences, or only adds and takes away words.")
