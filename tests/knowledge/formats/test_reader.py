"""Reading in a process of its own: one file that never ends, or wants all memory, costs that file alone."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.formats.parsed import Limits, RefusedError
from knowledge.formats.reader import Reader
from tests.knowledge.files import pdf_of, sheet_of, word_of

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    one = Reader(Limits())
    yield one
    one.close()


@pytest.fixture
def good(tmp_path) -> Path:
    path = tmp_path / "good.docx"
    path.write_bytes(word_of("Good words."))
    return path


@pytest.fixture
def slow(tmp_path) -> Path:
    """Half a minute of work, and a few gigabytes."""
    path = tmp_path / "slow.csv"
    path.write_text(",".join("abc") + "\n" + "x,y,z\n" * 3_000_000)
    return path


def is_good(reader: Reader, good: Path) -> bool:
    return [block.text for block in reader.read(good).blocks] == ["Good words."]


def child_of(reader: Reader) -> int:
    assert reader.pid is not None
    return reader.pid


def test_a_file_is_read_as_it_is_in_this_process(reader, tmp_path, good):
    sheet = tmp_path / "prices.xlsx"
    sheet.write_bytes(sheet_of(["product", "price"], ["Größe €", 96]))
    parsed = reader.read(sheet)
    assert parsed.blocks[0].text == "product: Größe €; price: 96"
    assert parsed.tables[0].rows[0].cells == ["Größe €", "96"]
    assert is_good(reader, good)


def test_a_refusal_comes_back_with_its_words_and_the_child_goes_on(reader, tmp_path, good):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK")
    child = child_of(reader) if is_good(reader, good) else None
    with pytest.raises(RefusedError, match="it is damaged, or not a Word document at all: it cannot be unpacked"):
        reader.read(broken)
    with pytest.raises(RefusedError, match="cannot be opened: No such file"):
        reader.read(tmp_path / "gone.pdf")
    with pytest.raises(RefusedError, match="cannot be opened: Is a directory"):
        reader.read(tmp_path)
    assert child_of(reader) == child


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_read(good, slow):
    reader = Reader(Limits(max_seconds=0.5, max_cells=100_000_000))
    try:
        started = time.monotonic()
        with pytest.raises(RefusedError, match=r"reading it took longer than 0\.5 s"):
            reader.read(slow)
        assert time.monotonic() - started < 10
        reader.limits = Limits()
        assert is_good(reader, good)
    finally:
        reader.close()


def test_a_file_that_eats_memory_is_refused_and_the_next_one_is_read(reader, good, slow):
    ordinary, reader.limits = reader.limits, replace(reader.limits, max_memory=500_000_000, max_cells=100_000_000)
    try:
        with pytest.raises(RefusedError, match=r"more memory than one file may have|died twice"):
            reader.read(slow)
    finally:
        reader.limits = ordinary
    assert is_good(reader, good)


def test_a_child_that_was_killed_between_two_files_costs_none(reader, good):
    assert is_good(reader, good)
    os.kill(child_of(reader), signal.SIGKILL)
    os.waitid(os.P_PID, child_of(reader), os.WEXITED | os.WNOWAIT)  # until it is gone; its parent has yet to hear it
    assert is_good(reader, good)


@pytest.fixture
def dying(tmp_path) -> Path:
    """A file that takes long enough to be killed over."""
    path = tmp_path / "dying.csv"
    path.write_text(",".join("abc") + "\n" + "x,y,z\n" * 60_000)
    return path


def kill_children(reader: Reader, times: int) -> threading.Thread:
    """Each as soon as it has begun to read."""

    def kill() -> None:
        before = None
        for _ in range(times):
            while reader.pid in (None, before):
                time.sleep(0.005)
            before = child_of(reader)
            while time_taken(before) < begun:
                time.sleep(0.005)
            os.kill(before, signal.SIGKILL)

    begun = time_taken(child_of(reader)) + 8  # ticks of 10 ms: a new child uses up about as many to start
    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def time_taken(pid: int) -> int:
    """Processor time, in ticks."""
    try:
        return sum(map(int, Path(f"/proc/{pid}/stat").read_text().split()[13:15]))
    except (FileNotFoundError, ProcessLookupError):
        return 0


def test_a_child_that_is_killed_over_a_file_is_given_it_once_more(good, dying):
    reader = Reader(Limits())
    try:
        assert is_good(reader, good)
        first = child_of(reader)
        killing = kill_children(reader, 1)
        assert len(reader.read(dying).blocks) == 60_000
        killing.join()
        assert child_of(reader) != first
    finally:
        reader.close()


def test_a_file_over_which_the_child_dies_twice_is_refused_and_the_next_one_is_read(good, dying):
    reader = Reader(Limits())
    try:
        assert is_good(reader, good)
        killing = kill_children(reader, 2)
        with pytest.raises(RefusedError, match=r"the program that reads it died twice \(signal 9, SIGKILL\)"):
            reader.read(dying)
        killing.join()
        assert is_good(reader, good)
    finally:
        reader.close()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_the_child_dies_with_a_parent_that_is_killed_while_it_reads(slow):
    code = (
        "import sys, threading; from pathlib import Path; from knowledge.formats.parsed import Limits\n"
        "from knowledge.formats.reader import Reader\n"
        "reader = Reader(Limits(max_cells=100_000_000))\n"
        f"threading.Thread(target=reader.read, args=(Path({str(slow)!r}),)).start()\n"
        "while reader.pid is None: pass\n"
        "print(reader.pid, flush=True)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=ROOT)
    child = int(parent.stdout.readline())
    time.sleep(0.5)
    assert is_alive(child)
    parent.kill()
    parent.communicate()
    deadline = time.monotonic() + 10
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child)


def test_a_closed_reader_leaves_no_child(good):
    reader = Reader(Limits())
    assert is_good(reader, good)
    child = child_of(reader)
    reader.close()
    assert not is_alive(child)
    reader.close()


def test_many_threads_share_one_child(reader, good):
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(lambda _: is_good(reader, good), range(8)))


def test_the_child_has_no_way_to_the_network(reader, tmp_path):
    """What a file points to is not asked for."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        page = tmp_path / "page.html"
        page.write_text(f'<base href="{address}"><link rel=stylesheet href="{address}"><img src="{address}"><p>Words.')
        pdf = tmp_path / "page.pdf"
        pdf.write_bytes(pdf_of("Words.").replace(b"/Type /Catalog", f"/Type /Catalog /URI ({address})".encode()))
        assert reader.read(page).blocks[0].text == "Words."
        assert reader.read(pdf).blocks[0].text == "Words."
        with pytest.raises(TimeoutError):
            server.accept()
