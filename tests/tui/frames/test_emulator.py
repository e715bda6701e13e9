"""The terminal that other tests look at says what is on it at any moment."""

from tests.tui.frames.emulator import Terminal


def test_half_a_wide_character_is_a_blank() -> None:
    terminal = Terminal(8, 1)
    terminal.feed("習近平\r")
    assert terminal.screen.display == ["習近平  "]
    terminal.feed("a")
    assert terminal.screen.display == ["a 近平  "]
