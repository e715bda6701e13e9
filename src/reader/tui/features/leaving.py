"""The ways out: of what lies over the text, of the program, for good or for a while."""

from __future__ import annotations

from reader.storage.fence import standing_fence
from reader.tui.features.desk import Desk, Feature
from reader.tui.features.sides import Sides
from reader.tui.frames.driver import writer_of


class Leaving(Feature):
    """Closes what is open, one thing after another; the screen given back, and drawn afresh."""

    def __init__(self, desk: Desk, sides: Sides) -> None:
        super().__init__(desk)
        self._sides = sides

    def leave(self) -> None:
        """Close what lies over the text, or quit."""
        if self._sides.covers:
            self._sides.close_over()
        else:
            self.quit()

    def cancel(self) -> None:
        """Stop what is going on, one thing at a time; never quits."""
        for feature in self.desk.features:
            if feature.give_up():
                break
        self.desk.hint()

    def quit(self) -> None:
        """End the program."""
        screen = self.desk.screen
        screen.call_after_refresh(screen.app.exit, 0)  # so that what is kept for the next start shows the last key

    def suspend(self) -> None:
        """Give the terminal back to the shell until `fg`."""
        if standing_fence():
            self.desk.say("In secure mode there is no shell to go back to.")
            return
        self.desk.screen.app.action_suspend_process()

    def redraw(self) -> None:
        """Draw the screen afresh."""
        if writer := writer_of(self.desk.screen.app):
            writer.redraw()
