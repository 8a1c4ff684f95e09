"""Beside each finding, what can be done about it: its fix, the sentence left out, other words, evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from agents.curating import CURATORS
from tools.copy import Copy
from tools.cuts import without
from tools.findings import Finding
from tools.fixes import apply
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render import parts
from ui.web.render.shell import Setting

KNOWLEDGE = "/knowledge/"
LONGEST = 600  # characters of a wish


@dataclass(frozen=True)
class Hand:
    """What a visitor may do with a text. `draft`: of their own, in the chat. `approval`: what they may sign or send
    back. Neither: text that they brought, to be checked again. `why_not`: nothing, and why.
    """

    copy: Copy | None = None
    draft: str | None = None
    approval: str | None = None
    rewrites: bool = False  # the model can have another try at it
    knows: bool = False  # may put documents into the brand's knowledge
    why_not: str | None = None


def hand(setting: Setting, copy: Copy, *, draft: str | None = None, rewrites: bool = False) -> Hand:
    return Hand(copy=copy, draft=draft, rewrites=rewrites, knows=setting.visitor.has(*CURATORS))


def ways(finding: Finding, number: int, given: Hand | None) -> Safe | None:
    """`number`: its place in the report."""
    if given is None or given.why_not or given.copy is None:
        return el("p.fix", fix_words(finding.fix)) if finding.fix is not None else None
    copy = given.copy
    made = [
        _fix(finding, number, given, copy),
        *_options(finding, number, given, copy),
        _cut(finding, number, given, copy),
        _anew(finding, given),
    ]
    if made[0] is None:
        made.insert(-1, _edit(finding, given, copy))
    evidence = parts.link(say("chat.add_evidence"), KNOWLEDGE, kind="button small") if _asks_evidence(finding) else None
    return el("p.ways-out", *made, evidence if given.knows else None)


def _asks_evidence(finding: Finding) -> bool:
    return finding.gap is not None or finding.family in {"claims", "grounding"}


def _fix(finding: Finding, number: int, given: Hand, copy: Copy) -> Safe | None:
    if finding.fix is None:
        return None
    done = apply(copy, [finding]).draft.fields if given.draft is None and given.approval is None else {}
    return _press("fix", fix_words(finding.fix), finding, number, given, done.get(finding.field))


def _options(finding: Finding, number: int, given: Hand, copy: Copy) -> Iterator[Safe]:
    """A button for each of the words that a rule names."""
    for word in finding.options:
        here = given.draft is None and given.approval is None
        done = apply(copy, [chosen(finding, word)]).draft.fields if here else {}
        yield _press("fix", fix_words(word), finding, number, given, done.get(finding.field), option=word)


def chosen(finding: Finding, option: str) -> Finding:
    return finding.model_copy(update={"fix": option})


def _cut(finding: Finding, number: int, given: Hand, copy: Copy) -> Safe | None:
    left = without(copy, finding)
    return _press("cut", say("chat.cut"), finding, number, given, left[finding.field]) if left else None


def _press(act: str, said: str, finding: Finding, number: int, given: Hand, becomes: str | None, **more: str) -> Safe:
    told: dict[str, str | int] = {"finding": number, "mends": mends(finding), **more}
    if given.draft is not None:
        return parts.button(said, act, "small", draft=given.draft, **told)
    if given.approval is not None:
        return parts.button(said, act, "small", approval=given.approval, with_="[data-checks]", **told)
    return _here(said, compose=say("chat.check_this", text=becomes or ""))


def _anew(finding: Finding, given: Hand) -> Safe | None:
    if given.approval is not None:
        return _here(say("approvals.send_back_with"), sends=note(finding))
    if given.draft is not None and given.rewrites:
        return parts.button(say("chat.have_rewritten"), "wish", "small", draft=given.draft, wish=note(finding))
    return None


def _edit(finding: Finding, given: Hand, copy: Copy) -> Safe:
    """Leads into the box with the words marked."""
    said = say("chat.change_words") if finding.span else say("chat.edit")
    if given.draft is None and given.approval is None:
        text = say("chat.check_this", text=copy.fields.get(finding.field, ""))
        return _here(said, compose=text, words=finding.span)
    return _here(said, words=finding.span, field=finding.field, start=finding.start)


def _here(said: str, **data: str | int) -> Safe:
    """Does something to this page alone, by `ways.js`."""
    named = {f"data_{key}": value for key, value in data.items()}
    return el("button.button.small", said, type="button", **named)


def note(finding: Finding) -> str:
    """The finding as a wish for the next version."""
    said = say("chat.finding_note", span=short(finding.span), message=finding.message)
    return short(said if finding.span else finding.message, LONGEST)


def mends(finding: Finding) -> str:
    """What a fix changes into what, by which rule: its place in the list is another one when a fix above it is done."""
    return sha256("\0".join((finding.rule, finding.field, finding.span, finding.fix or "")).encode()).hexdigest()[:12]


def fix_words(fix: str) -> str:
    return say("chat.leave_out") if fix == "" else say("chat.use", words=short(fix))


def short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
