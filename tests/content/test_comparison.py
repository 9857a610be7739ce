"""Whether the words and the structure of a source are all in the result."""

import pytest

from voiceedu.content.blocks import Block
from voiceedu.content.comparison import compare_blocks, compare_with_source, words
from voiceedu.content.document import Document, Omission

SOURCE = b"Stop aspirin 7 days before.\n\nBring a friend."
STOP = Block(kind="paragraph", text="Stop aspirin 7 days before.")
BRING = Block(kind="paragraph", text="Bring a friend.")


def document(*blocks: Block, omitted: str = "") -> Document:
    left_out = (Omission(text=omitted, reason="a page number"),) if omitted else ()
    return Document(name="a.txt", format="text", blocks=blocks, omitted=left_out)


def test_all_words_in_order_are_no_problem() -> None:
    """A document that has every word of its source, in its order, passes."""
    assert compare_with_source(document(STOP, BRING), SOURCE) == ()


def test_what_is_left_out_on_purpose_counts() -> None:
    """Words that were left out, and said to be, are not lost."""
    assert compare_with_source(document(STOP, omitted="Bring a friend."), SOURCE) == ()


@pytest.mark.parametrize(
    ("blocks", "problem"),
    [
        ([STOP], "words are lost: Bring a friend"),
        ([STOP, BRING, BRING], "words are added: Bring a friend"),
        ([Block(kind="paragraph", text="Stop aspirin 1 days before."), BRING], "words are lost: 7"),
        ([BRING, STOP], "words are in another order: Bring a friend Stop"),
    ],
    ids=["lost", "added", "another digit", "order"],
)
def test_difference_is_an_error_that_names_the_words(blocks: list[Block], problem: str) -> None:
    """A lost, an added or a changed word, and another order, stop an import and show the words."""
    problems = compare_with_source(document(*blocks), SOURCE)
    assert problems[0].is_error
    assert problems[0].text.startswith(problem)


def test_signs_that_mean_something_are_words() -> None:
    """A percent sign or ≥ may not get lost; commas, bullets and dashes may change."""
    assert words("≥ 5 %, – ● yes", "text") == ["≥", "5", "%", "yes"]
    assert words("5 % of it", "pdf") == list("5ofit")


def test_structure_is_compared_line_by_line() -> None:
    """The first block that would change is shown as it is and as it would be; equal structures give nothing."""
    step = Block(kind="step", text="Rest.", number=2, depth=1)
    bullet = Block(kind="bullet", text="Rest.", depth=1)
    assert compare_blocks([STOP, step], [STOP, step]) == ""
    assert compare_blocks([STOP, step], [STOP, bullet]) == "'2. Rest.' would become '- Rest.'"
    assert compare_blocks([STOP, step], [STOP]) == "'2. Rest.' would become ''"
