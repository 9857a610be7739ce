"""What Russian texts write beside doses: 12 октября 1911, 1930-х, в XIX в., 2-й степени, 65-летний, с 6.00 до 9.20."""

import re

from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.doses.russian_numbers import cardinal, genitive
from voiceedu.narration.text_normalization.doses.russian_ordinals import ordinal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_MONTHS_ALONE = (
    "январ[еья]|феврал[еья]|март[еа]?|апрел[еья]|ма[ейя]|июн[еья]|июл[еья]|август[еа]?|сентябр[еья]|октябр[еья]|"
)
_MONTHS_ALONE += "ноябр[еья]|декабр[еья]"
_YEAR = r"(?P<said>1[5-9]\d\d|20\d\d)"
_NO_YEAR_AFTER = r"(?! ?г(?:\.|од)|[\w/-]|[.,]\d| ?[-–—] ?\d)"
_CENTURIES = {"": "ый", "а": "ого", "у": "ому", "ом": "ым", "е": "ом", "ов": "ый", "ах": "ый", "ами": "ый"}
_TIME = r"(?:[01]?\d|2[0-4])\.(?:00|1[5-9]|[2-5]\d)"
_FIRST_PARTS = {1: "одно", 2: "двух", 3: "трёх", 4: "четырёх", 90: "девяносто", 100: "сто", 1000: "тысяче"}
_COMPOUND = (
    r"лет\w+|дневн\w+|часов\w+|минутн\w+|недельн\w+|месячн\w+|суточн\w+|кратн\w+|процентн\w+|градусн\w+|этажн\w+|"
    r"миллиграммов\w+|граммов\w+|литров\w+|канальн\w+|ступенчат\w+|местн\w+|разов\w+|камерн\w+|секундн\w+|"
    r"сантиметров\w+|миллиметров\w+|метров\w+|килограммов\w+|миллилитров\w+|компонентн\w+|точечн\w+|валентн\w+"
)
_COUNTED = {
    **{"чел": "человек|человека|человек", "сек": "секунда|секунды|секунд", "тыс": "тысяча|тысячи|тысяч"},
    **{"млн": "миллион|миллиона|миллионов", "млрд": "миллиард|миллиарда|миллиардов"},
}
_PLACES = (
    ("на", "рис", "рисунке"),
    ("с", "рис", "рисунком"),
    ("в", "табл", "таблице"),
    ("на", "стр", "странице"),
    ("в", "п", "пункте"),
    ("в", "гл", "главе"),
)
_PARTS = {5: "пятая", 6: "шестая", 8: "восьмая", 10: "десятая", 100: "сотая"}


def _first_part(number: int) -> str:
    """Return a number as the first part of a word: "шестидесятипяти", "двух", "сто"."""
    if number in _FIRST_PARTS:
        return _FIRST_PARTS[number]
    tens, ones = number - number % 10, number % 10
    if number < 100 and tens >= 20 and ones:
        return genitive(cardinal(tens)) + _first_part(ones)
    return genitive(cardinal(number)).replace(" ", "")


def _read_compound(match: re.Match[str]) -> str | None:
    number = int(match["number"])
    return _first_part(number) + match["noun"] if 0 < number <= 100 or number == 1000 else None


def _read_year(match: re.Match[str]) -> str:
    """Return a year without its noun: "в тысяча девятьсот семьдесят шестом", "октября … одиннадцатого"."""
    ending = "ом" if re.match(r"[Вв] ", match[0]) else "ого"
    return ordinal(int(match["said"]), ending)


def _read_century(match: re.Match[str]) -> str:
    return f"{ordinal(value(match['said']), _CENTURIES[match['ending']])}"


def _write_century(match: re.Match[str]) -> str:
    """Return a century in short, in the case of its preposition."""
    before = match["before"].lower()
    noun = {"в": "веке", "с": "века", "до": "века", "из": "века", "от": "века", "к": "веку"}[before]
    return f"{match['before']} {match['numeral']} {noun}"


def _read_feminine(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), "ой").replace("третой", "третьей")


RULES: tuple[Rule, ...] = (
    rewrites(
        "days of a month by two numbers",
        r"\b([СсОо]т?|[Пп]о|[Дд]о|[Пп]осле) (3[01]|[12]?\d)\.(0[1-9])(?![\d.,]*\d| ?(?:мг|мл|г|кг|л|см|мм|ммоль)\b)",
        lambda match: f"{match[1]} {match[2]} {_MONTHS.split('|')[int(match[3]) - 1]}",
    ),
    rewrites("routes with a capital", r"(?<![\w/])В/(?=[вмк](?![\w/]))", "в/"),
    rewrites(
        "a year after a preposition",
        r"\b([ВвСсКк]|[Дд]о|[Пп]осле|[Оо]т) (1[5-9]\d\d|20\d\d) ?г\.(?= [а-яё(])",
        lambda match: f"{match[1]} {match[2]} {'году' if match[1] in 'ВвКк' else 'года'}",
    ),
    says("years of a month", rf"\b(?:\d{{1,2}} )?(?:{_MONTHS_ALONE}) {_YEAR}{_NO_YEAR_AFTER}", _read_year),
    says("years that end a phrase", rf"\b(?:[Вв]|[Сс]|[Дд]о) {_YEAR}(?=[.,;:)]|$)(?![.,]\d)", _read_year),
    says(
        "a year before its noun",
        r"(?<![\w.,/-])(?P<said>1[0-9]\d\d|20\d\d)(?= год(?![а-яё]))",
        lambda match: ordinal(int(match["said"]), "ый"),
    ),
    says(
        "decades",
        r"(?<![\w.,/-])(?P<said>(?P<year>(?:1[5-9]|20)\d0|\d0(?=-\w+ год))-(?P<ending>х|е|ми?))(?!\w)",
        lambda match: ordinal(int(match["year"]), {"х": "ых", "е": "ые", "м": "ым", "ми": "ыми"}[match["ending"]]),
    ),
    rewrites(
        "centuries in short",
        r"\b(?P<before>[ВвСсКк]|[Дд]о|[Ии]з|[Оо]т) (?P<numeral>[XVI]{1,5}) в\.(?=\s+[а-яё(]|[,;)]|$)",
        _write_century,
    ),
    says("centuries", r"(?<!\w)(?P<said>[XVI]{1,5})(?= век(?P<ending>[а-яё]{0,3})\b)", _read_century),
    says(
        "feminine ordinals in an oblique case",
        r"(?<![\w.,/-])(?P<said>(?P<number>[1-9]\d?)-?й)(?= [а-яё]+(?:[еиы]|ой|ей|ью)\b)",
        _read_feminine,
    ),
    says(
        "words that begin with a number",
        rf"(?<![\w.,/-])(?P<number>\d{{1,4}})[-–](?:(?:ти|и|х|й|ми)[ -])?(?P<noun>{_COMPOUND})",
        _read_compound,
    ),
    rewrites(
        "from an hour with a dot",
        rf"\b([Сс]) ({_TIME}) (до|по) ({_TIME})(?![\d.,]*\d| ?(?:мг|мл|г|кг|м|см)\b)",
        lambda match: f"{match[1]} {match[2].replace('.', ':')} {match[3]} {match[4].replace('.', ':')}",
    ),
    rewrites(
        "a part of so many",
        rf"(?<![\d/.,])1/(?P<many>{'|'.join(map(str, _PARTS))})(?= [а-яё]+(?:и|ы|а|я|ов|ей)\b)",
        lambda match: f"одна {_PARTS[int(match['many'])]}",
    ),
    rewrites("compare", r"(?<!\w)[Сс]р\. (?=с\b|также\b|рис|табл)", "сравните "),
    rewrites(
        "counted in short",
        rf"(?<![\d.,])(?P<number>\d+(?:,\d+)?) ?(?P<short>{'|'.join(_COUNTED)})(?!\w)\.?(?=[\s,;)/]|$)",
        lambda match: f"{match['number']} {form_after(_COUNTED[match['short']], match['number'])}",
    ),
    rewrites("roubles after a word", r"(миллион\w*|тысяч\w*|миллиард\w*) руб(?!\w)\.?(?=[\s,;)]|$)", r"\1 рублей"),
    *(
        rewrites(f"a place: {name}", rf"(?<!\w){before} {short}\. ?(?=\d)", f"{before} {name} ")
        for before, short, name in _PLACES
    ),
)
"""They stand before the other rules of Russian."""
LATIN_WORDS = says(
    "words in Latin letters",
    r"(?<![A-Za-z\d])[A-Za-z]*[a-z]{2}[A-Za-z]*(?:[-'][A-Za-z]+)*(?![A-Za-z\d])",
    lambda match: match[0],
)
"""The grammar spells a Latin word. This stands after the rules of units."""
