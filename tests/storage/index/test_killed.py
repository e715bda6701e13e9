"""A process killed while it indexes leaves nothing that the next one cannot finish."""

import subprocess
import sys
from pathlib import Path

import pytest

from reader.core.search.query import parse_query
from reader.storage.index import Index
from tests.storage.index.shelves import write_briefing

INDEX_AND_DIE = """
import os, signal, sys
from pathlib import Path

import pytest
from reader.storage.index import Index, catching_up

catching_up.BATCH_FILES = 10
index = Index(Path(sys.argv[1]), [Path(sys.argv[2])])
index.refresh(lambda done, total: done >= int(sys.argv[3]) and os.kill(os.getpid(), signal.SIGKILL))
"""


def test_what_was_read_before_a_kill_is_kept_and_the_rest_is_read_next_time(tmp_path: Path) -> None:
    for number in range(40):
        write_briefing(tmp_path / "shelf", f"b{number:02}", f"word{number} and gas.")
    told = (str(tmp_path / "cache"), str(tmp_path / "shelf"), "25")
    assert subprocess.run([sys.executable, "-c", INDEX_AND_DIE, *told], check=False).returncode == -9
    index = Index(tmp_path / "cache", [tmp_path / "shelf"])
    assert index.refresh().read == 20
    assert index.search(parse_query("gas"), 100, frozenset({"briefing"})).total == 40


INDEX_ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path

import pytest
from reader.core.search.query import parse_query
from reader.storage.index import Index

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
index = Index(Path(sys.argv[1]), [Path(sys.argv[2])])
index.refresh()
print(index.is_in_memory, index.search(parse_query("gas"), 100, frozenset({"briefing"})).total)
"""


@pytest.mark.parametrize("room", [0, 5_000, 200_000])
def test_a_search_with_the_cache_on_a_full_disk_is_right(tmp_path: Path, room: int) -> None:
    for number in range(40):
        write_briefing(tmp_path / "shelf", f"b{number:02}", f"word{number} and gas. " * 40)
    told = (str(tmp_path / "cache"), str(tmp_path / "shelf"), str(room))
    done = subprocess.run(
        [sys.executable, "-c", INDEX_ON_A_FULL_DISK, *told], check=False, capture_output=True, text=True
    )
    assert (done.stdout, done.stderr) == ("True 40\n", "")
