"""What SGR sequences make of a pen, and the sequences from pen to pen."""

from __future__ import annotations

import pytest

from reader.tui.frames.pen import Pen, Pens
from reader.tui.frames.screen import FrameScreen
from reader.tui.frames.terminal import Terminal


def pen(parameters: str) -> Pen:
    pens = Pens()
    return pens[pens.after(0, parameters)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("38:5:208", "38;5;208"),
        ("38:2::1:2:3", "38;2;1;2;3"),
        ("38:2:1:2:3", "38;2;1;2;3"),
        ("48:2::1:2:3;1", "48;2;1;2;3;1"),
        ("4:3", "4"),
        ("4:2", "21"),
        ("4;4:0", "0"),
        ("4;58;2;1;2;3;38;5;208", "4;38;5;208"),
        ("4;58;5;3", "4"),
        ("58:2::1:2:3", "0"),
        ("4;21", "21"),
        ("21;4", "4"),
        ("38;2;95;135;175", "38;5;67"),
        ("", "0"),
        (";1", "1"),
    ],
)
def test_two_ways_to_say_the_same(one: str, other: str) -> None:
    assert pen(one) == pen(other)


def test_one_line_below_and_two_are_never_taken_for_each_other() -> None:
    pens = Pens()
    single, double = pens.after(0, "4"), pens.after(0, "21")
    for old, new in ((single, double), (double, single), (pens.after(0, "1;4"), double)):
        parameters = pens.change(old, new).removeprefix("\x1b[").removesuffix("m")
        assert pens.after(old, parameters) == new


def test_no_parameters_are_too_long() -> None:
    screen = FrameScreen(20, 2, Terminal())
    screen.paint(f"\x1b[1;1Hgas\x1b[{'1' * 5000}moil\x1b[{'2' * 5000}Hcoal")
    assert "gasoilcoal" in screen.changes()


def test_the_address_of_a_link_can_do_nothing_to_the_terminal() -> None:
    screen = FrameScreen(20, 2, Terminal())
    screen.paint("\x1b[1;1H\x1b]8;;http://a/\x9c\x9b6n\x1b\\gas\x1b]8;;\x1b\\")
    sent = screen.changes()
    assert "gas" in sent
    assert not set("\x9b\x9c") & set(sent)
