import threading
from functools import partial

import anyio
import pytest

from ui.web.turns import TurnLostError, Turns


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


def test_who_has_given_up_waiting_is_not_worked_for() -> None:
    turns, going, done = Turns(1, patience=0.05), threading.Event(), []

    async def three() -> None:
        async def late() -> None:
            with pytest.raises(TurnLostError):
                await turns.take(lambda: done.append("late"))

        async with anyio.create_task_group() as group:
            group.start_soon(turns.take, going.wait)
            await anyio.wait_all_tasks_blocked()
            group.start_soon(late)
            await anyio.sleep(0.1)
            going.set()
        await turns.take(lambda: done.append("next"))

    anyio.run(three)
    assert done == ["next"]
