"""The approvals page: a queue, a card, a decision; and the cases beside it. It calls the desk and keeps nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from agents.clock import Clock
from agents.signing.crisis import ROLES as SWITCHERS
from agents.signing.decision import Approve, Decision, Edit, Reject, Revise
from agents.views import ApprovalStatus, ApprovalView, CaseView
from knowledge.errors import CopydeskError, InputError
from tools.findings import BrandReport
from ui import words
from ui.desk_api import DeskApi
from ui.web import places
from ui.web.board import Notice, Outcome, Press, etag
from ui.web.chat import local_moment, query_of
from ui.web.html import Child, Safe, el
from ui.web.render import approval, case, crisis, parts, queue, shell
from ui.web.sessions import Visitor
from ui.web.setting import setting

LOOK = 1500  # milliseconds: two people on one card see each other's decision within two seconds
MANY = 200
_DECIDED: tuple[ApprovalStatus, ...] = ("approved", "rejected", "expired", "withdrawn", "answered")
_DONE = {"approve": "Signed", "edit": "Edited"}  # an editor's signature does not always count
_VERBS = {"edit": "edit this", "revise": "send this back", "reject": "reject this"}


class ApprovalsPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    # drawing

    def draw(self, visitor: Visitor, outcome: Outcome) -> Safe:
        query = query_of(outcome.at)
        now = self._clock.now()
        place = setting(self._desk, visitor, now)
        waiting = self._desk.approvals(limit=MANY + 1)
        pending = queue.by_urgency(self._readable(visitor, waiting[:MANY]))
        open_cases = [view for view in self._cases(visitor) if view.status in ("open", "taken")]
        mine = [view for view in pending if visitor.has(*view.open_roles) and not visitor.reads_only]
        tab = query["tab"] if query.get("tab") in queue.TABS else _first_tab(visitor, mine, open_cases)
        counts = {"mine": len(mine), "all": len(pending), "cases": len(open_cases)}
        if tab == "cases":
            shown, listed, content = self._case_list(place, query.get("id"))
        else:
            views = mine if tab == "mine" else pending if tab == "all" else self._decided(visitor)
            shown, listed, content = self._card_list(place, tab, views, query.get("id"), outcome)
            if tab != "done" and len(waiting) > MANY:
                listed = el("div", queue.cut(MANY), listed)
        refused = self._refusals(visitor)
        notice = parts.notice(outcome.notice.text, outcome.notice.kind) if outcome.notice else None
        side = el("aside.lists", queue.tabs(tab, counts), listed, aria_label="What waits")
        url = f"{places.APPROVALS}?{urlencode({'tab': tab, **({'id': shown} if shown else {})})}"
        mark = etag(url, str(counts), *(str(child) for child in (listed, content)), *refused)
        board = el("div.desk-card", notice, *map(parts.notice, refused), content)
        return shell.page(place, "approvals", side, board, url=url, poll=LOOK, etag=f"{mark}{place.badge}")

    def _card_list(
        self, place: shell.Setting, tab: str, views: list[ApprovalView], wanted: str | None, outcome: Outcome
    ) -> tuple[str | None, Safe, Child]:
        current = wanted or (views[0].id if views else None)
        listed = queue.approvals(views, current, tab, place)
        if current is None:
            return None, listed, parts.empty("All clear", "When something needs a signature it appears here by itself.")
        tried = outcome.extra if isinstance(outcome.extra, BrandReport) else None
        try:
            card = self._desk.approval(current)
        except CopydeskError as error:
            return None, listed, parts.empty("Not here", str(error))
        if not self._may_read(place.visitor, card.requester):
            return None, listed, parts.empty("Not yours", "Marketers see the approvals of their own requests.")
        return current, listed, approval.card(card, place, tried)

    def _case_list(self, place: shell.Setting, wanted: str | None) -> tuple[str | None, Safe, Child]:
        views = sorted(
            self._cases(place.visitor), key=lambda view: (view.status not in ("open", "taken"), view.severity)
        )
        known = {view.id: view for view in views}
        current = wanted if wanted in known else next(iter(known), None)
        listed = el("div", queue.cases(views, current, place.now), crisis.switch(place))
        if current is None:
            return None, listed, parts.empty("No case is open", "Complaints, harm and risky designs come here at once.")
        return current, listed, case.case(self._desk.case(current), place)

    def _refusals(self, visitor: Visitor) -> tuple[str, ...]:
        """Policy files that are not in force: marketers cannot mend them."""
        return () if set(visitor.user.roles) == {"marketer"} else self._desk.policy_refusals()

    def _readable(self, visitor: Visitor, found: Sequence[ApprovalView]) -> list[ApprovalView]:
        return [view for view in found if self._may_read(visitor, view.requester)]

    def _decided(self, visitor: Visitor) -> list[ApprovalView]:
        found = [view for status in _DECIDED for view in self._desk.approvals(status=status, limit=MANY)]
        newest = sorted(found, key=lambda view: view.decided_at or view.created, reverse=True)
        return self._readable(visitor, newest[:MANY])

    def _cases(self, visitor: Visitor) -> list[CaseView]:
        return [view for view in self._desk.cases() if self._may_read(visitor, view.requester)]

    def _may_read(self, visitor: Visitor, requester: str) -> bool:
        """A marketer reads what came of their own requests; whoever signs, guards or audits reads all."""
        return set(visitor.user.roles) != {"marketer"} or requester == visitor.user.name

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act == "open":
            return Outcome(at=press.at)
        if visitor.reads_only:
            raise InputError("An auditor reads here and changes nothing.")
        actions = {
            "approve": self._decide,
            "edit": self._decide,
            "revise": self._decide,
            "reject": self._decide,
            "rate": self._rate,
            "take": self._take,
            "resolve": self._resolve,
            "release": self._release,
            "note": self._note,
            "transfer": self._transfer,
            "unlearn": self._unlearn,
            "crisis-on": self._crisis_on,
            "crisis-off": self._crisis_off,
        }
        if press.act not in actions:
            raise InputError(f"This page has no action '{press.act}'. Reload it.")
        return actions[press.act](visitor, press)

    def _decide(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # a decided one says who was first, whoever asks
            self._may(
                visitor,
                card.open_roles if press.act == "approve" else card.deciding_roles,
                _VERBS.get(press.act, "sign this"),
            )
        decided = self._desk.decide(card.id, _decision(press), visitor.user.name, visitor.door)
        left = words.names(words.role(role) for role in decided.open_roles)
        said = {
            "approved": "Signed. It goes on.",
            "rejected": "Rejected. It ends here.",
            "pending": f"{_DONE[decided.decision]}. {left} still to sign."
            if decided.decision in _DONE
            else "Sent back.",
        }.get(decided.status, "Done.")
        query = {"tab": query_of(press.at).get("tab", "mine")}
        stays = decided.status == "pending" or query["tab"] != "mine"
        at = f"?{urlencode({**query, 'id': card.id} if stays else query)}"
        return Outcome(at=at, notice=Notice(text=said, kind="good"))

    def _rate(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._desk.approval(press.text("approval"))
        self._may(visitor, card.deciding_roles, "edit this")
        return Outcome(at=press.at, extra=self._desk.rate(card.id, press.fields))

    def _may(self, visitor: Visitor, roles: Sequence[str], what: str) -> None:
        if not visitor.has(*roles):
            needed = words.names(words.role(role) for role in roles)
            raise InputError(f"{needed} can {what}. You are here as {_roles(visitor)}.")

    def _take(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        self._desk.take_case(view.id, visitor.user.name, visitor.door)
        return _there(view, "It is yours now. Both clocks stopped.")

    def _resolve(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        cause = press.text("cause")
        self._desk.resolve_case(view.id, cause, press.text("note"), visitor.user.name, visitor.door)
        return _there(view, "Resolved.")

    def _note(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        self._desk.note_case(view.id, press.text("text"), visitor.user.name, visitor.door)
        return _there(view, "Noted.")

    def _transfer(self, visitor: Visitor, press: Press) -> Outcome:
        view, to = self._owned(visitor, press), press.text("to")
        self._desk.transfer_case(view.id, to, press.text("reason"), visitor.user.name, visitor.door)
        return _there(view, "Handed over. Both clocks begin again.")

    def _unlearn(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.case(press.text("case"))
        self._may(visitor, SWITCHERS, "do this")
        self._desk.end_all_clear(press.text("all_clear"), visitor.user.name, visitor.door)
        return _there(view, "Forgotten. Messages like it go to a person again.")

    def _crisis_on(self, visitor: Visitor, press: Press) -> Outcome:
        self._may(visitor, SWITCHERS, "work the crisis switch")
        brand = next((each for each in self._desk.brands() if each.id == press.text("brand")), self._desk.default_brand)
        until = local_moment(press.text("until"), brand.timezone)
        if until is None:
            raise InputError("Say until when: the crisis switch needs an end.")
        self._desk.crisis_on(brand.id, press.text("reason"), until, visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text=f"Nothing of {brand.name} goes out until then.", kind="good"))

    def _crisis_off(self, visitor: Visitor, press: Press) -> Outcome:
        self._may(visitor, SWITCHERS, "work the crisis switch")
        self._desk.crisis_off(press.text("brand") or None, visitor.user.name, visitor.door)
        return Outcome(at=press.at, notice=Notice(text="Off. What is signed and due goes out.", kind="good"))

    def _owned(self, visitor: Visitor, press: Press) -> CaseView:
        view = self._desk.case(press.text("case"))
        if visitor.user.name not in (*view.called, view.assigned_to):
            self._may(visitor, view.working_roles, "do this")
        return view

    def _release(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.case(press.text("case"))
        if not visitor.has(*view.release_roles):
            raise InputError(f"You are here as {_roles(visitor)}, which cannot release this.")
        conditions = tuple(line.strip() for line in press.text("conditions").splitlines() if line.strip())
        if not conditions:
            raise InputError("Name at least one condition: it stays on the record.")
        self._desk.release_case(view.id, conditions, visitor.user.name, visitor.door)
        return _there(view, "Released. Its draft still has to be signed.")


def _first_tab(visitor: Visitor, mine: Sequence[ApprovalView], open_cases: Sequence[CaseView]) -> str:
    """Where a visitor lands: at what waits for them."""
    if any(visitor.has(view.owner_role) for view in open_cases):
        return "cases"
    return "mine" if mine or not visitor.has("marketer", "auditor") else "all"


def _decision(press: Press) -> Decision:
    """A typed decision from what was pressed; the digest is that of the text that was on the screen."""
    digest = press.text("digest") or None
    given: Mapping[str, Any] = {"kind": press.act, "digest": digest}
    try:
        if press.act == "reject":
            return Reject(**given, reason=press.text("reason"))
        if press.act == "revise":
            return Revise(**given, notes=press.text("notes"))
        if press.act == "edit":
            return Edit(**given, fields=press.fields)
        return Approve(**given)
    except ValidationError as error:
        raise InputError("Say why in a few words, at most 10,000 characters.") from error


def _roles(visitor: Visitor) -> str:
    return words.names(words.role(role) for role in visitor.user.roles)


def _there(view: CaseView, said: str) -> Outcome:
    return Outcome(at=f"?{urlencode({'tab': 'cases', 'id': view.id})}", notice=Notice(text=said, kind="good"))
