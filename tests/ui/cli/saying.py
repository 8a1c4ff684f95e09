"""How a command is said to a desk that a test holds: exit code, stdout, stderr."""

from collections.abc import Callable

Say = Callable[..., tuple[int, str, str]]
