"""All rules of one brand, from disk: shipped packs, the brand's own files, foreign Vale packages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from knowledge.brand import BrandFolder
from knowledge.errors import InputError
from knowledge.text.sentences import sentences
from tools.findings import Severity
from tools.rules.definition import Level, Problem, Rule
from tools.rules.ini import read_ini
from tools.rules.package import INI, Package, load_ini, load_style, switch
from tools.rules.ruleset import RuleSet

PACKS = Path(__file__).with_name("packs")
_CACHED = 16
_Levels = tuple[tuple[Level, Severity], ...]
_CACHE: dict[tuple[str, Path, tuple[Path, ...], _Levels, str], RuleSet] = {}


def load_rules(brand: BrandFolder, extra: Sequence[Path] = ()) -> RuleSet:
    """`extra` are folders of Vale packages or `.vale.ini` files. Raises InputError where one of them is not there.

    Rules are read once a process for the same files.
    """
    paths = tuple(_existing(path) for path in extra)
    levels = tuple(sorted(brand.brand.vale_levels.items()))
    key = (brand.brand.id, brand.rules, paths, levels, _digest((PACKS, brand.rules, *paths)))
    if key not in _CACHE:
        while len(_CACHE) >= _CACHED:
            _CACHE.pop(next(iter(_CACHE)), None)
        packages = [*_own(brand.brand.id, brand.rules), *(package for path in paths for package in _foreign(path))]
        _CACHE[key] = RuleSet(packages, levels=dict(levels), sentences=sentence_spans)
    return _CACHE[key]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"There are no rules at {path}: no such file or folder.")
    if path.is_dir() and not (path / INI).is_file() and not any(path.rglob("*.y*ml")):
        raise InputError(f"There are no rules in {path}: a Vale package is a folder of .yml files.")
    return path


def _digest(paths: Sequence[Path]) -> str:
    """Over the name and content of every file that rules may be read from."""
    total = sha256()
    for path in paths:
        for file in _inputs(path):
            total.update(str(file).encode())
            total.update(sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _inputs(path: Path) -> list[Path]:
    folder = path if path.is_dir() else path.parent
    suffixes = (".yml", ".yaml", ".ini", ".txt")
    return sorted(
        file for file in folder.rglob("*") if (file.suffix in suffixes or file.name == INI) and file.is_file()
    )


def sentence_spans(text: str) -> list[tuple[int, int]]:
    return [(sentence.start, sentence.end) for sentence in sentences(text)]


def _own(brand_id: str, rules: Path) -> Iterator[Package]:
    """Shipped packs and the brand's files. The brand's own `.vale.ini` switches both."""
    packages = [_with_examples(load_style(folder)) for folder in sorted(PACKS.iterdir()) if folder.is_dir()]
    if rules.is_dir():
        packages.append(_with_examples(_brand_style(brand_id, rules)))
        packages += [load_style(folder) for folder in sorted(rules.iterdir()) if folder.is_dir()]
    settings = rules / INI
    if not settings.is_file():
        yield from packages
        return
    ini = replace(read_ini(settings), styles=None)
    kept, unknown = switch([rule for package in packages for rule in package.rules], ini)
    problems = [*ini.problems, *(problem for package in packages for problem in package.problems), *unknown]
    yield Package(tuple(kept), tuple(problems), tuple(word for package in packages for word in package.accepted))


def _brand_style(brand_id: str, rules: Path) -> Package:
    """The files right in the folder; folders below it are styles of their own."""
    files = sorted(path for path in rules.iterdir() if path.suffix in (".yml", ".yaml"))
    packages = [load_style(path, brand_id) for path in files]
    return Package(
        tuple(rule for package in packages for rule in package.rules),
        tuple(problem for package in packages for problem in package.problems),
    )


def _with_examples(package: Package) -> Package:
    """Rules of ours carry an example that trips them and one that does not."""
    missing = [problem for rule in package.rules if (problem := _unproven(rule)) is not None]
    return replace(package, problems=(*package.problems, *missing))


def _unproven(rule: Rule) -> Problem | None:
    if rule.own is not None and rule.own.bad and rule.own.good:
        return None
    return rule.at("copydesk", "has no examples: give one under copydesk.examples.bad and one under .good")


def _foreign(path: Path) -> Iterator[Package]:
    """A `.vale.ini`, a style's folder, or a folder of styles."""
    ini = path / INI if path.is_dir() else path
    if ini.is_file() and (path.is_dir() or path.suffix == ".ini" or path.name == INI):
        yield load_ini(ini)
    elif path.is_file() or any(file.suffix in (".yml", ".yaml") for file in path.iterdir()):
        yield load_style(path, path.parent.name if path.is_file() else None)
    else:
        yield from (load_style(folder) for folder in sorted(path.iterdir()) if folder.is_dir())
