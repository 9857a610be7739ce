"""What the telephone menus say."""

import re
from pathlib import Path

import pytest

from tests.content.phone_libraries import PROCEDURE, library_of, said
from voiceedu.config import SHIPPED_LIBRARY, Settings
from voiceedu.content import prompts
from voiceedu.content.prompt_set import CHOICE, NAMES, NUMBER_NAMES, PROMPTS
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.sentences import split_sentences
from voiceedu.publishing.studio import Studio

SHIPPED = ("en", "es")


# The shipped texts.


@pytest.mark.parametrize("language", SHIPPED)
def test_every_prompt_is_shipped(language: str) -> None:
    """Each shipped language has the text of every prompt, and no unused text."""
    files = {path.name for path in (SHIPPED_LIBRARY / language / PROMPTS).iterdir()}
    assert files == {f"{name}.txt" for name in (CHOICE, *NAMES, *NUMBER_NAMES)}


def test_numbers_are_asked_for_where_topics_have_them(tmp_path: Path) -> None:
    """Without a number there are no such prompts; with one there are; a language without their texts says which."""
    assert not prompts.load(library_of(tmp_path / "a", "Nerve blocks")).prompts["en"].asks_for_numbers
    for language, asks in (("en", True), ("fr", False)):
        folder = library_of(tmp_path / language, "Nerve blocks", language=language)
        file = folder / language / "number-0.md"
        file.write_text(file.read_text(encoding="utf-8").replace("order: 0", "number: 12"), encoding="utf-8")
        for name in (CHOICE, *NAMES) if language == "fr" else ():
            text = "Pour {title}, {key}." if name == CHOICE else "Oui."
            (folder / language / PROMPTS / f"{name}.txt").write_text(text, encoding="utf-8")
        library = prompts.load(folder)
        assert library.prompts[language].asks_for_numbers == asks
        found = [caution for caution in library.cautions if "ask-number.txt" in caution]
        assert len(found) == (0 if asks else 1)


@pytest.mark.parametrize("language", SHIPPED)
def test_goal_comes_before_the_key(language: str) -> None:
    """In every sentence that names a key, what it is good for comes first; and no other keys than its own are named."""
    press = {"en": r"press (\d|pound|star|\{key\})", "es": r"pulse (\d|almohadilla|asterisco|\{key\})"}[language]
    goal = {"en": "For |To ", "es": "Para "}[language]
    sentences = [
        sentence
        for path in (SHIPPED_LIBRARY / language / PROMPTS).iterdir()
        for sentence in path.read_text(encoding="utf-8").splitlines()
        if re.search(press, sentence)
    ]
    assert len(sentences) >= 15
    for sentence in sentences:
        more = "( at any time| and then pound| y luego almohadilla)?"
        assert re.fullmatch(rf"({goal}).+, {press}{more}\.", sentence), sentence


@pytest.mark.parametrize("language", SHIPPED)
def test_words_are_short(language: str) -> None:
    """No sentence that a caller hears in passing has more than twelve words."""
    for path in (SHIPPED_LIBRARY / language / PROMPTS).iterdir():
        for sentence in split_sentences(path.read_text(encoding="utf-8"), language=language):
            assert len(sentence.split()) <= 12, sentence


# Menus.


def test_long_menu_is_warned_of(tmp_path: Path) -> None:
    """Titles that make a menu longer than callers listen are named, with what would help; so are long texts."""
    folder = library_of(tmp_path, *["A title with rather too many words in it to be listened to on a telephone"] * 4)
    (folder / "en" / PROMPTS / "goodbye.txt").write_text("Goodbye. " * 60, encoding="utf-8")
    menu, goodbye = sorted(prompts.load(folder).cautions, reverse=True)
    remedy = r"Shorter titles make it shorter, or 'menu: …' in their files\."
    assert re.fullmatch(rf"en/prompts/menu-1 takes about \d+ s, longer .*\. {remedy}", menu)
    assert goodbye.startswith("en/prompts/goodbye takes about 24 s")
    assert prompts.load(SHIPPED_LIBRARY).cautions == ()


# A clinic's own.


def test_own_text_replaces_the_shipped_one(tmp_path: Path) -> None:
    """A library's prompt replaces the shipped one; a missing one falls back to it; so do templates."""
    folder = library_of(tmp_path)
    own = folder / "en" / PROMPTS
    (own / "welcome.txt").write_text("\ufeffGood day.\r\n\r\n  This is the   clinic. \r\n", encoding="utf-8")
    (own / "choice.txt").write_text("To hear about {title}, press {key}.\n", encoding="utf-8")
    library = prompts.load(folder)
    assert said(library, "welcome") == "Good day. This is the clinic."
    assert said(library, "menu-1") == "To hear about Nerve blocks, press 1."
    assert said(library, "goodbye").startswith("Thank you")


@pytest.mark.slow
def test_a_changed_menu_costs_its_changed_sentences(tmp_path: Path) -> None:
    """A new title is spoken, and its menu recorded anew: nothing else is."""
    folder = library_of(tmp_path / "library", "One", "Two", "Three", "Four", "Five")
    settings = Settings(library=folder, cache=str(tmp_path / "cache"), engines=("tone",))
    studio = Studio(settings)
    studio.render(studio.library.prompts["en"])
    (folder / "en" / "number-4.md").write_text(PROCEDURE.format(title="Six", order=4), encoding="utf-8")
    studio = Studio(settings)
    outcome = studio.render(studio.library.prompts["en"])
    assert (outcome.spoken, outcome.encoded) == (1, 6)


# Languages.


def test_language_of_a_country_has_the_texts_of_its_language(tmp_path: Path) -> None:
    """en-GB and es-MX are led by the shipped English and Spanish."""
    library_of(tmp_path, language="en-GB")
    library = prompts.load(library_of(tmp_path, language="es-MX"))
    assert said(library, "wrong-key", "en-GB") == "That key does nothing here."
    assert said(library, "wrong-key", "es-MX").startswith("Esa tecla")


def test_language_without_texts_is_not_offered_and_said_to_be(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Callers are not led in a language that lacks words; the log names each file that is to be written."""
    library_of(tmp_path, language="fr")
    folder = library_of(tmp_path)
    (folder / "fr" / PROMPTS / "welcome.txt").write_text("Bonjour.", encoding="utf-8")
    studio = Studio(Settings(library=folder, cache=str(tmp_path / "cache"), engines=("tone",)))
    assert list(studio.library.prompts) == ["en"]
    assert (
        f"No caller is led in 'fr': there are no words for it. Write {folder}/fr/prompts/: choice.txt, more"
        in caplog.text
    )
    assert "welcome.txt" not in caplog.text
    for name in (CHOICE, *NAMES):
        (folder / "fr" / PROMPTS / f"{name}.txt").write_text("Pour {title}: {key}" if name == CHOICE else "Oui.")
    assert said(prompts.load(folder), "menu-1", "fr") == "Pour Nerve blocks: 1"


def test_newer_prompts_need_no_text_of_their_own(tmp_path: Path) -> None:
    """A library with the texts of an older version goes on: what is new is said in the words of the catalogue."""
    folder = library_of(tmp_path)
    (folder / "fr" / PROMPTS).mkdir(parents=True)
    (folder / "fr" / "bloc.md").write_text("---\ntitle: Bloc\n---\n\nUn texte.\n", encoding="utf-8")
    for name in (CHOICE, *NAMES):
        if name not in ("moved", "unreachable"):
            (folder / "fr" / PROMPTS / f"{name}.txt").write_text("{title}: {key}" if name == CHOICE else "Oui.")
    library = prompts.load(folder)
    assert said(library, "moved", "fr").startswith("Ce que vous écoutiez n’est plus ici.")
    assert said(library, "unreachable", "fr").endswith("Au revoir.")


@pytest.mark.slow
def test_prompts_are_said_as_they_are() -> None:
    """No opening, no closing: a prompt is its own words, line by line, and a recording is one."""
    library = prompts.load(SHIPPED_LIBRARY)
    written = script.write_prompts(library.prompts["en"], Lexicon())
    assert [passage.slug for passage in written.passages] == [*NAMES, "menu-1", "menu-2"]
    for passage in written.passages:
        assert " ".join(u.text for u in passage.utterances) == said(library, passage.slug)


def test_greeting_says_whose_line_it_is(tmp_path: Path) -> None:
    """The shipped greeting begins with the clinic's name; a greeting of the library's own stays as it is."""
    procedure = tmp_path / "en" / "a.md"
    procedure.parent.mkdir()
    procedure.write_text("---\ntitle: A\n---\n\nThis is it.\n", encoding="utf-8")

    def greeting() -> str:
        library = prompts.load(tmp_path, publisher="Riverside Pain Clinic")
        return library.prompts["en"].text("welcome")

    assert greeting().startswith("You have reached Riverside Pain Clinic. Hello.")
    own = tmp_path / "en" / "prompts" / "welcome.txt"
    own.parent.mkdir()
    own.write_text("Good day from us.\n", encoding="utf-8")
    assert greeting() == "Good day from us."
