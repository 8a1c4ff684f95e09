"""The arithmetic of the classifier of sentences."""

import numpy as np

from tools.kinds.model import KINDS, Fitted, Labelled


def test_the_nearest_sentences_speak_for_their_kind() -> None:
    rows = [
        Labelled(text=f"{at}", label=label, near=None, language="en") for at, label in enumerate(("praise", "none"))
    ]
    nothing = np.zeros((2, len(KINDS)))
    model = Fitted(tuple(rows), np.zeros(2), np.eye(2), nothing, np.zeros(len(KINDS)), {}, np.zeros((0, len(KINDS))))
    margins = model.margins(["one", "other"], np.array([[1.0, 0.0], [0.0, 1.0]]))
    praise = margins[:, KINDS.index("praise")]
    assert praise[0] > 0.99
    assert praise[1] < 0.01
    assert margins[:, KINDS.index("insult")].tolist() == [0.0, 0.0]
