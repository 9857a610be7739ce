"""Front matter: the YAML fields between two lines of `---` with which a file of the library begins.

Every error names the file and the line of the field, and says what would do.
"""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import ComposerError
from yaml.constructor import SafeConstructor

from voiceedu.content import long_texts
from voiceedu.errors import LibraryError

FIELDS = (
    "title",
    "slug",
    "summary",
    "order",
    "source",
    "author",
    "reviewed_by",
    "reviewed_on",
    "review_by",
    "translation_of",
    "draft",
    "menu",
    "number",
)
MOST_CHARACTERS = 20_000
"""Of front matter."""


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser where PyYAML was built with it: the same fields in a seventh of the time."""


def _compose(text: str) -> yaml.Node | None:
    """Return the node of a YAML text without aliases: a few hundred bytes of them can mean gigabytes."""
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise ComposerError(None, None, "it has an alias, such as *name", event.start_mark)  # type: ignore[arg-type]
    return yaml.compose(text, Loader=_Loader)


class FrontMatter:
    """The fields before the text of the file at `path`, each with its line; `body` is the text, from `body_line` on.

    Raises LibraryError for a file that begins without front matter, for what is not YAML, and for a field that is not
    in FIELDS, stands twice or cannot be read; a field is looked at for its type when it is asked for.
    """

    def __init__(self, text: str, *, path: Path) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.written: dict[str, str] = {}
        first, *lines = text.split("\n")
        fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"]
        if first.rstrip() != "---" or not fences:
            remedy = "Begin with a line of ---, then 'title: …', then a line of ---."
            raise LibraryError(path, 1, "no front matter", remedy)
        end = fences[0]
        self._check_size(lines[:end])
        self.body = "\n".join(lines[end + 1 :])
        self.body_line = end + 3
        for key, value in self._nodes("\n".join(lines[:end])):
            self._read_field(key.value, value, line=key.start_mark.line + 2)

    def _nodes(self, text: str) -> list[tuple[yaml.Node, yaml.Node]]:
        """Return the name and the value of each field in `text`, which begins in line 2 of the file."""
        try:
            node = _compose(text)
        except Exception as error:  # not only YAMLError: PyYAML passes on what chr() and deep nesting raise
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            problem = f"front matter is not YAML: {getattr(error, 'problem', None) or 'it cannot be read'}"
            raise LibraryError(self.path, line, problem, "Put quotes around a value that holds a colon.") from None
        if node is not None and not isinstance(node, yaml.MappingNode):
            remedy = "Write lines such as 'title: Nerve blocks'."
            raise LibraryError(self.path, 2, "front matter holds no fields", remedy)
        return node.value if node else []

    def _read_field(self, name: str, node: yaml.Node, *, line: int) -> None:
        if name not in FIELDS:
            raise LibraryError(self.path, line, f"unknown field {name!r}", f"Known are {', '.join(FIELDS)}.")
        if name in self.values:
            raise LibraryError(self.path, line, f"{name} stands twice", "Keep one of them.")
        try:
            self.values[name] = SafeConstructor().construct_document(node)
        except Exception as error:  # PyYAML passes on what int(), datetime and its own look-ups raise
            problem = f"{name} cannot be read: {error}"
            raise LibraryError(self.path, line, problem, "Write dates as 2026-01-31; put quotes around text.") from None
        self.lines[name] = line
        self.written[name] = node.value if isinstance(node, yaml.ScalarNode) else ""

    def _check_size(self, lines: Sequence[str]) -> None:
        if sum(map(len, lines)) > MOST_CHARACTERS:
            remedy = "It is for the title and the like; write what patients should hear below it."
            raise LibraryError(self.path, 2, f"more than {MOST_CHARACTERS:,} characters of front matter", remedy)

    def line(self, name: str) -> int:
        """Return the line of the field `name`; 1, the beginning of the file, where it is not given."""
        return self.lines.get(name, 1)

    def text(self, name: str) -> str:
        """Return the field `name` with single spaces, empty where it is not given; raise LibraryError for no text."""
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):  # YAML reads yes as True and 1.50 as 1.5; those are not the words written
            raise LibraryError(self.path, self.line(name), f"{name} is not a line of text", "Put quotes around it.")
        if any(unicodedata.category(character) in ("Cc", "Cs") and not character.isspace() for character in value):
            raise LibraryError(self.path, self.line(name), f"{name} holds a control character", "Take it out.")
        text = " ".join(value.split())
        if what := long_texts.is_too_long(text):
            raise LibraryError(self.path, self.line(name), f"{name} has {what}", "Make it shorter.")
        return text

    def whole_number(self, name: str, *, default: int) -> int:
        """Return the field `name`, `default` where it is not given; raise LibraryError if it is not a whole number."""
        value = self.values.get(name, default)
        if type(value) is not int:
            raise LibraryError(self.path, self.line(name), f"{name} is not a whole number", f"Write '{name}: 3', say.")
        return value

    def digits(self, name: str, *, at_most: int) -> int:
        """Return the field `name`, digits as they are written, 0 where it is not given; raise LibraryError for others.

        YAML reads 010 as 8, so that a number with a zero before it is refused.
        """
        written = self.written.get(name, "")
        if name not in self.values or (not written and self.values[name] is None):
            return 0
        if not re.fullmatch(rf"[1-9][0-9]{{0,{at_most - 1}}}", written):
            remedy = f"Write '{name}: 12', say: at most {at_most} digits, of which the first is not 0."
            raise LibraryError(self.path, self.line(name), f"{name} is not a number that callers can enter", remedy)
        return int(written)

    def truth(self, name: str) -> bool:
        """Return the field `name`, False where it is not given; raise LibraryError if it is neither true nor false."""
        value = self.values.get(name)
        if value is None or isinstance(value, bool):
            return bool(value)
        raise LibraryError(self.path, self.line(name), f"{name} is neither true nor false", f"Write '{name}: true'.")

    def date(self, name: str) -> datetime.date | None:
        """Return the field `name`, None where it is empty or not given; raise LibraryError for no date."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if type(value) is not datetime.date:
            raise LibraryError(self.path, self.line(name), f"{name} is not a date", "Write it as 2026-01-31.")
        return value
