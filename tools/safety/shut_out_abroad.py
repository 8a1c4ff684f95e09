"""Groups of people shut out or run down in Portuguese, Turkish and Japanese, where no list of phrases is crossed with
them: a word for a group and an expression of shut_out_abroad.yaml in one sentence. Not where somebody else is quoted.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from tools.findings import Finding
from tools.safety.groups import any_group
from tools.text.placed import Reading

_FILE = Path(__file__).with_name("shut_out_abroad.yaml")
_CHILDREN = re.compile(r"crianc|bebe|miud|cocuk|bebek|子ども|子供|こども|赤ちゃん|十代|学生|生徒")  # the law may say so
_LADEN = re.compile(r"の(?:方|お客様|お客さま)だけ|のみ|以外|専用")


def shut_out_abroad(reading: Reading, language: str, rule: str, message: str) -> list[Finding]:
    """`message` with {span}. Nothing in a language without a list of groups or of expressions."""
    group, said = any_group(language), _said(language)
    if group is None or said is None:
        return []
    found = []
    at = 0
    while at < len(reading.text):
        first, last = reading.sentence(at)
        at = max(last, at + 1)
        who, what = group.search(reading.folded, first, last), said.search(reading.folded, first, last)
        if who is None or what is None or _CHILDREN.search(who[0]) or _LADEN.search(reading.folded, first, last):
            continue
        start, end = min(who.start(), what.start()), max(who.end(), what.end())
        if not reading.quoted(start, end):
            told = message.replace("{span}", reading.text[start:end])
            found.append(reading.finding(rule, "inclusive", "red", (start, end), told))
    return found


@cache
def _said(language: str) -> "re.Pattern[str] | None":
    lists: dict[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    if language not in lists:
        return None
    return re.compile("|".join(f"(?:{line.strip()})" for line in lists[language].splitlines() if line.strip()))
