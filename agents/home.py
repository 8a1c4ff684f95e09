"""COPYDESK_HOME: the folder that holds all data of one desk.

brands/<id>/    each brand's files; the sample brand is copied here, to be read and changed
default_brand   the id of the brand that is meant where none is named
ledger.db       business facts            checkpoints.db  where each run stands
knowledge/      catalogue and indexes     outbox/         what was published to files
evals/          kept runs of the suites
"""

import errno
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import yaml
from filelock import FileLock

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.errors import CopydeskError, InputError, NotFoundError

TEMPLATE = "_template"  # what `init` copies
_PLAIN = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "æ": "ae",
        "œ": "oe",
        "ø": "oe",
        "å": "aa",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
    }
)  # as these letters are written where they are not at hand; every other one loses its accent


class HomeError(CopydeskError):
    """The home folder cannot be used."""


def unusable(path: Path, error: OSError) -> HomeError:
    """One line with the way out."""
    remedy = "Make room on its disk" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "Let it be written"
    return HomeError(
        f"{path} cannot hold a desk's data ({error.strerror or error}). {remedy}, "
        "or name another folder with COPYDESK_HOME."
    )


class Home:
    """Paths of one home. `prepare` makes what is missing and touches nothing that is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = path / "ledger.db"
        self.checkpoints = path / "checkpoints.db"
        self.knowledge = path / "knowledge"
        self.outbox = path / "outbox"

    def prepare(self) -> None:
        """A fresh home carries the sample brand. Safe from several processes at once."""
        if (self.path / "default_brand").is_file():
            return
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path / "prepare.lock"):
                if not (self.path / "default_brand").is_file():
                    self._copy(BRANDS_SHIPPED / SAMPLE_BRAND, SAMPLE_BRAND)
                    self.set_default(SAMPLE_BRAND)
        except OSError as error:
            raise unusable(self.path, error) from error

    def brands(self) -> tuple[str, ...]:
        return tuple(sorted(path.parent.name for path in self.path.glob("brands/*/brand.yaml")))

    def default_brand(self) -> str:
        return (self.path / "default_brand").read_text(encoding="utf-8").strip()

    def set_default(self, brand: str) -> None:
        fresh = self.path / "default_brand.new"
        fresh.write_text(brand + "\n", encoding="utf-8")
        fresh.replace(self.path / "default_brand")

    def folder(self, brand: str | None = None) -> BrandFolder:
        """The brand named, or the default. Raises NotFoundError, naming those there are."""
        name = brand or self.default_brand()
        path = self.path / "brands" / name
        if path.parent != self.path / "brands" or not (path / "brand.yaml").is_file():
            raise NotFoundError(f"There is no brand '{name}'. This desk has: {', '.join(self.brands()) or 'none'}.")
        return BrandFolder(path)

    def init(self, name: str) -> BrandFolder:
        """An empty brand of one's own, with commented files, made the default. Raises InputError where it exists."""
        brand = _slug(name)
        if brand in self.brands():
            raise InputError(f"There is a brand '{brand}' already, in {self.path / 'brands' / brand}.")
        self._copy(BRANDS_SHIPPED / TEMPLATE, brand)
        file = self.path / "brands" / brand / "brand.yaml"
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("__ID__", brand).replace("__NAME__", yaml.safe_dump(name).splitlines()[0]), encoding="utf-8"
        )
        self.set_default(brand)
        return BrandFolder(self.path / "brands" / brand)

    def _copy(self, source: Path, brand: str) -> None:
        """Whole or not at all: under another name first."""
        target = self.path / "brands" / brand
        if target.exists():
            return
        fresh = self.path / "brands" / f".{brand}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(source, fresh)
        fresh.replace(target)


def _slug(name: str) -> str:
    if "/" in name or "\\" in name:
        raise InputError(f"'{name}' does not make a brand's id: give the brand's name, not a path.")
    plain = unicodedata.normalize("NFC", name.casefold()).translate(_PLAIN)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    letters = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in bare)
    slug = "-".join(part for part in letters.split("-") if part)[:40].rstrip("-")
    if not slug:
        raise InputError(f"'{name}' does not make a brand's id: use letters from a to z or digits.")
    return slug


def documents_of(folder: BrandFolder) -> Sequence[Path]:
    """What the knowledge base is filled with at first; nothing where there is nothing yet."""
    return [folder.documents] if folder.documents.is_dir() and any(folder.documents.rglob("*.*")) else []
