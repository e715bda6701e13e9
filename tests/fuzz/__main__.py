"""`make fuzz`: every target in turn, with chance of its own, for FUZZ_SECONDS (600 unless told otherwise)."""

from __future__ import annotations

import os
import sys
import traceback
from collections import Counter
from time import monotonic

from hypothesis import HealthCheck, settings
from hypothesis.internal.observability import add_observability_callback

from tests.fuzz.keys import key_sequences
from tests.fuzz.targets import TARGETS, large_and_deep_bodies, state_and_index_files

FEW = {key_sequences: 8, state_and_index_files: 10, large_and_deep_bodies: 20}
SECONDS = float(os.environ.get("FUZZ_SECONDS", "600"))


def main() -> int:
    """Run until the time is up or a target fails; gives the exit code."""
    end, cases, failures = monotonic() + SECONDS, Counter[str](), 0
    add_observability_callback(lambda one: cases.update([str(one.property)] if one.type == "test_case" else []))
    checks = list(HealthCheck)
    trials = [
        settings(max_examples=FEW.get(one, 100), deadline=None, database=None, suppress_health_check=checks)(one)
        for one in TARGETS
    ]
    while monotonic() < end:
        for target in trials:
            try:
                target()
            except Exception:  # noqa: BLE001 # whatever it is, it is what we were looking for
                failures += 1
                print(f"FAILED {target.__name__}")
                traceback.print_exc()
            if monotonic() > end:
                break
    for name, count in sorted(cases.items()):
        print(f"{name:<40} {count:>8,} cases")
    print(f"{sum(cases.values()):,} cases in {SECONDS:g} s, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
