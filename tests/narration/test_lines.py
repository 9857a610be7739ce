import re
from dataclasses import replace

import pytest
from hypothesis import given

from tests.narration.procedures import FEWER, PROCEDURES, procedure, texts
from voiceedu.content.blocks import Block, BlockKind
from voiceedu.content.procedure import Procedure
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.lines import (
    HEADING_PAUSE_MS,
    ITEM_PAUSE_MS,
    PARAGRAPH_PAUSE_MS,
    PASSAGE_PAUSE_MS,
    SENTENCE_PAUSE_MS,
)


@pytest.mark.parametrize(
    "text", ["I waited. ... Then it came.", "It helps. * * *", "It hurts. —", "It helps. .", "It hurts. ... ... Rest."]
)
def test_every_utterance_has_something_to_say(text: str) -> None:
    """Dots and dashes between sentences belong to one of them: alone they would be silence, which is refused."""
    said = texts(script.write(procedure(text), Lexicon()).sections[0])
    assert all(re.search(r"\w", sentence) for sentence in said), said


def test_a_heading_is_spoken_as_a_sentence() -> None:
    """A heading and a title are said with a full stop, and shown without; one that ends itself is left alone."""
    heard = script.write(procedure(heading="What it is", title="Is it safe?"), Lexicon())
    title, heading = heard.passages[0].utterances[0], heard.sections[0].utterances[0]
    assert (title.text, title.spoken) == ("Is it safe?", "Is it safe?")
    assert (heading.text, heading.spoken) == ("What it is", "What it is.")


@pytest.mark.parametrize("ended", ["Is it?", "Yes!", "As follows:"])
def test_words_that_end_themselves_get_no_second_stop(ended: str) -> None:
    """Whatever stop ends a text is its end."""
    assert script.write(procedure(heading=ended), Lexicon()).sections[0].utterances[0].spoken == ended


def test_a_respelling_that_takes_the_stop_gets_it_back() -> None:
    """A sentence that ends in "Dr." is said as a sentence that ends in "Doctor."."""
    heard = script.write(procedure("Ask your Dr."), Lexicon({"Dr.": "Doctor"}))
    assert heard.sections[0].utterances[-1].spoken == "Ask your Doctor."


@given(PROCEDURES)
@FEWER
def test_what_has_words_is_said_in_words(subject: Procedure) -> None:
    """No sentence loses its last word on the way to the voice: what can be read can be said."""
    for utterance in script.write(subject, Lexicon()).utterances:
        assert any(map(str.isalnum, utterance.spoken)) or not any(map(str.isalnum, utterance.text))


def test_steps_are_said_with_their_number() -> None:
    """The number that a page shows before a step is said, whatever stands between two steps; bullets have none."""
    kinds: list[tuple[BlockKind, int]] = [("step", 1), ("step", 2), ("paragraph", 0), ("step", 3), ("bullet", 0)]
    blocks = (Block(kind=kind, text="Rest. Eat.", number=number) for kind, number in kinds)
    heard = script.write(procedure(*blocks), Lexicon())
    said = [line.utterances[0].spoken for line in heard.sections[0].lines[1:]]
    assert said == ["one: Rest.", "two: Rest.", "Rest.", "three: Rest.", "Rest."]
    assert {line.utterances[0].text for line in heard.sections[0].lines[1:]} == {"Rest."}
    assert {line.utterances[1].spoken for line in heard.sections[0].lines[1:]} == {"Eat."}


def test_pauses_tell_what_has_ended() -> None:
    """After a heading, sentence, paragraph, item and passage there is the pause of its own, and it grows with them."""
    items = [Block(kind="bullet", text="One. Two.", depth=1), Block(kind="step", text="Three.", depth=1, number=1)]
    heard = script.write(procedure("Four. Five.", *items, "Six.", "Seven. Eight."), Lexicon())
    assert [(u.text, u.pause_after_ms) for u in heard.sections[0].utterances] == [
        ("What it is", HEADING_PAUSE_MS),
        ("Four.", SENTENCE_PAUSE_MS),
        ("Five.", PARAGRAPH_PAUSE_MS),
        ("One.", SENTENCE_PAUSE_MS),
        ("Two.", ITEM_PAUSE_MS),
        ("Three.", PARAGRAPH_PAUSE_MS),
        ("Six.", PARAGRAPH_PAUSE_MS),
        ("Seven.", SENTENCE_PAUSE_MS),
        ("Eight.", PASSAGE_PAUSE_MS),
    ]
    first, *_, last = heard.passages
    assert [u.pause_after_ms for u in first.utterances] == [HEADING_PAUSE_MS, *[SENTENCE_PAUSE_MS], PASSAGE_PAUSE_MS]
    assert [u.pause_after_ms for u in last.utterances] == [SENTENCE_PAUSE_MS, PASSAGE_PAUSE_MS]
    assert SENTENCE_PAUSE_MS < ITEM_PAUSE_MS < PARAGRAPH_PAUSE_MS < PASSAGE_PAUSE_MS


@given(PROCEDURES)
@FEWER
def test_every_passage_ends_with_its_pause(subject: Procedure) -> None:
    """Passages can be played one by one or in a row: each brings the silence that ends it, once."""
    for passage in script.write(subject, Lexicon()).passages:
        *before, last = [utterance.pause_after_ms for utterance in passage.utterances]
        if passage.lines[-1].kind != "title":
            assert last == PASSAGE_PAUSE_MS
        assert PASSAGE_PAUSE_MS not in before


def test_a_sentence_ends_in_one_stop_of_its_own_script() -> None:
    """A sentence that is closed in its own script gets no second, foreign stop."""
    for text in ("这是一种药。", "هل هو دواء؟", "它是药吗？", "这是药！", "Սա դեղ է։"):
        subject = replace(procedure(text), language="zh")
        assert script.write(subject, Lexicon()).sections[0].utterances[-1].spoken.endswith(text[-1])
