"""What comes from a terminal, whole or in parts."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from reader.tui.frames.typed import END_OF_PASTE, ESC, ESC_SHOWN, PASTE, Typed


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


@given(st.text(st.sampled_from("aq:\x1b[20~1習"), max_size=30), st.integers(0, 60))
def test_what_is_pasted_is_one_text_and_no_keys_whatever_is_in_it(pasted: str, cut: int) -> None:
    assume(END_OF_PASTE not in pasted)
    data = f"j{PASTE}{pasted}{END_OF_PASTE}k".encode()
    parser = XTermParser()
    events = [event for piece in typed(data[:cut], data[cut:]) for event in parser.feed(piece)]
    assert [event.character for event in events if isinstance(event, Key)] == ["j", "k"]
    assert "".join(event.text for event in events if isinstance(event, Paste)) == pasted.replace(ESC, ESC_SHOWN)
