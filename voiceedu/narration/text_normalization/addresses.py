"""Web and e-mail addresses, read part by part so that a listener can write them down."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_words

_ENDINGS = (
    "com|org|net|edu|gov|info|int|mil|biz|health|clinic|care|hospital|app|online|io|tv|eu|uk|us|ca|au|nz|ie|za|"
    "ly|link|in|es|mx|ar|co|cl|pe|ve|fr|de|it|pt|br|nl|be|ch|at|se|no|dk|fi|pl|cz|gr|ru|cn|jp|kr|vn|sa|ae"
)
"""The ends of a host name that is written without "www": those of health services and of many countries."""
_OUTSIDE = r"\s<>()\[\]\"“”«»—'’"
_HOST = rf"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_ENDINGS})(?![\w-]|\.\w)"
_URL = rf"(?:\b(?:https?://|ftp://|file://|www\.)|(?<![\w@./-])(?={_HOST}))[^{_OUTSIDE}]*[^{_OUTSIDE}.,;:!?'’*]"
_EMAIL = rf"(?<![\w.+&-])(?:mailto:)?\w[\w.+&-]*@[\w-]+(?:\.[\w-]+)+(?![\w@])(?:/[^{_OUTSIDE}]*[\w/])?"
_UNHEARD = re.compile(r"^(?:https?://|mailto:)?(?:www\.)?|/$", re.IGNORECASE)
_PARTS = re.compile(r"\d+|[^\W\d_]+|.", re.DOTALL)
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäëïöüãõåæø]", re.IGNORECASE)

_WORD = any_of(read_words(__package__, "address_words.txt"))
_KNOWN_WORD = re.compile(rf"(?:{_WORD}|my)(?=(?:{_WORD})*$)", re.IGNORECASE)
_KNOWN_WORDS = re.compile(rf"(?:my)?(?:{_WORD}){{2,}}|my(?:{_WORD})")


@dataclass(frozen=True, kw_only=True)
class AddressWords:
    """How a language reads an address: its signs, the parts that it has words for, and its digits.

    `parts` holds what the spelling does not tell, such as "nih" → "N I H" and "gmail" → "G mail", in small letters.
    """

    signs: Mapping[str, str]
    parts: Mapping[str, str]
    digits: Callable[[str], str]
    parts_alone: Mapping[str, str] = field(default_factory=dict)
    """Parts that are read in another way where the address stands alone, to be written down."""


def rules(words: AddressWords) -> tuple[Rule, ...]:
    """Return the rules that read web and e-mail addresses."""

    def read(match: re.Match[str]) -> str:
        return read_address(match[0], words, in_full=match[0] == match.string.rstrip(".!?"))

    return (
        rewrites("a stop before an address", r"(?<=\s)\.(?=\w[\w.+-]*@\w)", ""),
        says("e-mail addresses", _EMAIL, read),
        says("web addresses", _URL, read, ignore_case=True),
    )


def read_address(address: str, words: AddressWords, *, in_full: bool = False) -> str:
    """Return `address` in words. Within a sentence, the protocol and "www." are left out, as a person reads it."""
    heard = address if in_full else _UNHEARD.sub("", address) or address
    known = {**words.parts, **words.parts_alone} if in_full else words.parts
    return " ".join(_read_part(part, words, known) for part in _PARTS.findall(heard)).strip()


def _read_part(part: str, words: AddressWords, known: Mapping[str, str]) -> str:
    if part.isdecimal():
        return words.digits(part)
    if part.isalpha():
        return known.get(part.casefold()) or (spell(part) if _is_spelled(part) else _split(part))
    return words.signs.get(part, " ")


def _split(part: str) -> str:
    """Return "pain clinic" for "painclinic", and a name that is not wholly of known words as it is written."""
    words = _KNOWN_WORDS.fullmatch(part.casefold())
    return " ".join(_KNOWN_WORD.findall(part)) if words else part


def _is_spelled(part: str) -> bool:
    """Return whether a part is read as letters: a country ("uk"), capitals ("CT"), or no vowel ("nhs")."""
    return len(part) <= 2 or not _VOWELS.search(part) or (part.isupper() and len(part) <= 4)


def spell(letters: str) -> str:
    """Return `letters` as capitals with a space between them, which every engine reads one by one."""
    return " ".join(letters.upper())
