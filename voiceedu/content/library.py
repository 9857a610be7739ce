"""The words: Markdown files with front matter, read into procedures.

A library is a folder with one folder a language, `<language>/*.md`. A file is one procedure: front matter between two
lines of `---`, then paragraphs, lists and tables under `## headings`. Whatever cannot be spoken is refused with its
file and line, so that no word of a clinician's is dropped in silence.
"""

import contextlib
import datetime
import hashlib
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from cachetools import LRUCache

from voiceedu import languages
from voiceedu.content import regular_files
from voiceedu.content.blocks import Block
from voiceedu.content.document import Problem
from voiceedu.content.front_matter import FrontMatter
from voiceedu.content.prompt_set import PROMPTS, PromptSet
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.content.sections import SECTION_LEVEL, Section, read_body
from voiceedu.content.slugs import slugify
from voiceedu.errors import LibraryError

PARSED_KEPT = 20_000
"""How many procedures a process remembers, to parse only what has changed."""
LARGEST_BYTES = 3_000_000
"""Of a file: a million characters, which some scripts write in three bytes each."""
RESERVED_LANGUAGES = frozenset({"ivr"})
RESERVED_SLUGS = frozenset({"library", "feed", PROMPTS})
"""Names that stand for something else in a URL."""
CHANGES = "CHANGES.md"
"""At the top of a library: who changed what and when, as `voiceedu review` notes it."""
NOTES = frozenset({"readme.md", CHANGES.lower()})
"""Files at the top of a library that nobody should hear, in small letters."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HEAD_BYTES = 10_000
_SLUG_FIELD = re.compile(rb"^slug:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One topic a patient can listen to. `order` is its place in the library; equal places go by title.

    A `draft` is not published. `review_by` is the day until which it should be reviewed again. `translation_of` is the
    slug that another language has for the same topic; empty where it is the same slug.

    `menu` is what a phone menu calls it; empty where that follows from the title (content.menu_labels).

    `reviewed_by` and `reviewed_on` are what its file says. What listeners are told is `review`, which no file gives.
    """

    slug: str
    language: str
    title: str
    sections: tuple[Section, ...]
    summary: str = ""
    order: int = 1000
    source: str = ""
    author: str = ""
    reviewed_by: str = ""
    reviewed_on: datetime.date | None = None
    review_by: datetime.date | None = None
    translation_of: str = ""
    draft: bool = False
    menu: str = ""
    review: Review = NOT_REVIEWED

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks in order, the headings of sections among them."""
        found: list[Block] = []
        for section in self.sections:
            heading = Block(kind="heading", text=section.heading, level=SECTION_LEVEL, line=section.line)
            found += [heading, *section.blocks] if section.heading else section.blocks
        return tuple(found)

    @property
    def topic(self) -> str:
        """What the translations of one text have in common."""
        return self.translation_of or self.slug


Work = Procedure | PromptSet
"""What is spoken and published as one."""


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A file that cannot be used, by the `name` of what it would be, such as en/nerve-blocks."""

    name: str
    error: LibraryError


Salvage = Callable[[str, str], Work | None]
"""Language and slug → what stands in for a procedure, or for prompts, whose file cannot be used; None for nothing."""


@dataclass(frozen=True)
class Library:
    """Every procedure, by language, each language in listening order.

    `prompts` has what the telephone menus say, for each language that callers can be led in. `recordings` has the files
    that prompts name, by SHA-256. `cautions` says what callers and listeners will miss. `broken` has the files that
    cannot be used: each is left out, or what is published stands in for it. `drafts` are in no language's procedures.
    """

    by_language: dict[str, tuple[Procedure, ...]] = field(default_factory=dict)
    prompts: dict[str, PromptSet] = field(default_factory=dict)
    recordings: dict[str, Path] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    drafts: tuple[Procedure, ...] = ()
    broken: tuple[Broken, ...] = ()

    def __iter__(self) -> Iterator[Procedure]:
        for procedures in self.by_language.values():
            yield from procedures

    def __len__(self) -> int:
        return sum(map(len, self.by_language.values()))

    def find(self, language: str, slug: str) -> Procedure | None:
        return next((p for p in self.by_language.get(language, ()) if p.slug == slug), None)

    def translations(self, procedure: Procedure) -> dict[str, Procedure]:
        """Return the same topic in every language that has it, the procedure's own included, by language."""
        found = {
            language: next((other for other in procedures if other.topic == procedure.topic), None)
            for language, procedures in self.by_language.items()
        }
        return {language: other for language, other in found.items() if other} | {procedure.language: procedure}

    @property
    def works(self) -> tuple[Work, ...]:
        """Everything that is spoken: the prompts of each language, which every caller needs, then the procedures."""
        return (*self.prompts.values(), *self)

    def work(self, language: str, slug: str) -> Work | None:
        """Return the procedure or the prompts that are published as `slug` in `language`."""
        prompts = self.prompts.get(language)
        return prompts if prompts and prompts.slug == slug else self.find(language, slug)


def load(folder: Path, *, salvage: Salvage | None = None) -> Library:
    """Return the library in `folder`; raise LibraryError at the first file that cannot be spoken.

    With `salvage` such a file is in `broken` instead, and what `salvage` returns stands in for it. LibraryError is then
    raised only where nothing is left.
    """
    by_language: dict[str, tuple[Procedure, ...]] = {}
    drafts: list[Procedure] = []
    broken = [_misplaced(path, folder) for path in stray_files(folder)]
    for language_folder in sorted(path for path in folder.iterdir() if path.is_dir()):
        files = procedure_files(language_folder)
        if not files:
            continue
        language = language_folder.name
        if not languages.is_tag(language) or language in RESERVED_LANGUAGES:
            error = LibraryError(files[0], 1, f"{language!r} is not a language tag", "Name the folder en or es, say.")
            broken.append(Broken(name=language, error=error))
            continue
        found = _read_all(files, language)
        broken += (Broken(name=f"{language}/{slugify(path.stem)}", error=error) for path, error in found.errors)
        drafts += (procedure for procedure in found.procedures.values() if procedure.draft)
        procedures = [procedure for procedure in found.procedures.values() if not procedure.draft]
        if salvage is not None:
            procedures += _stand_ins(found, language, salvage)
        if procedures:
            by_language[language] = tuple(sorted(procedures, key=lambda p: (p.order, p.title, p.slug)))
    if broken and (salvage is None or not by_language):
        raise broken[0].error
    if not by_language:
        problem = "nothing but drafts in this library" if drafts else "no procedure in this library"
        remedy = "Read one and take 'draft: true' out of it." if drafts else f"Put Markdown files in {folder / 'en'}."
        raise LibraryError(folder, 1, problem, remedy)
    return Library(by_language, drafts=tuple(drafts), broken=tuple(broken))


def procedure_files(folder: Path) -> list[Path]:
    """Return the Markdown files in `folder`, in order, without those that editors and systems keep for themselves."""
    files = sorted(folder.glob("*.md"))
    # A listing that is read while an editor replaces a file may have neither the old nor the new one.
    while files != (files := sorted(folder.glob("*.md"))):
        pass
    return [path for path in files if not path.name.startswith((".", "~"))]


def stray_files(folder: Path) -> list[Path]:
    """Return the Markdown files at the top of a library that should be in the folder of a language."""
    return [path for path in procedure_files(folder) if path.name.lower() not in NOTES]


@dataclass(frozen=True, kw_only=True)
class _Found:
    """What the files of a language hold: procedures by slug, and why a file holds none."""

    procedures: dict[str, Procedure]
    errors: list[tuple[Path, LibraryError]]


def _misplaced(path: Path, folder: Path) -> Broken:
    error = LibraryError(path, 1, "a procedure outside a language folder", f"Move it to {folder / 'en'}.")
    return Broken(name=slugify(path.stem), error=error)


def _read_all(files: list[Path], language: str) -> _Found:
    """Return what `files` hold. Of two with one slug, that which is called so has it."""
    read_files: list[tuple[Path, Procedure]] = []
    errors: list[tuple[Path, LibraryError]] = []
    for path in files:
        try:
            read_files.append((path, read(path, language=language)))
        except LibraryError as error:
            errors.append((path, error))
    procedures: dict[str, Procedure] = {}
    holders: dict[str, Path] = {}
    for path, procedure in sorted(read_files, key=lambda each: slugify(each[0].stem) != each[1].slug):
        if (holder := holders.setdefault(procedure.slug, path)) is not path:
            problem = f"the slug {procedure.slug!r} is already that of {holder.name}"
            errors.append((path, LibraryError(path, 1, problem, "Give one of them another 'slug:' or file name.")))
        else:
            procedures[procedure.slug] = procedure
    return _Found(procedures=procedures, errors=sorted(errors, key=lambda each: each[0]))


def _stand_ins(found: _Found, language: str, salvage: Salvage) -> Iterator[Procedure]:
    """Yield what stands in for the files that cannot be used: by the slug that each names, else by that of its name."""
    taken = set(found.procedures)
    for path, _ in found.errors:
        for slug in (_named_slug(path), slugify(path.stem)):
            if slug and slug not in taken and isinstance(procedure := salvage(language, slug), Procedure):
                taken.add(slug)
                yield procedure
                break


def _named_slug(path: Path) -> str:
    """Return the slug that the front matter of a file names, as far as that can be read; else nothing."""
    try:
        head = regular_files.read(path, at_most=_HEAD_BYTES)
    except OSError:
        return ""
    named = _SLUG_FIELD.search(head)
    return named[1].decode() if named else ""


_parsed: LRUCache[tuple[Path, str], tuple[bytes, Procedure]] = LRUCache(PARSED_KEPT)
"""The procedures that this process has read, with the SHA-256 of their texts."""
_parsed_lock = threading.Lock()


def read(path: Path, *, language: str) -> Procedure:
    """Return the procedure in the file at `path`; raise LibraryError for a file that cannot be spoken.

    A file is parsed again only when its text has changed: a library of thousands is loaded again after each change.
    """
    text = read_text(path)
    digest = hashlib.sha256(text.encode()).digest()
    with _parsed_lock:
        known = _parsed.get((path, language))
    if known is not None and known[0] == digest:
        return known[1]
    procedure = parse(text, path=path, language=language)
    with _parsed_lock:
        _parsed[path, language] = digest, procedure
    return procedure


def find_file(folder: Path, language: str, slug: str) -> tuple[Path, str, Procedure] | None:
    """Return the file of a procedure in the library `folder`, its text and what that is; drafts too, None for none."""
    for path in procedure_files(folder / language):
        with contextlib.suppress(LibraryError):
            text = read_text(path)
            procedure = parse(text, path=path, language=language)
            if procedure.slug == slug:
                return path, text, procedure
    return None


def read_text(path: Path) -> str:
    """Return the text of a library file; raise LibraryError for one that is no regular file, too large or not UTF-8."""
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
    """Return the procedure that `text` is, and every problem of its body; with an error among them it is not whole.

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
