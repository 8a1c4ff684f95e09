"""Copy that a channel has had already: the same words, or nearly the same, as something published there recently."""

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from pydantic import BaseModel, ConfigDict

from tools.copy import Copy
from tools.findings import Earlier, Finding, on_whole

RULE = "copydesk.PublishedBefore"
DAYS = 90  # that a publication counts as recent
ALIKE = 0.85  # share of words in the same order, from which two texts are one: one word in seven may differ
_ASIDE = re.compile(r"[#@]\w+|https?://\S+")  # say nothing of their own, and differ between two copies of one text
_UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")


class Recent(BaseModel):
    """Something that was published on a channel."""

    model_config = ConfigDict(frozen=True)

    draft: str
    run: str
    channel: str
    on: date
    text: str

    def earlier(self, share: float) -> Earlier:
        return Earlier(draft=self.draft, run=self.run, channel=self.channel, on=self.on, share=round(share, 3))


def check_repeats(copy: Copy, recent: Sequence[Recent]) -> tuple[Finding, ...]:
    """Amber for the whole copy, naming the publication that is nearest; of several, the latest."""
    if not recent:
        return ()
    words = said_words(copy.text)
    if not words:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)  # what it keeps about this one is used for each of the others
    found = [
        (share, each)
        for each in recent
        if each.channel == copy.channel and (share := _alike(matcher, said_words(each.text))) >= ALIKE
    ]
    if not found:
        return ()
    share, nearest = max(found, key=lambda pair: (pair[0], pair[1].on, pair[1].draft))
    how = "the same words" if share == 1 else "nearly the same words"
    told = f"This channel had this in {how} lately. Say it in another way, or say something else."
    earlier = (nearest.earlier(share),)
    return (on_whole(next(iter(copy.fields)), RULE, "wording", "amber", told, earlier=earlier),)


def said_words(text: str) -> list[str]:
    """Folded, without hashtags, names and addresses; in scripts without spaces each sign is a word."""
    return _WORD.findall(_ASIDE.sub(" ", text).casefold())


def _alike(matcher: "SequenceMatcher[str]", other: list[str]) -> float:
    """From 0 to 1; exact only where it is high enough to matter."""
    matcher.set_seq1(other)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()
