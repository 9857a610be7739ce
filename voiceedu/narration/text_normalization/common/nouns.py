"""Nouns that are counted: their gender, and what one of them is called."""

import re

_FEMININE_GERMAN = re.compile(
    r"(?:e|ung|[hk]eit|[Zz]eit|schaft|[tlsx]ion|tät|ei|[Kk]linik|[Tt]echnik|[Kk]ur|atur|ktur|[Kk]apsel|[Ss]chachtel|[Nn]adel"
    r"|[Ww]urzel|[Ss]chulter|[Dd]osis|[Pp]raxis|[Pp]erson|[Hh]and|[Nn]acht|[Ff]rau|[Mm]utter|[Ss]chwester|[Nn]aht)$"
)
_NOT_FEMININE_GERMAN = re.compile(
    r"(?:Name|Kollege|Junge|Auge|Ende|Käse|Getränk\w*|Ei|Brei|Präparate?)$", re.IGNORECASE
)
_FEMININE_FRENCH = re.compile(
    r"(?:tion|sion|té|ance|ence|ule|ère|ette|esse|ouche)s?$"
    r"|^(?:dose|fois|goutte|heure|journée|minute|personne|pilule|prise|semaine|seconde|tasse|visite|année|sonde"
    r"|étape|unité)s?$",
    re.IGNORECASE,
)
_MASCULINE_ROMANCE = re.compile(r"^dia$|(?:grama|ema|ama)$")
_GERMAN_ONE = {
    **{
        word: word.removesuffix("n")
        for word in ["Stunden", "Minuten", "Sekunden", "Tabletten", "Kapseln", "Ampullen", "Wochen"]
    },
    **{
        "Monate": "Monat",
        "Jahre": "Jahr",
        "Packungen": "Packung",
        "Millionen": "Million",
        "Milliarden": "Milliarde",
        "Einheiten": "Einheit",
    },
}
_ITALIAN_IRREGULAR = {"moli": "mole", "gocce": "goccia"}


def is_feminine(noun: str, language: str) -> bool:
    """Return whether `noun` is feminine, by its ending; a noun that no list has is taken for masculine."""
    if language == "de":
        return _FEMININE_GERMAN.search(noun) is not None and not _NOT_FEMININE_GERMAN.search(noun)
    if language == "fr":
        return _FEMININE_FRENCH.search(noun) is not None
    one = noun.lower().removesuffix("s")
    return one.endswith(
        ("a", "ità", "ção", "dade", "veze", "vez", "dose", "zione", "colher", "colhere", "noite")
    ) and not _MASCULINE_ROMANCE.search(one)


def singular(noun: str, language: str) -> str:
    """Return what one of `noun` is called, by its endings: "compressa" for "compresse"."""
    return " ".join(_singular(word, language) for word in noun.split())


def _singular(word: str, language: str) -> str:
    if language == "de":
        return _GERMAN_ONE.get(word, word)
    if language == "it":
        return _ITALIAN_IRREGULAR.get(word) or word[:-1] + {"e": "a", "i": "o"}.get(word[-1], word[-1])
    irregular = {
        "meses": "mês",
        "colheres": "colher",
        "frascos-ampola": "frasco-ampola",
        "mois": "mois",
        "Celsius": "Celsius",
    }
    return irregular.get(word) or word.removesuffix("s")
