"""What comes from a terminal, whole or in parts."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import CursorPosition, Key, Paste

from reader.tui.frames.typed import END_OF_PASTE, ESC, ESC_SHOWN, LONGEST, PASTE, Typed


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
    assert typed(b"\x1b[1", b";5A") == ["\x1b[1;5A"]


def test_escape_alone_is_that_key_once_nothing_follows() -> None:
    assert typed(b"\x1b") == [ESC]


def test_the_answer_about_margins_is_no_key() -> None:
    margins: list[bool] = []
    assert typed(b"j\x1b[?69;2$yk\x1b[?69;0$y", margins=margins) == ["jk"]
    assert margins == [True, False]


ANSWERS = (
    (b"\x1b[?", b"69;2$y"),  # DECRQM: of margins, of a mode that nobody asked for, of one of ANSI
    (b"\x1b[?", b"69;9$y"),
    (b"\x1b[?", b"1;2$y"),
    (b"\x1b[2", b"0;2$y"),
    (b"\x1b[?", b"64;1;2c"),  # device attributes
    (b"\x1b[>", b"41;354;0c"),
    (b"\x1b[0", b"n"),  # status
    (b"\x1b[8", b";24;80t"),  # size of the window
    (b"\x1b[?", b"1u"),  # keyboard
    (b"\x1b]11;", b"rgb:0000/0000/0000\x1b\\"),  # colours
    (b"\x1b]4;", b"1;rgb:0000/0000/0000\x07"),
    (b"\x1bP1$", b"r0m\x1b\\"),  # settings
    (b"\x1bP>", b"|XTerm(379)\x1b\\"),
    (b"\x1b_G", b"i=1;OK\x1b\\"),  # graphics
)
"""Answers, parted where they can be told from what a person types."""


@pytest.mark.parametrize(("begin", "rest"), ANSWERS)
def test_an_answer_is_no_key_wherever_it_is_cut(begin: bytes, rest: bytes) -> None:
    for cut in range(len(begin + rest) + 1):
        answer = begin + rest
        assert "".join(typed(b"j" + answer[:cut], answer[cut:] + b"k")) == "jk", cut


@pytest.mark.parametrize(("begin", "rest"), ANSWERS)
def test_an_answer_that_has_begun_is_no_key_however_late_its_end_comes(begin: bytes, rest: bytes) -> None:
    for cut in range(len(rest)):
        stream = Typed(lambda _: None)
        pieces = [*stream.feed(b"j" + begin + rest[:cut]), *stream.idle(), *stream.idle()]
        pieces += [*stream.feed(rest[cut:]), *stream.idle(), *stream.feed(b"k")]
        assert "".join(pieces) == "jk", cut


def test_an_answer_that_breaks_off_takes_no_keys_with_it() -> None:
    assert typed(b"\x1b]11;rgb:00", b"\x1b[Bj") == ["\x1b[Bj"]
    assert typed(b"\x1b[?69;", b"\x1b[Bj") == ["\x1b[Bj"]
    assert typed(b"\x1b]11;" + b"0" * LONGEST, b"j") == ["j"]


def test_escape_is_a_key_of_its_own_before_any_other() -> None:
    for key in "[]OPX^_\\":
        assert typed(b"\x1b" + key.encode()) == [ESC, key]
    for key in "]P_":
        assert typed(f"\x1b{key}jk".encode()) == [ESC, f"{key}jk"]


@pytest.mark.parametrize("at", range(1, 8))
def test_the_place_of_the_cursor_is_told_whole(at: int) -> None:
    answer = b"\x1b[24;80R"
    parser = XTermParser()
    events = [event for piece in typed(b"j" + answer[:at], answer[at:] + b"k") for event in parser.feed(piece)]
    assert [type(event) for event in events] == [Key, CursorPosition, Key]


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
