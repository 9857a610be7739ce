"""The text of a library file, read into blocks and parted at its headings."""

from pathlib import Path

import pytest

from voiceedu.content.blocks import Block
from voiceedu.content.document import Problem
from voiceedu.content.sections import Section, part_sections, read_body

PATH = Path("en/nerve-blocks.md")


def sections(body: str) -> tuple[Section, ...]:
    found, problems = read_body(body, path=PATH, first_line=4)
    assert problems == ()
    return found


def errors(body: str) -> list[tuple[int, str]]:
    _, problems = read_body(body, path=PATH, first_line=4)
    return [(problem.line, problem.text) for problem in problems if problem.is_error]


def test_headings_part_the_text_into_sections() -> None:
    """Text before the first heading is the introduction; each ## heading starts a section with a slug of its own."""
    body = "Before.\n\n## How it *works*\nOne.\n\nTwo.\n\n字\n--\nThree.\n\n## How it works!\n\nFour.\n"
    assert [(section.slug, section.heading, section.text, section.line) for section in sections(body)] == [
        ("introduction", "", "Before.", 0),
        ("how-it-works", "How it works", "One.\nTwo.", 6),
        ("zi", "字", "Three.", 11),
        ("how-it-works-2", "How it works!", "Four.", 15),
    ]


def test_text_may_begin_with_a_heading() -> None:
    """A file whose text begins with a heading has no empty introduction."""
    assert [section.slug for section in sections("## Introduction\nYes.")] == ["introduction"]


def test_deeper_heading_is_inside_its_section() -> None:
    """A ### heading begins no section: it is a block of the one that it stands in."""
    [section] = sections("## Before\n\nEat.\n\n### At home\n\nRest.")
    assert [(block.kind, block.text) for block in section.blocks] == [
        ("paragraph", "Eat."),
        ("heading", "At home"),
        ("paragraph", "Rest."),
    ]


@pytest.mark.parametrize("heading", ["Opening", "closing"])
def test_no_section_has_the_name_of_what_is_said_around_it(heading: str) -> None:
    """The addresses of a procedure's opening and closing are free, whatever its headings are."""
    assert [section.slug for section in sections(f"## {heading}\n\nIt.")] == [f"{heading.lower()}-2"]


def test_heading_without_letters_is_named_by_its_place() -> None:
    """A heading of which no slug can be made gives the number of its section."""
    blocks = [Block(kind="heading", text=text, level=2) for text in ("Pain", "?!")]
    assert [section.slug for section in part_sections(blocks)] == ["pain", "section-2"]


def test_no_blocks_are_no_sections() -> None:
    """Nothing at all has no introduction either."""
    assert part_sections([]) == ()


def test_every_problem_is_named_in_the_order_of_lines() -> None:
    """What is wrong has the line of the file, counted from that on which the body begins."""
    found = errors("It.\n\n# Why\n\n```\ncode\n```\n\n# Again\n\nSo.")
    assert [line for line, _ in found] == [6, 8, 12]
    assert found[0][1] == found[2][1] == "a heading of level 1"


def test_body_without_words_is_an_error() -> None:
    """An empty body is an error at its first line, with what would do."""
    found, problems = read_body("\n \n", path=PATH, first_line=4)
    remedy = "Write what a patient should hear below the front matter."
    assert (found, problems) == ((), (Problem(text="no text", remedy=remedy, line=4, is_error=True),))
