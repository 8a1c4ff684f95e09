"""The sample brand's desk and the people at it: one asks and submits, those who hold the roles sign."""

from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from agents.clock import ManualClock
from agents.model.chat import ChatModel
from agents.service import Desk
from agents.settings import Settings
from agents.signing.decision import Approve, Choice
from agents.views import ApprovalCard, AskRequest, DraftView, RunView
from evals.endtoend.briefs import Brief
from evals.path.stage import START
from knowledge.embedding import Embedder

REQUESTER = "mara"
DOOR = "evals"
PATIENCE = 300  # seconds for one step: an embedded model takes its time
REASON = "Signed by everybody whom policy asks"  # what policy blocks is signed with a reason
BEST_FIRST = ("green", "amber", "red")


class Sent(BaseModel):
    """A file of the outbox: its words, and what its front matter says of them."""

    model_config = ConfigDict(frozen=True)

    text: str
    digest: str
    signed: frozenset[tuple[str, str]]  # user and role


class Office:
    """`embedder` stands in for the desk's own embeddings."""

    def __init__(self, home: Path, model: ChatModel, embedder: Embedder | None = None) -> None:
        self.desk = Desk(Settings(home=home), clock=ManualClock(START), model=model, embedder=embedder)
        self.desk.index()
        self.roles = {user.name: frozenset(user.roles) for user in self.desk.users() if user.active}

    def ask(self, brief: Brief) -> RunView:
        """Stops before anything is submitted, where drafts were written."""
        request = AskRequest(text=brief.text, channels=(brief.channel,), locales=(brief.locale,), variants=1, hold=True)
        return self.desk.wait(self.desk.ask(request, REQUESTER, DOOR).run, PATIENCE)

    def submit(self, run: RunView) -> str:
        """The best rated draft, by its id."""
        draft = min(run.drafts, key=lambda one: BEST_FIRST.index(one.rating))
        self.desk.choose(run.run, Choice(kind="submit", drafts=(draft.id,)), REQUESTER, DOOR)
        self.desk.wait(run.run, PATIENCE)
        return draft.id

    def sign(self, run: str, draft: str) -> None:
        """Each role that may still sign does, by somebody who holds it, did not ask and has not signed."""
        while (card := self.card(run, draft)) is not None and card.status == "pending":
            who = self._next(card)
            if who is None:
                return
            self.desk.decide(card.id, Approve(digest=card.digest, reason=REASON), who, DOOR)
            self.desk.wait(run, PATIENCE)

    def draft(self, run: str, draft: str) -> DraftView:
        return next(one for one in self.desk.run(run).drafts if one.id == draft)

    def card(self, run: str, draft: str) -> ApprovalCard | None:
        approval = self.draft(run, draft).approval
        return self.desk.approval(approval) if approval else None

    def sent(self, run: str, draft: str) -> tuple[Sent, ...]:
        """What lies in the outbox of this draft and is told to be delivered."""
        told = (one for one in self.desk.run(run).publications if one.draft == draft and one.status == "delivered")
        return tuple(_read(path) for one in told for path in self.desk.home.outbox.rglob(f"{one.key}.md"))

    def close(self) -> None:
        self.desk.close()

    def _next(self, card: ApprovalCard) -> str | None:
        out = {card.requester, *(mark.user for mark in card.signed)}
        return next(
            (name for role in card.open_roles for name, held in self.roles.items() if role in held and name not in out),
            None,
        )


def _read(path: Path) -> Sent:
    head, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("---\n\n")
    front = yaml.safe_load(head)
    signed = frozenset((mark["user"], mark["role"]) for mark in front["signatures"])
    return Sent(text=body.removesuffix("\n"), digest=front["digest"], signed=signed)
