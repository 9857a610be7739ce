"""The shipped library on the phone, in a real voice: lengths, levels and pauses."""

import itertools
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from voiceedu import translations
from voiceedu.assets import PHONE_PROFILES
from voiceedu.audio import codecs, speech_level
from voiceedu.config import Settings
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.content.prompts import LONGEST_S
from voiceedu.content.review import Review, ReviewState
from voiceedu.ivr import playback
from voiceedu.ivr.dialogue import Conversation
from voiceedu.ivr.state import Play
from voiceedu.publishing.studio import Studio

QUIET_DB = -50.0
"""What is below this, against full scale, is nothing to a caller: the voice is at −24 dB, and a line has its noise."""
pytestmark = pytest.mark.slow
REVIEWED = "reviewed_by: Dra. Ana Ruiz\nreviewed_on: 2026-11-20\n"
ES = f"---\ntitle: Bloqueos nerviosos\n{REVIEWED}---\n\n## Qué es\n\nEs una medicina cerca de un nervio.\n"

LEAD_S = 0.1
"""The most silence with which a clip begins."""
SHORT_TITLES = {
    "ar": "إحصار العصب",
    "de": "Nervenblockade",
    "en": "Nerve blocks",
    "es": "Bloqueos de nervios",
    "fr": "Bloc nerveux",
    "it": "Blocco nervoso",
    "pt": "Bloqueio de nervo",
    "vi": "Phong bế thần kinh",
    "zh": "神经阻滞",
}


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Studio:
    """Return a studio with the shipped library and one Spanish procedure, spoken by the embedded voice."""
    folder = tmp_path_factory.mktemp("shipped")
    library = folder / "library"
    shipped = Settings().library
    for path in shipped.glob("en/*.md"):
        target = library / path.relative_to(shipped)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (library / "es").mkdir()
    (library / "es" / "nerve-blocks.md").write_text(ES, encoding="utf-8")
    settings = Settings(library=library, cache=str(folder / "cache"), engines=("espeak",), staff_number="+15550100199")
    studio = Studio(settings)
    for work in studio.library.works:
        studio.render(work)
    return studio


@pytest.fixture(scope="module")
def conversation(studio: Studio) -> Conversation:
    return playback.conversation(studio)


@dataclass(frozen=True, kw_only=True)
class Sound:
    """A decoded clip: its active level in dBov, and the silence at either end in seconds."""

    level: float
    before_s: float
    after_s: float


class Ear:
    """Decodes each clip once."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._heard: dict[tuple[Play, str], Sound] = {}

    def hear(self, play: Play, profile: str) -> Sound:
        if (play, profile) not in self._heard:
            asset = playback.spoken(self._studio, play, profile=profile).asset
            assert asset, play
            kept = self._studio.store.asset(asset.path)
            assert kept
            samples, rate = codecs.decode(kept.data, name=asset.name)
            sound = codecs.to_float(samples)
            loud = np.flatnonzero(np.abs(sound) > 10 ** (QUIET_DB / 20))
            self._heard[play, profile] = Sound(
                level=speech_level.active_level(sound, rate),
                before_s=float(loud[0]) / rate,
                after_s=float(len(sound) - 1 - loud[-1]) / rate,
            )
        return self._heard[play, profile]


@pytest.fixture(scope="module")
def ear(studio: Studio) -> Ear:
    return Ear(studio)


def test_every_prompt_is_short_enough_to_be_listened_to(studio: Studio) -> None:
    """Every shipped prompt, menus included, is at most 20 s long."""
    for language in ("en", "es"):
        rendition = studio.published(language, PROMPTS)
        assert rendition
        for asset in rendition.assets:
            if asset.speed == "normal":
                assert asset.duration_ms <= LONGEST_S * 1000, asset.name


@pytest.mark.parametrize("profile", PHONE_PROFILES)
def test_pause_between_clips_is_at_most_a_second(conversation: Conversation, ear: Ear, profile: str) -> None:
    """Between two clips that follow each other without a key, at most one second is silent."""
    for state in conversation.walk():
        sounds = [ear.hear(play, profile) for play in state.plays]
        if state.wait_s == 1:
            sounds.append(ear.hear(conversation.state(state.silence).plays[0], profile))
        for sound, following in itertools.pairwise(sounds):
            assert sound.after_s + following.before_s <= 1.0, state.name


@pytest.mark.parametrize("profile", PHONE_PROFILES)
def test_levels_of_consecutive_clips_are_alike(conversation: Conversation, ear: Ear, profile: str) -> None:
    """Levels of two consecutive clips differ by at most 2 dB."""
    heard = {play: ear.hear(play, profile).level for state in conversation.walk() for play in state.plays}
    assert max(heard.values()) - min(heard.values()) <= 2.0
    assert min(heard.values()) >= -26
    assert max(heard.values()) <= -22


def test_whole_procedure_is_heard_part_by_part(studio: Studio, conversation: Conversation) -> None:
    """After one key, a caller hears every word of a procedure, its source and its review state."""
    for language in ("en", "es"):
        for slug in conversation.topics[language]:
            rendition = studio.published(language, slug)
            assert rendition
            state, words = conversation.state(f"{language}/{slug}/opening"), []
            while state.name.startswith(f"{language}/{slug}/"):
                said = [playback.spoken(studio, play, profile="phone") for play in state.plays]
                words += [one.text for one, play in zip(said, state.plays, strict=True) if play.slug == slug]
                state = conversation.state(state.silence)
            whole = playback.transcript(rendition, "")
            # Callers hear the short title first, and the day of a review at the end.
            whole = whole.replace(rendition.title, rendition.script.label[0].text, 1)
            undated = " ".join(utterance.text for utterance in rendition.script.review)
            assert sorted(" ".join(words).split()) == sorted(f"{whole} {undated}".split())
            told = {"en": "No clinician has reviewed these words yet.", "es": "Revisado por Dra. Ana Ruiz."}
            assert words[0].endswith(told[language])
            assert words[-1].endswith("Revisado por Dra. Ana Ruiz el 20 de noviembre de 2026.") == (language == "es")


def test_first_words_are_heard_within_five_seconds(studio: Studio, conversation: Conversation, ear: Ear) -> None:
    """After a choice, title and review state take at most 5 s: reviewed in Spanish, not yet in English."""
    for language, slug in [(language, slug) for language, slugs in conversation.topics.items() for slug in slugs]:
        opening = conversation.state(f"{language}/{slug}/opening")
        first = conversation.state(opening.silence)
        rendition = studio.published(language, slug)
        assert rendition
        asset = rendition.asset("phone", section="opening", speed="normal")
        assert asset
        wait_s = asset.duration_ms / 1000 + ear.hear(first.plays[0], "phone").before_s
        assert wait_s <= 5.0, slug


@pytest.mark.parametrize("state", ["never", "changed"])
@pytest.mark.parametrize("language", translations.available())
def test_first_words_are_heard_within_five_seconds_in_every_language(
    language: str, state: ReviewState, tmp_path: Path
) -> None:
    """In the offline voice of each language, a short title and its review state take at most 5 s."""
    title = SHORT_TITLES[language]
    path = tmp_path / "library" / language / "topic.md"
    path.parent.mkdir(parents=True)
    path.write_text(f"---\ntitle: {title}\n---\n\n{title}.\n", encoding="utf-8")
    engines = ("nanotts" if language in ("de", "fr", "it") else "espeak",)
    studio = Studio(
        Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=engines, language=language)
    )
    procedure = studio.library.find(language, "topic")
    assert procedure
    studio.render(replace(procedure, review=Review(state=state)))
    rendition = studio.published(language, "topic")
    assert rendition
    asset = rendition.asset("phone", section="opening", speed="normal")
    assert asset
    assert len(rendition.script.passages[0].lines) > 1  # the review is said
    assert asset.duration_ms / 1000 + LEAD_S <= 5.0, playback.transcript(rendition, "opening")


def test_call_begins_in_the_configured_language(studio: Studio, tmp_path: Path) -> None:
    """A call begins in VOICEEDU_LANGUAGE if that has all prompts, else in the first language that has."""
    for language, first in (("en", "en"), ("es", "es"), ("fr", "en")):
        settings = Settings(library=studio.settings.library, cache=str(tmp_path), engines=("tone",), language=language)
        assert playback.conversation(Studio(settings)).start == f"{first}/menu-1.welcome"
