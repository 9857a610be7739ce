"""The Spanish medical layer."""

from voiceedu.narration.text_normalization import addresses, telephone
from voiceedu.narration.text_normalization.es import frequency, notation, quantities, symbols, times
from voiceedu.narration.text_normalization.es.words import ADDRESS, TELEPHONE
from voiceedu.narration.text_normalization.language import Language


def language(tag: str) -> Language:
    """Return the rules of Spanish, the same in every region."""
    return Language(
        tag=tag,
        first_rules=symbols.FIRST_RULES,
        rules=(
            *symbols.OPENING_RULES,
            *addresses.rules(ADDRESS),
            *notation.OPENING_RULES,
            *telephone.rules(TELEPHONE),
            *times.RULES,
            *frequency.RULES,
            *notation.RULES,
            *symbols.NAME_RULES,
            *quantities.PRICE_RULES,
            *quantities.COMPARISON_RULES,
            *quantities.RULES,
            *frequency.ABBREVIATION_RULES,
            *notation.ABBREVIATION_RULES,
        ),
        closing_rules=symbols.CLOSING_RULES,
        listed_capitals=symbols.LISTED_CAPITALS,
    )
