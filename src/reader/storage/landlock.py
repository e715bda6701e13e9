"""Landlock: the Linux kernel keeps this process from what it has not been allowed, and no code in it can undo that.

Source: Documentation/userspace-api/landlock.rst and include/uapi/linux/landlock.h of Linux 6.18. The C library has
no function for it, so the three system calls are made by number (the same on all architectures that Python runs on).
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38  # prctl

_WRITE_FILE, _READ_FILE, _READ_FOLDER = 1 << 1, 1 << 2, 1 << 3
_TRUNCATE, _IOCTL = 1 << 14, 1 << 15
_READ = _READ_FILE | _READ_FOLDER
_OF_FILES = _READ_FILE | _WRITE_FILE | _TRUNCATE | _IOCTL
# Removing and making: files and folders, and neither devices, sockets, pipes nor links; moving between folders.
_MAKE = (1 << 4) | (1 << 5) | (1 << 7) | (1 << 8) | (1 << 13)
_LEAST = 2  # the first version kept files from being moved between folders at all, and notes go to the trash
_ALL_BY_VERSION = {2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_ALL = (1 << 16) - 1
_TCP = 0b11
_SCOPES = 0b11  # abstract sockets, signals


def version() -> int:
    """The version of the kernel's Landlock; 0 where it has none."""
    if sys.platform != "linux":
        return 0
    return max(0, _call(_CREATE, None, 0, _ASK_VERSION))


def confine(readable: Iterable[Path], writable: Iterable[Path]) -> bool:
    """Let this process read below the first paths, read and write below the second, and do nothing else to files.

    It can then start no program and open no network connection either. Threads that run already are not confined.
    True where the kernel has done all of it. Paths that are not there are left out.
    """
    known = version()
    if known < _LEAST:
        return False
    handled = _ALL_BY_VERSION.get(known, _ALL)
    rules = struct.pack("QQQ", handled, _TCP, _SCOPES)[: 8 if known < 4 else 16 if known < 6 else 24]
    ruleset = _call(_CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return False
    try:
        for path in readable:
            _allow(ruleset, path, _READ & handled)
        for path in writable:
            _allow(ruleset, path, (_READ | _WRITE_FILE | _TRUNCATE | _IOCTL | _MAKE) & handled)
        return _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0 and _call(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            access &= _OF_FILES
        rule = struct.pack("=Qi", access, descriptor)
        _call(_ADD, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(descriptor)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: int | bytes | None) -> int:
    numbers = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(_libc().syscall(ctypes.c_long(number), *numbers))
