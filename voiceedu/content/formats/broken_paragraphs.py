"""Paragraphs that are only the lines of one: text that was pasted line by line, from a PDF or a message."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from voiceedu.content.formats.hyphenation import count_words, is_hyphenated, join_lines, with_whole_words
from voiceedu.content.formats.marks import find_marks
from voiceedu.content.formats.outline import TAB, Outline
from voiceedu.content.formats.parts import Part
from voiceedu.content.formats.wrapping import common_width, is_broken, is_full


def with_whole_paragraphs(parts: Sequence[Part], outline: Outline) -> list[Part]:
    """Return `parts` with neighbouring paragraphs joined where lines of a common width were broken in mid-sentence.

    A word that is broken after a hyphen goes on in the next paragraph, however wide that is, and keeps its hyphen: the
    words of the source are compared with ours, and there its halves are two. Warnings name what was joined.
    """
    pairs = [(above.text, below.text) for above, below in pairwise(parts) if _may_go_on(above, below)]
    width = common_width([pair for pair in pairs if not is_hyphenated(*pair) and not find_marks(pair[0])])
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _may_go_on(groups[-1][-1], part) and _goes_on(groups[-1][-1].text, part.text, width):
            groups[-1].append(part)
        else:
            groups.append([part])
    joined = [group for group in groups if len(group) > 1]
    if joined:
        problem = "paragraphs that end in mid-sentence are joined with the next one"
        outline.warn(problem, "Read the result against the original.", line=joined[0][0].line)
    compounds = Counter(word for word in count_words(part.text for part in parts) if "-" in word)
    return [_whole(group, compounds, outline) if len(group) > 1 else group[0] for group in groups]


def _may_go_on(above: Part, below: Part) -> bool:
    """Return whether both are ordinary paragraphs of one style, and the second begins no item of a list."""
    are_ordinary = all(
        part.kind == "paragraph" and not part.depth and not part.is_moved and TAB not in part.text
        for part in (above, below)
    )
    return are_ordinary and above.is_strong == below.is_strong and not find_marks(below.text)


def _goes_on(above: str, below: str, width: int | None) -> bool:
    return is_hyphenated(above, below) or (is_broken(above, below) and is_full(above, below, width=width))


def _whole(group: Sequence[Part], compounds: Counter[str], outline: Outline) -> Part:
    first = group[0]
    text = with_whole_words(join_lines([part.text for part in group]), compounds, outline, line=first.line)
    return replace(first, text=text, strong=len(text) if first.is_strong else first.strong)
