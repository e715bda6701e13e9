"""`python -m reader`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and give its exit code."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from reader import __version__

        sys.stdout.write(f"briefing-reader {__version__}\n")
        return 0
    return 2


if __name__ == "__main__":
    sys.exit(main())
