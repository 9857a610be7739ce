"""Written text → the words that a listener hears, as a clinician would read it aloud.

`normalize` takes one sentence. It cleans it, applies the medical layer of its language (`en`, `es`), gives what still
has digits or signs to general text normalization, and reads what is left. `clean` is the first step alone: it runs
before sentences are cut.

A lexicon works on the words. It also has entries for written forms that `normalize` would spell out ("L4-L5", "MRI"):
give their pattern as `keep`, and they come back as they are written, for the lexicon to replace.
"""

import functools
import importlib
import re

from voiceedu import languages
from voiceedu.narration.text_normalization import general, punctuation
from voiceedu.narration.text_normalization.cleaning import clean
from voiceedu.narration.text_normalization.language import Language
from voiceedu.narration.text_normalization.rules import Draft

__all__ = ["clean", "layer", "normalize"]

REMEMBERED_TEXTS = 8192
"""How many sentences are remembered: those of several hundred procedures, in about two megabytes."""
_MODULES = (
    {"en": "en", "es": "es", "hy": "hy", "rw": "rw"}
    | dict.fromkeys(("fr", "de", "it", "pt"), "common")
    | dict.fromkeys(("ar", "vi", "zh", "cmn", "hi"), "units_in_words")
    | dict.fromkeys(("ru", "ko", "hu", "sv", "nl", "pl", "ja"), "doses")
)
"""Language tag → the module here whose `language(tag)` gives its rules. Imported at first use."""


@functools.lru_cache(maxsize=REMEMBERED_TEXTS)
def normalize(text: str, *, language: str, keep: re.Pattern[str] | None = None) -> str:
    """Return the words of `text`, one sentence: letters, spaces, and stops for pauses.

    `language` is a BCP 47 tag. The languages of `_MODULES` come out without digits and signs. Another language
    has the numbers and signs read that its general text normalization knows, and keeps the others as written.
    What `keep` matches stays as it is written.
    """
    rules = layer(language)
    draft = Draft(clean(text))
    if keep is not None:
        draft.keep(keep)
    if rules is not None:
        draft.apply(rules.first_rules)
    draft.apply(punctuation.OPENING_RULES)
    if rules is None:
        draft.apply(punctuation.DECIMAL_RULES)
    if rules is not None and not (rules.values_alone and rules.values_alone.fullmatch(draft.text)):
        draft.apply(rules.rules)
    draft.apply(punctuation.PAUSE_RULES)
    draft.separate()
    draft.text = _numbers_in_words(draft.text, rules, language=language)
    if rules is not None:
        draft.apply(rules.closing_rules)
    draft.apply(punctuation.CLOSING_RULES)
    return draft.words() if rules is None else rules.in_its_region(draft.words())


@functools.lru_cache(maxsize=64)
def layer(language: str) -> Language | None:
    """Return the medical layer of a language tag, or None for a language without one."""
    base = languages.base(language)
    if base not in _MODULES:
        return None
    rules: Language = importlib.import_module(f"{__name__}.{_MODULES[base]}").language(language)
    return rules


def _numbers_in_words(text: str, rules: Language | None, *, language: str) -> str:
    if rules is not None and rules.small_numbers is not None:
        words = rules.small_numbers.read(text)
        if not general.needs_reading(words):
            return words
    words = general.normalize_rest(text, language=language)
    return words if rules is not None and rules.closing_rules else general.digits_in_words(words, language=language)
