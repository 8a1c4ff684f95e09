"""The knowledge page: documents and their life, uploads, search, quality, labels and quarantine. It calls the desk."""

from collections.abc import Mapping
from datetime import date
from typing import cast, get_args

from fastapi import APIRouter

from agents.clock import Clock
from agents.curating import CURATORS
from agents.signing.people import ROLES
from knowledge.documents import Document, DocumentKind
from knowledge.errors import InputError
from knowledge.labels import Unsure
from knowledge.passages import SearchResult
from knowledge.progress import Progress
from knowledge.report import QualityReport
from ui import words
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Act, Outcome, Press
from ui.web.chat import query_of
from ui.web.html import Child, Safe, el
from ui.web.keeping import Keeping
from ui.web.render import parts
from ui.web.render.knowledge import document, documents, frame, quality, search, upload, waiting
from ui.web.render.knowledge.documents import Filter, Listing
from ui.web.render.knowledge.frame import Where
from ui.web.render.knowledge.hints import hints
from ui.web.render.knowledge.search import Question
from ui.web.render.shell import Setting
from ui.web.rights import roles_of
from ui.web.sessions import Visitor
from ui.web.uploads import Uploads
from ui.web.working import Answer, Working

HITS = 10  # passages of an answer
GUARDED = ("labels", "quarantine")  # what nobody has looked at yet: marketers read what came of it
READERS = tuple(role for role in ROLES if role != "marketer")


class KnowledgePage:
    def __init__(self, desk: DeskApi, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._working = Working(clock)
        self._uploads = Uploads(desk, clock, self._working.forget)
        keeping = Keeping(desk, self._working.forget)
        self.actions: Mapping[str, Act] = {
            "find": self._find,
            "search": self._search,
            "publish": keeping.publish,
            "retire": keeping.retire,
            "describe": keeping.describe,
            "label": keeping.label,
            "release": keeping.release,
            "clear-uploads": self._clear_uploads,
        }

    def routes(self) -> APIRouter:
        """Where files are sent to."""
        return self._uploads.routes()

    # drawing

    def content(self, place: Setting, outcome: Outcome) -> Safe:
        query = query_of(outcome.at)
        tabs = [one for one in frame.TABS if one not in GUARDED or place.visitor.has(*READERS)]
        tab = query["tab"] if query.get("tab") in frame.TABS else frame.TABS[0]
        brands = self._desk.brands()
        own = self._desk.default_brand.id
        brand = query["brand"] if query.get("brand") in {one.id for one in brands} else own
        where = Where(None if brand == own else brand)
        draw = {
            "documents": self._documents,
            "search": self._searched,
            "quality": self._quality,
            "labels": self._labels,
            "quarantine": self._quarantine,
        }[tab]
        body = draw(place, where, brand, query) if tab in tabs else (_not_yours(place.visitor),)
        head = frame.head(where, tab, tabs, brands, brand, self._counts(brand))
        return el("div.knowledge", head, *body, data_key=f"{brand}-{tab}")

    def _counts(self, brand: str) -> dict[str, int]:
        """What waits, as far as it is known without asking long."""
        shut = sum(map(waiting.is_waiting, self._desk.quarantine(brand)))
        report = self._report(brand, look=False).value
        return {"quarantine": shut, "labels": (report.unsure_labels or 0) if report else 0}

    def _report(self, brand: str, *, look: bool = True) -> Answer[QualityReport]:
        if not look:
            return self._working.known(("quality", brand))
        return self._working.ask(("quality", brand), lambda _: self._desk.quality(brand))

    def _today(self) -> date:
        return self._clock.now().date()

    def _documents(self, place: Setting, where: Where, brand: str, query: Mapping[str, str]) -> tuple[Child, ...]:
        every = self._desk.documents(brand)
        answer = self._report(brand)
        found = hints(every, answer.value, self._desk.quarantine(brand), self._today())
        if wanted := query.get("doc"):
            return (self._document(place, where, brand, wanted, query, every, found.get(wanted, ())),)
        refused = answer.value.refused if answer.value else ()
        asked = Filter(query.get("status", ""), query.get("kind", ""), query.get("q", ""))
        listing = Listing(
            documents=[one for one in every if asked.takes(one)],
            refused=[one for one in refused if asked.takes_refused(one)],
            passages=self._desk.passage_counts(brand),
            hints=found,
            today=self._today(),
        )
        counts = {status: sum(one.meta.status == status for one in every) for status in documents.STATES}
        counts |= {"refused": len(refused), "": len(every) + len(refused)}
        may = place.visitor.has(*CURATORS)
        sent = self._uploads.of(place.visitor.user.name, brand) if may else ()
        limit = self._desk.upload_limit()
        opened = not every or any(one.is_open for one in sent)
        return (
            upload.upload(sent, brand, limit, where, opened=opened) if may else None,
            self._listed(listing, asked, counts, where, place, query.get("page", ""), may=may),
        )

    def _listed(
        self,
        listing: Listing,
        asked: Filter,
        counts: Mapping[str, int],
        where: Where,
        place: Setting,
        page: str,
        *,
        may: bool,
    ) -> Child:
        if not counts[""]:
            how = say("knowledge.no_documents_how") if may else say("knowledge.no_documents_others")
            return parts.empty(say("knowledge.no_documents"), how)
        controls = documents.controls(where, asked, counts)
        if not listing.documents and not listing.refused:
            clear = parts.link(say("knowledge.clear"), where.to("documents"), kind="button")
            return controls, parts.empty(say("knowledge.none_fits"), say("knowledge.none_fits_how"), clear)
        return controls, documents.table(where, asked, listing, page, place)

    def _document(
        self,
        place: Setting,
        where: Where,
        brand: str,
        id: str,
        query: Mapping[str, str],
        every: tuple[Document, ...],
        found: tuple[str, ...],
    ) -> Safe:
        one = next((each for each in every if each.id == id), None)
        if one is None:
            back = parts.link(say("knowledge.back"), where.to("documents"), kind="button")
            return parts.empty(say("knowledge.not_here"), say("knowledge.no_document", document=id), back)
        passages = self._desk.read_document(id, brand)
        changes = self._desk.document_changes(id, brand)
        held = {each.passage for each in self._desk.quarantine(brand) if each.passage and not each.released}
        page = query.get("page", "")
        return document.card(one, passages, changes, held, found, where, page, self._today(), place, CURATORS)

    def _searched(self, place: Setting, where: Where, brand: str, query: Mapping[str, str]) -> tuple[Child, ...]:
        asked = Question(*(query.get(name, "") for name in ("q", "kind", "locale", "product")))
        if not asked.text:
            return (
                search.form(asked),
                parts.empty(say("knowledge.ask_first"), say("knowledge.ask_first_how")),
            )
        kind = cast("DocumentKind | None", asked.kind if asked.kind in get_args(DocumentKind) else None)

        def find(progress: Progress) -> SearchResult:
            self._desk.index(brand, progress, briefly=True)
            return self._desk.search(asked.text, HITS, brand, kind, asked.locale or None, asked.product or None)

        answer = self._working.ask(("search", brand, asked), find)
        if answer.value is None:
            return search.form(asked), _unready(answer)
        published = any(one.meta.status == "published" for one in self._desk.documents(brand))
        return search.form(asked), search.results(answer.value, asked, where, place, published=published)

    def _quality(self, place: Setting, where: Where, brand: str, query: Mapping[str, str]) -> tuple[Child, ...]:
        del place
        answer = self._report(brand)
        if answer.value is None:
            return (_unready(answer),)
        side = next((one for one in answer.value.dimensions if one.name == query.get("side")), None)
        if side is None:
            return (quality.overview(answer.value, where),)
        known = [one.id for one in self._desk.documents(brand)]
        return (quality.side(side, where, query.get("page", ""), known),)

    def _labels(self, place: Setting, where: Where, brand: str, query: Mapping[str, str]) -> tuple[Child, ...]:
        def compare(progress: Progress) -> tuple[Unsure, ...]:
            self._desk.index(brand, progress)
            return self._desk.unsure_labels(brand)

        answer = self._working.ask(("labels", brand), compare)
        if answer.value is None:
            return (_unready(answer),)
        may = not place.visitor.reads_only
        return (waiting.labels(answer.value, where, query.get("page", ""), may=may),)

    def _quarantine(self, place: Setting, where: Where, brand: str, query: Mapping[str, str]) -> tuple[Child, ...]:
        found = sorted(self._desk.quarantine(brand), key=lambda one: (not waiting.is_waiting(one), one.released))
        may = place.visitor.has(*CURATORS)
        return (waiting.quarantine(found, where, query.get("page", ""), may=may),)

    # acting

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        if press.act not in self.actions:
            raise InputError(say("knowledge.no_action", act=press.act))
        return self.actions[press.act](visitor, press)

    def _find(self, visitor: Visitor, press: Press) -> Outcome:
        del visitor
        where = Where(query_of(press.at).get("brand"))
        status = press.text("status")
        found = where.query("documents", status=status, kind=press.text("kind"), q=press.text("q", 200))
        return Outcome(at=found)

    def _search(self, visitor: Visitor, press: Press) -> Outcome:
        del visitor
        where = Where(query_of(press.at).get("brand"))
        bounds = {name: press.text(name, 200) for name in ("kind", "locale", "product")}
        return Outcome(at=where.query("search", q=press.text("q", 2_000), **bounds))

    def _clear_uploads(self, visitor: Visitor, press: Press) -> Outcome:
        brand = query_of(press.at).get("brand") or self._desk.default_brand.id
        self._uploads.clear(visitor.user.name, brand)
        return Outcome(at=press.at)


def _not_yours(visitor: Visitor) -> Safe:
    roles = words.names(map(words.role, READERS))
    return parts.empty(say("menu.not_yours"), say("menu.only", roles=roles, mine=roles_of(visitor)))


def _unready(answer: Answer[object]) -> Safe:
    """What stands in an answer's place while there is none."""
    return el("p.trouble", answer.trouble, role="alert") if answer.trouble else frame.working(answer)
