"""Text taken along, for a terminal without a clipboard: one file beside the notes, the newest at its end."""

from __future__ import annotations

from pathlib import Path

from reader.core.safe_text import safe_line
from reader.errors import NotesError
from reader.storage.files import ReadError, describe, make_folder, read_limited, write_atomically

NAME = "copied.txt"
_LIMIT = 64 * 1024 * 1024


def set_down(folder: Path, text: str) -> Path:
    """Add text to the file `copied.txt` of a folder, and give its path. Raises `NotesError`."""
    path = folder / NAME
    try:
        before = read_limited(path, _LIMIT) if path.exists() else b""
        make_folder(folder)
        write_atomically(path, before + (b"\n" if before else b"") + text.rstrip("\n").encode(errors="replace") + b"\n")
    except (ReadError, OSError) as error:
        raise NotesError(f"{safe_line(str(path))} cannot be written: {describe(error)}.") from error
    return path
