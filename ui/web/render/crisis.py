"""What stops a brand: the crisis switch for those who may work it, and a hold for whoever works at the desk."""

from agents.signing.crisis import ROLES
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def switches(setting: Setting) -> Safe | None:
    if setting.visitor.reads_only:
        return None
    return el("section.crisis-switch", *_crisis(setting), *_holds(setting))


def _crisis(setting: Setting) -> list[Safe]:
    if not setting.visitor.has(*ROLES):
        return []
    on = {one.brand for one in setting.holds if one.kind == "crisis"}
    off = [brand for brand in setting.brand_names if brand not in on]
    return [*(_off(brand, setting) for brand in sorted(on)), *([_on(off, setting)] if off else [])]


def _holds(setting: Setting) -> list[Safe]:
    held = {one.brand for one in setting.holds if one.kind == "hold"}
    free = [brand for brand in setting.brand_names if brand not in held]
    lifts = [_lift(brand, setting) for brand in sorted(held)] if setting.visitor.has(*ROLES) else []
    return [*lifts, *([_hold(free, setting)] if free else [])]


def _lift(brand: str, setting: Setting) -> Safe:
    return el(
        "p.actions", parts.button(say("approvals.lift", brand=setting.brand_name(brand)), "lift", "danger", brand=brand)
    )


def _hold(brands: list[str], setting: Setting) -> Safe:
    names = (el("option", setting.brand_name(brand), value=brand) for brand in brands)
    form = el(
        "div.form",
        el(
            "label.field",
            el("span", say("approvals.field_brand")),
            el("select", *names, name="brand", data_keep="value"),
        ),
        el(
            "label.field",
            el("span", say("approvals.why_short")),
            el("textarea", name="reason", rows=2, data_keep="value"),
        ),
        el("p.quiet", say("approvals.hold_how")),
        el("p.actions", parts.button(say("approvals.hold_do"), "hold", "danger")),
        data_form=True,
        data_clear="hold",
    )
    return el("details.way", el("summary.button", say("approvals.hold")), form, data_keep="open", data_key="hold")


def _off(brand: str, setting: Setting) -> Safe:
    text = say("approvals.crisis_end", brand=setting.brand_name(brand))
    return el("p.actions", parts.button(text, "crisis-off", "danger", brand=brand))


def _on(brands: list[str], setting: Setting) -> Safe:
    names = (el("option", setting.brand_name(brand), value=brand) for brand in brands)
    form = el(
        "div.form",
        el(
            "label.field",
            el("span", say("approvals.field_brand")),
            el("select", *names, name="brand", data_keep="value"),
        ),
        el(
            "label.field",
            el("span", say("approvals.why_short")),
            el("textarea", name="reason", rows=2, data_keep="value"),
        ),
        el(
            "label.field",
            el("span", say("approvals.until")),
            el("input", name="until", type="datetime-local", data_keep="value"),
        ),
        el("p.quiet", say("approvals.crisis_how")),
        el("p.actions", parts.button(say("approvals.crisis_do"), "crisis-on", "danger")),
        data_form=True,
    )
    return el(
        "details.way", el("summary.button", say("approvals.crisis")), form, data_keep="open", data_key="crisis-switch"
    )
