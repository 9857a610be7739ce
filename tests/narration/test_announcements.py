"""What the program says around a clinician's text, in the languages that it has."""

import datetime
from dataclasses import replace

import pytest

from voiceedu import translations
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.engines import alphabet
from voiceedu.narration import announcements, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.translations import Catalogue

PROCEDURE = Procedure(slug="pain", language="en", title="Pain", sections=())
NOT_REVIEWED = {
    "ar": "لم تتم مراجعة هذا النص طبيًا بعد.",
    "de": "Noch keine medizinische Fachkraft hat diesen Text geprüft.",
    "en": "No clinician has reviewed these words yet.",
    "es": "Ningún clínico ha revisado este texto.",
    "fr": "Aucun soignant n’a encore vérifié ce texte.",
    "it": "Testo ancora senza verifica medica.",
    "pt": "Este texto ainda não teve revisão médica.",
    "vi": "Nội dung chưa được y bác sĩ kiểm tra.",
    "zh": "还没有医护人员审核这些内容。",
}


def opening(procedure: Procedure) -> list[str]:
    found = translations.find(procedure.language)
    assert isinstance(found, Catalogue)
    return list(announcements.opening(procedure, found, length="…"))


@pytest.mark.parametrize("stop", list(".?!…。！？؟"))
def test_title_with_a_stop_gets_no_second_one(stop: str) -> None:
    """A source that ends in a stop of any script ends the sentence: nothing follows that stop."""
    source = replace(PROCEDURE, language="en", source=f"Is it pain{stop}")
    assert opening(source)[0] == f"Based on Is it pain{stop}"


def test_every_language_says_that_nobody_has_reviewed_the_words() -> None:
    """Where a language has a catalogue, a listener hears in it that no clinician has reviewed the words."""
    said = {tag: opening(replace(PROCEDURE, language=tag))[-1] for tag in translations.available()}
    assert said == NOT_REVIEWED


@pytest.mark.parametrize("language", translations.available())
def test_openings_and_closings_are_whole(language: str) -> None:
    """Names, dates and titles are said in every language, and each sentence is closed once."""
    subject = replace(
        PROCEDURE,
        language=language,
        title="{Αβγ}",
        source="Δεζ",
        author="Ηθι, M.D.",
        review=Review(state="reviewed", by="Κλμ", on=datetime.date(2026, 11, 3)),
    )
    first, _, review = opening(subject)
    assert all(name in first for name in ("Δεζ", "Ηθι, M.D."))
    assert not first.endswith(("..", ".。"))
    assert all(name in review for name in ("Κλμ", "2026"))
    catalogue = translations.find_or_english(language)
    end, ask = announcements.closing(subject, catalogue)
    assert "{Αβγ}" in end
    assert ask.endswith((".", "。"))
    assert announcements.comment(subject).endswith(review)


@pytest.mark.parametrize("language", translations.available())
def test_a_voice_can_say_every_phrase(language: str) -> None:
    """No phrase has a character that the embedded voices of its language do not say."""
    said = script.write(replace(PROCEDURE, language=language, source="A"), Lexicon()).utterances
    for utterance in said:
        assert alphabet.fit(utterance.spoken, alphabet.latin(language), engine="espeak").silent == ()


def test_without_a_catalogue_there_is_no_comment() -> None:
    """English is not mixed into a language that the program does not speak; a title of a file it needs."""
    subject = replace(PROCEDURE, language="nl")
    assert announcements.comment(subject) == ""
    assert announcements.everything("nl") == "All recordings"


@pytest.mark.parametrize(
    ("seconds", "language", "said"),
    [
        (0, "en", "less than a minute"),
        (44, "en", "less than a minute"),
        (45, "en", "about 1 minute"),
        (89, "en", "about 1 minute"),
        (100, "en", "about 2 minutes"),
        (5400, "en", "about 90 minutes"),
        (20, "es", "menos de un minuto"),
        (60, "es-419", "alrededor de 1 minuto"),
        (600, "es", "alrededor de 10 minutos"),
        (20, "nl", "1 minuut"),
        (20, "fr", "moins d’une minute"),
        (300, "de", "etwa 5 Minuten"),
        (60, "pt-BR", "cerca de 1 minuto"),
        (120, "ar", "حوالي دقيقتين"),
        (300, "ar", "حوالي 5 دقائق"),
        (1200, "ar", "حوالي 20 دقيقة"),
        (300, "zh-CN", "大约5分钟"),
        (300, "tlh", "5 minutes"),
    ],
)
def test_a_length_is_said_to_the_minute(seconds: int, language: str, said: str) -> None:
    """A length is said as a person would say it, in the language of the procedure where it is known."""
    assert announcements.length_in_words(seconds, language=language) == said
