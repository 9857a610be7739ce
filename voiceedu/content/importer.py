"""A clinician's document → library files, word for word.

The document begins with its title. A bullet "● Name: text" becomes a procedure of its own, named Name; the words before
and after become the overview, in order; a closing line that is a name becomes the author. Nothing is taken on trust:
every file is read back as the library will read it, and its words are compared with those of the document.
"""

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from voiceedu import languages
from voiceedu.content import documents, library
from voiceedu.content.documents import Document, Piece
from voiceedu.errors import ImportingError, LibraryError

LONGEST_TITLE = 20  # words
LONGEST_SLUG = 80  # characters; a file name has room for 255 bytes

_SYNTAX = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)|(?<!\S)#")
_SYNTAX_AT_START = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[>~+-]))")


@dataclass(frozen=True)
class LibraryFile:
    """One procedure as a file of the library: its `name`, such as nerve-blocks.md, and its `text`."""

    name: str
    text: str


@dataclass
class _Topic:
    """What becomes one procedure: its title, its pieces, and the words of the document that it has to hold."""

    title: str
    pieces: list[Piece]
    words: list[str]


def convert(data: bytes, *, name: str, language: str) -> tuple[LibraryFile, ...]:
    """Return the library files that the document `data` becomes, the overview first; touches no disk.

    `name` is the document's file name: it stands in errors, and its ending says whether `data` is plain text or
    Markdown. Raises ImportingError for a document that cannot be converted with every word kept. The document's title
    is the `source` of every file; where it holds nothing but named bullets there is no overview.
    """
    if not languages.is_tag(language) or language in library.RESERVED_LANGUAGES:
        raise ImportingError(f"{language!r} is not a language tag. Write en or es, say.")
    return _Import(document=documents.read(data, name=name), language=language).files()


def write(files: Iterable[LibraryFile], folder: Path, *, force: bool) -> list[Path]:
    """Put `files` into `folder`, made if need be, and return their paths: all of them, or none on any error.

    `folder` is that of the language, such as procedures/en. Without `force` no existing file is replaced.
    """
    wanted = {folder / file.name: file.text for file in files}
    existing = [str(path) for path in wanted if os.path.lexists(path)]
    if existing and not force:
        raise ImportingError(f"already there: {', '.join(existing)}. Use --force to replace them; nothing was written.")
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


@dataclass(frozen=True, kw_only=True)
class _Import:
    """One document on its way into the library. Plain text is escaped, so that Markdown leaves it as it is."""

    document: Document
    language: str

    def files(self) -> tuple[LibraryFile, ...]:
        title, author = self._title(), self._author()
        body = self.document.body[:-1] if author else self.document.body
        topics = [topic for topic in self._topics(title, body) if topic.pieces]
        if not topics:
            raise ImportingError(f"{self.document.name}: a title and no text. Write the text below the title.")
        files: dict[str, LibraryFile] = {}
        for order, topic in enumerate(topics, start=1):
            slug = library.slugify(topic.title)[:LONGEST_SLUG].strip("-")
            if not slug or slug in library.RESERVED_SLUGS:
                slug = f"procedure-{order}"
            numbered = (f"{slug}-{number}.md" for number in range(2, order + 2))
            name = next(name for name in (f"{slug}.md", *numbered) if name not in files)
            files[name] = self._file(topic, name=name, order=order, source=title, author=author)
        return tuple(files.values())

    def _title(self) -> str:
        """Return the words of the title; a document that begins without one is refused."""
        piece = self.document.title
        words = self._words(piece) if piece else []
        if not 0 < len(words) <= LONGEST_TITLE:
            remedy = "Begin with a short title on a line of its own, then an empty line."
            if self.document.markdown:
                remedy = "Begin with '# ' and a short title; a file with front matter is a library file already."
            raise ImportingError(f"{self.document.name}:{self.document.pieces[0].line}: no title. {remedy}")
        return " ".join(words)

    def _author(self) -> str:
        """Return the name that the document is signed with, or no text."""
        signature = self.document.signature
        words = " ".join(self._words(signature)) if signature else ""
        return words if documents.is_name(words) else ""

    def _topics(self, title: str, pieces: Iterable[Piece]) -> list[_Topic]:
        """Return the overview and a topic for every named bullet; what is indented below a bullet stays with it."""
        topics = [_Topic(title, [], title.split())]
        owner: Piece | None = None
        for piece in pieces:
            if owner and not (piece.indent > owner.indent and (piece.is_item or self.document.markdown)):
                owner = None
            if piece.is_item and not owner and (named := self._named(piece)):
                overview = topics[0].pieces
                if not self.document.markdown and overview and overview[-1].kind == "heading":
                    overview[-1] = replace(overview[-1], kind="paragraph")  # it was about the bullets, not what follows
                owner = piece
                topics.append(named)
            else:
                topic = topics[-1] if owner else topics[0]
                topic.pieces.append(piece)
                topic.words += self._words(piece)
        return topics

    def _named(self, piece: Piece) -> _Topic | None:
        """Return the topic that "Name: text" is. The colon goes, being a mark between the two; every word stays."""
        if not (parts := piece.name_and_text):
            return None
        before, _, after = " ".join(self._words(piece)).partition(":")
        name, text = (replace(piece, kind="paragraph", text=part) for part in parts)
        try:
            words = self._words(name)
            kept = words == before.split() and self._words(text) == after.split()
        except ImportingError:  # a part is other Markdown on its own than in its place
            return None
        if not kept or len(words) > documents.LONGEST_NAME or not any(map(str.isalpha, before)):
            return None
        return _Topic(" ".join(words), [text], before.split() + after.split())

    def _words(self, piece: Piece) -> list[str]:
        """Return the words of the document in `piece`; for Markdown, those that the library's own parser finds."""
        if not self.document.markdown:
            return piece.text.split()
        below = "\n\nx" if piece.kind == "heading" else ""  # the library takes no heading without a text
        text = f"---\ntitle: x\n---\n{self._block(piece)}{below}"
        try:
            words = _said(library.parse(text, path=Path("piece.md"), language=self.language))
        except LibraryError as error:
            problem = str(error).removeprefix(f"{error.path}:{error.line}: ")
            raise ImportingError(f"{self.document.name}:{piece.line + error.line - 4}: {problem}") from None
        return words[:-1] if below else words

    def _block(self, piece: Piece, *, heading: bool = True) -> str:
        """Return `piece` as Markdown; without `heading`, a heading becomes a paragraph."""
        text, start = piece.text, ""
        if not self.document.markdown or (piece.kind == "heading" and not heading):
            text = _SYNTAX_AT_START.sub(r"\1\\", _SYNTAX.sub(r"\\\g<0>", " ".join(self._words(piece))))
        if piece.kind == "heading" and heading:
            return f"## {' '.join(text.split())}"
        if piece.is_item:
            start = "- " if piece.kind == "bullet" else f"{piece.marker[:-1]}. "
        return start + text.replace("\n", "\n" + " " * len(start))

    def _file(self, topic: _Topic, *, name: str, order: int, source: str, author: str) -> LibraryFile:
        """Return `topic` as a file, once its words, read back, have proved to be those of the document."""
        fields = {"title": topic.title, "order": order, "source": source} | ({"author": author} if author else {})
        text = f"---\n{yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=sys.maxsize)}---\n"
        for before, piece, after in zip([None, *topic.pieces], topic.pieces, [*topic.pieces[1:], None], strict=False):
            together = before and before.kind == piece.kind and piece.is_item
            text += "" if together else "\n"
            text += self._block(piece, heading=after is not None and after.kind != "heading") + "\n"
        try:
            procedure = library.parse(text, path=Path(name), language=self.language)
        except LibraryError as error:
            problem = f"it would become a file that cannot be spoken: {error}"
            raise ImportingError(f"{self.document.name}: {problem}") from None
        expected = [*topic.words, *source.split(), *author.split()]
        found = [*procedure.title.split(), *_said(procedure), *procedure.source.split(), *procedure.author.split()]
        for word, became in zip_longest(expected, found):
            if word != became:
                change = f"{word!r} would become {became!r}" if word else f"{became!r} would be added"
                raise ImportingError(f"{self.document.name}: in {name} the word {change}. Write it in a plainer way.")
        return LibraryFile(name, text)


def _said(procedure: library.Procedure) -> list[str]:
    return [word for section in procedure.sections for word in f"{section.heading} {section.text}".split()]
