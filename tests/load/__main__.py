"""The desk under load, on loopback: `python -m tests.load [--seconds 120] [--marketers 50] [--approvers 10]`.

Marketers ask, watch, submit what came, and ask again; approvers watch the queue, open cards, sign, edit, send back and
reject. Prints errors, the 50th and 95th percentile of each kind of request, how long a decision takes to the other
approvers' pages, and the memory of the served desk. Ends with 1 where there was an error, or the 95th percentile of a
page action or of the way of a decision is above its limit.
"""

import argparse
import asyncio
import html
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from tests.load.person import Person, Timings
from tests.load.sight import CARD

LONG = 60  # seconds: in a run of these every act is reached, or the run shows nothing
LIMIT = 0.5  # seconds: the 95th percentile of a page action, on two cores
SEEN_BY_ALL = 2.0  # seconds: the 95th percentile of the way of a decision to whoever has the same card before them
REQUESTS = (
    "An Instagram caption for the refillable bottle, for commuters",
    "Two Instagram captions for the refillable bottle, for commuters",
    "A LinkedIn post about refills of the refillable bottle",
    "What does the refillable bottle cost?",
)
DRAFT = re.compile(r'name="drafts" value="([^"]+)"')
RUN = re.compile(r"run=(r-[^&\"]+)")
SEEN = re.compile(r'data-act="approve"[^>]*data-approval="([^"]+)" data-digest="([^"]+)"')
FIELD = re.compile(r'<textarea name="(field:[^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)
RATED = re.compile(r'name="rated" value="([^"]+)"')
SETTLED = r'name="drafts" value|class="state (answered|checked|escalated|failed|waiting|blocked)'


async def marketer(person: Person, end: float) -> None:
    await asyncio.sleep(person.random.uniform(0, 10))
    await person.sit_down()
    while time.perf_counter() < end:
        await person.open("/")
        await person.press("ask", {"text": person.random.choice(REQUESTS)})
        if not await person.watch(30, SETTLED):
            continue
        await person.watch(person.random.uniform(5, 15))  # they read
        run, drafts = RUN.search(person.page), DRAFT.findall(person.page)
        if drafts and run:
            await person.press("submit", {"drafts": drafts}, run=html.unescape(run.group(1)))
        await person.watch(person.random.uniform(15, 40))


async def approver(person: Person, end: float) -> None:
    await asyncio.sleep(person.random.uniform(0, 10))
    await person.sit_down()
    await person.open("/approvals/?tab=mine")
    while time.perf_counter() < end:
        await person.watch(person.random.uniform(2, 5))
        cards = CARD.findall(person.page)
        if not cards:
            continue
        await person.press("open", at=f"?tab=mine&id={person.random.choice(cards)}")
        await person.watch(person.random.uniform(2, 6))
        seen = SEEN.search(person.page)
        if seen is None:
            continue
        await decide(person, seen.group(1), seen.group(2))


async def decide(person: Person, approval: str, digest: str) -> None:
    way = person.random.choices(("approve", "edit", "revise", "reject"), (6, 2, 1, 1))[0]
    if way == "edit":
        fields = {name: html.unescape(text) + " Refill it at home." for name, text in FIELD.findall(person.page)}
        await person.press("rate", fields, approval=approval, digest=digest)
        rated = RATED.search(person.page)
        await person.sign("edit", approval, {**fields, "rated": rated.group(1) if rated else ""}, digest=digest)
    elif way == "revise":
        await person.sign("revise", approval, {"notes": "Shorter, please."}, digest=digest)
    elif way == "reject":
        await person.sign("reject", approval, {"cause": "timing", "reason": "Not this week."}, digest=digest)
    else:
        await person.sign("approve", approval, digest=digest)


async def one_request(base: str, cookies: dict[str, str]) -> None:
    """Before the clock starts: what is read and made for the first one is not what many people wait for."""
    person = Person(base, cookies, "marketer00", Timings(), 0)
    await person.sit_down()
    await person.open("/")
    await person.press("ask", {"text": REQUESTS[0]})
    await person.watch(60, SETTLED)
    await person.leave()


async def everybody(
    base: str, cookies: dict[str, str], given: argparse.Namespace, server: int
) -> tuple[Timings, list[float]]:
    timings = Timings()
    end = time.perf_counter() + given.seconds
    people = [
        *(Person(base, cookies, f"marketer{number:02}", timings, number) for number in range(given.marketers)),
        *(Person(base, cookies, f"approver{number:02}", timings, 1000 + number) for number in range(given.approvers)),
    ]
    work = [marketer(one, end) if one.name.startswith("m") else approver(one, end) for one in people]
    memory: list[float] = []
    watcher = asyncio.create_task(measured(server, memory))
    for result in await asyncio.gather(*work, return_exceptions=True):
        if isinstance(result, BaseException):
            timings.errors.append(f"{type(result).__name__}: {result}")
    watcher.cancel()
    for one in people:
        await one.leave()
    return timings, memory


async def measured(server: int, memory: list[float]) -> None:
    while True:
        memory.append(resident(server))
        await asyncio.sleep(2)


def resident(process: int) -> float:
    """MiB that the process holds in memory."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def percentile(seconds: list[float], share: float) -> float:
    """Of nothing at all it is without end: a run in which nobody could act has failed."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))] if seconds else float("inf")


def told(timings: Timings, memory: list[float], used: float, cores: float) -> int:
    say = sys.stdout.write
    say(f"{'':<18}{'n':>7}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}\n")
    actions = [one for name, each in timings.seconds.items() if name.startswith("press") for one in each]
    for name, each in sorted({**timings.seconds, "every press": actions}.items()):
        values = (percentile(each, 0.5), percentile(each, 0.95), percentile(each, 1))
        say(f"{name:<18}{len(each):>7}" + "".join(f"{value * 1000:>9.0f}" for value in values) + "\n")
    seen = timings.sight.seconds
    if seen:
        ways = " ".join(f"{percentile(seen, share):.2f}" for share in (0.5, 0.95, 1))
        say(f"a decision on {len(seen)} other approvers' pages: p50, p95, max {ways} s\n")
    third = max(1, len(memory) // 10)
    middle = memory[len(memory) // 2 - third // 2 :][:third]
    start, half, last = (statistics.median(part) for part in (memory[:third], middle, memory[-third:]))
    say(f"memory of the desk, MiB: {start:.0f} at the start, {half:.0f} in the middle, {last:.0f} at the end\n")
    cost = 1000 * used / max(1, sum(map(len, timings.seconds.values())))
    say(f"processor time of the desk: {cores:.2f} cores, {cost:.0f} ms a request with all that runs beside it\n")
    say(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    for words, count in timings.refusals.items():
        say(f"refused {count} times: {words}\n")
    say(f"errors: {len(timings.errors)}\n")
    for line in timings.errors[:10]:
        say(f"  {line}\n")
    late = bool(seen) and percentile(seen, 0.95) > SEEN_BY_ALL
    return int(late or bool(timings.errors) or percentile(actions, 0.95) > LIMIT)


def processor(process: int) -> float:
    """Seconds that the process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.load")
    for name, default in (("seconds", 120), ("marketers", 50), ("approvers", 10)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--latency", type=float, default=0.3, help="seconds of each model call")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp()) / "home"
    log = home.with_name("desk.log")
    desk = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.load.serving", str(home)),
            *map(str, (given.latency, given.marketers, given.approvers)),
        ],
        stdout=subprocess.PIPE,
        stderr=log.open("w", encoding="utf-8"),
        text=True,
    )
    try:
        link = desk.stdout.readline().strip() if desk.stdout else ""
        if not link:
            sys.stdout.write(f"The desk did not start: {log.read_text(encoding='utf-8')[-2000:]}\n")
            return 1
        with httpx.Client(trust_env=False, follow_redirects=True) as first:
            first.get(link)
            cookies = dict(first.cookies)
        sys.stdout.write(f"{given.marketers} marketers, {given.approvers} approvers, {given.seconds} s\n")
        asyncio.run(one_request(link.split("/sign-in")[0], cookies))
        used, began = processor(desk.pid), time.perf_counter()
        timings, memory = asyncio.run(everybody(link.split("/sign-in")[0], cookies, given, desk.pid))
        used = processor(desk.pid) - used
        cores = used / (time.perf_counter() - began)
        failed = re.findall(r"^run r-\S+ failed$", log.read_text(encoding="utf-8"), re.MULTILINE)
        timings.errors.extend(f"{line}: see {log}" for line in failed)
        if given.seconds >= LONG:
            undone = [act for act in ("ask", "submit", "open", "approve") if f"press {act}" not in timings.seconds]
            timings.errors.extend(f"nobody came to press {act}" for act in undone)
            if given.approvers > 1 and not timings.sight.seconds:
                timings.errors.append("no decision came to another approver's page")
        return told(timings, memory, used, cores)
    finally:
        desk.terminate()
        desk.wait(30)


if __name__ == "__main__":
    raise SystemExit(main())
