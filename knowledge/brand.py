"""A brand: its settings (`brand.yaml`) and the folder that holds everything else about it."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from knowledge.check_settings import CheckSettings
from knowledge.errors import InputError, NotFoundError
from knowledge.retention_settings import RetentionSettings
from knowledge.yaml_file import YamlFile, parse_yaml

BRANDS_SHIPPED = Path(__file__).parent / "brands"
SAMPLE_BRAND = "orrelune"
BRAND_FILE = "brand.yaml"


class Brand(YamlFile):
    """`brand.yaml`. Locales are BCP 47 tags, currencies ISO 4217 codes."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,40}$")
    name: str
    about: str
    default_locale: str = "en"
    locales: tuple[str, ...] = ("en",)
    currency: str = Field(default="EUR", pattern=r"^[A-Z]{3}$")
    timezone: str = "Europe/Berlin"
    channels: tuple[str, ...] = ("instagram",)
    # how the levels of a foreign Vale package count here
    vale_levels: dict[Literal["error", "warning", "suggestion"], Literal["red", "amber", "advice"]] = Field(
        default={"error": "amber", "warning": "amber", "suggestion": "advice"}
    )
    check: CheckSettings = CheckSettings()
    retention: RetentionSettings = RetentionSettings()


class BrandFolder:
    """One brand's files: `brand.yaml`, `policy.yaml`, `people.yaml`, `triage.yaml`, `terms.yaml`, `documents/`,
    `rules/`.

    Only `brand.yaml` must exist; who needs another file says what is missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.brand = _load(path / BRAND_FILE)

    @property
    def documents(self) -> Path:
        return self.path / "documents"

    @property
    def rules(self) -> Path:
        return self.path / "rules"

    @property
    def policy(self) -> Path:
        return self.path / "policy.yaml"

    @property
    def people(self) -> Path:
        return self.path / "people.yaml"

    @property
    def triage(self) -> Path:
        return self.path / "triage.yaml"

    @property
    def channels(self) -> Path:
        """The brand's overrides of channel limits; may be absent."""
        return self.path / "channels.yaml"

    @property
    def terms(self) -> Path:
        """What the brand's documents give one number of; may be absent."""
        return self.path / "terms.yaml"


def _load(path: Path) -> Brand:
    if not path.is_file():
        raise NotFoundError(f"No brand at {path.parent}: {path.name} is missing. `copydesk init NAME` makes one.")
    return _parsed(path, path.read_bytes())


@lru_cache(maxsize=64)
def _parsed(path: Path, data: bytes) -> Brand:
    """By what the file holds now: asked for with every request, changed once a year."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    return parse_yaml(text, Brand, name=str(path))
