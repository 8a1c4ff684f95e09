"""The keys of the approvals page: what each does, and a switch for whoever wants none. `static/approvals.js` acts."""

from ui.texts import say
from ui.web.html import Safe, el

KEYS = ("j", "k", "a", "e", "r", "x", "t", "help")


def hint() -> Safe:
    return el("p.keys-hint", el("button.plain", say("approvals.keys"), type="button", data_keys=True))


def dialog() -> Safe:
    rows = (
        el("tr", el("th", el("kbd", say(f"approvals.key_{key}")), scope="row"), el("td", _does(key))) for key in KEYS
    )
    switch = el("input", type="checkbox", data_keys_on=True, checked=True, data_keep="value")
    return el(
        "dialog.keys",
        el("h2", say("approvals.keys"), id="keys-title"),
        el("table", *rows),
        el("label.tick", switch, el("span", say("approvals.keys_on"))),
        el("p.actions", el("button.button", say("approvals.close"), type="button", data_keys_close=True)),
        aria_labelledby="keys-title",
        data_keep="open",
        data_key="keys",
    )


def _does(key: str) -> str:
    return say(f"approvals.does_{key}")
