"""What a finished asset measures, and whether that is what its profile promises."""

import numpy as np
import pytest

from tests.production.sounds import PAUSES_MS, SENTENCES
from voiceedu.assets import PROFILES
from voiceedu.audio import codecs, wav
from voiceedu.engines.espeak import EspeakEngine
from voiceedu.errors import AudioError
from voiceedu.production import assembly, mastering, quality
from voiceedu.production.assembly import Recording


@pytest.fixture(scope="module")
def recording() -> Recording:
    engine = EspeakEngine()
    voice = engine.voice("en")
    return assembly.join([assembly.trimmed(engine.synthesize(text, voice)) for text in SENTENCES], PAUSES_MS)


@pytest.fixture(scope="module")
def assets(recording: Recording) -> dict[str, bytes]:
    made = mastering.finish(mastering.Sound(recording), list(PROFILES.values()), speed="normal", tags={})
    return dict(zip(PROFILES, made, strict=True))


def changed(data: bytes, profile: str, *, gain: float = 1.0, tone_hz: int = 0) -> bytes:
    """Return a WAV of what `data` decodes to, louder, or with a tone."""
    samples, rate = codecs.decode(data, name=profile)
    values = codecs.to_float(samples) * gain
    if tone_hz:
        values += 0.1 * np.sin(2 * np.pi * tone_hz * np.arange(len(values)) / rate).astype(np.float32)
    return wav.pcm(codecs.to_int16(values), rate)


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_mastered_here_is_within_its_profile(assets: dict[str, bytes], profile: str) -> None:
    """Every profile has the level, peak and band of the contract."""
    measured = quality.measure(assets[profile], PROFILES[profile])
    assert measured.faults == ()
    assert (measured.above_band_db is None) == (profile == "web")


@pytest.mark.parametrize("gain_db", [-1.5, 1.5])
@pytest.mark.parametrize("profile", ["web", "phone-wav"])
def test_an_asset_at_another_level_is_outside(assets: dict[str, bytes], profile: str, gain_db: float) -> None:
    """A decibel and a half more or less than the rest of a library is a fault, with the level that is wanted."""
    measured = quality.measure(changed(assets[profile], profile, gain=10 ** (gain_db / 20)), PROFILES[profile])
    assert measured.faults[0].startswith("level is not -")
    assert "OUTSIDE: level is not" in str(measured)


def test_half_a_decibel_is_within(assets: dict[str, bytes]) -> None:
    """Nobody turns the volume for half a decibel."""
    measured = quality.measure(changed(assets["phone-wav"], "phone-wav", gain=10 ** (-0.5 / 20)), PROFILES["phone-wav"])
    assert measured.faults == ()


def test_sound_above_the_band_of_a_telephone_is_outside(assets: dict[str, bytes]) -> None:
    """A whistle at 3.8 kHz, which telephones cut or fold, is a fault of a phone asset."""
    measured = quality.measure(changed(assets["phone-wav"], "phone-wav", tone_hz=3800), PROFILES["phone-wav"])
    assert any("above 3.6 kHz" in fault for fault in measured.faults)


def test_peak_is_named(assets: dict[str, bytes]) -> None:
    """An asset at full scale is over the peak of its profile."""
    measured = quality.measure(changed(assets["phone-wav"], "phone-wav", gain=20), PROFILES["phone-wav"])
    assert "peak is over -3" in measured.faults


def test_report_names_the_units_of_each_kind(assets: dict[str, bytes]) -> None:
    """The page is measured in LUFS and dBTP, a phone in dBov and dBFS."""
    assert "LUFS" in str(quality.measure(assets["web"], PROFILES["web"]))
    line = str(quality.measure(assets["phone"], PROFILES["phone"]))
    assert "dBov" in line
    assert "above 3.6 kHz" in line


def test_what_is_not_audio_cannot_be_measured() -> None:
    """Bytes that nothing can decode are an error with the kind of asset."""
    with pytest.raises(AudioError, match="the web asset"):
        quality.measure(b"not audio", PROFILES["web"])
