"""What the styles of a web page do to its words: simple rules of its own <style> blocks, and colours that hide."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

LEAST = 1.2  # contrast as WCAG 2.2 counts it, 1 to 21: below this, nobody reads it
_Colour = tuple[int, int, int]
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.S)
_SCREEN = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.I)
_OTHER = re.compile(r"@[^{};@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")  # print, narrow screens, imports, fonts
_SIMPLE = re.compile(r"(\*|[a-z][\w-]*)?((?:[.#][\w-]+)*)", re.I)
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+(\d*\.?\d+%?))?\s*\)", re.I)
_NAMED: dict[str, _Colour] = {
    "white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245), "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240),
    "mintcream": (245, 255, 250), "azure": (240, 255, 255), "seashell": (255, 245, 238), "silver": (192, 192, 192),
    "lightgray": (211, 211, 211), "lightgrey": (211, 211, 211), "gray": (128, 128, 128), "grey": (128, 128, 128),
    "red": (255, 0, 0), "green": (0, 128, 0), "blue": (0, 0, 255), "navy": (0, 0, 128), "yellow": (255, 255, 0),
}  # fmt: skip
_NAME = re.compile(rf"(?<![\w#.-])({'|'.join(_NAMED)})(?![\w.-])", re.I)


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str  # of the element; empty for any
    classes: frozenset[str]
    ids: frozenset[str]
    values: dict[str, str]
    order: int

    @property
    def weight(self) -> tuple[int, int, int, int]:
        return len(self.ids), len(self.classes), bool(self.name), self.order

    def fits(self, tag: Tag, classes: frozenset[str]) -> bool:
        return self.name in ("", tag.name) and self.classes <= classes and self.ids <= {str(tag.get("id") or "")}


def apply_rules(page: BeautifulSoup) -> None:
    """Each element gets, in its own `style`, what the simple rules of the page's <style> blocks give it.

    White words are left alone where a rule that is not read (another selector, a linked file) may paint below them.
    """
    rules, is_painted = _rules(page)
    if not rules:
        return
    keyed: dict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        keyed[next(iter([*(f"#{one}" for one in rule.ids), *(f".{one}" for one in rule.classes)]), rule.name)].append(
            rule
        )
    coloured = []
    for tag in page.find_all(True):
        classes = frozenset(tag.get_attribute_list("class")) - {None}
        keys = ["", tag.name, f"#{tag.get('id')}", *(f".{one}" for one in classes)]
        fitting = sorted(
            (rule for key in keys for rule in keyed.get(key, ()) if rule.fits(tag, classes)), key=lambda one: one.weight
        )
        if fitting:
            given = {key: value for rule in fitting for key, value in rule.values.items()}
            own = declarations(str(tag.get("style") or ""))
            strong = {key: value for key, value in given.items() if "!important" in value}
            tag["style"] = _written({**given, **own, **strong})
            if "color" in given and "color" not in own:
                coloured.append(tag)
    for tag in coloured if is_painted else ():
        if background(tag) is None:
            tag["style"] = _written({k: v for k, v in declarations(str(tag["style"])).items() if k != "color"})


def declarations(style: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in style.lower().split(";") if ":" in one)
    return {key.strip(): value.strip() for key, _, value in pairs}


def is_colour_hidden(tag: Tag) -> bool:
    """Whether its letters have the colour of what they stand on, as far as the page itself says: else it is white."""
    said = declarations(str(tag.get("style") or "")).get("color")
    if said is None:
        return False
    below = background(tag)
    letters = _colour(said)
    if letters == "clear":
        return True
    if not isinstance(letters, tuple) or below == "unknown":
        return False
    return _contrast(letters, below if isinstance(below, tuple) else (255, 255, 255)) < LEAST


def background(tag: Tag) -> "_Colour | str | None":
    """What is painted below it: "unknown" for an image or a shade, None where nobody says anything."""
    for one in [tag, *tag.parents]:
        values = declarations(str(one.get("style") or ""))
        said = [value for key, value in values.items() if key in ("background", "background-color", "background-image")]
        said += [str(one["bgcolor"])] if one.has_attr("bgcolor") else []
        found = [_colour(value) for value in said if value.split("!")[0].strip() not in ("none", "inherit", "initial")]
        if any(one == "unknown" for one in found):
            return "unknown"
        painted = [one for one in found if isinstance(one, tuple)]
        if painted:
            return painted[-1]
    return None


def _rules(page: BeautifulSoup) -> tuple[list[_Rule], bool]:
    """The simple rules, and whether any other may paint a background."""
    rules: list[_Rule] = []
    is_painted = page.find("link", rel="stylesheet") is not None
    for style in page.find_all("style"):
        text = _OTHER.sub("", _SCREEN.sub(r"\1", _COMMENT.sub("", style.get_text())))
        for selectors, _, body in (one.partition("{") for one in text.split("}")):
            values = declarations(body)
            for selector in selectors.split(","):
                rule = _simple(selector.strip(), values, len(rules))
                if rule:
                    rules.append(rule)
                elif any(key.startswith("background") for key in values):
                    is_painted = True
    return rules, is_painted


def _simple(selector: str, values: dict[str, str], order: int) -> _Rule | None:
    match = _SIMPLE.fullmatch(selector) if selector else None
    if match is None:
        return None
    parts = re.findall(r"[.#][\w-]+", match[2])
    name = (match[1] or "").lower().replace("*", "")
    classes, ids = (frozenset(one[1:] for one in parts if one[0] == sign) for sign in ".#")
    return _Rule(name, classes, ids, values, order)


def _written(values: dict[str, str]) -> str:
    return ";".join(f"{key}:{value}" for key, value in values.items())


def _colour(text: str) -> "_Colour | str":
    """Red, green and blue; "clear" for none at all, "unknown" for what is no plain colour."""
    if re.search(r"\b(?:url|gradient|var|image)\b|gradient\(", text):
        return "unknown"
    if "transparent" in text:
        return "clear"
    return next(_colours(text), "unknown")


def _colours(text: str) -> "Iterator[_Colour | str]":
    for match in _HEX.finditer(text):
        digits = match[1] if len(match[1]) > 4 else "".join(2 * one for one in match[1])
        red, green, blue, *alpha = (int(digits[at : at + 2], 16) for at in range(0, len(digits), 2))
        yield "clear" if alpha and alpha[0] < 26 else (red, green, blue)
    for match in _RGB.finditer(text):
        alpha_said = match[4] or "1"
        share = float(alpha_said.rstrip("%")) / (100 if alpha_said.endswith("%") else 1)
        yield "clear" if share < 0.1 else (int(match[1]), int(match[2]), int(match[3]))
    for match in _NAME.finditer(text):
        yield _NAMED[match[1].lower()]


def _contrast(one: _Colour, other: _Colour) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: _Colour) -> float:
    """WCAG 2.2, relative luminance."""
    shares = (min(255, part) / 255 for part in colour)
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
