"""Google's names of languages and accents. A voice is Google's tag, and after "@" the domain of an accent: en@co.uk."""

import gtts.lang

from voiceedu import languages

_ACCENTS = {
    "en-US": "com",
    "en-GB": "co.uk",
    "en-AU": "com.au",
    "en-CA": "ca",
    "en-IN": "co.in",
    "en-IE": "ie",
    "en-ZA": "co.za",
    "en-NG": "com.ng",
    "fr-FR": "fr",
    "fr-CA": "ca",
    "es-ES": "es",
    "es-MX": "com.mx",
    "es-US": "com",
    "pt-BR": "com.br",
    "pt-PT": "pt",
    "zh-CN": "com",
    "zh-TW": "com",
}
"""The domain under which Google speaks a region's accent (gTTS's documentation, "Localized accents")."""
_CHINESE = {"zh": "zh-CN", "cmn": "zh-CN", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}
_DEFAULT_DOMAIN = "com"


def nearest(language: str) -> str | None:
    """Return the voice that speaks `language` or the nearest of its fallbacks; None when Google does not speak it."""
    for tag in languages.fallbacks(language):
        own = _code(tag)
        if own is not None:
            return own
        plain = _code(languages.base(tag))
        if plain is not None and tag in _ACCENTS:
            return f"{plain}@{_ACCENTS[tag]}"
    return None


def speaks(name: str, language: str) -> bool:
    """Return whether `name` is a voice of Google's for `language`, in any accent of it."""
    own, _, accent = name.partition("@")
    codes = {_code(tag) for tag in languages.fallbacks(language)}
    accents = {domain for tag, domain in _ACCENTS.items() if languages.base(tag) == languages.base(language)}
    return own in codes and (not accent or accent in accents)


def code(name: str) -> str:
    """Return the tag that Google knows the voice by."""
    return name.partition("@")[0]


def domain(name: str) -> str:
    """Return the top-level domain at which the voice has its accent."""
    own, _, accent = name.partition("@")
    return accent or _ACCENTS.get(own, _DEFAULT_DOMAIN)


def url(name: str) -> str:
    """Return the address of the server that speaks with the voice."""
    return f"https://translate.google.{domain(name)}/"


def _code(tag: str) -> str | None:
    own = _CHINESE.get(tag, tag)
    return own if own in gtts.lang.tts_langs() else None
