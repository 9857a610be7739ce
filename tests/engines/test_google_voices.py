"""Google's names of languages and accents."""

import pytest

from voiceedu.engines import google_voices


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "en"),
        ("en-GB", "en@co.uk"),
        ("en-US", "en@com"),
        ("fr-CA", "fr-CA"),
        ("es-MX", "es@com.mx"),
        ("zh", "zh-CN"),
        ("zh-Hant", "zh-TW"),
        ("pt-BR", "pt@com.br"),
        ("tlh", None),
    ],
)
def test_language_has_the_nearest_voice(language: str, name: str | None) -> None:
    """A region has its accent where Google has one; a language that Google does not speak has no voice."""
    assert google_voices.nearest(language) == name


@pytest.mark.parametrize(
    ("name", "language", "speaks"),
    [
        ("en", "en", True),
        ("en@co.uk", "en", True),
        ("en@co.uk", "en-US", True),
        ("es@com.mx", "es", True),
        ("en", "es", False),
        ("en@com.mx", "en", False),
        ("heart", "en", False),
        ("", "en", False),
    ],
)
def test_voice_that_is_chosen_has_to_speak_the_language(name: str, language: str, speaks: bool) -> None:
    """A voice fits a language in any accent of that language, and in no other's."""
    assert google_voices.speaks(name, language) == speaks


@pytest.mark.parametrize(
    ("name", "code", "url"),
    [
        ("en@co.uk", "en", "https://translate.google.co.uk/"),
        ("en", "en", "https://translate.google.com/"),
        ("fr-CA", "fr-CA", "https://translate.google.ca/"),
        ("de", "de", "https://translate.google.com/"),
    ],
)
def test_voice_has_its_tag_and_its_server(name: str, code: str, url: str) -> None:
    """The accent is the domain that is asked; without one it is the domain of the region, or .com."""
    assert (google_voices.code(name), google_voices.url(name)) == (code, url)
