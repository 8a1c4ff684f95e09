"""False alarms on clean prose: the 18F Content Guide (CC0), which sells nothing and states no fact about a brand.

What the guide quotes (its own good and bad examples) is left out of the count. The shipped English pack is the first
figure; the second adds every family that needs no documents, so that a claim found where nobody claims is seen too.
"""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from evals.kinds.embedded import sentence_kinds
from evals.prose.mentioned import Mentioned
from knowledge.brand import BrandFolder
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.findings import Finding

GUIDE = Path(__file__).parents[2].parent / "shared" / "corpora" / "18f-content-guide"
PLAIN = "id: plain\nname: Plain\nabout: Without documents, rules or claims of its own.\n"
TODAY = date(2026, 11, 21)
WORDS_PER_AMBER = 500  # at most one amber in so many words, and nothing red
FACTUAL = frozenset({"grounding"})  # without documents, no number can be right


class Count(BaseModel):
    model_config = ConfigDict(frozen=True)

    red: int
    amber: int
    quoted: int  # findings on what the guide quotes: not counted

    def line(self, words: int) -> str:
        often = f"one in {words // self.amber} words" if self.amber else "none"
        return f"red {self.red}, amber {self.amber} ({often}); in its own examples {self.quoted}"


class ProseResult(BaseModel):
    model_config = ConfigDict(frozen=True)

    words: int
    pack: Count = Count(red=0, amber=0, quoted=0)
    whole: Count = Count(red=0, amber=0, quoted=0)
    findings: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        if not self.words:
            return "not measured: the 18F guide is not on this machine"
        return f"pack: {self.pack.line(self.words)}"

    @property
    def details(self) -> tuple[str, ...]:
        return (f"{self.words} words; all families without documents: {self.whole.line(self.words)}", *self.findings)

    @property
    def below(self) -> tuple[str, ...]:
        found = []
        if self.pack.red:
            found.append(f"the pack calls {self.pack.red} places red, and none is")
        if self.pack.amber * WORDS_PER_AMBER > self.words:
            found.append(f"the pack calls {self.pack.amber} places amber in {self.words} words")
        return tuple(found)

    @property
    def ok(self) -> bool:
        return not self.below


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
    return ProseResult(words=words, pack=_count(pack), whole=_count(whole), findings=tuple(told))


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
