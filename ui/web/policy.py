"""The policy page: in words, its versions, its tiers, a change tried on the past, and the workflow map."""

from collections.abc import Mapping
from datetime import timedelta
from urllib.parse import urlencode

from agents.clock import Clock
from agents.views import PolicyWords, TierView
from knowledge.errors import CopydeskError, InputError, NotFoundError
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Act, Notice, Outcome, Press
from ui.web.chat import query_of
from ui.web.html import Child, Safe, el
from ui.web.kept import Kept
from ui.web.render import parts, policy, policy_trial, policy_versions, shell, tiers, workflow
from ui.web.render.policy_trial import DAYS, LONGEST, Replay
from ui.web.render.policy_versions import Pair
from ui.web.rights import may
from ui.web.sessions import Visitor

MAP_DAYS = 30
# Who tries a policy: whoever signs, guards or audits by it. A replay lists what other people asked for.
TRIERS = (
    *("brand", "legal", "compliance", "privacy", "data-science", "locale-reviewer"),
    *("relationship-manager", "on-call", "admin", "auditor"),
)


class PolicyPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._replays: Kept[Replay] = Kept()
        self.actions: Mapping[str, Act] = {
            "replay": self._replay,
            "compare": self._compare,
            "open-tier": self._open,
            "close-tier": self._close,
        }

    # drawing

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe:
        asked = policy.Asked(query=query_of(outcome.at), place=place)
        brand = asked.get("brand") or None
        try:
            found = self._desk.policy_words(_days(asked), brand)
        except CopydeskError as error:
            return parts.empty(say("policy.not_here"), str(error), parts.link(say("policy.to_default"), "?"))
        warned = policy.problems(self._desk.policy_refusals(), self._desk.lint(brand)) if _mends(place) else None
        return el("section.policy-page", policy.head(asked, found.digest), warned, self._tab(found, asked, brand))

    def _tab(self, found: PolicyWords, asked: policy.Asked, brand: str | None) -> Child:
        match asked.tab:
            case "tiers":
                return tiers.tiers(self._desk.tiers(brand), asked)
            case "try":
                return self._trial(found, asked)
            case "map":
                return workflow.workflow(self._desk.workflow(MAP_DAYS, brand), found, asked)
            case "versions":
                return policy_versions.versions(self._desk.policy_versions(brand), asked, self._pair(asked, brand))
            case _:
                return policy.in_words(found, asked)

    def _trial(self, found: PolicyWords, asked: policy.Asked) -> Safe:
        visitor = asked.place.visitor
        if not visitor.has(*TRIERS):
            return parts.empty(say("policy.not_yours"), say("policy.try_only"))
        replay = self._replays.of(visitor, asked.get("tried"))
        return policy_trial.page(found.text, replay, asked, lost="tried" in asked.query and replay is None)

    def _pair(self, asked: policy.Asked, brand: str | None) -> Pair | None:
        before, after = asked.get("a"), asked.get("b")
        if not (before and after):
            return None
        try:
            old, new = (self._desk.policy_text(digest, brand) for digest in (before, after))
        except NotFoundError:
            return None
        return Pair(before=before, after=after, old=old, new=new)

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act not in self.actions:
            raise InputError(say("policy.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _compare(self, visitor: Visitor, press: Press) -> Outcome:  # noqa: ARG002 — an Act
        query = {**query_of(press.at), "a": press.text("a", 100), "b": press.text("b", 100)}
        return Outcome(at=f"?{urlencode(query)}")

    def _replay(self, visitor: Visitor, press: Press) -> Outcome:
        """Changes nothing, so an auditor may."""
        may(visitor, TRIERS, say("policy.can_try"))
        text, days = press.text("policy"), press.text("days")
        if not text:
            raise InputError(say("policy.try_empty"))
        if len(text) > LONGEST:
            raise InputError(say("policy.try_long", n=len(text), most=LONGEST))
        back = int(days) if days.isdecimal() and int(days) in DAYS else MAP_DAYS
        query = query_of(press.at)
        since = self._clock.now() - timedelta(days=back)
        told = self._desk.simulate(text, say("policy.try_name"), since, query.get("brand"))
        kept = self._replays.keep(visitor, Replay(text=text, days=back, told=told))
        query.pop("page", None)
        return Outcome(at=f"?{urlencode({**query, 'tab': 'try', 'tried': kept})}")

    def _open(self, visitor: Visitor, press: Press) -> Outcome:
        tier, brand = self._tier(press)
        _changes(visitor)
        may(visitor, tier.opened_by, say("policy.can_open"))
        after = self._desk.open_tier(tier.id, visitor.user.name, visitor.door, brand)
        said = say("policy.opened", tier=tier.id) if after.state == "open" else say("policy.signed", tier=tier.id)
        return Outcome(at=press.at, notice=Notice(text=said, kind="good"))

    def _close(self, visitor: Visitor, press: Press) -> Outcome:
        tier, brand = self._tier(press)
        _changes(visitor)
        may(visitor, (*tier.opened_by, "admin"), say("policy.can_close"))
        self._desk.close_tier(tier.id, press.text("reason"), visitor.user.name, visitor.door, brand)
        return Outcome(at=press.at, notice=Notice(text=say("policy.closed", tier=tier.id), kind="good"))

    def _tier(self, press: Press) -> tuple[TierView, str | None]:
        brand, wanted = query_of(press.at).get("brand"), press.text("tier")
        found = next((one for one in self._desk.tiers(brand) if one.id == wanted), None)
        if found is None:
            raise NotFoundError(say("policy.no_tier", tier=wanted))
        return found, brand


def _days(asked: policy.Asked) -> int:
    """How far back to count; hardly at all where the counts are not shown."""
    return {"words": asked.days, "map": MAP_DAYS}.get(asked.tab, 1)


def _mends(place: shell.Setting) -> bool:
    """Marketers cannot mend a policy file, and are not told what is wrong with it."""
    return set(place.visitor.roles) != {"marketer"}


def _changes(visitor: Visitor) -> None:
    if visitor.reads_only:
        raise InputError(say("policy.reads_only"))
