"""What tokens of markdown-it mean: the numbers of steps, links to procedures, and the names of tokens in errors."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from markdown_it.token import Token

from voiceedu.content.formats.markdown_marks import TypedMark, numbers_of

_PROCEDURE = re.compile(r"(?:\./)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.md)?")
"""The address of another procedure of the library: its file or its slug."""


def item_numbers(tokens: Sequence[Token], marks: Mapping[int, TypedMark]) -> dict[int, int]:
    """Return the numbers of steps, by the identity of their tokens: those written, where they count up.

    `marks` has the marks that are no numbers, by the index of their line.
    """
    numbers: dict[int, int] = {}
    open_lists: list[list[Token]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            open_lists.append([])
        elif token.type == "list_item_open":
            open_lists[-1].append(token)
        elif token.type == "ordered_list_close":
            items = open_lists.pop()
            for _, run in groupby(items, lambda item: _style(item, marks)):
                alike = list(run)
                numbers |= {id(item): number for item, number in zip(alike, _counted(alike, marks), strict=True)}
        elif token.type == "bullet_list_close":
            open_lists.pop()
    return numbers


def _style(item: Token, marks: Mapping[int, TypedMark]) -> str:
    """Return what is the same of marks that are counted together: letters, outline numbers below one step, or none."""
    mark = marks.get(item.map[0]) if item.map else None
    return "" if mark is None else mark.label.rpartition(".")[0] or "letters"


def _counted(items: Sequence[Token], marks: Mapping[int, TypedMark]) -> list[int]:
    typed = [marks[item.map[0]] for item in items if item.map and item.map[0] in marks]
    if typed:
        return numbers_of(typed)
    written = [int(item.info) for item in items]
    counts_up = all(before < after for before, after in pairwise(written))
    return written if counts_up else list(range(written[0], written[0] + len(written)))


def linked_procedure(token: Token) -> str:
    """Return the slug of the procedure that all of `token` is a link to; empty for any other text."""
    children = token.children or []
    types = [child.type for child in children]
    if types[:1] != ["link_open"] or types[-1:] != ["link_close"] or types.count("link_open") != 1:
        return ""
    match = _PROCEDURE.fullmatch(str(children[0].attrGet("href") or ""))
    return match[1] if match else ""


def token_name(token: Token) -> str:
    """Return what an error calls something that cannot be spoken."""
    names = {"fence": "a block of code", "code_block": "a block of code (four spaces before a line make one)"}
    return names.get(token.type, f"{token.type.removesuffix('_open').replace('_', ' ')} ({token.content[:40]!r})")
