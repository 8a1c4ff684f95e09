"""Likeness to labelled texts, in closed form."""

import numpy as np

from agents.graph.likeness import chance, chances, fit, kernel, space_of

VECTORS = np.array([[1.0, 0.1, 0.0], [1.0, 0.0, 0.1], [0.1, 1.0, 0.0], [0.0, 1.0, 0.1], [0.1, 0.9, 0.0]])
LABELS = ("a", "a", "b", "b", "b")
LANGUAGES = ("en",) * 5


def test_fitted_texts_are_like_their_own_label_and_the_same_texts_give_the_same_weights() -> None:
    points = space_of(VECTORS, LANGUAGES).place(VECTORS, LANGUAGES)
    one, other = fit(points, LABELS), fit(points, LABELS)
    scores = [one.scores(near) for near in kernel(points, points)]
    assert [max(each, key=each.__getitem__) for each in scores] == list(LABELS)
    assert np.array_equal(one.weights, other.weights)


def test_a_label_with_few_texts_weighs_as_much_as_one_with_many() -> None:
    vectors = np.concatenate([VECTORS[:1], np.repeat(VECTORS[2:], 20, axis=0)])
    labels = ("a", *("b",) * 60)
    space = space_of(vectors, ("en",) * 61)
    points = space.place(vectors, ("en",) * 61)
    scores = fit(points, labels).scores(kernel(space.place(VECTORS[1:2], ("en",)), points)[0])
    assert scores["a"] > scores["b"]


def test_a_languages_own_direction_counts_for_little() -> None:
    rng = np.random.default_rng(7)
    shift = np.array([0.0, 0.0, 5.0])
    vectors = np.concatenate([np.tile(VECTORS, (8, 1)), np.tile(VECTORS, (8, 1)) + shift])
    vectors += rng.normal(scale=0.01, size=vectors.shape)
    languages = ("en",) * 40 + ("de",) * 40
    placed = space_of(vectors, languages).place(vectors, languages)
    assert float(placed[0] @ placed[40]) > 0.7 > float(placed[0] @ placed[2])


def test_an_unknown_language_is_placed_without_a_shift() -> None:
    centred = VECTORS - VECTORS.mean(axis=0)
    expected = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    assert np.allclose(space_of(VECTORS, LANGUAGES).place(VECTORS, ("xx",) * 5), expected)


def test_chances_are_shares_and_grow_with_the_score() -> None:
    assert chance(0.0) == 0.5 < chance(0.3) < 1.0
    assert abs(float(chances(np.array([0.1, 0.7, -1.0])).sum()) - 1.0) < 1e-9
