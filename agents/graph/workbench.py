"""What the desk has of one brand: knowledge, policy, triage, the copywriter, and the rating of its copy."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Row

from agents.clock import Clock
from agents.graph.all_clear import AllClear, known
from agents.graph.brand_rating import BrandRating, Kinds, Recently
from agents.graph.brief import Brief, Flag, Triage
from agents.graph.holding import holding_reply
from agents.graph.ids import draft_id
from agents.graph.prompt_files import Prompts, shipped
from agents.graph.rewrite_notes import notes_of
from agents.graph.route_asker import route_asker
from agents.policy.policy import Policy
from agents.policy.watch import PolicyFileWatch
from agents.signing.decided import Taught
from agents.signing.subjects import draft_digest
from agents.views import AskRequest
from knowledge.base import KnowledgeBase
from knowledge.brand import Brand, BrandFolder
from knowledge.documents import DocumentKind
from knowledge.embedding import Embedder
from knowledge.errors import InputError
from knowledge.passages import Passage, SearchResult
from tools.copy import Copy
from tools.findings import BrandReport

if TYPE_CHECKING:
    from agents.graph.copywriting.writer import Copywriter
    from agents.graph.research_answer import Answer
    from agents.graph.triage import Triager
    from agents.model.chat import ChatModel

HOLDING_KINDS: tuple[DocumentKind, ...] = ("legal", "other")
T = TypeVar("T")
Cleared = Callable[[str], Sequence[AllClear]]  # (brand): the messages that people decided are no incident
Teaching = Callable[[str, str], Taught]  # (brand, locale)
GATHERED = 8  # passages that copy may rest on, beside those of the product's own facts


class PlannedDraft(BaseModel):
    """A deliverable, with what code chose for it; `plan` goes to the ledger as it is."""

    model_config = ConfigDict(frozen=True)

    draft: str
    variant: int
    alternative: str
    channel: str
    locale: str
    plan: dict[str, Any]


class WrittenCopy(BaseModel):
    """What the copywriter made: fields, and the passages they rest on."""

    model_config = ConfigDict(frozen=True)

    fields: dict[str, str]
    citations: tuple[str, ...]
    report: BrandReport
    learnt: tuple[str, ...] = ()  # whose changes it uses, in words


class Workbench:
    """Thread-safe; parts that cost something are made when they are first used."""

    def __init__(
        self,
        folder: BrandFolder,
        knowledge: KnowledgeBase,
        embedder: Callable[[], Embedder],
        clock: Clock,
        policy: PolicyFileWatch,
        cleared: Cleared = lambda _brand: (),
        recently: Recently = lambda _brand, _run: (),
        taught: Teaching = lambda _brand, _locale: Taught(),
        kinds: Kinds = lambda: None,
        prompts: Prompts | None = None,
    ) -> None:
        """`recently` and `kinds` are for the rating; `taught` looks up what people's decisions teach; `prompts` stand
        in for the shipped ones.
        """
        self.prompts = prompts or shipped()
        self._taught = taught
        self.folder = folder
        self.knowledge = knowledge
        self._embedder = embedder
        self._clock = clock
        self._policy = policy
        self._made: dict[str, tuple[str, Any]] = {}
        self._cleared = cleared
        self.rating = BrandRating(folder, knowledge, embedder, clock, recently, kinds)

    @property
    def brand(self) -> Brand:
        return self.folder.brand

    @property
    def policy(self) -> Policy:
        """As the file says now: a change counts from the next decision on. A broken file is refused; the last stays.

        Raises InputError only where there is no last one.
        """
        return self._policy.current()

    # triage and research

    @property
    def triager(self) -> "Triager":
        return self._kept("triager", self._new_triager)

    def _new_triager(self) -> "Triager":
        from agents.graph.triage import Triager
        from agents.graph.triage_examples import read_brand_triage, shipped_examples

        own = read_brand_triage(self.folder.triage)
        return Triager(
            self.knowledge.products(),
            tuple(own.segments),
            channels=self.brand.channels,
            default_channel=own.default_channel or self.brand.channels[0],
            segment_aliases=own.segments,
            locales=self.brand.locales,
            now=self._clock.now,
            timezone=self.brand.timezone,
            examples=(*shipped_examples(), *own.examples),
            embedder=self._embedder,
        )

    def triage(self, request: AskRequest, model: "ChatModel | None", earlier: Brief | None = None) -> Triage:
        """`request` is masked already. Without a model, rules and examples decide.

        An alarm that a person has decided about is told in the reason, and does not stop the message again.
        """
        ask_model = route_asker(model, self.prompts.triage)
        found = self.triager.triage(request.text, request=request, earlier=earlier, ask_model=ask_model)
        decided = self._cleared(self.brand.id) if found.route == "escalation" else ()
        all_clear = known(request.text, found, decided) if decided else None
        if all_clear is None:
            return found
        calm = self.triager.triage(request.text, request=request, earlier=earlier, ask_model=ask_model, cleared=True)
        if calm.route == "escalation":
            return found
        why = f"{all_clear.said}. {calm.why}"
        flags = tuple(dict.fromkeys((*found.flags, *calm.flags)))
        return calm.model_copy(update={"why": why, "flags": flags, "all_clear": all_clear.id})

    def warm(self) -> None:
        """Reads rules and word lists, so that the first request does not wait for them."""
        from agents.graph.screening import screen

        text = screen(self.brand.about or self.brand.name).masked
        self.triage(AskRequest(text=text), None)
        for locale in self.brand.locales:
            self.rating.check_supplied(Copy(fields={"text": text}, locale=locale))

    def answer(self, question: str, result: SearchResult, model: "ChatModel | None") -> "Answer":
        from agents.graph.research_answer import answer

        return answer(question, result, model, self.prompts)

    def places(self, ids: Sequence[str]) -> dict[str, str]:
        """Where a person finds each of these passages: document, line and headings."""
        return {passage.id: passage.citation for passage in self.knowledge.passages(ids)}

    @property
    def segments(self) -> tuple[str, ...]:
        """The brand's own, as its triage names them. The file is read again when it has changed."""
        path = self.folder.triage
        return _segments(path, path.stat().st_mtime_ns) if path.is_file() else ()

    def product(self, name: str) -> str:
        """The name of a product as the brand writes it. Raises InputError, naming those there are."""
        wanted, there = name.strip().casefold(), self.knowledge.products()
        for product in there:
            if wanted in (known.casefold() for known in (product.name, *product.aliases)):
                return product.name
        known = ", ".join(product.name for product in there) or "none yet; ingest a document of the kind product"
        raise InputError(f"'{name:.60}' is no product of {self.brand.name}: {known}.")

    # copywriting

    def gather(self, brief: Brief) -> tuple[Passage, ...]:
        """What copy for this brief may rest on: the product's facts first, then what search finds."""
        query = " ".join(part for part in (brief.product, brief.focus, *brief.segments, brief.goal) if part)
        facts = self.knowledge.facts(brief.product) if brief.product else ()
        found = self.knowledge.search(query, GATHERED).hits
        ids = [fact.passage for fact in facts] + [hit.passage.id for hit in found]
        return self.knowledge.passages(tuple(dict.fromkeys(ids)))

    @property
    def copywriter(self) -> "Copywriter":
        return self._kept("copywriter", self._new_copywriter)

    def _new_copywriter(self) -> "Copywriter":
        from agents.graph.copywriting.writer import Copywriter

        return Copywriter.for_brand(self.knowledge, self.rating.channels, self.prompts)

    def plan(self, run: str, brief: Brief, passages: Sequence[str]) -> tuple[PlannedDraft, ...]:
        """Code decides what each variant says and how it begins, before any model is asked."""
        plans = self.copywriter.plan(
            brief,
            facts=self.knowledge.facts(brief.product) if brief.product else (),
            passages=self.knowledge.passages(tuple(passages)),
            personas=self.knowledge.passages_of("persona"),
            today=self.rating.today(),
        )
        return tuple(
            PlannedDraft(
                draft=draft_id(run, each.variant, each.alternative, each.channel, each.locale),
                variant=each.variant,
                alternative=each.alternative,
                channel=each.channel,
                locale=each.locale,
                plan={**each.model_dump(mode="json"), "fact": each.fact},
            )
            for each in plans
        )

    def write(
        self,
        kept: Mapping[str, Any],
        *,
        notes: str | None,
        previous: Row[Any] | None,
        siblings: Sequence[str],
        model: "ChatModel",
        run: str = "",
    ) -> WrittenCopy:
        """One draft of `run`. `kept` is its plan as the ledger has it; `notes` are a person's, else what the check
        found.
        """
        from agents.graph.copywriting.plan import VariantPlan

        plan = VariantPlan.model_validate({key: value for key, value in kept.items() if key not in {"fact", "learnt"}})
        evidence = self.knowledge.passages(plan.passages)
        before = Copy(fields=previous.fields, channel=plan.channel, locale=plan.locale) if previous else None
        recent = self.rating.recent(plan.channel, run)
        written = self.copywriter.write(
            plan,
            model=model,
            rate=lambda copy: self.rating.of(copy, evidence, recent=recent),
            notes=notes or (notes_of(previous.report) if previous else None),
            previous=before,
            avoid=siblings,
            failed=int(kept.get("failed", 0)),
            taught=self._taught(self.brand.id, plan.locale),
        )
        return WrittenCopy(
            fields=written.fields,
            citations=written.citations,
            report=written.report,
            learnt=written.learnt,
        )

    # a draft's text

    def digest(self, draft: Row[Any], fields: Mapping[str, str], citations: Sequence[str]) -> str:
        return draft_digest(
            brand=self.brand.id,
            channel=draft.channel,
            locale=draft.locale,
            audience=draft.audience,
            targets=draft.targets,
            fields=fields,
            citations=citations,
        )

    # cases

    def holding_reply(self, flags: Sequence[Flag]) -> str:
        """Words for a person to send at once, or not; empty where nobody waits for any."""
        return holding_reply(flags, [each for kind in HOLDING_KINDS for each in self.knowledge.passages_of(kind)])

    def _kept(self, name: str, make: Callable[[], T]) -> T:
        """Made again when what the brand knows has changed."""
        digest = self.knowledge.digest()
        held = self._made.get(name)
        if held is None or held[0] != digest:
            held = self._made[name] = (digest, make())
        return cast("T", held[1])


@lru_cache(maxsize=64)
def _segments(path: Path, _changed: int) -> tuple[str, ...]:
    from agents.graph.triage_examples import read_brand_triage

    return tuple(read_brand_triage(path).segments)
