"""Many tabs of one desk, left open, each with its looks for news. Prints what that came to, as JSON.

`python -m tests.load.tabs BASE COOKIE PROCESS [TABS] [SECONDS]`; COOKIE of somebody who came by the link and has not
sat down: taking a seat ends the session that a cookie had before.
"""

import asyncio
import json
import sys
import time

from tests.load.__main__ import percentile, resident
from tests.load.person import Person, Timings

PAGES = ("/", "/approvals/?tab=mine", "/rules/", "/insights/", "/approvals/?tab=all")
WHO = ("mara", "ana", "elif", "tomas", "jonas")


class Tab(Person):
    async def live(self, who: str, path: str, seconds: float) -> None:
        self.name, tab = who, self.name
        await self.sit_down()
        self.name = tab  # each tab has a session of its own
        await self.open(path)
        await self.watch(seconds)


async def opened(base: str, cookies: dict[str, str], process: int, tabs: int, seconds: float) -> dict[str, object]:
    timings = Timings()
    before = resident(process)
    people = [Tab(base, cookies, f"tab{number:03}", timings, number) for number in range(tabs)]
    began = time.perf_counter()

    async def one(number: int, tab: Tab) -> None:
        await asyncio.sleep(number * 0.1)  # nobody opens them all in one moment
        left = seconds + (tabs - number) * 0.1
        await tab.live(WHO[number % len(WHO)], PAGES[number % len(PAGES)], left)

    results = await asyncio.gather(*(one(*each) for each in enumerate(people)), return_exceptions=True)
    timings.errors += [repr(one) for one in results if isinstance(one, BaseException)]
    for tab in people:
        await tab.leave()
    looks = [each for name, seen in timings.seconds.items() if name.startswith("look") for each in seen]
    opening = timings.seconds.get("open a page", [])
    return {
        "tabs": tabs,
        "seconds": round(time.perf_counter() - began, 1),
        "looks": len(looks),
        "look_p95": round(percentile(looks, 0.95), 3),
        "open_p95": round(percentile(opening, 0.95), 3),
        "memory_before": round(before),
        "memory_after": round(resident(process)),
        "errors": timings.errors[:5],
        "error_count": len(timings.errors),
    }


if __name__ == "__main__":
    base, cookie, process = sys.argv[1], sys.argv[2], int(sys.argv[3])
    tabs, seconds = int((sys.argv[4:] or ["200"])[0]), float((sys.argv[5:] or ["20"])[0])
    told = asyncio.run(opened(base, {"copydesk": cookie}, process, tabs, seconds))
    sys.stdout.write(json.dumps(told) + "\n")
