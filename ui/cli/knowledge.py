"""`copydesk knowledge`: what the brand knows, how good it is, and who says what of it."""

from typing import TYPE_CHECKING, cast

import click

from knowledge.errors import InputError
from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.quality import show_change, show_quality, show_unsure
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from knowledge.documents import Document
    from knowledge.labels import LabelField
    from knowledge.record import Quarantined

FORGET = "-"  # as a value: forget what was set


@click.group("knowledge")
def command() -> None:
    """What the brand knows, and how good it is."""


@command.command("report")
@click.option("--markdown", is_flag=True, help="As Markdown, with the list behind each score.")
@options.brand
@options.as_json
@pass_frame
def report(frame: Frame, markdown: bool, brand: str | None, as_json: bool) -> None:
    """The quality report: a score for each side, and the list behind it."""
    with frame.desk() as desk:
        with beside("reading the knowledge base"):
            found = desk.quality(brand)
        name = next((one.name for one in desk.brands() if one.id == brand), desk.default_brand.name)
    if as_json:
        emit(dump(found))
    elif markdown:
        from knowledge.quality import to_markdown

        click.echo(to_markdown(found, name), nl=False)
    else:
        show_quality(found)


@command.command("list")
@options.brand
@options.as_json
@pass_frame
def listing(frame: Frame, brand: str | None, as_json: bool) -> None:
    """Every document: what it is, whose, and whether it is in use."""
    with frame.desk() as desk:
        found = desk.documents(brand)
    if as_json:
        emit({"documents": [dump(one) for one in found]})
        return
    if not found:
        click.echo("No documents yet. `copydesk ingest FOLDER` brings them in.")
        return
    rows = [_row(one) for one in found]
    show.table(rows, ("document", "kind", "locale", "owner", "status", "version", "valid"), fit=True)


def _row(one: "Document") -> tuple[str, ...]:
    meta = one.meta
    dated = meta.valid_from is not None or meta.valid_until is not None
    valid = f"{meta.valid_from or '…'} to {meta.valid_until or '…'}" if dated else "always"
    locale = f"reads like {meta.locale}" if "locale" in one.guessed else meta.locale
    return one.id, meta.kind, locale, meta.owner or "–", meta.status, f"v{one.version}", valid


@command.command("show")
@click.argument("document")
@options.brand
@options.as_json
@pass_frame
def show_(frame: Frame, document: str, brand: str | None, as_json: bool) -> None:
    """What DOCUMENT became: every passage with its citation."""
    with frame.desk() as desk:
        found = desk.read_document(document, brand)
    if as_json:
        emit({"passages": [dump(one) for one in found]})
        return
    for one in found:
        click.echo(f"{show.bold(one.citation)}  {show.dim(one.id)}")
        click.echo(show.block(one.text))
    click.echo(show.dim(words.count(len(found), "passage")))


@command.command("changes")
@click.argument("document")
@options.brand
@options.as_json
@pass_frame
def changes(frame: Frame, document: str, brand: str | None, as_json: bool) -> None:
    """What each version of DOCUMENT said differently from the one before, the newest first."""
    with frame.desk() as desk:
        found = desk.document_changes(document, brand)
    if as_json:
        emit({"changes": [dump(one) for one in found]})
        return
    if not found:
        click.echo(f"{document} has one version: nothing has changed.")
    for one in found:
        show_change(one)


@command.command("publish")
@click.argument("document")
@options.as_user(required=True)
@options.brand
@options.as_json
@pass_frame
def publish(frame: Frame, document: str, user: str, brand: str | None, as_json: bool) -> None:
    """Put DOCUMENT, a draft or a retired one, in use."""
    with frame.desk() as desk:
        found = desk.publish_document(document, user, "cli", brand)
    _status(found, as_json)


@command.command("retire")
@click.argument("document")
@options.as_user(required=True)
@options.brand
@options.as_json
@pass_frame
def retire(frame: Frame, document: str, user: str, brand: str | None, as_json: bool) -> None:
    """Take DOCUMENT out of use: nothing is grounded in it from now on."""
    with frame.desk() as desk:
        found = desk.retire_document(document, user, "cli", brand)
    _status(found, as_json)


def _status(document: "Document", as_json: bool) -> None:
    if as_json:
        emit(dump(document))
    else:
        click.echo(f"{document.id}: {document.meta.status}, version {document.version}.")


@command.command("set")
@click.argument("document")
@click.argument("values", nargs=-1, required=True, metavar="KEY=VALUE…")
@options.as_user(required=True)
@options.brand
@options.as_json
@pass_frame
def describe(frame: Frame, document: str, values: tuple[str, ...], user: str, brand: str | None, as_json: bool) -> None:
    """Set what is known of DOCUMENT: owner=ana, kind=legal, tags=print,eu, valid_until=2026-12-31.

    It is kept when the file is read again. KEY=- forgets it: what the file and its ingest said counts again.
    """
    given: dict[str, str | None] = {}
    for one in values:
        key, equals, value = one.partition("=")
        if not equals:
            raise InputError(f"'{one}' is not KEY=VALUE, such as owner=ana.")
        given[key.strip()] = None if value.strip() == FORGET else value.strip()
    with frame.desk() as desk:
        found = desk.describe_document(document, given, user, "cli", brand)
    if as_json:
        emit(dump(found))
    else:
        meta = found.meta.model_dump(mode="json")
        done = [
            f"{key} {value}" if value else f"{key} forgotten, now {_said(meta[key])}" for key, value in given.items()
        ]
        click.echo(f"{found.id}: {', '.join(done)}.")


def _said(value: object) -> str:
    return (", ".join(map(str, value)) if isinstance(value, list) else str(value or "")) or "nothing"


@command.command("quarantine")
@click.option("--release", metavar="ID", help="A person has looked: this passage is harmless.")
@options.as_user(required=False)
@options.brand
@options.as_json
@pass_frame
def quarantine(frame: Frame, release: str | None, user: str | None, brand: str | None, as_json: bool) -> None:
    """Words in documents that speak to the machine, or that nobody sees. They ground nothing until somebody releases
    them; what nobody sees is never read."""
    with frame.desk() as desk:
        if release is not None:
            if user is None:
                raise InputError("Say who releases it: --as USER.")
            found: tuple[Quarantined, ...] = (desk.release_passage(release, user, "cli", brand),)
        else:
            found = desk.quarantine(brand)
    if as_json:
        emit({"quarantine": [dump(one) for one in found]})
        return
    if not found:
        click.echo("Nothing is in quarantine.")
    for one in found:
        state = "released" if one.released else "withheld" if one.passage else "never read"
        click.echo(f"{show.bold(one.id)}  {one.where}: {one.how}, {state}")
        click.echo(f"  “{one.words or show.one_line(one.text, 100)}”")


@command.command("labels")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True)
@options.brand
@options.as_json
@pass_frame
def labels(frame: Frame, limit: int, brand: str | None, as_json: bool) -> None:
    """Passages whose kind or voice nobody is sure of, with the nearest labelled examples."""
    with frame.desk() as desk, beside("comparing passages"):
        found = desk.unsure_labels(brand)
    if as_json:
        emit({"labels": [dump(one) for one in found[:limit]], "waiting": len(found)})
        return
    if not found:
        click.echo("Every passage has its label.")
    for one in found[:limit]:
        show_unsure(one)
    if len(found) > limit:
        click.echo(f"{words.count(len(found) - limit, 'more passage')} (--limit shows them).")


@command.command("label")
@click.argument("passage")
@click.argument("value")
@click.option("--field", type=click.Choice(("kind", "voice")), default="kind", show_default=True)
@options.as_user(required=True)
@options.brand
@options.as_json
@pass_frame
def label(frame: Frame, passage: str, value: str, field: str, user: str, brand: str | None, as_json: bool) -> None:
    """Say what PASSAGE is: a kind (product, legal, …), or its voice (on, off). It wins over every guess."""
    with frame.desk() as desk:
        found = desk.label_passage(passage, cast("LabelField", field), value, user, "cli", brand)
    if as_json:
        emit(dump(found))
    else:
        click.echo(f"{found.citation}: {field} {value}.")
