"""What the desk says, to be judged: answers to questions with a reference, and drafts for briefs."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from filelock import FileLock
from pydantic import BaseModel, ConfigDict

from agents.clock import ManualClock
from agents.graph.prompt_files import Prompts
from agents.graph.research_answer import PASSAGES, answer
from agents.model.chat import ChatModel
from agents.service import Desk
from agents.settings import Settings
from agents.views import AskRequest
from evals.live.metrics import Case
from evals.retrieval.questions import CORPORA, TODAY, open_corpus
from evals.rows import read_rows
from evals.scratch import scratch
from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.embedding import Embedder

HERE = Path(__file__).parent
REQUESTER = "mara"
PATIENCE = 900  # seconds for one brief: an embedded model takes its time
_REFERENCE = re.compile(r"\s*\[\d+\]")


class Question(BaseModel):
    """With the answer that a person who has read `document` gives."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    question: str
    reference: str
    document: str
    reason: str


class AskedBrief(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    channel: str
    locale: str
    request: str
    reason: str


def load_questions() -> tuple[Question, ...]:
    return read_rows(HERE / "questions.jsonl", Question)


def load_briefs() -> tuple[AskedBrief, ...]:
    return read_rows(HERE / "briefs.jsonl", AskedBrief)


def answers(
    writer: ChatModel | None, embedder: Callable[[], Embedder], root: Path, prompts: Prompts | None = None
) -> tuple[Case, ...]:
    """Where the desk declines, the answer is empty. Without a writer it quotes its passages.

    `root` keeps the index for the next run.
    """
    root.mkdir(parents=True, exist_ok=True)
    with FileLock(root / "lock"):
        base = open_corpus(SAMPLE_BRAND, CORPORA[SAMPLE_BRAND], root, embedder)
        try:
            return tuple(_answered(base, one, writer, prompts) for one in load_questions())
        finally:
            base.close()


def _answered(base: KnowledgeBase, one: Question, writer: ChatModel | None, prompts: Prompts | None) -> Case:
    found = base.search(one.question, k=PASSAGES)
    given = answer(one.question, found, writer, prompts) if found.answered else None
    contexts = tuple(hit.passage.text for hit in found.hits)
    return Case(
        id=one.id,
        question=one.question,
        answer=_REFERENCE.sub("", given.text) if given else "",
        contexts=contexts,
        reference=one.reference,
        own=given is not None and not given.quoted,
    )


def drafts(writer: ChatModel | None, embedder: Callable[[], Embedder], settings: Settings) -> tuple[Case, ...]:
    """Without a writer, only the briefs."""
    briefs = load_briefs()
    if writer is None:
        return tuple(Case(id=one.id, question=_asked(one)) for one in briefs)
    with _desk(writer, embedder, settings) as desk:
        return tuple(_drafted(desk, one) for one in briefs)


def _drafted(desk: Desk, one: AskedBrief) -> Case:
    """An empty text where nothing was written."""
    request = AskRequest(text=one.request, channels=(one.channel,), locales=(one.locale,), variants=1, hold=True)
    view = desk.wait(desk.ask(request, REQUESTER, "eval").run, PATIENCE)
    if view.status == "choosing":
        desk.withdraw(view.run, REQUESTER, "eval")
    draft = view.drafts[0] if view.drafts else None
    return Case(
        id=one.id,
        question=_asked(one),
        answer=draft.text if draft else "",
        rating=draft.rating if draft else None,
    )


def _asked(one: AskedBrief) -> str:
    return f"A piece for {one.channel}."


@contextmanager
def _desk(writer: ChatModel, embedder: Callable[[], Embedder], settings: Settings) -> Iterator[Desk]:
    with scratch() as home:
        shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, home / "brands" / SAMPLE_BRAND)
        noon = datetime.combine(TODAY, time(12), UTC)
        desk = Desk(
            settings.model_copy(update={"home": home}), clock=ManualClock(noon), model=writer, embedder=embedder()
        )
        try:
            desk.index(SAMPLE_BRAND)
            desk.users()
            yield desk
        finally:
            desk.close()
