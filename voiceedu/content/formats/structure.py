"""Parts → outline: bold paragraphs that are headings, lists that are typed, and the title."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from voiceedu.content.formats.column_names import names_columns
from voiceedu.content.formats.lists import Above, ListTracker
from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.outline import LIST_MARK, TAB, Outline
from voiceedu.content.formats.parts import Part, Row
from voiceedu.content.formats.run_ins import split_run_in, with_colon
from voiceedu.content.formats.tab_tables import table_rows, warn_of_empty_cells
from voiceedu.content.formats.text_headings import LONGEST_TITLE, is_capitals
from voiceedu.content.formats.wrapping import is_ended

_LONGEST_BOLD = 12  # words, in a bold paragraph that is a heading
_GLYPHS = "●•■○◦▪‣\uf0b7\uf0a7"


def write_parts(parts: Sequence[Part], outline: Outline, *, has_title: bool = False) -> None:
    """Write `parts` into `outline`, with the structure that their looks give them.

    `has_title` says that the title is known, so that a first paragraph in ordinary letters is not taken for it.
    """
    parts = with_headings(with_tab_tables(parts, outline))
    if not has_title or (parts and parts[0].kind == "heading"):
        parts = with_title(parts)
    for part in with_typed_lists(parts, outline):
        before = len(outline.blocks)
        _write(part, outline)
        if part.is_moved:
            outline.move(len(outline.blocks) - before)


def with_tab_tables(parts: Sequence[Part], outline: Outline) -> list[Part]:
    """Return `parts` with neighbouring paragraphs that have tabs in them as a table."""
    found: list[Part] = []
    for has_tabs, group in groupby(parts, _tabs):
        rows = list(group)
        cells = table_rows([part.text.replace(TAB, "\t") for part in rows]) if has_tabs and len(rows) > 1 else None
        found += [_tab_table(rows, cells)] if cells else rows
        warn_of_empty_cells(cells or (), outline, line=rows[0].line)
    return found


def with_headings(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` with bold, underlined or capital paragraphs as headings, unless the document has real ones."""
    styled = sum(part.kind == "heading" and not part.is_moved for part in parts[1:])
    if styled or _is_bold_text(parts):
        return list(parts)
    found: list[Part] = []
    for at, part in enumerate(parts):
        below = parts[at + 1] if at + 1 < len(parts) else None
        above = parts[at - 1] if at else None
        if part.kind != "paragraph" or part.depth or part.is_moved:
            found.append(part)
        elif _is_heading(part, below) or _is_capital_heading(part, above if at > 1 else None, below):
            found.append(replace(part, kind="heading", text=part.text.rstrip(": "), level=2))
        else:
            found += _run_in(part)
    return found


def with_title(parts: Sequence[Part]) -> list[Part]:
    """Return `parts` with a short first paragraph as the title, at level 1, unless there is another of that level."""
    if len(parts) < 2 or any(part.level == 1 for part in parts):
        return list(parts)
    first, *others = parts
    is_title = first.kind == "paragraph" and not first.depth and len(first.text.split()) <= LONGEST_TITLE
    if first.kind == "heading" or (is_title and not first.text.endswith((".", ",", ";", ":"))):
        return [replace(first, kind="heading", level=1), *others]
    return list(parts)


def with_typed_lists(parts: Sequence[Part], outline: Outline) -> Iterable[Part]:
    """Yield `parts` with paragraphs that begin with a list mark as list items, and their marks taken off."""
    texts = [part.text.lstrip(TAB + " ").replace(TAB, "\t") if _may_be_typed(part) else "" for part in parts]
    tracker = ListTracker([find_marks(text) for text in texts])
    above: Part | None = None
    for at, part in enumerate(parts):
        if not texts[at]:
            tracker.paragraph(indent=0)
        elif mark := tracker.item(at, indent=part.indent, above=_above(above)):
            outline.omit(mark.text, LIST_MARK, line=part.line)
            text = texts[at][mark.width :]
            strong = max(0, part.strong - (len(part.text) - len(text)))
            part = replace(part, kind=mark.kind, text=text, strong=strong, depth=tracker.depth)
            part = replace(part, number=mark.number, mark=mark.label)
        else:
            part = replace(part, depth=tracker.paragraph(indent=part.indent))
        above = _without_glyph(part, outline)
        yield above


def _tabs(part: Part) -> str:
    """Return what tabs make of a part: a row, a fact such as "Phone: 602-555-0100", which is no row, or nothing."""
    if not _has_tabs(part):
        return ""
    name, _, rest = part.text.strip(f"{TAB} ").partition(TAB)
    return "fact" if name.rstrip().endswith(":") and TAB not in rest.strip(f"{TAB} ") else "row"


def _has_tabs(part: Part) -> bool:
    return _may_be_typed(part) and TAB in part.text.strip(f"{TAB} ") and not find_marks(part.text.replace(TAB, "\t"))


def _tab_table(parts: Sequence[Part], cells: Sequence[Sequence[str]]) -> Part:
    has_header = names_columns(cells) or (parts[0].is_strong and not all(part.is_strong for part in parts))
    rows = [Row(line=part.line, cells=tuple(texts)) for part, texts in zip(parts, cells, strict=True)]
    header = rows.pop(0).cells if has_header else ()
    return Part(kind="table", text="", line=parts[0].line, header=header, rows=tuple(rows))


def _write(part: Part, outline: Outline) -> None:
    if part.kind == "heading":
        outline.heading(part.text, level=part.level, line=part.line, mark=part.mark)
    elif part.kind == "paragraph":
        outline.paragraph(with_colon(part.text, part.strong), depth=part.depth, line=part.line)
    elif part.kind == "table":
        rows = [(row.line, row.cells) for row in part.rows]
        outline.table(rows, header=part.header, depth=part.depth)
    else:
        number = part.number if part.kind == "step" else None
        text = with_colon(part.text, part.strong)
        outline.item(text, depth=part.depth, number=number, line=part.line, mark=part.mark)


def _is_bold_text(parts: Sequence[Part]) -> bool:
    """Return whether most of a document is bold, so that bold says nothing: paragraphs, and the items of lists."""
    texts = [part for part in parts if part.kind in ("paragraph", "bullet", "step")]
    return sum(part.is_strong for part in texts) * 3 > len(texts) * 2 > 6


def _is_heading(part: Part, below: Part | None) -> bool:
    """Return whether a paragraph is bold as a heading is: in a few words without a stop, above something else."""
    is_short = part.is_strong and len(part.text.split()) <= _LONGEST_BOLD and part.text[-1] not in ".;,!…"
    if not is_short or below is None:
        return False
    marks = find_marks(part.text)
    return not marks or (marks[0].kind == "step" and not below.is_strong)


def _is_capital_heading(part: Part, above: Part | None, below: Part | None) -> bool:
    neighbours = [other for other in (above, below) if other and other.text]
    is_alone = not any(is_capitals(other.text) for other in neighbours)
    return is_capitals(part.text) and is_alone and below is not None and not find_marks(part.text)


def _run_in(part: Part) -> list[Part]:
    """Return the heading and the paragraph that "**Before:** do not eat" is; the part itself for any other."""
    found = split_run_in(part.text, part.strong)
    if found is None:
        return [part]
    name, text = found
    return [replace(part, kind="heading", text=name.rstrip("."), level=2), replace(part, text=text, strong=0)]


def _may_be_typed(part: Part) -> bool:
    return part.kind == "paragraph" and not part.depth and not part.is_moved


def _above(part: Part | None) -> Above:
    if part is None or part.kind != "paragraph" or is_ended(part.text):
        return Above.FREE
    return Above.OPEN


def _without_glyph(part: Part, outline: Outline) -> Part:
    """Return a list item without a bullet that is typed at its beginning a second time."""
    if not part.is_item or part.text[:1] not in _GLYPHS or len(part.text) < 2:
        return part
    outline.omit(part.text[0], LIST_MARK, line=part.line)
    return replace(part, text=part.text[1:].strip())
