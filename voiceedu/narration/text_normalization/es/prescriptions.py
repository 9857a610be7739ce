"""Words of a prescription and of a chart: Rp., PRN dolor, 3 series x 10 rep., 1 c/noche."""

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_COMPLAINTS = (
    r"(?:dolor(?:es)?|náuseas?|vómitos?|fiebre|picor|picazón|comezón|insomnio|ansiedad|espasmos?|tos|estreñimiento|diarrea|"
    r"cefaleas?|migrañas?|disnea|alergias?|acidez|mareos?|calambres?|sibilancias|hipo|agitación)"
)

RULES: tuple[Rule, ...] = (
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
    rewrites("patients in every one", r"\b1 (?:de )?c/ ?(?=\d)", "1 de cada "),
    rewrites("records", r"(?<!\w)[Ee]xp\.(?=:? ?#?\d{3,}(?![\d/]))", "expediente"),
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
