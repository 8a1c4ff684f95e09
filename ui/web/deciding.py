"""What is pressed on a card or in the list to sign: a decision, a question, several signatures at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from agents.signing.decision import Approve, Decision, Edit, Reject, Revise
from agents.signing.lessons import LONGEST, phrases
from agents.views import ApprovalCard, BatchLine
from knowledge.errors import CopydeskError, InputError
from tools.copy import Copy
from ui import words
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Notice, Outcome, Press
from ui.web.mending import mended
from ui.web.render.decision import Tried, mark_of
from ui.web.render.queue import name
from ui.web.render.taken import takeable
from ui.web.rights import may
from ui.web.sessions import Visitor
from ui.web.wanted import TOGETHER, Wanted

_VERBS = frozenset({"edit", "revise", "reject"})


class Deciding:
    def __init__(self, desk: DeskApi) -> None:
        self._desk = desk

    def decide(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # a decided one says who was first, whoever asks
            may(
                visitor,
                card.signing_roles if press.act == "approve" else card.deciding_roles,
                say(f"approvals.can_{press.act if press.act in _VERBS else 'sign'}"),
            )
        decision = _decision(press)
        if isinstance(decision, Edit) and (unread := self._unread(card, press)):
            return unread
        decided = self._desk.decide(card.id, decision, visitor.user.name, visitor.door)
        left = words.signers(decided.open_roles, decided.missing)
        said = {
            "approved": say("approvals.signed"),
            "rejected": say("approvals.rejected"),
            "pending": _still(decided.decision, left),
        }.get(decided.status, say("approvals.done"))
        if decided.why_not_signed:
            said = f"{said} {decided.why_not_signed}"
        if isinstance(decision, Edit) and decision.not_again:
            said = f"{said} {self._learnt(card)}"
        wanted = Wanted.read(press.at)
        stays = wanted.tab != "mine" or self._waits_for(visitor, card.id)
        at = wanted.card(card.id if stays else press.text("next") or None).query
        if not stays:  # another card stands under it then
            said = say("approvals.of_card", name=self._name(card.id), said=said)
        return Outcome(at=at, notice=Notice(text=said, kind="good", about=card.id))

    def _unread(self, card: ApprovalCard, press: Press) -> Outcome | None:
        """An edit is signed once its rating stood on the screen, where there is anything to read in it."""
        if card.status != "pending" or press.text("rated") == mark_of(press.fields):
            return None
        report = self._desk.rate(card.id, press.fields)
        if report.rating == "green":
            return None
        notice = Notice(text=say("approvals.rated_first"))
        return Outcome(at=press.at, notice=notice, extra=Tried(press.fields, report))

    def _waits_for(self, visitor: Visitor, approval: str) -> bool:
        """Whether it is still in the list of what this person can sign."""
        now = self._desk.approval(approval)
        return not now.sent_back and bool(takeable(now, visitor.user.name, visitor.roles))

    def _learnt(self, before: ApprovalCard) -> str:
        after = self._desk.approval(before.id)
        found = phrases(before.drafted.fields, after.drafted.fields)
        if not found:
            return say("approvals.nothing_learnt", most=LONGEST)
        changes = words.names(f"“{each.find}” → “{each.replace}”" for each in found)
        return say("approvals.learnt", changes=changes)

    def rate(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status != "pending":  # somebody was first while this was on its way: the card says so
            return Outcome(at=press.at)
        may(visitor, card.deciding_roles, say("approvals.can_edit"))
        return Outcome(at=press.at, extra=Tried(press.fields, self._desk.rate(card.id, press.fields)))

    def mend(self, visitor: Visitor, press: Press) -> Outcome:
        """Beside a finding: what it makes of the text goes into the edit, rated, and nothing is saved."""
        card = self._desk.approval(press.text("approval"))
        if card.status != "pending":
            return Outcome(at=press.at)
        may(visitor, card.deciding_roles, say("approvals.can_edit"))
        before = card.drafted.fields
        typed = {**before, **{name: text for name, text in press.fields.items() if name in before}}
        found = card.findings if typed == before else self._desk.rate(card.id, typed).findings
        after = {**typed, **mended(press, Copy(fields=typed, locale=card.drafted.locale), found)}
        return Outcome(at=press.at, extra=Tried(after, self._desk.rate(card.id, after), put=True))

    def ask(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # of a decided one the desk says who was first
            may(visitor, card.deciding_roles, say("approvals.can_ask"))
        self._desk.ask_requester(card.id, press.text("question"), visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text=say("approvals.asked"), kind="good", about=card.id))

    def read_many(self, _: Visitor, press: Press) -> Outcome:
        """What is ticked in the list is shown first, each text in full; nothing is signed here."""
        ticked = tuple(dict.fromkeys(filter(None, press.several("read"))))
        if not ticked:
            raise InputError(say("approvals.nothing_ticked"))
        if len(ticked) > TOGETHER:
            raise InputError(say("approvals.too_many", most=TOGETHER, n=len(ticked)))
        return Outcome(at=replace(Wanted.read(press.at), tab="mine", id=None, several=ticked).query)

    def sign_many(self, visitor: Visitor, press: Press) -> Outcome:
        """Each on the digest of the text that was shown; the desk refuses what policy or the person's roles do not
        allow, and here only what the address names is signed: what that page has shown.
        """
        wanted = Wanted.read(press.at)
        given = dict(each.partition("@")[::2] for each in press.several("sign"))
        if not given:
            raise InputError(say("approvals.nothing_ticked"))
        if not all(given.values()):
            raise InputError(say("approvals.no_version"))
        if not set(given) <= set(wanted.several):
            raise InputError(say("approvals.not_shown"))
        lines = self._desk.sign_many(given, visitor.user.name, visitor.door)
        left = [one for one in lines if not one.signed]
        head = say("approvals.signed_of", done=len(lines) - len(left), n=len(lines))
        notice = Notice(text=head, kind="bad" if left else "good", rows=tuple(map(self._told, lines)))
        return Outcome(at=wanted.card(None).query, notice=notice)

    def _told(self, line: BatchLine) -> str:
        if not line.signed:
            return say("approvals.line_unsigned", name=self._name(line.approval), why=line.error)
        card = self._desk.approval(line.approval)
        left = words.names(words.role(role) for role in card.open_roles)
        name = self._name(line.approval)
        return say("approvals.line_waits", name=name, roles=left) if left else say("approvals.line_signed", name=name)

    def _name(self, approval: str) -> str:
        try:
            card = self._desk.approval(approval)
        except CopydeskError:
            return approval
        return f"{name(card) if card.channel else card.tool}, {card.id}"


def _still(decision: str, left: str) -> str:
    """An editor's signature does not always count."""
    if decision == "approve":
        return say("approvals.signed_waits", roles=left)
    return say("approvals.edited_waits", roles=left) if decision == "edit" else say("approvals.sent_back")


def _decision(press: Press) -> Decision:
    """A typed decision from what was pressed; the digest is that of the text that was on the screen."""
    digest = press.text("digest") or None
    given: Mapping[str, Any] = {"kind": press.act, "digest": digest}
    try:
        if press.act == "reject":
            cause, reason = press.text("cause"), press.text("reason")
            if not cause and not reason.strip():
                raise InputError(say("approvals.choose_why_first"))
            return Reject(**given, cause=cause or "other", reason=reason)
        if press.act == "revise":
            return Revise(**given, notes=press.text("notes"))
        if press.act == "edit":
            again = "yes" in press.several("not_again")
            return Edit(**given, fields=press.fields, not_again=again)
        return Approve(**given, reason=press.text("override") or None)
    except ValidationError as error:
        raise InputError(say("approvals.say_what" if press.act == "revise" else "approvals.say_why")) from error
