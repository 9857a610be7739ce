"""Addresses of places: c/ Mayor 5, s/n, C. P. 28001, 06700 Ciudad de México."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_A_PERSON = r"(?:Dra?|Sra?|Lic|Enf)\b\.? (?:[A-ZÁÉÍÓÚ][a-zá-ú]+ ?){1,2}(?!,? ?\d)"
"""Somebody, and not a street that is named so."""


RULES: tuple[Rule, ...] = (
    rewrites("postal codes before a town", r"(?<=, )(?=\d{5} [A-ZÁÉÍÓÚ][a-zá-ú])", "código postal "),
    says("addresses of houses", rf"(?<!\w)[Cc]/ ?(?!{_A_PERSON})(?=[A-ZÁÉÍÓÚ][a-zá-ú])", "calle "),
    says("houses without a number", r"(?<!\w)s/n(?!\w)\.?", "sin número", ignore_case=True),
    rewrites("postal codes", r"(?<!\w)C\. ?P\. ?(?=\d{5})", "código postal "),
)
