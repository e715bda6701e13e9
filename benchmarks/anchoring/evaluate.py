"""How well notes keep their place: prints a table of all cases, exits with 1 if any note is silently on a wrong place.

    python benchmarks/anchoring/evaluate.py [--failures] [--only tuned|heldout|fresh|adverse|mechanical]

"right": the state and the place are among those that are right. "flagged": shown to a person although the words could
have stayed anchored, or without the place that could have been given. "wrong place": flagged, but at a place that is
not the right one. "silently wrong": anchored where it must not be.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from anchoring_cases import Case, cases
from mechanical_cases import mechanical

from reader.core.anchoring.anchor import Finding, NoteState, Place, describe
from reader.core.anchoring.locator import locate

VERDICTS = ("right", "flagged", "wrong place", "silently wrong")
PARTS = ("tuned", "heldout", "fresh", "adverse", "mechanical")


def judge(case: Case, found: Finding) -> str:
    """Which of the verdicts fits what was found."""
    if found.state is NoteState.ANCHORED:
        is_right = "anchored" in case.expected and found.place in case.places
        return "right" if is_right else "silently wrong"
    if found.state is NoteState.CHANGED and found.place and not any(_is_about(found.place, p) for p in case.places):
        return "wrong place"
    return "right" if found.state in case.expected else "flagged"


def _is_about(found: Place, place: Place) -> bool:
    """Whether a flagged place shows a person the right words: it has half of all that is in either."""
    if (found.section, found.paragraph) != (place.section, place.paragraph):
        return False
    common = min(found.end, place.end) - max(found.start, place.start)
    return 2 * common >= max(found.end, place.end) - min(found.start, place.start)


def run(part: str) -> Iterable[tuple[Case, Finding, str]]:
    """Every case of a part with what was found and the verdict."""
    for case in mechanical() if part == "mechanical" else cases(part):
        found = locate(case.new, describe(case.old, case.place), case.names)
        yield case, found, judge(case, found)


def table(part: str, judged: Sequence[tuple[Case, Finding, str]]) -> list[str]:
    """The counts of verdicts for each kind of edit and for each language, as lines of a Markdown table."""
    lines = [f"| {part}: {len(judged)} cases | {' | '.join(VERDICTS)} |", "| --- |" + " ---: |" * len(VERDICTS)]
    for name in ("kind", "language"):
        groups: dict[str, Counter[str]] = {}
        for case, _, verdict in judged:
            groups.setdefault(getattr(case, name), Counter())[verdict] += 1
        for group, counts in sorted(groups.items()):
            lines.append(f"| {group} | {' | '.join(str(counts[verdict]) for verdict in VERDICTS)} |")
    total = Counter(verdict for _, _, verdict in judged)
    return [*lines, f"| **all** | {' | '.join(f'**{total[verdict]}**' for verdict in VERDICTS)} |", ""]


def main() -> int:
    """Runs the parts that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="print every case that is not right")
    parser.add_argument("--only", choices=PARTS, help="run only this part")
    options = parser.parse_args()
    silently_wrong = 0
    for part in [options.only] if options.only else PARTS:
        judged = list(run(part))
        print("\n".join(table(part, judged)))
        silently_wrong += sum(verdict == "silently wrong" for _, _, verdict in judged)
        for case, found, verdict in judged:
            if options.failures and verdict != "right":
                print(f"{verdict}: {case.line}\n    {found}\n    wanted {sorted(case.expected)} {case.places}")
    return 1 if silently_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
