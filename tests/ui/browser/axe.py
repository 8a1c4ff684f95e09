"""axe-core, which finds what keeps people from reading or using a page. `python -m tests.ui.browser.axe` fetches it.

It comes from the npm registry, with npm, once; it is kept with the other tools in `.venv` and never committed.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

VERSION = "4.14.1"
SHA256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
FILE = Path(__file__).parents[3] / ".venv" / "share" / "axe-core" / "axe.min.js"
MISSING = "axe-core is not here: python -m tests.ui.browser.axe fetches it with npm"
GRAVE = ("serious", "critical")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.map((one) => (
  [one.impact, one.id, one.help, one.nodes.slice(0, 4).map((node) => node.target.join(" ") + " | " +
    (node.any[0]?.message ?? node.failureSummary ?? "")).join("; ")]))"""


def source() -> str:
    """Raises ValueError where the file is not the one that these tests were written for."""
    text = FILE.read_bytes()
    if hashlib.sha256(text).hexdigest() != SHA256:
        raise ValueError(f"{FILE} is not axe-core {VERSION}: take it away and fetch it anew")
    return text.decode("utf-8")


def grave(page: "Page", script: str) -> list[str]:
    """What is serious or critical on the page as it stands, a line each."""
    page.evaluate(script)  # not as an element: the pages' policy for content lets in none of another's
    return [f"{id}: {told} ({where})" for impact, id, told, where in page.evaluate(RUN) if impact in GRAVE]


def fetch() -> None:
    if FILE.is_file():
        source()
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", f"axe-core@{VERSION}", "--silent", "--pack-destination", folder],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            member = archive.extractfile("package/axe.min.js")
            text = member.read() if member else b""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(text)
    source()


if __name__ == "__main__":
    fetch()
    sys.stdout.write(f"axe-core {VERSION}: {FILE}\n")
