"""What French, German, Italian and Portuguese write in the same way: 15 (fifteen), +/+, 24/48 h, - 5 kg, c/o, A · B."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common import minus, short_dates, unit_forms
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_OF_SERIES = {"fr": "en", "de": "mal", "it": "per", "pt": "por"}
_CARE_OF = {"fr": "chez", "de": "bei", "it": "presso", "pt": "aos cuidados de"}
_ONES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fr": {"un": ("une",)},
    "de": {"eins": ("ein", "eine", "einen", "einer", "einem")},
    "it": {"uno": ("un", "una")},
    "pt": {"um": ("uma",), "dois": ("duas",)},
}
"""Other forms of a number, as they agree with a noun."""
_THINGS = (
    "Tabl|Tbl|Kps|Kaps|Hub|Beutel|Trpf|Tablette|Kapsel|cp|cpr|cps|comp|gél|gtt|gttes|sachet|bust|comprimés?|cáps|gts"
)
_HALF_OF_IT = {
    "fr": (r"(?:\b[Ll]a )?(?<![\w/.,])(?:1/2|½) (?=(?:de la|du|de l') ?)", "la moitié "),
    "de": (r"(?<![\w/.,])(?:1/2|½) (?=des\b)", "die Hälfte "),
    "it": (r"(?:\b(?:il|la) )?(?<![\w/.,])(?:1/2|½) (?=dell[ao'])", "la metà "),
    "pt": (r"(?:\ba )?(?<![\w/.,])(?:1/2|½) (?=d[ao] )", "a metade "),
}
"""What half of a thing that is known is called: ½ della dose."""
_SIGN = r"(?:\+{1,4}|-|−|\(\+\))"
_TIMES = (
    "[Mm]inut[ie]n?|minut[eo]s|giorni|settimane|mesi|volte|jours|semaines|mois|fois|heures|Tagen?|Wochen|Monaten?|Stunden"
    "|dias|semanas|meses|vezes|horas|ore"
)
_HOURS = r"h|ore|heures|horas|Std|Stunden"


_KEYS = {
    "fr": ("dièse", "étoile"),
    "de": ("Raute", "Stern"),
    "it": ("cancelletto", "asterisco"),
    "pt": ("cerquilha", "asterisco"),
}
"""What the keys # and * of a telephone are called."""


def first_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules that see these signs before they are silent."""
    hash_key, star = _KEYS[language]
    return (
        rewrites("bars at the edge", r"^\s*[|¦]\s*|\s*[|¦]\s*$", ""),
        rewrites("dots that lead to a word", r"(?<=\.\w)\.{4,}\s*(?=\S)", ". "),
        rewrites("dots that lead to an amount", r"\s*(?:\.{4,}|…{2,}|(?:\. ){3,}\.)\s*(?=[^\s.])", ", "),
        rewrites("separators of a line", r"(?<=\S) [·|¦] (?=\S)", ", "),
        rewrites("the key #", r"(?<=\w )#(?=[\s.,;)]|$)", hash_key),
        rewrites("the key *", r"(?<=\w )\*(?=[.,;)]|$| (?:pour|per|para|für|um)\b)", star),
    )


def rules(language: str, phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that stand before those of one language."""
    either = phrases["or"]

    def read_hours(match: re.Match[str]) -> str | None:
        """Return "24 ou 48" for 24/48 h; 12/12 h is every twelve hours."""
        return f"{match[1]} {either} " if int(match[1]) < int(match["later"]) else None

    def read_signs(match: re.Match[str]) -> str:
        names = {"+": phrases["plus"], "-": phrases["minus"], "−": phrases["minus"]}
        return ", ".join(" ".join(names[sign] for sign in side if sign in names) for side in match.group(1, 2))

    def read_illness(match: re.Match[str]) -> str:
        digits = NUMBERS[language].digits
        whole, part = digits(match["whole"]), digits(match["part"])
        return " ".join(filter(None, (match["letter"], whole, phrases["dot"], part)))

    return (
        rewrites("an apostrophe before a number", r"(?<=[^\W\d_])’(?=[\d½¼¾])", "'"),
        rewrites(
            "round thousands by a space", r"(?<!\d )(?<![\w.,:/-])([1-9]\d{0,2}) 000(?![\d.,]*\d| \d)", r"\g<1>000"
        ),
        rewrites("and between words", r"(?<=[^\W\d_]) & (?=[^\W\d_])", f" {phrases['and']} "),
        *unit_forms.rules(language, phrases),
        rewrites(
            "so many in a day at most",
            r"\b((?i:max|máx|mass|maximal|maximum|massimo|máximo)\.?) (\d{1,2}) ?/ ?(?=24 ?h)",
            rf"\1 \2 {phrases['per']} ",
        ),
        rewrites(
            "chapters that begin a line",
            r"^(\d{1,2})\.(\d{1,2})\.? (?=(?!Uhr)[A-ZÀ-Ü][a-zà-ü]{3})",
            rf"\1 {phrases['dot']} \2, ",
        ),
        rewrites(
            "numbers of a part of a part",
            r"(?<![\w.,/-])(\d{1,2})\.(\d{1,2})\.(\d)(?![\w,/-]|\.\d)",
            rf"\1 {phrases['dot']} \2 {phrases['dot']} \3",
        ),
        rewrites(
            "a name that ends in a digit", r"\b([A-Za-z]{1,5}\d{1,3}) (?=\d+(?:[.,]\d+)? ?(?:%|[^\W\d]|$))", r"\1, "
        ),
        rewrites(
            "a number and its words",
            r"(?<![\w.,/-])(\d{1,4}) ?\((?P<words>[^\W\d_][^\d()]{1,40})\)",
            lambda match: match[1] if _says(match["words"], int(match[1]), language) else None,
        ),
        rewrites(
            "words and their number",
            r"(?<![\w-])(?P<words>[^\W\d_]{2,25}) \((\d{1,3})\)",
            lambda match: match["words"] if _says(match["words"], int(match[2]), language) else None,
        ),
        rewrites("a price of each", r"(?<=€) ?/ ?(?=[^\W\d_]{4})", f" {phrases['per']} "),
        *minus.rules(phrases["minus"]),
        rewrites("in care of", r"(?<![\w/])c/o(?= [A-ZÀ-Üa-z])", _CARE_OF[language]),
        rewrites(
            "so many hours of a day", r"(?<![\d/.,])(\d{1,2}) ?h ?/ ?24(?: ?h)?(?![\d/])", rf"\1 h {phrases['of']} 24"
        ),
        rewrites(
            "repetitions of several series",
            r"(?:(?<=[^\W\d_]\.)|(?<=[^\W\d_])) [x×] ?(?=\d{1,2} (?:séries|serie|Serien|Sätze))",
            f" {_OF_SERIES[language]} ",
        ),
        *short_dates.day_rules(language),
        rewrites(
            "a span with a half",
            r"(?<![-–][½¼¾])(?<![-–] [½¼¾])(?<=[½¼¾]) ?[-–] ?"
            r"(?=(?:[½¼¾]|[1-9]\d?(?:[.,]\d)?)(?![\d½¼¾]| ?[-–]))",
            f" {phrases['to']} ",
        ),
        rewrites("a mark of wonder in brackets", r"\s*\((?:!+|\?+)\)", ""),
        rewrites("a thing once", rf"(?<![\d.,/–-])1 ?[x×] ?(?=\d{{1,2}} ?(?:{_THINGS})\b)", f"{phrases['once']} "),
        rewrites("half of it", _HALF_OF_IT[language][0], _HALF_OF_IT[language][1]),
        rewrites("more or less", r"(?<![\w+])\+ ?/? ?[-−–](?: (?=[^\W_])|(?=\d))", "± "),
        rewrites(
            "a result in brackets",
            r"(?<=[^\W_]) ?\(([+−–-])\)(?=[\s.,;:)]|$)",
            lambda match: f" {phrases['positive' if match[1] == '+' else 'negative']}",
        ),
        *short_dates.first_dates(language),
        rewrites(
            "signs of both sides",
            rf"(?<![\w+/-])({_SIGN}) ?/ ?({_SIGN})(?![\w+/-])",
            read_signs,
        ),
        rewrites(
            "hours or more hours",
            rf"(?<![\d/.,])(6|12|24|36|48|72) ?/ ?(?=(?P<later>12|24|36|48|72|96) ?(?:{_HOURS})\b)",
            read_hours,
        ),
        rewrites(
            "so many or more of a time",
            rf"(?<![\d/.,])(\d{{1,2}}) ?/ ?(?=(?P<later>\d{{1,2}}) ?(?:min|{_TIMES})\b(?! \d))",
            read_hours,
        ),
        rewrites(
            "round the clock",
            r"(?<![\d/])24/7(?![\d/])",
            lambda match: (
                None
                if re.search(
                    r"\b(?:il|l'|dal|al|le|du|au|em|dia|de|até|entro|am|vom)\s?$", match.string[: match.start()]
                )
                else phrases["round the clock"]
            ),
        ),
        rewrites("every few hours by q", r"\bq ?(\d{1,2}) ?h\b", rf"{phrases['every few']} \1 h"),
        rewrites(
            "every few hours",
            rf"(?<=kg) ?/ ?(?=(?:4|6|8|12) ?(?:{_HOURS})\b)",
            f" {phrases['every few']} ",
        ),
        says(
            "codes of illnesses",
            r"(?<![\w-])(?P<letter>[A-TV-Z])(?P<whole>\d\d)\.(?P<part>\d{1,2})[*+†!]?(?!\w|[.,]\d)",
            read_illness,
        ),
        says(
            "codes of illnesses without a letter",
            r"\bICD-?9(?:-CM)?:? (?P<said>(?P<letter>)(?P<whole>\d{3})\.(?P<part>\d{1,2}))(?![\w,]|\.\d)",
            read_illness,
        ),
        rewrites(
            "a dose once",
            r"(?<![\d.,/–-])1 ?[x×] ?(?=\d[\d.,]* ?(?:mg|g|µg|mcg|m[lL]|UI|IE)\b)",
            f"{phrases['once']} ",
        ),
    )


def _says(words: str, number: int, language: str) -> bool:
    """Return whether `words` are those of `number`, however they are joined."""
    cardinal = NUMBERS[language].cardinal(number)
    last = cardinal.split()[-1]
    forms = {cardinal, *(cardinal.removesuffix(last) + other for other in _ONES[language].get(last, ()))}
    return _joined(words) in map(_joined, forms)


def _joined(words: str) -> str:
    return words.casefold().replace(" ", "").replace("-", "").replace("é", "e")
