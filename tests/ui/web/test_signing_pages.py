"""What the pages share with the command line, on a real desk: what an edit teaches, questions, many at once, holds."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Approve, Reject
from agents.views import ApprovalCard, LessonView
from knowledge.errors import CopydeskError, InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tools.findings import SentenceSupport
from ui import words
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome, Press
from ui.web.chat import ChatPage
from ui.web.here import here
from ui.web.render import queue
from ui.web.render.approval import eyebrow
from ui.web.render.claims import claims
from ui.web.sessions import Visitor
from ui.web.setting import setting

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all, whose clock stands still and whose brand nobody holds."""
    desk = _desk(tmp_path_factory.mktemp("signing") / "home")
    yield desk
    desk.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    """A desk for one test, which may hold its brand."""
    desk = _desk(tmp_path / "home")
    yield desk
    desk.close()


def _desk(home: Path) -> Desk:
    return a_desk(copy_home(home), clock=ManualClock(START), model=ScriptedChat(scenes.restate))


@pytest.fixture
def card(desk: Desk) -> ApprovalCard:
    return scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)


def approvals(desk: Desk, name: str, act: str, at: str = "", **form: object) -> Outcome:
    return ApprovalsPage(desk, desk.clock).act(sat(desk, name), Press.read({"act": act, "at": at, "form": form}))


def shown(desk: Desk, name: str, at: str) -> str:
    return str(ApprovalsPage(desk, desk.clock).draw(sat(desk, name), Outcome(at=at)))


def chat(desk: Desk, name: str, act: str, **form: object) -> Outcome:
    return ChatPage(desk, desk.clock).act(sat(desk, name), Press.read({"act": act, "form": form}))


def talk(desk: Desk, name: str, run: str | None) -> str:
    return str(ChatPage(desk, desk.clock).draw(sat(desk, name), Outcome(at=f"?run={run}")))


def sat(desk: Desk, name: str) -> Visitor:
    return Visitor(user=desk.user(name), door="web")


def said(outcome: Outcome) -> str:
    assert outcome.notice is not None
    return outcome.notice.text


# what a text rests on


def test_a_fact_names_where_it_stands_and_a_sentence_that_needs_no_passage_leads_to_the_one_that_says_it(
    desk: Desk, card: ApprovalCard
) -> None:
    draft = card.drafted
    assert draft.fact_source is not None
    built = shown(desk, "ana", f"?tab=all&id={card.id}").split('<dl class="built">')[1].split("</dl>")[0]
    assert escape(draft.fact_source.split(" › ")[0]) in built
    passage = draft.evidence[0]
    said_in = SentenceSupport(field="caption", sentence="As it is.", passages=(), score=0, said_in=(passage.passage,))
    alone = said_in.model_copy(update={"said_in": ()})
    pages = [
        str(claims(draft.model_copy(update={"report": draft.report.model_copy(update={"support": (one,)})})))
        for one in (said_in, alone)
    ]
    assert ["no evidence asked for" in page for page in pages] == [False, True]
    assert f'data-key="{passage.passage}"' in pages[0].split("also-cited")[0]


def test_a_card_asks_what_people_alone_say_of_those_who_sign_it(desk: Desk, card: ApprovalCard) -> None:
    assert card.roles == ("brand",)
    for name in ("ana", "mara"):
        page = shown(desk, name, f"?tab=all&id={card.id}").split('class="for-people"')[1].split("</section>")[0]
        assert re.findall(r"<b>([^<]+)</b>", page) == ["Brand"]


def test_a_card_tells_the_rule_in_words_that_lead_to_the_policy_and_keeps_its_name_for_a_tooltip(
    desk: Desk, card: ApprovalCard
) -> None:
    page = shown(desk, "ana", f"?tab=all&id={card.id}").split('class="why')[1].split("</section>")[0]
    assert escape(card.reason.words) in page
    assert f'href="/policy/?brand={card.brand}"' in page
    assert card.reason.rule in page
    assert card.reason.rule not in re.sub(r'title="[^"]*"', "", page)


def test_a_card_names_its_readers_in_words(desk: Desk, card: ApprovalCard) -> None:
    place = setting(desk, sat(desk, "ana"), desk.clock.now())
    told = str(eyebrow(card.model_copy(update={"segments": ("sensitive-skin", "commuters")}), place))
    assert "for sensitive skin and commuters" in told


# a case between people


def test_the_first_of_two_who_release_is_told_who_else_has_to(own: Desk) -> None:
    case = scenes.ask(own, scenes.FACES).case or ""
    at = f"?tab=cases&id={case}"
    told = said(approvals(own, "leila", "release", case=case, conditions="Only with consent\nNo storage"))
    assert told == "Noted. Nothing is released yet; it still needs: Compliance."
    page = shown(own, "leila", at)
    leila, ingrid = (own.user(name).full_name for name in ("leila", "ingrid"))
    assert f"Condition of {leila}: No storage" in page
    assert "it still needs: Compliance" in page
    assert "Release under these conditions" not in page
    assert "Release under these conditions" in shown(own, "ingrid", at)
    told = said(approvals(own, "ingrid", "release", case=case, conditions="Ask first"))
    assert told.startswith("Released.")
    page = shown(own, "leila", at)
    assert f"Condition of {leila}: Only with consent" in page
    assert f"Condition of {ingrid}: Ask first" in page
    assert "still needs" not in page


def test_what_nobody_has_taken_stands_above_what_is_in_good_hands_and_is_opened(own: Desk) -> None:
    taken, mild, grave = (scenes.ask(own, text).case or "" for text in (scenes.RASH, scenes.FACES, scenes.RASH))
    approvals(own, "noor", "take", case=taken)
    page = shown(own, "noor", "?tab=cases")
    rows = re.findall(r'<li data-key="([^"]+)"', page.split('<ol class="queue">')[1].split("</ol>")[0])
    assert rows == [grave, mild, taken]
    assert f'<article class="case p1" data-key="{grave}"' in page


@pytest.mark.parametrize(
    ("note", "told"),
    [("Referred to the doctor.", "Referred to the doctor, by"), ("Asked why…", "Asked why…, by")],
)
def test_what_came_of_a_case_has_one_stop(own: Desk, note: str, told: str) -> None:
    case = scenes.ask(own, scenes.RASH).case or ""
    approvals(own, "noor", "take", case=case)
    approvals(own, "noor", "resolve", case=case, cause="handled", note=note)
    assert f": {told} {own.user('noor').full_name}" in shown(own, "noor", f"?tab=cases&id={case}")


def test_a_case_that_was_taken_back_is_with_whoever_took_it(own: Desk) -> None:
    case = scenes.ask(own, scenes.RASH).case or ""
    at = f"?tab=cases&id={case}"
    offered = shown(own, "noor", at).split('name="to"')[1].split("</select>")[0]
    assert 'value="joost"' in offered
    assert 'value="jonas"' not in offered
    approvals(own, "noor", "transfer", case=case, to="leila", reason="Personal data")
    leila, noor = (own.user(name).full_name for name in ("leila", "noor"))
    assert f"Handed to {leila}, who takes it anew" in shown(own, "noor", at)
    approvals(own, "noor", "take", case=case)
    page = shown(own, "noor", at)
    assert "who takes it anew" not in page
    assert f"Taken by {noor}" in page
    assert f"<span>{noor}</span>" in page  # in the list


# what an edit teaches


def kept(desk: Desk) -> list[LessonView]:
    return [each for each in desk.lessons() if each.kept]


def edited(desk: Desk, card: ApprovalCard, text: str, **form: object) -> str:
    told = {"approval": card.id, "digest": card.digest, "field:caption": text, **form}
    return said(approvals(desk, "ana", "edit", **told))


def test_a_tick_beside_the_edit_teaches_its_phrase_and_says_so(desk: Desk, card: ApprovalCard) -> None:
    page = shown(desk, "ana", f"?tab=all&id={card.id}")
    assert '<input type="checkbox" name="not_again" value="yes" data-keep="value">' in page  # and not ticked
    text = card.drafted.fields["caption"]
    find = " ".join(text.split()[:2])
    told = edited(desk, card, text.replace(find, "Look <here>, a", 1), not_again=["yes"])
    (learnt,) = kept(desk)
    assert told.endswith(f"Learnt for every later draft: “{learnt.find}” → “{learnt.replace}”.")
    assert learnt.edits[0].draft == card.draft
    desk.end_lesson(learnt.id, "ana", "test")


def test_an_edit_that_teaches_no_phrase_says_so(desk: Desk, card: ApprovalCard) -> None:
    known = kept(desk)
    told = edited(desk, card, "Every word of this line is another one, calm and short.", not_again=["yes"])
    assert "This edit taught no phrase: at most 6 words put in place of others are learnt" in told
    assert kept(desk) == known


@pytest.mark.parametrize("tick", [[], ["no"], ""])
def test_without_the_tick_nothing_is_learnt_and_nothing_said_of_it(
    desk: Desk, card: ApprovalCard, tick: object
) -> None:
    known = kept(desk)
    text = card.drafted.fields["caption"]
    told = edited(desk, card, text.replace(text.split()[0], "Here", 1), not_again=tick)
    assert "earn" not in told
    assert "taught" not in told
    assert kept(desk) == known


def test_only_those_with_a_say_in_the_voice_teach_it(desk: Desk) -> None:
    """Compliance edits, and this draft alone is changed."""
    card = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)
    at = f"?tab=all&id={card.id}"
    assert 'name="not_again"' in shown(desk, "ana", at)
    other = next(one.name for one in desk.users() if one.roles == ("compliance",))
    page = shown(desk, other, at)
    assert 'data-act="edit"' in page
    assert 'name="not_again"' not in page
    known = kept(desk)
    text = card.drafted.fields["caption"]
    told = {"approval": card.id, "digest": card.digest, "field:caption": text.replace(text.split()[0], "Here", 1)}
    with pytest.raises(CopydeskError, match="lesson-roles"):
        approvals(desk, other, "edit", **told, not_again=["yes"])
    assert kept(desk) == known
    assert desk.approval(card.id).digest == card.digest
    approvals(desk, other, "edit", **told)
    assert desk.approval(card.id).digest != card.digest


# questions


def test_a_question_goes_to_the_requesters_chat_and_its_answer_to_the_card(desk: Desk, card: ApprovalCard) -> None:
    at = f"?tab=all&id={card.id}"
    assert "Ask Mara" in shown(desk, "ana", at)
    told = approvals(desk, "ana", "question", at, approval=card.id, question=f"For the window? {HOSTILE}")
    assert (told.at, said(told)) == (at, "Asked. The answer will stand on this card; the deadline runs on.")
    (asked,) = desk.approval(card.id).questions
    assert (asked.asked_by, asked.answer) == ("ana", None)
    page = talk(desk, "mara", card.run)
    assert f"asks: For the window? {escape(HOSTILE)}" in page
    assert f'data-act="answer" data-question="{asked.id}"' in page
    assert 'data-act="answer"' not in talk(desk, "ana", card.run)  # she reads it
    assert escape(HOSTILE) in talk(desk, "ana", card.run)
    assert said(chat(desk, "mara", "answer", question=asked.id, answer=f"No. {HOSTILE}")).startswith("Answered.")
    assert f"No. {escape(HOSTILE)}" in shown(desk, "ana", at)
    after = talk(desk, "mara", card.run)
    assert f"No. {escape(HOSTILE)}" in after
    assert 'data-act="answer"' not in after
    assert HOSTILE not in page + after
    with pytest.raises(CopydeskError, match="mara"):
        chat(desk, "mara", "answer", question=asked.id, answer="Yes.")


def test_only_those_who_decide_ask_and_only_the_requester_answers(desk: Desk, card: ApprovalCard) -> None:
    for name in ("mara", "tomas", "edda"):
        assert 'data-act="question"' not in shown(desk, name, f"?tab=all&id={card.id}")
        with pytest.raises(InputError):
            approvals(desk, name, "question", approval=card.id, question="Why?")
    with pytest.raises(InputError, match="empty"):
        approvals(desk, "ana", "question", approval=card.id, question="  ")
    approvals(desk, "ana", "question", approval=card.id, question="Why?")
    (asked,) = desk.approval(card.id).questions
    for name in ("ana", "tomas", "edda"):
        with pytest.raises(CopydeskError):
            chat(desk, name, "answer", question=asked.id, answer="Because.")
    assert desk.approval(card.id).questions[0].answer is None


def test_who_asked_for_the_copy_has_nobody_to_ask(desk: Desk) -> None:
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION, user="ana").run)
    assert 'data-act="question"' not in shown(desk, "ana", f"?tab=all&id={card.id}")


def test_what_is_over_asks_for_no_answer_any_more(desk: Desk, card: ApprovalCard) -> None:
    approvals(desk, "ana", "question", approval=card.id, question="Why?")
    scenes.decide(desk, card.id, Reject(reason="No."))
    assert 'data-act="answer"' not in talk(desk, "mara", card.run)
    for page in (talk(desk, "mara", card.run), shown(desk, "ana", f"?tab=done&id={card.id}")):
        assert "It was over before anybody answered." in page
        assert "Not answered yet." not in page


def test_whoever_is_asked_is_spoken_to_as_you(desk: Desk, card: ApprovalCard) -> None:
    approvals(desk, "ana", "question", approval=card.id, question="Why?")
    assert "For you to answer" in talk(desk, "mara", card.run)
    assert "Not answered yet." in shown(desk, "ana", f"?tab=mine&id={card.id}")


def test_a_published_request_names_where_to_and_no_file_of_the_server(desk: Desk, card: ApprovalCard) -> None:
    scenes.decide(desk, card.id, Approve())
    (sent,) = desk.run(card.run or "").publications
    assert sent.path
    published = talk(desk, "mara", card.run).split('class="published"')[1].split("</article>")[0]
    assert words.field(sent.target) in published
    assert sent.path not in published


def test_two_drafts_of_one_request_are_told_apart_as_on_its_own_page(own: Desk) -> None:
    first, second = scenes.cards(own, scenes.ask(own, "Two Instagram captions for the Calm Balm").run)
    page = shown(own, "ana", f"?tab=mine&id={second.id}")
    rows = page.split('class="queue"')[1].split("</ol>")[0]
    assert [f"Instagram caption {number}<" in rows for number in (1, 2, 3)] == [True, True, False]
    assert "· Instagram caption 2 ·" in page
    assert (first.variant, second.variant) == (1, 2)


def test_the_one_draft_of_a_request_has_no_number(desk: Desk, card: ApprovalCard) -> None:
    assert "Instagram caption<" in shown(desk, "ana", f"?tab=mine&id={card.id}").split('class="queue"')[1]
    page = talk(desk, "mara", card.run)
    assert "Instagram caption" in page
    assert "Instagram caption 1" not in page


# several at once


def test_several_are_read_before_they_are_signed_on_the_texts_that_were_shown(own: Desk) -> None:
    first, second, third = scenes.cards(own, scenes.ask(own, scenes.THREE).run)
    page = shown(own, "ana", "?tab=mine")
    for number, card in enumerate((first, second, third), 1):
        assert f'name="read" value="{card.id}" aria-label="Read Instagram caption {number}, {card.id}: ' in page
    assert 'data-act="sign-many"' not in page  # nothing is signed unseen
    assert 'name="read"' not in shown(own, "ana", "?tab=all")
    ids = [first.id, second.id, third.id]
    outcome = approvals(own, "ana", "read-many", f"?tab=mine&id={first.id}", read=ids)
    assert outcome.notice is None
    page = shown(own, "ana", outcome.at)
    for card in (first, second, third):
        assert f'name="sign" value="{card.id}@{card.digest}" checked' in page
        assert escape(card.drafted.fields["caption"]) in page.split('class="together"')[1]
    assert all(own.approval(id).signed == () for id in ids)
    scenes.decide(own, second.id, Reject(reason="No."))
    assert f"{second.id} is rejected and cannot be signed together" in shown(own, "ana", outcome.at)
    ticked = [f"{first.id}@{first.digest}", f"{second.id}@{second.digest}", f"{third.id}@{'0' * 64}"]
    outcome = approvals(own, "ana", "sign-many", outcome.at, sign=ticked)
    assert outcome.at == "?tab=mine"
    assert outcome.notice is not None
    assert (outcome.notice.text, outcome.notice.kind) == ("1 of 3 signed.", "bad")
    done, lost, stale = outcome.notice.rows
    assert done == f"Instagram caption 1, {first.id}: signed. It goes on."
    assert lost.startswith(f"Instagram caption 2, {second.id}: not signed. ")
    assert "rejected" in lost
    assert stale.startswith(f"Instagram caption 3, {third.id}: not signed. ")
    (signature,) = own.approval(first.id).signed
    assert (signature.user, signature.door, signature.digest) == ("ana", "web", first.digest)
    assert own.approval(third.id).status == "pending"
    page = str(ApprovalsPage(own, own.clock).draw(sat(own, "ana"), outcome))
    assert all(f"<li>{escape(here(row))}</li>" in page for row in outcome.notice.rows)
    assert "(rule: " not in page.split('class="notice')[1]
    assert page.count("data-told") == 1  # it outlasts the news that come in


def test_what_was_not_shown_to_be_read_is_not_signed_with_others(desk: Desk, card: ApprovalCard) -> None:
    for at in ("?tab=mine", "?tab=mine&several=a-other"):
        with pytest.raises(InputError, match="Only what stands on the page"):
            approvals(desk, "ana", "sign-many", at, sign=[f"{card.id}@{card.digest}"])
    assert desk.approval(card.id).signed == ()


def test_what_cannot_be_signed_together_says_so_before_it_is_tried(desk: Desk, card: ApprovalCard) -> None:
    with pytest.raises(InputError, match="Nothing is ticked"):
        approvals(desk, "ana", "read-many")
    with pytest.raises(InputError, match="At most 20"):
        approvals(desk, "ana", "read-many", read=[f"a-{number}" for number in range(21)])
    page = shown(desk, "ana", f"?tab=mine&several=a-none,{HOSTILE}")
    assert "Nothing to sign together" in page
    assert "There is no approval &#x27;a-none&#x27;" in page
    assert "`" not in page.split("Nothing to sign together")[1].split("</article>")[0]
    assert "<script" not in page
    assert 'name="sign"' not in shown(desk, "tomas", f"?tab=mine&several={card.id}")
    desk.add_user("kim", ("marketer",), "Kim", "joost", "test")
    page = shown(desk, "kim", f"?tab=mine&several={card.id}")
    assert escape(card.drafted.fields["caption"]) not in page


@pytest.mark.parametrize(
    ("change", "ticked"), [({}, True), ({"edited": True}, False), ({"round": 2}, False), ({"batch": False}, False)]
)
def test_only_what_nobody_changed_since_it_was_filed_has_a_tick(
    card: ApprovalCard, change: dict[str, object], ticked: bool
) -> None:
    assert queue.together(card.model_copy(update={"batch": True, **change})) == ticked


def test_what_policy_wants_signed_alone_has_no_tick(desk: Desk) -> None:
    skin = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)
    assert not skin.batch
    assert f'name="read" value="{skin.id}"' not in shown(desk, "ana", "?tab=mine")
    at = f"?tab=mine&several={skin.id}"
    assert 'name="sign"' not in shown(desk, "ana", at)
    sent = approvals(desk, "ana", "sign-many", at, sign=[f"{skin.id}@{skin.digest}"])
    assert sent.notice is not None
    assert "one-by-one" in sent.notice.rows[0]
    assert desk.approval(skin.id).signed == ()


def test_a_wrong_role_signs_none_of_several(desk: Desk, card: ApprovalCard) -> None:
    at = f"?tab=mine&several={card.id}"
    told = approvals(desk, "tomas", "sign-many", at, sign=[f"{card.id}@{card.digest}"])
    assert said(told) == "0 of 1 signed."
    with pytest.raises(InputError, match="auditor"):
        approvals(desk, "edda", "sign-many", sign=[f"{card.id}@{card.digest}"])
    assert desk.approval(card.id).status == "pending"


@pytest.mark.parametrize(("ticked", "word"), [([], "ticked"), (["a-1"], "version"), (["a-1@"], "version")])
def test_nothing_is_signed_without_a_tick_and_its_text(desk: Desk, ticked: list[str], word: str) -> None:
    with pytest.raises(InputError, match=word):
        approvals(desk, "ana", "sign-many", sign=ticked)


# holds


def test_whoever_works_here_holds_a_brand_and_an_admin_or_the_one_on_call_lifts_it(own: Desk) -> None:
    brand = own.default_brand
    assert 'data-act="hold"' in shown(own, "mara", "?tab=cases")
    with pytest.raises(InputError, match="reason"):
        approvals(own, "mara", "hold", brand=brand.id, reason=" ")
    told = approvals(own, "mara", "hold", "?tab=cases", brand=brand.id, reason=f"A recall {HOSTILE}")
    assert said(told) == f"Nothing of {brand.name} goes out until the hold is lifted."
    (held,) = own.holds()
    assert (held.kind, held.by) == ("hold", "mara")
    for name, lifts in (("mara", False), ("ana", False), ("edda", False), ("noor", True), ("joost", True)):
        page = shown(own, name, "?tab=cases")
        assert escape(f"A recall {HOSTILE}") in page
        assert ('data-act="lift"' in page) == lifts
        assert ("Lift it" in page) == lifts
        assert 'data-act="hold"' not in page  # it is held already
    with pytest.raises(InputError, match="can lift a hold"):
        approvals(own, "ana", "lift", brand=brand.id)
    with pytest.raises(InputError, match="no brand 'other'"):
        approvals(own, "joost", "lift", brand="other")
    assert said(approvals(own, "joost", "lift", brand=brand.id)) == (
        f"{brand.name} publishes again. What is signed and due goes out."
    )
    assert own.holds() == ()


def test_a_crisis_outlasts_the_hold_that_is_lifted(own: Desk) -> None:
    brand = own.default_brand.id
    approvals(own, "noor", "hold", brand=brand, reason="A recall")
    approvals(own, "noor", "crisis-on", brand=brand, reason="A recall", until="2030-03-08T09:30")
    assert "Its crisis goes on" in said(approvals(own, "noor", "lift", brand=brand))
    assert [one.kind for one in own.holds()] == ["crisis"]
    approvals(own, "noor", "crisis-off", brand=brand)


def test_an_auditor_holds_nothing(desk: Desk) -> None:
    assert 'data-act="hold"' not in shown(desk, "edda", "?tab=cases")
    with pytest.raises(InputError, match="auditor"):
        approvals(desk, "edda", "hold", brand=desk.default_brand.id, reason="x")
    assert desk.holds() == ()


# against a block, and a rejection's cause


def test_a_block_is_signed_with_a_reason_alone_that_everybody_reads(desk: Desk) -> None:
    run = scenes.ask(desk, scenes.CAPTION, hold=True).run
    (draft,) = desk.run(run).drafts
    scenes.tweak(desk, run, draft.id, scenes.RED)
    scenes.submit(desk, run)
    card = scenes.only(desk, run)
    assert card.kind == "block"
    page = shown(desk, "ana", f"?tab=mine&id={card.id}")
    assert "Sign against the block" in page
    told = {"approval": card.id, "digest": card.digest}
    with pytest.raises(CopydeskError, match="override-reason"):
        approvals(desk, "ana", "approve", **told)
    approvals(desk, "ana", "approve", override=f"A quotation, {HOSTILE}", **told)
    page = shown(desk, "tomas", f"?tab=all&id={card.id}")
    assert escape(f"A quotation, {HOSTILE}") in page
    assert HOSTILE not in page


def test_a_rejection_names_its_cause_to_whoever_asked(desk: Desk, card: ApprovalCard) -> None:
    told = {"approval": card.id, "digest": card.digest}
    with pytest.raises(CopydeskError):
        approvals(desk, "ana", "reject", cause="other", reason=" ", **told)
    approvals(desk, "ana", "reject", cause="untrue", reason="It holds 50 ml.", **told)
    assert "Not true: It holds 50 ml." in shown(desk, "mara", f"?tab=done&id={card.id}")


def test_a_deputy_signs_on_the_page_while_somebody_is_away(desk: Desk, card: ApprovalCard) -> None:
    at = f"?tab=all&id={card.id}"
    assert not sat(desk, "wei").has("brand")
    assert 'data-act="approve"' not in shown(desk, "wei", at)
    now = desk.clock.now()
    desk.set_absent("ana", now + timedelta(days=1), "ana", "test", since=now, deputy="wei")
    try:
        assert sat(desk, "wei").has("brand")
        assert 'data-act="approve"' in shown(desk, "wei", at)
        outcome = approvals(desk, "wei", "approve", approval=card.id, digest=card.digest)
        assert "Signed" in said(outcome)
    finally:
        desk.set_back("ana", "ana", "test")
