"""What a language model is told: a Markdown file for each agent that asks one, and folders of changed ones."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from string import Template

from pydantic import BaseModel, ConfigDict

from knowledge.errors import InputError

HERE = Path(__file__).parent
PLACES = {
    "prompt.md": HERE / "copywriting" / "prompt.md",
    "research.md": HERE / "prompts" / "research.md",
    "triage.md": HERE / "prompts" / "triage.md",
}


class Prompts(BaseModel):
    """Each as its file has it; `copywriting` is a `string.Template`."""

    model_config = ConfigDict(frozen=True)

    copywriting: str
    research: str
    triage: str

    @property
    def written_by(self) -> str:
        """SHA-256 of the copywriter's file: which prompt a draft was written by."""
        return sha256(self.copywriting.encode()).hexdigest()

    def differing(self, other: "Prompts") -> tuple[str, ...]:
        """Names of the files that are not the same in both."""
        fields = zip(PLACES, type(self).model_fields, strict=True)
        return tuple(name for name, field in fields if getattr(self, field) != getattr(other, field))


@lru_cache(maxsize=1)
def shipped() -> Prompts:
    return _made({name: path.read_text(encoding="utf-8") for name, path in PLACES.items()})


def read_prompts(folder: Path) -> Prompts:
    """The shipped prompts, with those of this folder in place of them. Raises InputError, in one line."""
    found = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    known = ", ".join(PLACES)
    if not found:
        raise InputError(f"{folder} holds no prompt. The prompts: {known}.")
    strange = next((file.name for file in found if file.name not in PLACES), None)
    if strange is not None:
        raise InputError(f"{folder}: there is no prompt '{strange}'. The prompts: {known}.")
    texts = {file.name: _read(file) for file in found}
    return _made({name: path.read_text(encoding="utf-8") for name, path in PLACES.items()} | texts)


def _made(texts: dict[str, str]) -> Prompts:
    return Prompts(**{field: texts[name] for name, field in zip(PLACES, Prompts.model_fields, strict=True)})


def _read(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read: {' '.join(str(error).split())}.") from error
    if not text.strip():
        raise InputError(f"{file} is empty: a prompt needs words, or leave the file out.")
    _refuse_other_places(file, text)
    return text


def _refuse_other_places(file: Path, text: str) -> None:
    """The shipped file says what a prompt is filled in with."""
    wanted = Template(PLACES[file.name].read_text(encoding="utf-8")).get_identifiers()
    if not wanted:
        return
    if not Template(text).is_valid():
        raise InputError(f"{file}: a '$' that begins no placeholder is written '$$'.")
    there = Template(text).get_identifiers()
    missing = [f"${name}" for name in wanted if name not in there]
    unknown = [f"${name}" for name in there if name not in wanted]
    if missing:
        raise InputError(f"{file} lacks {', '.join(missing)}: what the desk fills in there would be lost.")
    if unknown:
        raise InputError(f"{file}: nothing is filled in for {', '.join(unknown)}. There is {_listed(wanted)}.")


def _listed(names: list[str]) -> str:
    return ", ".join(f"${name}" for name in names)
