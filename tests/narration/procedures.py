"""Procedures that tests of the narration write scripts of."""

from typing import get_args

from hypothesis import settings
from hypothesis import strategies as st

from voiceedu.content.blocks import Block, BlockKind
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.content.sections import Section
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Passage

LANGUAGES = ("en", "es", "fr", "en-US", "zh-Hans", "tlh")

FEWER = settings(max_examples=20)

TOKENS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)
REAL = st.sampled_from(
    [
        "Dr.",
        "2.5",
        "mg",
        "i.e.",
        "pain.",
        "pain!",
        "safe?",
        "“Yes.”",
        "(No.)",
        "U.S.",
        "…",
        "...",
        "—",
        "p.m.",
        "疼痛。",
    ]
)
TEXTS = st.lists(TOKENS | REAL, min_size=1, max_size=12).map(" ".join)
BLOCKS = st.builds(Block, kind=st.sampled_from(get_args(BlockKind)), text=TEXTS)
SECTIONS = st.builds(
    Section, slug=st.just("a"), heading=st.just("") | TEXTS, blocks=st.lists(BLOCKS, min_size=1, max_size=2).map(tuple)
)
PROCEDURES = st.builds(
    Procedure,
    slug=st.just("p"),
    language=st.sampled_from(LANGUAGES),
    title=TEXTS,
    sections=st.lists(SECTIONS, min_size=1, max_size=2).map(tuple),
    source=st.just("") | TEXTS,
    author=st.just("") | TEXTS,
    review=st.builds(
        Review,
        state=st.sampled_from(["reviewed", "changed", "never"]),
        by=TEXTS,
        on=st.none() | st.dates(),
    ),
)


def paragraph(text: str) -> Block:
    return Block(kind="paragraph", text=text)


def procedure(*blocks: Block | str, heading: str = "What it is", title: str = "Nerve blocks") -> Procedure:
    """Return an English procedure of one section."""
    found = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    section = Section(slug="what-it-is", heading=heading, blocks=found or (paragraph("It is medicine."),))
    return Procedure(slug="nerve-blocks", language="en", title=title, sections=(section,))


def texts(passage: Passage) -> list[str]:
    """Return the sentences of `passage` as they are shown."""
    return [utterance.text for utterance in passage.utterances]


def opening(subject: Procedure) -> list[str]:
    """Return what is said before the sections of `subject`."""
    return texts(script.write(subject, Lexicon()).passages[0])
