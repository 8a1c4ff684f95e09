"""A desk to which anything happens in any order, its process dying anywhere; the promises are looked at after each
step. No test.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.signing.decision import Approve, Choice, Decision, Edit, Reject, Revise, Tweak
from agents.views import ApprovalCard, ApprovalView, AskRequest, RunView
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.proofs import judge
from tests.agents.proofs.points import Died, Points, vanish

REQUESTERS = ("mara", "ana")  # one of whom may sign what the other asked for
SIGNERS = ("ana", "elif", "tomas", "ingrid", "joost", "mara", "jonas")
DECIDERS = ("ana", "elif", "elif", "tomas", "mara")
WORDS = (scenes.GREEN, scenes.AMBER, scenes.RED, "Turn the cap. It locks.")
TWO = "Two Instagram captions for the refillable bottle"
TEXTS = (scenes.CAPTION, scenes.CAPTION, TWO, scenes.SKIN, scenes.RASH)
MOST = 3  # runs
JUMPS = [
    timedelta(minutes=1),
    timedelta(hours=5),
    timedelta(hours=20),
    timedelta(hours=30),
    timedelta(days=8),
    -timedelta(minutes=10),
    -timedelta(hours=26),
    -timedelta(days=9),
]

which = st.integers(0, 2)
seldom = st.sampled_from([False, False, False, True])
days = st.sampled_from([None, None, None, 1, 4])
deciders = st.sampled_from(DECIDERS)
often = st.sampled_from([True, True, True, False])
kinds = st.sampled_from(["approve", "edit", "edit", "revise", "revise", "reject"])


class Life(RuleBasedStateMachine):
    """Refusals are fine: the desk says them in a line. Anything else that is raised is not."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="copydesk-life-")
        self.home = copy_home(Path(self.folder.name) / "home")
        self.clock = ManualClock(START)
        self.points = Points(die=vanish)
        self.points.watch()
        self.start()
        self.last: Callable[[], object] | None = None
        self.gone_out: dict[str, str] = {}
        self.newest: datetime = START
        self.submit(scenes.CAPTION, REQUESTERS[0], hold=False, days=None)

    def start(self) -> None:
        self.desk = a_desk(self.home, clock=self.clock, model=ScriptedChat(scenes.restate), around=self.points.around)
        self.desk.engine.runner.recover()
        self.settle()

    def settle(self) -> None:
        """Until nothing moves, or the process is dead. AssertionError where something moves for too long."""
        runner = self.desk.engine.runner
        end = time.monotonic() + scenes.PATIENCE
        for row in self.desk.runs():
            while not runner.wait_for(row.run, 0.05) and not self.points.dead:
                if time.monotonic() > end:
                    raise AssertionError(f"run {row.run} still moves, and is {self.desk.run(row.run).status}")

    @contextmanager
    def happening(self) -> Iterator[None]:
        """Something is done at the desk: it may be refused, and the process may die of it."""
        try:
            with refusals():
                yield
            self.settle()
        except Died:
            pass
        if self.points.dead:
            note("died")
            with suppress(Died):  # the dead write nothing while they are put away
                self.desk.close()
            self.points.disarm()
            self.start()

    def again_later(self, act: Callable[[], object]) -> None:
        self.last = act
        with self.happening():
            act()

    # what is there

    def run_of(self, index: int) -> RunView | None:
        rows = self.desk.runs()
        return self.desk.run(rows[index % len(rows)].run) if rows else None

    def card_of(self, index: int) -> ApprovalCard | None:
        found = self.desk.approvals(status=None)
        return self.desk.approval(found[index % len(found)].id) if found else None

    # what happens

    @precondition(lambda self: len(self.desk.runs()) < MOST)
    @rule(text=st.sampled_from(TEXTS), user=st.sampled_from(REQUESTERS), hold=seldom, days=days)
    def submit(self, text: str, user: str, hold: bool, days: int | None) -> None:
        when = None if days is None else self.clock.now() + timedelta(days=days)
        request = AskRequest(text=text, hold=hold, when=when)
        with self.happening():
            self.desk.ask(request, user, scenes.DOOR)

    @rule(index=which, words=st.none() | st.sampled_from(WORDS), some=st.booleans())
    def choose(self, index: int, words: str | None, some: bool) -> None:
        view = self.run_of(index)
        if view is None or not view.drafts:
            return
        first = view.drafts[0].id
        if words is not None:
            choice = Choice(kind="tweak", tweaks=(Tweak(draft=first, fields={"caption": words}),))
        else:
            choice = Choice(kind="submit", drafts=(first,) if some else ())
        self.again_later(lambda: self.desk.choose(view.run, choice, view.requester, scenes.DOOR))

    @rule(index=which, user=deciders, kind=kinds, words=st.sampled_from(WORDS), read=often)
    def decide(self, index: int, user: str, kind: str, words: str, read: bool) -> None:
        """`read`: they name the version that they have before them."""
        card = self.card_of(index)
        if card is None:
            return
        decision = answer(kind, words, card.digest if read else None)
        self.again_later(lambda: self.desk.decide(card.id, decision, user, scenes.DOOR))

    @rule(everybody=st.permutations(SIGNERS))
    def sign(self, everybody: list[str]) -> None:
        """Whoever may sign something does."""
        for user in everybody:
            for card in self.desk.approvals(user=user):
                self.again_later(lambda card=card, user=user: self.approve(card, user))

    def approve(self, card: ApprovalView, user: str) -> None:
        self.desk.decide(card.id, Approve(digest=card.digest, reason="As agreed"), user, scenes.DOOR)

    @rule()
    def submit_all(self) -> None:
        """What waits to be chosen is submitted."""
        for row in self.desk.runs(status="choosing"):
            with self.happening():
                self.desk.choose(row.run, Choice(kind="submit"), row.requester, scenes.DOOR)

    @rule()
    def do_the_same_again(self) -> None:
        if self.last is not None:
            with self.happening():
                self.last()

    @rule(index=which)
    def withdraw(self, index: int) -> None:
        view = self.run_of(index)
        if view is not None:
            self.again_later(lambda: self.desk.withdraw(view.run, view.requester, scenes.DOOR))

    @rule(index=which)
    def recall(self, index: int) -> None:
        view = self.run_of(index)
        if view is not None:
            self.again_later(lambda: self.desk.recall(view.run, "elif", "The pump leaks", scenes.DOOR))

    @rule(index=which, user=st.sampled_from(["noor", "joost"]), does=st.sampled_from(["take", "hand over", "resolve"]))
    def work_on_a_case(self, index: int, user: str, does: str) -> None:
        found = self.desk.cases()
        if not found:
            return
        case = found[index % len(found)].id
        if does == "resolve":
            self.again_later(lambda: self.desk.resolve_case(case, "product", "The pump", user, scenes.DOOR))
        elif does == "hand over":
            other = "joost" if user == "noor" else "noor"
            self.again_later(lambda: self.desk.transfer_case(case, other, "My shift ends", user, scenes.DOOR))
        else:
            self.again_later(lambda: self.desk.take_case(case, user, scenes.DOOR))

    @rule(away=seldom)
    def take_over(self, away: bool) -> None:
        """Ana is away and Jonas, who is a marketer, signs for her; or she is back."""
        with self.happening():
            if away:
                until = self.clock.now() + timedelta(days=3)
                self.desk.set_absent("ana", until, "joost", scenes.DOOR, deputy="jonas")
            else:
                self.desk.set_back("ana", "joost", scenes.DOOR)

    @rule(by=st.sampled_from(JUMPS))
    def time_passes(self, by: timedelta) -> None:
        """Backwards too, as where a clock is put right."""
        self.clock.advance(by)
        self.newest = max(self.newest, self.clock.now())
        with self.happening():
            self.desk.engine.scheduler.tick()

    @rule(held=seldom)
    def hold(self, held: bool) -> None:
        with self.happening():
            if held:
                self.desk.hold(None, "A recall of the pump", "ana", scenes.DOOR)
            else:
                self.desk.lift(None, "joost", scenes.DOOR)

    @precondition(lambda self: not self.points.armed)
    @rule(after=st.integers(1, 150))
    def die_soon(self, after: int) -> None:
        """At one of the next points, whatever happens then."""
        self.points.arm(after)

    @rule()
    def restart(self) -> None:
        with self.happening():
            self.desk.close()
            self.start()

    # what always holds

    @invariant()
    def the_promises_hold(self) -> None:
        found = judge.judge(self.home)
        assert found == {"lost": [], "twice": [], "unsigned": []}
        report = self.desk.audit_verify()
        assert report.ok, report

    @invariant()
    def what_went_out_stays_as_it_was(self) -> None:
        book = judge.Book(self.home)
        for entry in book.rows("SELECT * FROM outbox"):
            payload = json.loads(entry["payload"])
            words = json.dumps([payload["fields"], payload["digest"], payload["signatures"]], sort_keys=True)
            assert self.gone_out.setdefault(entry["key"], words) == words
        assert set(self.gone_out) == {entry["key"] for entry in book.rows("SELECT key FROM outbox")}
        book.close()

    def teardown(self) -> None:
        """Time goes by, and every run ends, but for those that wait for a person to take a case."""
        if not hasattr(self, "desk"):
            return
        self.points.disarm()
        self.points.unwatch()
        try:
            for _ in range(2):  # lifted, expired; then gone out
                with refusals():
                    self.desk.lift(None, "joost", scenes.DOOR)
                self.clock.advance(self.newest - self.clock.now() + timedelta(days=60))
                self.newest = self.clock.now()
                self.desk.engine.scheduler.tick()
                self.settle()
            statuses = {row.run: row.status for row in self.desk.runs()}
            book = judge.Book(self.home)
            ended = {row["id"] for row in book.rows("SELECT id FROM runs WHERE finished")}
            book.close()
            assert {run: status for run, status in statuses.items() if run not in ended and status != "escalated"} == {}
            assert judge.judge(self.home) == {"lost": [], "twice": [], "unsigned": []}
        finally:
            self.desk.close()
            self.folder.cleanup()


@contextmanager
def refusals() -> Iterator[None]:
    try:
        yield
    except InputError as error:
        note(str(error))


def answer(kind: str, words: str, digest: str | None) -> Decision:
    if kind == "edit":
        return Edit(fields={"caption": words}, digest=digest)
    if kind == "reject":
        return Reject(reason="Not now", digest=digest)
    return Revise(notes="Warmer", digest=digest) if kind == "revise" else Approve(digest=digest, reason="As agreed")
