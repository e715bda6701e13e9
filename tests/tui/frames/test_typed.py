"""What comes from a terminal, whole or in parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.tui.frames.typed import ESC, Typed


def typed(*parts: bytes, margins: list[bool] | None = None) -> list[str]:
    """All pieces, with a pause at the end."""
    stream = Typed((margins if margins is not None else []).append)
    return [piece for part in parts for piece in stream.feed(part)] + list(stream.idle())


def test_escape_and_the_key_behind_it_are_two_keys() -> None:
    assert typed(b"\x1bf") == [ESC, "f"]
    assert typed(b"\x1b", b"f") == [ESC, "f"]
    assert typed(b"\x1b:gaz\x1bq") == [ESC, ":gaz", ESC, "q"]


def test_a_sequence_that_comes_in_two_parts_stays_one() -> None:
    assert typed(b"\x1b", b"[B") == ["\x1b[B"]
    assert typed(b"j\x1b", b"OA") == ["j", "\x1bOA"]
    assert typed(b"\x1b]11;rgb:0/0/0\x1b\\") == ["\x1b]11;rgb:0/0/0\x1b\\"]


def test_escape_alone_is_that_key_once_nothing_follows() -> None:
    assert typed(b"\x1b") == [ESC]


def test_the_answer_about_margins_is_no_key() -> None:
    margins: list[bool] = []
    assert typed(b"j\x1b[?69;2$yk\x1b[?69;0$y", margins=margins) == ["jk"]
    assert margins == [True, False]


@given(st.binary(max_size=60), st.integers(0, 60))
def test_nothing_typed_is_lost_wherever_it_is_cut(data: bytes, cut: int) -> None:
    whole = "".join(typed(data)).replace("\ufffd", "")
    assert "".join(typed(data[:cut], data[cut:])).replace("\ufffd", "") == whole
