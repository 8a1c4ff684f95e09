"""How long one case took, told while the others wait."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Case = TypeVar("Case")
Result = TypeVar("Result")


def each(
    cases: Iterable[Case], measure: Callable[[Case], Result], name: Callable[[Case], str], told: Callable[[str], None]
) -> Iterator[Result]:
    """What each case comes to; `told` hears its name and seconds once it is through."""
    for case in cases:
        start = time.perf_counter()
        result = measure(case)
        told(f"{name(case)}: {time.perf_counter() - start:.0f} s")
        yield result
