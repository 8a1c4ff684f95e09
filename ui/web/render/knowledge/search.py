"""A question, the passages that were found for it, and why there are none."""

from dataclasses import dataclass

from knowledge.passages import Hit, SearchResult
from ui import locales
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.knowledge.documents import kinds
from ui.web.render.knowledge.frame import Where, box, choice, kind, place
from ui.web.render.shell import Setting


@dataclass(frozen=True)
class Question:
    """What was asked, and within which bounds. Empty means any."""

    text: str = ""
    kind: str = ""
    locale: str = ""
    product: str = ""

    @property
    def bounded(self) -> bool:
        return bool(self.kind or self.locale or self.product)


def form(asked: Question) -> Safe:
    return el(
        "div.ask-known",
        box(
            "q",
            say("knowledge.question"),
            asked.text,
            hint=say("knowledge.question_how"),
            type="search",
            maxlength="2000",
            data_submit="search",
        ),
        el(
            "div.grid",
            choice("kind", say("knowledge.only_kind"), {"": say("knowledge.any_kind"), **kinds()}, asked.kind),
            box("locale", say("knowledge.only_locale"), asked.locale, hint=say("knowledge.locale_how"), maxlength="35"),
            box(
                "product",
                say("knowledge.only_product"),
                asked.product,
                hint=say("knowledge.product_how"),
                maxlength="200",
            ),
            el("p.actions", parts.button(say("knowledge.search"), "search", "primary")),
        ),
        role="search",
        data_form=True,
        data_key=f"asked-{asked}",
    )


def results(found: SearchResult, asked: Question, where: Where, setting: Setting, *, published: bool) -> Safe:
    why = _why(found, asked, setting, published=published)
    behind = say("knowledge.behind", n=found.behind) if found.behind else None
    return el(
        "div.results",
        el("p.why-none", why, role="status") if why else el("p.quiet", say("knowledge.results", n=len(found.hits))),
        el("p.quiet", behind) if behind else None,
        el("ol.known-passages", *(_hit(hit, where) for hit in found.hits)),
        data_key="results",
    )


def _why(found: SearchResult, asked: Question, setting: Setting, *, published: bool) -> str | None:
    """Why there is no answer; None where there is one."""
    if not published and not found.hits:
        return say("knowledge.none_published")
    if found.answered:
        return None
    if not found.hits:
        return say("knowledge.nothing_near_within") if asked.bounded else say("knowledge.nothing_near")
    owner = say("knowledge.ask_owner", owner=setting.person(found.owner)) if found.owner else ""
    return f"{say('knowledge.not_good_enough')} {owner}".strip()


def _hit(hit: Hit, where: Where) -> Safe:
    one = hit.passage
    return el(
        "li",
        el(
            "p.line",
            parts.link(place(one.citation), where.to("documents", doc=one.document)),
            parts.chip(kind(one.kind)),
            el(
                "small",
                say("knowledge.passage_score", score=locales.number(hit.score, 3)),
                title=say("knowledge.score_how"),
            ),
        ),
        el("blockquote", one.text),
        data_key=one.id,
    )
