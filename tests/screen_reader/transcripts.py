"""Transcripts of what a screen reader says: what was done, after a #, and below each the lines that were heard."""

import re
from pathlib import Path

PASSING = re.compile(r"[\d.,]+ (?:[kM]B|كيلوبايت)|\d+ (?:de )?[^\W\d]+ (?:de )?\d{4}|\w+ \d+, \d{4}|\d+:\d\d")
"""Sizes, dates and times depend on the day and the voice."""
SAME = (
    (PASSING, "…"),
    (re.compile("•"), "bullet"),
    (re.compile(r"\bpush button\b"), "button"),
    (re.compile(r"\bvisited link\b"), "link"),
    (re.compile(r"\bheading level (\d)"), r"heading \1"),
)
"""Orca 43 and Orca 48 call some things by different names."""
UNSTEADY = re.compile(
    r"(leaving|Finished loading|Loading|List with|Description list|Wrapping to|Page has|Screen reader) ?.*"
    r"|.* frame|(.* )?document web|Focus mode|Browse mode|banner|information|description value"
)
"""What Orca says of its own place and mode, which differs from version to version and with what was read before."""


def normalized(said: list[str]) -> list[str]:
    """Return the lines that matter of what was said, each once in a row."""
    lines: list[str] = []
    for text in said:
        line = " ".join(text.split()).removesuffix(".")
        for pattern, same in SAME:
            line = pattern.sub(same, line)
        if line and not UNSTEADY.fullmatch(line) and [line] != lines[-1:]:
            lines.append(line)
    return without_what_one_version_says(lines)


def without_what_one_version_says(lines: list[str]) -> list[str]:
    """Leave out navigation landmarks and empty fields, of which one version of Orca reads all in a page, another some.

    Both say them when they get the focus.
    """
    left: list[str] = []
    for number, line in enumerate(lines):
        is_empty_field = "entry" in lines[number : number + 2] and is_empty(lines, lines.index("entry", number))
        if not (is_empty_field or line == "navigation" or (number and lines[number - 1] == "navigation")):
            left.append(line)
    return left


def is_empty(lines: list[str], entry: int) -> bool:
    """Return whether the button of the form follows at once, without a value."""
    return lines[entry + 2 : entry + 3] == ["button"]


def read_transcript(file: Path) -> list[tuple[str, list[str]]]:
    steps: list[tuple[str, list[str]]] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            steps.append((line.removeprefix("# "), []))
        else:
            steps[-1][1].append(line)
    return steps


def write_transcript(file: Path, steps: list[tuple[str, list[str]]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [line for done, heard in steps for line in (f"# {done}", *heard)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
