"""A document in several procedures: one for each list entry "Name: text", and the overview with all the rest.

A dash between spaces does as well as a colon: "Name – text".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import RESERVED_SLUGS
from voiceedu.content.slugs import slugify, unique_slug

LONGEST_NAME = 8
"""Words, before the colon or the dash of an entry."""

_NAMED = re.compile(
    r"(?P<name>(?:(?!\s[–—-]\s)[^:.!?;…]){1,200})(?::\s+|\s+[–—-]\s+)(?P<text>\S.*)",
    re.DOTALL,
)
_RANGE = re.compile(r"\d\s*[–—-]\s*\d")  # "Take 2 – 3 tablets" names nothing


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A list entry that can be a procedure: its name, its blocks, and where it is in the document's blocks."""

    name: str
    blocks: tuple[Block, ...]
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What becomes one procedure."""

    slug: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def file_name(self) -> str:
        return f"{self.slug}.md"


def find_entries(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    """Return the entries "Name: text" of lists that are in no other list, each with everything inside it.

    Steps are entries only where all of their list are: one that was taken out would leave a hole in the count.
    """
    found: list[Entry] = []
    for items in _lists(blocks):
        entries = [_entry(blocks, index) for index in items]
        if blocks[items[0]].kind == "bullet" or all(entries):
            found += filter(None, entries)
    return tuple(found)


def divide(title: str, body: Sequence[Block], entries: Sequence[Entry]) -> list[Topic]:
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
        Topic(slug=slug, title=entry.name, blocks=entry.blocks) for slug, entry in zip(slugs, entries, strict=True)
    ]
    if has_overview:
        topics.insert(0, Topic(slug=first, title=title, blocks=without_entries(body, entries, slugs)))
    return topics


def without_entries(blocks: Sequence[Block], entries: Sequence[Entry], slugs: Sequence[str]) -> tuple[Block, ...]:
    """Return `blocks` with a link in the place of each entry: its name, leading to the procedure with its slug."""
    rest: list[Block] = []
    end = 0
    for entry, slug in zip(entries, slugs, strict=True):
        link = Block(kind="bullet", text=entry.name, depth=1, link=slug, line=blocks[entry.start].line)
        rest += [*blocks[end : entry.start], link]
        end = entry.end
    return (*rest, *blocks[end:])


def _lists(blocks: Sequence[Block]) -> list[list[int]]:
    """Return the indices of the items of each top-level list."""
    lists: list[list[int]] = []
    is_open = False
    for index, block in enumerate(blocks):
        if block.is_item and block.depth == 1:
            if is_open and blocks[lists[-1][-1]].kind == block.kind:
                lists[-1].append(index)
            else:
                lists.append([index])
        is_open = block.depth > 0
    return lists


def _entry(blocks: Sequence[Block], index: int) -> Entry | None:
    match = _NAMED.fullmatch(blocks[index].text)
    end = _end(blocks, index)
    if match is None or _RANGE.match(blocks[index].text, len(match["name"].rstrip()) - 1):
        return None
    name = " ".join(match["name"].split())
    if not any(map(str.isalpha, name)) or len(name.split()) > LONGEST_NAME:
        return None
    first = replace(blocks[index], kind="paragraph", text=match["text"], depth=0, number=0)
    inside = [replace(block, depth=block.depth - 1) for block in blocks[index + 1 : end]]
    return Entry(name=name, blocks=(first, *inside), start=index, end=end)


def _end(blocks: Sequence[Block], index: int) -> int:
    """Return where the list item at `index` ends: what is inside it is deeper, or a non-item of the same depth."""
    end = index + 1
    while end < len(blocks) and (blocks[end].depth > 1 or (blocks[end].depth == 1 and not blocks[end].is_item)):
        end += 1
    return end
