import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library, procedure_file
from voiceedu.content.blocks import Block, BlockKind
from voiceedu.content.library import Library
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.content.sections import Section
from voiceedu.narration import lexicon, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import (
    CLOSING,
    HEADING_PAUSE_MS,
    ITEM_PAUSE_MS,
    OPENING,
    PARAGRAPH_PAUSE_MS,
    PASSAGE_PAUSE_MS,
    SENTENCE_PAUSE_MS,
    Passage,
    Script,
)

LONGEST_SENTENCE_WORDS = 20
LONGEST_PARAGRAPH_SENTENCES = 3
LANGUAGES = ("en", "es", "fr", "en-US", "zh-Hans", "tlh")

# What the seed document says, by the procedure that says it.
FACTS = {
    "what-is-interventional-pain": (
        "residency",
        "fellowship",
        "specialized physicians",
        "diagnose",
        "treat",
        "source",
        "targeted relief",
        "specific procedures",
        "epidural injections",
        "nerve blocks",
        "radiofrequency ablation",
        "spinal cord stimulation",
    ),
    "epidural-injections": (
        "corticosteroid",
        "epidural space",
        "area around your spinal cord",
        "reduce inflammation",
        "relieve pain",
        "lower back",
        "neck",
        "legs",
    ),
    "nerve-blocks": (
        "specific nerve",
        "group of nerves",
        "medicine",
        "blocks pain signals",
        "diagnose",
        "source of the pain",
        "temporary",
        "long-term",
    ),
    "radiofrequency-ablation": (
        "radio waves",
        "heat",
        "damage",
        "specific nerve",
        "disrupt",
        "pain signals",
        "long-term",
        "certain types of chronic pain",
    ),
    "spinal-cord-stimulation": (
        "small device",
        "implanted under your skin",
        "electrical impulses",
        "spinal cord",
        "block",
        "modify",
        "pain signals",
    ),
    "benefits": (
        "targeted pain relief",
        "improve function",
        "quality of life",
        "diagnose the source of pain",
        "guide other treatment options",
    ),
    "talking-with-your-provider": (
        "healthcare provider",
        "appropriate for you",
        "specific needs",
        "pain condition",
        "most appropriate treatment option",
        "safe",
        "effective",
    ),
}
FACTS_ES = {
    "what-is-interventional-pain": (
        "residencia",
        "subespecialización",
        "médicos muy especializados",
        "diagnosticar",
        "tratar",
        "origen",
        "alivio dirigido",
        "procedimientos específicos",
        "inyecciones epidurales",
        "bloqueos nerviosos",
        "ablación por radiofrecuencia",
        "estimulación de la médula espinal",
    ),
    "epidural-injections": (
        "corticosteroide",
        "espacio epidural",
        "zona que rodea su médula espinal",
        "reducir la inflamación",
        "aliviar el dolor",
        "parte baja de la espalda",
        "cuello",
        "piernas",
    ),
    "nerve-blocks": (
        "nervio específico",
        "grupo de nervios",
        "medicina",
        "bloquea las señales de dolor",
        "diagnosticar",
        "origen",
        "temporal",
        "largo plazo",
    ),
    "radiofrequency-ablation": (
        "ondas de radio",
        "calientan",
        "dañan",
        "nervio específico",
        "interrumpe las señales de dolor",
        "largo plazo",
        "ciertos tipos de dolor crónico",
    ),
    "spinal-cord-stimulation": (
        "aparato pequeño",
        "implanta debajo de su piel",
        "impulsos eléctricos",
        "médula espinal",
        "bloquear",
        "modificar",
        "señales de dolor",
    ),
    "benefits": (
        "beneficios",
        "alivio dirigido",
        "mejorar la función",
        "calidad de vida",
        "diagnosticar el origen del dolor",
        "guía para otras opciones de tratamiento",
    ),
    "talking-with-your-provider": (
        "profesional de la salud",
        "adecuado para usted",
        "necesidades específicas",
        "problema de dolor",
        "opción de tratamiento más adecuada",
        "segura",
        "eficaz",
    ),
}

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
    return [utterance.text for utterance in passage.utterances]


def words(lines: Iterable[str]) -> list[str]:
    return [word for line in lines for word in line.split()]


def has_words(text: str) -> bool:
    """A block such as "* * *" is nothing to say."""
    return re.search(r"\w", text) is not None


def opening(subject: Procedure) -> list[str]:
    return texts(script.write(subject, Lexicon()).passages[0])


def reviewed(subject: Procedure, by: str, on: datetime.date | None = None) -> Procedure:
    return replace(subject, review=Review(state="reviewed" if by else "never", by=by, on=on))


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library.load(SHIPPED_LIBRARY)


@pytest.fixture(scope="module")
def scripts(shipped: Library) -> dict[str, Script]:
    return {subject.slug: script.write(subject, lexicon.load("en")) for subject in shipped.by_language["en"]}


# What a listener must hear.


@given(PROCEDURES)
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


@pytest.mark.parametrize(
    "text", ["I waited. ... Then it came.", "It helps. * * *", "It hurts. —", "It helps. .", "It hurts. ... ... Rest."]
)
def test_every_utterance_has_something_to_say(text: str) -> None:
    """Dots and dashes between sentences belong to one of them: alone they would be silence, which is refused."""
    said = texts(script.write(procedure(text), Lexicon()).sections[0])
    assert all(re.search(r"\w", sentence) for sentence in said), said


# Sentences.


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


# Pauses.


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
    assert texts(unread.passages[0])[-1] == "Ningún profesional clínico ha revisado todavía estas palabras."


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


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("Two words.", 2), ("这是一种药。", 3), ("Test 药物 2", 3), ("それは薬です。", 4)]
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    """Where a script has no spaces between words, its characters make words, and so a length is no guess."""
    assert script.count_words(text) in range(words, words + 2)


def test_a_sentence_ends_in_one_stop_of_its_own_script() -> None:
    """A sentence that is closed in its own script gets no second, foreign stop."""
    for text in ("这是一种药。", "هل هو دواء؟", "它是药吗？", "这是药！"):
        subject = replace(procedure(text), language="zh")
        assert script.write(subject, Lexicon()).sections[0].utterances[-1].spoken.endswith(text[-1])


# The library that is shipped.


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_shipped_library_is_whole(shipped: Library, language: str) -> None:
    """The seven procedures are there in English and in Spanish, in the order of the seed document."""
    assert [subject.slug for subject in shipped.by_language[language]] == [
        "what-is-interventional-pain",
        "epidural-injections",
        "nerve-blocks",
        "radiofrequency-ablation",
        "spinal-cord-stimulation",
        "benefits",
        "talking-with-your-provider",
    ]


@pytest.mark.parametrize(("slug", "fact"), [(slug, fact) for slug, facts in FACTS.items() for fact in facts])
def test_every_fact_of_the_seed_is_said(scripts: dict[str, Script], slug: str, fact: str) -> None:
    """What the clinician's document says of a procedure, its listener hears."""
    heard = " ".join(text for passage in scripts[slug].sections for text in texts(passage))
    assert fact in heard.lower()


@pytest.mark.parametrize(("slug", "fact"), [(slug, fact) for slug, facts in FACTS_ES.items() for fact in facts])
def test_every_fact_of_the_seed_is_said_in_spanish(shipped: Library, slug: str, fact: str) -> None:
    """What the clinician's document says of a procedure, a listener hears in Spanish too."""
    subject = shipped.find("es", slug)
    assert subject is not None
    heard = " ".join(text for passage in script.write(subject, Lexicon()).sections for text in texts(passage))
    assert fact in heard.lower()


@pytest.mark.parametrize("slug", FACTS)
def test_spanish_says_no_more_than_english(shipped: Library, slug: str) -> None:
    """A Spanish procedure has the sections and paragraphs of the English one, and about as many sentences."""
    english, spanish = shipped.find("en", slug), shipped.find("es", slug)
    assert english is not None
    assert spanish is not None
    kinds = [[[block.kind for block in section.blocks] for section in one.sections] for one in (english, spanish)]
    assert kinds[0] == kinds[1]
    counts = [len(script.write(one, Lexicon()).utterances) for one in (english, spanish)]
    assert counts[0] - 1 <= counts[1] <= counts[0]


@pytest.mark.parametrize("slug", FACTS)
def test_every_spanish_procedure_names_its_source_and_no_reviewer(shipped: Library, slug: str) -> None:
    """The words go back to Dr. Raj Desai's document, and nobody is said to have reviewed them."""
    subject = shipped.find("es", slug)
    assert subject is not None
    assert "Dr. Raj Desai" in subject.source
    assert (subject.reviewed_by, subject.reviewed_on) == ("", None)
    assert "Ningún profesional clínico ha revisado todavía estas palabras." in opening(subject)


@pytest.mark.parametrize("slug", FACTS)
def test_every_shipped_procedure_names_its_source_and_no_reviewer(shipped: Library, slug: str) -> None:
    """The words go back to Dr. Raj Desai's document, and nobody is said to have reviewed them."""
    subject = shipped.find("en", slug)
    assert subject is not None
    assert "“What is Interventional Pain?”" in subject.source
    assert "Dr. Raj Desai" in subject.source
    assert (subject.reviewed_by, subject.reviewed_on) == ("", None)
    assert "No clinician has reviewed these words yet." in opening(subject)


@pytest.mark.parametrize(
    "path", sorted(SHIPPED_LIBRARY.glob("*/*.md")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_shipped_words_are_short_enough_for_the_ear(path: Path) -> None:
    """No sentence of a shipped procedure has more than 20 words, and no paragraph more than three sentences."""
    subject = procedure_file.read(path, language=path.parent.name)
    for passage in script.write(subject, Lexicon()).passages:
        for line in passage.lines:
            assert all(len(u.text.split()) <= LONGEST_SENTENCE_WORDS for u in line.utterances)
            assert len(line.utterances) <= LONGEST_PARAGRAPH_SENTENCES


@pytest.mark.parametrize("slug", FACTS)
def test_shipped_sections_can_be_told_apart(shipped: Library, slug: str) -> None:
    """Each procedure has more than one section to skip between, with a heading each."""
    subject = shipped.find("en", slug)
    assert subject is not None
    assert len(subject.sections) > 1
    assert all(section.heading for section in subject.sections)
