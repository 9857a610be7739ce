"""What tokens of markdown-it mean: the numbers of steps, links to other procedures, and how an error calls a token."""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

_PROCEDURE = re.compile(r"(?:\./)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.md)?")
"""The address of another procedure of the library: its file or its slug."""


def item_numbers(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the numbers of steps, by the identity of their tokens: those written, where they count up."""
    numbers: dict[int, int] = {}
    open_lists: list[list[Token]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            open_lists.append([])
        elif token.type == "list_item_open":
            open_lists[-1].append(token)
        elif token.type == "ordered_list_close":
            items = open_lists.pop()
            numbers |= {id(item): number for item, number in zip(items, _counted(items), strict=True)}
        elif token.type == "bullet_list_close":
            open_lists.pop()
    return numbers


def _counted(items: Sequence[Token]) -> list[int]:
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
