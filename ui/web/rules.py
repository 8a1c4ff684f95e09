"""The rules page: every rule of a brand, and a text tried against one of them or all."""

from collections.abc import Mapping
from urllib.parse import urlencode

from agents.clock import Clock
from knowledge.errors import CopydeskError, FieldError, InputError, NotFoundError
from tools.channels import Channels
from tools.check import copy_of
from tools.findings import BrandReport
from tools.rule_list import chosen
from tools.why import RuleNote
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Act, Outcome, Press
from ui.web.chat import query_of
from ui.web.html import Safe
from ui.web.kept import Kept
from ui.web.render import parts, rules, shell
from ui.web.render.rules_tried import Trial
from ui.web.sessions import Visitor

LONGEST = 20_000  # characters that are tried here: a page marks each finding in them
FILTERS = ("family", "pack", "language", "words")


class RulesPage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:  # noqa: ARG002 — as every page is made
        self._desk = desk
        self._trials: Kept[Trial] = Kept()
        self.actions: Mapping[str, Act] = {"find": self._find, "try": self._try}

    def content(self, place: shell.Setting, outcome: Outcome) -> Safe:
        query = query_of(outcome.at)
        brand = query.get("brand")
        try:
            every = self._desk.rules(brand)
        except NotFoundError as error:
            return parts.empty(say("rules.not_here"), str(error), parts.link(say("rules.back"), "?"))
        trial = self._trials.of(place.visitor, query.get("tried"))
        lost = "tried" in query and trial is None
        asked = rules.Asked(
            query=query, brands=place.brand_names, channels=self._channels(brand), longest=LONGEST, lost=lost
        )
        if "rule" in query:
            rule = next((one for one in every if one.rule == query["rule"]), None)
            if rule is None:
                return parts.empty(
                    say("rules.not_here"), say("rules.no_such", rule=query["rule"]), parts.link(say("rules.back"), "?")
                )
            return rules.one(rule, asked, trial)
        if query.get("tab") == "try":
            return rules.try_all(asked, trial)
        found = chosen(
            every,
            family=query.get("family"),
            pack=query.get("pack"),
            language=query.get("language"),
            words=query.get("words", ""),
        )
        return rules.listing(every, found, asked)

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act not in self.actions:
            raise InputError(say("rules.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _find(self, visitor: Visitor, press: Press) -> Outcome:  # noqa: ARG002 — an Act
        kept = {name: press.text(name, 200) for name in FILTERS if press.text(name)}
        brand = query_of(press.at).get("brand")
        return Outcome(at=f"?{urlencode({**({'brand': brand} if brand else {}), **kept})}")

    def _try(self, visitor: Visitor, press: Press) -> Outcome:
        """Reads only: whoever may see the rules may try them."""
        query = query_of(press.at)
        text, brand = press.text("text"), query.get("brand")
        if not text:
            raise FieldError(say("rules.no_text"), "text")
        if len(text) > LONGEST:
            raise FieldError(say("rules.too_long", n=len(text), most=LONGEST), "text")
        channel, locale = press.text("channel") or None, press.text("locale") or "en"
        copy = copy_of(text, channel=channel, locale=locale, channels=Channels.load())
        copy = copy.model_copy(update={"machine_made": press.text("machine_made") == "yes"})
        report = self._desk.check(copy, brand)
        rule = query.get("rule")
        trial = Trial(copy=copy, report=report, rule=rule, notes={} if rule else self._notes(report, brand))
        query["tried"] = self._trials.keep(visitor, trial)
        return Outcome(at=f"?{urlencode(query)}")

    def _notes(self, report: BrandReport, brand: str | None) -> dict[str, RuleNote]:
        """What the rules behind the findings ask for."""
        found = {}
        for name in dict.fromkeys(finding.rule for finding in report.findings):
            try:
                found[name] = self._desk.why(name, brand)
            except CopydeskError:  # a finding of the desk's own that has no rule to read
                continue
        return found

    def _channels(self, brand: str | None) -> tuple[str, ...]:
        known = {one.id: one for one in self._desk.brands()}
        return known.get(brand or "", self._desk.default_brand).channels
