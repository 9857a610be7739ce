"""Telephone numbers as clinics write them: (55) 5487 0900, exts. 5012 y 5013, urgencias 061 / 112, 9-1-1."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says


def _read_parts(groups: str) -> str:
    return ", ".join(digits(part) if part.isdecimal() else part.lower() for part in groups.split("-"))


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, re.findall(r"\d+", match["said"])))


def _read_without_gaps(match: re.Match[str]) -> str:
    """Return an area in brackets, and the number in groups of two to four digits."""
    number = match["number"]
    last = len(number) - 4
    groups = [number[:last], number[last:]]
    return ", ".join(map(digits, (match["area"], *filter(None, groups))))


_EMERGENCY = re.compile(
    r"\b(?:emergencias?|urgencias?|ambulancias?|teléfonos?|llam[aeá]\w*|marqu?[ce]\w*)\b", re.IGNORECASE
)


def _read_service(match: re.Match[str]) -> str | None:
    return digits(match["said"]) if has(_EMERGENCY, match.string) else None


_APART = r"(?<![\w.,/$€-])(?<!\d )"
_END = r"(?![\w/%-]|[.,]\d| \d)"

RULES: tuple[Rule, ...] = (
    says("a telephone of Mexico", rf"{_APART}(?P<said>\d{{2}} \d{{4}} \d{{4}}){_END}", _read_groups),
    says(
        "a telephone of Spain with dots",
        rf"{_APART}(?=(?:\D?\d){{9}}(?!\d))(?P<said>[689]\d{{1,2}}(?:\.\d{{2,3}}){{2,3}}){_END}",
        _read_groups,
    ),
    says(
        "an area in brackets before a number without gaps",
        rf"{_APART}\((?P<area>\d{{2,3}})\) ?(?P<number>\d{{6,8}}){_END}",
        _read_without_gaps,
    ),
    says(
        "a free telephone of Colombia",
        rf"{_APART}01 ?8000[ -]?(?P<first>\d{{3}}) ?(?P<last>\d{{3}}){_END}",
        lambda match: f"cero uno, ocho cero cero cero, {digits(match['first'])}, {digits(match['last'])}",
    ),
    says("a telephone in pairs", r"(?<=: )(?P<said>\d{2}(?: \d{2}){3,4})" + _END, _read_groups),
    says("a free telephone with hyphens", rf"{_APART}(?P<said>0-[89]\d\d-\d{{3}}-\d{{4}}){_END}", _read_groups),
    says(
        "a telephone of a line",
        r"\b(?i:líneas?|central|conmutador|número(?= gratuito| único))(?: (?:única|único|gratuit[ao]|nacional|"
        r"telefónica|directa|amiga|de (?:atención|ayuda|emergencias?|citas)))?:? (?P<said>\d{3} \d{4}|\d{7,8})" + _END,
        lambda match: digits(match["said"]) if " " not in match["said"] else _read_groups(match),
    ),
    says(
        "a short number of a country or a service",
        rf"{_APART}(?P<said>(?:[019]\d\d|\d0\d)(?= \((?:UE|EE|[A-ZÁÉÍÓÚ][a-zá-ú]))|(?:112|911|061|711)(?= \())",
        _read_service,
    ),
    says(
        "numbers that end in a word",
        r"(?<![\w.])(?P<numbers>(?:1-)?0?[89]\d\d-(?:\d{3}-)?)(?P<word>[A-Z]{4,})(?![\w-])",
        lambda match: f"{', '.join(map(digits, match['numbers'].strip('-').split('-')))}, {match['word'].lower()}",
    ),
    rewrites("a telephone in a letter", r"(?<!\w)T\. (?=\d{2,3} \d{2,3} \d{2})", "teléfono "),
    says(
        "a telephone of Argentina",
        r"(?<![\w.,/-])(?<!\d )(?P<said>\d{2} \d{4}-\d{4})(?![\w/-]|[.,]\d)",
        lambda match: ", ".join(map(digits, re.findall(r"\d+", match["said"]))),
    ),
    says(
        "a telephone of eight digits",
        r"(?:(?<=\bal )|(?<=\bAl )|(?<=\bAL )|(?<=: ))(?P<said>(?!(?:19|20)\d\d-(?:19|20)\d\d)\d{4}-\d{4})"
        r"(?![\w/-]|[.,]\d| ?(?:/|y|o) ?\d)",
        lambda match: _read_parts(match["said"]),
    ),
    says(
        "two telephones of eight digits",
        r"(?<![\w.,/-])(?P<first>\d{4}-\d{4}) ?(?P<joint>/|y|o) ?(?P<last>\d{4}-\d{4})(?![\w/-]|[.,]\d)",
        lambda match: (
            f"{_read_parts(match['first'])} {'y' if match['joint'] == 'y' else 'o'} {_read_parts(match['last'])}"
        ),
    ),
    rewrites(
        "extensions in brackets",
        r"(?<=\d) ?\((?:[Ii]nt|[Ee]xt)(?:erno|ensión)?s?\.? ?(\d{2,5})(?: ?/ ?(\d{2,5}))?\)",
        lambda match: f" ext. {match[1]}{f' o {match[2]}' if match[2] else ''}",
    ),
    rewrites("an extension of Argentina", r"(\d{3,4}-\d{4}),? int(?:erno)?\.? ?(?=\d{1,5}(?!\d))", r"\1 ext. "),
    says(
        "a telephone of Chile",
        r"(?<![\w.,/-])(?<!\d )(?P<said>\((?:2|[3-7]\d)\) ?\d{3,4}[ -]?\d{4})(?![\w/-]|[.,]\d)",
        lambda match: ", ".join(map(digits, re.findall(r"\d+", match["said"]))),
    ),
    says(
        "lines of a clinic",
        r"\b(?i:anexo|interno|línea) (?P<said>\d{3,5})(?![\w/-]|[.,]\d)(?! (?:de [a-zá-ú]|años|días|mg|ml)\b)",
        lambda match: digits(match["said"]),
    ),
    says(
        "a telephone that ends in a word",
        r"(?<![\w.,/-])1-(?P<area>8\d\d)-(?P<groups>[\dA-ZÑ]{1,7}(?:-[\dA-ZÑ]{3,7})*)(?<=[A-ZÑ])(?![\w-])",
        lambda match: f"uno, {digits(match['area'])}, {_read_parts(match['groups'])}",
    ),
    says(
        "an area in brackets",
        r"(?<![\w.,/-])(?<!\d )(?P<said>(?:01 ?)?\(\d{2,3}\) ?\d{2,4}(?:[ -]\d{2,4}){1,3})(?![\w/-]|[.,]\d)",
        lambda match: ", ".join(map(digits, re.findall(r"\d+", match["said"]))),
    ),
    says(
        "two extensions",
        r"\b[Ee]xts?\.? (?P<first>\d{2,5}) (?P<joint>y|o) (?P<last>\d{2,5})(?![\w/-]|[.,]\d)",
        lambda match: f"extensiones {digits(match['first'])} {match['joint']} {digits(match['last'])}",
    ),
    says(
        "an emergency number after another",
        r"(?<![\w.,/-])(?P<first>061|112|911|107|100|088|085|016|024) ?(?P<joint>/|,|y|o|ó) ?"
        r"(?P<last>112|911|061|107)(?![\w/-]|[.,]\d)",
        lambda match: f"{digits(match['first'])}{' o ' if match['joint'] != 'y' else ' y '}{digits(match['last'])}",
    ),
    says(
        "short numbers of a service",
        r"\b(?:PAMI|SAME|SAMU|SEM|Bomberos|Policía|Cruz Roja|Guardia Civil|Protección Civil|Defensa Civil|LOCATEL|"
        r"Locatel|Infosalud|Fono (?:\w+ )?\w+)(?: \([^)]*\))?:? (?P<said>\d{3,4})(?![\w/-]|[.,]\d)",
        lambda match: digits(match["said"]),
    ),
    says(
        "emergency numbers after a word",
        r"\b(?i:persiste|mejora|cede|emergencias?|urgencias?|ambulancia)[^.;\d]{0,12}(?P<said>112|911|061|"
        r"999)(?![\w/]|[.,]\d)",
        lambda match: " ".join(cardinal(int(digit)) for digit in match["said"]),
    ),
    says(
        "an emergency number at the end",
        r"(?:[a-zá-ú]{3}(?:[,;:]| y| o)|\b[Uu]rgencias\b[^.;]{0,20}[\dhd]:) (?P<said>112|911)(?=\s*[.;]|\s*$)",
        lambda match: digits(match["said"]),
    ),
    rewrites("an emergency number with hyphens", r"(?<![\w.,-])9-1-1(?![\w-]|[.,]\d)", "911"),
)
