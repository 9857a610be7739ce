"""Values of settings: each function returns the value to work with, or raises ValueError that says what would do."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote

import platformdirs

from voiceedu import languages
from voiceedu.config import addresses
from voiceedu.errors import explain

APPROVED = "approved"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")
PUBLISH = ("all", APPROVED)
"""What is public: all words, each with the state of its review, or those alone that a clinician has approved."""
LOG_LEVELS = ("debug", "info", "warning", "error")
LONGEST_NAME = 100
"""Longer names fit no title of a window, a player or a book's cover."""
LONGEST_FILE_NAME = 255
"""In bytes, of the file systems that a cache may be on."""
COPY = "current"
"""The folder, within its own, with the copy of a library that is in a bucket."""


def library_folder(value: str) -> Path:
    """Return the folder of the library; of one in a bucket, that of its copy on this machine, which may be missing."""
    scheme, separator, rest = value.partition("://")
    if scheme == "file" and separator:
        return _folder(addresses.file_path(rest))
    if separator:
        if not rest.strip("/"):
            raise ValueError("the bucket has no name; write it, such as s3://bucket/texts")
        name = quote(value.rstrip("/"), safe="")
        if len(name) > LONGEST_FILE_NAME:
            raise ValueError("the address is too long; use a shorter prefix")
        return _copies() / name / COPY
    return _folder(value)


def bucket_of(library: Path) -> str | None:
    """Return the bucket that `library` is a copy of; None for a folder of this machine."""
    if library.name != COPY or library.parent.parent != _copies():
        return None
    return unquote(library.parent.name)


def _copies() -> Path:
    """Return the folder of copies of libraries that are in buckets, each in a folder that is called by its address."""
    return user_cache() / "libraries"


def user_cache() -> Path:
    """Return the cache folder of the user."""
    return Path(platformdirs.user_cache_dir("voiceedu", appauthor=False))


def _folder(value: str) -> Path:
    path = _path(value)
    if not _is(path.is_dir):
        raise ValueError("there is no such folder; name one that holds <language>/*.md, such as en/nerve-blocks.md")
    return path


def lexicon_file(value: str) -> Path:
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


def engine_names(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names or len(set(names)) != len(names):
        raise ValueError("list engine names once each, the preferred first, such as gtts,espeak")
    return names


def voice_names(value: str) -> dict[str, str]:
    """Return the voice of each language in `value`, such as en=heart,es=es-ES."""
    voices: dict[str, str] = {}
    for entry in filter(None, (part.strip() for part in value.split(","))):
        language, _, voice = (part.strip() for part in entry.partition("="))
        if not languages.is_tag(language) or not voice or languages.normalize(language) in voices:
            raise ValueError(f"{entry!r}: write each language once, and its voice, such as en=heart,es=es-ES")
        voices[languages.normalize(language)] = voice
    return voices


def key(value: str) -> str:
    if not value.isascii() or not value.isprintable() or " " in value:
        raise ValueError("write the key as you were given it: visible ASCII characters without spaces")
    return value


def language_tag(value: str) -> str:
    if not languages.is_tag(value):
        raise ValueError("write a language tag, such as en or es")
    return value


def clinic_name(value: str) -> str:
    name = " ".join(value.split())
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"write the name of the clinic, {LONGEST_NAME} letters at most, such as Riverside Pain Clinic")
    return name


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return the function that reads a number from `least` to `most`."""

    def cast(value: str) -> int:
        if not value.isdecimal() or not value.isascii() or len(value) > 20 or not least <= int(value) <= most:
            raise ValueError(f"write a whole number, {least} or more, {most} at most")
        return int(value)

    return cast


def telephone_number(value: str) -> str:
    number = re.sub(r"[\s().-]", "", value.replace("(0)", ""))  # a zero for calls within a country alone
    if not E164.fullmatch(number):
        raise ValueError("write the whole number, with its country, such as +1 555 010 0199")
    return number


def publish(value: str) -> str:
    if value.lower() not in PUBLISH:
        raise ValueError(f"write {' or '.join(PUBLISH)}")
    return value.lower()


def log_level(value: str) -> str:
    if value.lower() not in LOG_LEVELS:
        raise ValueError(f"write one of {', '.join(LOG_LEVELS)}")
    return value.lower()
