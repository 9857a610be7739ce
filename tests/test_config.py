import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest

from voiceedu import engines
from voiceedu.config import SHIPPED_LIBRARY, Settings, default_cache
from voiceedu.errors import SettingError

HERE = Path(__file__).parent
ME = Path(__file__)

DEFAULTS: dict[str, Any] = {
    "library": SHIPPED_LIBRARY,
    "cache": str(HERE.parent / "audio_cache"),
    "engines": ("hibari", "gtts", "nanotts", "espeak"),
    "voices": {},
    "openai_url": None,
    "openai_model": "tts-1",
    "openai_key": None,
    "language": "en",
    "name": None,
    "public_url": None,
    "line_number": None,
    "staff_number": None,
    "twilio_auth_token": None,
    "metrics_token": None,
    "lexicon": None,
    "publish": "all",
    "queue": None,
    "log": "info",
    "workers": os.cpu_count(),
    "clip_memory_mb": 8,
    "keep_days": 30,
}

CASTS = [
    ("library", str(HERE), HERE),
    ("cache", "s3://clinic/voice", "s3://clinic/voice"),
    ("cache", "/var/lib/voiceedu", "/var/lib/voiceedu"),
    ("engines", "espeak", ("espeak",)),
    ("engines", " gtts , espeak,", ("gtts", "espeak")),
    ("name", " Riverside  Pain Clinic ", "Riverside Pain Clinic"),
    ("line_number", "+1 (202) 555-0100", "+12025550100"),
    ("staff_number", "+44 (0)20 7946 0018", "+442079460018"),
    ("voices", "en=heart, es-mx=es-ES ,", {"en": "heart", "es-MX": "es-ES"}),
    ("openai_url", "http://localhost:8880/v1/", "http://localhost:8880"),
    ("openai_url", "https://voice.example.org/tts", "https://voice.example.org/tts"),
    ("openai_model", "kokoro", "kokoro"),
    ("openai_key", "sk-0123", "sk-0123"),
    ("language", "es", "es"),
    ("language", "es-419", "es-419"),
    ("public_url", "https://voice.example.org/", "https://voice.example.org"),
    ("public_url", "http://localhost:8080/", "http://localhost:8080"),
    ("public_url", "http://[2001:db8::1]:8080", "http://[2001:db8::1]:8080"),
    ("public_url", "https://xn--klinik-mnchen-2ob.example", "https://xn--klinik-mnchen-2ob.example"),
    ("openai_url", "http://our_voice:8880", "http://our_voice:8880"),
    ("library", HERE.as_uri(), HERE),
    ("staff_number", "+12025550123", "+12025550123"),
    ("staff_number", "+1 (202) 555-0123", "+12025550123"),
    ("twilio_auth_token", "0123456789abcdef", "0123456789abcdef"),
    ("metrics_token", "0123456789abcdef", "0123456789abcdef"),
    ("lexicon", str(ME), ME),
    ("publish", "Approved", "approved"),
    ("log", "WARNING", "warning"),
    ("queue", "redis://localhost:6379/0", "redis://localhost:6379/0"),
    ("queue", "rediss://:secret@redis.example.org", "rediss://:secret@redis.example.org"),
    ("workers", "3", 3),
    ("clip_memory_mb", "0", 0),
    ("keep_days", "365", 365),
]

# A wrong value, and words of what would do instead.
WRONG = [
    ("library", str(HERE / "nowhere"), "<language>/*.md"),
    ("library", str(ME), "<language>/*.md"),
    ("library", "~nobody-of-this-name/texts", "<language>/*.md"),
    ("library", "s3://", "s3://bucket/texts"),
    ("library", "file:///nowhere/at/all", "<language>/*.md"),
    ("library", "file://machine/texts", "file:///srv"),
    ("library", "a" * 300, "shorter path"),
    ("lexicon", "a" * 300, "shorter path"),
    ("engines", ",", "gtts,espeak"),
    ("engines", "espeak,gtts,espeak", "gtts,espeak"),
    ("voices", "heart", "en=heart,es=es-ES"),
    ("voices", "en=heart,en=other", "each language once"),
    ("voices", "en=", "en=heart,es=es-ES"),
    ("openai_url", "localhost:8880", "http://localhost:8880"),
    ("openai_url", "http://me:secret@localhost", "without a name or password"),
    ("openai_url", "http://two words", "http://localhost:8880"),
    ("openai_url", "http://localhost:99999", "http://localhost:8880"),
    ("openai_url", "http://localhost:port", "http://localhost:8880"),
    ("openai_url", "http://[half", "http://localhost:8880"),
    ("openai_key", "two words", "without spaces"),
    ("language", "English", "en or es"),
    ("queue", "localhost:6379", "redis://localhost:6379/0"),
    ("queue", "amqp://localhost", "redis://localhost:6379/0"),
    ("queue", "redis://localhost/zero", "redis://localhost:6379/0"),
    ("language", "../en", "en or es"),
    ("public_url", "http://localhost:8080/clinic/", "at the top of a host"),
    ("public_url", "voice.example.org", "https://voice.example.org"),
    ("public_url", "ftp://voice.example.org", "https://voice.example.org"),
    ("public_url", "https://", "https://voice.example.org"),
    ("public_url", "https://:8080", "https://voice.example.org"),
    ("public_url", "http://[half", "https://voice.example.org"),
    ("public_url", "https://voice.example.org/?a=1", "https://voice.example.org"),
    ("public_url", "https://voice.example.org/#top", "https://voice.example.org"),
    ("public_url", "https://voice example.org", "https://voice.example.org"),
    ("public_url", "https://voice.exa\nmple.org", "https://voice.example.org"),
    ("public_url", "https://voice..example.org", "https://voice.example.org"),
    ("public_url", "https://<voice>", "https://voice.example.org"),
    ("public_url", "https://klinik-münchen.example", "https://voice.example.org"),
    ("public_url", "https://me:secret@voice.example.org", "https://voice.example.org"),
    ("public_url", "https://[::g]", "https://voice.example.org"),
    ("twilio_auth_token", "two words", "without spaces"),
    ("metrics_token", "gehe\u00efm", "without spaces"),
    ("staff_number", "202 555 0123", "+1 555 010 0199"),
    ("staff_number", "0012025550123", "+1 555 010 0199"),
    ("staff_number", "reception", "+1 555 010 0199"),
    ("lexicon", str(HERE / "nothing.tsv"), "a tab"),
    ("lexicon", str(HERE), "a tab"),
    ("publish", "reviewed", "all or approved"),
    ("log", "loud", "debug, info, warning, error"),
    ("workers", "0", "1 or more"),
    ("workers", "two", "whole number"),
    ("workers", "9" * 30, "256 at most"),
    ("workers", "9" * 5000, "256 at most"),
    ("clip_memory_mb", "9" * 30, "at most"),
    ("keep_days", "9" * 30, "at most"),
    ("clip_memory_mb", "-1", "0 or more"),
    ("clip_memory_mb", "64MB", "whole number"),
    ("keep_days", "1.5", "whole number"),
    ("keep_days", "\u0663", "whole number"),
]


def variable(field: str) -> str:
    return f"VOICEEDU_{field.upper()}"


def test_every_setting_is_held_by_these_tests() -> None:
    """A setting that is added must be given its default here, and a cast."""
    fields = {field.name for field in dataclasses.fields(Settings)}
    assert fields == set(DEFAULTS) == {field for field, _, _ in CASTS}


@pytest.mark.parametrize(("field", "default"), DEFAULTS.items())
def test_an_unset_setting_has_its_default(field: str, default: object) -> None:
    """Nothing has to be set: every setting has the default of the contract."""
    assert getattr(Settings.from_environment({}), field) == default
    assert getattr(Settings(), field) == default


def test_an_installed_package_keeps_its_cache_with_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Beside other packages there is no clone: audio is kept in the cache folder of whoever runs it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(default_cache(tmp_path)).is_relative_to(tmp_path)
    assert Path(default_cache(tmp_path)).name == "voiceedu"


@pytest.mark.parametrize("blank", ["", "  "])
@pytest.mark.parametrize(("field", "default"), DEFAULTS.items())
def test_an_empty_value_counts_as_unset(field: str, default: object, blank: str) -> None:
    """A variable set to nothing, as process managers do, is a variable that is not set."""
    assert getattr(Settings.from_environment({variable(field): blank}), field) == default


@pytest.mark.parametrize(("field", "value", "meant"), CASTS)
def test_a_value_is_cast(field: str, value: str, meant: object) -> None:
    """A value of the environment becomes the type that the program works with, and leaves other settings alone."""
    settings = Settings.from_environment({variable(field): f" {value} "})
    change: dict[str, Any] = {field: meant}
    assert settings == dataclasses.replace(Settings(), **change)


def test_a_folder_below_home_may_be_written_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`~/texts` means the folder in the user's home, whoever reads the environment."""
    (tmp_path / "texts").mkdir()
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Settings.from_environment({"VOICEEDU_LIBRARY": "~/texts"}).library == tmp_path / "texts"


@pytest.mark.parametrize(("field", "value", "remedy"), WRONG)
def test_a_wrong_value_names_itself_and_what_would_do(field: str, value: str, remedy: str) -> None:
    """A value that cannot work stops the start with the setting's name, the value and what would do."""
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({variable(field): value})
    shown = "…" if field in ("openai_key", "twilio_auth_token", "metrics_token") else value
    assert (caught.value.name, caught.value.value) == (variable(field), shown)
    assert str(caught.value).startswith(f"{variable(field)}={shown!r} cannot be used: ")
    assert remedy in str(caught.value)


def test_the_environment_of_the_process_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument the settings are those of the process's own environment."""
    monkeypatch.setenv("VOICEEDU_ENGINES", "tone")
    assert Settings.from_environment().engines == ("tone",)


def test_other_variables_are_left_alone() -> None:
    """A variable of somebody else's, however like ours it is, changes nothing."""
    assert Settings.from_environment({"VOICEEDU": "x", "LANGUAGE": "de_DE", "VOICEEDU_OTHER": "1"}) == Settings()


def test_an_unknown_engine_names_the_ones_there_are() -> None:
    """An engine that does not exist is refused with its name, the whole value and the names that would do."""
    with pytest.raises(SettingError) as caught:
        engines.load(("espeak", "festival"))
    assert (caught.value.name, caught.value.value) == ("VOICEEDU_ENGINES", "espeak,festival")
    assert "'festival' is none of hibari, gtts, nanotts, openai, piper, espeak, tone" in str(caught.value)


def test_engines_are_loaded_in_the_order_given() -> None:
    """The preferred engine stays first."""
    assert [engine.name for engine in engines.load(("tone", "espeak"))] == ["tone", "espeak"]


def test_a_library_may_have_a_lexicon(tmp_path: Path) -> None:
    """Where no lexicon is set, it is lexicon.tsv of the library, whether that is there or not."""
    own = tmp_path / "ours.pls"
    assert Settings(library=tmp_path).clinic_lexicon == tmp_path / "lexicon.tsv"
    assert Settings(library=tmp_path, lexicon=own).clinic_lexicon == own
