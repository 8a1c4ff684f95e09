"""All rules of one brand, from disk: shipped packs, the brand's own files, foreign Vale packages."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Lock

import regex

from knowledge.brand import BrandFolder
from knowledge.errors import InputError
from knowledge.text.sentences import sentences
from tools.findings import Severity
from tools.rules.builtin import vocabulary
from tools.rules.definition import Level, Problem
from tools.rules.package import INI, Package, load_ini, load_style, read_forms, switch_forms
from tools.rules.proof import proven
from tools.rules.ruleset import RuleSet

PACKS = Path(__file__).with_name("packs")
_CACHED = 16
_INPUTS = (".yml", ".yaml", ".ini", ".txt", ".dic", ".aff")
_Levels = tuple[tuple[Level, Severity], ...]
_READING = Lock()
_CACHE: dict[tuple[str, Path, tuple[Path, ...], _Levels, bool, str], RuleSet] = {}
_SHIPPED: dict[str, tuple[Package, ...]] = {}  # by the digest of their files: the same for every brand


def load_rules(brand: BrandFolder, extra: Sequence[Path] = (), *, switched: bool = True) -> RuleSet:
    """`extra` are folders of Vale packages or `.vale.ini` files. Raises InputError where one of them is not there.

    Without `switched`, rules that the brand's own `.vale.ini` switches off are among them.

    Rules are read once a process for the same files.
    """
    paths = tuple(_existing(path) for path in extra)
    levels = tuple(sorted(brand.brand.vale_levels.items()))
    switched = switched or not (brand.rules / INI).is_file()
    files = _digest((PACKS, brand.rules, *paths, *_styles_paths(paths)))
    key = (brand.brand.id, brand.rules, paths, levels, switched, files)
    with _READING:  # who asks meanwhile waits for it, and does not read the same files beside it
        if key not in _CACHE:
            while len(_CACHE) >= _CACHED:
                _CACHE.pop(next(iter(_CACHE)), None)
            packages = [
                *_own(brand.brand.id, brand.rules, switched=switched),
                *(package for path in paths for package in _foreign(path)),
            ]
            _CACHE[key] = RuleSet(packages, levels=dict(levels), sentences=sentence_spans)
        return _CACHE[key]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise InputError(f"There are no rules at {path}: no such file or folder.")
    if path.is_dir() and not (path / INI).is_file() and not any(path.rglob("*.y*ml")):
        raise InputError(f"There are no rules in {path}: a Vale package is a folder of .yml files.")
    return path


def _styles_paths(paths: Sequence[Path]) -> list[Path]:
    """Where the styles of a `.vale.ini` lie, which may be outside its folder."""
    found = []
    for path in paths:
        ini = path / INI if path.is_dir() else path
        if ini.is_file() and ini.suffix not in (".yml", ".yaml"):
            said = regex.search(
                r"(?m)^[ \t]*StylesPath[ \t]*=[ \t]*([^\r\n]+)", ini.read_text(encoding="utf-8", errors="replace")
            )
            folder = ini.parent / said.group(1).strip().strip("\"'`") if said else ini.parent
            found += [folder] if folder.is_dir() else []
    return found


_Stamp = tuple[str, int, int, int, int]
_DIGESTS: dict[tuple[_Stamp, ...], str] = {}


def _digest(paths: Sequence[Path]) -> str:
    """Over the name and content of every file that rules may be read from; read anew where one has changed."""
    stamps = tuple(stamp for path in paths for stamp in _stamps(path))
    if stamps not in _DIGESTS:
        while len(_DIGESTS) >= _CACHED:
            _DIGESTS.pop(next(iter(_DIGESTS)), None)
        total = sha256()
        for name, *_ in stamps:
            total.update(name.encode())
            total.update(sha256(Path(name).read_bytes()).digest())
        _DIGESTS[stamps] = total.hexdigest()
    return _DIGESTS[stamps]


def _stamps(path: Path) -> list[_Stamp]:
    """The name of every file with its size and times."""
    found: list[_Stamp] = []
    folders = [str(path if path.is_dir() else path.parent)]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                    elif entry.name == INI or entry.name.endswith(_INPUTS):
                        stat = entry.stat()
                        found.append((entry.path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino))
        except OSError:
            continue  # what cannot be read is a problem where it is loaded
    return sorted(found)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    return [(sentence.start, sentence.end) for sentence in sentences(text)]


def _own(brand_id: str, rules: Path, *, switched: bool) -> Iterator[Package]:
    """Shipped packs and the brand's files. The brand's own `.vale.ini` switches both where `switched`."""
    packages = [*_shipped()]
    if rules.is_dir():
        packages.append(_proven(_brand_style(brand_id, rules), every=True))
        packages += [_proven(load_style(folder)) for folder in sorted(rules.iterdir()) if folder.is_dir()]
    settings = rules / INI
    if not switched or not settings.is_file():
        yield from packages
        return
    inis = {form: replace(ini, styles=None) for form, ini in read_forms(settings).items()}
    words = vocabulary(inis["markdown"])
    kept, unknown = switch_forms([rule for package in packages for rule in package.rules], inis)
    own = [problem for ini in inis.values() for problem in ini.problems]
    problems = [*own, *words.problems, *(problem for package in packages for problem in package.problems), *unknown]
    accepted = [word for package in packages for word in package.accepted]
    yield Package(tuple(kept), tuple(dict.fromkeys(problems)), (*accepted, *words.accepted))


def _shipped() -> tuple[Package, ...]:
    files = _digest((PACKS,))
    if files not in _SHIPPED:
        _SHIPPED.clear()
        folders = sorted(folder for folder in PACKS.iterdir() if folder.is_dir())
        _SHIPPED[files] = tuple(_proven(load_style(folder), every=True) for folder in folders)
    return _SHIPPED[files]


def _brand_style(brand_id: str, rules: Path) -> Package:
    """The files right in the folder; folders below it are styles of their own."""
    files = sorted(path for path in rules.iterdir() if path.suffix in (".yml", ".yaml"))
    packages = [load_style(path, brand_id) for path in files]
    return Package(
        tuple(rule for package in packages for rule in package.rules),
        tuple(problem for package in packages for problem in package.problems),
    )


def _proven(package: Package, *, every: bool = False) -> Package:
    """Rules of ours carry an example that trips them and one that does not; what is not so does not run."""
    rules, problems = proven(package.rules, sentence_spans, every=every)
    return replace(package, rules=rules, problems=(*package.problems, *problems))


def _foreign(path: Path) -> Iterator[Package]:
    """A `.vale.ini`, a style's folder, or a folder of styles. One that comes to nothing is a problem."""
    packages = [_proven(package) for package in _given(path)]
    yield from packages
    if not any(package.rules or package.problems for package in packages):
        yield Package((), (Problem(path, 1, "rules", "no rule file was found here"),))


def _given(path: Path) -> Iterator[Package]:
    ini = path / INI if path.is_dir() else path
    if ini.is_file() and (path.is_dir() or path.suffix == ".ini" or path.name == INI):
        yield load_ini(ini)
    elif path.is_file() or any(file.suffix in (".yml", ".yaml") for file in path.iterdir()):
        yield load_style(path, path.parent.name if path.is_file() else None)
    else:
        yield from (load_style(folder) for folder in sorted(path.iterdir()) if folder.is_dir())
