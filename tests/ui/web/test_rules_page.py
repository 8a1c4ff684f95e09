"""The rules page: found, read, tried against; shown as text whatever a rule or a person writes."""

from pathlib import Path

import pytest

from knowledge.errors import FieldError, InputError
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from tests.ui.web.test_actions import Now, at, press
from tests.ui.web.test_render import HOSTILE, seen
from tools.copy import Copy
from tools.findings import BrandReport
from tools.rule_list import RuleView
from tools.text.markup import Format
from ui.web.board import Outcome
from ui.web.kept import Kept
from ui.web.rules import LONGEST, RulesPage
from ui.web.setting import setting

BARGAIN = RuleView(
    rule="orrelune.Price-words",
    family="voice",
    severity="amber",
    asks="Orrelune does not shout about price.",
    source="https://example.org/voice",
    bad=("Grab this bargain.",),
    good=("It costs EUR 68.",),
    pack="orrelune",
    languages=("en",),
)
HEALS = RuleView(rule="orrelune.Health-claims", family="claims", severity="red", pack="orrelune", asks="No healing.")
GERMAN = RuleView(
    rule="copydesk-de.Laut", family="voice", asks="Leise.", pack="copydesk-de", languages=("de",), on=False
)


@pytest.fixture
def desk() -> FakeDesk:
    desk = FakeDesk()
    desk.listed_rules = (BARGAIN, HEALS, GERMAN)
    return desk


Form = dict[str, object]


def shown(page: RulesPage, desk: FakeDesk, query: str = "", name: str = "mara") -> str:
    visitor = at(desk, name)
    return str(page.content(setting(desk, visitor, Now().now()), Outcome(at=query)))


def test_rules_are_listed_with_what_they_object_to(desk: FakeDesk) -> None:
    page = shown(RulesPage(desk, Now()), desk)
    assert "3 rules of 3. 1 of them is switched off." in page
    assert "Grab this bargain." in page
    assert page.index("orrelune.Price-words") < page.index("copydesk-de.Laut")


def test_they_are_filtered_by_what_the_address_says(desk: FakeDesk) -> None:
    page = RulesPage(desk, Now())
    form: Form = {"words": "healing", "family": "claims", "language": "", "pack": ""}
    outcome = page.act(at(desk, "mara"), press("find", "?page=3", form))
    assert outcome.at == "?family=claims&words=healing"
    found = shown(page, desk, outcome.at)
    assert "1 rule of 3." in found
    assert "Price-words" not in found
    assert "No rule is like this" in shown(page, desk, "?words=nowhere")
    assert "1 rule of 3" in shown(page, desk, "?pack=copydesk-de&language=de-AT")


def test_a_long_list_comes_in_pages(desk: FakeDesk) -> None:
    desk.listed_rules = tuple(BARGAIN.model_copy(update={"rule": f"orrelune.R{n:03}"}) for n in range(60))
    page = RulesPage(desk, Now())
    first = shown(page, desk)
    assert "Page 1 of 3" in first
    assert "R024" in first
    assert "R025" not in first
    assert "?page=2" in first
    for beyond in ("?page=99", "?page=3"):
        assert "R059" in shown(page, desk, beyond)
    assert "Page 1 of 3" in shown(page, desk, "?page=-1")


def test_one_rule_says_where_it_comes_from_and_shows_its_examples(desk: FakeDesk) -> None:
    page = shown(RulesPage(desk, Now()), desk, "?rule=orrelune.Price-words")
    assert 'href="https://example.org/voice"' in page
    assert "It costs EUR 68." in page
    assert "switched it off" in shown(RulesPage(desk, Now()), desk, "?rule=copydesk-de.Laut")
    assert "no rule &#x27;orrelune.Gone&#x27;" in shown(RulesPage(desk, Now()), desk, "?rule=orrelune.Gone")


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_tries_a_text_against_all_rules(desk: FakeDesk, name: str) -> None:
    page = RulesPage(desk, Now())
    form: Form = {"text": "A bargain. It heals.", "locale": "en", "channel": ""}
    outcome = page.act(at(desk, name), press("try", "?tab=try", form))
    told = shown(page, desk, outcome.at, name)
    assert '<mark class="amber"' in told
    assert '<mark class="red"' in told
    assert "Use “offer”" in told
    _, _, listed = told.partition('class="findings"')
    assert listed.index("must not claim to heal") < listed.index("does not shout about price")
    assert "A bargain. It heals.</textarea>" in told
    assert desk.log == []


def test_against_one_rule_only_that_one_objects(desk: FakeDesk) -> None:
    page, mara = RulesPage(desk, Now()), at(desk, "mara")
    form: Form = {"text": "A bargain. It heals.", "locale": "en", "channel": ""}
    told = shown(page, desk, page.act(mara, press("try", "?rule=orrelune.Price-words", form)).at)
    assert "It objects to 1 place." in told
    assert "must not claim" not in told
    assert "Another rule objects to 1 place." in told
    assert '<a href="?rule=orrelune.' in told[told.index("Another rule objects") :]
    calm: Form = {**form, "text": "Calm."}
    assert "It lets this text pass." in shown(
        page, desk, page.act(mara, press("try", "?rule=orrelune.Price-words", calm)).at
    )
    german: Form = {**calm, "locale": "de"}
    assert "it reads English" in shown(
        page, desk, page.act(mara, press("try", "?rule=orrelune.Price-words", german)).at
    )
    assert "this rule is switched off" in shown(
        page, desk, page.act(mara, press("try", "?rule=copydesk-de.Laut", german)).at
    )


class Noting(FakeDesk):
    """Keeps what it is asked to check."""

    def __init__(self) -> None:
        super().__init__()
        self.checked: list[Copy] = []

    def check(
        self, copy: Copy, brand: str | None = None, rules: tuple[Path, ...] = (), form: Format | None = None
    ) -> BrandReport:
        self.checked.append(copy)
        return super().check(copy, brand, rules, form)


@pytest.mark.parametrize("ticked", [True, False])
def test_copy_is_machine_made_where_that_is_ticked_and_the_tick_stays(ticked: bool) -> None:
    desk = Noting()
    page, mara = RulesPage(desk, Now()), at(desk, "mara")
    form: Form = {"text": "Made by a machine.", "locale": "en", "channel": ""}
    tried = page.act(mara, press("try", "?tab=try", form | ({"machine_made": "yes"} if ticked else {})))
    assert [copy.machine_made for copy in desk.checked] == [ticked]
    box = shown(page, desk, tried.at).partition('name="machine_made"')[2].partition(">")[0]
    assert ("checked" in box) == ticked


def test_nobody_reads_what_somebody_else_tried(desk: FakeDesk) -> None:
    page = RulesPage(desk, Now())
    tried = page.act(at(desk, "mara"), press("try", "?tab=try", {"text": "My secret bargain"})).at
    assert "My secret" in shown(page, desk, tried)
    theirs = shown(page, desk, tried, "ana")
    assert "My secret" not in theirs
    assert "no longer kept" in theirs


def test_only_so_many_tries_are_kept(desk: FakeDesk) -> None:
    kept: Kept[str] = Kept(most=2)
    mara = at(desk, "mara")
    names = [kept.keep(mara, text) for text in "abc"]
    assert [kept.of(mara, name) for name in names] == [None, "b", "c"]
    assert kept.of(mara, None) is None


def test_what_cannot_be_tried_is_said(desk: FakeDesk) -> None:
    page, mara = RulesPage(desk, Now()), at(desk, "mara")
    with pytest.raises(InputError, match="20,001 characters"):
        page.act(mara, press("try", "", {"text": "x" * (LONGEST + 1)}))
    with pytest.raises(FieldError, match="text that is to be tried") as missing:
        page.act(mara, press("try", "", {"text": " "}))
    assert missing.value.field == "text"
    with pytest.raises(InputError, match="nowhere"):
        page.act(mara, press("try", "", {"text": "x", "channel": "nowhere"}))
    with pytest.raises(InputError, match="no action 'delete'"):
        page.act(mara, press("delete"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_anyone_writes_becomes_markup(desk: FakeDesk, text: str) -> None:
    desk.listed_rules = (
        BARGAIN.model_copy(
            update={"rule": text, "asks": text, "source": text, "bad": (text,), "good": (text,), "needs": text}
        ),
    )
    page, mara = RulesPage(desk, Now()), at(desk, "mara")
    form: Form = {"text": f"A bargain {text}", "locale": "en", "channel": "instagram"}
    pages = [
        shown(page, desk),
        shown(page, desk, f"?words={text}&family={text}&language={text}&pack={text}&brand={text}&page={text}"),
        shown(page, desk, f"?rule={text.replace('&', '%26').replace(';', '%3B')}"),
        shown(page, desk, page.act(mara, press("try", "?tab=try", form)).at),
        shown(page, desk, page.act(mara, press("try", f"?rule={text}", form)).at),
    ]
    for html in pages:
        tags = seen(html)
        assert not tags.names & {"script", "img", "svg", "iframe"}
        assert tags.dangerous == []
