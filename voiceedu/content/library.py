"""The words: Markdown files with front matter, read into procedures.

A library is a folder with one folder a language, `<language>/*.md`. A file is one procedure: front matter between two
lines of `---`, then paragraphs and lists under `## headings`. Whatever cannot be spoken is refused with its file and
line, so that no word of a clinician's is dropped in silence.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from voiceedu import languages
from voiceedu.content.front_matter import FrontMatter
from voiceedu.content.prompt_set import PROMPTS, PromptSet
from voiceedu.errors import LibraryError

RESERVED_LANGUAGES = frozenset({"ivr"})
RESERVED_SECTIONS = frozenset({"opening", "closing"})
"""Names of what is said around a procedure's own sections, where a caller can listen to it."""
RESERVED_SLUGS = frozenset({"library", "feed", PROMPTS})
"""Names that stand for something else in a URL."""
UNTITLED_SECTION = "introduction"
"""The slug of what stands before the first heading."""

_HEAD_BYTES = 10_000
_SLUG_FIELD = re.compile(rb"^slug:[ \t]*['\"]?([a-z0-9-]+)", re.MULTILINE)

BlockKind = Literal["paragraph", "bullet", "step"]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph or a list item. `text` is plain, with single spaces; a `step` is an item of a numbered list."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """What a listener would skip to: a heading (empty for words before the first one) and its text.

    `recording` is the SHA-256 of a file in which somebody says it; empty when an engine does.
    """

    slug: str
    heading: str
    blocks: tuple[Block, ...]
    recording: str = ""

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One topic a patient can listen to. `order` is its place in the library; equal places go by title."""

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
    cannot be used: each is left out, or what is published stands in for it.
    """

    by_language: dict[str, tuple[Procedure, ...]] = field(default_factory=dict)
    prompts: dict[str, PromptSet] = field(default_factory=dict)
    recordings: dict[str, Path] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()
    broken: tuple[Broken, ...] = ()

    def __iter__(self) -> Iterator[Procedure]:
        for procedures in self.by_language.values():
            yield from procedures

    def __len__(self) -> int:
        return sum(map(len, self.by_language.values()))

    def find(self, language: str, slug: str) -> Procedure | None:
        return next((p for p in self.by_language.get(language, ()) if p.slug == slug), None)

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
    broken = [_misplaced(path, folder) for path in procedure_files(folder) if path.name.lower() != "readme.md"]
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
        procedures = list(found.procedures.values())
        if salvage is not None:
            procedures += _stand_ins(found, language, salvage)
        if procedures:
            by_language[language] = tuple(sorted(procedures, key=lambda p: (p.order, p.title, p.slug)))
    if broken and (salvage is None or not by_language):
        raise broken[0].error
    if not by_language:
        raise LibraryError(folder, 1, "no procedure in this library", f"Put Markdown files in {folder / 'en'}.")
    return Library(by_language, broken=tuple(broken))


def procedure_files(folder: Path) -> list[Path]:
    """Return the Markdown files in `folder`, in order, without those that editors and systems keep for themselves."""
    return [path for path in sorted(folder.glob("*.md")) if not path.name.startswith((".", "~"))]


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
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return ""
    named = _SLUG_FIELD.search(head)
    return named[1].decode() if named else ""


def read(path: Path, *, language: str) -> Procedure:
    """Return the procedure in the file at `path`; raise LibraryError for a file that cannot be spoken."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LibraryError(path, 1, f"cannot be read ({error.strerror})", "Make it a file that can be read.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise LibraryError(path, line, "not UTF-8 text", "Save the file with the encoding UTF-8.") from None
    return parse(text, path=path, language=language)


def parse(text: str, *, path: Path, language: str) -> Procedure:
    """Return the procedure that `text` is; `path` gives its slug and is named in errors."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        if unicodedata.category(character) == "Cc" and character not in "\n\t":
            line = text.count("\n", 0, text.index(character)) + 1
            raise LibraryError(path, line, f"a control character ({character!r})", "Take it out.")
    fields = FrontMatter(text, path=path)
    title = fields.text("title")
    if not title:
        raise LibraryError(path, 1, "no title", "Write 'title: …' in the front matter.")
    slug = fields.text("slug") or slugify(path.stem)
    if slug != slugify(slug) or not slug or slug in RESERVED_SLUGS:
        raise LibraryError(
            path,
            fields.line("slug"),
            f"{slug or path.stem!r} cannot be a slug",
            "Write 'slug: …' with small letters, digits and hyphens, such as nerve-blocks; "
            f"{', '.join(sorted(RESERVED_SLUGS))} are taken.",
        )
    sections = _sections(fields.body, path=path, first_line=fields.body_line)
    return Procedure(
        slug=slug,
        language=language,
        title=title,
        sections=sections,
        summary=fields.text("summary"),
        order=fields.whole_number("order", default=1000),
        source=fields.text("source"),
        author=fields.text("author"),
        reviewed_by=fields.text("reviewed_by"),
        reviewed_on=fields.date("reviewed_on"),
    )


def slugify(text: str) -> str:
    """Return `text` as small ASCII letters, digits and single hyphens; empty when nothing of it can be kept."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text.replace("'", "").lower()).strip("-")


_MARKDOWN = MarkdownIt("commonmark").enable("table")  # known, so that a table is refused rather than read as bars
_DEEPEST = _MARKDOWN.options["maxNesting"] - 2
"""The level of the lists below which the parser leaves text out."""
_STRUCTURE = frozenset(
    f"{name}_{end}"
    for name in ("heading", "paragraph", "bullet_list", "ordered_list", "list_item")
    for end in ("open", "close")
)
_MARKS = frozenset(f"{name}_{end}" for name in ("em", "strong", "link") for end in ("open", "close"))


def _sections(body: str, *, path: Path, first_line: int) -> tuple[Section, ...]:
    found: list[tuple[str, list[Block], int]] = [("", [], first_line)]
    lists: list[BlockKind] = []
    in_heading = False
    environment: dict[str, Any] = {}
    tokens = _MARKDOWN.parse(body, environment)
    for reference in environment.get("references", {}).values():
        line = first_line + reference["map"][0]
        raise LibraryError(path, line, "a link definition", "Write the link where it stands: [text](address).")
    for token in tokens:
        line = first_line + (token.map[0] if token.map else 0)
        if token.type == "inline":
            text = _plain(token, path=path, line=line)
            if in_heading:
                found.append((text, [], line))
            elif text:
                found[-1][1].append(Block(kind=lists[-1] if lists else "paragraph", text=text))
        elif token.type not in _STRUCTURE:
            what = token.type.removesuffix("_open").replace("_", " ")
            raise LibraryError(path, line, f"{what} cannot be spoken", "Write paragraphs, lists and ## headings.")
        elif token.type == "heading_open" and token.tag != "h2":
            remedy = "The title is in the front matter; use ## for sections."
            raise LibraryError(path, line, f"a heading of level {token.tag[1]}", remedy)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            if token.level >= _DEEPEST:
                raise LibraryError(path, line, "lists nested too deep", "Keep to a list within a list.")
            lists.append("bullet" if token.type == "bullet_list_open" else "step")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        in_heading = token.type == "heading_open"
    if not found[0][1]:
        found.pop(0)
    if not found:
        raise LibraryError(path, first_line, "no text", "Write what a patient should hear below the front matter.")
    slugs = set(RESERVED_SECTIONS)
    sections: list[Section] = []
    for heading, blocks, line in found:
        if not blocks:
            raise LibraryError(path, line, f"no text under {heading!r}", "Write it, or take the heading out.")
        slug = base = slugify(heading) or (f"section-{len(sections) + 1}" if heading else UNTITLED_SECTION)
        number = 2
        while slug in slugs:
            slug, number = f"{base}-{number}", number + 1
        slugs.add(slug)
        sections.append(Section(slug=slug, heading=heading, blocks=tuple(blocks)))
    return tuple(sections)


def _plain(token: Token, *, path: Path, line: int) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
            line += 1
        elif child.type not in _MARKS:
            raise LibraryError(
                path, line, f"{child.type.replace('_', ' ')} ({child.content!r}) cannot be spoken", "Write it in words."
            )
    return " ".join("".join(parts).split())
