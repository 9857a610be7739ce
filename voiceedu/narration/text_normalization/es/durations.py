"""Ages and lengths of time in short: < 5 a, hace 3 m, 38+5 sem, 10′ de hielo, la sem. próxima, x 2 a."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun, count
from voiceedu.narration.text_normalization.es.topics import is_about
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _write_months(match: re.Match[str]) -> str | None:
    return f"{match[1]} meses" if is_about(_OF_AGE, match.string) else None


_OF_AGE = re.compile(r"\b(?:beb[ée]|niñ|lactante|reci[ée]n nacid|fiebre|vacuna|dosis|edad|pediatr)|^T ", re.IGNORECASE)
_WEEK = Noun(one="semana", many="semanas", is_feminine=True)
_DAY = Noun(one="día", many="días")


def _read_pregnancy(match: re.Match[str]) -> str:
    return f"{count(match['weeks'], _WEEK)} y {count(match['days'], _DAY)}"


def _write_weeks(match: re.Match[str]) -> str:
    """Return weeks and days; of an exercise, which is held for seconds, seconds and days."""
    if is_about(_HELD, match.string):
        return f"{match[1]} seg, {match[2]} d"
    return f"{match[1]} sem {match[2]} d"


_HELD = re.compile(r"\b(?:ejercicio|estir|aguant|sost|manten|plancha|puente|series?|repet)", re.IGNORECASE)


def _write_months_of_course(match: re.Match[str]) -> str | None:
    return None if is_about(_WALKED, match.string) else f"{match[1]} meses"


_WALKED = re.compile(
    r"\b(?:camin|march|distan|corr[ea]|recorr|claudic|pasos|altura|profund|mid[eao]|longitud|largo|estatura|metros)",
    re.IGNORECASE,
)


_CHILD = re.compile(
    r"\b(?:[hp]e[nx]t?avalente|hexavalente|VNC|SRP|BCG|rotavirus|mening|varicela|DTPa?|VPI|IPV|antigripal|lactante|"
    r"beb[ée]|niñ|edad|preescolar|escolar|vacuna|viral|VPH|HPV|MenB|SRP|DTP|Hep|hepatitis|neumo|"
    r"reci[ée]n nacid|refuerzo|dosis \()",
    re.IGNORECASE,
)


def _write_months_of_child(match: re.Match[str]) -> str | None:
    if not is_about(_CHILD, match.string) or is_about(_WALKED, match.string):
        return None
    return f"{match[1]} {'mes' if match[1] == '1' else 'meses'}"


def _write_twelfths(match: re.Match[str]) -> str | None:
    return f"{match[1]} años y {match[2]} meses" if is_about(_CHILD, match.string) else None


def _write_years(match: re.Match[str]) -> str:
    return f"{match[1] or match[2]} años"


_AGE = r"\d{1,2}(?: ?[-–] ?\d{1,2})? [ma](?=[\s,;.)]|$)"


def _write_ages(match: re.Match[str]) -> str | None:
    """Return "2 meses, 4 meses y 6 años" for 2 m, 4 m y 6 a, unless they are metres."""
    if is_about(_WALKED, match.string):
        return None
    words = re.sub(r"\bm\b", "meses", re.sub(r"(?<=\d )a\b", "años", match[0]))
    return re.sub(r"\b1 (mes|año)(?:es|s)\b", r"1 \1", words)


def _write_steps(match: re.Match[str]) -> str | None:
    """Return "0, 1 y 6 meses" for 0-1-6 m, which only rises."""
    *steps, last = match[1].split("-")
    if [*map(int, steps), int(last)] != sorted({*map(int, steps), int(last)}):
        return None
    return f"{', '.join(steps)} y {last} {'meses' if match['unit'] == 'm' else match['unit']}"


_GROWING = re.compile(
    r"\b(?:gatea|se sienta|sostén cefálico|sonríe|balbucea|primeras palabras|[Dd]esarrollo psicomotor|complementaria|"
    r"purés?|papillas?|destete|lactancia)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(r"\b(?:camin|march|distan|corr[ea]|recorr|pasos|altura|profund|largo|metros)", re.IGNORECASE)
_OF_A_COMPLAINT = re.compile(r"\b(?:\w+algias?|dolor|ciática|clínica|síntomas|evolución)\b", re.IGNORECASE)
_OF_A_NEEDLE = re.compile(r"\b(?:agujas?|pulg\w*|calibre|\d\d ?G)\b")
_OF_A_MEDICINE = re.compile(r"\d ?(?:mg|µg|mcg|UI)\b")


RULES: tuple[Rule, ...] = (
    rewrites(  # before it is taken for a telephone number
        "spans of months with two years",
        r"(?<=\d/(?:19|20)\d\d) ?[-–—] ?(?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?!\d))",
        " a ",
    ),
    rewrites(
        "weeks of a pregnancy in letters", r"(?<=\d) ?S\.?D\.?G(?:\.(?=\s*[\w,;)]))?(?!\w)", " semanas de gestación"
    ),
    rewrites(
        "months since birth",
        r"\b((?:[Dd]e|[Dd]esde|[Hh]asta|[Aa]ntes de|[Dd]espués de|[Ee]ntre|y) los \d{1,2}"
        r"(?: ?[-–] ?\d{1,2}| (?:a|y) \d{1,2})?) m(?=[\s,;.)]|$)",
        lambda match: None if is_about(_MEASURED, match.string) else f"{match[1]} meses",
    ),
    rewrites(
        "months of what a child can do",
        r"(?<![\w.,/:])(\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;:.)]|$)",
        lambda match: (
            f"{match[1]} {'mes' if match[1] == '1' else 'meses'}" if is_about(_GROWING, match.string) else None
        ),
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
        "seconds after a sign of times",
        r"(?<=[a-zá-úº°)] )[x×] ?([2-9]\d|1\d\d) ?[\"”″](?!\w)",
        r"por \1 segundos",
    ),
    rewrites(
        "minutes after a word of time",
        r"\b((?:[Tt]ras|[Dd]urante|[Cc]ada|[Pp]or) (?:unos )?\d{1,3})['’′](?!\w|['’′\d\"”″])",
        r"\1 min",
    ),
    rewrites(
        "months of a complaint",
        r"(?<=[a-zá-ú)] )([>≥] ?\d{1,2}) ?m(?=\.?$|[,;)])",
        lambda match: f"{match[1]} meses" if is_about(_OF_A_COMPLAINT, match.string) else None,
    ),
    rewrites(
        "months of a medicine in brackets",
        r"(?<=\()(\d{1,2}) m(?=\))",
        lambda match: f"{match[1]} meses" if is_about(_OF_A_MEDICINE, match.string) else None,
    ),
    rewrites("minutes of one and the other", r"(?<![\w.,])(\d{1,3})['’′](?= (?:sí|no)\b)", r"\1 minutos"),
    rewrites(
        "seconds between pauses",
        r"(?<=, )([2-9]\d) ?[\"”″](?=,|\.?$)",
        lambda match: None if is_about(_OF_A_NEEDLE, match.string) else f"{match[1]} segundos",
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
        "months and years in a row, each with its letter", rf"(?<![\w.,/]){_AGE}(?:(?:, | y | o ){_AGE})+", _write_ages
    ),
    rewrites(
        "minutes by a prime of a course",
        r"(?<![\w.,'’′‘])((?:[5-9]|[1-9]\d|1\d\d))['’′](?=\s*(?:en|de|y|[,;/)]|$)(?![\w\"”″]))(?!\s*\d)",
        r"\1 min",
    ),
    rewrites(
        "weeks to weeks and days of a pregnancy",
        r"(?<![\w.,])(\d{1,2}) ?[-–] ?(?=\d{1,2} ?\+ ?[0-6] ?sem)",
        r"\1 a ",
    ),
    rewrites("weeks that are numbered", r"\b[Ss]em (?=\d{1,2}(?: ?[-–] ?\d{1,2})?(?:[;,.:)]|$))", "semana "),
    rewrites(
        "months of a course",
        r"(?<![\w.,/])(\d{1,2}(?: ?[-–] ?\d{1,2}| a \d{1,2})?) m\.?"
        r"(?= de (?:evolución|seguimiento|edad|tratamiento|rehabilitación|duración|embarazo|vida)\b)",
        lambda match: f"{match[1]} mes{'' if match[1] == '1' else 'es'}",
    ),
    rewrites("minutes after", r"\b(a los \d{1,2}) ?['’′](?!\w)", r"\1 minutos"),
    rewrites(
        "seconds of a hold",
        r"\b((?:[Mm]ant[eé]n\w*|[Ss]ost[eé]n\w*)(?: durante)? \d{1,2}) ?[\"”″](?! ?\w)",
        r"\1 segundos",
    ),
    rewrites(
        "years of a patient",
        r"\b((?:[Ee]dad|[Vv]arón|[Mm]ujer|[Hh]ombre|[Pp]aciente|[Mm]asculino|[Ff]emenin[oa]|[Nn]iñ[oa]|Px|Pte\.?):?"
        r" (?:de )?\d{1,3}) ?"
        r"a(?:\.(?! ?m)|(?=[\s,;)]|$))(?! \d)",
        r"\1 años",
    ),
    rewrites(
        "years joined to their number",
        r"\b([Dd]e |[Ee]dad:? |[Pp]te\.? |[Pp]cte\.? |[Pp]aciente )(\d{1,3})a(?=[\s,;:.)]|$)(?! \d)",
        r"\1\2 años",
    ),
    rewrites("a numbered week", r"(?<!\d )(?<!\w)([Ss])em\. ?(?=\d)", r"\1emana "),
    rewrites(
        "from some months to others",
        r"(?<=[a-záéíóúñ] )(?<!edad )(?<!de )(?<!tiene )(?<!niño )(?<!niña )(\d{1,2}) a (\d{1,2}) m(?=[\s,;)]|\.?$)",
        lambda match: f"{match[1]} a {match[2]} meses" if int(match[1]) < int(match[2]) else None,
    ),
    rewrites(
        "years and months of a child",
        r"(?<![\w.,/])(\d{1,2}) ?a\.? ?(?:y )?(\d{1,2}) ?m(?=[\s,;.)]|$)\.?",
        r"\1 años \2 meses",
    ),
    rewrites("years and twelfths of a child", r"(?<![\w.,/])(\d{1,2}) a (\d{1,2})/12(?![\w/])", _write_twelfths),
    rewrites(
        "months of a baby", r"(?<![\w.,/:])(\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;:.)]|$)", _write_months_of_child
    ),
    rewrites(
        "a range of years",
        r"(?<![\w.,/])(\d{1,2} ?[-–] ?\d{1,2}) a(?=[,;:)])|(?<![\w.,/])(\d{1,2} ?[-–] ?\d{1,2}) a(?=\.$|$)\.?",
        _write_years,
    ),
    rewrites(
        "months in a row by hyphens",
        r"(?<![\w.,/-])(\d{1,2}(?:-\d{1,2}){2,4}) ?(?P<unit>meses\b|m(?=[,;.)]|$)|sem(?:anas)?\b|días\b)",
        _write_steps,
    ),
    rewrites(
        "from some years to others",
        r"\b((?:[Dd]e|[Ee]ntre)(?: los)? \d{1,2} (?:a|y)(?: los)? \d{1,3}) a(?=[,;:)]|\.?$)\.?",
        r"\1 años",
    ),
    rewrites(
        "years that somebody has",
        r"\b((?:[Aa] partir de |[Dd]esde |[Hh]asta |[Aa] )los \d{1,3}) a(?=[,;:)]|\.?$)",
        r"\1 años",
    ),
    rewrites(
        "every few years from an age",
        r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) a(?= (?:desde|hasta|en|si|con|a partir)\b| \()",
        r"\1 años",
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
    rewrites("minutes of a course", r"(?<=\ben )(\d{1,3})['’′](?=[\s,;.)]|$)(?! ?\d)", r"\1 min"),
    rewrites(
        "every few years",
        r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) a(?:\.(?=\s*[\w,;:()])|(?=[,;:)]|\.?$))",
        r"\1 años",
    ),
    rewrites(
        "months and years of an age",
        r"(?<![\w.,/])(\d{1,2}) m (y|o) (\d{1,2}) a(?:\.(?=\s*[\w,;:()])|(?=[,;:)\s]|\.?$))",
        r"\1 meses \2 \3 años",
    ),
    rewrites(
        "months in a row",
        r"(?<![\w.,/-])((?:\d{1,2}, )*\d{1,2} (?:y|o) \d{1,2}) m(?=[\s,;.)]|$)",
        lambda match: None if is_about(_WALKED, match.string) else f"{match[1]} meses",
    ),
    rewrites(
        "within some months",
        r"\b([Ee]n(?: (?:los|las)(?: últimos| próximos)?| menos de| unos| aprox\.)?(?: [<>≤≥])? ?"
        r"\d{1,2}(?: ?[-–] ?\d{1,2}| a \d{1,2})?) m"
        r"(?=[,;.)]|$| (?:si|se|con|de tratamiento|tras|y|o)\b)",
        lambda match: (
            None if is_about(_WALKED, match.string) else f"{match[1]} {'mes' if match[1].endswith(' 1') else 'meses'}"
        ),
    ),
    rewrites("years at the end", r"(?<=[a-zá-ú)] )(\d{1,3}) a(?=\.?$|[,;)])\.?", r"\1 años"),
    rewrites("a young age", r"([<>≥≤] ?\d{1,2}) ?m(?=[,;:)]|\.?$)", _write_months),
    rewrites("weeks and days of a pregnancy", r"(?<![\w.,])(\d{1,2}) ?s\.? (\d) ?d(?!\w)", _write_weeks),
    rewrites("weeks of a pregnancy", r"\b([Aa] las \d{1,2}(?: ?[-–] ?\d{1,2})?) s(?=[\s,;.)]|$)", r"\1 semanas"),
    rewrites(
        "months in a list",
        r"\b((?:[Aa] los|[Dd]urante|c/|cada) (?:\d{1,2}(?:, | y | o | a | ?[-–] ?))+\d{1,2}) m(?=[\s,;.)]|$)",
        r"\1 meses",
    ),
    rewrites("months of doses", r"(?<=\()((?:0, ?)(?:\d{1,2}(?:, | y | ?[-–] ?))+\d{1,2}) m(?=\))", r"\1 meses"),
    rewrites(
        "months and years of vaccines",
        r"\b([Vv]acuna\w*|[Rr]efuerzos?|[Dd]osis)(:? (?:a los )?(?:\d{1,2}(?:, | y | o | a | ?[-–] ?))*\d{1,2}) "
        r"(?P<unit>[ma])(?=[;,)]|\.?$|\. )",
        lambda match: f"{match[1]}{match[2]} {'meses' if match['unit'] == 'm' else 'años'}",
    ),
    rewrites("months at least", r"\b(por|durante|de) ([<>≥≤] ?\d{1,2}) m(?=[\s,;.)]|$)", r"\1 \2 meses"),
    rewrites("ages of a list", r"\b([Aa] los \d{1,2} ?[-–] ?\d{1,2}) a(?:\.(?=\s*[\w,;:])|(?=[,;)]|\.?$))", r"\1 años"),
    rewrites("every few months", r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;.)]|$)", r"\1 meses"),
    rewrites("ages", r"([<>≥≤] ?\d{1,3}) ?a(?:\.(?=\s*[\w,;:()])|(?=[,;:)]|\.?$))", r"\1 años"),
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
    rewrites(
        "minutes by a prime",
        r"(?<=\d)['’′](?= ?(?:antes|después|sin|si|tras|hasta|luego|diarios?|"
        r"c/|cada|al día|por|de (?:hielo|calor|reposo|ejercicio)|x ?\d|× ?\d"
        r"|\d ?v/|[-–] ?\d{1,2} ?h\b|/ ?d|\d[-–\d ]* ve(?:z|ces) ))",
        " min",
    ),
    rewrites("a course of days", r"(?<= )p/ ?(?=\d+ ?(?:d|días?|sem|semanas?|mes|meses|h|hrs?)\b)", "por "),
    rewrites("since some months", r"\b((?:desde )?hace \d{1,2}) m(?=[,;.)]|\s|$)", r"\1 meses", ignore_case=True),
    rewrites("for some years", r"(?<=[a-zá-ú] )[x×] ?(\d{1,2}) a(?:\.|(?=[,;)]|$))", r"por \1 años"),
    rewrites("for some months", r"(?<=[a-zá-ú] )(?<!\d m )[x×] ?(\d{1,2}) m(?=[\s,.;)]|$)", r"por \1 meses"),
    says(
        "weeks plus days of a pregnancy",
        r"(?<![\w.,])(?P<weeks>[1-4]?\d) ?\+ ?(?P<days>[0-6]) ?sem(?:anas?|\b\.?)",
        _read_pregnancy,
    ),
    says("years of age", r"(?<=\d) a\.(?=\s*[;,:)]| (?:con|sin|que|de|y)\b)", " años"),
    rewrites(
        "months of a course",
        r"\b([Aa] los \d{1,2}) m(?=[,;)]| (?:de|tras|después|y|o)\b|\.?$)",
        _write_months_of_course,
    ),
    rewrites(
        "older or younger than some years",
        r"\b(mayor(?:es)?|menor(?:es)?) de (\d{1,2}) a(?:\.|(?=[,;)]|$))",
        r"\1 de \2 años",
        ignore_case=True,
    ),
)
