"""What the two sides of a comparison are: models, folders of prompts, rule packs, policy files, or brand folders that
hold both of the last."""

import re
from collections.abc import Iterable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from agents.graph.prompt_files import PLACES, Prompts, read_prompts, shipped
from knowledge.brand import BRAND_FILE
from knowledge.errors import InputError
from knowledge.yaml_file import read_text
from tools.rules.package import INI

YAML = (".yaml", ".yml")
SHIPPED = "shipped"  # the desk's own prompts, beside a folder of others
KEYS = {"version", "rules"}  # of a file that is taken for a policy, whatever its name
_RULE = re.compile(r"^extends\s*:", re.MULTILINE)
_OURS = re.compile(r"^\s+examples\s*:", re.MULTILINE)
_PATH = re.compile(r"[./~\\]")  # how what can only be a path begins


class Side(BaseModel):
    """What was given, and the parts of it that can be compared."""

    model_config = ConfigDict(frozen=True)

    given: str
    rules: Path | None = None
    own: bool = False  # rules as a brand's own folder holds them, not a foreign Vale package
    policy: Path | None = None
    prompts: Prompts | None = None

    @property
    def kind(self) -> str:
        if self.prompts:
            return "a folder of prompts"
        if self.rules and self.policy:
            return "a brand folder"
        return "a rule pack" if self.rules else "a policy file" if self.policy else "a model"


def sides(pair: tuple[str, str]) -> tuple[Side, Side] | None:
    """None for two models. Raises InputError, in one line, for what is missing, of no use, or of different kinds."""
    if not any(map(_is_path, pair)):
        if pair == (SHIPPED, SHIPPED):
            raise InputError(f"Both are the {SHIPPED} prompts: give a folder of others beside them.")
        return None
    a, b = (_side(given, also) for given, also in zip(pair, reversed(pair), strict=True))
    if not any(all(both) for both in ((a.rules, b.rules), (a.policy, b.policy), (a.prompts, b.prompts))):
        raise InputError(f"A is {a.kind} ({a.given}), B is {b.kind} ({b.given}): give two of the same kind.")
    if Path(a.given).resolve() == Path(b.given).resolve():
        raise InputError(f"Both are {a.given}: name two.")
    return a, b


def _is_path(given: str) -> bool:
    if _is_model(given):
        return False
    path = Path(given).expanduser()
    return path.exists() or bool(_PATH.match(given)) or path.suffix in (*YAML, ".ini")


def _is_model(given: str) -> bool:
    return given == "embedded" or given.endswith(".gguf") or given.startswith(("http://", "https://"))


def _side(given: str, other: str) -> Side:
    if _is_model(given):
        return Side(given=given)
    path = Path(given).expanduser()
    beside = Path(other).expanduser()
    if given == SHIPPED and _holds_prompts(beside):
        return Side(given=given, prompts=shipped())
    if given == SHIPPED and not path.exists():
        amiss = "holds no prompt" if beside.exists() else "is not there"
        raise InputError(f"{other} {amiss}: beside {SHIPPED} give a folder with one or more of {', '.join(PLACES)}.")
    if not path.exists():
        raise InputError(f"There is no file or folder {given}, to be compared with {other}.")
    return _of_folder(given, path) if path.is_dir() else _of_file(given, path)


def _of_folder(given: str, path: Path) -> Side:
    rules, policy = path / "rules", path / "policy.yaml"
    if (path / BRAND_FILE).is_file() or policy.is_file():
        found = Side(
            given=given,
            rules=rules if _holds_rules(rules) else None,
            own=True,
            policy=policy if policy.is_file() else None,
        )
        if found.rules or found.policy:
            return found
        raise InputError(f"{given} holds no rules and no policy.yaml: there is nothing to compare.")
    if _holds_rules(path):
        return Side(given=given, rules=path, own=(path.parent / BRAND_FILE).is_file() or _own(path))
    if _holds_prompts(path):
        return Side(given=given, prompts=read_prompts(path))
    raise InputError(
        f"{given} holds no rules and no prompt: a rule pack is a folder of Vale's .yml files, or with a {INI}; the "
        f"prompts are {', '.join(PLACES)}."
    )


def _of_file(given: str, path: Path) -> Side:
    if path.suffix == ".ini" or path.name == INI:
        return Side(given=given, rules=path)
    if path.suffix in YAML and (path.name == "policy.yaml" or _has_policys_keys(path)):
        return Side(given=given, policy=path)
    if path.suffix in YAML and _RULE.search(read_text(path)):
        raise InputError(f"{given} is one rule: give the folder that it stands in.")
    raise InputError(f"{given} is no policy file: a policy has the keys version, currency and rules.")


def _has_policys_keys(path: Path) -> bool:
    try:
        found = yaml.safe_load(read_text(path))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputError(f"{path} is not valid YAML: {' '.join(str(error).split())}.") from error
    return isinstance(found, dict) and set(found) >= KEYS


def _holds_prompts(folder: Path) -> bool:
    return any((folder / name).is_file() for name in PLACES)


def _holds_rules(folder: Path) -> bool:
    return (folder / INI).is_file() or any(map(_RULE.search, _texts(folder.rglob("*.y*ml"))))


def _own(folder: Path) -> bool:
    """Rules right in the folder, with the examples that a brand's own rules carry."""
    return any(map(_OURS.search, _texts(folder.glob("*.y*ml"))))


def _texts(files: Iterable[Path]) -> list[str]:
    return [file.read_text(encoding="utf-8", errors="replace") for file in sorted(files) if file.is_file()]
