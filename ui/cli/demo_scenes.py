"""The tour's scenes, in the order in which they are played."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import click

from agents.graph.brief import Money
from agents.signing.decision import Approve, Choice, Edit
from agents.views import ApprovalCard, AskRequest, DraftView, RunView
from tools.copy import Copy
from ui import words
from ui.cli import show
from ui.cli.backstage import Backstage, TourError
from ui.cli.stage import Stage

MARKETER, BRAND, COMPLIANCE, MANAGER, ON_CALL = "mara", "ana", "ingrid", "pieter", "noor"
LINES = (
    ("The Orrelune Refillable Bottle costs €118, filled with 50 ml of the eau de parfum you choose.", "green"),
    ("Grab this bargain before the weekend.", "amber"),
    ("The world's best balm cures eczema overnight.", "red"),
)
PHRASES = (  # that Brand would rather read otherwise, as the model likes to write them
    ("the eau de parfum you choose", "the scent you choose"),
    ("the side pocket of a rucksack", "the side pocket of a bag"),
    ("A quarter turn locks the cap", "A quarter turn, and the cap is locked"),
    ("costs", "is"),
)
OFFER = "Write an Instagram caption that offers our refillable bottles to hotels as guest gifts"


def known_question(stage: Stage, backstage: Backstage) -> None:
    stage.open("A question that the brand can answer")
    question = "What does the refillable bottle cost and how often can it be refilled?"
    stage.typed(MARKETER, question)
    view = backstage.run(AskRequest(text=question), MARKETER)
    if view.answer is None or not view.answer.answered:
        raise TourError("The knowledge base did not answer a question that it should.")
    show.answer(view.answer)


def unknown_question(stage: Stage, backstage: Backstage) -> None:
    stage.open("A question that it cannot answer: it says so, and whom to ask")
    question = "What is the name of our store manager in Lisbon?"
    stage.typed(MARKETER, question)
    view = backstage.run(AskRequest(text=question), MARKETER)
    if view.answer is not None:
        stage.say(view.answer.text)


def three_checks(stage: Stage, backstage: Backstage) -> None:
    stage.open("Three lines checked against the brand: rules, facts and claims, no model")
    for line, _ in LINES:
        stage.typed(MARKETER, line)
        show.report(backstage.desk.check(Copy(fields={"caption": line}, channel="instagram")))


def captions(stage: Stage, backstage: Backstage) -> None:
    stage.open("Copy: code chooses facts and angles, the model writes, the check picks")
    request = "Three Instagram captions for the refillable bottle, for commuters"
    stage.typed(MARKETER, request)
    view = backstage.run(AskRequest(text=request, hold=True), MARKETER)
    for number, draft in enumerate(view.drafts, start=1):
        _show(number, draft)
    answer = stage.ask(f"Which one goes to the approver? 1 to {len(view.drafts)}", "1")
    chosen = view.drafts[int(answer) - 1 if answer.isdigit() and 0 < int(answer) <= len(view.drafts) else 0]
    backstage.desk.choose(view.run, Choice(kind="submit", drafts=(chosen.id,)), MARKETER, "cli")
    waiting = backstage.follow(backstage.desk.wait(view.run, 30))
    stage.good(f"Submitted. {waiting.waiting_for}")


def killed(stage: Stage, backstage: Backstage) -> None:
    stage.open("The process is killed (kill -9) and started again")
    before = [approval.id for approval in backstage.desk.approvals()]
    stage.say(f"Process {backstage.kill()} is gone.")
    backstage.start()
    after = [approval.id for approval in backstage.desk.approvals()]
    if before != after:
        raise TourError(f"Before the kill {before} waited, now {after}.")
    stage.good(f"The approval is still there: {', '.join(after)}")


def signed(stage: Stage, backstage: Backstage) -> None:
    stage.open("The approver's card, one phrase put right for good, and the outbox")
    (waiting,) = backstage.desk.approvals(user=BRAND)
    card = backstage.desk.approval(waiting.id)
    stage.say(f"{card.id}: {words.channel(card.drafted.channel)}, asked by {card.requester}")
    click.echo(show.block(card.drafted.text, "    "))
    stage.say(f"Why: {card.reason.words} ({card.reason.rule})")
    for item in card.drafted.evidence[:3]:
        click.echo(show.dim(f"    ↳ {item.citation}"))
    backstage.desk.decide(card.id, _decision(stage, card), BRAND, "cli")
    view = backstage.follow(backstage.desk.wait(card.run or "", 30))
    for publication in view.publications:
        stage.good(f"Published under the key {publication.key}: {publication.path}")


def _decision(stage: Stage, card: ApprovalCard) -> Edit | Approve:
    """An edit of one phrase that Brand would rather not read again, where the text has one; else a plain signature."""
    fields = card.drafted.fields
    for find, replace in PHRASES:
        changed = {name: text.replace(find, replace, 1) for name, text in fields.items() if find in text}
        if changed:
            stage.pause(f"{BRAND.capitalize()} puts “{replace}” for “{find}”, ticks “not again”, and signs")
            stage.typed(BRAND, f"“{find}” → “{replace}”, not again")
            return Edit(fields=changed, digest=card.digest, not_again=True)
    stage.pause(f"{BRAND.capitalize()} signs")
    return Approve(digest=card.digest)


def offers(stage: Stage, backstage: Backstage) -> None:
    stage.open("The same offer at two values: policy decides who signs")
    for amount in (140_000, 80_000):
        value = Money(amount=Decimal(amount), currency="EUR")
        stage.typed(MARKETER, f"{OFFER}, worth {value}")
        view = backstage.run(AskRequest(text=f"{OFFER}, worth {value}"), MARKETER)
        _learnt(stage, view)
        card = _card(backstage, view)
        roles = ", ".join(words.role(role) for role in card.roles)
        stage.good(f"{value}: signed by {roles}")
        stage.say(f"Why: {card.reason.words} ({card.reason.rule})")
        asked = MANAGER_ROLE in card.roles
        if asked != (amount > 100_000):
            raise TourError(f"An offer of {value} {'goes' if asked else 'does not go'} to the relationship manager.")


MANAGER_ROLE = "relationship-manager"


def _learnt(stage: Stage, view: RunView) -> None:
    """What the next draft took from the approver's edit."""
    for draft in view.drafts:
        if draft.learnt:
            click.echo(show.block(draft.text, "     "))
        for told in draft.learnt:
            stage.good(f"Learnt: {told}")


def harm(stage: Stage, backstage: Backstage) -> None:
    stage.open("A customer's child is harmed: no model, no reply, a person")
    message = "My child got a rash all over her face after using your balm, we are in hospital"
    stage.typed("customer", message)
    view = backstage.run(AskRequest(text=message), MARKETER)
    if view.case is None:
        raise TourError("A harmed child did not open a case.")
    case = backstage.desk.case(view.case)
    left = words.due(case.acknowledge_due, datetime.now(UTC))
    stage.good(f"Case {case.id}, {case.severity}: {words.role(case.owner_role)} to take it, {left}")
    stage.say(f"Why: {case.why}")
    stage.say(f"A reply to hold with, for a person to send or not; the desk never sends it: {case.holding_reply}")
    stage.pause(f"{ON_CALL.capitalize()} takes the case")
    taken = backstage.desk.take_case(case.id, ON_CALL, "cli")
    stage.good(f"Taken by {taken.taken_by}. Published for this run: {len(view.publications)}")


def balm(stage: Stage, backstage: Backstage) -> None:
    stage.open("Copy about the same balm: drafts, and no alarm")
    request = "Write an Instagram caption about our balm for sensitive skin"
    stage.typed(MARKETER, request)
    view = backstage.run(AskRequest(text=request), MARKETER)
    if view.case is not None:
        raise TourError("Copy about a balm opened a case.")
    for number, draft in enumerate(view.drafts, start=1):
        _show(number, draft)
    card = _card(backstage, view)
    stage.good(f"{view.waiting_for}. {card.reason.words}")


def audit(stage: Stage, backstage: Backstage) -> None:
    stage.open("The audit trail, verified")
    report = backstage.desk.audit_verify()
    if not report.ok:
        raise TourError(f"The audit trail does not verify: {report.problem}")
    stage.good(f"{report.records} records, each chained to the one before. Head: {report.head}")


def _card(backstage: Backstage, view: RunView) -> ApprovalCard:
    approval = next(draft.approval for draft in view.drafts if draft.approval)
    return backstage.desk.approval(approval)


def _show(number: int, draft: DraftView) -> None:
    click.echo(f"  {show.bold(str(number))}  {show.rating(draft.rating)}  {show.dim(draft.why or '')}")
    click.echo(show.block(draft.text, "     "))
    show.findings(draft.report.findings, "     ")


SCENES: tuple[Callable[[Stage, Backstage], None], ...] = (
    known_question,
    unknown_question,
    three_checks,
    captions,
    killed,
    signed,
    offers,
    harm,
    balm,
    audit,
)
