"""What is pressed on a card or in the list to sign: a decision, a question, several signatures at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from agents.signing.decision import Approve, Decision, Edit, Reject, Revise
from agents.signing.lessons import LONGEST, phrases
from agents.views import ApprovalCard, BatchLine
from knowledge.errors import CopydeskError, InputError
from ui import words
from ui.desk_api import DeskApi
from ui.web.board import Notice, Outcome, Press
from ui.web.chat import query_of
from ui.web.rights import may
from ui.web.sessions import Visitor

_DONE = {"approve": "Signed", "edit": "Edited"}  # an editor's signature does not always count
_VERBS = {"edit": "edit this", "revise": "send this back", "reject": "reject this"}
NOTHING_LEARNT = (
    f"This edit taught no phrase: at most {LONGEST} words put in place of others are learnt, "
    "no figures, additions or longer rewrites."
)


class Deciding:
    def __init__(self, desk: DeskApi) -> None:
        self._desk = desk

    def decide(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # a decided one says who was first, whoever asks
            may(
                visitor,
                card.open_roles if press.act == "approve" else card.deciding_roles,
                _VERBS.get(press.act, "sign this"),
            )
        decision = _decision(press)
        decided = self._desk.decide(card.id, decision, visitor.user.name, visitor.door)
        left = words.signers(decided.open_roles, decided.missing)
        said = {
            "approved": "Signed. It goes on.",
            "rejected": "Rejected. It ends here.",
            "pending": f"{_DONE[decided.decision]}. {left} still to sign."
            if decided.decision in _DONE
            else "Sent back.",
        }.get(decided.status, "Done.")
        if decided.why_not_signed:
            said = f"{said} {decided.why_not_signed}"
        if isinstance(decision, Edit) and decision.not_again:
            said = f"{said} {self._learnt(card)}"
        query = {"tab": query_of(press.at).get("tab", "mine")}
        stays = decided.status == "pending" or query["tab"] != "mine"
        at = f"?{urlencode({**query, 'id': card.id} if stays else query)}"
        return Outcome(at=at, notice=Notice(text=said, kind="good"))

    def _learnt(self, before: ApprovalCard) -> str:
        after = self._desk.approval(before.id)
        found = phrases(before.drafted.fields, after.drafted.fields)
        if not found:
            return NOTHING_LEARNT
        changes = words.names(f"“{each.find}” → “{each.replace}”" for each in found)
        return f"Learnt for every later draft: {changes}."

    def rate(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        may(visitor, card.deciding_roles, "edit this")
        return Outcome(at=press.at, extra=self._desk.rate(card.id, press.fields))

    def ask(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # of a decided one the desk says who was first
            may(visitor, card.deciding_roles, "ask about this")
        self._desk.ask_requester(card.id, press.text("question"), visitor.user.name, visitor.door)
        said = "Asked. The answer will stand on this card; the deadline runs on."
        return Outcome(at=press.at, notice=Notice(text=said, kind="good"))

    def sign_many(self, visitor: Visitor, press: Press) -> Outcome:
        """Each on the digest that stood beside it; the desk refuses what policy or the person's roles do not allow."""
        given = dict(each.partition("@")[::2] for each in press.several("sign"))
        if not given:
            raise InputError("Nothing is ticked. Tick what you want to sign.")
        if not all(given.values()):
            raise InputError("What was ticked names no version. Reload the page and tick it again.")
        lines = self._desk.sign_many(given, visitor.user.name, visitor.door)
        left = [one for one in lines if not one.signed]
        head = f"{len(lines) - len(left)} of {len(lines)} signed."
        query = query_of(press.at)
        if any(one.signed and one.approval == query.get("id") for one in lines):
            query.pop("id")
        notice = Notice(text=head, kind="bad" if left else "good", rows=tuple(map(self._told, lines)))
        return Outcome(at=f"?{urlencode(query)}", notice=notice)

    def _told(self, line: BatchLine) -> str:
        if not line.signed:
            return f"{self._name(line.approval)}: not signed. {line.error}"
        card = self._desk.approval(line.approval)
        left = words.names(words.role(role) for role in card.open_roles)
        return f"{self._name(line.approval)}: signed. {f'{left} still to sign.' if left else 'It goes on.'}"

    def _name(self, approval: str) -> str:
        try:
            card = self._desk.approval(approval)
        except CopydeskError:
            return approval
        return f"{words.channel(card.channel) if card.channel else card.tool}, {card.id}"


def _decision(press: Press) -> Decision:
    """A typed decision from what was pressed; the digest is that of the text that was on the screen."""
    digest = press.text("digest") or None
    given: Mapping[str, Any] = {"kind": press.act, "digest": digest}
    try:
        if press.act == "reject":
            return Reject(**given, cause=press.text("cause") or "other", reason=press.text("reason"))
        if press.act == "revise":
            return Revise(**given, notes=press.text("notes"))
        if press.act == "edit":
            again = "yes" in press.several("not_again")
            return Edit(**given, fields=press.fields, not_again=again)
        return Approve(**given, reason=press.text("override") or None)
    except ValidationError as error:
        raise InputError("Say why in a few words, at most 10,000 characters.") from error
