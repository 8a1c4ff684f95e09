"""`rights.yaml` as it is read, and as a table in Markdown."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from agents.signing.people import ROLES
from ui import words

FILE = Path(__file__).parent / "rights.yaml"


def allowed(said: str) -> frozenset[str]:
    """The roles of "everybody", "everybody but auditor", "nobody" or "brand, legal"."""
    if said == "nobody":
        return frozenset()
    head, _, rest = said.partition(" but ")
    named = frozenset(each.strip() for each in (rest if head == "everybody" else said).split(",") if each.strip())
    unknown = named - set(ROLES)
    if unknown:
        raise ValueError(f"rights.yaml names no role with {sorted(unknown)}")
    return frozenset(ROLES) - named if head == "everybody" else named


def read(part: str) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Page → line → the roles that may."""
    lines = yaml.safe_load(FILE.read_text(encoding="utf-8"))[part]
    return {page: {line: allowed(said) for line, said in its.items()} for page, its in lines.items()}


def markdown(pages: Mapping[str, Mapping[str, frozenset[str]]], roles: Sequence[str] = ROLES) -> str:
    heads = " | ".join(words.role(role) for role in roles)
    rows = [f"| | {heads} |", f"|---|{':-:|' * len(roles)}"]
    for page, lines in pages.items():
        rows.append(f"| **{page}** |{' |' * len(roles)}")
        rows += [
            f"| {line} | {' | '.join('✓' if role in may else '·' for role in roles)} |" for line, may in lines.items()
        ]
    return "\n".join(rows) + "\n"
