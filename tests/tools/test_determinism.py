"""The same drafts give the same report, byte for byte, whatever order a process keeps its sets in."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
_REPORTS = """
from datetime import date
from pathlib import Path
from knowledge.brand import BrandFolder
from knowledge.record import make_record
from tests.knowledge.loads import load_folder
from tests.tools.drafts import DRAFTS
from tools.check import load_check

brand = Path("knowledge/brands/orrelune")
records = [make_record(one, "orrelune", 1) for one in load_folder(brand / "documents")]
given = {
    "evidence": tuple(entry.passage for record in records for entry in record.entries),
    "facts": tuple(fact for record in records for fact in record.facts),
    "claims": tuple(claim for record in records for claim in record.claims),
    "products": tuple(product for record in records for product in record.products),
}
check = load_check(BrandFolder(brand))
for draft in DRAFTS:
    print(check.check(draft, today=date(2026, 11, 21), **given).model_dump_json())
"""


def started(seed: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, "-c", _REPORTS], cwd=ROOT, env=environment, stdout=subprocess.PIPE)


def test_another_hash_seed_gives_the_same_bytes() -> None:
    first, second = (process.communicate()[0] for process in [started("1"), started("4")])
    lines = list(zip(first.splitlines(), second.splitlines(), strict=True))
    assert len(lines) >= 40
    assert [one for one, other in lines if one != other] == []
    assert sha256(first).hexdigest() == sha256(second).hexdigest()
