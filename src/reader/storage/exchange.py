"""Two files exchange their names in one step, so that what one of them held until then can still be looked at.

Linux has it since 3.15 (`renameat2(2)`), macOS since 10.12 (`renamex_np(2)`), and not every file system does it. The
standard library has no call for it.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}
_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, RENAME_SWAP


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two files; False where this system or file system cannot. Raises `OSError`."""
    import ctypes  # only what saves over a note pays for it

    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(first, second, _EXCHANGE)
        else:
            failed = library.renameat2(_HERE, first, _HERE, second, _EXCHANGE)
    except AttributeError:  # a C library without it
        return False
    fault = ctypes.get_errno()
    if failed and fault not in _CANNOT:
        raise OSError(fault, os.strerror(fault), str(other))
    return not failed
