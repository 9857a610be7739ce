from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section

WHAT = Section(slug="introduction", heading="", blocks=(Block(kind="paragraph", text="It is medicine."),))
WHY = Section(slug="why", heading="Why", blocks=(Block(kind="bullet", text="It helps.", depth=1),), line=9)


def test_blocks_are_in_order_with_the_headings_of_sections() -> None:
    """The heading of a section is a block before those of the section; a section without one has no such block."""
    procedure = Procedure(slug="a", language="en", title="A", sections=(WHAT, WHY))
    assert procedure.blocks == (
        Block(kind="paragraph", text="It is medicine."),
        Block(kind="heading", text="Why", level=2, line=9),
        Block(kind="bullet", text="It helps.", depth=1),
    )


def test_translations_share_a_topic() -> None:
    """A text that names what it translates has the topic of that text; every other text is a topic of its own."""
    original = Procedure(slug="nerve-blocks", language="en", title="Nerve blocks", sections=(WHAT,))
    translation = Procedure(
        slug="bloqueos", language="es", title="Bloqueos", sections=(WHAT,), translation_of="nerve-blocks"
    )
    assert original.topic == translation.topic == "nerve-blocks"
