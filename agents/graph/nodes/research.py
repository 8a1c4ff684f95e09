"""research: answers from the knowledge base with citations, or says that it does not know and whom to ask."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from agents.graph.brief import Reply, Triage
from agents.graph.context import NodeContext
from agents.graph.small_talk import reply_words
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import runs
from agents.presenting import passage_view
from agents.views import AnswerView, PassageView
from knowledge.passages import SearchResult
from knowledge.text.instructions import without_instructions

if TYPE_CHECKING:
    from agents.graph.workbench import Workbench

TITLE = "Looked for the answer"


def research(context: NodeContext, state: RunState) -> NodeResult:
    run = state["run"]
    with context.ledger.read() as connection:
        row = runs.get(connection, run)
    bench = context.bench(row.brand)
    triage = Triage.model_validate(row.triage)
    if triage.reply:
        return _replied(context, run, triage.reply, bench)
    asked = " ".join(without_instructions(row.masked).split())
    question = asked if triage.brief.follow_up_of is None else f"{triage.brief.focus}. {asked}"
    result = bench.knowledge.search(question, k=5)
    answer = bench.answer(question, result, context.model(run)) if result.answered else None
    if answer and answer.text:
        view = AnswerView(
            answered=True,
            text=answer.text,
            passages=_cited(result, answer.passages),
            owner=result.owner,
        )
        count = len(view.passages)
        summary = f"Answered from {count} passage{'s' if count != 1 else ''}"
    else:
        ask = f" Ask {result.owner}, who owns the nearest document." if result.owner else ""
        view = AnswerView(
            answered=False,
            text=f"The knowledge base does not say.{ask}",
            passages=tuple(passage_view(hit) for hit in result.hits[:2]),
            owner=result.owner,
        )
        summary = "The knowledge base does not say"
    return _answered(context, run, view, summary)


def _replied(context: NodeContext, run: str, reply: Reply, bench: "Workbench") -> NodeResult:
    """What the desk says of itself; nothing is looked for."""
    products = bench.knowledge.products()
    view = AnswerView(answered=reply != "unclear", text=reply_words(reply, products[0].name if products else None))
    summary = "Asked for other words" if reply == "unclear" else "Nothing was asked; said what this desk does"
    return _answered(context, run, view, summary)


def _answered(context: NodeContext, run: str, view: AnswerView, summary: str) -> NodeResult:
    now = context.clock.now()
    with context.ledger.write() as connection:
        if not runs.has_ended(connection, run):  # withdrawn meanwhile
            runs.change(connection, run, now, answer=view.model_dump(mode="json"))
    return NodeResult(
        update={"ending": "answered"},
        note=StepNote(summary=summary, details=tuple(passage.citation for passage in view.passages)),
    )


def _cited(result: SearchResult, ids: Sequence[str]) -> tuple[PassageView, ...]:
    """In the order in which the answer cites them: [1], [2], …"""
    found = {hit.passage.id: passage_view(hit) for hit in result.hits}
    return tuple(found[cited] for cited in ids)
