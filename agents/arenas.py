"""How many arenas the C library's allocator makes (glibc alone).

It gives every thread one of its own, up to eight a core, and each keeps what its threads have freed. Python runs one
thread at a time: few arenas are as quick, and what one thread frees another one takes.
"""

import ctypes

FEW = 2
_M_ARENA_MAX = -8  # malloc.h


def keep_few() -> bool:
    """For threads that begin from now on. Whether the allocator took it: another library's has no such setting."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return False
    return bool(mallopt(_M_ARENA_MAX, FEW))
