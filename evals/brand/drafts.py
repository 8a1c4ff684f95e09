"""Labelled drafts over two invented brands: the sample brand, and one without rules or a claim register of its own.

Each draft was written and labelled by hand, before the check was run on it, as a careful approver would see it:

- red: it contradicts a document or promises a price cut that nobody approved; it makes a claim that the register or the
  law forbids; it names a private person with what is theirs; it insults a group, orders a machine about, speaks to
  children or endangers somebody; the channel refuses it.
- amber: somebody has to look: a claim or a name that no document knows, a word that the brand avoids, form and language
  of the locale, a limit that a channel advises, a gift or a payment that isn't said to be advertising, a strange voice.

An `expected` finding without a span is about the draft as a whole.

Rules and thresholds may be tuned on the tuning part alone. A test part tells something only while nobody who tunes has
looked at what it confuses: once that was done, its drafts went over to the tuning part, and new ones were written and
labelled by somebody who had seen neither the rules nor what the check says. That was done several times so far; ids
tell the rounds apart (`en-…`, `f-en-…` and so on to `z-en-…`).

The last four rounds (`a` to `d`, 800 drafts by a writer each who had not seen the rules) were parted by chance before
anybody read them: drafts much like an older one were left out (45), 200 of the rest are the test part (`t-a-en-…`),
555 went to tuning. So the test part is of the same hands as a part of what was tuned on, which earlier test parts were
not. Somebody else labelled the test part by the drafts and the brands' folders alone, rules included: all 200 got the
same rating. Both are language models, so the agreement shows clear labels, and no more.

Of earlier rounds somebody else labelled the drafts too: of `z` and of `u` 199 of 200 got the same rating; of `p`,
whose author had seen a part of the sample brand's own rule files by mistake, all 200; of `o` 199, one was amber to the
first and green to the second; of `m` 196, the other four were green to the first and amber to the second.

Rounds `v`, `w` and `x` were written for tuning by somebody each who had seen neither the rules nor what the check says,
and before `z` was looked at; nobody labelled them a second time.

Round `n` was written for tuning alone, by somebody who knew which faults were reported, before the check was run on it;
three labels were mended afterwards, by the rules above and the brand's own. Round `q` was written for tuning too, by
somebody who had seen neither the rules nor what the check says. Round `s` was written by somebody who knew the rules,
portion by portion before the check was run on it. Insults of groups are of the family `inclusive`; thirteen labels
before `m` that called them `safety` were brought into line.
"""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.rows import read_rows
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from tools.copy import Copy
from tools.findings import Family, Rating

Part = Literal["tuning", "test"]
HERE = Path(__file__).parent
TODAY = date(2026, 11, 21)
BRANDS = {SAMPLE_BRAND: BRANDS_SHIPPED / SAMPLE_BRAND, "kestrelway": HERE / "kestrelway"}


class Expected(BaseModel):
    """A finding that an approver would make."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    family: Family
    severity: Literal["red", "amber"]
    field: str  # "" for the draft as a whole
    start: int
    span: str


class Draft(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    split: Part
    language: str
    topic: str  # what the draft was written for: a family, or "names" or "numbers"
    brand: str
    channel: str
    locale: str
    fields: dict[str, str]
    evidence: Literal["all"]  # which of the brand's documents it may rest on
    rating: Rating
    expected: tuple[Expected, ...]

    @property
    def as_copy(self) -> Copy:
        return Copy(fields=self.fields, channel=self.channel, locale=self.locale)


def load_drafts(part: Part, folder: Path = HERE / "drafts") -> tuple[Draft, ...]:
    return read_rows(folder / f"{part}.jsonl", Draft)
