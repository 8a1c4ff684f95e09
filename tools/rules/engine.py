"""Runs many rules over one text: words by look-up, patterns one by one, hits in the order of the text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.text.polarity import stance_of
from tools.rules.compiled import Compiled
from tools.rules.definition import NOTHING_IGNORED, Ignores, Rule
from tools.rules.direct_speech import is_direct_speech
from tools.rules.hits import Hit, Memory
from tools.rules.ignores import Ignoring
from tools.rules.list_code import without_list_code
from tools.rules.look_up import Entry, LookUp
from tools.rules.metrics import measure
from tools.rules.required import Requirements
from tools.rules.scopes import Unit, selectors
from tools.rules.switches import State, Switches, switches
from tools.text.front_matter import field_blocks
from tools.text.inline import inlines
from tools.text.lookalikes import undisguised
from tools.text.markup import LINE_END, Block, Format
from tools.text.reading import code_blocks, raw, read, summary

_ANSWER = 400  # characters after a block with a question
_DOCUMENT = Block("", frozenset({"document"}))
SplitSentences = Callable[[str], Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's hit, with the stretch of the source that it was read from."""

    rule: Rule
    hit: Hit
    start: int
    end: int
    read: str  # what is read of that stretch


class Engine:
    """Rules of one language, made ready. `sentences` gives a text's sentences as (start, end)."""

    def __init__(
        self,
        rules: Sequence[Compiled],
        sentences: SplitSentences,
        ignores: Ignores = NOTHING_IGNORED,
        locale: str = "en",
    ) -> None:
        self._rules = rules
        self._locale = locale
        self._split = sentences
        self._ignoring = Ignoring(ignores)
        self._selectors = [selectors(compiled.rule.scope) for compiled in rules]
        units = {selector.unit for chosen in self._selectors for selector in chosen}
        self._units: tuple[Unit, ...] = tuple(sorted(units))
        words: dict[Unit, list[Entry]] = {unit: [] for unit in units}
        self._others: dict[Unit, list[int]] = {unit: [] for unit in units}
        self._taken: dict[tuple[Unit, frozenset[str], Format], frozenset[int]] = {}
        for number, compiled in enumerate(rules):
            for unit in {selector.unit for selector in self._selectors[number]}:
                words[unit] += [Entry(word, number, token, compiled.rule.ignorecase) for word, token in compiled.words]
                if compiled.search is not None or (compiled.tokens is not None and compiled.tokens.patterns):
                    self._others[unit].append(number)
        self._look_ups = {unit: LookUp(entries) for unit, entries in words.items()}
        self._required = {
            unit: Requirements([tokens.required if (tokens := rules[number].tokens) else None for number in others])
            for unit, others in self._others.items()
        }

    def run(self, text: str, form: Format = "markdown", *, switched: bool = True) -> list[Found]:
        """All hits, ordered by place, then by rule. Without `switched`, also what the text itself switches off."""
        counts: dict[str, int] = {}
        found = sorted(
            self._found(text, form, switches(text, form) if switched else None),
            key=lambda each: (each.start, each.end, each.rule.id),
        )
        # a rule of several scopes may meet the same place twice, and one about the whole text in every block
        if len(self._units) > 1 or any(each.hit.of_text for each in found):
            found = list({(each.start, each.rule.id): each for each in reversed(found)}.values())[::-1]
        return [each for each in found if _within_limit(each.rule, counts)]

    def _found(self, text: str, form: Format, switched: Switches | None) -> Iterator[Found]:
        seen, in_lists = without_list_code(self._ignoring.hide(text, form), form)
        blocks = tuple(undisguised(block) for block in read(seen, form))
        head = _head(text)
        counts = measure(blocks, code_blocks(seen, form) + in_lists, self._split) if "document" in self._units else None
        memory = Memory(counts)
        for unit in self._units:
            for block in self._of_unit(unit, blocks, text, seen, form):
                state = _state(switched, unit, block) if switched else None
                for compiled, hit in self._block(unit, block, memory, form):
                    if self._stands_otherwise(compiled.rule, block, hit, seen):
                        continue
                    if state is None or not state.silences(compiled.rule, hit.observed):
                        place = head if hit.of_text else block.place(hit.start, hit.end)
                        yield Found(compiled.rule, hit, *place, block.text[hit.start : hit.end])

    def _stands_otherwise(self, rule: Rule, block: Block, hit: Hit, seen: str) -> bool:
        """Whether the sentence only denies or reports what the rule objects to, or somebody else says it. A question
        may be answered in the next paragraph.
        """
        if not rule.unless:
            return False
        text = block.text
        if "quoted" in rule.unless and is_direct_speech(text, hit.start, hit.end):
            return True
        if "?" in text:
            end = block.place(len(text) - 1, len(text))[1]
            text = f"{text}\n\n{seen[end : end + _ANSWER].lstrip()}"
        return stance_of(text, hit.start, hit.end, self._locale) in rule.unless

    def _of_unit(self, unit: Unit, blocks: tuple[Block, ...], text: str, seen: str, form: Format) -> Iterable[Block]:
        match unit:
            case "block":
                fields = field_blocks(seen) if form == "markdown" else ()
                return [*(undisguised(field) for field in fields), *blocks]
            case "raw":
                return (raw(text),)
            case "document":
                return (_DOCUMENT,)
            case "inline":
                return [undisguised(block) for block in inlines(seen, form)]
            case "summary":
                whole = summary(blocks)
                return (whole,) if whole else ()
            case "sentence":
                return [
                    block.part(start, end, block.tags | {"sentence"})
                    for block in blocks
                    for start, end in self._split(block.text)
                ]

    def _block(self, unit: Unit, block: Block, memory: Memory, form: Format) -> Iterator[tuple[Compiled, Hit]]:
        words = self._look_ups[unit].standing_in(block)
        wanted = self._wanted(unit, block.tags, form)
        others = self._others[unit]
        able = {others[place] for place in self._required[unit].standing_in(block.lower, block.text)}
        for number in words.keys() & wanted:
            if (tokens := self._rules[number].tokens) is not None:
                hits = tokens.hits(block, words[number], may_match=number in able)
                yield from ((self._rules[number], hit) for hit in hits)
        for number in sorted(able & wanted):
            compiled = self._rules[number]
            if compiled.search is not None:
                yield from ((compiled, hit) for hit in compiled.search.hits(block, memory))
            elif number not in words and compiled.tokens is not None:
                yield from ((compiled, hit) for hit in compiled.tokens.hits(block))

    def _wanted(self, unit: Unit, tags: frozenset[str], form: Format) -> frozenset[int]:
        """The rules that look at such a block."""
        key = (unit, tags, form)
        if key not in self._taken:
            self._taken[key] = frozenset(
                number
                for number, chosen in enumerate(self._selectors)
                if any(one.unit == unit and one.form in (None, form) and one.takes(tags) for one in chosen)
                and (unit != "sentence" or self._splits(number, tags, form))
                and ("frontmatter" not in tags or self._rules[number].rule.own is None)
            )
        return self._taken[key]

    def _splits(self, number: int, tags: frozenset[str], form: Format) -> bool:
        """Vale finds sentences in paragraphs alone, not in headings, lists or quotes; rules of ours everywhere."""
        whole = "paragraph" in tags and "blockquote" not in tags
        return whole or form == "text" or self._rules[number].rule.own is not None


def _head(text: str) -> tuple[int, int]:
    """Where what is about the whole text is shown: its first line that is not empty."""
    first = len(text) - len(text.lstrip("\r\n"))
    end = LINE_END.search(text, first)
    return first, end.start() if end else len(text)


def _state(switched: Switches, unit: Unit, block: Block) -> State:
    if unit in ("raw", "summary", "document"):
        return switched.whole
    last = len(block.text.rstrip())
    return switched.at(block.place(max(last - 1, 0), max(last, 1))[1])


def _within_limit(rule: Rule, counts: dict[str, int]) -> bool:
    counts[rule.id] = counts.get(rule.id, 0) + 1
    return rule.limit == 0 or counts[rule.id] <= rule.limit
