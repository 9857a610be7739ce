"""A clinician's document → library files, with all of its structure and word for word.

Nothing is taken on trust: the words of the document are compared with its bytes, read in another way, and every file
is read back as the library will read it and compared with the document, block by block.
"""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from voiceedu import languages
from voiceedu.content import library, long_texts, procedure_file
from voiceedu.content.blocks import Block
from voiceedu.content.comparison import compare_blocks, compare_with_source
from voiceedu.content.document import Document, Problem
from voiceedu.content.formats import read_bytes
from voiceedu.content.formats.files import format_of, read_file
from voiceedu.content.markdown_writer import write_blocks
from voiceedu.content.names import is_name
from voiceedu.content.orders import give_orders, read_orders
from voiceedu.content.other_language import find_other_language
from voiceedu.content.procedure import RESERVED_SLUGS
from voiceedu.content.sections import SECTION_LEVEL
from voiceedu.content.slugs import slugify, unique_slug
from voiceedu.content.splitting import Entry, find_entries, without_entries
from voiceedu.errors import ImportingError, LibraryError

_DEEPEST_HEADING = 6
_FEWEST_ENTRIES = 2  # that are worth a hint at --split
_REMEDY = "Write this passage in a plainer way; and report it, for voiceedu should be able to import it."


@dataclass(frozen=True, kw_only=True)
class LibraryFile:
    """One procedure as a file of the library: its `name`, such as nerve-blocks.md, its `text` and what is in it."""

    name: str
    text: str
    title: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Import:
    """What a document becomes: the library files, the overview first, and what a person should look at.

    `splittable` has the names of the list entries that could be procedures of their own.
    """

    document: Document
    title: str
    author: str
    files: tuple[LibraryFile, ...]
    problems: tuple[Problem, ...]
    splittable: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Topic:
    """What becomes one procedure."""

    slug: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def file_name(self) -> str:
        return f"{self.slug}.md"


def read(
    path: Path, *, language: str, split: bool = False, translation_of: str = "", folder: Path | None = None
) -> Import:
    """Return what the document in the file at `path` becomes; see `convert`. Nothing but a regular file is read.

    `folder` is that of the language, such as procedures/en, where the result is to stand.
    """
    format_of(path.name)  # a lock file is not even opened
    orders = read_orders(folder) if folder else {}
    return convert(
        read_file(path), name=path.name, language=language, split=split, translation_of=translation_of, orders=orders
    )


def convert(
    data: bytes,
    *,
    name: str,
    language: str,
    split: bool = False,
    translation_of: str = "",
    orders: Mapping[str, int] | None = None,
) -> Import:
    """Return what the document `data` becomes; touches no disk.

    `name` is its file name: it stands in messages, and its ending says which format it is. With `split` each list entry
    "Name: text" is a procedure of its own. `translation_of` is the slug of the same text in another language. `orders`
    are the places of the library's files, by their names: the result comes behind them, but for a file of the same
    name, which keeps its place. Raise ImportingError, with everything that is wrong, for a document that cannot be
    converted with all of its words and structure.
    """
    if not languages.is_tag(language) or language in library.RESERVED_LANGUAGES:
        raise ImportingError(f"{language!r} is not a language tag. Write en or es, say.")
    document = read_bytes(data, name=name)
    unread = any(problem.is_error for problem in document.problems)  # its words are lost, which is no second error
    problems = [*document.problems, *(() if unread else compare_with_source(document, data))]
    title, body = document.title, [block for block in document.body if block.text]
    if not title:
        title = " ".join(Path(name).stem.replace("_", " ").replace("-", " ").split()).capitalize() or name
        remedy = "Begin the document with its title, or write another one into the library file."
        problems.append(Problem(text=f"no title was found; the file's name is taken: “{title}”", remedy=remedy))
    author, body = _without_author(body)
    if not body:
        raise ImportingError(f"{name}: a title and no text. Write the text below the title.")
    if other := find_other_language(title, body, language=language):
        remedy = f"Import a text in its own language: --language {other.language}."
        problems.append(Problem(text=other.what, remedy=remedy, line=other.line))
    body = _with_levels(body)
    entries = find_entries(body)
    topics = _topics(title, body, entries if split else ())
    if split and not entries:
        remedy = "To have it split, write the entries of its list as “Nerve blocks: …”."
        problems.append(Problem(text="it was not split: no list entry has the form “Name: text”", remedy=remedy))
    files = []
    given = give_orders((topic.file_name for topic in topics), taken=orders or {})
    for topic in topics:
        fields: dict[str, object] = {"title": topic.title, "order": given[topic.file_name]}
        fields |= {"source": title} if topic.title != title else {}
        fields |= {"author": author} if author else {}
        fields |= {"translation_of": translation_of} if translation_of else {}
        fields |= {"draft": True} if document.draft else {}
        file, found = _file(topic, fields, language=language)
        files.append(file)
        problems += found
    if any(problem.is_error for problem in problems):
        errors = [problem for problem in problems if problem.is_error]
        raise ImportingError("\n".join(document.message(problem) for problem in errors))
    splittable = tuple(entry.name for entry in entries) if not split and len(entries) >= _FEWEST_ENTRIES else ()
    return Import(
        document=document,
        title=title,
        author=author,
        files=tuple(files),
        problems=tuple(problems),
        splittable=splittable,
    )


def write(files: Iterable[LibraryFile], folder: Path, *, force: bool) -> list[Path]:
    """Put `files` into `folder`, made if need be, and return their paths: all of them, or none on any error.

    `folder` is that of the language, such as procedures/en. Without `force` no existing file is replaced.
    """
    wanted = {folder / file.name: file.text for file in files}
    existing = [str(path) for path in wanted if os.path.lexists(path)]
    if existing and not force:
        remedy = "Give the document another title if this is another text; --force replaces what is there"
        raise ImportingError(f"already there: {', '.join(existing)}. {remedy}. Nothing was written.")
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        before = {path: path.read_bytes() if path.exists() else None for path in wanted}
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".import-") as staging:
            for path, text in wanted.items():
                Path(staging, path.name).write_bytes(text.encode())
            try:
                for path in wanted:
                    Path(staging, path.name).replace(path)
            except BaseException:  # an interrupt, too, leaves the folder as it was
                for path, content in before.items():
                    if content is None:
                        path.unlink(missing_ok=True)
                    elif path.read_bytes() != content:
                        path.write_bytes(content)
                raise
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        reason = error.strerror or error
        raise ImportingError(f"{folder}: cannot be written ({reason}); nothing was written.") from error
    return list(wanted)


def _without_author(body: Sequence[Block]) -> tuple[str, list[Block]]:
    """Return the name that a document is signed with, empty for none, and the blocks without it."""
    *rest, last = body or [Block(kind="paragraph", text="")]
    is_alone = last.kind == "paragraph" or (last.kind == "bullet" and not (rest and rest[-1].is_item))
    if rest and is_alone and last.depth == last.is_item and is_name(last.text):
        return last.text, rest
    return "", list(body)


def _with_levels(body: Sequence[Block]) -> list[Block]:
    """Return `body` with headings of the levels that a library file has: 2 for a section, 3 and more inside it."""
    levels = sorted({block.level for block in body if block.kind == "heading"})
    own = {level: min(_DEEPEST_HEADING, SECTION_LEVEL + at) for at, level in enumerate(levels)}
    return [replace(block, level=own[block.level]) if block.kind == "heading" else block for block in body]


def _topics(title: str, body: Sequence[Block], entries: Sequence[Entry]) -> list[_Topic]:
    """Return the overview, unless the document has nothing but entries, and a topic for each entry."""
    used = set(RESERVED_SLUGS)

    def slug_of(name: str, order: int) -> str:
        slug = unique_slug(slugify(name) or f"procedure-{order}", taken=used)
        used.add(slug)
        return slug

    has_overview = sum(entry.end - entry.start for entry in entries) < len(body)
    first = slug_of(title, 1) if has_overview else ""
    slugs = [slug_of(entry.name, order) for order, entry in enumerate(entries, start=1 + has_overview)]
    topics = [
        _Topic(slug=slug, title=entry.name, blocks=entry.blocks) for slug, entry in zip(slugs, entries, strict=True)
    ]
    if has_overview:
        topics.insert(0, _Topic(slug=first, title=title, blocks=without_entries(body, entries, slugs)))
    return topics


def _file(topic: _Topic, fields: dict[str, object], *, language: str) -> tuple[LibraryFile, list[Problem]]:
    """Return `topic` as a file, and what is wrong with it when it is read back."""
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=sys.maxsize)
    text = f"---\n{front}---\n\n{write_blocks(topic.blocks)}"
    file = LibraryFile(name=topic.file_name, text=text, title=topic.title, blocks=topic.blocks)
    if too_long := list(long_texts.find_in_blocks(topic.blocks)):
        return file, too_long
    try:
        procedure, problems = procedure_file.examine(text, path=Path(file.name), language=language)
    except LibraryError as error:
        return file, [Problem(text=f"{file.name} could not be read: {error}", remedy=_REMEDY, is_error=True)]
    wrong = [problem.text for problem in problems if problem.is_error]
    if not wrong and (difference := compare_blocks(topic.blocks, procedure.blocks)):
        wrong.append(difference)
    for field, value in (("title", procedure.title), ("source", procedure.source), ("author", procedure.author)):
        if value != fields.get(field, ""):
            wrong.append(f"the {field} {fields.get(field, '')!r} would become {value!r}")
    return file, [Problem(text=f"in {file.name} {what}", remedy=_REMEDY, is_error=True) for what in wrong]
