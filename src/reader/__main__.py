"""`python -m reader`, and the command `briefing-reader`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Run the command line and end with its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):  # asked often by scripts, and needs next to nothing imported
        from reader.cli.versions import version_line

        try:
            os.write(1, version_line().encode())
            return 0
        except OSError:  # nobody takes it: dealt with below as for every command
            pass
    import gc

    gc.set_threshold(50_000)  # most of what is loaded stays: looking through it so often takes a twentieth of a command
    from reader.cli.first_screen import FirstScreen

    first_screen = FirstScreen()
    try:
        first_screen.show(sys.argv[1:])
        from reader.cli.main import main as run

        code = run(first_screen=first_screen)
    except KeyboardInterrupt:  # while the program was still being loaded
        code = 130
    finally:
        first_screen.take_back()
    # Everything is written and flushed. Python would now wait for its threads, and one may wait for a disk.
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
