"""Polish numbers in words: cardinals in two cases, ordinals in the genitive, hours and years."""

import re

_ONES = (
    *("zero", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć", "dziesięć"),
    *("jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście", "szesnaście", "siedemnaście"),
    *("osiemnaście", "dziewiętnaście"),
)
_TENS = (
    *("", "", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt", "siedemdziesiąt"),
    *("osiemdziesiąt", "dziewięćdziesiąt"),
)
_HUNDREDS = (
    *("", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset", "dziewięćset"),
)
_ORDINALS = (
    *("", "pierwszego", "drugiego", "trzeciego", "czwartego", "piątego", "szóstego", "siódmego", "ósmego"),
    *("dziewiątego", "dziesiątego", "jedenastego", "dwunastego", "trzynastego", "czternastego", "piętnastego"),
    *("szesnastego", "siedemnastego", "osiemnastego", "dziewiętnastego"),
)
_ORDINAL_TENS = (
    *("", "", "dwudziestego", "trzydziestego", "czterdziestego", "pięćdziesiątego", "sześćdziesiątego"),
    *("siedemdziesiątego", "osiemdziesiątego", "dziewięćdziesiątego"),
)
_GENITIVE = re.compile(
    r"\b(?:do|od|powyżej|poniżej|około|u|bez|dla|po upływie|w ciągu|oprócz|spośród|z|ze|wieku|"
    r"nie (?:może |powin\w+ )?(?:przekracza\w*|przekrocz\w*)|"
    r"(?:przyjmowani|przyjęci|zażywani|zażyci|stosowani|podani|podawani|wypici|połknięci)[eau])\s$",
    re.IGNORECASE,
)
FEMININE = re.compile(
    r"(?:, \d{1,3})? ?(?:tablet|godzin|minut|jednost|milijednost|mikrojednost|kapsuł|daw|krop|ampuł|łyż|"
    r"os[oó]b|wizyt|noc|stron|sekund|porcj|szklan|saszet)\w*"
)
_GENITIVES = {
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
    **{"pięćset": "pięciuset", "sześćset": "sześciuset", "siedemset": "siedmiuset", "osiemset": "ośmiuset"},
    **{
        "dziewięćset": "dziewięciuset",
        "trzysta": "trzystu",
        "czterysta": "czterystu",
        "tysiąc": "tysiąca",
        "tysiące": "tysięcy",
    },
}


def cardinal(number: int) -> str:
    """Return a number below a million as it is counted."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        last, tens = thousands % 10, thousands % 100
        form = "tysiące" if last in (2, 3, 4) and tens not in (12, 13, 14) else "tysięcy"
        name = "tysiąc" if thousands == 1 else f"{cardinal(thousands)} {form}"
        return f"{name} {cardinal(rest)}" if rest else name
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_HUNDREDS[hundreds]} {cardinal(rest)}" if rest else _HUNDREDS[hundreds]
    if number < len(_ONES):
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]} {_ONES[ones]}" if ones else _TENS[tens]


def is_genitive(before: str, following: str) -> bool:
    """Return whether a number between these texts is in the genitive, or like it: "powyżej 5", "po 24 godzinach"."""
    if re.match(r" ?(?:pacjentów|chorych|lekarzy|mężczyzn|ludzi|uczestników)\b", following):
        return not before.endswith("na ")
    return _GENITIVE.search(before) is not None or re.match(r"(?: do \d+)? ?\w+ach\b", following) is not None


def genitive(words: str) -> str:
    """Return a Polish number as it is said after "do" and "od": "do dwudziestu"."""
    return " ".join(map(_genitive, words.split()))


def _genitive(word: str) -> str:
    if word in _GENITIVES:
        return _GENITIVES[word]
    for ending, genitive in (
        ("naście", "nastu"),
        ("dzieścia", "dziestu"),
        ("dzieści", "dziestu"),
        ("dziesiąt", "dziesięciu"),
    ):
        if word.endswith(ending):
            return word.removesuffix(ending) + genitive
    return word


_FIRST_PARTS = {"jeden": "jedno", "dwa": "dwu", "trzy": "trzy", "cztery": "cztero", "sto": "stu", "tysiąc": "tysiąc"}


def first_part(word: str) -> str:
    """Return a number as a part of a longer word: "czternasto" in "czternastoletni"."""
    if word in _FIRST_PARTS:
        return _FIRST_PARTS[word]
    words = _genitive(word)
    return (
        words
        if words.endswith(("stu", "set")) and "nastu" not in words and "dziestu" not in words
        else f"{words[:-1]}o"
    )


def hour_name(hour: int, before: str) -> str:
    """Return the name of an hour: "ósma", and "ósmej" after a preposition."""
    genitive_name = ordinal(hour) if hour else "zerowego"
    words = [
        {"drugiego": "druga", "trzeciego": "trzecia"}.get(word, word.removesuffix("ego") + "a")
        for word in genitive_name.split()
    ]
    if re.search(r"\b(?:o|od|do|po|przed|godz\.|godzin(?:ie|y|ą))\s$", before, re.IGNORECASE):
        if re.search(r"\bprzed (?:godziną )?$", before, re.IGNORECASE):
            return " ".join(f"{word[:-1]}ą" for word in words)
        words = [f"{word[:-1]}iej" if word == "druga" else f"{word[:-1]}ej" for word in words]
    return " ".join(words)


def year(year: int) -> str:
    """Return a year in the genitive: "dwa tysiące dwudziestego szóstego"."""
    century, rest = year - year % 100, year % 100
    if rest:
        return f"{cardinal(century)} {ordinal(rest)}"
    return "dwutysięcznego" if year == 2000 else f"{cardinal(century)}nego"


def ordinal(number: int) -> str:
    """Return a Polish ordinal below a hundred in the genitive: "dwudziestego piątego"."""
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    return f"{_ORDINAL_TENS[tens]} {_ORDINALS[ones]}".strip()
