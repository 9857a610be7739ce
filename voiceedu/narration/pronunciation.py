"""Written text → the words for a voice: plain, and respelled."""

from dataclasses import dataclass

from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.text_normalization import normalize


@dataclass(frozen=True, kw_only=True)
class Pronunciation:
    """The words of a sentence. `words` are for voices that know most words, `respelled` for others.

    `ipa` has forms as they stand in `words`, and how they sound.
    """

    words: str
    respelled: str
    ipa: tuple[tuple[str, str], ...] = ()


def pronounce(text: str, *, lexicon: Lexicon, language: str) -> Pronunciation:
    """Return how `text`, one sentence of `language`, is said.

    An entry of the lexicon wins over normalization: "L4-L5" in a clinic's list is said as the clinic says it. The
    clinic's own respellings are in `words` too, since it heard the voice and was not content.
    """
    words = lexicon.expand(normalize(text, language=language, keep=lexicon.special_forms))
    sounds = tuple(sorted(lexicon.sounds(words).items()))
    return Pronunciation(words=words, respelled=lexicon.respell(words), ipa=sounds)
