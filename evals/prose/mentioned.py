"""Words that a text quotes instead of using them: a style guide's own examples, good and bad.

Quoted are, in Markdown: block quotes, code, table cells, and what stands in emphasis or in quotation marks.
"""

import re
import sys
from bisect import bisect_right

_BLOCKS = re.compile(
    r"""^[ \t]*>[^\n]*            # a block quote
      | ^[ \t]*```.*?^[ \t]*```   # a fenced block
      | ^(?:[ ]{4}|\t)[^\n]*      # an indented one
      | <td\b.*?</td>
      | ^[ \t]*\|[^\n]*           # a row of a table
      | ^---\n.*?^---$            # front matter, at the top of a file""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_INLINE = re.compile(
    r"""`[^`\n]+`
      | (?<![\w*])\*{1,2}(?=[^\s*])[^*]+?(?<=\S)\*{1,2}(?![\w*])
      | (?<![\w_])_{1,2}(?=[^\s_])[^_]+?(?<=\S)_{1,2}(?![\w_])
      | “[^”]{1,400}”
      | (?<!\w)"[^"\n]{1,400}"(?!\w)
      | (?<!\w)‘[^’\n]{1,400}’(?!\w)""",
    re.VERBOSE,
)


class Mentioned:
    """Where a Markdown text quotes."""

    def __init__(self, text: str) -> None:
        found = [one.span() for pattern in (_BLOCKS, _INLINE) for one in pattern.finditer(text)]
        self._spans = sorted(found)
        self._reach: list[int] = []  # the furthest end so far
        for _, end in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else 0))

    def at(self, start: int) -> bool:
        place = bisect_right(self._spans, (start, sys.maxsize)) - 1
        return place >= 0 and self._reach[place] > start
