"""Names of files, as they stand in a line of a table or a report."""

import re

# what breaks a line, moves the cursor, or turns the rest of the line round
_BREAKING = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def written_out(name: str) -> str:
    r"""On one line: a line break as "\n", an escape as "\x1b"."""
    return _BREAKING.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), name)
