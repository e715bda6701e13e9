"""What the driver relies on of Textual that Textual does not promise. Where one of these fails, look at `driver`."""

from __future__ import annotations

import inspect
import json
import signal
import sys
from pathlib import Path

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver

from reader.tui.frames.driver import ALTERNATE_SCREEN
from reader.tui.frames.parse import is_frame
from tests.terminal import Pty, environment

# An application on our driver, which writes down all that Textual writes, and the terminal's attributes at the end.
RECORDING = """
import json, sys
from textual.app import App
from textual.widgets import Static
from reader.tui.frames.driver import FrameOptions, FramesDriver, frames_driver
written = []
write = FramesDriver.write
def record(self, data):
    written.append(data)
    write(self, data)
FramesDriver.write = record
class Small(App):
    def compose(self):
        yield Static("gas " * 200)
    def on_key(self, event):
        self.query_one(Static).update("oil " * 200)
        self.call_after_refresh(self.exit)
Small(driver_class=frames_driver(FrameOptions())).run()
open(sys.argv[1], "w").write(json.dumps(written))
"""


def test_the_names_that_the_driver_takes_from_textual_are_there() -> None:
    assert {"_app", "_debug"} <= set(inspect.getsource(Driver.__init__).replace("self.", " ").split())
    assert list(inspect.signature(XTermParser.__init__).parameters)[1] == "debug"
    for name in ("attrs_before", "exit_event", "fileno", "input_tty"):
        assert f"self.{name}" in inspect.getsource(LinuxDriver)
    assert callable(LinuxDriver._get_terminal_size)
    assert list(inspect.signature(LinuxDriver.write).parameters) == ["self", "data"]


def end_by_key(pty: Pty) -> None:
    """See the application draw, and end it by a key: it leaves the terminal as it was."""
    try:
        pty.wait_for("gas gas")
        pty.send("x")
        assert pty.ended() == 0
        assert pty.is_as_before
    finally:
        pty.close()


def test_the_screen_is_drawn_where_a_terminal_is_when_errors_go_to_a_file(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    command = ["sh", "-c", f'exec "$0" "$@" 2>{errors}', sys.executable, "-c", RECORDING, str(tmp_path / "written")]
    end_by_key(Pty(command, environment(tmp_path), (60, 20)))
    assert errors.read_text() == ""


def test_an_application_whose_terminal_is_gone_ends(tmp_path: Path) -> None:
    """Though nobody told it, as after `nohup`."""
    command = [sys.executable, "-c", RECORDING, str(tmp_path / "written")]
    pty = Pty(command, environment(tmp_path), (60, 20), has_control=False, ignoring=[signal.SIGHUP])
    try:
        pty.wait_for("gas gas")
        pty.hang_up()
        assert pty.ended() == 0
    finally:
        pty.close()


def test_a_frame_is_one_write_that_begins_with_a_move_and_nothing_else_is(tmp_path: Path) -> None:
    told = tmp_path / "written"
    end_by_key(Pty([sys.executable, "-c", RECORDING, str(told)], environment(tmp_path), (60, 20)))
    written = json.loads(told.read_text())
    assert written[0] == ALTERNATE_SCREEN
    frames = [data for data in written if is_frame(data)]
    assert len(frames) >= 2
    assert all("gas" not in data and "oil" not in data for data in written if not is_frame(data))
