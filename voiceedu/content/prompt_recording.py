"""A recording in place of a spoken prompt: checked before a caller hears it."""

import hashlib
from pathlib import Path

from voiceedu.content import regular_files
from voiceedu.errors import AudioError, LibraryError

LONGEST_RECORDING_S = 60
LARGEST_RECORDING_BYTES = 10_000_000


def check_recording(path: Path) -> str:
    """Return the SHA-256 of a recording; raise LibraryError if it holds no sound."""
    from voiceedu.audio import codecs  # a server whose prompts are all spoken needs nothing that knows sound

    if path.is_symlink() or not path.is_file():
        raise LibraryError(path, 1, "is a link or no file", "Put the recording itself here.")
    try:
        data = regular_files.read(path, at_most=LARGEST_RECORDING_BYTES + 1)
        container = _container(data, path)
        samples, rate = codecs.decode(data, name=path.name, container=container, longest_s=LONGEST_RECORDING_S)
    except (OSError, AudioError) as error:
        raise LibraryError(path, 1, f"cannot be heard ({error})", "Save it as MP3 or WAV.") from None
    if len(samples) > LONGEST_RECORDING_S * rate:
        problem = f"takes longer than {LONGEST_RECORDING_S} s"
        raise LibraryError(path, 1, problem, "Callers do not listen that long: say less.")
    if not samples.any():
        raise LibraryError(path, 1, "is silent", "Record it again, or remove it: the text is spoken then.")
    return hashlib.sha256(data).hexdigest()


def _container(data: bytes, path: Path) -> str:
    """Return the format of a recording, by its bytes; raise LibraryError if it is unsupported or too large."""
    if len(data) > LARGEST_RECORDING_BYTES:
        size = f"larger than {LARGEST_RECORDING_BYTES // 1_000_000} MB"
        raise LibraryError(path, 1, size, "Save it as MP3, or say less.")
    is_wav = data[:4] == b"RIFF" and data[8:12] == b"WAVE"
    is_mp3 = data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")
    if not is_wav and not is_mp3:
        raise LibraryError(path, 1, "cannot be heard (neither WAV nor MP3)", "Save it as MP3 or WAV.")
    return "wav" if is_wav else "mp3"
