"""Where everything is, in ordinary and in odd environments."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from reader.core.settings import Settings
from reader.storage.places import find_places
from reader.storage.settings import read_settings

ACCOUNT = Path(pwd.getpwuid(os.getuid()).pw_dir)


@pytest.mark.parametrize("home", [None, "", "relative/home"])
def test_without_a_home_in_the_environment_the_account_has_one(home: str | None) -> None:
    environment = {} if home is None else {"HOME": home}
    places = find_places(environment)
    assert places.state == ACCOUNT / ".local/state/briefing-reader"
    assert places.data == ACCOUNT / ".local/share/briefing-reader"


def test_an_account_that_the_system_does_not_know_writes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 3_999_999_999)
    assert find_places({}).data == Path("/nonexistent/.local/share/briefing-reader")


@pytest.mark.parametrize("value", ["relative/state", ".", "~/state"])
def test_a_relative_xdg_folder_is_as_good_as_none(tmp_path: Path, value: str) -> None:
    places = find_places({"HOME": str(tmp_path), "XDG_STATE_HOME": value, "XDG_DATA_HOME": "/data"})
    assert places.state == tmp_path / ".local/state/briefing-reader"
    assert places.data == Path("/data/briefing-reader")


def test_a_library_below_the_home_of_nobody_stays_as_it_was_written(tmp_path: Path) -> None:
    places = find_places({"HOME": str(tmp_path)}, libraries=["~no-such-person/briefings", "~/briefings"])
    assert places.libraries == (Path("~no-such-person/briefings"), Path("~/briefings").expanduser())


def test_in_secure_mode_all_that_is_written_lies_in_the_data_folder(tmp_path: Path) -> None:
    places = find_places({"HOME": "/home", "XDG_CACHE_HOME": "/cache"}, data=str(tmp_path), is_secure=True)
    for path in (places.notes, places.drafts, places.state_file, places.cache):
        assert path.is_relative_to(tmp_path)


def test_a_folder_that_one_may_not_look_into_is_as_good_as_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if path.is_relative_to(tmp_path):
            raise PermissionError(13, "Permission denied")
        return look(path, **options)

    places = find_places({"HOME": str(tmp_path)})
    monkeypatch.setattr(Path, "stat", refuse)
    assert find_places({"HOME": str(tmp_path)}) == places
    assert read_settings(places.config, must_exist=False).settings == Settings()
