"""The settings, read from the environment once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceedu.config import addresses, values
from voiceedu.errors import SettingError

_PACKAGE = Path(__file__).parents[1]
SHIPPED_LIBRARY = _PACKAGE / "procedures"
CLONE = _PACKAGE.parent
"""The folder that holds this package: a clone of the repository, or where packages are installed."""
LIBRARY_LEXICON = "lexicon.tsv"
MOST_WORKERS = 256
"""More processes than any machine answers with; a slip of the finger must not take its memory."""
_PASSWORD = re.compile(r"//[^/]*@")
"""The name and password in an address."""
_SECRETS = ("metrics_token", "openai_key", "twilio_auth_token")


def default_cache(clone: Path = CLONE) -> str:
    """Return `audio_cache` of the clone that runs, or else, for an installed package, the cache folder of the user."""
    folder = clone / "audio_cache"
    if (folder / "README.md").is_file() and (clone / "pyproject.toml").is_file():
        return str(folder)
    return str(values.user_cache())


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one installation. Every field has a default that works."""

    library: Path = SHIPPED_LIBRARY
    cache: str = field(default_factory=default_cache)
    engines: tuple[str, ...] = ("hibari", "gtts", "nanotts", "espeak")
    voices: Mapping[str, str] = field(default_factory=dict)
    openai_url: str | None = None
    openai_model: str = "tts-1"
    openai_key: str | None = field(default=None, repr=False)
    language: str = "en"
    name: str | None = None
    public_url: str | None = None
    line_number: str | None = None
    staff_number: str | None = None
    twilio_auth_token: str | None = field(default=None, repr=False)
    metrics_token: str | None = field(default=None, repr=False)
    lexicon: Path | None = None
    publish: str = "all"
    queue: str | None = field(default=None, repr=False)
    log: str = "info"
    workers: int = os.cpu_count() or 1
    clip_memory_mb: int = 8
    keep_days: int = 30

    @property
    def clinic_lexicon(self) -> Path:
        """The clinic's own lexicon: VOICEEDU_LEXICON, or else `lexicon.tsv` of the library, which need not exist."""
        return self.lexicon or self.library / LIBRARY_LEXICON

    @property
    def library_url(self) -> str | None:
        """The bucket that `library` is a copy of; None for a folder of this machine."""
        return values.bucket_of(self.library)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings that `environ` asks for; raise SettingError for a value that cannot work.

        An empty value counts as not set, as it does in most process managers.
        """
        given: dict[str, Any] = {}
        for key, read in _READERS.items():
            name = f"VOICEEDU_{key.upper()}"
            value = environ.get(name, "").strip()
            if value:
                try:
                    given[key] = read(value)
                except ValueError as error:
                    raise SettingError(name, _shown(key, value), str(error)) from None
        return cls(**given)


def _shown(key: str, value: str) -> str:
    """Return the value of a setting as an error may show it: without secrets."""
    if key in _SECRETS:
        return "…"
    return _PASSWORD.sub("//…@", value) if key == "queue" else value


_READERS: Mapping[str, Callable[[str], Any]] = {
    "library": values.library_folder,
    "cache": str,
    "engines": values.engine_names,
    "voices": values.voice_names,
    "openai_url": addresses.server_url,
    "openai_model": str,
    "openai_key": values.key,
    "language": values.language_tag,
    "name": values.clinic_name,
    "public_url": addresses.public_url,
    "line_number": values.telephone_number,
    "staff_number": values.telephone_number,
    "twilio_auth_token": values.key,
    "metrics_token": values.key,
    "lexicon": values.lexicon_file,
    "publish": values.publish,
    "queue": addresses.queue_url,
    "log": values.log_level,
    "workers": values.whole_number(1, MOST_WORKERS),
    "clip_memory_mb": values.whole_number(0, 1_000_000),
    "keep_days": values.whole_number(0, 36_500),
}
"""How the value of each setting is read."""
