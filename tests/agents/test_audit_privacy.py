"""Unmistakable words in every field that a person can fill: none of them is in the audit trail or in an export."""

import json
import uuid
from datetime import timedelta
from pathlib import Path

from agents.clock import ManualClock
from agents.ledger import references
from agents.ledger.export import lines, verify_file
from agents.service import Desk
from agents.signing.decision import Approve, Choice, Reject, Revise, Tweak
from tests.agents import scenes

DOOR = "test"


class Plants:
    """Words that stand nowhere else, each noted as it is given out."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def word(self) -> str:
        self.given.append(f"zq{uuid.uuid4().hex[:12]}")
        return self.given[-1]

    def words(self) -> str:
        return f"Tell {self.word()} ({self.word()}@mail.example, +49 30 9018{len(self.given):03d})"


def everything(desk: Desk, plants: Plants, tmp_path: Path, clock: ManualClock) -> None:
    """Each thing that people do at the desk, with planted words wherever they may write."""
    requester, brand, admin = (plants.word()[:20] for _ in range(3))
    plants.given += [requester, brand, admin]
    desk.add_user(admin, ("admin", "on-call"), f"{plants.word()} {plants.word()}", "joost", DOOR)
    desk.add_user(requester, ("marketer",), plants.word(), admin, DOOR)
    desk.add_user(brand, ("brand", "legal", "compliance"), plants.word(), admin, DOOR)
    desk.set_password(requester, f"{plants.word()} {plants.word()}", admin, DOOR)

    _documents(desk, plants, tmp_path, brand)
    held = scenes.ask(desk, f"{scenes.THREE}. {plants.words()}", user=requester, hold=True)
    first = held.drafts[0].id
    tweaks = (Tweak(draft=first, fields={"caption": f"{scenes.GREEN} {plants.word()}"}),)
    desk.wait(desk.choose(held.run, Choice(kind="tweak", tweaks=tweaks), requester, DOOR).run, scenes.PATIENCE)
    scenes.submit(desk, held.run, first, held.drafts[1].id, user=requester)
    one, two = [card.id for card in scenes.cards(desk, held.run) if card.status == "pending"]
    scenes.decide(desk, one, Revise(notes=plants.words()), brand)
    scenes.submit(desk, held.run, user=requester)
    scenes.edit(desk, one, f"{scenes.GREEN} {plants.word()}", user=brand, digest=desk.approval(one).digest)
    if desk.approval(one).status == "pending":
        scenes.decide(desk, one, Approve(digest=desk.approval(one).digest), "leila")
    question = desk.ask_requester(two, plants.words(), brand, DOOR)
    asked = question.questions[-1].id
    desk.answer_question(asked, plants.words(), requester, DOOR)
    scenes.decide(desk, two, Reject(reason=plants.words()), brand)

    desk.hold(None, plants.words(), brand, DOOR)
    desk.lift(None, admin, DOOR)
    out = scenes.sign(desk, scenes.ask(desk, f"{scenes.CAPTION} {plants.words()}", user=requester).run, brand, "leila")
    if out.publications:
        desk.recall(out.run, brand, plants.words(), DOOR)
    scenes.ask(desk, f"{scenes.PRICE} {plants.words()}", user=requester)
    scenes.ask(desk, f"Check this: {plants.words()} cures eczema.", user=requester)
    desk.withdraw(
        scenes.ask(desk, f"{scenes.CAPTION}, {plants.word()}", user=requester, hold=True).run, requester, DOOR
    )

    harm = scenes.ask(desk, f"{scenes.RASH}. {plants.words()}", user=requester).case or ""
    desk.take_case(harm, admin, DOOR)
    desk.resolve_case(harm, "handled", plants.words(), admin, DOOR)
    risky = desk.case(scenes.ask(desk, f"{scenes.FACES}. {plants.words()}", user=requester).case or "")
    for role in risky.release_roles:
        person = next(
            user.name for user in desk.users() if role in user.roles and user.active and user.name != requester
        )
        if desk.case(risky.id).status in {"open", "taken"}:
            desk.release_case(risky.id, (plants.words(),), person, DOOR)
    scenes.ask(desk, f"{scenes.CAPTION}. {plants.words()}", user=requester)
    clock.advance(timedelta(days=40))
    desk.engine.scheduler.tick()
    for row in desk.runs(limit=1000):
        desk.wait(row.run, scenes.PATIENCE)
    desk.disable_user(requester, admin, DOOR)


def _documents(desk: Desk, plants: Plants, tmp_path: Path, curator: str) -> None:
    name = f"{plants.word()}.md"
    (tmp_path / name).write_text(f"# {plants.word()}\n\nThe cap of the {plants.word()} case comes in sand.\n")
    desk.ingest([tmp_path / name], given={"status": "draft", "owner": plants.word()})
    desk.publish_document(name, curator, DOOR)
    desk.describe_document(name, {"product": plants.word()}, curator, DOOR)
    passage = desk.read_document(name)[0]
    desk.label_passage(passage.id, "kind", "product", curator, DOOR)
    desk.retire_document(name, curator, DOOR)


def test_no_words_of_anybodys_are_in_the_trail_or_in_an_export(desk: Desk, tmp_path: Path, clock: ManualClock) -> None:
    plants = Plants()
    everything(desk, plants, tmp_path, clock)
    records = list(desk.audit_export())
    kinds = {record["event"] for record in records}
    assert {"run.asked", "draft.tweaked", "approval.edit", "approval.reject", "approval.revise", "brand.held"} <= kinds
    assert {"knowledge.ingested", "policy.first_used", "run.ended", "approval.expired", "draft.withdrawn"} <= kinds
    assert {"case.resolved", "document.published", "passage.labelled", "user.added", "draft.released"} <= kinds
    texts = [json.dumps(records, ensure_ascii=False)]
    for form in ("jsonl", "csv"):
        texts.append("".join(lines(records, form)))  # type: ignore[arg-type]
        (tmp_path / f"trail.{form}").write_text(texts[-1], encoding="utf-8")
        assert verify_file(tmp_path / f"trail.{form}", (desk.audit_verify().head,)).ok
    found = [word for word in plants.given if any(word.casefold() in text.casefold() for text in texts)]
    assert found == []
    assert "+49" not in "".join(texts)
    assert desk.audit_verify().ok


def test_each_record_says_who_in_which_role_by_which_door_and_under_which_rule(
    desk: Desk, tmp_path: Path, clock: ManualClock
) -> None:
    everything(desk, Plants(), tmp_path, clock)
    for record in desk.audit_export():
        assert record["actor"] in references.SYSTEM or desk.audit_name(record["actor"])
        assert record["door"] in {"test", "run", "clock", "home", "cli", "init"}, record
        if record["actor"] not in references.SYSTEM:
            assert record["role"], record
        if record["event"].startswith("approval.") and record["event"] != "approval.chain_asked":
            assert record["digest"], record
        if record["event"].startswith("approval.") or record["event"] == "draft.released":
            assert record["rule"], record
            assert len(record["policy"] or "") == 64, record


def test_a_trail_is_exported_from_a_day_on(desk: Desk, tmp_path: Path, clock: ManualClock) -> None:
    scenes.asked(desk, scenes.PRICE)
    clock.advance(timedelta(days=3))
    scenes.ask(desk, scenes.PRICE)
    part = list(desk.audit_export(clock.now() - timedelta(hours=1)))
    assert 0 < len(part) < len(list(desk.audit_export()))
    file = tmp_path / "part.csv"
    file.write_text("".join(lines(part, "csv")), encoding="utf-8")
    report = verify_file(file)
    assert (report.ok, report.records) == (True, len(part))
    assert list(desk.audit_export(clock.now() + timedelta(days=1))) == []
