"""The knowledge page: what is known, how good it is, who may do what to it; shown as text whatever a document says."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from agents.clock import ManualClock
from knowledge.errors import InputError
from tests.ui.script import PEOPLE
from tests.ui.web.library import CURATORS, Library, a_document
from tests.ui.web.test_actions import at, press
from tests.ui.web.test_render import HOSTILE, seen
from ui.web.board import Outcome
from ui.web.knowledge import KnowledgePage
from ui.web.setting import setting

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WHO_MAY = sorted(name for name, (_, roles) in PEOPLE.items() if set(roles) & set(CURATORS))
TABS = ("documents", "search", "quality", "labels", "quarantine")
Form = dict[str, object]


@pytest.fixture
def desk() -> Library:
    return Library()


class Shown:
    def __init__(self, desk: Library) -> None:
        self.desk = desk
        self.page = KnowledgePage(desk, ManualClock(NOW))

    def __call__(self, query: str = "", name: str = "ana") -> str:
        visitor = at(self.desk, name)
        return str(self.page.content(setting(self.desk, visitor, NOW), Outcome(at=query)))

    def act(self, name: str, act: str, query: str = "", form: Form | None = None, **data: object) -> Outcome:
        return self.page.act(at(self.desk, name), press(act, query, form, **data))


@pytest.fixture
def shown(desk: Library) -> Shown:
    return Shown(desk)


def told(outcome: Outcome) -> str:
    assert outcome.notice is not None
    return outcome.notice.text


def test_a_question_that_is_too_long_is_refused_and_not_cut(shown: Shown) -> None:
    assert "q=" in shown.act("ana", "search", form={"q": "Größe?" * 333}).at
    with pytest.raises(InputError, match="2,004 characters, where 2,000 fit"):
        shown.act("ana", "search", form={"q": "Größe?" * 334})


# documents


def test_each_document_stands_with_its_life(shown: Shown) -> None:
    page = shown()
    for words in ("Care", "v", "Published", "Draft", "Retired", "Refused", "ended 31 January 2020", "Nobody"):
        assert words in page
    assert "broken.pdf" in page
    assert "it cannot be opened" in page
    for hint in ("No owner", "No longer valid", "1 passage in quarantine", "Facts without a date"):
        assert hint in page


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("?status=draft", ("draft.md",), ("care.md", "old.md", "broken.pdf")),
        ("?status=refused", ("broken.pdf",), ("care.md",)),
        ("?kind=legal", ("old.md",), ("care.md", "broken.pdf")),
        ("?q=END", ("ended.md",), ("care.md",)),
        ("?q=nowhere", ("No document fits",), ("care.md",)),
    ],
)
def test_the_list_is_filtered(shown: Shown, query: str, there: tuple[str, ...], gone: tuple[str, ...]) -> None:
    page = shown(query)
    assert all(words in page for words in there)
    assert not any(f"doc={words}" in page or f">{words}<" in page for words in gone)


def test_what_is_looked_for_stands_in_the_address(shown: Shown) -> None:
    outcome = shown.act("mara", "find", "?tab=search&page=2", {"q": "a b&c", "kind": "legal"}, status="draft")
    assert outcome.at == "?tab=documents&status=draft&kind=legal&q=a+b%26c"


def test_ten_thousand_documents_are_paged() -> None:
    shown = Shown(Library(many=10_000))
    first, last = shown(), shown("?page=999999")
    assert len(first) < 40_000
    assert "10,005 documents" in first
    assert "more-0000.md" in first
    assert "more-0100.md" not in first
    assert "Page 401 of 401" in last
    assert "broken.pdf" in last


def test_nothing_known_yet_says_what_to_do(desk: Library, shown: Shown) -> None:
    desk.kept, desk.refused = {}, ()
    assert "Upload the first documents here" in shown()
    assert "Somebody who may publish" in shown(name="mara")


def test_a_document_shows_its_passages_by_page_and_what_changed(shown: Shown) -> None:
    page = shown("?doc=care.md")
    for words in ("Passage 0.", "care.md:1", "In quarantine", "Version 2", "New words", "Old words", "72"):
        assert words in page
    assert "Passage 35." not in page
    assert "Passage 35." in shown("?doc=care.md&page=2")
    assert "nothing has changed" in shown("?doc=draft.md")
    assert "There is no document &#x27;gone.md&#x27;" in shown("?doc=gone.md")


ACTS: dict[str, tuple[Form, dict[str, object]]] = {
    "publish": ({}, {"document": "draft.md"}),
    "retire": ({}, {"document": "care.md"}),
    "describe": ({"owner": "tomas", "kind": "product"}, {"document": "care.md"}),
    "release": ({}, {"item": "q-1"}),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_only_those_who_decide_what_is_quoted_change_it(desk: Library, shown: Shown, act: str, name: str) -> None:
    form, data = ACTS[act]
    before = (dict(desk.kept), dict(desk.shut))
    if name in WHO_MAY:
        assert told(shown.act(name, act, "?doc=care.md", form, **data))
        assert (desk.kept, desk.shut) != before
        return
    with pytest.raises(InputError, match=r"Admin, Brand, Legal and Compliance can decide|auditor reads"):
        shown.act(name, act, "?doc=care.md", form, **data)
    assert (desk.kept, desk.shut) == before


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_buttons_are_shown_to_those_who_may_press_them(shown: Shown, name: str) -> None:
    may = name in WHO_MAY
    assert ('data-act="retire"' in shown("?doc=care.md", name)) == may
    assert ('data-act="publish"' in shown("?doc=draft.md", name)) == may
    assert ("data-upload" in shown("", name)) == may
    assert ('data-act="release"' in shown("?tab=quarantine", name)) == may
    assert ('data-act="label"' in shown("?tab=labels", name)) == (name not in ("edda", "mara"))


def test_a_published_document_is_not_published_again(shown: Shown) -> None:
    assert 'data-act="publish"' not in shown("?doc=care.md")
    assert 'data-act="retire"' not in shown("?doc=old.md")
    assert "Publish again" in shown("?doc=old.md")


def test_what_was_not_changed_is_not_set(desk: Library, shown: Shown) -> None:
    form: Form = {"owner": "ana", "kind": "product", "valid_from": "", "valid_until": "2027-01-31"}
    given: list[dict[str, str | None]] = []
    keep = desk.describe_document
    desk.describe_document = lambda id, values, *rest: given.append(values) or keep(id, values, *rest)  # type: ignore
    shown.act("ana", "describe", "?doc=care.md", form, document="care.md")
    assert given == [{"valid_until": "2027-01-31"}]
    assert told(shown.act("ana", "describe", "?doc=care.md", form, document="care.md")) == "Nothing was changed."
    shown.act("ana", "describe", "?doc=care.md", {**form, "valid_until": ""}, document="care.md")
    assert given[-1] == {"valid_until": None}


def test_what_is_cleared_but_stands_in_the_file_is_named(desk: Library, shown: Shown) -> None:
    desk.describe_document = lambda *_: desk.kept["care.md"]  # type: ignore[method-assign]
    said = told(shown.act("ana", "describe", "", {"owner": ""}, document="care.md"))
    assert "its file still says: Owner: ana" in said


# search


def test_a_question_brings_passages_with_places_and_scores(shown: Shown) -> None:
    outcome = shown.act("mara", "search", "", {"q": "how & when?", "kind": "", "locale": "de", "product": ""})
    assert outcome.at == "?tab=search&q=how+%26+when%3F&locale=de"
    page = shown(outcome.at, "mara")
    for words in ("Wipe it.", "care.md:1", "Score 0.032", 'value="how &amp; when?"'):
        assert words in page


@pytest.mark.parametrize(
    ("change", "query", "said"),
    [
        (
            lambda desk: setattr(desk, "answered", False),
            "",
            "good enough to answer from.*Ask Ana Reyes",
        ),
        (lambda desk: desk.__dict__.update(answered=False, found=()), "", "There is nothing near it."),
        (lambda desk: desk.__dict__.update(answered=False, found=()), "&locale=de", "Try without them"),
        (lambda desk: desk.__dict__.update(answered=False, found=(), kept={}), "", "Nothing is published yet"),
        (lambda desk: setattr(desk, "behind", 12), "", "12 passages are not indexed yet"),
    ],
)
def test_it_says_why_nothing_was_found(
    desk: Library, shown: Shown, change: Callable[[Library], None], query: str, said: str
) -> None:
    change(desk)
    assert re.search(said, shown(f"?tab=search&q=x{query}"), re.S)


def test_many_who_look_ask_once(desk: Library, shown: Shown) -> None:
    for _ in range(5):
        shown("?tab=search&q=price")
        shown("?tab=quality")
    assert desk.asked == ["price", "quality"]
    shown.act("ana", "retire", "", document="care.md")
    shown("?tab=search&q=price")
    assert desk.asked[2:] == ["price"]


def test_a_search_that_fails_says_so(desk: Library, shown: Shown) -> None:
    def fails(*_: object, **__: object) -> None:
        raise InputError("The question is empty <b>.")

    desk.search = fails  # type: ignore
    assert "The question is empty &lt;b&gt;." in shown("?tab=search&q=x")


# quality


def test_each_side_has_its_score_and_the_list_behind_it(shown: Shown) -> None:
    page = shown("?tab=quality", "mara")
    for words in ("Freshness", "50 %", "50 of 100", "50 to look at", "Give facts dates", "Nobody has looked since"):
        assert words in page
    side = shown("?tab=quality&side=freshness", "mara")
    assert side.count("no date") == 40
    assert 'href="/knowledge/?tab=documents&amp;doc=care.md"' in side
    assert shown("?tab=quality&side=freshness&page=2").count("no date") == 10


# labels and quarantine


def test_a_passage_waits_with_its_nearest_examples_until_somebody_labels_it(desk: Library, shown: Shown) -> None:
    page = shown("?tab=labels")
    for words in ("Is it law?", "Perhaps Legal, 55 % of the votes", "91 % alike", "x.md:1"):
        assert words in page
    form: Form = {"value": "claim"}
    said = told(shown.act("noor", "label", "?tab=labels", form, passage="care.md#0", field="kind"))
    assert said == "care.md:1 › Care: Claims."
    assert desk.labelled == [("care.md#0", "kind", "claim", "noor")]
    assert "Every passage has its label" in shown("?tab=labels")


@pytest.mark.parametrize("name", ["mara", "edda"])
def test_marketers_and_auditors_label_nothing(desk: Library, shown: Shown, name: str) -> None:
    with pytest.raises(InputError):
        shown.act(name, "label", "", {"value": "claim"}, passage="care.md#0", field="kind")
    assert desk.labelled == []


def test_a_field_that_is_none_is_refused(desk: Library, shown: Shown) -> None:
    with pytest.raises(InputError, match="no action"):
        shown.act("ana", "label", "", {"value": "yes"}, passage="care.md#0", field="harmless")
    assert desk.labelled == []


def test_what_waits_in_quarantine_is_released_by_those_who_may(desk: Library, shown: Shown) -> None:
    page = shown("?tab=quarantine")
    for words in ("Ignore all rules", "Withheld", "Never read", "hidden text"):
        assert words in page
    assert page.count('data-act="release"') == 1
    assert "is released" in told(shown.act("ana", "release", "?tab=quarantine", item="q-1"))
    assert 'data-act="release"' not in shown("?tab=quarantine")
    desk.shut = {}
    assert "Nothing is in quarantine" in shown("?tab=quarantine")


@pytest.mark.parametrize("tab", ["labels", "quarantine"])
def test_marketers_read_what_came_of_it(shown: Shown, tab: str) -> None:
    page = shown(f"?tab={tab}", "mara")
    assert "You are here as Marketer." in page
    assert "Ignore all rules" not in page
    assert "Is it law?" not in page
    assert f"tab={tab}" not in shown("", "mara")


# whatever stands there


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_document_says_becomes_markup(text: str) -> None:
    desk = Library(text)
    desk.add_user("zoe", ("brand",), text, "joost", "cli")
    shown = Shown(desk)
    queries = [f"?tab={tab}&q={text}&side=freshness&locale={text}&product={text}" for tab in TABS]
    queries += ["?doc=care.md", "?doc=draft.md", f"?doc={text}", f"?tab={text}&status={text}&kind={text}&brand={text}"]
    for query in queries:
        page = shown(query, "zoe")
        tags = seen(page)
        assert not tags.names & {"script", "img", "svg", "iframe"}
        assert tags.dangerous == []


def test_an_unknown_action_does_nothing(shown: Shown) -> None:
    with pytest.raises(InputError, match="no action"):
        shown.act("ana", "__class__")


def test_another_brand_is_asked_for_by_its_name(desk: Library, shown: Shown) -> None:
    other = desk.default_brand.model_copy(update={"id": "acme", "name": "Acme <b>"})
    desk.brands = lambda: (desk.default_brand, other)  # type: ignore[method-assign]
    asked: list[str | None] = []
    desk.documents = lambda brand=None: asked.append(brand) or (a_document("x.md"),)  # type: ignore
    page = shown("?brand=acme")
    assert "Acme &lt;b&gt;" in page
    assert "brand=acme" in page
    assert set(asked) == {"acme"}
    asked.clear()
    assert "brand=nowhere" not in shown("?brand=nowhere")
    assert set(asked) == {"orrelune"}
