"""What people do at a desk in the tests, each step waited for; through the desk's own methods only."""

import shutil
from collections.abc import Sequence
from datetime import datetime

from agents.model.chat import Prompt
from agents.service import Desk
from agents.signing.decision import Approve, Choice, Decision, Edit, Tweak
from agents.views import ApprovalCard, AskRequest, RunView
from tests.agents.desks import BRAND_APPROVER, REQUESTER, asked_home

PATIENCE = 60  # seconds
DOOR = "test"

CAPTION = "An Instagram caption for the refillable bottle, for commuters"
THREE = "Three Instagram captions for the refillable bottle, for commuters"
SKIN = "Write an Instagram caption about our balm for sensitive skin"
RASH = "My child got a rash all over her face after using your balm, we are in hospital"
FACES = "An Instagram caption for our shop window that greets each customer by face recognition"
PRICE = "What is the price of the refillable bottle?"
LISBON = "What is the name of our store manager in Lisbon?"
LUXURY = "Check this: The most luxurious perfume in the world cures eczema."

# rated by the sample brand's rules
GREEN = "Doors closing, one hand free. A quarter turn locks the cap."
AMBER = "Grab this bargain: a quarter turn locks the cap."
RED = "The most luxurious perfume in the world cures eczema."
PRICED = "The Orrelune Refillable Bottle costs €118, filled with 50 ml of the eau de parfum you choose."


def restate(prompt: Prompt) -> str:
    """The facts of the prompt, word for word: grounded, whatever is asked."""
    return " ".join(line[2:] for line in prompt.user.splitlines() if line.startswith("- "))


def ask(
    desk: Desk,
    text: str,
    *,
    user: str = REQUESTER,
    hold: bool = False,
    when: datetime | None = None,
    channels: Sequence[str] = (),
    locales: Sequence[str] = (),
    request: AskRequest | None = None,
) -> RunView:
    request = request or AskRequest(text=text, hold=hold, when=when, channels=tuple(channels), locales=tuple(locales))
    return desk.wait(desk.ask(request, user, DOOR).run, PATIENCE)


def asked(
    desk: Desk, text: str = CAPTION, *, user: str = REQUESTER, hold: bool = False, when: datetime | None = None
) -> RunView:
    """What `ask` gives as the first thing that is done at START at a desk whose model restates, without asking again:
    its stores come from a home in which the same was asked before.
    """
    assert not any(desk.home.path.glob("*-wal")), "somebody has used this desk: ask"
    stores, run = asked_home(AskRequest(text=text, hold=hold, when=when), restate, user)
    for store in stores.glob("*.db"):
        shutil.copyfile(store, desk.home.path / store.name)
    return desk.run(run)


def cards(desk: Desk, run: str) -> list[ApprovalCard]:
    """The run's approvals, in the order of its drafts."""
    return [desk.approval(draft.approval) for draft in desk.run(run).drafts if draft.approval]


def only(desk: Desk, run: str) -> ApprovalCard:
    (card,) = cards(desk, run)
    return card


def decide(desk: Desk, approval: str, decision: Decision, user: str = BRAND_APPROVER) -> RunView:
    return desk.wait(desk.decide(approval, decision, user, DOOR).run, PATIENCE)


def sign(desk: Desk, run: str, *users: str) -> RunView:
    """Each of them signs all that waits."""
    for user in users or (BRAND_APPROVER,):
        for card in cards(desk, run):
            if card.status == "pending":
                why = "As agreed" if card.kind == "block" else None  # what policy blocks is signed with a reason
                decide(desk, card.id, Approve(digest=card.digest, reason=why), user)
    return desk.run(run)


def edit(desk: Desk, approval: str, caption: str, user: str = BRAND_APPROVER, digest: str | None = None) -> RunView:
    return decide(desk, approval, Edit(fields={"caption": caption}, digest=digest), user)


def submit(desk: Desk, run: str, *drafts: str, user: str = REQUESTER) -> RunView:
    return desk.wait(desk.choose(run, Choice(kind="submit", drafts=drafts), user, DOOR).run, PATIENCE)


def tweak(desk: Desk, run: str, draft: str, caption: str, user: str = REQUESTER) -> RunView:
    tweaks = (Tweak(draft=draft, fields={"caption": caption}),)
    return desk.wait(desk.choose(run, Choice(kind="tweak", tweaks=tweaks), user, DOOR).run, PATIENCE)


def tick(desk: Desk, run: str) -> RunView:
    """The scheduler looks once, and what it woke is waited for."""
    desk.engine.scheduler.tick()
    return desk.wait(run, PATIENCE)


def events(desk: Desk) -> list[str]:
    return [record["event"] for record in desk.audit_export()]


def published(desk: Desk) -> list[str]:
    """The files that went out, by name."""
    return sorted(path.name for path in desk.home.outbox.rglob("*.md"))
