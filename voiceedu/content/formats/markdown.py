"""Markdown → blocks, by markdown-it. What cannot be spoken is an error with its line, and all of them are found."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from voiceedu.content.document import Document, DocumentError
from voiceedu.content.formats.encoding import decode
from voiceedu.content.formats.markdown_bold import BoldHeadings, strong_length
from voiceedu.content.formats.markdown_inline import REMEDY, InlineWords
from voiceedu.content.formats.markdown_marks import TypedMark, find_marks, item_lines, replace_marks
from voiceedu.content.formats.markdown_notes import list_notes
from voiceedu.content.formats.markdown_tokens import item_numbers, linked_procedure, token_name
from voiceedu.content.formats.outline import LIST_MARK, RULE, Outline, single_spaced
from voiceedu.content.formats.run_ins import with_colon

MOST_SIGNS = 100_000
"""Of those that begin or end a link, emphasis or code: markdown-it takes up to 30 µs for each."""

_MOST_PARSES = 3
_NESTING = 40
_SIGNS = re.compile(r"[\[\]*_`<&\\!]")
_MARKDOWN = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
_DEEPEST = _NESTING - 2
"""The level of a token below which markdown-it leaves text out."""
_NO_MATTER = frozenset(
    f"{name}_{end}" for name in ("paragraph", "thead", "tbody", "blockquote", "th", "td") for end in ("open", "close")
)
_CHECK_BOX = re.compile(r"\[[ xX]\]\s+(?=\S)")
_ADDRESS = re.compile(r"[/:#@.]")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,40}?---[ \t]*\n")


def read_markdown(data: bytes, *, name: str) -> Document:
    """Return the document in the bytes of a Markdown file; raise DocumentError if it is not text."""
    outline = Outline(name)
    text = decode(data, name=name)
    if _FRONT_MATTER.match(text):
        raise DocumentError(name, "a library file already: it begins with front matter", "Copy it into the library.")
    write_markdown(list_notes(text, outline), outline)
    return outline.document(source="markdown")


def write_markdown(text: str, outline: Outline, *, first_line: int = 1, is_library: bool = False) -> None:
    """Write the blocks and the problems of `text`, whose first line is `first_line` of its file, into `outline`.

    In a library file pictures are errors, for nobody would see them, and links to other procedures are kept.
    """
    if len(_SIGNS.findall(text)) > MOST_SIGNS:
        raise DocumentError(
            outline.name, f"more than {MOST_SIGNS:,} Markdown signs", "Split it into several documents."
        )
    environment: dict[str, Any] = {}
    tokens, marks = _parse(text, environment)
    _Reader(tokens, marks, outline, first_line, is_library=is_library).read()
    for label, reference in environment.get("references", {}).items():
        if label.startswith("^") or not _ADDRESS.search(reference["href"]):
            line = first_line + reference["map"][0]
            outline.error("a link definition", "Write the link in its place: [text](address).", line=line)


def _parse(text: str, environment: dict[str, Any]) -> tuple[list[Token], dict[int, TypedMark]]:
    """Return the tokens of `text`, and the marks of list items that are no numbers, by the index of their line."""
    lines = text.split("\n")
    marks = find_marks(lines)
    for _ in range(_MOST_PARSES if marks else 0):
        environment.clear()
        tokens = _MARKDOWN.parse(replace_marks(lines, marks), environment)
        items = item_lines(tokens)
        if marks.keys() <= items:
            return tokens, marks
        marks = {at: mark for at, mark in marks.items() if at in items}  # others are in code, say
    environment.clear()
    return _MARKDOWN.parse(text, environment), {}


class _Reader:
    def __init__(
        self,
        tokens: Sequence[Token],
        marks: dict[int, TypedMark],
        outline: Outline,
        first_line: int,
        *,
        is_library: bool,
    ) -> None:
        self._is_library = is_library
        self._tokens = tokens
        self._outline = outline
        self._inline = InlineWords(outline, is_library=is_library)
        self._first_line = first_line
        self._marks = marks
        self._numbers = item_numbers(tokens, marks)
        self._bold = BoldHeadings(tokens)
        self._depth = 0
        self._item: Token | None = None  # a list item that has no text yet
        self._heading = 0
        self._rows: list[tuple[int, list[str]]] = []
        self._in_table = False
        self._table_line = 0

    def read(self) -> None:
        for token in self._tokens:
            line = self._first_line + (token.map[0] if token.map else 0)
            if token.level >= _DEEPEST and token.nesting == 1:
                self._outline.error("lists nested too deep", "Keep to a list within a list.", line=line)
            elif handler := _HANDLERS.get(token.type):
                handler(self, token, line)
            elif token.type not in _NO_MATTER:
                self._outline.error(f"{token_name(token)} cannot be spoken", REMEDY, line=line)

    def _begin_list(self, token: Token, line: int) -> None:
        self._depth += 1

    def _end_list(self, token: Token, line: int) -> None:
        self._depth -= 1

    def _begin_item(self, token: Token, line: int) -> None:
        self._item = token
        if token.info:
            mark = self._mark_of(token)
            self._outline.omit(mark.written if mark else f"{token.info}{token.markup}", LIST_MARK, line=line)

    def _mark_of(self, item: Token) -> TypedMark | None:
        return self._marks.get(item.map[0]) if item.map else None

    def _end_item(self, token: Token, line: int) -> None:
        self._item = None

    def _begin_heading(self, token: Token, line: int) -> None:
        self._heading = int(token.tag[1])

    def _end_heading(self, token: Token, line: int) -> None:
        self._heading = 0

    def _begin_table(self, token: Token, line: int) -> None:
        self._in_table, self._rows = True, []
        self._table_line = line

    def _end_table(self, token: Token, line: int) -> None:
        self._in_table = False
        (_, header), *rows = self._rows
        self._outline.table(rows, header=header if any(header) else (), depth=self._depth)
        self._item = None
        if not rows:
            remedy = "Write what is in it below the names of its columns."
            self._outline.error("a table without rows", remedy, line=self._table_line)

    def _begin_row(self, token: Token, line: int) -> None:
        self._rows.append((line, []))

    def _rule(self, token: Token, line: int) -> None:
        self._outline.omit(token.markup, RULE, line=line)

    def _html(self, token: Token, line: int) -> None:
        self._inline.html(token, line)

    def _text(self, token: Token, line: int) -> None:
        text = self._inline.words(token, line)
        if self._in_table:
            self._rows[-1][1].append(text)
        elif self._heading:
            self._outline.heading(text, level=self._heading, line=line)
        elif self._item is not None and text.strip():
            number = self._numbers.get(id(self._item))
            link = linked_procedure(token) if self._is_library else ""
            if not self._is_library and (box := _CHECK_BOX.match(text)):
                self._outline.omit(box[0], LIST_MARK, line=line)
                text = text[box.end() :]
            mark = self._mark_of(self._item)
            label = mark.label if mark else ""
            text = self._with_colon(text, token)
            self._outline.item(text, depth=self._depth, number=number, line=line, mark=label, link=link)
            self._item = None
        elif text.strip():
            heading, text = (
                ("", text) if self._is_library or self._depth else self._bold.split(single_spaced(text), token)
            )
            if heading:
                self._outline.heading(heading, level=2, line=line)
            if text:
                self._outline.paragraph(self._with_colon(text, token), depth=self._depth, line=line)

    def _with_colon(self, text: str, token: Token) -> str:
        return text if self._is_library else with_colon(single_spaced(text), strong_length(token))


_HANDLERS: dict[str, Callable[[_Reader, Token, int], None]] = {
    "bullet_list_open": _Reader._begin_list,
    "bullet_list_close": _Reader._end_list,
    "ordered_list_open": _Reader._begin_list,
    "ordered_list_close": _Reader._end_list,
    "list_item_open": _Reader._begin_item,
    "list_item_close": _Reader._end_item,
    "heading_open": _Reader._begin_heading,
    "heading_close": _Reader._end_heading,
    "table_open": _Reader._begin_table,
    "table_close": _Reader._end_table,
    "tr_open": _Reader._begin_row,
    "tr_close": lambda *_: None,
    "hr": _Reader._rule,
    "html_block": _Reader._html,
    "inline": _Reader._text,
}
