"""Dutch and Polish numbers and dates in words: no grammar of general text normalization has them."""

import datetime
import re

from voiceedu import languages

_DUTCH = (
    *(
        "nul",
        "een",
        "twee",
        "drie",
        "vier",
        "vijf",
        "zes",
        "zeven",
        "acht",
        "negen",
        "tien",
        "elf",
        "twaalf",
        "dertien",
    ),
    *("veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"),
)
_DUTCH_TENS = (*("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"),)
_POLISH = (
    *("zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"),
    *("jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście"),
    *("osiemnaście", "dziewiętnaście"),
)
_POLISH_TENS = (
    *("", "", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt"),
    *("osiemdziesiąt", "dziewięćdziesiąt"),
)
_POLISH_HUNDREDS = (
    *("", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"),
)
_POLISH_ORDINALS = (
    *("", "pierwszego", "drugiego", "trzeciego", "czwartego", "piątego", "szóstego", "siódmego", "ósmego"),
    *("dziewiątego", "dziesiątego", "jedenastego", "dwunastego", "trzynastego", "czternastego", "piętnastego"),
    *("szesnastego", "siedemnastego", "osiemnastego", "dziewiętnastego"),
)
_POLISH_ORDINAL_TENS = (
    *("", "", "dwudziestego", "trzydziestego", "czterdziestego", "pięćdziesiątego", "sześćdziesiątego"),
    *("siedemdziesiątego", "osiemdziesiątego", "dziewięćdziesiątego"),
)
_POLISH_GENITIVE = re.compile(
    r"\b(?:do|od|powyżej|poniżej|około|u|bez|dla|po upływie|w ciągu|oprócz|spośród|z|ze|wieku)\s$", re.IGNORECASE
)
_POLISH_FEMININE = re.compile(
    r"(?:, \d{1,3})? ?(?:tablet|godzin|minut|jednost|kapsuł|daw|krop|ampuł|łyż|"
    r"os[oó]b|wizyt|noc|stron|sekund|porcj|szklan|saszet)\w*"
)
_POLISH_GENITIVES = {
    **{"zero": "zera", "jeden": "jednego", "jedna": "jednej", "dwa": "dwóch", "dwie": "dwóch", "trzy": "trzech"},
    **{"cztery": "czterech", "pięć": "pięciu", "sześć": "sześciu", "siedem": "siedmiu", "osiem": "ośmiu"},
    **{
        "dziewięć": "dziewięciu",
        "dziesięć": "dziesięciu",
        "dwadzieścia": "dwudziestu",
        "dwanaście": "dwunastu",
        "sto": "stu",
        "dwieście": "dwustu",
    },
    **{"trzysta": "trzystu", "czterysta": "czterystu", "tysiąc": "tysiąca", "tysiące": "tysięcy"},
}
_LONGEST = 6
"""In digits: a longer number is a code, and read digit by digit."""
LANGUAGES = frozenset({"nl", "pl"})


def cardinal(number: int, language: str) -> str:
    """Return a number below a million in words."""
    return _dutch(number) if language == "nl" else _polish(number)


def _dutch(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        name = "duizend" if thousands == 1 else f"{_dutch(thousands)}duizend"
        return f"{name} {_dutch(rest)}" if rest else name
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_DUTCH[hundreds] if hundreds > 1 else ''}honderd{_dutch(rest) if rest else ''}"
    if number < len(_DUTCH):
        return _DUTCH[number]
    tens, ones = divmod(number, 10)
    joint = "ën" if ones in (2, 3) else "en"
    return f"{_DUTCH[ones]}{joint}{_DUTCH_TENS[tens]}" if ones else _DUTCH_TENS[tens]


def _dutch_year(year: int) -> str:
    """Return "negentienhonderd eenenzeventig": centuries are counted in hundreds."""
    hundreds, rest = divmod(year, 100)
    return f"{_dutch(hundreds)}honderd {_dutch(rest) if rest else ''}".strip() if 1100 <= year < 2000 else _dutch(year)


def _polish(number: int) -> str:
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        last, tens = thousands % 10, thousands % 100
        form = "tysiące" if last in (2, 3, 4) and tens not in (12, 13, 14) else "tysięcy"
        name = "tysiąc" if thousands == 1 else f"{_polish(thousands)} {form}"
        return f"{name} {_polish(rest)}" if rest else name
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_POLISH_HUNDREDS[hundreds]} {_polish(rest)}" if rest else _POLISH_HUNDREDS[hundreds]
    if number < len(_POLISH):
        return _POLISH[number]
    tens, ones = divmod(number, 10)
    return f"{_POLISH_TENS[tens]} {_POLISH[ones]}" if ones else _POLISH_TENS[tens]


def is_polish_genitive(before: str, following: str) -> bool:
    """Return whether a number between these texts is in the genitive, or like it: "powyżej 5", "po 24 godzinach"."""
    return _POLISH_GENITIVE.search(before) is not None or re.match(r" ?\w+ach\b", following) is not None


def polish_genitive(words: str) -> str:
    """Return a Polish number as it is said after "do" and "od": "do dwudziestu"."""
    return " ".join(map(_genitive, words.split()))


def _genitive(word: str) -> str:
    if word in _POLISH_GENITIVES:
        return _POLISH_GENITIVES[word]
    for ending, genitive in (
        ("naście", "nastu"),
        ("dzieścia", "dziestu"),
        ("dzieści", "dziestu"),
        ("dziesiąt", "dziesięciu"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + genitive
    return word.removesuffix("set") + "uset" if word.endswith("set") else word


def polish_hour(hour: int, before: str) -> str:
    """Return the name of an hour: "ósma", and "ósmej" after a preposition."""
    ordinal = polish_ordinal(hour) if hour else "zerowego"
    words = [
        {"drugiego": "druga", "trzeciego": "trzecia"}.get(word, word.removesuffix("ego") + "a")
        for word in ordinal.split()
    ]
    if re.search(r"\b(?:o|od|do|po|przed|godz\.|godzinie)\s$", before, re.IGNORECASE):
        words = [f"{word[:-1]}iej" if word == "druga" else f"{word[:-1]}ej" for word in words]
    return " ".join(words)


def whole(digits: str, following: str, language: str) -> str:
    """Return the digits of a whole number in words, as it agrees with the text `following` it."""
    if len(digits) > _LONGEST or (len(digits) > 1 and digits.startswith("0")):
        return " ".join(cardinal(int(digit), language) for digit in digits)
    words = cardinal(int(digits), language)
    if language == "nl":
        return "één" if words == "een" else words
    if number_of_one := re.match(r" ?(\w{3,}(?:ę|ce|[kl]i))\b", following):
        if words == "jeden" and number_of_one[1].endswith("ę"):
            return "jedną"
        if words == "jeden" and number_of_one[1].endswith(("tce", "łce", "zinie", "nucie", "tki", "łki")):
            return "jednej"
    if _POLISH_FEMININE.match(following):
        return {"jeden": "jedna"}.get(words, re.sub(r"\bdwa$", "dwie", words))
    return words


def decimal(before: str, after: str, language: str) -> str:
    """Return a decimal in words; what follows the comma as a number, or digit by digit after a zero."""
    comma = "komma" if language == "nl" else "przecinek"
    is_number = len(after) <= 2 and not after.startswith("0")
    end = cardinal(int(after), language) if is_number else " ".join(cardinal(int(digit), language) for digit in after)
    return f"{whole(before, '', language)} {comma} {end}"


def date(day: int, month: int, year: int, language: str) -> str | None:
    """Return a date in words, or None if there is no such day."""
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    name = str(languages.locale_or_english(language).months["format"]["wide"][month])
    if language == "nl":
        return f"{'één' if day == 1 else _dutch(day)} {name} {_dutch_year(year)}"
    century, rest = year - year % 100, year % 100
    years = f"{_polish(century)} {polish_ordinal(rest)}" if rest else _polish(century)
    return f"{polish_ordinal(day)} {name} {years} roku"


def polish_ordinal(number: int) -> str:
    """Return a Polish ordinal below a hundred in the genitive: "dwudziestego piątego"."""
    if number < len(_POLISH_ORDINALS):
        return _POLISH_ORDINALS[number]
    tens, ones = divmod(number, 10)
    return f"{_POLISH_ORDINAL_TENS[tens]} {_POLISH_ORDINALS[ones]}".strip()
