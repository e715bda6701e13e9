"""A web address handed to the person's own browser, where there is a desktop to show it on: no shell reads it."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import threading
from collections.abc import Mapping

from reader.core.text.addresses import may_open
from reader.storage.fence import standing_fence

_WHOLE = re.compile(r"\w+:\S+")


def browser_command(environment: Mapping[str, str], platform: str = sys.platform) -> tuple[str, ...]:
    """What opens an address here: `$BROWSER`, or the desktop's own way; nothing where there is none, as over SSH."""
    named = environment.get("BROWSER", "").split(":")[0].strip()
    if named and "%s" not in named:
        try:
            return tuple(shlex.split(named))
        except ValueError:
            return ()
    is_desktop = platform == "darwin" or any(environment.get(one) for one in ("DISPLAY", "WAYLAND_DISPLAY"))
    opener = shutil.which("open" if platform == "darwin" else "xdg-open") if is_desktop else None
    return (opener,) if opener else ()


def open_address(address: str, environment: Mapping[str, str]) -> bool:
    """Open a web or mail address in the browser; False where that is not allowed or not possible."""
    if standing_fence() is not None or not (may_open(address) and _WHOLE.fullmatch(address)):
        return False
    command = browser_command(environment)
    if not command:
        return False
    import subprocess  # only a link that is followed needs it

    nothing = subprocess.DEVNULL
    try:
        started = subprocess.Popen(  # noqa: S603 # the person's own choice, no shell, and an address of three kinds alone
            [*command, address], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError:
        return False
    threading.Thread(target=started.wait, daemon=True, name="browser").start()  # so that it leaves no zombie
    return True
