"""The files of a book can hold any words, in any language."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.epub import NS, Book
from tests.support.shelf import MOMENT, Shelf
from voiceedu.assets import Cue
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.narration.lines import Line, LineKind, Utterance
from voiceedu.narration.script import Passage, Script
from voiceedu.publishing.epub import metadata, writer
from voiceedu.publishing.epub.chapter import Chapter

ANYTHING = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200).filter(
    lambda text: any(map(str.isalnum, text))
)
LINE_KINDS = st.sampled_from(["heading", "paragraph", "bullet", "step"])


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_it_is_written_as_its_language_is(language: str, direction: str, shelf: Shelf) -> None:
    """Each document says its language and the way it is written; pages are turned that way."""
    opened = Book(shelf.everything(language))
    spine = opened.package.find("opf:spine", NS)
    assert spine is not None
    assert spine.attrib["page-progression-direction"] == direction
    for document in opened.overlays:
        assert (opened.xml(document).attrib["lang"], opened.xml(document).attrib["dir"]) == (language, direction)


@given(
    ANYTHING,
    st.lists(st.tuples(LINE_KINDS, st.lists(ANYTHING, min_size=1, max_size=3)), min_size=1, max_size=6),
)
@settings(max_examples=50)
def test_any_words_can_be_bound(title: str, lines: list[tuple[LineKind, list[str]]]) -> None:
    """Whatever the words are, marks and rare characters included, they are in the book, each in its place."""
    kinds: list[tuple[LineKind, list[str]]] = [("title", [title]), *lines]
    said = [Line(kind=kind, utterances=tuple(map(utterance, texts))) for kind, texts in kinds]
    passage = Passage(slug="one", title=title, lines=tuple(said))
    script = Script(passages=(passage,), length="")
    cues = tuple(Cue(start_ms=at * 1000, end_ms=at * 1000 + 500) for at in range(len(script.utterances)))
    chapter = Chapter(slug="one", title=title, script=script, cues=cues, recording=b"", duration_ms=len(cues) * 1000)
    procedure = Procedure(slug="one", language="en", title=title, sections=(Section(slug="a", heading="", blocks=()),))
    opened = Book(writer.bind(metadata.of_procedure(procedure, modified=MOMENT), chapter))
    (document,) = opened.overlays
    shown = [re.sub("[\ufffe\uffff]", "\ufffd", one.text) for one in script.utterances]
    assert [text.split() for text in opened.sentences(document).values()] == [text.split() for text in shown]
    assert len(opened.pars(document)) == len(cues)


def utterance(text: str) -> Utterance:
    return Utterance(text=text, spoken=text, pause_after_ms=500)
