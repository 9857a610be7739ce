"""List entries "Name: text" that can be procedures of their own."""

import pytest

from voiceedu.content.blocks import Block, outline
from voiceedu.content.splitting import Entry, find_entries, without_entries


def bullets(*texts: str) -> list[Block]:
    return [Block(kind="bullet", text=text, depth=1) for text in texts]


def steps(*texts: str) -> list[Block]:
    return [Block(kind="step", text=text, depth=1, number=number) for number, text in enumerate(texts, start=1)]


def names(blocks: list[Block]) -> list[str]:
    return [entry.name for entry in find_entries(blocks)]


def test_entry_is_its_text_and_all_inside_it() -> None:
    """An entry has its name, its text as a paragraph, what is inside it one level higher, and its place."""
    blocks = [
        Block(kind="paragraph", text="For example"),
        Block(kind="bullet", text="Nerve blocks: Yes.", depth=1),
        Block(kind="paragraph", text="More.", depth=1),
        Block(kind="bullet", text="Risks: few", depth=2),
        Block(kind="bullet", text="plain", depth=1),
    ]
    [entry] = find_entries(blocks)
    assert (entry.name, entry.start, entry.end) == ("Nerve blocks", 1, 4)
    assert outline(entry.blocks) == ["Yes.", "More.", "- Risks: few"]


@pytest.mark.parametrize(
    "text",
    [
        "This name is much too long to be any name: text",
        "It ends. Here: text",
        "http://example.org",
        "Nerve blocks:",
        "10: text",
        "Take 2 - 3 tablets",
        "A well-known thing",
        "Stop it. Then – rest",
        "– rest",
    ],
)
def test_name_is_a_short_phrase_before_a_colon(text: str) -> None:
    """The text before a colon is a name only if it is a short phrase with text after it."""
    assert names(bullets(text)) == []


@pytest.mark.parametrize("sign", [":", " –", " —", " -", "  - "])
def test_a_dash_between_spaces_counts_as_a_colon(sign: str) -> None:
    """Clinics write "Name – text" as often as "Name: text"; the first such sign is the one."""
    [entry] = find_entries(bullets(f"Follow-up visit{sign} In 2 - 3 weeks: call – or write."))
    assert (entry.name, entry.blocks[0].text) == ("Follow-up visit", "In 2 - 3 weeks: call – or write.")


def test_bullets_are_entries_one_by_one() -> None:
    """A bullet without a name stays in its list; the others are entries nevertheless."""
    assert names(bullets("One: a", "plain", "Two: b")) == ["One", "Two"]


def test_steps_are_entries_all_or_none() -> None:
    """A step that was taken out would leave a hole in the count; numbered entries that all have names are split."""
    assert names(steps("Nerve blocks: yes", "Rest.", "Heat: no")) == []
    assert names(steps("Nerve blocks: yes", "Heat: no")) == ["Nerve blocks", "Heat"]


def test_lists_are_judged_one_by_one() -> None:
    """Steps after a paragraph are a list of their own: a plain one among them does not affect the other lists."""
    between = Block(kind="paragraph", text="Then")
    assert names([*steps("One: a", "Two: b"), between, *steps("Three: c", "plain")]) == ["One", "Two"]


def test_a_link_stands_in_the_place_of_each_entry() -> None:
    """All the rest stays in order, and each entry leaves its name, which leads to its procedure."""
    blocks = [Block(kind="paragraph", text="See"), *bullets("One: a", "plain", "Two: b"), *bullets("end")]
    rest = without_entries(blocks, find_entries(blocks), ["one", "two-2"])
    assert outline(rest) == ["See", "- One", "- plain", "- Two", "- end"]
    assert [block.link for block in rest] == ["", "one", "", "two-2", ""]


def test_every_entry_needs_a_slug() -> None:
    """Slugs that are too few are an error: no entry is dropped unseen."""
    blocks = bullets("One: a", "Two: b")
    entries: tuple[Entry, ...] = find_entries(blocks)
    with pytest.raises(ValueError, match="zip"):
        without_entries(blocks, entries, ["one"])
