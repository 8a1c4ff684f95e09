"""`copydesk search`: cited passages."""

from typing import TYPE_CHECKING, Any, cast

import click

from ui.cli import options, show
from ui.cli.frame import Frame, emit, note, pass_frame
from ui.cli.lines import stream, words
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from knowledge.documents import DocumentKind
    from knowledge.passages import SearchResult


@click.command("search")
@click.argument("query")
@click.option("-k", type=click.IntRange(1, 100), default=5, show_default=True, help="How many passages.")
@click.option("--kind", metavar="K", callback=options.document_kind, help="Only documents of this kind.")
@click.option(
    "--locale",
    metavar="L",
    callback=options.language,
    help="Only documents of this language or locale, such as de or de-AT.",
)
@click.option("--product", metavar="NAME", help="Only what is about this product, by its name or an alias.")
@options.brand
@options.as_json
@pass_frame
def command(
    frame: Frame,
    query: str,
    k: int,
    kind: str | None,
    locale: str | None,
    product: str | None,
    brand: str | None,
    as_json: bool,
) -> None:
    """Cited passages for QUERY. `-` reads one query a line."""
    only = cast("DocumentKind | None", kind)
    with frame.desk() as desk:
        if query == "-":
            with beside("getting the knowledge base ready") as waiting:
                desk.index(brand, waiting.progress, briefly=True)
            stream(lambda line: document(desk.search(words(line), k, brand, only, locale, product)))
            return
        options.line(query, "QUERY")
        with beside("getting the knowledge base ready") as waiting:
            desk.index(brand, waiting.progress, briefly=True)
            result = desk.search(query, k, brand, only, locale, product)
        published = bool(result.hits) or any(one.meta.status == "published" for one in desk.documents(brand))
    if result.behind:
        note(
            f"{result.behind:,} passages are not indexed yet, and were not looked through; ingesting again, or "
            "`copydesk serve`, indexes them."
        )
    if as_json:
        emit(document(result))
        return
    if not published:
        click.echo(
            "Nothing is published yet. `copydesk ingest FOLDER` brings documents in, `copydesk knowledge publish` puts "
            "a draft in use."
        )
    elif not result.answered:
        ask = f" Ask {result.owner}." if result.owner else ""
        bounds = " within --kind, --locale and --product" if kind or locale or product else ""
        nearest = " The nearest:" if result.hits else f" There is nothing near it{bounds} either."
        click.echo(f"Nothing here is good enough to answer from.{ask}{nearest}")
    for hit in result.hits:
        title = " › ".join(dict.fromkeys((hit.passage.title, *hit.passage.heading)))
        click.echo(f"{show.bold(title)}  {show.dim(f'{hit.score:.3f}')}")
        click.echo(show.block(hit.passage.text))
        click.echo(show.dim(f"  ↳ {hit.passage.citation}"))


def document(result: "SearchResult") -> dict[str, Any]:
    """The result as other programs read it."""
    return {
        "query": result.query,
        "answered": result.answered,
        "owner": result.owner,
        "passages": [
            {
                "id": hit.passage.id,
                "document": hit.passage.document,
                "title": hit.passage.title,
                "heading": list(hit.passage.heading),
                "text": hit.passage.text,
                "score": hit.score,
                "citation": hit.passage.citation,
            }
            for hit in result.hits
        ],
        "behind": result.behind,  # passages that are not indexed yet
    }
