"""The shortest way to a cell."""

from __future__ import annotations

import pytest

from reader.tui.frames.encoder import Encoder, Left
from reader.tui.frames.pen import Pens
from reader.tui.frames.terminal import Terminal as Abilities
from tests.tui.frames.emulator import Terminal

FULL = Abilities(returns=True)


def way(
    start: tuple[int, int], end: tuple[int, int], terminal: Abilities = FULL, region: tuple[int, int] | None = None
) -> str:
    out = Encoder(terminal, Pens(), Left(cursor=start, region=region))
    out.move(*end)
    return out.text


@pytest.mark.parametrize(
    ("start", "end", "sent"),
    [
        ((118, 8), (117, 9), "\x1b[B\b"),  # a count below another one
        ((60, 20), (60, 22), "\x1b[2B"),
        ((97, 20), (30, 21), "\n\x1b[30C"),
        ((60, 20), (0, 21), "\n"),
        ((60, 20), (4, 21), "\n\x1b[4C"),
        ((60, 20), (61, 19), "\x1b[A\x1b[C"),
        ((60, 20), (60, 12), "\x1b[8A"),
        ((60, 20), (58, 20), "\b\b"),
        ((60, 20), (20, 30), "\x1b[31;21H"),
    ],
)
def test_the_shortest_way_is_taken(start: tuple[int, int], end: tuple[int, int], sent: str) -> None:
    assert way(start, end) == sent


@pytest.mark.parametrize("region", [None, (3, 8), (0, 5), (5, 12)])
def test_every_way_leads_to_its_cell_and_scrolls_nothing(region: tuple[int, int] | None) -> None:
    terminal = Terminal(30, 12)
    terminal.feed("".join(f"\x1b[{y + 1}H{y}" for y in range(12)))
    if region:
        terminal.feed(f"\x1b[{region[0] + 1};{region[1]}r")
    look = terminal.look()
    for row in range(12):
        for y in range(12):
            for column, x in ((0, 0), (20, 0), (20, 19), (20, 20), (20, 25), (3, 25), (25, 3)):
                terminal.feed(f"\x1b[{row + 1};{column + 1}H" + way((column, row), (x, y), Abilities(), region))
                assert (terminal.screen.cursor.x, terminal.screen.cursor.y) == (x, y)
    assert terminal.look() == look
