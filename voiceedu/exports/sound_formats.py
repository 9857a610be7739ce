"""The formats in which sounds are exported, and how each is made of what is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voiceedu.errors import ExportError
from voiceedu.exports import folder
from voiceedu.ivr.manifest import Entry
from voiceedu.publishing.studio import Studio

if TYPE_CHECKING:
    from voiceedu.audio.codecs import Samples


@dataclass(frozen=True, kw_only=True)
class SoundFormat:
    """A format: the published `profile` that it has its length of, its names, and its rate."""

    profile: str
    suffix: str
    media_type: str
    codec: str
    sample_rate: int = 8000

    @property
    def is_wide(self) -> bool:
        """Whether it has more of the voice than a telephone in narrow band: it is made of the speech itself."""
        return self.sample_rate > 8000


FORMATS = {
    "wav": SoundFormat(profile="phone-wav", suffix=".wav", media_type="audio/wav", codec="pcm_s16le"),
    "ulaw": SoundFormat(profile="phone-ulaw", suffix=".ulaw", media_type="audio/basic", codec="pcm_mulaw"),
    "alaw": SoundFormat(profile="phone-wav", suffix=".alaw", media_type="audio/x-alaw-basic", codec="pcm_alaw"),
    "g722": SoundFormat(profile="phone-wav", suffix=".g722", media_type="audio/g722", codec="g722", sample_rate=16_000),
    "sln16": SoundFormat(
        profile="phone-wav", suffix=".sln16", media_type="audio/l16", codec="pcm_s16le", sample_rate=16_000
    ),
    "mp3": SoundFormat(profile="phone", suffix=".mp3", media_type="audio/mpeg", codec="mp3"),
}
"""The formats by name. All but `wav` and `mp3` have no header, as Asterisk takes them."""
FREESWITCH_SUFFIXES = {"wav": ".wav", "ulaw": ".ul", "alaw": ".al", "sln16": ".r16", "mp3": ".mp3"}
"""What FreeSWITCH calls the same; it plays G.722 to a telephone of that codec alone, so that this is not among them."""
_BY_SUFFIX = {form.suffix: name for name, form in FORMATS.items()}
_BY_SUFFIX |= {suffix: name for name, suffix in FREESWITCH_SUFFIXES.items()}


def renamed(entries: Sequence[Entry], *, form: str, suffix: str = "") -> list[Entry]:
    """Return manifest entries as those of files in the format `form`, with its own or another `suffix`."""
    wanted = FORMATS[form]
    return [
        {
            **entry,
            "file": str(Path(entry["file"]).with_suffix(suffix or wanted.suffix)),
            "media_type": wanted.media_type,
            "format": {"codec": wanted.codec, "sample_rate_hz": wanted.sample_rate, "channels": 1},
        }
        for entry in entries
        if entry["part"] or not wanted.is_wide
    ]


def write(studio: Studio, chosen: Sequence[Entry], target: Path, *, form: str, suffix: str = "") -> None:
    """Write the assets of `chosen` in the format `form`, each to its `file` with the suffix as in `renamed`."""
    folder.write_assets(studio, renamed(chosen, form=form, suffix=suffix), target, convert=Converter(studio).convert)


class Converter:
    """Makes the bytes of a format; keeps the wide-band parts of one procedure at a time."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._name = ""
        self._wide: dict[tuple[str, str], Samples] = {}

    def convert(self, entry: Entry, data: bytes) -> bytes:
        """Return the bytes of the file of `entry`, whose published asset is `data`."""
        from voiceedu.audio import codecs, wav  # load much that a server, which imports every command, does not need

        match _BY_SUFFIX.get(Path(entry["file"]).suffix):
            case "ulaw":
                return wav.data(data)
            case "alaw":
                return codecs.a_law(codecs.decode(data, name=entry["file"])[0])
            case "sln16":
                return self._wide_part(entry).astype("<i2").tobytes()
            case "g722":
                return codecs.g722(self._wide_part(entry))
            case _:
                return data

    def _wide_part(self, entry: Entry) -> "Samples":
        name = f"{entry['language']}/{entry['slug']}"
        if name != self._name:
            self._name, self._wide = name, dict(self._parts(entry["language"], entry["slug"]))
        return self._wide[entry["part"], entry["speed"]]

    def _parts(self, language: str, slug: str) -> "list[tuple[tuple[str, str], Samples]]":
        from voiceedu.production import mastering

        rendition = self._studio.published(language, slug)
        if rendition is None:
            raise ExportError(f"{language}/{slug}: not published yet. Run `voiceedu render` first")
        renderer = self._studio.load_engines()
        return [
            ((part.section, speed), mastering.wide_phone(recording, speed=speed))
            for part, recording in renderer.recorded_parts(rendition, self._studio.library.recordings)
            for speed in part.profiles
        ]
