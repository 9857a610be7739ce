"""A clinician's document → library files, with all of its structure and word for word.

Nothing is taken on trust: the words of the document are compared with its bytes, read in another way, and every file
is read back as the library will read it and compared with the document, block by block.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from voiceedu import languages
from voiceedu.content import long_texts, procedure_file
from voiceedu.content.blocks import Block
from voiceedu.content.comparison import compare_blocks, compare_with_source
from voiceedu.content.document import Document, Problem
from voiceedu.content.formats import read_bytes
from voiceedu.content.formats.files import format_of, read_file
from voiceedu.content.library_files import LibraryFile
from voiceedu.content.library_folder import RESERVED_LANGUAGES
from voiceedu.content.markdown_writer import write_blocks
from voiceedu.content.names import is_name
from voiceedu.content.orders import give_orders, read_orders
from voiceedu.content.other_language import find_other_language
from voiceedu.content.sections import SECTION_LEVEL
from voiceedu.content.splitting import Topic, divide, find_entries
from voiceedu.errors import ImportingError, LibraryError

_DEEPEST_HEADING = 6
_FEWEST_ENTRIES = 2  # that are worth a hint at --split
_NOT_SPLIT = Problem(
    text="it was not split: no list entry has the form “Name: text”",
    remedy="To have it split, write the entries of its list as “Nerve blocks: …”.",
)
_REMEDY = "Write this passage in a plainer way; and report it, for voiceedu should be able to import it."


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
    if not languages.is_tag(language) or language in RESERVED_LANGUAGES:
        raise ImportingError(f"{language!r} is not a language tag. Write en or es, say.")
    document = read_bytes(data, name=name)
    problems = [*document.problems, *_losses(document, data)]
    title = document.title or _title_of_file(name)
    author, body = _contents(document, name)
    entries = find_entries(body)
    problems += _doubts(document, title, body, language=language)
    problems += [_NOT_SPLIT] if split and not entries else []
    topics = divide(title, body, entries if split else ())
    common = {"author": author, "translation_of": translation_of, "draft": document.draft}
    files, found = _files(topics, common, source=title, orders=orders or {}, language=language)
    problems += found
    if errors := [problem for problem in problems if problem.is_error]:
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


def _contents(document: Document, name: str) -> tuple[str, list[Block]]:
    """Return the author and the blocks of the text of a document called `name`; raise ImportingError for no text."""
    author, body = _without_author([block for block in document.body if block.text])
    if not body:
        raise ImportingError(f"{name}: a title and no text. Write the text below the title.")
    return author, _with_levels(body)


def _losses(document: Document, data: bytes) -> Iterable[Problem]:
    """Return what is lost or added in `document`; where it could not all be read, that is the error, and not this."""
    if any(problem.is_error for problem in document.problems):
        return ()
    return compare_with_source(document, data)


def _doubts(document: Document, title: str, body: Sequence[Block], *, language: str) -> Iterator[Problem]:
    """Yield what a person should look at: a title that was made up, and a text of another language."""
    if not document.title:
        remedy = "Begin the document with its title, or write another one into the library file."
        yield Problem(text=f"no title was found; the file's name is taken: “{title}”", remedy=remedy)
    if other := find_other_language(title, body, language=language):
        remedy = f"Import a text in its own language: --language {other.language}."
        yield Problem(text=other.what, remedy=remedy, line=other.line)


def _title_of_file(name: str) -> str:
    return " ".join(Path(name).stem.replace("_", " ").replace("-", " ").split()).capitalize() or name


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


def _files(
    topics: Sequence[Topic], common: Mapping[str, object], *, source: str, orders: Mapping[str, int], language: str
) -> tuple[list[LibraryFile], list[Problem]]:
    """Return `topics` as files, behind those that have `orders`, and what is wrong with them.

    `common` has more front matter of each, without what is empty. `source` is the title of the document.
    """
    files: list[LibraryFile] = []
    problems: list[Problem] = []
    given = give_orders((topic.file_name for topic in topics), taken=orders)
    for topic in topics:
        fields: dict[str, object] = {"title": topic.title, "order": given[topic.file_name]}
        fields |= {"source": source} if topic.title != source else {}
        fields |= {field: value for field, value in common.items() if value}
        file, found = _file(topic, fields, language=language)
        files.append(file)
        problems += found
    return files, problems


def _file(topic: Topic, fields: dict[str, object], *, language: str) -> tuple[LibraryFile, list[Problem]]:
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
