"""Words with a slash between them that are no choice: two drugs of one tablet, morning and evening, EU/1/04/289/001."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_PARTNERS = re.compile(
    r"(?:thiazid|tiazid|clavul|lactam|bactam|carbidop|benserazid|entacapon|tenofovir|emtricitabin|lamivudin|ritonavir"
    r"|salm[eé]t[eé]rol|form[oó]t[eé]rol|vilant[eé]rol|naloxon|estradiol|gestrel|estren|drospirenon|sulfam[eé]th?oxa?zol"
    r"|ez[eé]timib|indapamid|code[ií]n|cod[eé]in|timolol|priloca|metformin|amlodipin|vildagliptin|sitagliptin|sartan"
    r"|empagliflozin|dapagliflozin)",
    re.IGNORECASE,
)
"""Substances that are seldom alone where a slash stands beside them: parts of a combined drug."""
_SUBSTANCE = r"(?:(?i:acide|acido|ácido) )?[^\W\d_]{5,}(?:[- ]?(?i:säure)\b)?"
_RATIOS = {
    "fr": "rapport|ratio|balance|relation|quotient",
    "de": "Verhältnis|Quotient|Relation|Ratio",
    "it": "rapporto|relazione|bilancio|indice",
    "pt": "relação|razão|balanço|proporção|índice",
}
_SHARES = "peso|poids|gewicht|volumen?|massa|masse"
_TIMES_OF_DAY = {
    "fr": "matin|midi|soir|coucher",
    "de": "morgens|mittags|abends|nachts",
    "it": "mattin[ao]|mezzogiorno|pranzo|pomeriggio|sera|notte|colazione|cena",
    "pt": "manhã|tarde|noite|almoço|jantar",
}


def rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules of `language`; what they leave beside a slash is a choice."""
    times = _TIMES_OF_DAY[language]
    ratios = _RATIOS[language]

    def read_times(match: re.Match[str]) -> str:
        *first, last = re.split(r" ?/ ?", match[0])
        return f"{', '.join(first)} {phrases['and']} {last}"

    return (
        rewrites(
            "drugs of one tablet",
            rf"(?<![\w/]){_SUBSTANCE}(?: ?/ ?{_SUBSTANCE})+(?![\w/])",
            lambda match: re.sub(r" ?/ ?", " ", match[0]) if _PARTNERS.search(match[0]) else None,
        ),
        rewrites("sides of a ratio", rf"\b((?i:{ratios}) [^\W\d_]{{3,}}) ?/ ?(?=[^\W\d_]{{3,}})", r"\1 "),
        rewrites(
            "a share by mass or volume in words",
            rf"\b({_SHARES}) ?/ ?(?=(?:{_SHARES})\b)",
            rf"\1 {phrases['over']} ",
            ignore_case=True,
        ),
        *(
            (
                rewrites(
                    "sides of a German ratio",
                    rf"(?<=[a-zäöüß])/(?=[A-ZÄÖÜ][a-zäöüß]+-(?:{ratios}|Abwägung|Profil|Bewertung))",
                    "-",
                ),
            )
            if language == "de"
            else ()
        ),
        rewrites("times of the day", rf"\b(?:{times})(?: ?/ ?(?:{times}))+(?!\w)", read_times),
        says(
            "numbers of an approval",
            r"\b(?:EU|EMEA)(?:/(?:\d{1,4}|[A-Z]{1,2}))+(?:-\d{3})?(?![\w/-])",
            lambda match: ", ".join(_read_part(part, language) for part in re.split("[/-]", match[0])),
        ),
        rewrites("variants by their letters", r"(?<=[A-Z]\.\d)/(?=[A-Z])", f" {phrases['or']} "),
        rewrites("another drug after its strength", r"(?:(?<=\dmg)|(?<=\d mg)) ?/ ?(?=[^\W\d_]{5,} \d)", ", "),
        rewrites("so much of each", r"(?<=\d,\d)/(?=[a-zà-ü]{4,})", f" {phrases['per']} "),
    )


def _read_part(part: str, language: str) -> str:
    return NUMBERS[language].digits(part) if part.isdecimal() else " ".join(part)
