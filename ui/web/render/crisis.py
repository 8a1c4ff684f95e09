"""The crisis switch, for those who may work it."""

from agents.signing.crisis import ROLES
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting


def switch(setting: Setting) -> Safe | None:
    if not setting.visitor.has(*ROLES):
        return None
    on = {one.brand for one in setting.holds if one.kind == "crisis"}
    off = [brand for brand in setting.brand_names if brand not in on]
    return el(
        "section.crisis-switch", *(_off(brand, setting) for brand in sorted(on)), _on(off, setting) if off else None
    )


def _off(brand: str, setting: Setting) -> Safe:
    text = f"End the crisis of {setting.brand_name(brand)}"
    return el("p.actions", parts.button(text, "crisis-off", "danger", brand=brand))


def _on(brands: list[str], setting: Setting) -> Safe:
    names = (el("option", setting.brand_name(brand), value=brand) for brand in brands)
    form = el(
        "div.form",
        el("label.field", el("span", "Brand"), el("select", *names, name="brand", data_keep="value")),
        el("label.field", el("span", "Why?"), el("textarea", name="reason", rows=2, data_keep="value")),
        el("label.field", el("span", "Until"), el("input", name="until", type="datetime-local", data_keep="value")),
        el("p.quiet", "Nothing of the brand goes out until then. The same roles can end it sooner."),
        el("p.actions", parts.button("Stop all publications", "crisis-on", "danger")),
        data_form=True,
    )
    return el("details.way", el("summary.button", "Crisis switch"), form, data_keep="open", data_key="crisis-switch")
