"""The embedded model's weights: found, joined once into the cache, and trusted for their SHA-256 alone."""

import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict

from agents.model.errors import NoModelError, WeightsError

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # bytes done, bytes in all
Chunks = Iterable[bytes]

CHUNK = 1 << 20
MAGIC = b"GGUF"
HUB = "https://huggingface.co"
MARGIN = 64 << 20  # bytes left free on the disk


class Part(BaseModel):
    """One piece of the weights, as an installed distribution carries it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    distribution: str
    file: str
    size: int
    sha256: str


class Manifest(BaseModel):
    """What the joined file must be, and where it can come from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    size: int
    sha256: str
    repo: str
    parts: tuple[Part, ...]


class Look(NamedTuple):
    """What can be said of the weights without reading them."""

    ok: bool
    words: str
    remedy: str | None = None


def shipped() -> Manifest:
    text = Path(__file__).with_name("weights.yaml").read_text(encoding="utf-8")
    return Manifest.model_validate(yaml.safe_load(text))


def installed(part: Part) -> Path | None:
    """Where the part lies. Nothing of its distribution is imported: only the hash makes it trusted."""
    try:
        files = metadata.files(part.distribution) or []
    except metadata.PackageNotFoundError:
        return None
    found = (Path(str(file.locate())) for file in files if file.name == part.file)
    return next((path for path in found if path.is_file()), None)


class Weights:
    """The file that the embedded server loads."""

    def __init__(
        self,
        cache: Path,
        *,
        named: Path | None = None,
        manifest: Manifest | None = None,
        find: Callable[[Part], Path | None] = installed,
        hub: str = HUB,
        progress: Progress | None = None,
    ) -> None:
        self._manifest = manifest or shipped()
        self._named = named
        self._cache = cache.expanduser()
        self._find = find
        self._hub = hub
        self._progress = progress or (lambda _done, _total: None)

    @property
    def target(self) -> Path:
        return self._cache / self._manifest.file

    def source(self) -> str | None:
        """Where the weights would come from without the network; None when only a download is left."""
        if self._named:
            return str(self._named)
        if self.target.is_file():
            return str(self.target)
        return "installed parts" if self._joinable() else None

    def look(self) -> Look:
        """Cheap: sizes, and whether this very file was hashed before. Its content is hashed when it is loaded."""
        source = self.source()
        if source is None:
            return Look(ok=False, words="neither an endpoint nor weights")
        if self._named:
            try:
                return Look(ok=True, words=f"from {_gguf(self._named.expanduser())}, loaded as it is")
            except WeightsError as error:
                return Look(ok=False, words=str(error), remedy="Name a GGUF file in COPYDESK_MODEL_PATH, or unset it.")
        if not self.target.is_file() or self._verified():
            return Look(ok=True, words=f"from {source}")
        size = self.target.stat().st_size
        if size == self._manifest.size:
            return Look(ok=True, words=f"from {source}; its content was not checked yet and is at the next start")
        damaged = f"{source} is damaged: {size:,} bytes instead of {self._manifest.size:,}"
        if self._joinable():
            return Look(ok=True, words=f"from installed parts; {damaged}, and is made anew at the next start")
        return Look(ok=False, words=damaged, remedy="Delete that file and start again: it is then made anew.")

    def _joinable(self) -> bool:
        return bool(self._manifest.parts) and all(self._find(part) for part in self._manifest.parts)

    def path(self) -> Path:
        """Ready to be loaded; joins, downloads and checks as needed. Raises WeightsError or NoModelError."""
        if self._named:
            return _gguf(self._named.expanduser())
        if not self._verified():
            self._make_cache()
            from filelock import FileLock  # two processes of one user share the cache

            with FileLock(self.target.with_suffix(".lock")):
                self._ready()
        return self.target

    def _ready(self) -> None:
        if not self.target.is_file():
            self._store()
        elif not self._verified():
            try:
                self._verify()
            except WeightsError as error:
                if not self._joinable():
                    raise
                log.warning("%s Made anew from the installed parts.", error)
                self.target.unlink()
                self._store()

    def _make_cache(self) -> None:
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self._cache, self._manifest.size, error) from error

    def _store(self) -> None:
        parts = [(part, self._find(part)) for part in self._manifest.parts]
        missing = [part.distribution for part, path in parts if path is None]
        if parts and not missing:
            chunks: Chunks = (chunk for part, path in parts if path for chunk in _checked(part, path))
        else:
            chunks = self._download(missing)
        _need_room(self._cache, self._manifest.size)
        partial = self.target.with_suffix(".partial")  # one name: what a killed process left is overwritten
        try:
            digest = self._write(partial, chunks)
            if digest != self._manifest.sha256:
                raise WeightsError(self._mismatch("The weights that were put together", digest, "Install them again"))
            partial.replace(self.target)
        finally:
            partial.unlink(missing_ok=True)
        self._stamp()

    def _write(self, partial: Path, chunks: Chunks) -> str:
        digest = hashlib.sha256()
        done = 0
        try:
            with partial.open("wb") as out:
                for chunk in chunks:
                    out.write(chunk)
                    digest.update(chunk)
                    done += len(chunk)
                    self._progress(done, self._manifest.size)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise _unwritable(self._cache, self._manifest.size, error) from error
        return digest.hexdigest()

    def _download(self, missing: list[str]) -> Iterator[bytes]:
        import httpx

        url = f"{self._hub}/{self._manifest.repo}/resolve/main/{self._manifest.file}"
        try:
            with httpx.stream("GET", url, follow_redirects=True, timeout=30) as response:
                response.raise_for_status()
                yield from response.iter_bytes(CHUNK)
        except httpx.HTTPError as error:
            lack = f"{len(missing)} of {len(self._manifest.parts)} parts are not installed (first: {missing[0]})"
            raise NoModelError(f"{lack}, and {url} cannot be read ({type(error).__name__})") from error

    def _verify(self) -> None:
        """Hashes the cached file. Slow: once for each identity of the file."""
        digest = hashlib.sha256()
        done = 0
        for chunk in _read(self.target):
            digest.update(chunk)
            done += len(chunk)
            self._progress(done, self._manifest.size)
        if digest.hexdigest() != self._manifest.sha256:
            way_out = "Delete that file and start again: it is then made anew"
            raise WeightsError(self._mismatch(str(self.target), digest.hexdigest(), way_out))
        self._stamp()

    def _verified(self) -> bool:
        stamp = self.target.with_suffix(".verified")
        return self.target.is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == self._identity()

    def _stamp(self) -> None:
        self.target.with_suffix(".verified").write_text(self._identity(), encoding="utf-8")

    def _identity(self) -> str:
        stat = self.target.stat()
        return f"{self._manifest.sha256} {stat.st_size} {stat.st_mtime_ns} {stat.st_ino}"

    def _mismatch(self, what: str, digest: str, way_out: str) -> str:
        return (
            f"{what} is not the model that was asked for: SHA-256 {digest[:12]}… instead of "
            f"{self._manifest.sha256[:12]}…. It is not loaded. {way_out}."
        )


def _checked(part: Part, path: Path) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in _read(path):
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != part.sha256:
        raise WeightsError(
            f"{path} (of {part.distribution}) is damaged: SHA-256 {digest.hexdigest()[:12]}… instead of "
            f"{part.sha256[:12]}…. It is not loaded. Reinstall {part.distribution}."
        )


def _read(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError as error:
        raise WeightsError(f"{path} cannot be read: {error.strerror}.") from error


def _gguf(path: Path) -> Path:
    if not path.is_file():
        raise WeightsError(
            f"COPYDESK_MODEL_PATH names {path}, and there is no such file. Name a GGUF file, or unset it."
        )
    if next(iter(_read(path)), b"")[: len(MAGIC)] != MAGIC:
        raise WeightsError(f"COPYDESK_MODEL_PATH names {path}, which is not a GGUF file. Name one, or unset it.")
    return path


def _need_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + MARGIN:
        raise WeightsError(
            f"No room for the language model in {folder}: {size >> 20:,} MB are needed, {free >> 20:,} MB are free. "
            "Make room, or name another folder in COPYDESK_CACHE."
        )


def _unwritable(folder: Path, size: int, error: OSError) -> WeightsError:
    return WeightsError(
        f"The language model ({size >> 20:,} MB) cannot be written to {folder}: {error.strerror}. "
        "Make room, or name another folder in COPYDESK_CACHE."
    )
