"""What callers hear part by part."""

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


def test_a_language_without_phrases_stays_as_it_is() -> None:
    """Its opening is the title alone, and there is no closing to move anything to."""
    whole = written("tlh")
    assert tuple(part.passage for part in phone_parts.of(whole)) == whole.passages
