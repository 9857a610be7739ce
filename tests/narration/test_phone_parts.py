"""What callers hear part by part."""

import datetime
from dataclasses import replace

import pytest

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.content.sections import Section
from voiceedu.narration import phone_parts, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.phone_parts import PhonePart
from voiceedu.narration.script import Script

TEXT = Section(slug="what-it-is", heading="What it is", blocks=(Block(kind="paragraph", text="It helps."),))


REVIEW = Review(state="reviewed", by="Dr. Ruiz", on=datetime.date(2026, 11, 20))


def written(language: str = "en", review: Review = NOT_REVIEWED) -> Script:
    procedure = Procedure(
        slug="a",
        language=language,
        title="What now? Nerve blocks",
        source="A leaflet",
        author="Dr. Roe",
        sections=(TEXT,),
        review=review,
    )
    return script.write(procedure, Lexicon())


def texts(part: PhonePart) -> list[str]:
    return [utterance.text for utterance in part.passage.utterances]


def numbered(part: PhonePart, whole: Script) -> list[str]:
    """Return what stands in the recording of `whole` at the numbers of `part`."""
    everything = (*whole.utterances, *whole.for_callers)
    return [everything[number].text for number in part.numbers]


def test_title_and_review_come_first_and_the_rest_last() -> None:
    """The opening says title and review state; source and length follow the closing's own words; the text stays."""
    opening, text, closing = phone_parts.of(written())
    assert texts(opening) == ["What now? Nerve blocks", "No clinician has reviewed these words yet."]
    assert texts(text) == ["What it is", "It helps."]
    assert texts(closing) == [
        "This is the end of “What now? Nerve blocks”.",
        "If you have questions, talk with your healthcare provider.",
        "From A leaflet, by Dr. Roe.",
        "This takes less than a minute.",
    ]


def test_the_day_of_a_review_comes_last() -> None:
    """The opening says who reviewed the words and not when, which the closing says; the whole says both at once."""
    whole = written(review=REVIEW)
    opening, _, closing = phone_parts.of(whole)
    assert texts(opening) == ["What now? Nerve blocks", "Reviewed by Dr. Ruiz."]
    assert texts(closing)[-2:] == ["This takes less than a minute.", "Reviewed by Dr. Ruiz on November 20, 2026."]
    assert whole.text.count("Reviewed by Dr. Ruiz on November 20, 2026.") == 1
    assert "Reviewed by Dr. Ruiz." not in whole.text


def test_a_review_without_a_day_is_said_once() -> None:
    """The closing has no more to say of it."""
    opening, _, closing = phone_parts.of(written(review=replace(REVIEW, on=None)))
    assert texts(opening)[-1] == "Reviewed by Dr. Ruiz."
    assert not any(text.startswith("Reviewed") for text in texts(closing))


@pytest.mark.parametrize("review", [NOT_REVIEWED, REVIEW])
def test_numbers_are_those_of_the_script(review: Review) -> None:
    """Every utterance of the script is in one part, except the title, for which callers hear the label."""
    whole = written(review=review)
    numbers: list[int] = []
    for part in phone_parts.of(whole):
        assert texts(part) == numbered(part, whole)
        numbers += part.numbers
    count = len(whole.utterances)
    assert sorted(numbers) == [*range(1, count), *range(count, count + len(whole.for_callers))]
    assert whole.label[0].text == whole.text[0]
    assert whole.label[0].pause_after_ms < whole.utterances[0].pause_after_ms


def test_places_are_a_title_and_a_heading() -> None:
    """The place of a section says title and heading, that of the opening and the closing the title alone."""
    whole = written()
    opening, section = phone_parts.places(whole)
    assert texts(opening) == ["What now? Nerve blocks"]
    assert texts(section) == ["What now? Nerve blocks", "What it is"]
    for part in (opening, section):
        assert texts(part) == numbered(part, whole)
    assert [part.passage.slug for part in (opening, section)] == ["place--opening", "place--what-it-is"]
    assert [phone_parts.place(part) for part in ("opening", "closing", "what-it-is")] == [
        "place--opening",
        "place--opening",
        "place--what-it-is",
    ]
    assert phone_parts.is_place("place--what-it-is")
    assert not phone_parts.is_place("place-what-it-is")


def test_the_place_of_a_section_without_a_heading_is_the_title() -> None:
    """Words before the first heading have a place too, and a caller who asks there hears the title."""
    procedure = Procedure(slug="a", language="en", title="A", sections=(replace(TEXT, heading=""),))
    _, section = phone_parts.places(script.write(procedure, Lexicon()))
    assert texts(section) == ["A"]


def test_callers_hear_the_short_title() -> None:
    """Where a menu has another name than the title, the opening and the places say that; the whole keeps the title."""
    procedure = Procedure(slug="a", language="en", title="What are nerve blocks?", sections=(TEXT,))
    whole = script.write(procedure, Lexicon())
    opening, _, _ = phone_parts.of(whole)
    assert texts(opening) == ["Nerve blocks", "No clinician has reviewed these words yet."]
    assert [texts(part)[0] for part in phone_parts.places(whole)] == ["Nerve blocks"] * 2
    assert whole.utterances[0].text == "What are nerve blocks?"
    for part in (*phone_parts.of(whole), *phone_parts.places(whole)):
        assert texts(part) == numbered(part, whole)
    named = script.write(replace(procedure, menu="the block"), Lexicon())
    assert texts(next(phone_parts.of(named)))[0] == "The block"


def test_a_language_without_phrases_stays_as_it_is() -> None:
    """Its opening is the title alone, and there is no closing to move anything to."""
    whole = written("tlh")
    assert tuple(part.passage for part in phone_parts.of(whole)) == whole.passages
