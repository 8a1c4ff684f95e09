"""The policy page: in words, tiers, a change tried, versions and the map; who may do what on it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from langgraph.graph import END

from agents.graph.brief import Money
from agents.graph.build import WAYS
from agents.policy.lint import Problem
from agents.policy.outcome import PolicyFacts
from agents.policy.policy import Policy
from agents.policy.simulate import Past, Simulation, simulate
from agents.views import PolicyVersion, PolicyWords, StopView, TierView, WorkflowView
from knowledge.errors import CopydeskError, InputError, NotFoundError
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from tests.ui.web.test_actions import Now, at, press
from tests.ui.web.test_render import HOSTILE, seen
from ui.web.board import Outcome
from ui.web.policy import PolicyPage
from ui.web.render.policy_trial import LONGEST
from ui.web.setting import setting

SINCE = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
TIER = TierView(
    id="instagram/bottle",
    rule="bottle",
    because="Green posts about the bottle.",
    state="closed",
    decided=45,
    changed=1,
    upper=0.0615,
    limit=0.1,
    sample_share=0.2,
    opened_by=("brand",),
    why="Nobody has signed it open.",
)


class Ruled(FakeDesk):
    """The scripted desk with a tier, versions and a past."""

    def __init__(self) -> None:
        super().__init__()
        self.tier = TIER
        self.found: tuple[Problem, ...] = ()
        self.texts: dict[str, str] = {}
        self.past: list[Past] = []
        self.since: datetime | None = None
        self.changes: dict[str, Any] = {}

    def policy_words(self, days: int = 30, brand: str | None = None) -> PolicyWords:
        if brand not in (None, "orrelune"):
            raise NotFoundError(f"There is no brand '{brand}'.")
        found = super().policy_words(days, brand)
        rules = tuple(rule.model_copy(update=self.changes) for rule in found.rules) if self.changes else found.rules
        return found.model_copy(update={"rules": rules, "filed": 40, "by_policy": 2})

    def lint(self, brand: str | None = None) -> tuple[Problem, ...]:
        return self.found

    def tiers(self, brand: str | None = None) -> tuple[TierView, ...]:
        return (self.tier,)

    def open_tier(self, tier: str, user: str, door: str, brand: str | None = None) -> TierView:
        self.tier = self.tier.model_copy(update={"state": "open", "signed": (user,), "since": SINCE})
        self._record("tier.opened", user, door, tier)
        return self.tier

    def close_tier(self, tier: str, reason: str, user: str, door: str, brand: str | None = None) -> TierView:
        if not reason:
            raise InputError("Closing a tier needs a reason, for the record.")
        self.tier = TIER.model_copy(update={"closed_by": user, "since": SINCE, "why": reason})
        self._record("tier.closed", user, door, tier)
        return self.tier

    def policy_versions(self, brand: str | None = None) -> tuple[PolicyVersion, ...]:
        return tuple(
            PolicyVersion(digest=digest, first_used=SINCE - timedelta(days=n), in_force=n == 0)
            for n, digest in enumerate(self.texts)
        )

    def policy_text(self, digest: str, brand: str | None = None) -> str:
        if digest not in self.texts:
            raise NotFoundError(f"There is no policy with the digest '{digest}'.")
        return self.texts[digest]

    def simulate(
        self,
        policy: str | None = None,
        name: str = "policy.yaml",
        since: datetime | None = None,
        brand: str | None = None,
    ) -> Simulation:
        self.since = since
        return simulate(self.past, Policy.parse(policy or "", name=name))

    def file_past(self, count: int) -> None:
        policy = Policy.parse(self.policy_words().text)
        value = Money(amount=Decimal(60_000), currency="EUR")
        for n in range(count):
            facts = PolicyFacts(brand="orrelune", channel="x", locale="en", rating="green", value=value)
            self.past.append(
                Past(
                    approval=f"a-{n:03}",
                    run=f"r-{n:03}",
                    status="approved",
                    filed=SINCE + timedelta(minutes=n),
                    facts=facts,
                    requirement=policy.decide(facts),
                    signed={"ana": ("brand",)},
                    draw=0.5,
                )
            )


@pytest.fixture
def desk() -> Ruled:
    return Ruled()


@pytest.fixture
def page(desk: Ruled) -> PolicyPage:
    return PolicyPage(desk, Now())


Shown = Callable[..., str]


@pytest.fixture
def shown(desk: Ruled, page: PolicyPage) -> Shown:
    def show(query: str = "", name: str = "ana") -> str:
        return str(page.content(setting(desk, at(desk, name), Now().now()), Outcome(at=query)))

    return show


def test_it_reads_from_the_top_with_who_and_by_when(shown: Shown) -> None:
    html = shown()
    assert html.index("Offers worth more than 100,000 EUR") < html.index("A red draft stays in.")
    assert "the value at stake is above 100,000 EUR." in html
    assert "blocked, unless Brand and Legal override" in html
    assert "within 2 days" in html
    assert "No rule speaks of this, so Brand decides." in html
    assert "40 drafts and tool calls came to policy in the last 30 days. It signed 2 themselves" in html
    assert "in the last 90 days" in shown("?days=90")
    assert "in the last 30 days" in shown("?days=7000000000000")


def test_what_is_wrong_stands_on_top_for_those_who_can_mend_it(desk: Ruled, shown: Shown) -> None:
    assert "What is wrong with it" not in shown()
    desk.refusals = ("policy.yaml, line 3: no such key.",)
    desk.found = (Problem(level="error", rule="two", words="Nobody could satisfy it."),)
    for tab in ("words", "tiers", "try", "map", "versions"):
        html = shown(f"?tab={tab}")
        assert html.index("no such key") < html.index("two: Nobody could satisfy it.")
    assert "no such key" not in shown(name="mara")


def test_a_tier_shows_its_evidence_on_a_scale_from_zero(desk: Ruled, shown: Shown) -> None:
    html = shown("?tab=tiers")
    assert "1 of n = 45 decided drafts were changed or rejected: 2.2 %; with 95 % confidence at most 6.2 %" in html
    assert ">0 %</text>" in html
    assert 'class="tier-plot within"' in html
    desk.tier = TIER.model_copy(update={"decided": 0, "changed": 0, "upper": 1.0})
    html = shown("?tab=tiers")
    assert "No draft of it was decided yet (n = 0)" in html
    assert 'class="tier-plot beyond"' in html
    assert (
        ' disabled data-tier="instagram/bottle"' in html.replace("disabled", " disabled").replace("  ", " ")
        or "disabled" in html
    )


def test_its_roles_open_it_and_close_it(desk: Ruled, page: PolicyPage, shown: Shown) -> None:
    opened = page.act(at(desk, "ana"), press("open-tier", "?tab=tiers", tier=TIER.id))
    assert opened.notice is not None
    assert "is open" in opened.notice.text
    assert "Open since 2 November 2026, 09:30 UTC, signed by Ana Reyes." in shown("?tab=tiers")
    with pytest.raises(InputError, match="needs a reason"):
        page.act(at(desk, "joost"), press("close-tier", "?tab=tiers", {"reason": " "}, tier=TIER.id))
    page.act(at(desk, "joost"), press("close-tier", "?tab=tiers", {"reason": "A complaint."}, tier=TIER.id))
    assert "Closed by Joost de Wit, 2 November 2026, 09:30 UTC. A complaint." in shown("?tab=tiers")
    assert [(one["event"], one["actor"], one["door"]) for one in desk.log] == [
        ("tier.opened", "ana", "web"),
        ("tier.closed", "joost", "web"),
    ]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(("act", "able"), [("open-tier", {"ana"}), ("close-tier", {"ana", "joost"})])
def test_nobody_else_does(desk: Ruled, page: PolicyPage, shown: Shown, name: str, act: str, able: set[str]) -> None:
    desk.tier = TIER.model_copy(update={"state": "open" if act == "close-tier" else "closed"})
    pressed = press(act, "?tab=tiers", {"reason": "x"}, tier=TIER.id)
    assert (f'data-act="{act}"' in shown("?tab=tiers", name)) == (name in able)
    if name in able:
        page.act(at(desk, name), pressed)
        return
    with pytest.raises(InputError, match="reads here and changes nothing" if name == "edda" else "Brand"):
        page.act(at(desk, name), pressed)
    assert desk.log == []


def test_a_changed_policy_is_tried_on_the_past_and_counts_for_nothing(
    desk: Ruled, page: PolicyPage, shown: Shown
) -> None:
    desk.file_past(30)
    text = desk.policy_words().text
    assert "version: 1" in shown("?tab=try")
    changed = text.replace("above: 100000", "above: 50000")
    outcome = page.act(at(desk, "ana"), press("replay", "?tab=try&page=9", {"policy": changed, "days": "7"}))
    html = shown(outcome.at)
    assert "30 were decided again, of the last 7 days" in html
    assert "30 that went out would have lacked a signature." in html
    assert "This policy counts for nothing yet." in html
    assert html.count('data-key="a-') == 25
    assert "Page 1 of 2" in html
    assert shown(f"{outcome.at}&page=2").count('data-key="a-') == 5
    assert "above: 50000" in html
    assert desk.log == []
    assert desk.since is not None
    assert timedelta(days=6.9) < datetime.now(UTC) - desk.since < timedelta(days=7.1)
    same = page.act(at(desk, "edda"), press("replay", "?tab=try", {"policy": text, "days": "7"}))
    assert "Nothing would have been decided otherwise." in shown(same.at, "edda")
    assert "no longer kept" in shown(same.at, "ana")


def test_nothing_in_that_time_is_said(desk: Ruled, page: PolicyPage, shown: Shown) -> None:
    text = desk.policy_words().text
    outcome = page.act(at(desk, "ana"), press("replay", "?tab=try", {"policy": text, "days": "soon"}))
    assert "Nothing came to policy in that time." in shown(outcome.at)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no policy to try"),
        ("version: [", "your policy, line"),
        ("version: 1\ncurrency: EUR\nrules: []\nrule: 1\n", "your policy, line 4"),
        ("&a [*a, *a]", "your policy"),
        ("x" * (LONGEST + 1), "200,001 characters"),
    ],
)
def test_what_is_no_policy_is_said_in_one_line(desk: Ruled, page: PolicyPage, text: str, words: str) -> None:
    with pytest.raises(CopydeskError, match=words) as error:
        page.act(at(desk, "ana"), press("replay", "?tab=try", {"policy": text, "days": "30"}))
    assert "\n" not in str(error.value)


def test_a_marketer_does_not_read_what_others_asked_for(desk: Ruled, page: PolicyPage, shown: Shown) -> None:
    desk.file_past(1)
    assert "Not yours" in shown("?tab=try", "mara")
    with pytest.raises(InputError, match=r"can try a policy\. You are here as Marketer"):
        page.act(at(desk, "mara"), press("replay", "?tab=try", {"policy": desk.policy_words().text}))


def test_versions_say_when_they_were_first_used_and_what_they_changed(
    desk: Ruled, page: PolicyPage, shown: Shown
) -> None:
    assert "No version is kept yet" in shown("?tab=versions")
    desk.texts = {"b" * 64: "version: 1\nlimit: 50\n", "a" * 64: "version: 1\nlimit: 100\n"}
    html = shown("?tab=versions")
    assert "first used 2 November 2026, 09:30 UTC" in html
    assert html.count("In force") == 2  # the head, and the version
    outcome = page.act(at(desk, "edda"), press("compare", "?tab=versions", {"a": "a" * 64, "b": "b" * 64}))
    html = shown(outcome.at)
    assert "<del>-limit: 100\n</del>" in html
    assert "<ins>+limit: 50\n</ins>" in html
    assert "word for word" in shown(f"?tab=versions&a={'a' * 64}&b={'a' * 64}")
    assert "From" in shown("?tab=versions&a=nowhere&b=nothing")


def test_the_map_names_each_step_its_rules_and_its_waits(
    desk: Ruled, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = desk.workflow()
    stops = StopView(waits=40, median_seconds=7200, closed=40, ended=3, waiting=2)
    nodes = tuple(node.model_copy(update={"stops": stops}) if node.name == "approval" else node for node in view.nodes)
    monkeypatch.setattr(desk, "workflow", lambda *_: WorkflowView(nodes=nodes, days=30, since=view.since))
    html = shown("?tab=map")
    drawn = seen(html)
    assert {"svg", "path", "rect"} <= drawn.names
    for name in WAYS:
        assert html.count(f">{name.replace('_', ' ').capitalize()}<") >= 3  # two drawings and the list
    assert "Median wait 2 h (n = 40), 3 of 40 rejected (7.5 %), 2 wait now" in html
    assert "No wait was measured (n = 0)" in html
    for rule in desk.policy_words().rules:
        assert f">{rule.id}</a>" in html
    assert "Privacy and Compliance" in html
    assert "P1: reaches a person within 2 min, is taken within 10 min" in html
    leads_to_end = sum(END in ways for ways in WAYS.values())
    assert html.count('class="end"') == 2 * leads_to_end  # in both drawings


@pytest.mark.parametrize("query", ["?tab=nowhere", "?page=-1&tab=versions", "?days=x", "?tab=try&tried=x", "?a=1&b=2"])
def test_an_address_that_means_nothing_shows_something(shown: Shown, query: str) -> None:
    assert "<h1>Policy</h1>" in shown(query)


def test_a_brand_that_is_not_there_is_said(shown: Shown) -> None:
    assert "There is no brand &#x27;nowhere&#x27;." in shown("?brand=nowhere")


def test_only_what_the_page_has_is_pressed(desk: Ruled, page: PolicyPage) -> None:
    with pytest.raises(InputError, match="no action 'delete'"):
        page.act(at(desk, "ana"), press("delete"))
    with pytest.raises(CopydeskError, match="no tier 'nowhere'"):
        page.act(at(desk, "ana"), press("open-tier", tier="nowhere"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_anyone_writes_becomes_markup(desk: Ruled, page: PolicyPage, shown: Shown, text: str) -> None:
    desk.add_user("zoe", ("brand",), text, "joost", "cli")
    desk.refusals = (text,)
    desk.found = (Problem(level="warning", rule=text, words=text),)
    desk.changes = {"because": text, "when": (text,), "asks": text, "deadline": text}
    desk.tier = TIER.model_copy(update={"because": text, "why": text, "signed": ("zoe",), "state": "signing"})
    desk.texts = {"b" * 64: text, "a" * 64: f"{text} again"}
    desk.file_past(1)
    policy = f"{desk.policy_words().text}\n# {text}\n"
    tried = page.act(at(desk, "ana"), press("replay", "?tab=try", {"policy": policy, "days": "30"})).at
    pages = [
        shown(),
        shown("?tab=tiers"),
        shown("?tab=map"),
        shown(f"?tab=versions&a={'a' * 64}&b={'b' * 64}"),
        shown(f"?tab={text}&days={text}&brand={text}"),
        shown(tried),
    ]
    for html in pages:
        tags = seen(html)
        assert not tags.names & {"script", "img", "iframe"}
        assert tags.dangerous == []
