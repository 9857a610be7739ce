"""A file of a library: Markdown with front matter, read into a procedure.

Front matter stands between two lines of `---`, then paragraphs, lists and tables under `## headings`. Whatever cannot
be spoken is refused with its file and line, so that no word of a clinician's is dropped in silence.
"""

import hashlib
import re
import threading
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from cachetools import LRUCache

from voiceedu.content import regular_files
from voiceedu.content.document import Problem
from voiceedu.content.front_matter import FrontMatter
from voiceedu.content.long_texts import find_long_texts
from voiceedu.content.procedure import RESERVED_SLUGS, Procedure
from voiceedu.content.sections import Section, read_body
from voiceedu.content.slugs import slugify
from voiceedu.errors import LibraryError

PARSED_KEPT = 20_000
"""How many procedures a process remembers, to parse only what has changed."""
LARGEST_BYTES = 3_000_000
"""Of a file: a million characters, which some scripts write in three bytes each."""

LONGEST_NUMBER = 6
"""Digits of a topic's number: more are not entered without a slip."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HEAD_BYTES = 10_000
_SLUG_FIELD = re.compile(rb"^slug:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Parsed:
    """A procedure, and the SHA-256 of the text that it was read from."""

    sha256: str
    procedure: Procedure


_parsed: LRUCache[tuple[str, str], Parsed] = LRUCache(PARSED_KEPT)
"""The procedures that this process has read, by the paths of their files and languages. A hash of a Path takes as long
as the rest of a look at it."""
_counts: Counter[str] = Counter()
_parsed_lock = threading.Lock()


def read(path: Path, *, language: str) -> Procedure:
    """Return the procedure in the file at `path`; raise LibraryError for a file that cannot be spoken.

    A file is parsed again only when its text has changed: a library of thousands is loaded again after each change.
    """
    text = read_text(path)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    known = remembered(path, language=language)
    if known is not None and known.sha256 == sha256:
        return known.procedure
    procedure = parse(text, path=path, language=language)
    remember(path, Parsed(sha256, procedure), language=language)
    with _parsed_lock:
        _counts["parsed"] += 1
    return procedure


def parsed_files() -> int:
    """Return how many files this process has parsed."""
    return _counts["parsed"]


def remembered(path: Path | str, *, language: str) -> Parsed | None:
    """Return what the file at `path` was when it was read last; None if this process has not read it."""
    with _parsed_lock:
        return _parsed.get((str(path), language))


def remember(path: Path | str, parsed: Parsed, *, language: str) -> None:
    """Take `parsed` for what the file at `path` is, as long as its text has that SHA-256."""
    with _parsed_lock:
        _parsed[str(path), language] = parsed


def forget() -> None:
    """Forget all that this process has read, as a new process would."""
    with _parsed_lock:
        _parsed.clear()


def read_text(path: Path) -> str:
    """Return the text of a library file; raise LibraryError if it is not a regular file, too large or not UTF-8.

    Its name has to be UTF-8, too: it stands in what is kept and sent.
    """
    if regular_files.readable_name(path.name) != path.name:
        raise LibraryError(path, 1, "its name is not UTF-8", "Rename the file, with the letters a to z and hyphens.")
    try:
        data = regular_files.read(path, at_most=LARGEST_BYTES + 1)
    except OSError as error:
        raise LibraryError(path, 1, f"cannot be read ({error.strerror})", "Make it a file that can be read.") from None
    if len(data) > LARGEST_BYTES:
        problem = f"larger than {LARGEST_BYTES // 1_000_000} MB"
        raise LibraryError(path, 1, problem, "Split it into several procedures.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LibraryError(path, line, "not UTF-8 text", "Save the file with the encoding UTF-8.") from None


def parse(text: str, *, path: Path, language: str) -> Procedure:
    """Return the procedure that `text` is; `path` gives its slug and is named in errors."""
    procedure, problems = examine(text, path=path, language=language)
    for problem in problems:
        if problem.is_error:
            raise LibraryError(path, problem.line, problem.text, problem.remedy)
    return replace(procedure, sections=tuple(map(_without_lines, procedure.sections)))


def examine(text: str, *, path: Path, language: str) -> tuple[Procedure, tuple[Problem, ...]]:
    """Return the procedure in `text`, and every problem of its body; if one is an error, the procedure is incomplete.

    Raise LibraryError for front matter that cannot be read, and for control characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LibraryError(path, line, f"a control character ({found[0]!r})", "Take it out.")
    fields = FrontMatter(text, path=path)
    title = fields.text("title")
    if not title:
        raise LibraryError(path, 1, "no title", "Write 'title: …' in the front matter.")
    sections, problems = read_body(fields.body, path=path, first_line=fields.body_line)
    problems += tuple(find_long_texts(sections))
    procedure = Procedure(
        slug=_slug(fields),
        language=language,
        title=title,
        sections=sections,
        summary=fields.text("summary"),
        order=fields.whole_number("order", default=1000),
        source=fields.text("source"),
        author=fields.text("author"),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_on=fields.date("reviewed_on"),
        review_by=fields.date("review_by"),
        translation_of=fields.text("translation_of"),
        draft=fields.truth("draft"),
        menu=fields.text("menu"),
        number=fields.digits("number", at_most=LONGEST_NUMBER),
    )
    return procedure, problems


def _without_lines(section: Section) -> Section:
    """Return `section` without the lines of its file: words that have moved in it are the same words."""
    return replace(section, blocks=tuple(replace(block, line=0) for block in section.blocks), line=0)


def _slug(fields: FrontMatter) -> str:
    slug = fields.text("slug") or slugify(fields.path.stem)
    if slug == slugify(slug) and slug and slug not in RESERVED_SLUGS:
        return slug
    raise LibraryError(
        fields.path,
        fields.line("slug"),
        f"{slug or fields.path.stem!r} cannot be a slug",
        "Write 'slug: …' with small letters, digits and hyphens, such as nerve-blocks; "
        f"{', '.join(sorted(RESERVED_SLUGS))} are taken.",
    )


def named_slug(path: Path) -> str:
    """Return the slug that the front matter of a file names, as far as that can be read; else nothing."""
    try:
        head = regular_files.read(path, at_most=_HEAD_BYTES)
    except OSError:
        return ""
    named = _SLUG_FIELD.search(head)
    return named[1].decode() if named else ""
