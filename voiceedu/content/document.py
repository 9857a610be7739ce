"""A document that a clinic brings, as it was read: its blocks, what was left out, and everything that is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from voiceedu.content.blocks import Block
from voiceedu.errors import ImportingError

Format = Literal["text", "markdown", "html", "docx", "pdf"]


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something a person should look at: what it is and what would do. An error stops an import; a warning does not.

    `line` counts from 1; 0 is the document as a whole.
    """

    text: str
    remedy: str
    line: int = 0
    is_error: bool = False


@dataclass(frozen=True, kw_only=True)
class Omission:
    """Words or signs of the source that are in no block, and why."""

    text: str
    reason: str
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class Document:
    """A document as it was read.

    `title` is empty where the document has none. `draft` says that the structure was guessed (PDF) and a person has to
    read the result against the original. `omitted` has everything that is in no block, list marks included: together
    with the blocks it is the whole source. `moved` has the positions of the blocks that are elsewhere in the source:
    footnotes, read after the paragraph that refers to them, and names of columns, read before a cell with a list.
    `repeated` has the texts that the source has once and the blocks again, such as a cell that spans several rows.
    Lines count lines of a text, Markdown or HTML file, paragraphs of a Word file and pages of a PDF.
    """

    name: str
    format: Format
    blocks: tuple[Block, ...]
    title: str = ""
    draft: bool = False
    problems: tuple[Problem, ...] = ()
    omitted: tuple[Omission, ...] = ()
    moved: frozenset[int] = frozenset()
    repeated: tuple[str, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks without the heading that is the title."""
        at = self._title_at()
        return self.blocks if at is None else self.blocks[:at] + self.blocks[at + 1 :]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_error)

    def message(self, problem: Problem) -> str:
        """Return `problem` with its place: "leaflet.txt:3: …", or "leaflet.docx, paragraph 3: …"."""
        unit = {"docx": ", paragraph ", "pdf": ", page "}.get(self.format, ":")
        place = f"{unit}{problem.line}" if problem.line else ""
        return f"{self.name}{place}: {problem.text}. {problem.remedy}"

    def _title_at(self) -> int | None:
        """Return which block is the title: the first heading of its words."""
        blocks = enumerate(self.blocks) if self.title else ()
        return next((at for at, block in blocks if block.kind == "heading" and block.text == self.title), None)


class DocumentError(ImportingError):
    """A file cannot be read as a document at all: not a regular file, too large, damaged, or of another format."""

    def __init__(self, name: str, problem: str, remedy: str, *, line: int = 0) -> None:
        place = f"{name}:{line}" if line else name
        super().__init__(f"{place}: {problem}. {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy
        self.line = line


def source_texts(blocks: Iterable[Block]) -> list[str]:
    """Return the texts of `blocks` in reading order; the names of a table's columns once, before its first row."""
    texts: list[str] = []
    for block in blocks:
        if block.kind != "row":
            texts.append(block.text)
            continue
        texts += block.header if block.number == 1 else ()
        texts += block.cells
    return [text for text in texts if text]
