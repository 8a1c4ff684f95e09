"""A live run from a desk's settings: who judges, who writes, and where answers are kept."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager

from agents.benches import make_embedder
from agents.graph.prompt_files import Prompts
from agents.model.client import ChatClient, open_chat
from agents.settings import Settings
from evals.live import desk
from evals.live.judge import Judge, Planner
from evals.live.kept import Kept, KeptChat
from evals.live.metrics import Case, Metric
from knowledge.embedding import Embedder
from knowledge.errors import InputError
from knowledge.sentence_encoder import PairedEmbedder, embedded

EMBEDDED = "embedded"


def judge_settings(settings: Settings) -> Settings:
    """The judge's endpoint, where one is named; else the desk's own model judges. Raises InputError."""
    if not (settings.judge_model or settings.judge_base_url or settings.judge_api_key):
        return settings
    if settings.judge_base_url and not settings.judge_model:
        raise InputError(f"COPYDESK_JUDGE_MODEL is not set: name the model that {settings.judge_base_url} is to run.")
    own_key = settings.api_key if settings.judge_base_url is None else None  # never sent to another address
    judge = settings.model_copy(
        update={
            "model": settings.judge_model or settings.model,
            "base_url": settings.judge_base_url or settings.base_url,
            "api_key": settings.judge_api_key or own_key,
        }
    )
    if not judge.has_endpoint:
        raise InputError(
            f"COPYDESK_JUDGE_MODEL is '{settings.judge_model}', but no endpoint is named. Set COPYDESK_JUDGE_BASE_URL "
            "or COPYDESK_JUDGE_API_KEY too, or leave it out: then the embedded model judges."
        )
    return judge


def where(settings: Settings) -> str:
    """Whose answers these are, beside the model's name."""
    if not settings.has_endpoint:
        return str(settings.model_path or EMBEDDED)
    return settings.base_url or "OpenAI"


class Live:
    """What a live run needs. Answers and drafts are made once, when a suite asks for them."""

    def __init__(
        self,
        settings: Settings,
        judge: ChatClient,
        writer: ChatClient,
        embedder: Callable[[], Embedder] | None = None,
        prompts: Prompts | None = None,
    ) -> None:
        """`prompts`: of answers; drafts are written by a desk, which has the shipped ones."""
        self._settings = settings
        self._judging = judge_settings(settings)
        self._model = judge
        self.kept = Kept(settings.cache / "judged")
        self._writing = writer
        self.writer = KeptChat(writer, self.kept, where(settings))
        self._embedder = embedder() if embedder else None
        self._prompts = prompts
        self._made: dict[str, tuple[Case, ...]] = {}
        self._lock = threading.Lock()

    def judge(self, max_calls: int) -> Judge:
        return Judge(self._model, self.kept, where=where(self._judging), max_calls=max_calls)

    def planner(self) -> Planner:
        return Planner(self._model.name, self.kept, where(self._judging))

    def give_up(self) -> None:
        for model in {id(one): one for one in (self._model, self._writing)}.values():
            model.give_up()

    @property
    def slots(self) -> int:
        return self._model.slots

    def cases(self, metric: Metric) -> Sequence[Case]:
        return self._cases(metric, self.writer)

    def planned(self, metric: Metric) -> Sequence[Case]:
        """As many cases, and nothing written: answers are quoted, drafts left empty."""
        return self._cases(metric, None)

    def _cases(self, metric: Metric, writer: KeptChat | None) -> Sequence[Case]:
        kind = "drafts" if metric == "on brand" else "answers"
        with self._lock:
            if kind not in self._made:
                make = self._drafts if kind == "drafts" else self._answers
                self._made[kind] = make(writer)
            return self._made[kind]

    def _answers(self, writer: KeptChat | None) -> tuple[Case, ...]:
        return desk.answers(writer, self._retriever, self._settings.cache / "judged" / "knowledge", self._prompts)

    def _drafts(self, writer: KeptChat | None) -> tuple[Case, ...]:
        return desk.drafts(writer, self._desks, self._settings)

    def _desks(self) -> Embedder:
        """What a desk is given: it makes the pair that it searches by itself."""
        found = self._retriever()
        return found.first if isinstance(found, PairedEmbedder) else found

    def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        return [[float(number) for number in row] for row in self._retriever().passages(texts)]

    def _retriever(self) -> Embedder:
        """As a desk searches: an endpoint's embeddings where a model of its own is named, else the embedded ones."""
        if self._embedder is None:
            self._embedder = make_embedder(self._settings)() if self._settings.embedding_model else embedded()
        return self._embedder


@contextmanager
def opened(
    settings: Settings, embedder: Callable[[], Embedder] | None = None, prompts: Prompts | None = None
) -> Iterator[Live]:
    """Cheap: no server is started before somebody is asked. `embedder` stands in for the desk's own, `prompts` for the
    shipped ones.
    """
    judging = judge_settings(settings)
    with ExitStack() as held:
        writer = open_chat(settings)
        held.callback(writer.close)
        judge = writer
        if judging is not settings:
            judge = open_chat(judging)
            held.callback(judge.close)
        yield Live(settings, judge, writer, embedder, prompts)
