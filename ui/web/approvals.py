"""The approvals page: a queue, a card, a decision; and the cases beside it. It calls the desk and keeps nothing."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from agents.clock import Clock
from agents.signing.crisis import ROLES as SWITCHERS
from agents.views import ApprovalStatus, ApprovalView, CaseView
from knowledge.errors import CopydeskError, InputError
from tools.findings import BrandReport
from ui.desk_api import DeskApi
from ui.web import places
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.chat import query_of
from ui.web.deciding import Deciding
from ui.web.holding import Holding
from ui.web.html import Child, Safe, el, etag
from ui.web.render import approval, case, crisis, parts, queue, shell
from ui.web.rights import may, roles_of
from ui.web.sessions import Visitor
from ui.web.setting import setting

LOOK = 1500  # milliseconds: two people on one card see each other's decision within two seconds
MANY = 200
_DECIDED: tuple[ApprovalStatus, ...] = ("approved", "rejected", "expired", "withdrawn", "answered")


class ApprovalsPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._deciding = Deciding(desk)
        self._holding = Holding(desk)
        self.actions: Mapping[str, Act] = {
            "approve": self._deciding.decide,
            "edit": self._deciding.decide,
            "revise": self._deciding.decide,
            "reject": self._deciding.decide,
            "rate": self._deciding.rate,
            "question": self._deciding.ask,
            "sign-many": self._deciding.sign_many,
            "take": self._take,
            "resolve": self._resolve,
            "release": self._release,
            "note": self._note,
            "transfer": self._transfer,
            "unlearn": self._unlearn,
            "crisis-on": self._holding.crisis_on,
            "crisis-off": self._holding.crisis_off,
            "hold": self._holding.hold,
            "lift": self._holding.lift,
        }

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
        told = outcome.notice
        notice = parts.notice(told.text, told.kind, told.rows, told=True) if told else None
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
        listed = el("div", queue.cases(views, current, place.now), crisis.switches(place))
        if current is None:
            return None, listed, parts.empty("No case is open", "Complaints, harm and risky designs come here at once.")
        return current, listed, case.case(self._desk.case(current), place)

    def _refusals(self, visitor: Visitor) -> tuple[str, ...]:
        """Policy files that are not in force: marketers cannot mend them."""
        return () if set(visitor.roles) == {"marketer"} else self._desk.policy_refusals()

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
        return set(visitor.roles) != {"marketer"} or requester == visitor.user.name

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act == "open":
            return Outcome(at=press.at)
        if visitor.reads_only:
            raise InputError("An auditor reads here and changes nothing.")
        if press.act not in self.actions:
            raise InputError(f"This page has no action '{press.act}'. Reload it.")
        return self.actions[press.act](visitor, press)

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
        may(visitor, SWITCHERS, "do this")
        self._desk.end_all_clear(press.text("all_clear"), visitor.user.name, visitor.door)
        return _there(view, "Forgotten. Messages like it go to a person again.")

    def _owned(self, visitor: Visitor, press: Press) -> CaseView:
        view = self._desk.case(press.text("case"))
        if visitor.user.name not in (*view.called, view.assigned_to):
            may(visitor, view.working_roles, "do this")
        return view

    def _release(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.case(press.text("case"))
        if not visitor.has(*view.release_roles):
            raise InputError(f"You are here as {roles_of(visitor)}, which cannot release this.")
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


def _there(view: CaseView, said: str) -> Outcome:
    return Outcome(at=f"?{urlencode({'tab': 'cases', 'id': view.id})}", notice=Notice(text=said, kind="good"))
