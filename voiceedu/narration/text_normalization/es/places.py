"""Addresses of places: c/ Mayor 5, s/n, C. P. 28001, 06700 Ciudad de México."""

from voiceedu.narration.text_normalization.es.numbers import digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_A_PERSON = r"(?:Dra?|Sra?|Lic|Enf)\b\.? (?:[A-ZÁÉÍÓÚ][a-zá-ú]+ ?){1,2}(?!,? ?\d)"
"""Somebody, and not a street that is named so."""


RULES: tuple[Rule, ...] = (
    rewrites("walks", r"(?<!\w)P\.?º(?= de(?:l| la)?\b)", "Paseo"),
    rewrites("kilometres of a road", r"(?<!\w)([Kk])m\.? (?=\d)", r"\1ilómetro "),
    rewrites("lodgings of a street", r"(?<=\d)(?:st|nd|rd|th)(?= (?:St|Ave|Street|Avenue|Rd|Pl|Ct)\b)", ""),
    says(
        "postal codes of the United States",
        r"(?<=, )[A-Z]{2} (?P<said>\d{5})(?![\w-]|[.,]\d)",
        lambda match: digits(match["said"]),
    ),
    says(
        "postal codes of Argentina",
        r"(?<![\w-])(?P<letter>[A-HJ-NP-Z])(?P<number>\d{4})(?P<end>[A-Z]{3})(?![\w-])",
        lambda match: f"{match['letter']} {digits(match['number'])} {' '.join(match['end'])}",
    ),
    rewrites("postal codes before a town", r"(?<=, )(?=\d{5} (?:[A-ZÁÉÍÓÚ][a-zá-ú]|CDMX|CABA))", "código postal "),
    says("addresses of houses", rf"(?<!\w)[Cc]/ ?(?!{_A_PERSON})(?=[A-ZÁÉÍÓÚ][a-zá-ú])", "calle "),
    says("houses without a number", r"(?<!\w)s/n(?!\w)\.?", "sin número", ignore_case=True),
    rewrites("postal codes", r"(?<!\w)C\. ?P\. ?(?=\d{5})", "código postal "),
)
