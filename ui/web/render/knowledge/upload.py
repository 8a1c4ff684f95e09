"""A place to drop files, and what became of those that were sent."""

from collections.abc import Sequence

from ui.texts import say
from ui.web.here import here
from ui.web.html import Safe, el
from ui.web.incoming import MANY, megabytes
from ui.web.render import parts
from ui.web.render.knowledge.documents import kinds
from ui.web.render.knowledge.frame import Where, bar, choice
from ui.web.uploads import PATH, Upload


def upload(uploads: Sequence[Upload], brand: str, limit: int, where: Where, *, opened: bool) -> Safe:
    """`limit` in bytes, of one file. What is sent from here shows itself in `.sending`, which `upload.js` fills."""
    files = el(
        "label.drop",
        el("input", type="file", multiple=True, data_files=True),
        el("span.button.primary", say("knowledge.choose")),
        el("span.quiet", say("knowledge.drop")),
    )
    place = el(
        "div.upload-form",
        el("p.quiet", say("knowledge.upload_how", size=megabytes(limit), n=MANY)),
        files,
        choice("kind", say("knowledge.upload_kind"), {"": say("knowledge.upload_says_itself"), **kinds()}, keep=True),
        el("div.sending", data_sending=True, data_keep="own", role="status"),
        data_upload=PATH,
        data_brand=brand,
        data_limit=limit,
        data_one=say("knowledge.sending", name="{name}"),
        data_many=say("knowledge.sending_many", n="{n}", of="{of}", name="{name}"),
        data_sent=say("knowledge.sent"),
        data_failed=say("knowledge.send_failed"),
        data_too_large=say("knowledge.too_large", size=megabytes(limit)),
    )
    return el(
        "details.upload",
        el("summary", el("h2", say("knowledge.upload"))),
        place,
        _listed(uploads, where) if uploads else None,
        open=opened,
        data_keep="open",
        data_key="upload",
    )


def _listed(uploads: Sequence[Upload], where: Where) -> Safe:
    clear = parts.button(say("knowledge.clear_uploads"), "clear-uploads", "quiet small")
    return el(
        "section.uploads",
        el("div.line", el("h3", say("knowledge.uploads")), clear if any(not one.is_open for one in uploads) else None),
        el("ol", *(_one(one, where) for one in uploads), aria_live="polite"),
        data_live=any(one.is_open for one in uploads),
        data_key="uploads",
    )


def _one(one: Upload, where: Where) -> Safe:
    said = say(f"knowledge.upload_{one.state}")
    more: list[Safe | None] = []
    if one.state == "reading":
        step = say("knowledge.working", step=one.step, done=one.done, total=one.total) if one.total else said
        more = [el("small", step), bar(one.done, one.total, step)]
    elif one.state == "refused":
        more = [el("p", one.said if one.said.endswith(".") else f"{one.said}.")]
    elif one.document is not None:
        more = [
            el("p", one.said) if one.said else None,
            el("small", say("knowledge.upload_passages", n=one.passages)),
            *(el("p.quiet", here(note)) for note in one.notes),
            parts.link(say("knowledge.open", document=one.document), where.to("documents", doc=one.document)),
        ]
    return el(
        "li",
        el("p.line", el("b", one.name), el("small", megabytes(one.size)), parts.chip(said, kind=f"life {one.state}")),
        *more,
        data_key=f"upload-{one.id}",
    )
