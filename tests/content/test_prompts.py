"""What the telephone menus say."""

import re
import wave
from pathlib import Path

import numpy as np
import pytest

from voiceedu.audio import codecs
from voiceedu.config import SHIPPED_LIBRARY, Settings
from voiceedu.content import prompts
from voiceedu.content.library import Library
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.content.prompts import CHOICE, NAMES
from voiceedu.errors import LibraryError
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.sentences import split_sentences
from voiceedu.publishing.studio import Studio

SHIPPED = ("en", "es")
PROCEDURE = "---\ntitle: {title}\norder: {order}\n---\n\nIt is medicine.\n"


def library_of(folder: Path, *titles: str, language: str = "en") -> Path:
    """Write procedures with these titles; return the library's folder."""
    (folder / language / PROMPTS).mkdir(parents=True)
    for order, title in enumerate(titles or ("Nerve blocks",)):
        text = PROCEDURE.format(title=title, order=order)
        (folder / language / f"number-{order}.md").write_text(text, encoding="utf-8")
    return folder


def said(library: Library, name: str, language: str = "en") -> str:
    return library.prompts[language].text(name)


def recording(path: Path, *, seconds: float = 1.0, hz: int = 440) -> Path:
    """Write somebody's recording, louder than any of ours and at another rate."""
    rate = 44_100
    sound = 0.9 * np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate)
    samples = codecs.to_int16(sound.astype(np.float32))
    if path.suffix == ".mp3":
        path.write_bytes(codecs.mp3(samples[::2].copy(), rate // 2, kbit=64, tags={}))
        return path
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.astype("<i2").tobytes())
    return path


# The shipped texts.


@pytest.mark.parametrize("language", SHIPPED)
def test_every_prompt_is_shipped(language: str) -> None:
    """Each shipped language has the text of every prompt, and no unused text."""
    files = {path.name for path in (SHIPPED_LIBRARY / language / PROMPTS).iterdir()}
    assert files == {f"{name}.txt" for name in (CHOICE, *NAMES)}


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
        assert re.fullmatch(rf"({goal}).+, {press}( at any time)?\.", sentence), sentence


@pytest.mark.parametrize("language", SHIPPED)
def test_words_are_short(language: str) -> None:
    """No sentence that a caller hears in passing has more than twelve words."""
    for path in (SHIPPED_LIBRARY / language / PROMPTS).iterdir():
        for sentence in split_sentences(path.read_text(encoding="utf-8"), language=language):
            assert len(sentence.split()) <= 12, sentence


# Menus.


def test_menu_names_four_and_says_what_gives_more(tmp_path: Path) -> None:
    """A menu says its titles in listening order, each with its key, and that 8 gives more where there is more."""
    library = prompts.load(library_of(tmp_path, "A one", "What is two?", "Three", "Four", "Five"))
    choices = ["For A one, press 1.", "For two, press 2.", "For Three, press 3.", "For Four, press 4."]
    assert said(library, "menu-1") == " ".join([*choices, "For more choices, press 8."])
    assert said(library, "menu-2") == "For Five, press 1. For more choices, press 8."
    assert [prompt.name for prompt in library.prompts["en"].prompts] == [*NAMES, "menu-1", "menu-2"]


def test_one_menu_speaks_of_no_other(tmp_path: Path) -> None:
    """Up to four procedures fill one menu, and 8 is not spoken of."""
    library = prompts.load(library_of(tmp_path, "One", "Two", "Three", "Four {key}"))
    assert said(library, "menu-1").endswith("For Four {key}, press 4.")


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


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "choice.txt",
            "For {titel}, press {key}.",
            r"choice.txt:1: nothing fills \{titel\}. It can have \{key\}, \{title\}",
        ),
        ("choice.txt", "For {title}, press 1.", r"choice.txt:1: \{key\} is missing"),
        (
            "welcome.txt",
            "Hello.\nThis is {clinic}.",
            r"welcome.txt:2: nothing fills \{clinic\}. This prompt has no blanks",
        ),
        ("welcome.txt", "Hello {.", r"welcome.txt:1: .*Take the brace out"),
        ("welcome.txt", "\n \n", r"welcome.txt:1: no words. Write what callers should hear, or remove the file"),
        ("welcome.txt", b"\xff\xfe", r"welcome.txt:1: cannot be read .*UTF-8"),
        ("welcom.txt", "Hello.", r"welcom.txt:1: no prompt has this name. Known are choice, welcome"),
        ("welcome.ogg", b"OggS", r"welcome.ogg:1: no prompt has this name. .*\.txt, \.wav or \.mp3"),
        ("welcome.wav", b"RIFF", r"welcome.wav:1: cannot be heard .*Save it as MP3 or WAV"),
        ("choice.wav", b"RIFF", r"choice.wav:1: this line has blanks. Write choice.txt, or record menu-1.wav"),
    ],
)
def test_what_cannot_be_said_names_its_file(tmp_path: Path, name: str, text: str | bytes, problem: str) -> None:
    """A wrong blank, an unreadable recording and an unused name are errors with file, line and remedy."""
    folder = library_of(tmp_path)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "en" / PROMPTS / name).write_bytes(data)
    with pytest.raises(LibraryError, match=problem):
        prompts.load(folder)


def test_silent_and_second_recordings_are_refused(tmp_path: Path) -> None:
    """A recording of nothing, and two of one prompt, are mistakes."""
    folder = library_of(tmp_path)
    own = folder / "en" / PROMPTS
    with wave.open(str(own / "welcome.wav"), "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", "NONE"))
        out.writeframes(bytes(16_000))
    with pytest.raises(LibraryError, match=r"welcome\.wav:1: is silent"):
        prompts.load(folder)
    recording(own / "welcome.mp3")
    with pytest.raises(LibraryError, match=r"welcome\.wav:1: welcome\.mp3 is a recording of the same prompt"):
        prompts.load(folder)


@pytest.mark.slow
def test_recording_is_known_by_its_content_and_bounded(tmp_path: Path) -> None:
    """A file that is neither WAV nor MP3 is refused whatever its name; so are more than 60 seconds or 10 MB."""
    own = library_of(tmp_path) / "en" / PROMPTS
    path = own / "welcome.wav"
    path.write_bytes(b"ffconcat version 1.0\nfile /etc/hosts\n")
    with pytest.raises(LibraryError, match=r"welcome\.wav:1: cannot be heard \(neither WAV nor MP3\)"):
        prompts.load(tmp_path)
    recording(path, seconds=61)
    with pytest.raises(LibraryError, match=r"welcome\.wav:1: takes longer than 60 s"):
        prompts.load(tmp_path)
    path.write_bytes(bytes(prompts.LARGEST_RECORDING_BYTES + 1))
    with pytest.raises(LibraryError, match=r"welcome\.wav:1: larger than 10 MB"):
        prompts.load(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
def test_recording_is_heard_in_place_of_the_voice(tmp_path: Path, suffix: str) -> None:
    """Somebody's own recording is finished as every clip is: rate, level and length, and not a word is synthesized."""
    folder = library_of(tmp_path / "library")
    recording(folder / "en" / PROMPTS / f"goodbye{suffix}")
    studio = Studio(Settings(library=folder, cache=str(tmp_path / "cache"), engines=("tone",)))
    outcome = studio.render(studio.library.prompts["en"])
    texts = {utterance.spoken for utterance in outcome.rendition.script.utterances if not utterance.recording}
    assert outcome.spoken == len(texts)
    asset = outcome.rendition.asset("phone", section="goodbye")
    other = outcome.rendition.asset("phone", section="wrong-key")
    assert asset
    assert other
    kept = studio.store.asset(asset.path)
    assert kept
    samples, rate = codecs.decode(kept.data, name="goodbye")
    assert rate == 8000
    assert len(samples) / rate == pytest.approx(1.4, abs=0.1)  # and the pause after it
    spectrum = np.abs(np.fft.rfft(samples))
    assert np.fft.rfftfreq(len(samples), 1 / rate)[spectrum.argmax()] == pytest.approx(440, abs=2)
    assert studio.library.prompts["en"].text("goodbye").startswith("Thank you")  # what a transcript says of it
    again = Studio(studio.settings)
    assert again.render(again.library.prompts["en"]).encoded == 0
    recording(folder / "en" / PROMPTS / f"goodbye{suffix}", hz=550)
    changed = Studio(studio.settings)
    assert changed.render(changed.library.prompts["en"]).encoded == 6  # the one prompt, in three forms, twice


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
