"""Whether a text is plainly in another language than it is said to be, by its letters and its most common words. Pure.

A voice of the wrong language makes noise of a text. In doubt there is nothing to say: regional languages, names, drugs
and texts of a few words are never taken for another language.
"""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from voiceedu import languages
from voiceedu.content.blocks import Block

_FEWEST_LETTERS = 20  # that a script can be told from
_FEWEST_HITS = 8  # common words that a language can be told from
_SMALLEST_SHARE = 0.15  # of all words; in running text of its own language it is .3 and more
_CLEARER = 3  # times as many common words of another language
_WORD = re.compile(r"[^\W\d_]+")

_SCRIPTS = {
    "ARABIC": ("Arab", "ar"),
    "ARMENIAN": ("Armn", "hy"),
    "BENGALI": ("Beng", "bn"),
    "CJK": ("Hans Hant Jpan Kore", "zh"),
    "CYRILLIC": ("Cyrl", "ru"),
    "DEVANAGARI": ("Deva", "hi"),
    "ETHIOPIC": ("Ethi", "am"),
    "GREEK": ("Grek", "el"),
    "GUJARATI": ("Gujr", "gu"),
    "GURMUKHI": ("Guru", "pa"),
    "HANGUL": ("Kore", "ko"),
    "HEBREW": ("Hebr", "he"),
    "HIRAGANA": ("Jpan", "ja"),
    "KATAKANA": ("Jpan", "ja"),
    "KHMER": ("Khmr", "km"),
    "LAO": ("Laoo", "lo"),
    "LATIN": ("Latn", "en"),
    "MYANMAR": ("Mymr", "my"),
    "TAMIL": ("Taml", "ta"),
    "TELUGU": ("Telu", "te"),
    "THAI": ("Thai", "th"),
}
"""The first word of a letter's name in Unicode → the scripts of ISO 15924 that have it, and a language of them."""

_COMMON_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "de": "der die das und ist nicht sie ihr ihre den dem ein eine einen mit für auf von zu bei nach oder wenn "
        "wird werden sich auch im am zum zur kann können haben hat sind",
        "en": "the and of to is are you your in it for with on not or be if this that have will can after before from "
        "at as by do may when any take",
        "es": "el la los las de y en un una que se es no su sus para con por del al si o lo puede después antes como "
        "más está son cuando este esta usted",
        "fr": "le la les de des et un une est vous votre vos pas ne pour dans sur avec que qui du au aux en ce "
        "cette être avant après peut il elle",
        "ht": "nan ak pou ou li yo yon pa gen fè sa ki se lè si oswa anvan apre ka w nou mwen kapab tout",
        "it": "il lo la i gli le di e un una che è non per con del della dei delle nel nella si da al alla dopo prima "
        "può sono se o suo sua come questo questa",
        "nl": "de het een en van is niet u uw met voor op in te zijn dat die na of als wordt worden kan bij om naar",
        "pl": "i w na z się nie do jest że po przed lub o od jak dla przez co to są może należy oraz jeśli",
        "pt": "o a os as de e em um uma que se é não para com por do da dos das no na ao seu sua ou mais você pode "
        "antes depois como está são quando este esta",
        "tl": "ang ng mga sa na at ay hindi kung para po ninyo iyong inyong bago pagkatapos o may ito kayo ka ikaw",
        "vi": "và của là không bạn có được cho các trong một này với khi hoặc nếu sau trước người để những quý vị",
    }.items()
}
"""Of each language the words that stand in nearly every sentence, whatever it is about."""
_LANGUAGES_OF = {
    word: tuple(language for language, words in _COMMON_WORDS.items() if word in words)
    for word in frozenset[str]().union(*_COMMON_WORDS.values())
}


@dataclass(frozen=True, kw_only=True)
class OtherLanguage:
    """The evidence of another language: a message, a language to try, and the line where the text begins."""

    what: str
    language: str
    line: int = 0


def find_other_language(title: str, blocks: Sequence[Block], *, language: str) -> OtherLanguage | None:
    """Return what says that a text, or a section of it, is not in `language`; None where nothing plainly does."""
    texts = [title, *(block.text for block in blocks)]
    if found := _told_from(" ".join(texts), language):
        return OtherLanguage(what=f"it {found[0]}, and is imported as {_name(language)}", language=found[1])
    for section in _sections(blocks):
        if found := _told_from(" ".join(block.text for block in section), language):
            what = f"a part of it {found[0]}, and is imported as {_name(language)}"
            return OtherLanguage(what=what, language=found[1], line=section[0].line)
    return None


def _told_from(text: str, language: str) -> tuple[str, str] | None:
    """Return what says that `text` is in another language, as the end of a sentence, and that language."""
    words = Counter(_WORD.findall(text.lower()))
    script = _other_script(text, language)
    if script is not None and script != "LATIN":
        return f"is written in {script.capitalize()} letters", _SCRIPTS[script][1]
    other = _by_words(words, language, knows_none=script is not None)
    if other:
        return f"reads as {_name(other)}", other
    return (f"is written in {script.capitalize()} letters", _SCRIPTS[script][1]) if script else None


def _other_script(text: str, language: str) -> str | None:
    """Return the script that most letters of `text` have, as Unicode names it, if `language` is not written in it."""
    own = _script_of(language)
    letters: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            letters[_script_in_unicode(letter)] += count
    total = letters.total()
    if not own or total < _FEWEST_LETTERS:
        return None
    of_language = sum(count for name, count in letters.items() if own in _SCRIPTS.get(name, ("",))[0])
    [(most, count)] = letters.most_common(1)
    return most if most in _SCRIPTS and of_language * 5 < total and count * 2 > total else None


@functools.lru_cache(maxsize=4096)
def _script_in_unicode(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@functools.lru_cache(maxsize=64)
def _script_of(language: str) -> str:
    """Return the script in which a language is usually written, such as Latn; empty where that is not known."""
    try:
        parts = languages.parse(language)
    except ValueError:
        return ""
    likely = str(get_global("likely_subtags").get(parts.language, ""))
    return parts.script or next((part for part in likely.split("_") if len(part) == 4 and part.isalpha()), "")


def _by_words(words: Counter[str], language: str, *, knows_none: bool) -> str:
    """Return the language whose common words stand for most of `words`, where it is plainly not `language`."""
    hits = dict.fromkeys(_COMMON_WORDS, 0)
    for word in words.keys() & _LANGUAGES_OF.keys():
        for name in _LANGUAGES_OF[word]:
            hits[name] += words[word]
    own = 0 if knows_none else hits.pop(languages.base(language), None)
    best = max(hits, key=hits.__getitem__)
    is_plain = hits[best] >= _FEWEST_HITS and hits[best] >= _SMALLEST_SHARE * words.total()
    return best if own is not None and is_plain and hits[best] >= _CLEARER * own else ""


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "heading" and sections[-1]:
            sections.append([])
        sections[-1].append(block)
    return [section for section in sections if section]


def _name(language: str) -> str:
    """Return the name of a language in English, with its tag."""
    name = Locale(languages.ENGLISH).languages.get(languages.base(language))
    return f"{name} ({language})" if name else language
