"""The weights: joined, downloaded, checked, refused."""

import hashlib
import os
import resource
from pathlib import Path

import pytest
from pydantic import BaseModel

from agents.model.errors import NoModelError, WeightsError
from agents.model.weights import Manifest, Part, Weights, shipped

PIECES = {"part01.bin": b"GGUF" + b"a" * 3_000_000, "part02.bin": b"b" * 100, "part03.bin": b""}
WHOLE = b"".join(PIECES.values())


class Shop(BaseModel):
    """Parts in a folder, and the manifest that describes them."""

    folder: Path
    cache: Path
    manifest: Manifest

    def find(self, part: Part) -> Path | None:
        path = self.folder / part.file
        return path if path.is_file() else None

    def weights(self, **options) -> Weights:
        return Weights(
            self.cache, **{"manifest": self.manifest, "find": self.find, "hub": "http://127.0.0.1:9"} | options
        )


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    folder = tmp_path / "parts"
    folder.mkdir()
    parts = []
    for name, data in PIECES.items():
        (folder / name).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        parts.append(Part(distribution=f"model-{name[:6]}", file=name, size=len(data), sha256=digest))
    digest = hashlib.sha256(WHOLE).hexdigest()
    manifest = Manifest(file="m.gguf", size=len(WHOLE), sha256=digest, repo="who/model", parts=tuple(parts))
    return Shop(folder=folder, cache=tmp_path / "cache", manifest=manifest)


def test_parts_are_joined_once_with_progress(shop: Shop) -> None:
    seen: list[tuple[int, int]] = []
    path = shop.weights(progress=lambda done, total: seen.append((done, total))).path()
    assert path.read_bytes() == WHOLE
    assert seen[-1] == (len(WHOLE), len(WHOLE))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    for piece in shop.folder.iterdir():
        piece.unlink()
    seen.clear()
    assert shop.weights(progress=lambda done, total: seen.append((done, total))).path() == path
    assert seen == []


def test_nothing_is_left_but_the_weights_and_their_stamp(shop: Shop) -> None:
    shop.weights().path()
    assert {path.name for path in shop.cache.iterdir()} - {"m.lock"} == {"m.gguf", "m.verified"}


def test_what_a_killed_process_left_half_written_is_overwritten(shop: Shop) -> None:
    shop.cache.mkdir()
    (shop.cache / "m.partial").write_bytes(b"x" * 9_000_000)
    assert shop.weights().path().read_bytes() == WHOLE


def test_one_changed_byte_in_a_part_is_refused_by_name(shop: Shop) -> None:
    (shop.folder / "part01.bin").write_bytes(PIECES["part01.bin"][:-1] + b"x")
    with pytest.raises(WeightsError, match=r"part01\.bin \(of model-part01\) is damaged.*Reinstall model-part01"):
        shop.weights().path()
    assert not [path for path in shop.cache.iterdir() if path.suffix != ".lock"]


def test_parts_that_join_to_something_else_are_refused(shop: Shop) -> None:
    shop.manifest = shop.manifest.model_copy(update={"sha256": "0" * 64})
    with pytest.raises(WeightsError, match="is not the model that was asked for"):
        shop.weights().path()
    assert not (shop.cache / "m.gguf").exists()


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[1000] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))


def test_a_damaged_file_in_the_cache_is_made_anew_from_the_parts(shop: Shop) -> None:
    path = shop.weights().path()
    spoil(path)
    assert shop.weights().path().read_bytes() == WHOLE
    path.write_bytes(WHOLE[:1000])
    assert shop.weights().path().read_bytes() == WHOLE
    assert {path.name for path in shop.cache.iterdir()} - {"m.lock"} == {"m.gguf", "m.verified"}


def test_damaged_parts_do_not_mend_a_damaged_file(shop: Shop) -> None:
    spoil(shop.weights().path())
    spoil(shop.folder / "part01.bin")
    with pytest.raises(WeightsError, match=r"part01\.bin .* is damaged"):
        shop.weights().path()


def test_a_look_says_what_is_known_without_hashing(shop: Shop) -> None:
    assert shop.weights().look() == (True, "from installed parts", None)
    path = shop.weights().path()
    assert shop.weights().look() == (True, f"from {path}", None)
    spoil(path)
    assert "its content was not checked yet" in shop.weights().look().words
    path.write_bytes(WHOLE[:1000])
    look = shop.weights().look()
    assert look.ok
    assert "1,000 bytes instead of 3,000,104, and is made anew" in look.words
    (shop.folder / "part02.bin").unlink()
    look = shop.weights().look()
    assert not look.ok
    assert "1,000 bytes instead of 3,000,104" in look.words
    assert "Delete that file" in str(look.remedy)


def test_a_look_at_a_named_file_that_is_none(shop: Shop, tmp_path: Path) -> None:
    assert not shop.weights(named=tmp_path / "gone.gguf").look().ok


def test_one_changed_byte_in_the_cache_is_found(shop: Shop) -> None:
    path = shop.weights().path()
    spoil(path)
    parts = shop.folder.rename(shop.folder.with_name("away"))
    with pytest.raises(WeightsError, match=rf"{path} is not the model.*Delete that file"):
        shop.weights().path()
    path.unlink()
    parts.rename(shop.folder)
    assert shop.weights().path().read_bytes() == WHOLE


def test_a_cached_file_without_a_stamp_is_hashed_once(shop: Shop) -> None:
    path = shop.weights().path()
    (shop.cache / "m.verified").unlink()
    seen: list[int] = []
    for _ in range(2):
        assert shop.weights(progress=lambda done, _total: seen.append(done)).path() == path
    assert seen[-1] == len(WHOLE)
    assert seen.count(len(WHOLE)) == 1


def test_a_full_disk_leaves_no_half_file(shop: Shop) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    try:
        with pytest.raises(WeightsError, match=r"cannot be written to.*COPYDESK_CACHE"):
            shop.weights().path()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(shop.cache.glob("m.[!l]*"))
    assert shop.weights().path().read_bytes() == WHOLE


def test_too_little_room_is_said_before_anything_is_written(shop: Shop) -> None:
    shop.manifest = shop.manifest.model_copy(update={"size": 1 << 60})
    with pytest.raises(WeightsError, match="No room for the language model"):
        shop.weights().path()


def test_a_cache_that_is_a_file_is_named(shop: Shop) -> None:
    shop.cache.write_text("not a folder")
    with pytest.raises(WeightsError, match=f"cannot be written to {shop.cache}"):
        shop.weights().path()


def test_without_parts_the_hub_is_asked(shop: Shop, file_server) -> None:
    (shop.folder / "part02.bin").unlink()
    hub = file_server({"/who/model/resolve/main/m.gguf": WHOLE})
    assert shop.weights(hub=hub).path().read_bytes() == WHOLE


def test_a_download_that_is_something_else_is_refused(shop: Shop, file_server) -> None:
    (shop.folder / "part02.bin").unlink()
    hub = file_server({"/who/model/resolve/main/m.gguf": WHOLE + b"!"})
    with pytest.raises(WeightsError, match="is not the model that was asked for"):
        shop.weights(hub=hub).path()
    assert not (shop.cache / "m.gguf").exists()


def test_without_parts_and_network_the_three_ways_out_are_named(shop: Shop) -> None:
    (shop.folder / "part02.bin").unlink()
    with pytest.raises(NoModelError, match=r"1 of 3 parts.*OPENAI_API_KEY.*make setup.*COPYDESK_MODEL_PATH") as caught:
        shop.weights().path()
    assert "model-part02" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_named_file_is_taken_whatever_its_hash(shop: Shop, tmp_path: Path) -> None:
    mine = tmp_path / "mine.gguf"
    mine.write_bytes(b"GGUF and more")
    assert shop.weights(named=mine).path() == mine
    assert shop.weights(named=mine).source() == str(mine)


@pytest.mark.parametrize(
    ("data", "words"), [(None, "no such file"), (b"PK\3\4", "not a GGUF file"), (b"", "not a GGUF")]
)
def test_a_named_file_must_be_a_gguf(shop: Shop, tmp_path: Path, data: bytes | None, words: str) -> None:
    mine = tmp_path / "mine.gguf"
    if data is not None:
        mine.write_bytes(data)
    with pytest.raises(WeightsError, match=words):
        shop.weights(named=mine).path()


def test_where_the_weights_would_come_from_is_known_without_reading_them(shop: Shop) -> None:
    assert shop.weights().source() == "installed parts"
    (shop.folder / "part02.bin").unlink()
    assert shop.weights().source() is None


def test_the_shipped_manifest_adds_up() -> None:
    manifest = shipped()
    assert sum(part.size for part in manifest.parts) == manifest.size == 1_117_320_768
    assert len(manifest.parts) == 22
