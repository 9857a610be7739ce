"""Sets and repetitions of an exercise: 3 × 10, 3 series x 10 rep., 3 × 30″."""

import re

from voiceedu.narration.text_normalization.rules import Rule, has, rewrites


def _write_seconds(match: re.Match[str]) -> str | None:
    return f"{match[1]} veces {match[2]} segundos" if has(_EXERCISES, match.string) else None


def _write_sets(match: re.Match[str]) -> str | None:
    """Return "3 series de 10" for 3 × 10 in a text about exercises."""
    return f"{match[1]} series de {match[2]}" if has(_EXERCISES, match.string) else None


_EXERCISES = re.compile(
    r"\b(?:ejercicios?|puentes?|sentadillas?|flexion|estiramientos?|estir|planchas?|elevaci|series?|repeticion|abdominales|"
    r"isquios?|isquiotib|cuádriceps|glúteos?|gemelos?|aductor|monopodal|descanso|bipedest)",
    re.IGNORECASE,
)


_CYCLING = re.compile(r"\b(?:bici|ciclo|pedal|cadencia)", re.IGNORECASE)


def _write_cadence(match: re.Match[str]) -> str | None:
    return "revoluciones por minuto" if has(_CYCLING, match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "current on and off", r"(?<=\d )(s|seg) ON ?/ ?(\d+) ?(?:s|seg) OFF(?!\w)", r"\1 encendido, \2 seg apagado"
    ),
    rewrites(
        "strengths of both hands",
        r"(?<![\w.,])(\d+(?:[.,]\d)? ?kg) D ?[/,y] ?(\d+(?:[.,]\d)? ?kg) I(?!\w)",
        r"\1 derecha, \2 izquierda",
    ),
    rewrites(
        "seconds on one leg",
        r"\b(monopodal|[Dd]escanso|[Pp]lancha|[Pp]uente|isométric[oa])(:? \d{1,2})[\"”″](?!\w)",
        r"\1\2 segundos",
    ),
    rewrites(
        "the most that can be lifted once",
        r"(?<!\w)((?:[Ss]u|[Tt]u|[Ll]a|[Uu]na) )?1RM(?!\w)",
        lambda match: f"{match[1] or 'una '}repetición máxima",
    ),
    rewrites("seconds of each set", r"(?<![\w.,/-])([1-9]\d)[\"”″](?= ?[x×] ?\d+(?![\d\"”″]))", r"\1 segundos"),
    rewrites("cadences", r"(?<=\d )rpm(?!\w)", _write_cadence),
    rewrites("seconds by two primes", r"(?<![\w.,/-])(\d{1,2}) ?[x×] ?(\d{2})(?:[\"″”]|'')", _write_seconds),
    rewrites(
        "sets and repetitions",
        r"(?<![\w.,/-])([1-9]) ?[x×] ?(\d{1,2})(?![\w\"″”'’′]|[.,/]\d| ?[x×])(?! ?(?!RM\b)\w{1,3}\b)",
        _write_sets,
    ),
    rewrites("repetitions of a set", r"\brep(?:et|s)?\.? ?[x×] ?(?=\d+ series\b)", "repeticiones, "),
    rewrites("repetitions", r"(?<=\d )reps?(?:\.(?=\s*[\w,;:(]))?(?!\w)", "repeticiones"),
    rewrites("sets of an exercise", r"\b(series?) ?[x×] ?(?=\d)", r"\1 de ", ignore_case=True),
)
