"""Frames leave in a thread of their own: nothing the terminal does stops the program."""

from __future__ import annotations

import os
import pty
import select
import time
from collections.abc import Iterator

import pytest

from reader.tui.frames.pacing import ASK_AFTER, NARROWEST, PATIENCE, QUESTION, SILENCES, WIDEST, WINDOW, Pacing
from reader.tui.frames.terminal import Terminal
from reader.tui.frames.writer import FrameWriter
from tests.tui.frames.emulator import Terminal as Emulator


@pytest.fixture
def line() -> Iterator[tuple[int, int]]:
    """Both ends of a pseudo-terminal: what a terminal reads, and what a program writes to."""
    near, far = pty.openpty()
    yield near, far
    os.close(near)
    os.close(far)


def read_all(fileno: int, quiet: float = 0.2) -> str:
    data = b""
    while select.select([fileno], [], [], quiet)[0]:
        data += os.read(fileno, 65536)
    return data.decode()


def writer_on(fileno: int, *, diff: bool = True, pace: bool = False) -> FrameWriter:
    return FrameWriter(fileno, (40, 5), Terminal(), diff=diff, pace=pace)


def frame(text: str) -> str:
    return f"\x1b[1;1H\x1b[0m{text:<40}\x1b[1;1H"


def test_what_is_no_frame_passes_untouched_and_in_its_place(line: tuple[int, int]) -> None:
    near, far = line
    writer = writer_on(far)
    writer.write("\x1b[?1049h")
    writer.write(frame("first"))
    writer.write("\x1b]52;c;QQ==\x07")
    writer.write(frame("other"))
    assert writer.flush(2)
    sent = read_all(near)
    places = [sent.index(part) for part in ("\x1b[?1049h", "first", "\x1b]52;c;QQ==\x07", "other")]
    assert places == sorted(places)
    writer.close()


def test_without_diff_frames_go_out_as_they_are(line: tuple[int, int]) -> None:
    near, far = line
    writer = writer_on(far, diff=False)
    writer.write(frame("whole"))
    writer.write(frame("whole"))
    assert writer.flush(2)
    assert read_all(near) == frame("whole") * 2
    writer.close()


def test_a_terminal_that_does_not_read_stops_nobody_and_sees_the_last_screen(line: tuple[int, int]) -> None:
    near, far = line
    writer = writer_on(far)
    began = time.monotonic()
    for number in range(3000):
        writer.write("".join(f"\x1b[{y + 1};1H\x1b[0m{f'{number} {y * number}':<40}" for y in range(5)))
    assert time.monotonic() - began < 10
    sent = read_all(near, 1.0)
    terminal = Emulator(40, 5)
    terminal.feed(sent)
    assert terminal.screen.display[4].startswith("2999 11996")
    assert len(sent) < 200_000
    writer.close()


def test_closing_does_not_wait_for_a_terminal_that_never_reads(line: tuple[int, int]) -> None:
    _, far = line
    writer = writer_on(far, diff=False)
    for _ in range(3000):
        writer.write("x" * 400)
    began = time.monotonic()
    writer.close(0.3)
    assert time.monotonic() - began < 2


def test_a_terminal_that_is_gone_ends_the_thread_and_nothing_else() -> None:
    near, far = pty.openpty()
    os.close(near)
    writer = writer_on(far)
    writer.write(frame("into the void"))
    assert writer.flush(2)
    writer.write(frame("again"))
    writer.close()
    os.close(far)


def test_while_an_answer_is_out_only_so_much_is_sent() -> None:
    pacing = Pacing()
    pacing.sent(WINDOW)
    assert pacing.wait(0) == 0
    assert pacing.asks(0)
    pacing.sent(ASK_AFTER)
    assert pacing.wait(0.1) == pytest.approx(PATIENCE - 0.1)
    assert pacing.answered(0.1)
    assert pacing.wait(0.2) == 0
    assert not pacing.answered(0.2)


def test_a_terminal_that_never_answers_is_not_asked_for_ever() -> None:
    pacing = Pacing()
    now = 0.0
    for _ in range(SILENCES):
        pacing.sent(WINDOW + 1)
        assert pacing.asks(now)
        pacing.sent(1)
        now += PATIENCE
        assert pacing.wait(now) == 0
    pacing.sent(WINDOW)
    assert not pacing.asks(now)


def test_an_answer_that_comes_late_is_not_taken_for_the_next_one() -> None:
    pacing = Pacing()
    pacing.sent(WINDOW + 1)
    assert pacing.asks(0)
    pacing.sent(WINDOW + 1)
    assert pacing.wait(PATIENCE) == 0
    assert pacing.asks(PATIENCE)
    assert pacing.answered(PATIENCE + 0.1)
    assert pacing.outstanding == WINDOW + 1
    assert pacing.answered(PATIENCE + 1.2)
    assert pacing.outstanding == 0


def test_a_terminal_that_was_silent_is_asked_again_once_it_answers() -> None:
    pacing = Pacing()
    for second in range(SILENCES):
        pacing.sent(WINDOW + 1)
        assert pacing.asks(second)
        pacing.sent(1)
        assert pacing.wait(second + PATIENCE) == 0
    pacing.sent(WINDOW)
    assert not pacing.asks(SILENCES)
    assert pacing.answered(SILENCES + 0.5)
    assert pacing.asks(SILENCES + 0.5)


def test_the_question_goes_before_the_frame(line: tuple[int, int]) -> None:
    near, far = line
    writer = writer_on(far, pace=True)
    writer.write("".join(f"\x1b[{y + 1};1H\x1b[{y + 31}m{'abc ' * 30:.40}" for y in range(5)) * 2)
    first = read_all(near)
    for number in range(8):
        writer.write("".join(f"\x1b[{y + 1};1H\x1b[{(y + number) % 7 + 31}m{f'{number} ' * 20:.40}" for y in range(5)))
        read_all(near, 0.05)
        writer.answered()
    writer.write(frame("last"))
    assert QUESTION not in first
    writer.close()


def test_the_window_opens_on_a_line_that_keeps_up_and_closes_on_one_that_queues() -> None:
    def after(delays: list[float]) -> float:
        pacing, now = Pacing(), 0.0
        for delay in delays:
            pacing.sent(ASK_AFTER)
            assert pacing.asks(now)
            now += delay
            assert pacing.answered(now)
        return pacing.window

    assert after([0.08] * 10) > WINDOW
    assert after([0.08] * 100) == WIDEST
    assert after([0.08, *[0.5] * 10]) == NARROWEST
    assert after([0.002, *[0.02] * 10]) > WINDOW
