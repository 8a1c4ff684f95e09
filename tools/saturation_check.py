"""How much of a text's wording this desk published in the last weeks already, on whatever channel."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from knowledge.check_settings import SaturationSettings
from tools.copy import Copy
from tools.findings import Earlier, Finding, Severity, on_whole
from tools.repeats import Recent, said_words

WORDING, OPENING, CLOSING = "saturation.Wording", "saturation.Opening", "saturation.Closing"
SATURATION_RULES: tuple[str, ...] = (WORDING, OPENING, CLOSING)
_RUN = 5  # words in a row that are compared
_EDGE = 4  # words that open or close a text
_LEAST_WORDS = 12  # of copy; less has hardly a run of its own
_NAMED = 3  # publications that a finding names
_Run = tuple[str, ...]
DEFAULT = SaturationSettings()


def saturation(text: str, recent: Sequence[str]) -> float:
    """The share of the text's runs of five words that at least one of the recent texts has; 0 for a short text."""
    words = said_words(text)
    runs = frozenset(_runs(words))
    said = frozenset().union(*(_runs_of(each) for each in recent))
    return len(runs & said) / len(runs) if len(words) >= _LEAST_WORDS else 0.0


def check_saturation(
    copy: Copy,
    recent: Sequence[Recent],
    settings: SaturationSettings = DEFAULT,
    stated: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """For the whole copy. `recent` are publications of all channels. A text that is being published again as it is
    (`check_repeats` names it) counts with the others. What `stated` says, the brand's documents, is nobody's wording: a
    price is told in the same words each time, and nobody should have to find others.
    """
    if not recent:
        return ()
    words = said_words("\n".join(copy.fields.values()))
    if len(words) < _LEAST_WORDS:
        return ()
    ordered = sorted(recent, key=lambda each: (each.on, each.draft, each.channel))
    found = [_wording(words, ordered, settings, stated), *_edges(words, ordered, settings)]
    return tuple(
        on_whole(next(iter(copy.fields)), rule, "wording", severity, told, earlier=earlier)
        for rule, severity, told, earlier in (each for each in found if each is not None)
    )


_Found = tuple[str, Severity, str, tuple[Earlier, ...]]


def _wording(
    words: Sequence[str], recent: Sequence[Recent], settings: SaturationSettings, stated: Sequence[str]
) -> _Found | None:
    runs = frozenset(_runs(words))
    own = runs.difference(*(_runs_of(text) for text in stated))
    shared = [(len(common), each) for each in recent if (common := own & _runs_of(each.text))]
    share = len(own.intersection(frozenset().union(*(_runs_of(each.text) for _, each in shared)))) / len(runs)
    if share < settings.advice_from:
        return None
    nearest = sorted(shared, key=lambda pair: -pair[0])[:_NAMED]
    earlier = tuple(each.earlier(count / len(runs)) for count, each in nearest)
    told = f"{share:.0%} of this wording was published lately. Say it in other words, so that it stays fresh."
    return WORDING, "amber" if share >= settings.amber_from else "advice", told, earlier


def _edges(words: Sequence[str], recent: Sequence[Recent], settings: SaturationSettings) -> list[_Found | None]:
    edges = [_edges_of(each.text) for each in recent]
    opening = Counter(first for first, _ in edges)[tuple(words[:_EDGE])]
    closing = Counter(last for _, last in edges)[tuple(words[-_EDGE:])]
    told = "{count} of the last {all} publications {do} like this: “{words}”. Find another {way}."
    found: list[_Found | None] = []
    for rule, count, own, do, way in (
        (OPENING, opening, words[:_EDGE], "open", "beginning"),
        (CLOSING, closing, words[-_EDGE:], "close", "ending"),
    ):
        if count >= settings.same_edges:
            severity: Severity = "amber" if count >= settings.amber_edges else "advice"
            found.append(
                (rule, severity, told.format(count=count, all=len(recent), do=do, words=" ".join(own), way=way), ())
            )
    return found


def _runs(words: Sequence[str]) -> list[_Run]:
    return [tuple(words[index : index + _RUN]) for index in range(len(words) - _RUN + 1)]


@lru_cache(maxsize=4096)  # the same publications are compared with every draft of a desk
def _runs_of(text: str) -> frozenset[_Run]:
    return frozenset(_runs(said_words(text)))


@lru_cache(maxsize=4096)
def _edges_of(text: str) -> tuple[_Run, _Run]:
    words = said_words(text)
    return tuple(words[:_EDGE]), tuple(words[-_EDGE:])
