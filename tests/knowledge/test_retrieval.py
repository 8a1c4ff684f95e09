"""Fusion on vectors that are made so that meaning and words have favourites of their own."""

from datetime import date

import numpy as np
import pytest

from knowledge.catalogue import State
from knowledge.embedding import Vectors
from knowledge.passages import Passage
from knowledge.record import Entry
from knowledge.retrieval import SECTION_PASSAGES, Searcher

TODAY = date(2026, 11, 21)


def passage(name: str, text: str, locale: str = "en", heading: str | None = None) -> Passage:
    return Passage(
        id=name, brand="b", document=f"{name}.md", title="T", heading=(heading or name,), position=0, line=1, text=text,
        kind="other", locale=locale,
    )  # fmt: skip


def unit(*values: float) -> Vectors:
    vector = np.array(values, dtype=np.float32)
    return vector / np.linalg.norm(vector)


class Table:
    """Vectors in memory, asked like the real table."""

    def __init__(self, vectors: dict[str, Vectors]) -> None:
        self._vectors = vectors
        self.asked = 0

    def nearest(self, vector: Vectors, n: int) -> list[tuple[str, float]]:
        self.asked += 1
        found = sorted(((float(row @ vector), key) for key, row in self._vectors.items()), reverse=True)
        return [(key, similarity) for similarity, key in found[:n]]

    def count(self) -> int:
        return len(self._vectors)

    def vectors(self, ids: list[str]) -> dict[str, Vectors]:
        return {key: self._vectors[key] for key in ids if key in self._vectors}


class Store:
    def __init__(self, passages: dict[str, Vectors]) -> None:
        self.passages = Table(passages)


def searcher(
    passages: list[Passage],
    vectors: dict[str, Vectors],
    windows: dict[str, tuple[str, ...]] | None = None,
    headings: dict[str, Vectors] | None = None,
    kindred=lambda _: None,
) -> Searcher:
    """Each passage is one window, with its own id, unless `windows` says otherwise."""
    entries = tuple(Entry(one, None, None) for one in passages)
    own = {one.id: (one.id,) for one in passages} | (windows or {})
    state = State(1, entries, frozenset(), {})
    return Searcher(state, Store(vectors), own, headings or {}, kindred)  # type: ignore[arg-type]


def order(made: Searcher, query: str, vector: Vectors) -> list[str]:
    return [one.passage.id for one in made.find(query, vector, made.usable(TODAY))]


NEUTRAL = {"a": unit(1, 0.2, 0), "b": unit(1, 0.2, 0.01), "c": unit(1, 0.2, 0.02)}
THREE = [passage("a", "amber resin"), passage("b", "cedar wood"), passage("c", "linden blossom")]


def test_the_nearest_meaning_comes_first():
    vectors = NEUTRAL | {"c": unit(0, 1, 0)}
    assert order(searcher(THREE, vectors), "unknown words", unit(0, 1, 0.1))[0] == "c"


def test_an_exact_word_lifts_a_passage_over_nearer_meaning():
    vectors = {"a": unit(1, 0, 0.1), "b": unit(1, 0, 0.2), "c": unit(1, 0, 0.3)}
    assert order(searcher(THREE, vectors), "linden", unit(1, 0, 0.1))[0] == "c"


def test_words_that_all_texts_share_lift_nothing():
    shared = [passage(one.id, f"the price of {one.text}") for one in THREE]
    vectors = {"a": unit(1, 0, 0.1), "b": unit(1, 0, 0.5), "c": unit(1, 0, 0.9)}
    assert order(searcher(shared, vectors), "the price of zebra stripes in Kenya", unit(1, 0, 0.1))[0] == "a"


def test_a_passage_is_as_near_as_its_nearest_window():
    vectors = {"a": unit(0.4, 1, 0), "b": unit(0.5, 1, 0), "c1": unit(1, 0, 0), "c2": unit(0, 1, 0)}
    assert order(searcher(THREE, vectors, {"c": ("c1", "c2")}), "unknown", unit(0, 1, 0))[0] == "c"


def test_windows_that_passages_share_count_for_each():
    vectors = {"one": unit(0, 1, 0), "b": unit(1, 0, 0)}
    made = searcher(THREE, vectors, {"a": ("one",), "c": ("one",)})
    assert set(order(made, "unknown", unit(0, 1, 0))[:2]) == {"a", "c"}


@pytest.mark.parametrize("query", ["LH-050-R", "What about lh-050-r and everything that is dear?", "P2", "655/2013"])
def test_a_code_comes_first_whatever_else_is_near(query):
    coded = [passage("d", "SKU LH-050-R."), passage("e", "In P2 cases."), passage("f", "Regulation 655/2013 rules.")]
    vectors = NEUTRAL | {one.id: unit(-1, 0.1 * n, 0) for n, one in enumerate(coded)}
    first = order(searcher(THREE + coded, vectors), query, unit(1, 0.2, 0.01))[0]
    assert first == {"lh-050-r": "d", "p2": "e", "655/2013": "f"}.get(query.lower(), "d")


def test_copies_go_down_and_what_is_only_alike_in_meaning_stays():
    copied = "Fees for refunds are set each spring by the board of the house"
    passages = [passage(f"copy{n}", copied, heading="Fees") for n in range(5)]
    passages += [passage("other", "Whoever sends a parcel back pays nothing"), passage("far", "Opening hours")]
    vectors = {one.id: unit(1, 0.01 * n, 0.3) for n, one in enumerate(passages)} | {"far": unit(0, 1, 0)}
    asked = unit(1, 0, 0.3)
    made = searcher(passages, vectors)
    assert order(made, "unknown", asked)[:2] == ["copy0", "other"]
    scores = [one.score for one in made.find("unknown", asked, made.usable(TODAY))]
    assert scores == sorted(scores, reverse=True)


def test_a_section_is_what_stands_under_the_heading_and_may_be_read():
    parts = [passage(f"p{n}", f"part {n}", heading="Fees").model_copy(update={"document": "d.md"}) for n in range(12)]
    parts[0] = parts[0].model_copy(update={"heading": ("Hours",)})
    strange = [passage("z", "elsewhere", heading="Fees")]
    made = searcher(parts + strange, {one.id: unit(1, 0, 0) for one in parts + strange})
    allowed = made.usable(TODAY).copy()
    allowed[2] = False
    assert made.section(1, allowed)[:2] == ("part 1", "part 3")
    assert made.section(0, allowed) == ("part 0",)
    assert made.section(12, allowed) == ("elsewhere",)
    for position in range(3, 12):
        section = made.section(position, allowed)
        assert len(section) == SECTION_PASSAGES
        assert f"part {position}" in section


def test_filters_leave_what_fits():
    kinds = [
        one.model_copy(update={"kind": kind}) for one, kind in zip(THREE, ["legal", "voice", "voice"], strict=True)
    ]
    kinds[1] = kinds[1].model_copy(update={"locale": "de-AT", "product": "Calm Balm"})
    made = searcher(kinds, NEUTRAL)
    assert made.fitting(["voice"], None, ()).tolist() == [False, True, True]
    assert made.fitting((), "de", ()).tolist() == [False, True, False]
    assert made.fitting(["voice"], "en-GB", ()).tolist() == [False, False, True]
    assert made.fitting((), None, {"calm balm"}).tolist() == [False, True, False]
    assert made.fitting((), None, ()).all()


def test_a_question_finds_its_subject_before_its_language():
    english = [passage(f"en{n}", f"text {n}") for n in range(20)]
    german = [passage(f"de{n}", f"Wort {n}", "de") for n in range(20)]
    rng = np.random.default_rng(3)
    vectors = {one.id: unit(0.0, 1.0, *rng.normal(0, 0.1, 8)) for one in english}
    vectors |= {one.id: unit(0.4, 1.0, *rng.normal(0, 0.1, 8)) for one in german}
    subject = unit(0.0, 1.0, 0.45, *([0.0] * 7))
    vectors["en7"] = subject
    asked = unit(0.4, 1.0, 0.45, *([0.0] * 7))  # the same subject, asked in German
    found = {key: float(row @ asked) for key, row in vectors.items()}
    assert max(found, key=lambda key: found[key]).startswith("de")
    assert order(searcher(english + german, vectors), "unbekannt", asked)[0] == "en7"


def test_what_is_not_allowed_is_not_found_and_costs_no_candidates():
    passages = [passage(f"p{n}", f"text {n}") for n in range(300)]
    vectors = {one.id: unit(1, n / 300, 0) for n, one in enumerate(passages)}
    made = searcher(passages, vectors)
    allowed = np.zeros(300, dtype=np.bool_)
    allowed[250:] = True
    found = made.find("unknown", unit(1, 0, 0), allowed)
    assert {one.position for one in found if one.dense} == set(range(250, 300))
    assert all(allowed[one.position] for one in found)


def test_vectors_that_this_state_does_not_know_are_passed_over():
    extra = {f"new{n}": unit(1, 0, 0) for n in range(100)}
    assert set(order(searcher(THREE, NEUTRAL | extra), "unknown", unit(1, 0, 0))) == {"a", "b", "c"}


@pytest.mark.parametrize(("day", "usable"), [(date(2026, 1, 1), False), (date(2026, 5, 1), True)])
def test_days_decide_what_is_usable(day, usable):
    entries = (Entry(THREE[0], date(2026, 5, 1), date(2026, 5, 1)),)
    made = Searcher(State(1, entries, frozenset(), {}), Store({"a": unit(1, 0)}), {"a": ("a",)}, {})  # type: ignore[arg-type]
    assert made.usable(day).tolist() == [usable]


def test_the_heading_decides_where_texts_are_equally_near():
    vectors = {one: unit(1, 0.2) for one in "abc"}
    made = searcher(THREE, vectors, headings={"a": unit(1, 0), "b": unit(0, 1), "c": unit(-1, 0)})
    assert order(made, "unknown words", unit(0, 1))[0] == "b"


def test_kindred_words_bring_a_text_forward():
    class Kin:
        def coverage(self, asked, meanings):
            assert (asked, meanings.shape) == (["frasco"], (1, 2))
            return np.array([0, 0, 1], dtype=np.float32)

    made = searcher(THREE, {one: unit(1, 0.2) for one in "abc"}, kindred=lambda _: Kin())
    found = made.find("frasco", unit(1, 0), made.usable(TODAY), frozenset(), {"frasco": unit(1, 0)})
    assert found[0].passage.id == "c"
    assert [one.kindred for one in found] == [1, 0, 0]
