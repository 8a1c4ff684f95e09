"""`copydesk approvals`: what waits for a signature, and signing it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from knowledge.names import written_out
from ui import words
from ui.cli import digests, options, show
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.signing.decision import Decision
    from agents.views import ApprovalCard, ApprovalView, BatchLine, DecisionView, LessonView, ToolCallView
    from ui.desk_api import DeskApi

STATUSES = ("pending", "approved", "rejected", "expired", "withdrawn", "answered", "all")


@click.group("approvals")
def command() -> None:
    """What waits for a signature, and signing it."""


@command.command("list")
@click.option("--status", type=click.Choice(STATUSES), default="pending", show_default=True)
@click.option("--role", metavar="R", help="What this role can sign.")
@options.as_user(required=False, helping="What this person can sign.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@options.as_json
@pass_frame
def list_(frame: Frame, status: str, role: str | None, user: str | None, limit: int, as_json: bool) -> None:
    """Approvals, the most urgent first."""
    with frame.desk() as desk:
        wanted: Any = None if status == "all" else status
        found = desk.approvals(user=user, role=role, status=wanted, limit=limit)
    if as_json:
        emit({"approvals": [dump(view) for view in found]})
        return
    if not found:
        click.echo("Nothing waits for a signature." if status == "pending" else "None.")
        return
    rows = [
        (
            v.id,
            words.channel(v.channel) if v.channel else f"tool {v.tool}",
            show.rating(v.rating) if v.rating else "",
            show.due(v),
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
        _card(card)


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
        decision = _decision(desk, id, reason, reject, cause, revise, edit, respond, digest)
        if not_again and isinstance(decision, Edit):
            decision = decision.model_copy(update={"not_again": True})
        card = desk.approval(id)
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
        given = _digests(desk, ids, user, green)
        lines = desk.sign_many(given, user, "cli") if given else ()
        why = "" if given else _nothing(desk, user)
    if as_json:
        emit({"signed": [dump(one) for one in lines]})
    else:
        _batch(lines, why)
    if any(not one.signed for one in lines):
        click.get_current_context().exit(2)


def _digests(desk: "DeskApi", ids: tuple[str, ...], user: str, green: bool) -> dict[str, str]:
    """Approval → the digest that stands there now, or that was named."""
    named = dict(each.partition("@")[::2] for each in ids)
    if not named:
        waiting = desk.approvals(user=user, status="pending", limit=1000)
        return {one.id: one.digest for one in waiting if _at_once(one)}
    cards = [desk.approval(id) for id in named]
    return {
        one.id: digests.named(one, named[one.id] or None, needed=digests.must_be_named(one, signing=True)) or one.digest
        for one in cards
        if one.rating == "green" or not green
    }


def _at_once(one: "ApprovalView") -> bool:
    """Nobody has touched it since it was filed, so that what is listed is what is signed."""
    return one.rating == "green" and one.batch and not one.edited and one.round == 1


def _nothing(desk: "DeskApi", user: str) -> str:
    """Why there is nothing to sign for somebody."""
    green = [one for one in desk.approvals(status="pending", limit=1000) if _at_once(one)]
    if not green or desk.approvals(user=user, status="pending", limit=1):
        return "Nothing there may be signed together."
    asked = words.names(dict.fromkeys(words.role(role) for one in green for role in one.open_roles))
    roles = words.names(words.role(role) for role in desk.user(user).roles)
    return f"Nothing there waits for {user}, who is here as {roles}: {asked} can sign the green ones."


def _batch(lines: "Sequence[BatchLine]", why: str) -> None:
    if not lines:
        click.echo(why)
    for one in lines:
        done = f"signed, {one.status}" if one.signed else one.error
        click.echo(f"{one.approval}  {done}")


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


def _decision(
    desk: "DeskApi",
    id: str,
    reason: str | None,
    reject: str | None,
    cause: Any,  # noqa: ANN401 - click has checked it
    revise: str | None,
    edit: Path | None,
    respond: str | None,
    digest: str | None,
) -> "Decision":
    from agents.signing.decision import Approve, Edit, Reject, Respond, Revise

    card = desk.approval(id)
    rejecting = reject is not None or cause is not None
    changing = not rejecting and revise is None and respond is None
    needed = changing and digests.must_be_named(card, signing=edit is None)
    digest = digests.named(card, digest, needed=needed)
    why = options.line(reason, "--reason") if reason is not None else None
    if rejecting:
        if reject is None and cause == "other":
            raise click.UsageError("--cause other needs words: add --reject WORDS")
        said = "" if reject is None else options.line(reject, "--reject")
        return Reject(cause=cause or "other", reason=said, digest=digest)
    if revise is not None:
        return Revise(notes=options.line(revise, "--revise"), digest=digest)
    if respond is not None:
        return Respond(text=options.line(respond, "--respond"), digest=digest)
    if edit is not None:
        if card.call is not None:
            return Edit(arguments=_arguments(edit, card.call), digest=digest, reason=why)
        return Edit(fields=_fields(edit, card), digest=digest, reason=why)
    return Approve(
        digest=digest or card.digest, reason=why
    )  # what changes between this look and the signature is not signed


def _arguments(file: Path, call: "ToolCallView") -> dict[str, Any]:
    """A JSON object of arguments; those that are not named stay as they are."""
    from ui.cli.check import read_text

    try:
        found = json.loads(read_text(file))
    except (json.JSONDecodeError, RecursionError):
        found = None
    if not isinstance(found, dict) or not found:
        raise InputError(f"{file} must be a JSON object with some of the arguments {', '.join(call.arguments)}.")
    return found


def _fields(file: Path, card: "ApprovalCard") -> dict[str, str]:
    """A JSON object of fields, or the bare text of copy that has one field."""
    from ui.cli.check import read_text

    text = read_text(file)
    known = list(card.drafted.fields)
    try:
        fields = json.loads(text)
    except json.JSONDecodeError:
        fields = None
    if isinstance(fields, dict) and all(isinstance(value, str) for value in fields.values()):
        return fields
    if len(known) == 1:
        return {known[0]: text.strip()}
    raise InputError(f"{file} must be a JSON object with some of the fields {', '.join(known)}.")


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


def _card(card: "ApprovalCard") -> None:
    if card.call is not None:
        _call(card, card.call)
        return
    copy = card.drafted
    click.echo(f"{show.bold(card.id)}  {show.rating(copy.rating)}  {show.due(card)}")
    click.echo(f"  {card.requester} asked: {show.one_line(card.request, 80)}")
    audience = f", for {words.names(card.segments)}" if card.segments else ""
    worth = f", worth {card.value}" if card.value else ""
    click.echo(f"  {words.channel(copy.channel)} in {copy.locale} for {card.brand}{audience}{worth}")
    _asked_for(card)
    show.questions(card.questions)
    _alone(card)
    click.echo()
    click.echo(show.block(copy.text, "    "))
    show.findings(card.findings, "  ")
    show.learnt(copy, "  ")
    for item in copy.evidence:
        click.echo(show.dim(f"  ↳ {item.citation}"))
    click.echo(show.dim(f"  digest {card.digest}"))


def _call(card: "ApprovalCard", call: "ToolCallView") -> None:
    """Arguments as JSON, so that nothing in them can pass for something else."""
    worth = f", worth {card.value}" if card.value else ""
    click.echo(f"{show.bold(card.id)}  tool {call.tool}  {show.due(card)}")
    click.echo(f"  An agent wants to run it for {card.requester}, at the desk of {card.brand}{worth}")
    click.echo(f"  {show.one_line(call.description, 90)}")
    _asked_for(card)
    _alone(card)
    click.echo()
    for name, value in call.arguments.items():
        click.echo(f"    {show.bold(written_out(name))}: {written_out(json.dumps(value, ensure_ascii=False))}")
    last = call.versions[-1]
    if last.author != card.requester:
        click.echo(f"  Changed by {last.author}: version {last.version}")
    if call.ran == "done":
        click.echo("  It has run.")
    click.echo(show.dim(f"  digest {card.digest}"))


def _alone(card: "ApprovalCard") -> None:
    if card.one_fills_all:
        click.echo("  One person may fill every role here.")
    if card.requester_may_sign:
        click.echo("  Whoever asked for it may sign it here.")


def _asked_for(card: "ApprovalCard") -> None:
    click.echo(f"  Why: {card.reason.words} ({card.reason.rule})")
    for signature in card.signed:
        over = f", over policy's block: {signature.reason or 'no reason is kept'}" if card.kind == "block" else ""
        click.echo(f"  Signed by {signature.user} as {words.role(signature.role)}{over}")
    show.rejection(card.rejected, "  ")
    for condition in card.conditions:
        click.echo(f"  Condition: {condition}" if card.call is None else f"  Mind: {condition}")
