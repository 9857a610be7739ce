import pytest

from voiceedu.content.blocks import outline
from voiceedu.content.formats.markdown import read_markdown, write_markdown
from voiceedu.content.formats.outline import Outline


@pytest.mark.parametrize(
    ("written", "numbers"), [((1, 2, 3), (1, 2, 3)), ((2, 4, 7), (2, 4, 7)), ((1, 1, 1), (1, 2, 3)), ((5, 3), (5, 6))]
)
def test_steps_keep_their_numbers_where_these_count_up(written: tuple[int, ...], numbers: tuple[int, ...]) -> None:
    """Numbers that an author wrote stay; where they do not count up, steps are counted from the first one."""
    found = read_markdown("".join(f"{number}. Rest.\n" for number in written).encode(), name="a.md")
    assert outline(found.blocks) == [f"{number}. Rest." for number in numbers]


@pytest.mark.parametrize(
    ("item", "link"),
    [
        ("[Nerve blocks](nerve-blocks.md)", "nerve-blocks"),
        ("[Nerve blocks](./nerve-blocks)", "nerve-blocks"),
        ("See [nerve blocks](nerve-blocks.md)", ""),
        ("[One](one.md) [two](two.md)", ""),
        ("[Our page](https://example.org/nerve-blocks)", ""),
        ("Nerve blocks", ""),
    ],
)
def test_item_that_is_a_link_to_a_procedure_keeps_it(item: str, link: str) -> None:
    """An item of a library file links to another procedure where all of it is one link to the file or slug of that."""
    found = Outline("a.md")
    write_markdown(f"- {item}\n", found, is_library=True)
    assert [block.link for block in found.document(source="markdown").blocks] == [link]
