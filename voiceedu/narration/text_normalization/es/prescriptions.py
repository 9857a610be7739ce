"""Words of a prescription and of a chart: Rp., PRN dolor, 3 series x 10 rep., 1 c/noche."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_COMPLAINTS = (
    r"(?:dolor(?:es)?|náuseas?|vómitos?|fiebre|picor|picazón|comezón|insomnio|ansiedad|espasmos?|tos|estreñimiento|diarrea|"
    r"cefaleas?|migrañas?|disnea|alergias?|acidez|mareos?|calambres?|sibilancias|hipo|agitación)"
)


def _read_taper(match: re.Match[str]) -> str | None:
    """Return "6, 5, 4, 3" for 6-5-4-3, which only falls or only rises."""
    steps = re.split("[-–]", match[0])
    doses = [float(step.replace(",", ".")) for step in steps]
    return ", ".join(steps) if doses in (sorted(doses), sorted(doses, reverse=True)) else None


def _read_one_of_all(match: re.Match[str]) -> str | None:
    one, of_all = int(match["one"]), int(match["all"])
    return f"{cardinal(one)} de {cardinal(of_all)}" if one <= of_all else None


def _read_one_every(match: re.Match[str]) -> str:
    return "uno" if re.search(r"\b(?:comp|parche|sobre|supositorio)", match.string, re.IGNORECASE) else "una"


RULES: tuple[Rule, ...] = (
    says(
        "one every few hours",
        r"(?<![\w.,/])1(?= c/ ?\d+(?: ?[-–a] ?\d+)? ?(?:h|hrs?|hs|horas?|d|días?)\b)",
        _read_one_every,
    ),
    rewrites(
        "a dose that goes down or up",
        r"(?<![\w./,-])\d{1,2}(?:[-–]\d{1,2}){3,}(?![\w/-]|[.,]\d)"
        r"|(?<![\w./,-])\d+(?:,\d)?(?:[-–]\d+(?:,\d)?){2,}(?= ?(?:mg|mcg|mL|ml|UI|tab|comp)\b)",
        _read_taper,
    ),
    says(
        "one of several in a row",
        r"\b(?i:sesión|dosis|visita|página|paso|etapa|control|aplicación|inyección) (?:n\.?[ºo] ?)?"
        r"(?P<said>(?P<one>\d{1,2}) ?/ ?(?P<all>\d{1,2}))(?![\w/]|[.,]\d)(?! ?(?:mg|tab|comp|past|de|cda))",
        _read_one_of_all,
    ),
    rewrites(
        "units of a day in parts",
        r"(?<![\w.,/-])\d{1,2}(?:-\d{1,2}){2,3}(?= ?(?:UI|U|unidades)\b)",
        lambda match: match[0].replace("-", ", "),
    ),
    rewrites("oxygen by the minute", r"\b((?:[Oo]x[ií]geno|O2|O₂)[^.;]*? \d+(?:[.,]\d)?) ?lpm\b", r"\1 L/min"),
    says("oxygen by the nose", r"(?<!\w)(?:por |x )PN(?!\w)|(?<=L/min )PN(?!\w)", "por puntas nasales"),
    rewrites("a course of days", r"(?<= )p/ ?(?=\d+ ?(?:d|días?|sem|semanas?|mes|meses|h|hrs?)\b)", "por "),
    rewrites("payments", r"(?<=\d )MSI(?!\w)", "meses sin intereses"),
    rewrites("beats by a prime", r"\b(F\.?C\.?:? ?\d{2,3}) ?x ?['’′]", r"\1 lpm"),
    rewrites("per field", r"(?<=\d) ?/ ?c(?:po|mpo)?\.?(?=[,;)]|\s*$|\.$)", " por campo"),
    rewrites("since some months", r"\b((?:desde )?hace \d{1,2}) m(?=[,;.)]|\s|$)", r"\1 meses", ignore_case=True),
    rewrites("a combined antibiotic", r"\b([Aa]moxi)/(?=clav)", r"\1 "),
    says("a single dose", r"(?<![\w.])DU(?!\w)(?=\s*(?:[.,;)]|$))", "dosis única"),
    rewrites("for some years", r"(?<=[a-zá-ú] )[x×] ?(\d{1,2}) a(?:\.|(?=[,;)]|$))", r"por \1 años"),
    says("parts of a whole", r"(?<![\w.,/])3/4(?= partes\b)", "tres cuartas"),
    says("two thirds of a whole", r"(?<![\w.,/])2/3(?= partes\b)", "dos terceras"),
    rewrites("for some months", r"(?<=[a-zá-ú] )[x×] ?(\d{1,2}) m(?=[\s,.;)]|$)", r"por \1 meses"),
    rewrites(
        "a length of a needle", r"(\d\d ?G) ?[x×] ?(\d[\d.,]*(?: ?[½¼¾])?|\d \d/\d) ?(?:[\"”″]|'')", r"\1 de \2 pulg"
    ),
    rewrites("times of a period", r"(?<=\d )v/ ?(?=sem|mes|año)", "veces/"),
    rewrites("a period in short", r"(?<=[a-zá-ú]{3}s) ?/ ?sem(?:\.(?=\s*[\w,;:(])|(?!\w))", " por semana"),
    rewrites("prescriptions", r"(?<!\w)Rp\.?(?= ?:)", "receta"),
    says(
        "as needed for a complaint",
        rf"(?<![\w.])(?:p\.?r\.?n\.?|SOS)(?= {_COMPLAINTS}(?!\w))",
        "si hay",
        ignore_case=True,
    ),
    rewrites("repetitions of a set", r"\brep(?:et|s)?\.? ?[x×] ?(?=\d+ series\b)", "repeticiones, "),
    rewrites("repetitions", r"(?<=\d )reps?(?:\.(?=\s*[\w,;:(]))?(?!\w)", "repeticiones"),
    rewrites("discharges", r"(?<![\w/])[Dd]/c(?= (?:mañana|hoy|el|al|a|si|con|en|pasado)\b)", "alta"),
    rewrites(
        "patients in every one",
        r"\b1 (?:de )?c/ ?(?=\d)(?!\d+(?: ?[-–a] ?\d+)? ?(?:h|hrs?|hs|horas?|d|días?|sem|min|mes(?:es)?)\b)",
        "1 de cada ",
    ),
    rewrites(
        "the spine",
        r"(?<!\w)([Cc])ol\.(?= (?:lumb|cerv|dors|torác|sacr|vertebral|L[ -]?S\b|DL\b|CV\b))",
        lambda match: f"{match[1]}olumna",
    ),
    rewrites("licences", r"(?<!\w)([Cc])[ée]d\. ?[Pp]rof(?:\.|esional)", r"\1édula profesional"),
    rewrites("both sides", r"(?<![\w/])B/L(?![\w/])", "bilateral"),
    rewrites("room air", r"(?<=%) ?(?:al? )?(?:aa|AA|a\. ?a\.?)(?=[,;.)]|$)", " aire ambiente"),
    rewrites("tests of a laboratory", r"(?<!\w)([Ll])ab\.(?= (?:reciente|previo|completo)s?\b)", r"\1aboratorios"),
    rewrites("difficulty", r"(?<!\w)([Dd])if\.(?= (?:p/|(?:para|al|de|en)\b))", r"\1ificultad"),
    rewrites("records", r"(?<!\w)[Ee]xp\.(?=:? ?#?\d{5,}(?![\d/]))", "expediente"),
    rewrites("sets of an exercise", r"\b(series?) ?[x×] ?(?=\d)", r"\1 de ", ignore_case=True),
    rewrites("vitamins", r"\b([Vv]it)\.? (?=[A-EK]\d{0,2}(?!\w))", r"\1amina "),
    says(
        "numbers of a vitamin",
        r"\b[Vv]itamina (?P<said>(?P<letter>[A-EK])(?P<number>\d{1,2}))(?= \d)",
        lambda match: f"{match['letter']} {cardinal(int(match['number']))},",
    ),
    says("letters of a vitamin", r"\b[Vv]itamina (?P<said>(?P<letter>[A-EK]))(?= \d)", r"\g<letter>"),
    rewrites("dates of birth", r"(?<!\w)[Ff]\. ?(?:de )?nac\.?(?=\W)", "fecha de nacimiento"),
    rewrites("postal codes before a town", r"(?<=, )(?=\d{5} [A-ZÁÉÍÓÚ][a-zá-ú])", "código postal "),
    rewrites("patients", r"(?<=\d )pac\.", "pacientes"),
    rewrites("at most", r"\bm[áa]x(?= \d)", "máximo", ignore_case=True),
    rewrites(
        "every one of a kind",
        r"(?<!\w)c/ ?(?=(?:noche|mañana|tarde|comida|toma|dosis|visita|ojo|lado|fosa)s?\b)",
        "cada ",
    ),
)
