"""Brackets that repeat or add an ending: tablet(s), six (6), 6 (six), half (1/2), twice (2x)."""

import re

from voiceedu.narration.text_normalization.en.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites
from voiceedu.narration.text_normalization.tables import any_of

_NUMBER_WORDS = {cardinal(number): number for number in range(101)}
_NUMBER_WORDS |= {words.replace(" ", "-"): number for words, number in _NUMBER_WORDS.items()}
_WORD = any_of(_NUMBER_WORDS)


def _drop_digits(match: re.Match[str]) -> str | None:
    return match["word"] if _is_same(match) else None


def _drop_word(match: re.Match[str]) -> str | None:
    return match["number"] if _is_same(match) else None


def _is_same(match: re.Match[str]) -> bool:
    return _NUMBER_WORDS[match["word"].lower()] == int(match["number"])


RULES: tuple[Rule, ...] = (
    rewrites("plurals in brackets", r"(?<=[^\W\d_])\((e?s|E?S)\)", lambda match: match[1].lower()),
    rewrites("Latin plurals in brackets", r"\b(vertebr|scapul|burs|fistul)a\(e\)", r"\1ae", ignore_case=True),
    rewrites("plurals of y in brackets", r"(?<=[^\W\d_])y\((ies)\)", r"\1"),
    rewrites(
        "a word and its number", rf"\b(?P<word>{_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_digits, ignore_case=True
    ),
    rewrites("a number and its word", rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_WORD})\)", _drop_word, ignore_case=True),
    rewrites("how often twice", r"\b(?:(once) ?\(1[x×]\)|(twice) ?\(2[x×]\))", r"\1\2", ignore_case=True),
    rewrites(
        "how often twice, in words",
        rf"\b(?P<word>{_WORD}) ?\((?P<number>\d{{1,2}}) ?[x×]\)",
        lambda match: f"{match['word']} times" if _is_same(match) else None,
        ignore_case=True,
    ),
    rewrites("half twice, the number first", r"(½|1/2) ?\((?:one[- ])?half\)", r"\1", ignore_case=True),
    rewrites("half twice", r"\b((?:one[- ])?half) ?\((?:½|1/2)\)", r"\1", ignore_case=True),
)
