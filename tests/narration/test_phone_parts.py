"""What callers hear part by part."""

from dataclasses import replace

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.narration import phone_parts, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.phone_parts import PhonePart
from voiceedu.narration.script import Script

TEXT = Section(slug="what-it-is", heading="What it is", blocks=(Block(kind="paragraph", text="It helps."),))


def written(language: str = "en", author: str = "Dr. Roe") -> Script:
    procedure = Procedure(
        slug="a", language=language, title="What now? Nerve blocks", source="A leaflet", author=author, sections=(TEXT,)
    )
    return script.write(procedure, Lexicon())


def texts(part: PhonePart) -> list[str]:
    return [utterance.text for utterance in part.passage.utterances]


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


def test_numbers_are_those_of_the_script() -> None:
    """Every utterance of the script is in one part, and its number is where it stands in the script."""
    whole = written()
    numbers: list[int] = []
    for part in phone_parts.of(whole):
        assert part.passage.utterances == tuple(whole.utterances[number] for number in part.numbers)
        numbers += part.numbers
    assert sorted(numbers) == list(range(len(whole.utterances)))


def test_places_are_a_title_and_a_heading() -> None:
    """The place of a section says title and heading, that of the opening and the closing the title alone."""
    whole = written()
    opening, section = phone_parts.places(whole)
    assert texts(opening) == ["What now? Nerve blocks"]
    assert texts(section) == ["What now? Nerve blocks", "What it is"]
    for part in (opening, section):
        assert part.passage.utterances == tuple(whole.utterances[number] for number in part.numbers)
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
    every = (*whole.utterances, *whole.label)
    for part in (*phone_parts.of(whole), *phone_parts.places(whole)):
        assert part.passage.utterances == tuple(every[number] for number in part.numbers)
    named = script.write(replace(procedure, menu="the block"), Lexicon())
    assert texts(next(phone_parts.of(named)))[0] == "The block"


def test_a_language_without_phrases_stays_as_it_is() -> None:
    """Its opening is the title alone, and there is no closing to move anything to."""
    whole = written("tlh")
    assert tuple(part.passage for part in phone_parts.of(whole)) == whole.passages
