"""Transcripts of what a screen reader says: what was done, after a #, and below each the lines that were heard."""

import re
from pathlib import Path

PASSING = re.compile(r"[\d.,]+ (?:[kM]B|megabytes|كيلوبايت)|\d+ (?:de )?[^\W\d]+ (?:de )?\d{4}|\w+ \d+, \d{4}|\d+:\d\d")
"""Sizes, dates and times depend on the day and the voice."""
VISITED = re.compile(r"\bvisited link\b")
"""Which pages were visited depends on the order of the tests."""
LONGEST_ANSWER = 8
"""So many lines are said at most after a key that opens no page."""
UNSTEADY = re.compile(
    r"(leaving|Finished loading|Loading|List with|Description list|Wrapping to|Page has|Screen reader) ?.*"
    r"|.* frame|(.* )?document web|Focus mode|Browse mode|banner|information|description value|It is being kept.*"
)
"""What Orca says of its own place and mode, which differs with what was read before, and what only a slow page says."""


def normalized(said: list[str]) -> list[str]:
    """Return the lines that matter of what was said, each once in a row; in the answer to a key, each once."""
    lines: list[str] = []
    for text in said:
        line = " ".join(text.split()).removesuffix(".")
        line = VISITED.sub("link", PASSING.sub("…", line))
        if line and not UNSTEADY.fullmatch(line) and [line] != lines[-1:]:
            lines.append(line)
    return lines if len(lines) > LONGEST_ANSWER else without_repeats(lines)


def without_repeats(lines: list[str]) -> list[str]:
    """Leave out what is said again, and all names but the last of a button that is renamed while it waits.

    Orca 48 sometimes says a heading, its words alone, and the heading once more; and it says some of the names.
    """
    said: list[str] = []
    for number, line in enumerate(lines, 1):
        is_renamed = lines[number : number + 1] and line.endswith(" button") and lines[number].endswith(" button")
        if not is_renamed and not any(later.startswith(line) for later in lines[number:]):
            said.append(line)
    return said


def read_transcript(file: Path) -> list[tuple[str, list[str]]]:
    steps: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            steps.append((line.removeprefix("# "), []))
        else:
            steps[-1][1].append(line)
    return steps


def as_lines(steps: list[tuple[str, list[str]]]) -> list[str]:
    return [line for done, heard in steps for line in (f"# {done}", *heard)]


def write_transcript(file: Path, steps: list[tuple[str, list[str]]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(as_lines(steps)) + "\n", encoding="utf-8")
