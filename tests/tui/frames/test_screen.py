"""A terminal shows the same whether it is sent whole frames or what changes between them."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace

import pytest

from reader.tui.frames.screen import FrameScreen
from reader.tui.frames.scroll import Move
from reader.tui.frames.terminal import Terminal as Abilities
from tests.tui.frames.emulator import Terminal

WORDS = [
    "gas",
    "pipeline",
    "China–Russia",
    "習近平",
    "中国石油",
    "북한은",
    "Путин",
    "é",
    "“said”",
    "│",
    "█▌",
    "…",
    " ",
    "  ",
]
PENS = [
    "0",
    "1",
    "4;38;2;125;207;255",
    "38;2;200;208;232;48;2;22;22;30",
    "7",
    "3;38;5;208",
    "48;2;40;44;60",
    "9;31",
    "2",
]


class Panel:
    """A stretch of columns with a text of its own that scrolls."""

    def __init__(self, chance: random.Random, left: int, width: int, height: int) -> None:
        self.left, self.width, self.height, self.top = left, width, height, 0
        self.lines = [self._line(chance) for _ in range(60)]

    def _line(self, chance: random.Random) -> list[tuple[str, str]]:
        # Every other line is prose: of one pen, with a few marks.
        usual = chance.choice([[], PENS[2:3] * 9])
        words = [(chance.choice(WORDS), chance.choice(usual + PENS)) for _ in range(chance.randint(0, 12))]
        ground = chance.choice(["0", "48;2;22;22;30"])
        return [piece for word in words for piece in (word, (" ", ground))] + [("", ground)]

    def draw(self, row: int) -> str:
        """One row as Textual writes it: a move, then segments that each begin and end with their pen."""
        from rich.cells import cell_len, set_cell_size

        left, out = self.width, f"\x1b[{row + 1};{self.left + 1}H"
        line = self.lines[(self.top + row) % len(self.lines)]
        for text, pen in line:
            text = set_cell_size(text, left) if cell_len(text) > left else text
            left -= cell_len(text)
            out += f"\x1b[{pen}m{text}\x1b[0m"
        return out + f"\x1b[{line[-1][1]}m{' ' * left}\x1b[0m"


def frames(chance: random.Random, width: int, height: int, count: int) -> list[tuple[str, Move | None]]:
    """Frames of three panels that scroll, change a row, or are drawn whole; some come with a hint that may be wrong."""
    cut = sorted(chance.sample(range(4, width - 4), 2))
    panels = [Panel(chance, left, right - left, height) for left, right in zip([0, *cut], [*cut, width], strict=True)]
    whole = "".join(p.draw(y) for p in panels for y in range(height))
    found: list[tuple[str, Move | None]] = [(f"{whole}\x1b[1;1H", None)]
    for _ in range(count):
        panel, hint = chance.choice(panels), None
        how = chance.random()
        if how < 0.6:
            by = chance.choice([1, 1, 1, -1, 2, -3, height - 1, height])
            panel.top = (panel.top + by) % 60
            data = "".join(panel.draw(y) for y in range(height))
            if chance.random() < 0.7:
                hint = Move(panel.left, 0, panel.left + panel.width, height, chance.choice([by, by, by, by + 1]))
        elif how < 0.9:
            panel.lines[chance.randrange(60)] = panel._line(chance)
            data = "".join(panel.draw(y) for y in range(height))
        else:
            data = "".join(p.draw(y) for p in panels for y in range(height))
        found.append((data + f"\x1b[{chance.randint(1, height)};{chance.randint(1, width)}H", hint))
    return found


ABILITIES = [
    Abilities(),
    Abilities(margins=True),
    Abilities(bce=False, ech=False),
    Abilities(scrolls=False),
    Abilities(regions=False),
    Abilities(bce=False, ech=False, margins=True),
    Abilities(returns=True),
    Abilities(scrolls=False, margins=True, returns=True),
]


@pytest.mark.parametrize("abilities", ABILITIES, ids=str)
@pytest.mark.parametrize("seed", range(6))
def test_changes_show_what_whole_frames_show(abilities: Abilities, seed: int) -> None:
    chance = random.Random(seed)
    width, height = chance.choice([(40, 10), (80, 24), (33, 7)])
    plain, diffed = Terminal(width, height), Terminal(width, height)
    screen = FrameScreen(width, height, abilities)
    for number, (data, hint) in enumerate(frames(chance, width, height, 40)):
        plain.feed(data)
        if hint:
            screen.hint(hint)
        screen.paint(data)
        if chance.random() < 0.3:
            continue  # a frame that nobody saw
        changes = screen.changes()
        diffed.feed(changes.replace("\n", "\r\n") if abilities.returns else changes)
        assert diffed.look() == plain.look(), f"frame {number}"
        cursor = plain.screen.cursor.x, plain.screen.cursor.y
        assert cursor in ((0, 0), (diffed.screen.cursor.x, diffed.screen.cursor.y))
        if chance.random() < 0.1:
            diffed.feed(screen.rest())
            assert diffed.screen.margins is None


def paragraph(lines: int, top: int, width: int) -> str:
    return "".join(f"\x1b[{y + 1};1H\x1b[0m{f'line {top + y} of a long text':<{width}}" for y in range(lines))


def test_a_scroll_costs_a_line_and_not_a_screen() -> None:
    screen = FrameScreen(80, 24, Abilities())
    screen.paint(paragraph(24, 0, 80))
    screen.changes()
    screen.paint(paragraph(24, 1, 80))
    assert len(screen.changes()) < 60


def test_a_scroll_beside_other_panels_costs_a_line_where_there_are_margins() -> None:
    def frame(top: int) -> str:
        side = "".join(f"\x1b[{y + 1};41H\x1b[0m{f'entity {y * y}':<40}" for y in range(24))
        return side + paragraph(24, top, 40)

    screen = FrameScreen(80, 24, Abilities(margins=True))
    screen.paint(frame(0))
    screen.changes()
    screen.paint(frame(1))
    assert len(screen.changes()) < 90


def test_nothing_changed_is_nothing_sent() -> None:
    screen = FrameScreen(20, 4, Abilities())
    screen.paint(paragraph(4, 0, 20))
    screen.changes()
    screen.paint(paragraph(4, 0, 20))
    assert screen.changes() == ""


def test_after_forgetting_everything_is_drawn_afresh() -> None:
    screen, terminal = FrameScreen(20, 4, Abilities()), Terminal(20, 4)
    screen.paint(paragraph(4, 0, 20))
    terminal.feed(screen.changes())
    seen = terminal.look()
    terminal.feed("\x1b[2;3Hgarbage\x1b[1;1H\x1b[7m")
    screen.forget()
    terminal.feed(screen.changes())
    assert terminal.look() == seen


def test_a_snapshot_shows_the_same_screen_and_is_a_start_for_the_next_one() -> None:
    chance = random.Random(7)
    screen = FrameScreen(60, 12, Abilities())
    for data, _ in frames(chance, 60, 12, 5):
        screen.paint(data)
    direct, kept = Terminal(60, 12), Terminal(60, 12)
    direct.feed(screen.changes())
    snapshot = screen.snapshot()
    kept.feed(snapshot)
    assert kept.look() == direct.look()
    again = FrameScreen(60, 12, Abilities())
    again.seed(snapshot)
    for data, _ in frames(random.Random(7), 60, 12, 5):
        again.paint(data)
    kept.feed(rest := again.changes())
    assert kept.look() == direct.look()
    assert len(rest) < 40


def test_what_is_no_cell_cannot_come_through_a_frame() -> None:
    screen = FrameScreen(40, 3, Abilities())
    screen.paint("\x1b[1;1Ha\x1b]52;c;AAAA\x07b\x1b]0;title\x1b\\c\x1b[2Jd\x9b6ne\x1b[?1049lf\x0e\x1b[6ng")
    sent = screen.changes()
    assert "abcd6nefg" in sent
    for evil in ("\x1b]", "\x1b[?1049l", "\x9b", "\x0e", "\x1b[6n"):
        assert evil not in sent


def test_every_terminal_that_is_known_by_name_can_be_drawn_on() -> None:
    from reader.tui.frames.terminal import terminal_named

    for name in ("xterm-256color", "tmux-256color", "screen", "linux", "vt100", "xterm", "no-such-terminal", ""):
        assert replace(terminal_named(name), margins=False) is not None


@pytest.mark.parametrize("name", ["xterm-256color", "xterm", "tmux-256color", "screen-256color", "screen"])
def test_what_is_known_of_a_usual_terminal_is_what_terminfo_says(name: str) -> None:
    """In a process of its own: curses keeps to the first terminal it is told of."""
    asked = f"""
from curses import setupterm
from reader.tui.frames.terminal import from_terminfo, terminal_named
setupterm({name!r}, 1)
print(from_terminfo({name!r}) == terminal_named({name!r}))
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    if "setupterm: could not find terminal" in done.stderr:
        pytest.skip("terminfo has no such entry here")
    assert done.stdout == "True\n", done.stderr


def test_a_hint_that_is_not_true_costs_nothing() -> None:
    told, untold = FrameScreen(80, 24, Abilities()), FrameScreen(80, 24, Abilities())
    for screen in (told, untold):
        screen.paint(paragraph(24, 0, 80))
        screen.changes()
        screen.paint(paragraph(24, 1, 80))
    for wrong in (Move(0, 0, 80, 24, -3), Move(0, 0, 80, 24, 40), Move(0, 0, 200, 90, 1), Move(0, 0, 0, 0, 1)):
        told.hint(wrong)
    assert told.changes() == untold.changes()


def test_text_that_moved_is_found_even_where_every_row_of_it_changed_otherwise() -> None:
    """As where the sign of the paragraph at hand, beside all rows of a long one, goes on to the next."""

    def frame(top: int, sign: str) -> str:
        return "".join(f"\x1b[{y + 1};1H\x1b[0m{sign}  {f'{top + y} and {(top + y) ** 2}':<77}" for y in range(24))

    screen = FrameScreen(80, 24, Abilities())
    screen.paint(frame(0, "x"))
    screen.changes()
    screen.hint(Move(0, 0, 80, 24, 1))
    screen.paint(frame(1, "y"))
    assert len(screen.changes()) < 24 * 4 + 30


def test_blanks_between_words_of_other_pens_are_drawn_and_not_stepped_over() -> None:
    screen = FrameScreen(40, 2, Abilities())
    screen.paint("\x1b[1;1H\x1b[0;31mgas\x1b[0m \x1b[0;32moil\x1b[0m \x1b[0;33mcoal\x1b[0m")
    screen.changes()
    screen.paint("\x1b[1;1H\x1b[0;31mgaz\x1b[0m \x1b[0;32muel\x1b[0m \x1b[0;33mkohl\x1b[0m")
    changes = screen.changes()
    assert "z \x1b[32mue" in changes
    assert "\x1b[m" not in changes


def test_lines_scrolled_one_after_another_cost_little_more_than_their_text() -> None:
    screen = FrameScreen(80, 24, Abilities(returns=True))
    bar = f"\x1b[1;1H\x1b[7m{'a bar that stays':<80}\x1b[0m"

    def text(top: int) -> str:
        return "".join(f"\x1b[{y + 1};1H\x1b[0;32m{f'   line {top + y} of a text':<80}" for y in range(1, 24))

    for top in range(3):
        screen.paint(bar + text(top) + "\x1b[1;1H")
        changes = screen.changes()
    assert changes == "\n   line 25 of a text"


def test_all_but_frames_find_a_terminal_that_scrolls_as_a_whole() -> None:
    screen, terminal = FrameScreen(40, 12, Abilities()), Terminal(40, 12)
    bar = f"\x1b[1;1H\x1b[7m{'bar':<40}\x1b[0m"
    for top in range(2):
        screen.paint(bar + paragraph(12, top, 40)[len("\x1b[1;1H\x1b[0m") + 40 :])
        terminal.feed(screen.changes())
    assert terminal.screen.margins is not None
    terminal.feed(screen.rest())
    assert terminal.screen.margins is None
    assert screen.rest() == ""


def test_marks_of_one_pen_are_drawn_all_in_a_row() -> None:
    screen, terminal = FrameScreen(80, 8, Abilities()), Terminal(80, 8)
    row = "\x1b[0;38;5;252;48;5;233mtext with \x1b[4;38;5;117ma mark\x1b[24;38;5;252m in the middle of the row\x1b[0m"
    screen.paint("".join(f"\x1b[{y + 1};1H{row}" for y in range(8)))
    changes = screen.changes()
    terminal.feed(changes)
    assert changes.count("38;5;117") == 1
    assert all(line.startswith("text with a mark in the middle") for line in terminal.screen.display)


def test_a_wide_glyph_of_a_mark_is_never_parted() -> None:
    """Marks are drawn later than what is around them, over what stood there: halves of other glyphs among it."""
    screen, terminal, whole = FrameScreen(40, 6, Abilities()), Terminal(40, 6), Terminal(40, 6)
    mark, plain = "\x1b[0;4;38;5;117;48;5;233m", "\x1b[0;38;5;252;48;5;233m"
    for before, wide, after in (
        ("ab", "中国石油", "cd"),
        ("abc", "中国", "d "),
        ("a", "石油中国", "  "),
        ("", "中", "abc"),
    ):
        frame = "".join(f"\x1b[{y + 1};1H{plain}{before} {mark}{wide}{plain} {after:<12}" for y in range(6))
        screen.paint(frame)
        whole.feed(frame)
        terminal.feed(screen.changes())
        assert terminal.look() == whole.look()


def test_what_is_erased_takes_no_pen_of_its_own() -> None:
    screen = FrameScreen(80, 2, Abilities())
    screen.paint("\x1b[1;1H\x1b[38;2;1;2;3;48;2;9;9;9m" + "x" * 80 + "\x1b[0m")
    screen.changes()
    screen.paint("\x1b[1;1H\x1b[38;2;1;2;3;48;2;9;9;9myy" + " " * 78 + "\x1b[0m")
    assert "yy\x1b[K" in screen.changes()


def test_half_of_a_wide_glyph_is_drawn_over_and_not_erased() -> None:
    """tmux blanks the cell before the other half when that is drawn over, and with it the ground of what was erased."""
    screen = FrameScreen(40, 1, Abilities())
    screen.paint(f"\x1b[1;1H{'x' * 20}中{'x' * 18}")
    screen.changes()
    screen.paint(f"\x1b[1;1Hxxxxx\x1b[41m{' ' * 16}\x1b[mzxx")
    assert " " * 16 + "\x1b[mz" in screen.changes()
    screen.paint(f"\x1b[1;1Hxxxxx\x1b[42m{' ' * 16}\x1b[mzxx")
    assert "\x1b[16X" in screen.changes()
