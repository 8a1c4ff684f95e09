"""What the model could not write: which, why, and how it is tried again."""

from agents.views import RunView, UnwrittenView
from ui import words
from ui.texts import say
from ui.web.here import here
from ui.web.html import Safe, el
from ui.web.render import parts


def unwritten(view: RunView, *, choosing: bool) -> Safe:
    """`choosing`: the visitor may have them tried again."""
    rows = (
        el(
            "li",
            el("b", _named(one, alone=words.alone(view))),
            el("span", here(one.why)),
            parts.button(say("chat.try_again"), "again", "small", draft=one.draft) if choosing else None,
            data_key=one.draft,
        )
        for one in view.unwritten
    )
    way = None if choosing else el("p", say("chat.not_written_way"))
    title = el("h2", say("chat.not_written", n=len(view.unwritten)))
    return el("article.unwritten", title, el("ul", *rows), way, role="status", data_key="unwritten")


def _named(one: UnwrittenView, *, alone: bool) -> str:
    what = words.draft(one.channel, one.variant, one.alternative, alone=alone)
    return say("chat.channel_language", channel=what, language=parts.language(one.locale))
