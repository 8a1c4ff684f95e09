"""Prints what pytest-benchmark's table leaves out: the ratios and counts that a benchmark put in `extra_info`."""

import os
from typing import Any

import pytest


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    session = getattr(config, "_benchmarksession", None)
    told = [bench for bench in session.benchmarks if bench.extra_info] if session else []
    if not told:
        return
    terminalreporter.write_line(f"Beside the times (load now {os.getloadavg()[0]:.1f}):")
    for bench in told:
        facts = ", ".join(f"{name} {_plain(value)}" for name, value in bench.extra_info.items())
        terminalreporter.write_line(f"  {bench.name}: {facts}")


def _plain(value: object) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
