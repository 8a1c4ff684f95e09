"""Where a rule names several words, each is a button beside it: in the chat, on the card, on a text brought."""

import re

import pytest

from agents.views import AskRequest
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from tools.copy import Copy
from tools.findings import Finding
from ui.web.board import Press
from ui.web.mending import mended
from ui.web.render.findings import listed
from ui.web.render.marks import marked
from ui.web.render.ways import Hand

COPY = Copy(fields={"caption": "Grab it & go."})
GRAB = Finding(
    rule="orrelune.Grab",
    family="wording",
    severity="amber",
    field="caption",
    line=1,
    column=1,
    start=0,
    span="Grab",
    message="'choose' or 'take', not 'Grab'.",
    source=None,
    options=("Choose", "Take"),
)


@pytest.mark.parametrize("given", [Hand(copy=COPY, draft="d-1"), Hand(copy=COPY, approval="a-1"), Hand(copy=COPY)])
def test_each_word_that_a_rule_names_is_a_button(given: Hand) -> None:
    html = str(listed([GRAB], given))
    assert re.findall(r"<button[^>]*>(Use [^<]*)</button>", html) == ["Use “Choose”", "Use “Take”"]
    if given.draft or given.approval:
        assert re.findall(r'data-option="(\w+)"', html) == ["Choose", "Take"]
    else:
        assert "Take it &amp; go." in html


def test_it_stands_where_the_text_is_pointed_at_too(desk: FakeDesk) -> None:
    draft = desk.ask(AskRequest(text="captions", hold=True), "mara", "web")
    view = desk.run(draft.run).drafts[0]
    report = view.report.model_copy(update={"findings": (GRAB,)})
    view = view.model_copy(update={"fields": {"caption": "Grab it."}, "report": report})
    shown = ["".join(map(str, marked(view, "caption", fixable=fixable))) for fixable in (True, False)]
    assert [one.count("data-option=") for one in shown] == [2, 0]


def pressed(**data: str) -> Press:
    return Press.read({"act": "fix", "finding": "0", **data})


def test_the_word_that_is_pressed_is_put_in_and_no_other() -> None:
    assert mended(pressed(option="Take"), COPY, [GRAB]) == {"caption": "Take it & go."}
    for given in ({"option": "Steal"}, {}):
        with pytest.raises(InputError, match="changed"):
            mended(pressed(**given), COPY, [GRAB])
