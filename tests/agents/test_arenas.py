import platform
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARENAS = """
import ctypes, sys, threading
from agents import arenas
if sys.argv[1] == "few":
    assert arenas.keep_few()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
held, done = [], threading.Barrier(13)
def work():
    held.append(bytearray(50_000))
    done.wait()
for _ in range(12):
    threading.Thread(target=work).start()
done.wait()
out = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(out))
libc.fclose(ctypes.c_void_p(out))
"""


def arenas_of_many_threads(how: str, out: Path) -> int:
    subprocess.run([sys.executable, "-c", ARENAS, how, str(out)], cwd=ROOT, check=True)
    return out.read_text(encoding="utf-8").count("<heap nr=")


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has arenas")
def test_many_threads_share_few_arenas(tmp_path: Path) -> None:
    assert arenas_of_many_threads("few", tmp_path / "few") == 2
    assert arenas_of_many_threads("many", tmp_path / "many") > 2
