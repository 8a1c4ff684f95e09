"""What a round of drafts is read by when the classifier of sentences is measured."""

import numpy as np
import pytest

from evals.kinds import fit
from evals.kinds.fit import FIRST, ROUNDS, fitted_before
from tools.kinds.model import Labelled, labelled


def row(text: str, *, drawn: str | None = None, after: str | None = None) -> Labelled:
    return Labelled(text=text, label="none", near=None, language="en", round=drawn, after=after)


def test_a_round_is_read_by_what_was_labelled_before_anybody_had_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        row("old", drawn="h"),
        row("written early", after="h"),
        row("of it", drawn="k"),
        row("written by somebody who had read it", after="k"),
        row("of a later one", drawn="l"),
    ]
    kept: list[str] = []
    monkeypatch.setattr(fit, "fitted", lambda rows, vectors: kept.extend(one.text for one in rows))
    fitted_before("k", rows, np.zeros((len(rows), 2)))
    assert kept == ["old", "written early"]


def test_each_labelled_sentence_tells_its_round_or_what_had_been_read_before() -> None:
    assert all((one.round in ROUNDS) != (one.after in ROUNDS) for one in labelled())
    assert any(one.after == ROUNDS[ROUNDS.index(FIRST) - 1] for one in labelled())
