"""Months and weeks that something lasts: hace 3 m, x 2 a, control en 6 m, la sem. próxima, p/ 7 d."""

import re

from voiceedu.narration.text_normalization.es.topics import OF_DISTANCES
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites


def _write_months_of_course(match: re.Match[str]) -> str | None:
    return None if has(OF_DISTANCES, match.string) else f"{match[1]} meses"


def _write_steps(match: re.Match[str]) -> str | None:
    """Return "0, 1 y 6 meses" for 0-1-6 m, which only rises."""
    *steps, last = match[1].split("-")
    if [*map(int, steps), int(last)] != sorted({*map(int, steps), int(last)}):
        return None
    return f"{', '.join(steps)} y {last} {'meses' if match['unit'] == 'm' else match['unit']}"


_OF_A_COMPLAINT = re.compile(r"\b(?:\w+algias?|dolor|ciática|clínica|síntomas|evolución)\b", re.IGNORECASE)


_OF_A_MEDICINE = re.compile(r"\d ?(?:mg|µg|mcg|UI)\b")


RULES: tuple[Rule, ...] = (
    rewrites(  # before it is taken for a telephone number
        "spans of months with two years",
        r"(?<=\d/(?:19|20)\d\d) ?[-–—] ?(?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d))",
        " a ",
    ),
    rewrites(
        "months that a tumour lets live",
        r"\b((?:SLP|SLE|SG|[Mm]ediana|[Ss]upervivencia|[Ss]obrevida)[^.;\d]{0,30}\d{1,3}(?:[.,]\d)?) m(?=[\s,;.)]|$)",
        r"\1 meses",
    ),
    rewrites(
        "weeks until a visit as a fraction",
        r"\b(en|por|durante|hace) (\d{1,2})/52(?![\w/]|[.,]\d)",
        lambda match: f"{match[1]} {match[2]} semana{'s' * (match[2] != '1')}",
    ),
    rewrites(
        "months of a course as a fraction",
        r"\b([Dd]e )(\d{1,2})/12(?= de (?:evol|edad|duración|vida)\w*)",
        lambda match: f"{match[1]}{match[2]} {'mes' if match[2] == '1' else 'meses'}",
    ),
    rewrites(
        "months of a complaint",
        r"(?<=[a-zá-ú)] )([>≥] ?\d{1,2}) ?m(?=\.?$|[,;)])",
        lambda match: f"{match[1]} meses" if has(_OF_A_COMPLAINT, match.string) else None,
    ),
    rewrites(
        "months of a medicine in brackets",
        r"(?<=\()(\d{1,2}) m(?=\))",
        lambda match: f"{match[1]} meses" if has(_OF_A_MEDICINE, match.string) else None,
    ),
    rewrites("weeks that are numbered", r"\b[Ss]em (?=\d{1,2}(?: ?[-–] ?\d{1,2})?(?:[;,.:)]|$))", "semana "),
    rewrites(
        "months of a course",
        r"(?<![\w.,/])(\d{1,2}(?: ?[-–] ?\d{1,2}| a \d{1,2})?) m\.?"
        r"(?= de (?:evolución|seguimiento|edad|tratamiento|rehabilitación|duración|embarazo|vida)\b)",
        lambda match: f"{match[1]} mes{'' if match[1] == '1' else 'es'}",
    ),
    rewrites("a numbered week", r"(?<!\d )(?<!\w)([Ss])em\. ?(?=\d)", r"\1emana "),
    rewrites(
        "months in a row by hyphens",
        r"(?<![\w.,/-])(\d{1,2}(?:-\d{1,2}){2,4}) ?(?P<unit>meses\b|m(?=[,;.)]|$)|sem(?:anas)?\b|días\b)",
        _write_steps,
    ),
    rewrites(
        "months that something holds",
        r"\b((?:[Vv]igencia|[Vv]alidez|[Vv]álid[oa]|[Gg]arantía|[Dd]uración|[Pp]lazo|[Ss]eguimiento|[Ee]volución|"
        r"[Tt]ratamiento)"
        r"(?: de| por| durante|:)? \d{1,2}) m(?=[\s,;.)]|$)(?! [x×])",
        r"\1 meses",
    ),
    rewrites(
        "months that an effect lasts",
        r"\b((?:dura|duran|durará|persiste|persistir|separad[ao]s|espaciad[ao]s|efecto)(?: de| por| durante| hasta|"
        r" al menos| unos)* "
        r"(?:[≥>≤<] ?)?\d{1,2}(?: ?[-–a] ?\d{1,2})?) m(?=[\s,;.)]|$)(?! [x×])",
        r"\1 meses",
        ignore_case=True,
    ),
    rewrites(
        "months after a result",
        r"(?<=%)((?: (?:de|del) (?:su )?[a-zá-ú]+)? (?:a|en)) (\d{1,2}) m(?=[\s,;.)]|$)",
        lambda match: f"{match[1]} {match[2]} {'mes' if match[2] == '1' else 'meses'}",
    ),
    rewrites(
        "months in a row",
        r"(?<![\w.,/-])((?:\d{1,2}, )*\d{1,2} (?:y|o) \d{1,2}) m(?=[\s,;.)]|$)",
        lambda match: None if has(OF_DISTANCES, match.string) else f"{match[1]} meses",
    ),
    rewrites(
        "within some months",
        r"\b([Ee]n(?: (?:los|las)(?: últimos| próximos)?| menos de| unos| aprox\.)?(?: [<>≤≥])? ?"
        r"\d{1,2}(?: ?[-–] ?\d{1,2}| a \d{1,2})?) m"
        r"(?=[,;.)]|$| (?:si|se|con|de tratamiento|tras|y|o)\b)",
        lambda match: (
            None if has(OF_DISTANCES, match.string) else f"{match[1]} {'mes' if match[1].endswith(' 1') else 'meses'}"
        ),
    ),
    rewrites(
        "months in a list",
        r"\b((?:[Aa] los|[Dd]urante|c/|cada) (?:\d{1,2}(?:, | y | o | a | ?[-–] ?))+\d{1,2}) m(?=[\s,;.)]|$)",
        r"\1 meses",
    ),
    rewrites("months at least", r"\b(por|durante|de) ([<>≥≤] ?\d{1,2}) m(?=[\s,;.)]|$)", r"\1 \2 meses"),
    rewrites("every few months", r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;.)]|$)", r"\1 meses"),
    rewrites(
        "a week in short", r"\b([Ll]a|[Ee]sta|[Uu]na|[Pp]or|[Pp]róxima|[Cc]ada|\d{1,2}\.?ª) sem\.?(?!\w)", r"\1 semana"
    ),
    rewrites(
        "what comes next",
        r"\b(días?|semanas?|mes|dosis|tomas?|noche|mañana|tarde|visita|cita|sesión) sig\b\.?",
        r"\1 siguiente",
    ),
    rewrites("what come next", r"(?<=\d )(h|hrs?|hs|horas|d|días|sem|semanas|meses) sig\b\.?", r"\1 siguientes"),
    rewrites("what came before", r"\b(noche|tarde|día|semana|mes|mañana|dosis|visita) ant\b\.?", r"\1 anterior"),
    rewrites("a course of days", r"(?<= )p/ ?(?=\d+ ?(?:d|días?|sem|semanas?|mes|meses|h|hrs?)\b)", "por "),
    rewrites("since some months", r"\b((?:desde )?hace \d{1,2}) m(?=[,;.)]|\s|$)", r"\1 meses", ignore_case=True),
    rewrites("for some years", r"(?<=[a-zá-ú] )[x×] ?(\d{1,2}) a(?:\.|(?=[,;)]|$))", r"por \1 años"),
    rewrites("for some months", r"(?<=[a-zá-ú] )(?<!\d m )[x×] ?(\d{1,2}) m(?=[\s,.;)]|$)", r"por \1 meses"),
    rewrites(
        "months of a course",
        r"\b([Aa] los \d{1,2}) m(?=[,;)]| (?:de|tras|después|y|o)\b|\.?$)",
        _write_months_of_course,
    ),
)
