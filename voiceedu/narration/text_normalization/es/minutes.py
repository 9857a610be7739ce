"""Minutes and seconds by primes, and hours that something lasts: 10′ de hielo, 2′-3′, 30″ x 3, dura 1:30 h."""

import re

from voiceedu.narration.text_normalization.rules import Rule, has, rewrites

_OF_A_NEEDLE = re.compile(r"\b(?:agujas?|pulg\w*|calibre|\d\d ?G)\b")


RULES: tuple[Rule, ...] = (
    rewrites(
        "seconds after a sign of times",
        r"(?<=[a-zá-úº°)] )[x×] ?([2-9]\d|1\d\d) ?[\"”″](?!\w)",
        r"por \1 segundos",
    ),
    rewrites(
        "minutes after a word of time",
        r"\b((?:[Tt]ras|[Dd]urante|[Cc]ada|[Pp]or) (?:unos )?\d{1,3})['’′](?!\w|['’′\d\"”″])",
        r"\1 min",
    ),
    rewrites("minutes of one and the other", r"(?<![\w.,])(\d{1,3})['’′](?= (?:sí|no)\b)", r"\1 minutos"),
    rewrites(
        "seconds between pauses",
        r"(?<=, )([2-9]\d) ?[\"”″](?=,|\.?$)",
        lambda match: None if has(_OF_A_NEEDLE, match.string) else f"{match[1]} segundos",
    ),
    rewrites(
        "minutes by primes in a range",
        r"(?<![\w.,/])(\d{1,2})['’′] ?[-–] ?(\d{1,2})['’′](?!['’′\w])",
        r"\1-\2 min",
    ),
    rewrites(
        "minutes by a prime before a word",
        r"(?<![\w.,'’′‘/])(\d{1,3})['’′](?= (?!de (?:alto|ancho|largo|altura)|y \d)[a-zá-ú]{1,})",
        r"\1 min",
    ),
    rewrites(
        "hours and minutes that something lasts",
        r"(?<![\w:.,])(\d{1,2}):([0-5]\d) ?h(?:oras|rs?|s)?\.?"
        r"(?= de (?:duración|ayuno|espera|viaje|sueño|vuelo|caminata|trabajo|reposo|evolución|parto)\b)|"
        r"\b(?:(?<=[Dd]ura )|(?<=durar )|(?<=durante )|(?<=uración )|(?<=uración: ))"
        r"(\d{1,2}):([0-5]\d) ?h(?:oras|rs?|s)?(?!\w)",
        lambda match: (
            f"{match[1] or match[3]} h" + (f" y {match[2] or match[4]} min" if int(match[2] or match[4]) else "")
        ),
    ),
    rewrites(
        "minutes by a prime of a course",
        r"(?<![\w.,'’′‘])((?:[5-9]|[1-9]\d|1\d\d))['’′](?=\s*(?:en|de|y|[,;/)]|$)(?![\w\"”″]))(?!\s*\d)",
        r"\1 min",
    ),
    rewrites("minutes after", r"\b(a los \d{1,2}) ?['’′](?!\w)", r"\1 minutos"),
    rewrites(
        "seconds of a hold",
        r"\b((?:[Mm]ant[eé]n\w*|[Ss]ost[eé]n\w*)(?: durante)? \d{1,2}) ?[\"”″](?! ?\w)",
        r"\1 segundos",
    ),
    rewrites("minutes of a course", r"(?<=\ben )(\d{1,3})['’′](?=[\s,;.)]|$)(?! ?\d)", r"\1 min"),
    rewrites(
        "minutes by a prime",
        r"(?<=\d)['’′](?= ?(?:antes|después|sin|si|tras|hasta|luego|diarios?|"
        r"c/|cada|al día|por|de (?:hielo|calor|reposo|ejercicio)|x ?\d|× ?\d"
        r"|\d ?v/|[-–] ?\d{1,2} ?h\b|/ ?d|\d[-–\d ]* ve(?:z|ces) ))",
        " min",
    ),
)
