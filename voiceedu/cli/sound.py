"""Utterances → sound at once, without a library and a store: for a person who listens at this machine."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceedu.assets import PROFILES
from voiceedu.audio import wav
from voiceedu.cli import sound_player
from voiceedu.config import Settings
from voiceedu.engines import Engine, load, synthesize
from voiceedu.errors import AudioError, EngineError, SayingError
from voiceedu.narration.lines import Utterance
from voiceedu.production import assembly, mastering
from voiceedu.production.assembly import Recording
from voiceedu.publishing.speech_keys import ipa_for, words_for

FILE_NAME = "voiceedu-say"


@dataclass(frozen=True, kw_only=True)
class Said:
    """A recording, and why the engines before the one that spoke it did not."""

    recording: Recording
    fallbacks: tuple[str, ...]


def speak(settings: Settings, utterances: Sequence[Utterance], *, language: str) -> Said:
    """Return `utterances` in the voice of the first engine that can say all of them; raise SayingError if none can."""
    fallbacks: list[str] = []
    for engine in load(settings.engines, settings):
        if (reason := engine.unavailable()) is not None:
            fallbacks.append(f"{engine.name}: {reason}")
            continue
        try:
            return Said(recording=_record(engine, utterances, language), fallbacks=tuple(fallbacks))
        except EngineError as error:
            fallbacks.append(str(error))
        except AudioError as error:
            fallbacks.append(f"{engine.name}: {error}")
    raise SayingError(f"no engine could say it: {'; '.join(fallbacks)}")


def _record(engine: Engine, utterances: Sequence[Utterance], language: str) -> Recording:
    voice = engine.voice(language)
    speeches = []
    for utterance in utterances:
        words = words_for(utterance, voice)
        speech = synthesize(engine, words, voice, ipa=ipa_for(utterance, voice))
        assembly.check_speech(speech, spoken=words)
        speeches.append(assembly.trimmed(speech))
    return assembly.join(speeches, [utterance.pause_after_ms for utterance in utterances])


def play(said: Said) -> bool:
    """Play `said` to its end; return False where no program here can."""
    return sound_player.play(_encoded(said, ".wav"), duration_s=said.recording.duration_ms / 1000)


def write(said: Said, path: Path | None) -> Path:
    """Write `said` to `path`, or to a new file in the current folder; return its path. Raise SayingError."""
    try:
        if path is not None:
            path.write_bytes(_encoded(said, path.suffix.lower()))
            return path
        data = _encoded(said, ".wav")
        for path in _new_names():
            try:
                with path.open("xb") as file:
                    file.write(data)
                return path
            except FileExistsError:
                continue
    except OSError as error:
        raise SayingError(f"{path} cannot be written ({error.strerror}); choose a file by --output") from None
    raise AssertionError("unreachable")


def _new_names() -> Iterator[Path]:
    yield Path(f"{FILE_NAME}.wav")
    for number in itertools.count(2):
        yield Path(f"{FILE_NAME}-{number}.wav")


def _encoded(said: Said, suffix: str) -> bytes:
    recording = said.recording
    if suffix == ".wav":
        return wav.pcm(recording.samples, recording.sample_rate)
    sound = mastering.Sound(recording)
    [data] = mastering.finish(sound, [PROFILES["web"]], speed="normal", tags={})
    return data
