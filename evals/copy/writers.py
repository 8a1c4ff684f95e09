"""A model that writes in turns, well and badly: for each prompt one candidate after the other, each with a fault of its

own or none. Which comes first changes from prompt to prompt. So what a draft is like shows what the desk chose.
"""

import hashlib
import re
import threading
from collections import Counter
from collections.abc import Callable

from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat

Style = Callable[[str, str], str]  # the facts, and their first sentence

STYLES: dict[str, Style] = {
    "plain": lambda facts, _first: facts,
    "pressing": lambda facts, _first: f"Hurry, grab this amazing bargain: {facts}",
    "endless": lambda facts, _first: " ".join([facts] * 6),
    "inventing": lambda _facts, first: f"{first} It costs only €9 and comes with a free gift.",
}
_LABELS = re.compile(r"Answer with these lines: (.+?)\.\s", re.DOTALL)
_LABEL = re.compile(r"([A-Z][\w -]*?)(?: \(at most (\d+) characters\))?(?:, |$)")


def turns() -> ScriptedChat:
    """One call at a time, so that the turns are the same in every run."""
    asked: Counter[str] = Counter()
    lock = threading.Lock()

    def say(prompt: Prompt) -> str:
        key = "\n".join(prompt.texts)
        with lock:
            turn = asked[key]
            asked[key] += 1
        first = int(hashlib.sha256(key.encode()).hexdigest(), 16)
        names = list(STYLES)
        return said(prompt, STYLES[names[(first + turn) % len(names)]])

    return ScriptedChat(say, slots=1)


def said(prompt: Prompt, style: Style) -> str:
    """On the lines that the prompt asks for, where it asks for some: the facts in the longest, the first elsewhere."""
    lines = [line.removeprefix("- ") for line in prompt.user.splitlines() if line.startswith("- ")]
    facts, first = " ".join(lines), lines[0] if lines else ""
    found = _LABELS.search(prompt.system)
    if found is None:
        return style(facts, first)
    fields = [(match[1], int(match[2] or 0)) for match in _LABEL.finditer(found[1]) if match[1]]
    longest = max(fields, key=lambda field: field[1] or 10_000)
    return "\n".join(f"{name}: {style(facts, first) if (name, room) == longest else first}" for name, room in fields)
