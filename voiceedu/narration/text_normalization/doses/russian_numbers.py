"""Russian numbers in words as they agree with what is around them: в течение пяти дней, две таблетки, 2-й этаж."""

import re

from voiceedu.narration.text_normalization.doses.agreement import form_after
from voiceedu.narration.text_normalization.rules import Rule, says

_ONES = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать "
_ONES += "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать"
TENS = "_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_HUNDREDS = "_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот"
_GENITIVES = {
    **{"ноль": "ноля", "один": "одного", "одна": "одной", "два": "двух", "две": "двух", "три": "трёх"},
    **{"четыре": "четырёх", "восемь": "восьми", "сорок": "сорока", "девяносто": "девяноста", "сто": "ста"},
    **{"двести": "двухсот", "триста": "трёхсот", "четыреста": "четырёхсот", "тысяча": "тысячи", "тысячи": "тысяч"},
    **{"пятьдесят": "пятидесяти", "шестьдесят": "шестидесяти", "семьдесят": "семидесяти"},
    **{"восемьдесят": "восьмидесяти", "восемьсот": "восьмисот", "целая": "целой", "десятая": "десятой"},
    **{"сотая": "сотой"},
}
_GENITIVE = re.compile(
    r"\b(?:в течение|в теч\.|около|более|менее|больше|меньше|до|от|с|со|из|без|для|после|свыше|выше|ниже|старше|"
    r"младше|не позднее|раньше|у|кроме|в возрасте|продолжительностью|весом|меньше чем|больше чем|реже|чаще)\s"
    r"(?:\d+(?:,\d+)?(?: [а-яё]+)?(?:[,–-]| и| или) ?)?$",
    re.IGNORECASE,
)
_OF_ONE = re.compile(
    r"дня|раза|часа|месяца|года|\w*грамма|\w*литра|\w*метра|процента|укола|приёма|визита|пациента|случая|человека"
)
"""What is in the genitive after one."""
_LONGEST = 6
LOOKED_AT = 60
"""How many characters around a number decide how it is read."""


def text_before(match: re.Match[str]) -> str:
    """Return the words before `match` that may decide its case: all of a long text would take minutes."""
    return match.string[max(0, match.start() - LOOKED_AT) : match.start()]


def cardinal(number: int) -> str:
    """Return a number below a million, masculine, as it is counted."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        form = form_after("тысяча|тысячи|тысяч", str(thousands))
        name = "тысяча" if thousands == 1 else f"{feminine(cardinal(thousands))} {form}"
        return f"{name} {cardinal(rest)}" if rest else name
    words = []
    if number >= 100:
        words.append(_HUNDREDS.split()[number // 100])
    rest = number % 100
    if rest >= 20:
        words.append(TENS.split()[rest // 10])
        rest %= 10
    if rest or not number:
        words.append(_ONES.split()[rest])
    return " ".join(words)


def feminine(words: str) -> str:
    """Return a number before a feminine noun: "двадцать одна", "две"."""
    return re.sub(r"\bодин$", "одна", re.sub(r"\bдва$", "две", words))


def genitive(words: str) -> str:
    """Return a number after "до" and "более"."""
    return " ".join(map(_genitive, words.split()))


def is_after_genitive(before: str) -> bool:
    """Return whether a number after the text `before` stands in the genitive: "более", "в течение"."""
    return _GENITIVE.search(before[-LOOKED_AT:]) is not None


def _dative(words: str) -> str:
    """Return a number after "к": "восьми", "двум"."""
    words = re.sub(r"(\w+)сот\b", r"\1стам", genitive(words))
    return re.sub(r"\b(двух|трёх|четырёх|одного)\b", lambda word: _DATIVES[word[1]], words)


_DATIVES = {"двух": "двум", "трёх": "трём", "четырёх": "четырём", "одного": "одному"}


def _genitive(word: str) -> str:
    if word in _GENITIVES:
        return _GENITIVES[word]
    if word.endswith("сот"):
        return f"{_genitive(word.removesuffix('сот'))}сот"
    return f"{word[:-1]}и" if word.endswith("ь") else word


def _agreeing(digits: str, before: str, after: str) -> str:
    """Return a whole number as it agrees with the words `before` and `after` it."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return " ".join(cardinal(int(digit)) for digit in digits)
    number, words = int(digits), cardinal(int(digits))
    found = re.match(r"(?:(?:, | и | или )\d{1,3})? ?([а-яё]{3,})", after)
    noun = found[1] if found else ""
    is_one = number % 10 == 1 and number % 100 != 11
    if noun.endswith(("часам", "часу", "минутам")):
        return _dative(words)
    if is_one and re.search(r"(?:[кнтлвд]е|ой|ей)$", noun):
        return re.sub("один$", "одной", genitive(words) if number > 1 else words)
    if is_one and noun.endswith(tuple("ую")) and noun not in ("дню", "часу"):
        return re.sub("один$", "одну", words)
    if is_one and after.startswith(",") and _OF_ONE.fullmatch(noun) and not is_after_genitive(before):
        return words  # "1, 2 часа": the noun is counted by the other number
    is_after = is_after_genitive(before) or (
        is_one and not after.startswith(",") and _OF_ONE.fullmatch(noun) is not None
    )
    ends_in_a = noun.endswith(tuple("ая"))
    is_two = number % 10 == 2 and number % 100 != 12
    if (is_one and ends_in_a and not is_after) or (is_two and noun.endswith(tuple("иы"))):
        words = feminine(words)
    if is_one and after.startswith(",") and noun.endswith(tuple("иы")):  # "через 1, 2 недели"
        return re.sub(
            "один$", "одну" if re.search(r"\b(?:через|за|на|по)\s$", before, re.IGNORECASE) else "одна", words
        )
    is_counted = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) and noun.endswith(tuple("аяиы"))
    is_genitive = (is_after and not is_counted) or noun.endswith(("ах", "ях"))
    if is_genitive and is_one and noun.endswith(tuple("иы")):
        words = feminine(words)
    if is_genitive and noun.endswith(("ах", "ях")):
        return re.sub(r"сот\b", "стах", genitive(words))
    return genitive(words) if is_genitive else words


def _read_whole(match: re.Match[str]) -> str:
    return f" {_agreeing(match[0], text_before(match), match.string[match.end() : match.end() + LOOKED_AT])} "


def _read_decimal(match: re.Match[str]) -> str:
    """Return "тридцать восемь целых пять десятых"."""
    whole, part = int(match["whole"]), int(match["part"])
    of = ("целая", "целых")[not (whole % 10 == 1 and whole % 100 != 11)]
    size = {1: ("десятая", "десятых"), 2: ("сотая", "сотых")}.get(len(match["part"]), ("тысячная", "тысячных"))
    end = size[not (part % 10 == 1 and part % 100 != 11)]
    words = f"{feminine(cardinal(whole))} {of} {feminine(cardinal(part))} {end}"
    return f" {genitive(words) if is_after_genitive(text_before(match)) else words} "


RULES: tuple[Rule, ...] = (
    says("decimals", r"(?<![\w.,])(?P<whole>\d{1,6}),(?P<part>\d{1,3})(?!\d|,\d)", _read_decimal),
    says("whole numbers", r"(?<![\d.,:])\d+(?!\d|[.,:]\d)", _read_whole),
)
"""They stand after those of units."""
