"""The settings, read from the environment once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import platformdirs

from voiceedu import languages, setting_addresses
from voiceedu.errors import SettingError, explain

SHIPPED_LIBRARY = Path(__file__).parent / "procedures"
CLONE = Path(__file__).parent.parent
"""The folder that holds this package: a clone of the repository, or where packages are installed."""
APPROVED = "approved"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PUBLISH = ("all", APPROVED)
"""What is public: all words, each with the state of its review, or those alone that a clinician has approved."""
LIBRARY_LEXICON = "lexicon.tsv"
LOG_LEVELS = ("debug", "info", "warning", "error")
MOST_WORKERS = 256
"""More processes than any machine answers with; a slip of the finger must not take its memory."""
LONGEST_NAME = 100
"""Longer names fit no title of a window, a player or a book's cover."""
LONGEST_FILE_NAME = 255
"""In bytes, of the file systems that a cache may be on."""
COPY = "current"
"""The folder, within its own, with the copy of a library that is in a bucket."""
_PASSWORD = re.compile(r"//[^/]*@")
"""The name and password in an address."""
_SECRETS = ("metrics_token", "openai_key", "twilio_auth_token")


def default_cache(clone: Path = CLONE) -> str:
    """Return `audio_cache` of the clone that runs, or else, for an installed package, the cache folder of the user."""
    folder = clone / "audio_cache"
    if (folder / "README.md").is_file() and (clone / "pyproject.toml").is_file():
        return str(folder)
    return platformdirs.user_cache_dir("voiceedu", appauthor=False)


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
        if self.library.name != COPY or self.library.parent.parent != _copies():
            return None
        return unquote(self.library.parent.name)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Return the settings that `environ` asks for; raise SettingError for a value that cannot work.

        An empty value counts as not set, as it does in most process managers.
        """
        casts: dict[str, Callable[[str], Any]] = {
            "library": _library,
            "cache": str,
            "engines": _names,
            "voices": _voices,
            "openai_url": setting_addresses.server_url,
            "openai_model": str,
            "openai_key": _key,
            "language": _language,
            "name": _clinic_name,
            "public_url": setting_addresses.public_url,
            "line_number": _telephone_number,
            "staff_number": _telephone_number,
            "twilio_auth_token": _key,
            "metrics_token": _key,
            "lexicon": _file,
            "publish": _publish,
            "queue": setting_addresses.queue_url,
            "log": _log_level,
            "workers": _number(1, MOST_WORKERS),
            "clip_memory_mb": _number(0, 1_000_000),
            "keep_days": _number(0, 36_500),
        }
        given: dict[str, Any] = {}
        for key, cast in casts.items():
            name = f"VOICEEDU_{key.upper()}"
            value = environ.get(name, "").strip()
            if value:
                try:
                    given[key] = cast(value)
                except ValueError as error:
                    shown = "…" if key in _SECRETS else _PASSWORD.sub("//…@", value) if key == "queue" else value
                    raise SettingError(name, shown, str(error)) from None
        return cls(**given)


def _library(value: str) -> Path:
    """Return the folder of the library; of one in a bucket, that of its copy on this machine, which may be missing."""
    scheme, separator, rest = value.partition("://")
    if scheme == "file" and separator:
        return _folder(setting_addresses.file_path(rest))
    if separator:
        if not rest.strip("/"):
            raise ValueError("the bucket has no name; write it, such as s3://bucket/texts")
        name = quote(value.rstrip("/"), safe="")
        if len(name) > LONGEST_FILE_NAME:
            raise ValueError("the address is too long; use a shorter prefix")
        return _copies() / name / COPY
    return _folder(value)


def _copies() -> Path:
    """Return the folder of copies of libraries that are in buckets, each in a folder that is called by its address."""
    return Path(platformdirs.user_cache_dir("voiceedu", appauthor=False)) / "libraries"


def _folder(value: str) -> Path:
    path = _path(value)
    if not _is(path.is_dir):
        raise ValueError("there is no such folder; name one that holds <language>/*.md, such as en/nerve-blocks.md")
    return path


def _file(value: str) -> Path:
    path = _path(value)
    if not _is(path.is_file):
        raise ValueError(
            "there is no such file; name a W3C .pls, or one with a written form, a tab and a spoken form on each line"
        )
    return path


def _is(test: Callable[[], bool]) -> bool:
    """Return the result of `test`; raise ValueError where the system does not let it look, or the path is too long."""
    try:
        return test()
    except OSError as error:
        raise ValueError(explain(OSError(error.errno, error.strerror))) from None


def _path(value: str) -> Path:
    try:
        return Path(value).expanduser()
    except RuntimeError:  # ~name of an unknown user
        return Path(value)


def _names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names or len(set(names)) != len(names):
        raise ValueError("list engine names once each, the preferred first, such as gtts,espeak")
    return names


def _voices(value: str) -> dict[str, str]:
    """Return the voice of each language in `value`, such as en=heart,es=es-ES."""
    voices: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(","))):
        language, _, voice = (part.strip() for part in entry.partition("="))
        if not languages.is_tag(language) or not voice or languages.normalize(language) in voices:
            raise ValueError(f"{entry!r}: write each language once, and its voice, such as en=heart,es=es-ES")
        voices[languages.normalize(language)] = voice
    return voices


def _key(value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("write the key as you were given it: visible ASCII characters without spaces")
    return value


def _language(value: str) -> str:
    if not languages.is_tag(value):
        raise ValueError("write a language tag, such as en or es")
    return value


def _clinic_name(value: str) -> str:
    name = " ".join(value.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"write the name of the clinic, {LONGEST_NAME} letters at most, such as Riverside Pain Clinic")
    return name


def _number(least: int, most: int) -> Callable[[str], int]:
    def cast(value: str) -> int:
        if not value.isdecimal() or not value.isascii() or len(value) > 20 or not least <= int(value) <= most:
            raise ValueError(f"write a whole number, {least} or more, {most} at most")
        return int(value)

    return cast


def _telephone_number(value: str) -> str:
    number = re.sub(r"[\s().-]", "", value.replace("(0)", ""))  # a zero for calls within a country alone
    if not E164.fullmatch(number):
        raise ValueError("write the whole number, with its country, such as +1 555 010 0199")
    return number


def _publish(value: str) -> str:
    if value.lower() not in PUBLISH:
        raise ValueError(f"write {' or '.join(PUBLISH)}")
    return value.lower()


def _log_level(value: str) -> str:
    if value.lower() not in LOG_LEVELS:
        raise ValueError(f"write one of {', '.join(LOG_LEVELS)}")
    return value.lower()
