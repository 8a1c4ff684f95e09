"""The approvals page: a queue, a card, a decision; and the cases beside it. It calls the desk and keeps nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

from agents.clock import Clock
from agents.signing.crisis import ROLES as SWITCHERS
from agents.views import QUEUE_FIELDS, ApprovalView, CaseStatus, CaseView, QueueCounts, QueueField
from knowledge.errors import CopydeskError, InputError
from ui import words
from ui.desk_api import DeskApi
from ui.readers import of_own_requests
from ui.texts import say
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.deciding import Deciding
from ui.web.holding import Holding
from ui.web.html import Child, Safe, el, etag
from ui.web.news import mark, still
from ui.web.render import approval, case, crisis, keys, parts, queue, shell, together
from ui.web.render.decision import Tried
from ui.web.rights import may, roles_of
from ui.web.sessions import Visitor
from ui.web.setting import setting
from ui.web.taking import Taking
from ui.web.wanted import NONE, PAGE, Tab, Wanted

LOOK = 1200  # milliseconds: two people on one card see each other's decision within two seconds


class ApprovalsPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._deciding = Deciding(desk)
        self._holding = Holding(desk)
        self._taking = Taking(desk)
        self.actions: Mapping[str, Act] = {
            "approve": self._deciding.decide,
            "edit": self._deciding.decide,
            "revise": self._deciding.decide,
            "reject": self._deciding.decide,
            "rate": self._deciding.rate,
            "fix": self._deciding.mend,
            "cut": self._deciding.mend,
            "question": self._deciding.ask,
            "read-many": self._deciding.read_many,
            "sign-many": self._deciding.sign_many,
            "take-card": self._taking.take,
            "take-over": self._taking.take_over,
            "hand-back": self._taking.hand_back,
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

    def mark(self, visitor: Visitor, at: str) -> str:  # noqa: ARG002 - of everybody's decisions
        return self._desk.mark()

    def draw(self, visitor: Visitor, outcome: Outcome) -> Safe:
        drawn_from = mark(self, visitor, outcome.at, self._clock)  # first: what comes meanwhile is news
        now = self._clock.now()
        place = setting(self._desk, visitor, now)
        wanted = Wanted.read(outcome.at)
        pending = self._desk.approval_counts(user=None if visitor.reads_only else visitor.user.name)
        open_cases = [*self._readable(visitor, place.open_cases), *self._cases(visitor, "taken")]
        base = self._base(visitor)
        counts = {"mine": pending.total(base, mine=True), "all": pending.total(base), "cases": len(open_cases)}
        wanted = replace(wanted, tab=wanted.tab or _first_tab(visitor, counts["mine"], open_cases))
        if wanted.tab == "cases":
            shown, listed, content = self._case_list(place, wanted, open_cases)
        else:
            shown, listed, content = self._card_list(place, wanted, pending, outcome)
        refused = self._refusals(visitor)
        told = outcome.notice
        notice = parts.notice(told.text, told.kind, told.rows, told=told.about or True, box=told.box) if told else None
        side = el(
            "aside.lists",
            queue.tabs(wanted.tab or "", counts),
            listed,
            keys.hint(),
            aria_label=say("approvals.what_waits"),
        )
        url = (wanted if wanted.several else wanted.card(shown)).address
        settled = content
        if outcome.extra is not None:  # what was only tried is no part of the mark: the next look finds no news in it
            settled = self._card_list(place, wanted, pending, Outcome(at=outcome.at))[2]
        shows = etag(url, str(counts), str(listed), str(settled), *refused)
        board = el("div.desk-card", notice, *map(parts.notice, refused), content, keys.dialog())
        drawn_from = still(drawn_from, self, visitor, outcome.at, self._clock)
        seen = f"{shows}{place.tally}"
        return shell.page(place, "approvals", side, board, url=url, poll=LOOK, etag=seen, mark=drawn_from)

    def _card_list(
        self, place: shell.Setting, wanted: Wanted, pending: QueueCounts, outcome: Outcome
    ) -> tuple[str | None, Safe, Child]:
        visitor, base, mine = place.visitor, self._base(place.visitor), wanted.tab == "mine"
        done = wanted.tab == "done"
        counts = self._desk.approval_counts(status="decided") if done else pending
        where = {**wanted.where, **base}
        views = self._desk.approvals(
            user=visitor.user.name if mine else None,
            status="decided" if done else "pending",
            where=where,
            limit=PAGE,
            offset=wanted.offset,
            viewer=visitor.user.name,
        )
        views = () if mine and visitor.reads_only else views
        found = queue.Listed(views, counts.total(where, mine=mine), counts, base, mine)
        current = wanted.id or (views[0].id if views and not wanted.several else None)
        listed = queue.approvals(found, wanted, current, place)
        if wanted.several:
            return None, listed, self._together(place, wanted)
        if current is None:
            return None, listed, parts.empty(say("approvals.clear"), say("approvals.clear_why"))
        try:
            card = self._desk.approval(current)
        except CopydeskError as error:
            return None, listed, parts.empty(say("approvals.not_here"), str(error))
        if not self._may_read(visitor, card.requester):
            return None, listed, parts.empty(say("approvals.not_yours"), say("approvals.not_yours_why"))
        tried = outcome.extra if isinstance(outcome.extra, Tried) else None
        return current, listed, approval.card(card, place, tried, _after(views, current))

    def _together(self, place: shell.Setting, wanted: Wanted) -> Safe:
        """Each text that was ticked, to be read; and why some of them are signed by themselves."""
        cards, left_out = [], []
        for id in wanted.several:
            try:
                card = self._desk.approval(id)
            except CopydeskError as error:
                left_out.append(str(error))
                continue
            if not self._may_read(place.visitor, card.requester):
                continue
            if card.status == "pending" and queue.together(card) and place.visitor.has(*card.signing_roles):
                cards.append(card)
            else:
                left_out.append(say("approvals.by_itself", id=card.id, status=card.status))
        return together.together(cards, left_out, wanted, place)

    def _case_list(
        self, place: shell.Setting, wanted: Wanted, open_cases: Sequence[CaseView]
    ) -> tuple[str | None, Safe, Child]:
        if wanted.closed:
            over = [*self._cases(place.visitor, "resolved"), *self._cases(place.visitor, "released")]
            found = sorted(over, key=lambda view: view.resolved_at or view.opened, reverse=True)
        else:
            found = sorted(open_cases, key=_untaken_first)
        views = found[wanted.offset : wanted.offset + PAGE]
        current = wanted.id or (views[0].id if views else None)
        rows = queue.cases(views, len(found), current, wanted, place)
        listed = el("div", rows, crisis.switches(place))
        if current is None:
            return None, listed, parts.empty(say("approvals.no_case"), say("approvals.no_case_why"))
        try:
            card = self._desk.case(current)
        except CopydeskError as error:
            return None, listed, parts.empty(say("approvals.not_here"), str(error))
        if not self._may_read(place.visitor, card.requester):
            return None, listed, parts.empty(say("approvals.not_yours"), say("approvals.not_yours_why"))
        return current, listed, case.case(card, place)

    def _refusals(self, visitor: Visitor) -> tuple[str, ...]:
        """Policy files that are not in force: marketers cannot mend them."""
        return () if of_own_requests(visitor.roles) else self._desk.policy_refusals()

    def _cases(self, visitor: Visitor, status: CaseStatus) -> list[CaseView]:
        return self._readable(visitor, self._desk.cases(status))

    def _readable(self, visitor: Visitor, views: Iterable[CaseView]) -> list[CaseView]:
        return [view for view in views if self._may_read(visitor, view.requester)]

    def _base(self, visitor: Visitor) -> dict[QueueField, str]:
        """What every list of this visitor is limited to."""
        return {"requester": visitor.user.name} if of_own_requests(visitor.roles) else {}

    def _may_read(self, visitor: Visitor, requester: str) -> bool:
        return not of_own_requests(visitor.roles) or requester == visitor.user.name

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act == "open":
            return Outcome(at=press.at)
        if press.act == "filter":
            return _filtered(press)
        if visitor.reads_only:
            raise InputError(say("approvals.auditor"))
        if press.act not in self.actions:
            raise InputError(say("approvals.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _take(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        self._desk.take_case(view.id, visitor.user.name, visitor.door)
        return _there(view, say("approvals.case_taken"))

    def _resolve(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        cause = press.text("cause")
        self._desk.resolve_case(view.id, cause, press.text("note"), visitor.user.name, visitor.door)
        return _there(view, say("approvals.case_resolved"))

    def _note(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._owned(visitor, press)
        self._desk.note_case(view.id, press.text("text"), visitor.user.name, visitor.door)
        return _there(view, say("approvals.case_noted"))

    def _transfer(self, visitor: Visitor, press: Press) -> Outcome:
        view, to = self._owned(visitor, press), press.text("to")
        self._desk.transfer_case(view.id, to, press.text("reason"), visitor.user.name, visitor.door)
        return _there(view, say("approvals.case_transferred"))

    def _unlearn(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.case(press.text("case"))
        may(visitor, SWITCHERS, say("approvals.can_case"))
        self._desk.end_all_clear(press.text("all_clear"), visitor.user.name, visitor.door)
        return _there(view, say("approvals.case_unlearnt"))

    def _owned(self, visitor: Visitor, press: Press) -> CaseView:
        view = self._desk.case(press.text("case"))
        if visitor.user.name not in (*view.called, view.assigned_to):
            may(visitor, view.working_roles, say("approvals.can_case"))
        return view

    def _release(self, visitor: Visitor, press: Press) -> Outcome:
        view = self._desk.case(press.text("case"))
        if not visitor.has(*view.release_roles):
            raise InputError(say("approvals.cannot_release", mine=roles_of(visitor)))
        conditions = tuple(line.strip() for line in press.text("conditions").splitlines() if line.strip())
        if not conditions:
            raise InputError(say("approvals.name_condition"))
        now = self._desk.release_case(view.id, conditions, visitor.user.name, visitor.door)
        if now.status != "released":
            roles = words.names(map(words.role, now.still_to_release))
            return _there(view, say("approvals.case_release_noted", roles=roles))
        return _there(view, say("approvals.case_released"))


def _first_tab(visitor: Visitor, mine: int, open_cases: Sequence[CaseView]) -> Tab:
    """Where a visitor lands: at what waits for them."""
    if any(visitor.has(view.owner_role) for view in open_cases):
        return "cases"
    return "mine" if mine or not visitor.has("marketer", "auditor") else "all"


def _untaken_first(view: CaseView) -> tuple[bool, str, datetime]:
    return view.status != "open", view.severity, view.acknowledge_due


def _filtered(press: Press) -> Outcome:
    """The list as its boxes say, from the first page."""
    given = {name: press.text(f"filter:{name}") for name in QUEUE_FIELDS}
    where: dict[QueueField, str] = {name: "" if value == NONE else value for name, value in given.items() if value}
    return Outcome(at=replace(Wanted.read(press.at), where=where, page=1, id=None, several=()).query)


def _after(views: Sequence[ApprovalView], current: str) -> str | None:
    """The card below it in the list, else the one above."""
    ids = [view.id for view in views]
    if current not in ids or len(ids) < 2:
        return None
    at = ids.index(current)
    return ids[at + 1] if at + 1 < len(ids) else ids[at - 1]


def _there(view: CaseView, said: str) -> Outcome:
    return Outcome(
        at=f"?{urlencode({'tab': 'cases', 'id': view.id})}", notice=Notice(text=said, kind="good", about=view.id)
    )
