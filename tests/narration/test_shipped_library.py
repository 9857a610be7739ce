"""The library that is shipped, as it is heard."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from tests.narration.procedures import opening, texts
from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library, procedure_file
from voiceedu.content.library import Library
from voiceedu.content.review import NOT_REVIEWED, Review
from voiceedu.narration import lexicon, phone_parts, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script

LONGEST_SENTENCE_WORDS = 20
LONGEST_PARAGRAPH_SENTENCES = 3
LONGEST_OPENING_LETTERS = {"en": 84, "es": 64}
"""What the voices `heart` (English) and `es-ES` (Spanish) say in 4.3 s, the longest 4.2 s (measured). With its pauses,
0.7 s, a caller hears the first words 5 s after a choice."""
REVIEWS = (
    NOT_REVIEWED,
    Review(state="changed"),
    Review(state="reviewed", by="Dr. Ruiz", on=datetime.date(2026, 11, 20)),
)

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


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library.load(SHIPPED_LIBRARY)


@pytest.fixture(scope="module")
def scripts(shipped: Library) -> dict[str, Script]:
    return {subject.slug: script.write(subject, lexicon.load("en")) for subject in shipped.by_language["en"]}


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


@pytest.mark.parametrize("review", REVIEWS, ids=lambda review: review.state)
def test_openings_are_short_enough_for_a_caller_who_waits(shipped: Library, review: Review) -> None:
    """Title and review state of every shipped text can be said in 4.3 s, whoever has reviewed it."""
    for subject in shipped:
        opening = next(phone_parts.of(script.write(replace(subject, review=review), Lexicon())))
        said = " ".join(texts(opening.passage))
        assert len(said) <= LONGEST_OPENING_LETTERS[subject.language], said


@pytest.mark.parametrize("slug", FACTS)
def test_every_spanish_procedure_names_its_source_and_no_reviewer(shipped: Library, slug: str) -> None:
    """The words go back to Dr. Raj Desai's document, and nobody is said to have reviewed them."""
    subject = shipped.find("es", slug)
    assert subject is not None
    assert "Dr. Raj Desai" in subject.source
    assert (subject.reviewed_by, subject.reviewed_on) == ("", None)
    assert "Ningún clínico ha revisado este texto." in opening(subject)


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
