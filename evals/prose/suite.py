"""False alarms on clean prose: the 18F Content Guide (CC0), which sells nothing and states no fact about a brand.

What the guide quotes (its own good and bad examples) is left out of the count. The shipped English pack is the first
figure; the second adds every family that needs no documents, so that a claim found where nobody claims is seen too.
"""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.insights.intervals import wilson
from evals.figures import NOTHING, Figure
from evals.kinds.sentences import sentence_kinds
from evals.measured import Measured, Samples
from evals.prose.mentioned import Mentioned
from knowledge.brand import BrandFolder
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.findings import Finding

GUIDE = Path(__file__).parents[2].parent / "shared" / "corpora" / "18f-content-guide"
PLAIN = "id: plain\nname: Plain\nabout: Without documents, rules or claims of its own.\n"
TODAY = date(2026, 11, 21)
WORDS = 500  # in which one false alarm in amber may stand, and none in red
FACTUAL = frozenset({"grounding"})  # without documents, no number can be right


class Count(BaseModel):
    model_config = ConfigDict(frozen=True)

    red: int
    amber: int
    quoted: int  # findings on what the guide quotes: not counted

    def line(self, words: int) -> str:
        often = f"one in {words // self.amber} words" if self.amber else "none"
        return f"red {self.red}, amber {self.amber} ({often}); in its own examples {self.quoted}"


class ProseResult(Measured):
    suite: ClassVar[str] = "prose"

    words: int
    pack: Count = Count(red=0, amber=0, quoted=0)
    whole: Count = Count(red=0, amber=0, quoted=0)
    findings: tuple[str, ...] = ()

    @property
    def skipped(self) -> str:
        return "" if self.rows else "not measured: the 18F guide is not on this machine"

    @property
    def samples(self) -> Samples:
        return {}  # a rate over words, which has no cases of its own

    @property
    def figures(self) -> dict[str, Figure]:
        return {
            "red in 500 words": per_words(self.pack.red, self.words),
            "amber in 500 words": per_words(self.pack.amber, self.words),
            "red of all families in 500 words": per_words(self.whole.red, self.words),
            "amber of all families in 500 words": per_words(self.whole.amber, self.words),
        }

    @property
    def summary(self) -> str:
        return self.skipped or f"pack: {self.pack.line(self.words)}"

    @property
    def misses(self) -> tuple[str, ...]:
        return self.findings

    @property
    def details(self) -> tuple[str, ...]:
        return (f"{self.words} words; all families without documents: {self.whole.line(self.words)}",)


def per_words(count: int, words: int) -> Figure:
    """So many in 500 words, with Wilson's interval of the share."""
    if not words:
        return NOTHING
    low, high = wilson(count, words)
    return Figure(value=WORDS * count / words, low=WORDS * low, high=WORDS * high, n=words, unit="words")


def run(guide: Path = GUIDE, check: BrandCheck | None = None) -> ProseResult:
    """Nothing is measured where the guide is not there."""
    files = sorted(guide.rglob("*.md")) if guide.is_dir() else []
    checker = check or plain_check()
    pack: list[tuple[Finding, bool]] = []
    whole: list[tuple[Finding, bool]] = []
    told: list[str] = []
    words = 0
    for file in files:
        text = file.read_text(encoding="utf-8")
        words += len(text.split())
        mentioned = Mentioned(text)
        pack += [(one, mentioned.at(one.start)) for one in checker.rules.check(Copy(fields={"text": text}))]
        report = checker.check(Copy(fields={"text": text}), today=TODAY, kinds=sentence_kinds())
        own = [(one, mentioned.at(one.start)) for one in report.findings if one.family not in FACTUAL]
        whole += own
        told += [_told(file, one) for one, quoted in own if one.severity != "advice" and not quoted]
    return ProseResult(
        words=words, pack=_count(pack), whole=_count(whole), findings=tuple(told), rows=len(files), scored=len(files)
    )


def plain_check() -> BrandCheck:
    """The shipped packs and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "brand.yaml").write_text(PLAIN, encoding="utf-8")
        return load_check(BrandFolder(Path(folder)))


def _count(findings: Sequence[tuple[Finding, bool]]) -> Count:
    severities = [one.severity for one, quoted in findings if not quoted]
    quoted = sum(quoted and one.severity != "advice" for one, quoted in findings)
    return Count(red=severities.count("red"), amber=severities.count("amber"), quoted=quoted)


def _told(file: Path, finding: Finding) -> str:
    return f"{file.name}:{finding.line} {finding.severity} {finding.family} “{finding.span}”, {finding.rule}"
