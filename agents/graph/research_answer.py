"""An answer from passages: the model's words where the passages carry them, else the passages' own sentences."""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from agents.graph.copywriting.prompt import LANGUAGES
from agents.graph.copywriting.prose import prose
from agents.graph.prompt_files import Prompts, shipped
from agents.model.chat import ChatModel, Prompt
from agents.model.errors import ModelError
from knowledge.passages import Hit, Passage, SearchResult
from knowledge.text.language import detect
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems

log = logging.getLogger(__name__)

PASSAGES = 4  # shown to the model
MOST_CHARACTERS = 700  # of each
MOST_SENTENCES = 3
MAX_TOKENS = 110
CARRIED = 0.6  # share of a sentence's words that one passage must hold
NEARLY = 0.5  # of the best sentence's score, for another one to be quoted
_REFERENCE = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")
_END = (".", "!", "…", "。", "！")
_CLOSING = "\"'”’»)]」』*_ "
_ANSWER_LABEL = re.compile(r"(?:A|Answer|Antwort|Réponse|Respuesta|Risposta|Antwoord|Resposta)\s?[:：]\s+")
_YES_OR_NO = 2  # words: an answer so short says nothing without the sentence after it


class Answer(BaseModel):
    """`text` cites as [1], [2]: positions in `passages`, which holds Passage.ids. `quoted`: no word is a model's."""

    model_config = ConfigDict(frozen=True)

    text: str
    passages: tuple[str, ...]
    quoted: bool


class _Said(NamedTuple):
    sentence: str
    passage: Passage


def answer(question: str, result: SearchResult, model: ChatModel | None, prompts: Prompts | None = None) -> Answer:
    """One to three statements, each carried by a passage that it cites; empty where the passages only ask.

    A model that is down costs its words only.
    """
    passages = [hit.passage for hit in result.hits[:PASSAGES]]
    wording = (prompts or shipped()).research.strip()
    said = _from_model(question, passages, model, wording) if model and passages else ()
    if said:
        return _cited(said, quoted=False)
    return _cited(_quotes(question, result.hits), quoted=True)


def _from_model(question: str, passages: Sequence[Passage], model: ChatModel, wording: str) -> tuple[_Said, ...]:
    """Empty unless every sentence is carried: half an answer could say the opposite of a whole one."""
    try:
        asked = _prompt(question, passages, wording)
        completion = model.chat(asked, max_tokens=MAX_TOKENS, temperature=0.0, stop=("\n\n",))
    except ModelError as error:
        log.warning("quoted instead of answered: %s", error)
        return ()
    written = [sentence.text for sentence in sentences(_REFERENCE.sub("", prose(completion.text)))]
    if completion.cut or (written and not written[-1].endswith((*_END, "?"))):
        written = written[:-1]
    written = [sentence for sentence in written if not _is_question(sentence)]
    carried = [(sentence, _carrier(sentence, passages)) for sentence in written[:MOST_SENTENCES]]
    if not carried or not any(set(stems(question)) & set(stems(sentence)) for sentence, _ in carried):
        return ()
    said = tuple(_Said(sentence, passage) for sentence, passage in carried if passage is not None)
    return said if len(said) == len(carried) else ()


def _prompt(question: str, passages: Sequence[Passage], wording: str) -> Prompt:
    shown = "\n\n".join(
        f"[{number}] {' › '.join(passage.heading)}\n{passage.text[:MOST_CHARACTERS]}"
        for number, passage in enumerate(passages, 1)
    )
    language = LANGUAGES.get(detect(question), "English")
    return Prompt(system=wording, user=f"{shown}\n\nQuestion: {question}\nAnswer in {language}:")


def _carrier(sentence: str, passages: Sequence[Passage]) -> Passage | None:
    """The passage in which the sentence's figures stand, and most of its words. In another language than the passage's
    only the figures can be compared, so there must be some."""
    figures = {found.key for found in find_quantities(sentence)}
    language = detect(sentence)
    best: tuple[float, Passage] | None = None
    for passage in passages:
        if not figures <= {found.key for found in find_quantities(passage.text, passage.locale)}:
            continue
        same = passage.locale.split("-")[0] == language
        share = _share(sentence, passage) if same else float(bool(figures))
        if share >= CARRIED and (best is None or share > best[0]):
            best = (share, passage)
    return best[1] if best else None


def _share(sentence: str, passage: Passage) -> float:
    own = set(stems(sentence, passage.locale))
    held = set(stems(passage.indexed_text, passage.locale))
    return len(own & held) / len(own) if own else 0.0


def _quotes(question: str, hits: Sequence[Hit]) -> tuple[_Said, ...]:
    """The statements that share most with the question, of the best passages; the first one's start where none does.

    A question in a passage is never an answer: what it asks counts for the statement after it.
    """
    asked = set(stems(question, detect(question)))
    scored: list[tuple[float, _Said]] = []
    for place, hit in enumerate(hits[:PASSAGES]):
        heading = set(stems(" ".join(hit.passage.heading), hit.passage.locale))
        for at, (statement, question_before) in enumerate(_statements(hit.passage)):
            own = set(stems(f"{question_before} {statement}", hit.passage.locale))
            score = len(asked & own) + 0.5 * len(asked & heading) + 1.0 / (1 + place) - 0.05 * at
            scored.append((score, _Said(statement, hit.passage)))
    if not scored:
        return _first_words(hits)
    scored.sort(key=lambda each: -each[0])
    top = scored[0][0]
    return tuple(said for score, said in scored[:2] if score >= NEARLY * top)


def _statements(passage: Passage) -> Iterator[tuple[str, str]]:
    """Each whole statement, with the question right before it or nothing."""
    asked, short = "", ""
    for sentence in sentences(prose(passage.text)):
        if _is_question(sentence.text):
            asked, short = sentence.text, ""
        elif sentence.text.rstrip(_CLOSING).endswith(_END):
            statement = f"{short} {_ANSWER_LABEL.sub('', sentence.text, count=1)}".strip()
            if asked and not short and len(statement.split()) <= _YES_OR_NO:
                short = statement
                continue
            yield statement, asked
            asked, short = "", ""


def _first_words(hits: Sequence[Hit]) -> tuple[_Said, ...]:
    """Of the first passage that says anything beside questions, in one line."""
    for hit in hits[:PASSAGES]:
        said = [each.text for each in sentences(prose(hit.passage.text)) if not _is_question(each.text)]
        if said:
            return (_Said(" ".join(said), hit.passage),)
    return ()


def _is_question(sentence: str) -> bool:
    return sentence.rstrip(_CLOSING).endswith(("?", "？"))


def _cited(said: Sequence[_Said], *, quoted: bool) -> Answer:
    order = tuple(dict.fromkeys(each.passage.id for each in said))
    text = " ".join(f"{each.sentence} [{order.index(each.passage.id) + 1}]" for each in said)
    return Answer(text=text, passages=order, quoted=quoted)
