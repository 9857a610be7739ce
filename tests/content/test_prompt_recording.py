import wave
from pathlib import Path

import numpy as np
import pytest

from tests.content.phone_libraries import library_of, recording
from voiceedu.audio import codecs
from voiceedu.config import Settings
from voiceedu.content import prompts
from voiceedu.content.prompt_recording import LARGEST_RECORDING_BYTES
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import LibraryError
from voiceedu.publishing.studio import Studio


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
    path.write_bytes(bytes(LARGEST_RECORDING_BYTES + 1))
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
    assert np.fft.rfftfreq(len(samples), 1 / rate)[int(np.argmax(spectrum))] == pytest.approx(440, abs=2)
    assert studio.library.prompts["en"].text("goodbye").startswith("Thank you")  # what a transcript says of it
    again = Studio(studio.settings)
    assert again.render(again.library.prompts["en"]).encoded == 0
    recording(folder / "en" / PROMPTS / f"goodbye{suffix}", hz=550)
    changed = Studio(studio.settings)
    assert changed.render(changed.library.prompts["en"]).encoded == 6  # the one prompt, in three forms, twice
