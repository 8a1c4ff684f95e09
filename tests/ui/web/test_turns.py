import threading
from functools import partial

import anyio
import pytest

from ui.web.turns import Turns


def test_no_more_than_its_number_run_at_once_and_all_of_them_run() -> None:
    turns, lock = Turns(2), threading.Lock()
    running, most, done = 0, 0, []

    def look(number: int) -> int:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.01)
        with lock:
            running -= 1
        return number

    async def everybody() -> None:
        async def one(number: int) -> None:
            done.append(await turns.take(partial(look, number)))

        async with anyio.create_task_group() as group:
            for number in range(12):
                group.start_soon(one, number)

    anyio.run(everybody)
    assert sorted(done) == list(range(12))
    assert most == 2


def test_what_one_raises_is_its_own() -> None:
    turns = Turns(1)

    async def both() -> int:
        with pytest.raises(ZeroDivisionError):
            await turns.take(lambda: 1 // 0)
        return await turns.take(lambda: 1)

    assert anyio.run(both) == 1
