import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.safe_text import safe_line
from reader.core.text.mentions import fold_name
from reader.storage.decisions import DecisionStore

NAMES = st.text(min_size=1, max_size=12).map(lambda text: fold_name(safe_line(text))).filter(bool)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, st.sampled_from(["georgia", "georgia-state"]), min_size=1, max_size=4))
def test_decisions_are_read_as_they_were_written_whatever_the_names(decided: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, entity in decided.items():
            DecisionStore(Path(folder, "names.toml")).decide("one-briefing", (name,), entity)
        assert DecisionStore(Path(folder, "names.toml")).all() == {"one-briefing": decided}


def test_the_file_is_plain_and_an_entry_taken_away_by_hand_is_gone(tmp_path: Path) -> None:
    store = DecisionStore(tmp_path / "names.toml")
    store.decide("summit", ("moscow", "moskva"), "moscow-city")
    lines = store.path.read_text().splitlines()
    assert lines[-2:] == ['"moscow" = "moscow-city"', '"moskva" = "moscow-city"']
    store.path.write_text("\n".join(lines[:-1]))
    assert store.all() == {"summit": {"moscow": "moscow-city"}}
    store.undo("summit", "moscow")
    assert store.all() == {}
    assert store.path.stat().st_mode & 0o777 == 0o600
