"""Titles before a name that are written in small letters: il dott. Bianchi, a dra. Costa, le dr Martin."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_TITLES = {
    "fr": "dr|pr|mme|mlle",
    "it": r"dott\.ssa|dott\.|sig\.ra|sig\.|prof\.ssa|prof\.|dr\.ssa|dr\.|ing\.|avv\.",
    "pt": r"dra?\.|sra?\.|profa?\.|eng\.",
}


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rule that gives such a title its capital, by which the table of abbreviations knows it."""

    def write(match: re.Match[str]) -> str:
        return f"{match['title'].capitalize()} "

    name = r"(?=[A-ZÀÁÉÍÓÚ](?:[a-zà-ú]|\. ?[A-Z]))"
    return (rewrites("titles in small letters", rf"(?<![\w.-])(?P<title>{_TITLES[language]}) {name}", write),)
