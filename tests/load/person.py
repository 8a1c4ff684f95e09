"""One person at a browser, as the desk's script behaves: opens pages, presses, and looks for news as often as asked."""

import asyncio
import html
import random
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from tests.load.sight import Sight
from ui.texts import say

PATIENCE = 15.0  # seconds; the page's script waits no longer either
ETAG = re.compile(r'data-etag="([^"]*)"')
MARK = re.compile(r'data-mark="([^"]*)"')
NEWS = re.compile(r'data-news="([^"]*)"')
PLACE = re.compile(r'data-url="([^"]*)"')
POLL = re.compile(r'data-poll="(\d+)"')
BAD = re.compile(r'class="notice bad"[^>]*>.*?<p>(.*?)</p>', re.DOTALL)


@dataclass
class Timings:
    """Seconds of each request by what it was, and everything that went wrong, in a line each."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    refusals: dict[str, int] = field(default_factory=dict)
    sight: Sight = field(default_factory=Sight)

    def add(self, what: str, taken: float) -> None:
        self.seconds.setdefault(what, []).append(taken)


class Person:
    def __init__(self, base: str, cookies: Mapping[str, str], name: str, timings: Timings, seed: int) -> None:
        limits = httpx.Limits(max_connections=4, max_keepalive_connections=4)
        self._client = httpx.AsyncClient(
            base_url=base, cookies=dict(cookies), timeout=PATIENCE, limits=limits, trust_env=False
        )
        self.name = name
        self.random = random.Random(seed)
        self._timings = timings
        self._handlers: dict[tuple[str, str], int] = {}
        self.page = ""
        self._mark = ""
        self.path = "/"

    async def sit_down(self) -> None:
        answer = await self._client.post("/who", data={"user": self.name}, follow_redirects=False)
        if answer.status_code != httpx.codes.SEE_OTHER:
            self._timings.errors.append(f"{self.name} could not sit down: {answer.status_code}")

    async def open(self, path: str) -> None:
        """The page with all that it brings: its HTML, its parts, and the first drawing."""
        started = time.perf_counter()
        self.path, _, query = path.partition("?")
        await self._client.get(path)
        if (self.path, "act") not in self._handlers:
            config = (await self._client.get(f"{self.path}config")).json()
            for one in config["dependencies"]:
                for _, event in one["targets"]:
                    self._handlers[self.path, event] = one["id"]
        await self._send("load" if (self.path, "load") in self._handlers else "act", {"act": "open", "at": _at(query)})
        self._timings.add("open a page", time.perf_counter() - started)

    async def press(self, act: str, form: Mapping[str, object] | None = None, **data: str) -> str:
        """Returns the refusal that the page shows, if any."""
        started = time.perf_counter()
        await self._send("act", {"act": act, "at": self.at, **data, "form": dict(form or {})})
        self._timings.add(f"press {act}", time.perf_counter() - started)
        told = BAD.search(self.page)
        if told:
            said = html.unescape(told.group(1))
            self._timings.refusals[said[:60]] = self._timings.refusals.get(said[:60], 0) + 1
            return said
        return ""

    async def sign(self, act: str, approval: str, form: Mapping[str, object] | None = None, **data: str) -> None:
        """A press that may decide a card: it may be refused, and a signature may wait for another one."""
        started = time.perf_counter()
        await self.press(act, form, approval=approval, **data)
        if any(html.escape(say(f"approvals.{told}")) in self.page for told in ("signed", "rejected", "sent_back")):
            self._timings.sight.decided(approval, started, self.name)

    async def look(self) -> None:
        """Draws the page again only where something may have changed, as its script does."""
        started = time.perf_counter()
        news = self._found(NEWS)
        if news and not await self._is_new(news):
            self._timings.add("look in vain", time.perf_counter() - started)
            return
        await self._send("poll", {"at": self.at, "etag": self._found(ETAG)})
        self._timings.add("look for news", time.perf_counter() - started)

    async def watch(self, seconds: float, until: str = "") -> bool:
        """Looks as often as the page asks, until the time is over or the page holds `until`."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if until and re.search(until, self.page):
                return True
            await asyncio.sleep(int(self._found(POLL) or 2000) / 1000)
            await self.look()
        return bool(until) and re.search(until, self.page) is not None

    @property
    def at(self) -> str:
        return _at(html.unescape(self._found(PLACE)).partition("?")[2])

    def _found(self, pattern: re.Pattern[str]) -> str:
        found = pattern.search(self.page)
        return found.group(1) if found else ""

    async def _send(self, event: str, payload: Mapping[str, object]) -> None:
        handler = self._handlers.get((self.path, event))
        body: dict[str, object] = {
            "data": [],
            "fn_index": handler,
            "event_data": {"payload": payload},
            "session_hash": self.name,
        }
        try:
            answer = await self._client.post(f"{self.path}gradio_api/run/predict", json=body)
        except httpx.HTTPError as error:
            self._timings.errors.append(f"{event}: {type(error).__name__}")
            return
        if answer.status_code != httpx.codes.OK:
            self._timings.errors.append(f"{event}: {answer.status_code} {answer.text[:200]}")
            return
        (data,) = answer.json()["data"]
        if isinstance(data, str):
            self._timings.sight.drawn(self.page, data, time.perf_counter(), self.name)
            self.page = data
            self._mark = self._found(MARK)

    async def _is_new(self, news: str) -> bool:
        try:
            answer = await self._client.get(news, params={"at": self.at, "mark": self._mark})
        except httpx.HTTPError as error:
            self._timings.errors.append(f"news: {type(error).__name__}")
            return False
        if answer.status_code == httpx.codes.NO_CONTENT:
            return False
        if answer.status_code != httpx.codes.OK:
            self._timings.errors.append(f"news: {answer.status_code} {answer.text[:200]}")
            return False
        self._mark = answer.text
        return True

    async def leave(self) -> None:
        await self._client.aclose()


def _at(query: str) -> str:
    return f"?{query}" if query else ""
