import datetime
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings

from tests.narration.procedures import FEWER, PROCEDURES, opening, procedure, texts
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import Prompt, PromptSet
from voiceedu.content.review import Review
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import CLOSING, OPENING


def words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def has_words(text: str) -> bool:
    """A block such as "* * *" is nothing to say."""
    return re.search(r"\w", text) is not None


def reviewed(subject: Procedure, by: str, on: datetime.date | None = None) -> Procedure:
    return replace(subject, review=Review(state="reviewed" if by else "never", by=by, on=on))


# What a listener must hear.


@given(PROCEDURES)
@settings(max_examples=50)
@example(procedure("It helps.) Then you rest. Call 555.1234.Now 3.Take two. See https://x.org/?Q=1 now. Yes!—No."))
def test_no_word_of_a_procedure_is_lost(subject: Procedure) -> None:
    """The sections' utterances show every word of every heading and block, unchanged, once and in order."""
    blocks = [part for s in subject.sections for part in (s.heading, *(block.text for block in s.blocks))]
    given_words = words(part for part in blocks if has_words(part))
    shown = words(text for passage in script.write(subject, Lexicon()).sections for text in texts(passage))
    assert shown == given_words


@given(PROCEDURES)
@FEWER
def test_no_letter_of_a_procedure_is_lost(subject: Procedure) -> None:
    """Whatever becomes of the sentences, the sections' utterances hold every letter and sign in order."""
    given_parts = [part for s in subject.sections for part in (s.heading, *(block.text for block in s.blocks))]
    given_text = "".join(part for part in given_parts if has_words(part))
    written = script.write(subject, Lexicon())
    assert "".join("".join(texts(p)) for p in written.sections).replace(" ", "") == given_text.replace(" ", "")


@given(PROCEDURES)
@FEWER
def test_a_script_has_the_shape_of_its_procedure(subject: Procedure) -> None:
    """There is a passage for every section and a line for every heading and block, of its kind, none without words."""
    written = script.write(subject, Lexicon())
    assert written.passages[0].slug == OPENING
    said = [s for s in subject.sections if has_words(s.heading + s.text)]
    for passage, section in zip(written.sections, said, strict=True):
        kinds = ["heading"] * has_words(section.heading) + [
            block.kind for block in section.blocks if has_words(block.text)
        ]
        assert [line.kind for line in passage.lines] == kinds
        assert (passage.slug, passage.title) == (section.slug, section.heading or subject.title)
    for passage in written.passages:
        assert all(line.utterances for line in passage.lines)
        assert all(u.text.strip() and u.pause_after_ms > 0 for u in passage.utterances)
    assert written.utterances == tuple(u for p in written.passages for line in p.lines for u in line.utterances)


@given(PROCEDURES)
@FEWER
def test_the_same_procedure_gives_the_same_script(subject: Procedure) -> None:
    """Writing is pure: equal words and lexicon give an equal script, and the procedure stays as it was."""
    before = replace(subject)
    first = script.write(subject, Lexicon({"pain.": "ache."}))
    assert script.write(replace(subject), Lexicon({"pain.": "ache."})) == first
    assert subject == before


# What voiceedu says itself.


def test_the_opening_says_title_source_author_length_and_review() -> None:
    """A listener hears first what this is, where it is from, how long it takes and who has reviewed it."""
    subject = replace(procedure(), source="What is Interventional Pain?", author="Dr. Raj Desai")
    assert opening(reviewed(subject, "Dr. Ann Lee", datetime.date(2026, 11, 3))) == [
        "Nerve blocks",
        "From What is Interventional Pain?, by Dr. Raj Desai.",
        "This takes less than a minute.",
        "Reviewed by Dr. Ann Lee on November 3, 2026.",
    ]


@pytest.mark.parametrize(
    ("source", "author", "said"),
    [
        ("A leaflet", "Dr. Raj Desai", ["From A leaflet, by Dr. Raj Desai."]),
        ("A leaflet", "", ["Based on A leaflet."]),
        ("", "Dr. Raj Desai", ["By Dr. Raj Desai."]),
        ("Nerve blocks", "Dr. Raj Desai", ["By Dr. Raj Desai."]),
        ("Nerve blocks", "", []),
        ("", "", []),
    ],
)
def test_the_opening_says_what_is_known_of_the_source(source: str, author: str, said: list[str]) -> None:
    """Source and author are said as far as they are known; of what is not known nothing is said."""
    title, *rest = opening(replace(procedure(), source=source, author=author))
    assert title == "Nerve blocks"
    assert rest == [*said, "This takes less than a minute.", "No clinician has reviewed these words yet."]


@pytest.mark.parametrize(
    ("by", "on", "said"),
    [
        ("", None, "No clinician has reviewed these words yet."),
        ("", datetime.date(2026, 11, 3), "No clinician has reviewed these words yet."),
        ("Dr. Ann Lee", None, "Reviewed by Dr. Ann Lee."),
        ("Dr. Ann Lee", datetime.date(2026, 1, 31), "Reviewed by Dr. Ann Lee on January 31, 2026."),
    ],
)
def test_the_opening_is_honest_about_the_review(by: str, on: datetime.date | None, said: str) -> None:
    """Words count as reviewed by the clinician who is named, and by nobody when nobody is."""
    assert opening(reviewed(procedure(), by, on))[-1] == said


def test_a_name_that_ends_in_a_stop_gets_no_second_one() -> None:
    """A name such as "Ann Lee, M.D." ends its sentence with one full stop."""
    subject = replace(procedure(), source="A leaflet", author="Raj Desai, M.D.")
    said = " ".join(opening(reviewed(subject, "Ann Lee, M.D.")))
    assert "by Raj Desai, M.D. This" in said
    assert said.endswith("Reviewed by Ann Lee, M.D.")


def test_the_closing_says_that_it_ends_and_what_to_do() -> None:
    """The last words name what has ended and whom to ask."""
    closing = script.write(procedure(), Lexicon()).passages[-1]
    assert closing.slug == CLOSING
    assert texts(closing) == [
        "This is the end of “Nerve blocks”.",
        "If you have questions, talk with your healthcare provider.",
    ]


def test_signs_in_a_name_are_said_as_they_are() -> None:
    """Braces and per cent signs of a clinician's words are no places to fill in."""
    subject = replace(procedure(title="{title} 50%"), source="{source} {0}", author="{author}")
    assert opening(subject)[:2] == ["{title} 50%", "From {source} {0}, by {author}."]


@pytest.mark.slow
def test_around_a_spanish_text_only_spanish_is_said() -> None:
    """Around a Spanish text only Spanish is said, dates and numbers included, in whatever country."""
    subject = replace(
        procedure(title="Bloqueos nerviosos"), language="es-MX", source="Un folleto", author="Dr. Raj Desai"
    )
    heard = script.write(reviewed(subject, "Dra. Ana Ruiz", datetime.date(2026, 11, 3)), Lexicon())
    assert texts(heard.passages[0]) == [
        "Bloqueos nerviosos",
        "De Un folleto, por Dr. Raj Desai.",
        "Dura menos de un minuto.",
        "Revisado por Dra. Ana Ruiz el 3 de noviembre de 2026.",
    ]
    assert texts(heard.passages[-1]) == [
        "Este es el final de «Bloqueos nerviosos».",
        "Si tiene preguntas, hable con su profesional de la salud.",
    ]
    unread = script.write(replace(subject, language="es"), Lexicon())
    assert texts(unread.passages[0])[-1] == "Ningún clínico ha revisado este texto."


def test_a_language_without_a_catalogue_gets_its_title_alone() -> None:
    """Where voiceedu has no words of its own it says the title, then the clinician's text, and no English."""
    subject = replace(procedure("Het is een medicijn."), language="nl", source="Een folder", author="Dr. Raj Desai")
    heard = script.write(subject, Lexicon())
    assert [passage.slug for passage in heard.passages] == [OPENING, "what-it-is"]
    assert texts(heard.passages[0]) == ["Nerve blocks"]
    assert heard.length == "1 minuut"


@pytest.mark.parametrize(
    ("count", "length"),
    [
        (60, "less than a minute"),
        (150, "about 1 minute"),
        (1370, "about 9 minutes"),
        (1405, "about 10 minutes"),
        (1450, "about 10 minutes"),
    ],
)
def test_the_length_is_that_of_the_words(count: int, length: str) -> None:
    """The length that the opening says is that of all the words at 150 a minute, and is the script's own."""
    heard = script.write(procedure(" ".join(["pain"] * count) + "."), Lexicon())
    assert heard.length == length
    assert script.length(procedure(" ".join(["pain"] * count) + ".")) == length
    assert f"This takes {length}." in texts(heard.passages[0])


def test_first_utterances_are_where_passages_begin() -> None:
    """Each passage is found among all utterances at its own index, of many passages as of few."""
    prompts = PromptSet(
        language="en",
        prompts=tuple(Prompt(name=f"number-{number}", lines=("One. Two.", "Three.")) for number in range(50)),
    )
    written = script.write_prompts(prompts, Lexicon())
    first = written.first_utterances
    assert list(first) == [passage.slug for passage in written.passages]
    for passage in written.passages:
        assert written.utterances[first[passage.slug] :][: len(passage.utterances)] == passage.utterances
