"""Comments that a person wrote between the keys of a note, kept when the program writes its file anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.late import late_pattern
from reader.storage.note_file import NOTE_FILE

_PIECE = late_pattern(
    r'"""(?:\\.|[^\\])*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|#[^\n]*|\n|[^\n\"'#]+",
    re.DOTALL,
)
_SILENT = late_pattern(r"[\s\"'\[\]]")


class _Statement:
    """A key with its value, or the head of a table: the comments above it or inside it, and the one beside it."""

    def __init__(self) -> None:
        self.text, self.beside, self.depth = "", "", 0
        self.above: list[str] = []

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


def with_comments(data: bytes, old: bytes) -> bytes:
    """The file of a note as the program writes it, with the comments at the keys of `old`, the file that it replaces.

    What stood at a key that is gone stands at the end.
    """
    before, now = NOTE_FILE.match(old.decode("utf-8-sig", "replace")), NOTE_FILE.match(data.decode())
    if not before or not now or "#" not in before[1]:
        return data
    kept = {path: one for path, one in _named(before[1]) if one.above or one.beside}
    lines: list[str] = []
    for path, one in _named(now[1]):
        comments = _Statement() if one.is_blank else kept.pop(path, _Statement())
        lines += [*comments.above, f"{one.text}  {comments.beside}" if comments.beside else one.text]
    for comments in kept.values():
        lines += [*comments.above, *filter(None, [comments.beside])]
    return "\n".join(["+++", *lines, "+++", now[2]]).encode()


def _named(front: str) -> Iterator[tuple[str, _Statement]]:
    """Each statement of the front matter with the path of its key; of several tables of a name each has a number."""
    table, count = "", 0
    for statement in _statements(front):
        head = statement.text.strip()
        name = _SILENT.sub("", head if head.startswith("[") else head.partition("=")[0])
        if head.startswith("["):
            count += head.startswith("[[")
            table = f"{name}.{count}" if head.startswith("[[") else name
            yield table, statement
        else:
            yield f"{table}.{name}" if table and name else name, statement


def _statements(front: str) -> Iterator[_Statement]:
    one = _Statement()
    for piece in _PIECE.findall(front):
        if piece.startswith("#"):
            if one.is_blank or one.depth:
                one.above.append(piece.rstrip())
            else:
                one.beside = piece.rstrip()
        elif piece != "\n":
            one.text += piece
            if piece[0] not in "\"'":
                one.depth += sum(map(piece.count, "[{")) - sum(map(piece.count, "]}"))
        elif not one.depth and not (one.is_blank and one.above):
            yield one
            one = _Statement()
    if not one.is_blank or one.above:
        yield one
