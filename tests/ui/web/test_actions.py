"""Each handler checks for itself who presses what: the buttons are not the fence."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from agents.views import ApprovalView, AskRequest
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from tests.ui.script import PEOPLE
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome, Press
from ui.web.chat import ChatPage
from ui.web.sessions import Visitor


class Now:
    def now(self) -> datetime:
        return datetime.now(UTC)


def at(desk: FakeDesk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def press(act: str, query: str = "", form: dict[str, object] | None = None, **data: object) -> Press:
    return Press.read({"act": act, "at": query, "form": form or {}, **data})


@pytest.fixture
def held(desk: FakeDesk) -> str:
    return desk.ask(AskRequest(text="captions", hold=True), "mara", "web").run


@pytest.fixture
def case(desk: FakeDesk) -> str:
    return desk.ask(AskRequest(text="rash, hospital"), "noor", "web").case or ""


def test_asking_opens_the_run(desk: FakeDesk) -> None:
    form = {"text": "captions", "channels": ["instagram"], "variants": "3", "value": "€80k", "when": "2027-03-08T09:30"}
    outcome = ChatPage(desk, Now()).act(at(desk, "mara"), press("ask", form=form))
    request = desk._runs[outcome.at.removeprefix("?run=")]["request"]
    assert (request.channels, request.variants, str(request.value), request.hold) == (
        ("instagram",),
        3,
        "80,000 EUR",
        True,
    )
    assert request.when is not None
    assert request.when.utcoffset() is not None
    assert desk.log[-1]["door"] == "web"


@pytest.mark.parametrize(
    ("form", "word"),
    [
        ({"text": "x", "value": "much"}, "140000 EUR"),
        ({"text": "x", "when": "soon"}, "date"),
        ({"text": "x", "variants": "many"}, "number"),
        ({"text": "y" * 100_000}, "100,000"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(desk: FakeDesk, form: dict[str, object], word: str) -> None:
    with pytest.raises(InputError, match=word):
        ChatPage(desk, Now()).act(at(desk, "mara"), press("ask", form=form))


def test_the_requester_tweaks_fixes_and_submits(desk: FakeDesk, held: str) -> None:
    page, mara, here = ChatPage(desk, Now()), at(desk, "mara"), f"?run={held}"
    first, second, _ = (draft.id for draft in desk.run(held).drafts)
    page.act(mara, press("tweak", here, {"field:caption": "My own words."}, draft=first))
    assert desk.run(held).drafts[0].text == "My own words."
    page.act(mara, press("fix", here, draft=second, finding="0"))
    assert "offer" in desk.run(held).drafts[1].text
    with pytest.raises(InputError, match="changed since"):
        page.act(mara, press("fix", here, draft=second, finding="0"))
    with pytest.raises(InputError, match="picked"):
        page.act(mara, press("submit", here, {"drafts": []}, run=held))
    page.act(mara, press("submit", here, {"drafts": [first]}, run=held))
    assert [draft.status for draft in desk.run(held).drafts] == ["submitted", "withdrawn", "withdrawn"]


def test_a_fix_that_was_pressed_before_another_one_was_done_mends_what_it_stood_at(desk: FakeDesk, held: str) -> None:
    page, mara, here = ChatPage(desk, Now()), at(desk, "mara"), f"?run={held}"
    draft = desk.run(held).drafts[0].id
    page.act(mara, press("tweak", here, {"field:caption": "One bargain. It heals. This bargain."}, draft=draft))
    shown = str(page.draw(mara, Outcome(at=here)))
    buttons = list(dict.fromkeys(re.findall(rf'data-act="fix"[^>]*data-draft="{draft}"([^>]*)>', shown)))
    told = [dict(re.findall(r'data-(\w+)="([^"]*)"', button)) for button in buttons]
    assert len(told) == 2
    for one in told:
        page.act(mara, press("fix", here, draft=draft, **one))
    assert desk.run(held).drafts[0].text == "One offer. It heals. This offer."
    with pytest.raises(InputError, match="changed since"):
        page.act(mara, press("fix", here, draft=draft, **told[0]))


def test_all_safe_fixes_at_once(desk: FakeDesk, held: str) -> None:
    page, mara, here = ChatPage(desk, Now()), at(desk, "mara"), f"?run={held}"
    draft = desk.run(held).drafts[0].id
    page.act(mara, press("tweak", here, {"field:caption": "A bargain, a bargain. It heals."}, draft=draft))
    assert "Apply all 2 safe fixes" in str(page.draw(mara, Outcome(at=here)))
    done = page.act(mara, press("fix-all", here, draft=draft))
    assert desk.run(held).drafts[0].text == "An offer, an offer. It heals."
    assert done.notice is not None
    assert "2 fixes applied, and checked again" in done.notice.text
    with pytest.raises(InputError, match="safe"):
        page.act(mara, press("fix-all", here, draft=draft))


@pytest.mark.parametrize("act", ["submit", "tweak", "fix", "fix-all", "withdraw", "resume"])
@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"mara"}))
def test_nobody_else_touches_a_request(desk: FakeDesk, held: str, name: str, act: str) -> None:
    draft = desk.run(held).drafts[1].id
    with pytest.raises(InputError):
        ChatPage(desk, Now()).act(
            at(desk, name),
            press(act, f"?run={held}", {"drafts": [draft], "field:caption": "x"}, run=held, draft=draft, finding=0),
        )
    assert desk.run(held).status == "choosing"
    assert desk.run(held).drafts[1].version == 1


DECISIONS = {
    "approve": {},
    "edit": {"field:caption": "Calmer."},
    "revise": {"notes": "Shorter."},
    "reject": {"reason": "Off voice."},
}


@pytest.mark.parametrize("act", DECISIONS)
@pytest.mark.parametrize("name", PEOPLE)
def test_only_a_role_that_is_asked_decides(desk: FakeDesk, act: str, name: str) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page, card = ApprovalsPage(desk, Now()), desk.approval("a-00000001-1")
    pressed = press(act, "?tab=mine", DECISIONS[act], approval=card.id, digest=card.digest)
    if name == "ana":
        assert page.act(at(desk, name), pressed).notice is not None
        after = desk.approval(card.id)
        expected = {"approve": "approved", "edit": "approved", "revise": "pending", "reject": "rejected"}[act]
        assert after.status == expected
        return
    with pytest.raises(InputError):
        page.act(at(desk, name), pressed)
    with pytest.raises(InputError):
        page.act(at(desk, name), press("rate", form={"field:caption": "x"}, approval=card.id))
    assert desk.approval(card.id).copy_.version == 1
    assert desk.approval(card.id).status == "pending"


def for_two(desk: FakeDesk) -> ApprovalView:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    both = ("brand", "legal")
    changes = {"roles": both, "open_roles": both, "deciding_roles": both}
    view = desk._approvals["a-00000001-1"] = desk._approvals["a-00000001-1"].model_copy(update=changes)
    return view


def half_signed(desk: FakeDesk) -> str:
    """An approval that Brand has signed and Legal has not."""
    view = for_two(desk)
    ApprovalsPage(desk, Now()).act(at(desk, "ana"), press("approve", approval=view.id, digest=view.digest))
    assert desk.approval(view.id).open_roles == ("legal",)
    return view.id


@pytest.mark.parametrize("act", ["edit", "revise", "reject"])
def test_who_has_signed_may_still_stop_or_change_it(desk: FakeDesk, act: str) -> None:
    id = half_signed(desk)
    page, digest = ApprovalsPage(desk, Now()), desk.approval(id).digest
    shown = page.draw(at(desk, "ana"), Outcome(at=f"?tab=all&id={id}"))
    assert 'data-act="approve"' not in shown
    assert f'data-act="{act}"' in shown
    assert "still to sign" in shown
    page.act(at(desk, "ana"), press(act, form=DECISIONS[act], approval=id, digest=digest))
    assert desk.approval(id).status == ("rejected" if act == "reject" else "pending")


def test_who_has_signed_does_not_sign_again(desk: FakeDesk) -> None:
    id = half_signed(desk)
    with pytest.raises(InputError, match="Legal can sign this"):
        ApprovalsPage(desk, Now()).act(at(desk, "ana"), press("approve", approval=id, digest=desk.approval(id).digest))


def test_an_edit_that_is_not_signed_by_all_does_not_say_that_it_was_signed(desk: FakeDesk) -> None:
    view = for_two(desk)
    pressed = press("edit", form=DECISIONS["edit"], approval=view.id, digest=view.digest)
    notice = ApprovalsPage(desk, Now()).act(at(desk, "ana"), pressed).notice
    assert notice is not None
    assert notice.text == "Edited. Legal still to sign."


def filed(desk: FakeDesk, count: int, **changes: Any) -> list[ApprovalView]:
    """Copies of one approval, each due and decided a minute after the one before."""
    desk.ask(AskRequest(text="captions"), "mara", "web")
    first = desk.approvals()[0]
    for number in range(count):
        later = timedelta(minutes=number)
        change = {"id": f"a-{number:08d}-9", "due": first.due + later, "decided_at": first.created + later, **changes}
        desk._approvals[change["id"]] = first.model_copy(update=change)
    return list(desk._approvals.values())


def rows(shown: str) -> list[str]:
    return re.findall(r'<li data-key="(a-[^"]+)"', shown)


def test_the_newest_decision_stands_first_however_many_there_are(desk: FakeDesk) -> None:
    filed(desk, 230, status="rejected", decided_by="ana")
    page = ApprovalsPage(desk, Now())
    first = rows(page.draw(at(desk, "ana"), Outcome(at="?tab=done")))
    assert first == [f"a-{number:08d}-9" for number in range(229, 179, -1)]
    assert rows(page.draw(at(desk, "ana"), Outcome(at="?tab=done&page=5")))[-1] == "a-00000000-9"


@pytest.mark.parametrize("tab", ["mine", "all"])
def test_a_long_queue_is_shown_a_page_at_a_time(desk: FakeDesk, tab: str) -> None:
    filed(desk, 230, decided_at=None)
    page = ApprovalsPage(desk, Now())
    shown = page.draw(at(desk, "ana"), Outcome(at=f"?tab={tab}"))
    assert len(rows(shown)) == 50
    assert "1 to 50 of 233" in shown
    assert f'href="/approvals/?tab={tab}&amp;page=2"' in shown
    last = page.draw(at(desk, "ana"), Outcome(at=f"?tab={tab}&page=5"))
    assert "201 to 233 of 233" in last
    assert not set(rows(shown)) & set(rows(last))
    assert "page=6" not in last
    assert "shorter than this" in page.draw(at(desk, "ana"), Outcome(at=f"?tab={tab}&page=999999999999"))


def test_a_queue_says_by_what_it_is_sorted(desk: FakeDesk) -> None:
    page, said = ApprovalsPage(desk, Now()), "Of what is due in the same hour of the clock, the riskiest comes first."
    desk.ask(AskRequest(text="captions"), "mara", "web")
    shown = {
        tab: str(page.draw(at(desk, "ana"), Outcome(at=f"?tab={tab}"))) for tab in ("mine", "all", "done", "cases")
    }
    assert {tab: said in html for tab, html in shown.items()} == {
        "mine": True,
        "all": True,
        "done": False,
        "cases": False,
    }


def test_a_queue_is_filtered_and_says_how_many_there_are_of_each(desk: FakeDesk) -> None:
    filed(desk, 3, decided_at=None, channel="email", rating="red", locale="de")
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    shown = page.draw(ana, Outcome(at="?tab=all"))
    for option in ("E-mail (3)", "Instagram caption (3)", "German (3)", "Not as it stands (3)", "Needs a look (1)"):
        assert f">{option}</option>" in shown
    assert 'name="filter:requester"' not in shown  # one person asked for all of it
    pressed = press("filter", "?tab=all&page=2", {"filter:channel": "email", "filter:rating": ""})
    outcome = page.act(ana, pressed)
    assert outcome.at == "?tab=all&channel=email"
    assert page.act(at(desk, "edda"), pressed).at == outcome.at  # an auditor reads
    shown = page.draw(ana, outcome)
    assert rows(shown) == [f"a-{number:08d}-9" for number in range(3)]
    assert ">Not as it stands (3)</option>" in shown
    assert "Needs a look" not in shown.split('class="queue"')[0]
    assert 'aria-label="E-mail: take this filter away"' in shown
    assert "Nothing here has all of that" in page.draw(ana, Outcome(at="?tab=all&channel=email&rating=green"))


def test_a_filter_that_nobody_offered_shows_nothing_and_runs_nothing(desk: FakeDesk) -> None:
    filed(desk, 3, decided_at=None)
    hostile = "<script>alert(1)</script>"
    shown = ApprovalsPage(desk, Now()).draw(at(desk, "ana"), Outcome(at=f"?tab=all&channel={hostile}&brand='--"))
    assert rows(shown) == []
    assert "<script" not in shown


def test_the_next_card_comes_after_a_decision(desk: FakeDesk) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    _, second, third = rows(page.draw(ana, Outcome(at="?tab=mine")))
    shown = page.draw(ana, Outcome(at=f"?tab=mine&channel=instagram&id={second}"))
    assert f'data-next="{third}"' in shown
    outcome = page.act(
        ana,
        press(
            "approve",
            f"?tab=mine&channel=instagram&id={second}",
            approval=second,
            digest=desk.approval(second).digest,
            next=third,
        ),
    )
    assert outcome.at == f"?tab=mine&channel=instagram&id={third}"


def test_an_edit_that_is_only_tried_is_no_news(desk: FakeDesk) -> None:
    """The next look finds the page unchanged, and the rating stays."""
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    tried = page.act(
        ana, press("rate", "?tab=mine", {"field:caption": "It heals <b>you</b>."}, approval="a-00000001-1")
    )
    drawn = page.draw(ana, tried)
    assert "A cosmetic must not claim to heal." in drawn
    assert '<mark class="red"' in drawn.split('class="tried done"')[1]
    mark = drawn.split('data-etag="')[1].split('"')[0]
    assert f'data-etag="{mark}"' in page.draw(ana, Outcome(at=tried.at))


def test_the_keys_are_on_what_they_lead_to(desk: FakeDesk) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page = ApprovalsPage(desk, Now())
    shown = page.draw(at(desk, "ana"), Outcome(at="?tab=mine"))
    assert sorted(re.findall(r'data-shortcut="(.)"', shown)) == ["a", "e", "r", "t", "x"]
    assert "data-shortcut" not in page.draw(at(desk, "edda"), Outcome(at="?tab=all"))


def test_a_decision_names_the_text_that_was_on_the_screen(desk: FakeDesk) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    with pytest.raises(InputError, match="changed since"):
        ApprovalsPage(desk, Now()).act(at(desk, "ana"), press("approve", approval="a-00000001-1", digest="0" * 64))


def test_the_second_of_two_is_told_who_was_first(desk: FakeDesk) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    desk.add_user("zoe", ("brand",), "Zoë", "joost", "web")
    page, digest = ApprovalsPage(desk, Now()), desk.approval("a-00000001-1").digest
    page.act(at(desk, "ana"), press("approve", approval="a-00000001-1", digest=digest))
    with pytest.raises(InputError, match="by ana at"):
        page.act(at(desk, "zoe"), press("approve", approval="a-00000001-1", digest=digest))


@pytest.mark.parametrize(("act", "form"), [("reject", {"reason": "  "}), ("revise", {"notes": ""})])
def test_a_refusal_needs_words(desk: FakeDesk, act: str, form: dict[str, object]) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    with pytest.raises(InputError, match="Say why"):
        ApprovalsPage(desk, Now()).act(at(desk, "ana"), press(act, form=form, approval="a-00000001-1"))


def test_a_rejection_without_a_cause_is_told_to_choose_one_and_words_do_too(desk: FakeDesk) -> None:
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page, ana = ApprovalsPage(desk, Now()), at(desk, "ana")
    with pytest.raises(InputError, match="choose a cause"):
        page.act(ana, press("reject", form={"cause": "", "reason": ""}, approval="a-00000001-1"))
    page.act(ana, press("reject", form={"cause": "", "reason": "It is too long."}, approval="a-00000001-1"))
    assert desk.approval("a-00000001-1").status == "rejected"


@pytest.mark.parametrize("act", ["take", "resolve", "release"])
@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor", "joost"}))
def test_a_case_is_for_its_owner(desk: FakeDesk, case: str, name: str, act: str) -> None:
    form: dict[str, object] = {"conditions": "consent", "cause": "handled"}
    with pytest.raises(InputError):
        ApprovalsPage(desk, Now()).act(at(desk, name), press(act, form=form, case=case))
    assert desk.case(case).status == "open"


def test_the_owner_takes_and_resolves_and_harm_is_never_released(desk: FakeDesk, case: str) -> None:
    page, noor = ApprovalsPage(desk, Now()), at(desk, "noor")
    assert page.act(noor, press("take", case=case)).at == f"?tab=cases&id={case}"
    with pytest.raises(InputError):
        page.act(noor, press("release", form={"conditions": "x"}, case=case))
    page.act(noor, press("resolve", form={"cause": "handled", "note": "Called."}, case=case))
    assert desk.case(case).status == "resolved"


def test_only_who_has_taken_a_case_sees_how_to_resolve_it(desk: FakeDesk, case: str) -> None:
    page, view = ApprovalsPage(desk, Now()), Outcome(at=f"?tab=cases&id={case}")
    page.act(at(desk, "joost"), press("take", case=case))
    assert 'data-act="resolve"' in page.draw(at(desk, "joost"), view)
    assert 'data-act="transfer"' in page.draw(at(desk, "noor"), view)
    assert 'data-act="resolve"' not in page.draw(at(desk, "noor"), view)


def test_an_admin_takes_and_resolves_as_at_the_desk(desk: FakeDesk, case: str) -> None:
    page, joost = ApprovalsPage(desk, Now()), at(desk, "joost")
    assert 'data-act="take"' in page.draw(joost, Outcome(at=f"?tab=cases&id={case}"))
    page.act(joost, press("take", case=case))
    page.act(joost, press("resolve", form={"cause": "handled"}, case=case))
    assert desk.case(case).resolved_by == "joost"


@pytest.mark.parametrize("act", ["note", "transfer"])
@pytest.mark.parametrize("name", sorted(set(PEOPLE) - {"noor", "joost"}))
def test_only_those_who_work_on_a_case_note_and_hand_over(desk: FakeDesk, case: str, name: str, act: str) -> None:
    form: dict[str, object] = {"text": "Mine", "to": "joost", "reason": "Yours"}
    with pytest.raises(InputError):
        ApprovalsPage(desk, Now()).act(at(desk, name), press(act, form=form, case=case))
    assert (desk.case(case).notes, desk.case(case).assigned_to) == ((), None)


def test_whoever_a_case_was_handed_to_works_on_it_and_the_page_shows_what_they_need(desk: FakeDesk, case: str) -> None:
    page = ApprovalsPage(desk, Now())
    page.act(at(desk, "noor"), press("take", case=case))
    page.act(at(desk, "noor"), press("note", form={"text": "They <b>called</b>"}, case=case))
    page.act(at(desk, "noor"), press("transfer", form={"to": "tomas", "reason": "A contract"}, case=case))
    shown = page.draw(at(desk, "tomas"), Outcome(at=f"?tab=cases&id={case}"))
    for each in ("They &lt;b&gt;called&lt;/b&gt;", "A contract", "who takes it anew", 'data-act="take"'):
        assert each in shown
    page.act(at(desk, "tomas"), press("take", case=case))
    page.act(at(desk, "tomas"), press("resolve", form={"cause": "product", "note": "A cap"}, case=case))
    assert "A fault in the product: A cap" in page.draw(at(desk, "noor"), Outcome(at=f"?tab=cases&id={case}"))


def test_the_crisis_switch_is_for_those_on_call_and_its_banner_for_everybody(desk: FakeDesk, case: str) -> None:
    approvals, chat = ApprovalsPage(desk, Now()), ChatPage(desk, Now())
    form: dict[str, object] = {"brand": "orrelune", "reason": "A recall", "until": "2030-03-08T09:30"}
    for name in sorted(set(PEOPLE) - {"noor", "joost"}):
        assert "crisis-on" not in approvals.draw(at(desk, name), Outcome(at="?tab=cases"))
        with pytest.raises(InputError):
            approvals.act(at(desk, name), press("crisis-on", form=form))
    with pytest.raises(InputError, match="until when"):
        approvals.act(at(desk, "noor"), press("crisis-on", form={**form, "until": ""}))
    assert 'data-act="crisis-on"' in approvals.draw(at(desk, "noor"), Outcome(at="?tab=cases"))
    before = chat.draw(at(desk, "mara"), Outcome(at=""))
    approvals.act(at(desk, "noor"), press("crisis-on", form=form))
    said = "Crisis: nothing of Orrelune goes out until 8 March 2030, 08:30 UTC. A recall"
    after = chat.draw(at(desk, "mara"), Outcome(at=""))
    assert said in after
    assert said not in before
    assert before.split('data-etag="')[1].split('"')[0] != after.split('data-etag="')[1].split('"')[0]
    with pytest.raises(InputError):
        approvals.act(at(desk, "ana"), press("crisis-off", brand="orrelune"))
    approvals.act(at(desk, "joost"), press("crisis-off", brand="orrelune"))
    assert said not in approvals.draw(at(desk, "joost"), Outcome(at="?tab=cases"))


def test_a_marketer_reads_only_their_own_approvals_and_cases(desk: FakeDesk, case: str) -> None:
    desk.add_user("kim", ("marketer",), "Kim", "joost", "web")
    desk.ask(AskRequest(text="captions"), "mara", "web")
    page = ApprovalsPage(desk, Now())
    for query in ("?tab=all", "?tab=all&id=a-00000002-1", f"?tab=cases&id={case}"):
        shown = page.draw(at(desk, "kim"), Outcome(at=query))
        assert "bargain" not in shown
        assert "hospital" not in shown
    assert "bargain" in page.draw(at(desk, "mara"), Outcome(at="?tab=all&id=a-00000002-2"))
    assert "bargain" in page.draw(at(desk, "edda"), Outcome(at="?tab=all&id=a-00000002-2"))


@pytest.mark.parametrize("page", [ChatPage, ApprovalsPage])
def test_an_unknown_action_does_nothing(desk: FakeDesk, page: type[ChatPage | ApprovalsPage]) -> None:
    with pytest.raises(InputError, match="no action"):
        page(desk, Now()).act(at(desk, "ana"), press("__class__"))


@pytest.mark.parametrize(
    "payload", [None, 3, "x", [], {"form": 3}, {"act": ["x"]}, {"act": "y" * 99}, {"form": {"a": {"b": 1}}}]
)
def test_what_no_browser_of_ours_sends_does_nothing_and_says_so(payload: object) -> None:
    assert Press.read(payload).act == "open"
    assert "could not read" in Press.read(payload).refused


def test_a_press_that_cannot_be_read_stays_on_its_page() -> None:
    lost = Press.read({"act": "y" * 99, "at": "?run=r-1", "turn": 7})
    assert (lost.at, lost.turn) == ("?run=r-1", "7")


@pytest.mark.parametrize("letter", ["a", "ß", "ح", "語", "🌊", " "])
def test_an_address_counts_letters_as_the_box_does_however_they_are_encoded(letter: str) -> None:
    taken = Press.read({"act": "open", "at": "?" + urlencode({"tab": "search", "q": letter * 2_000})})
    assert not taken.refused
    assert taken.at.count("=") == 2
    assert "too long" in Press.read({"act": "open", "at": "?" + urlencode({"q": letter * 3_001})}).refused


def test_one_lands_at_what_waits(desk: FakeDesk, case: str) -> None:
    page = ApprovalsPage(desk, Now())
    desk.ask(AskRequest(text="captions"), "mara", "web")
    landed = {name: page.draw(at(desk, name), Outcome(at="")).split("tab=")[1].split("&")[0] for name in PEOPLE}
    assert landed["noor"] == "cases"
    assert landed["ana"] == "mine"
    assert landed["mara"] == landed["edda"] == "all"


def test_an_agents_call_is_approved_and_rejected_on_its_card() -> None:
    desk = FakeDesk()
    page = ApprovalsPage(desk, Now())
    wanted: list[tuple[str, dict[str, object], str]] = [
        ("approve", {}, "approved"),
        ("reject", {"reason": "No."}, "rejected"),
    ]
    for act, form, status in wanted:
        id = desk.call("send_email", {"to": "kim@example.com"}, "mara")
        with pytest.raises(InputError):
            page.act(at(desk, "tomas"), press(act, "?tab=mine", form, approval=id))
        page.act(at(desk, "ana"), press(act, "?tab=mine", form, approval=id, digest=desk.approval(id).digest))
        assert desk.approval(id).status == status
        assert status.capitalize() in page.draw(at(desk, "ana"), Outcome(at=f"?tab=done&id={id}"))


def test_an_answer_says_which_press_it_knows_of_and_nothing_else_that_was_sent() -> None:
    assert Press.read({"act": "open", "turn": 3}).turn == "3"
    assert Press.read({"act": "open", "turn": "--><script>"}).turn == ""
    assert Press.read({"act": "open"}).turn == ""
