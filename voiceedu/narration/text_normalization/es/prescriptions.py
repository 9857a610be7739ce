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


_MOVEMENTS = {"abd": "abducción", "add": "aducción", "ri": "rotación interna", "re": "rotación externa"}


def _write_months(match: re.Match[str]) -> str | None:
    return f"{match[1]} meses" if _OF_AGE.search(match.string) else None


_OF_AGE = re.compile(r"\b(?:beb[ée]|niñ|lactante|reci[ée]n nacid|fiebre|vacuna|dosis|edad|pediatr)|^T ", re.IGNORECASE)


def _write_meal(match: re.Match[str]) -> str:
    meal = match["meal"]
    article = "de" if meal.endswith("r") else "del" if meal.endswith("o") else f"de la{'s' * meal.endswith('s')}"
    return f"{'antes' if match['when'] == 'a' else 'después'} {article} {meal}"


def _write_puffs(match: re.Match[str]) -> str:
    return f"{match[1]} {'inhalación' if match[1] == '1' else 'inhalaciones'}"


def _write_seconds(match: re.Match[str]) -> str | None:
    return f"{match[1]} veces {match[2]} segundos" if _EXERCISES.search(match.string) else None


def _write_sets(match: re.Match[str]) -> str | None:
    """Return "3 series de 10" for 3 × 10 in a text about exercises."""
    return f"{match[1]} series de {match[2]}" if _EXERCISES.search(match.string) else None


_EXERCISES = re.compile(
    r"\b(?:ejercicios?|puentes?|sentadillas?|flexion|estiramientos?|estir|planchas?|elevaci|series?|repeticion|abdominales)",
    re.IGNORECASE,
)


def _write_potassium(match: re.Match[str]) -> str:
    return f"{match[1]} potasio" if match[1] else "potasio"


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
    says(
        "units of a day in parts",
        r"(?<![\w.,/-])(?P<parts>\d{1,2}(?:-\d{1,2}){2,3}) ?(?:UI|U|unidades)(?!\w)",
        lambda match: f"{', '.join(cardinal(int(part)) for part in match['parts'].split('-'))} unidades",
    ),
    rewrites("times in some hours", r"(?<=\d) ?v(?:eces)? ?/ ?(?=\d{1,2} ?h(?:oras|rs?)?\b)", " veces en "),
    rewrites("things of a day", r"(?<=[a-zá-ú]{5}) ?/ ?d(?!\w)", " por día"),
    rewrites("a young age", r"([<>≥≤] ?\d{1,2}) ?m(?=[,;:)]|\.?$)", _write_months),
    rewrites(
        "with a drink",
        r"(?<!\w)c/ ?(?=(?:\d|½|un|una) ?(?:sorbos?|vasos?|tazas?|tragos?|galletas?|yogur|poco)\b)",
        "con ",
    ),
    rewrites("what rises in brackets", r"(?<=\()↑ ?(?=[a-zá-ú]{4})", "aumento de "),
    rewrites("what falls in brackets", r"(?<=\()↓ ?(?=[a-zá-ú]{4})", "disminución de "),
    rewrites("with contrast", r"(?<!\w)c/c(?=:)", "con contraste"),
    rewrites("packs of a year", r"(?<=\d )paq\.? ?/ ?año", "paquetes al año"),
    rewrites("a slice", r"(?<![\d.,/-])1 reb\b\.?", "1 rebanada"),
    rewrites("slices", r"(?<=\d )reb\b\.?", "rebanadas"),
    rewrites("percentiles", r"(?<=\()[pP](?=\d{1,2}\))", "percentil "),
    says(
        "movements of a joint",
        r"(?<![\w.-])(?P<said>(?P<movement>[Aa]bd|[Aa]dd|R[IE])\.?)(?= (?:\d{1,3} ?°|T\d))",
        lambda match: _MOVEMENTS[match["movement"].lower()],
    ),
    rewrites("a minus before degrees", r"(?<= )[−–-](?=\d{1,3} ?°)(?<!\d [−–-])", "menos "),
    says(
        "degrees below zero",
        r"(?<=\bmenos )(?P<number>\d{1,3}) ?°(?! ?[CF]\b)",
        lambda m: f"{cardinal(int(m['number']))} grados",
    ),
    says("the girth of a head", r"(?<!\w)PC(?=:? \d\d(?:[.,]\d)? ?cm)", "P C"),
    says(
        "a rule of three numbers",
        r"(?<=\()(?P<said>\d-\d-\d)(?=\))",
        lambda match: ", ".join(cardinal(int(part)) for part in match["said"].split("-")),
    ),
    rewrites("weeks and days of a pregnancy", r"(?<![\w.,])(\d{1,2}) ?s\.? (\d) ?d(?!\w)", r"\1 sem \2 d"),
    rewrites("weeks of a pregnancy", r"\b([Aa] las \d{1,2}(?: ?[-–] ?\d{1,2})?) s(?=[\s,;.)]|$)", r"\1 semanas"),
    rewrites(
        "months in a list",
        r"\b((?:[Aa] los|[Dd]urante|c/|cada) (?:\d{1,2}(?:, | y | o | a | ?[-–] ?))+\d{1,2}) m(?=[\s,;.)]|$)",
        r"\1 meses",
    ),
    rewrites("months of doses", r"(?<=\()((?:0, ?)(?:\d{1,2}(?:, | y | ?[-–] ?))+\d{1,2}) m(?=\))", r"\1 meses"),
    rewrites("every few months", r"(?<!\w)(c/ ?\d{1,2}(?: ?[-–] ?\d{1,2})?) m(?=[\s,;.)]|$)", r"\1 meses"),
    rewrites("ages", r"([<>≥≤] ?\d{1,3}) ?a(?:\.(?=\s*[\w,;:()])|(?=[,;:)]|\.?$))", r"\1 años"),
    rewrites("a week in short", r"\b([Ll]a|[Ee]sta|[Uu]na|[Pp]or|[Pp]róxima|[Cc]ada|1\.ª) sem\.?(?!\w)", r"\1 semana"),
    rewrites(
        "what comes next",
        r"\b(días?|semanas?|mes|dosis|tomas?|noche|mañana|tarde|visita|cita|sesión) sig\b\.?",
        r"\1 siguiente",
    ),
    rewrites("what came before", r"\b(noche|tarde|día|semana|mes|mañana|dosis|visita) ant\b\.?", r"\1 anterior"),
    rewrites(
        "before and after a meal",
        r"(?<![\w/])(?P<when>[ad])/ ?(?:de(?:l)? )?(?P<meal>desayuno|almuerzo|comidas?|cenas?|comer|dormir)(?!\w)",
        _write_meal,
    ),
    rewrites("suspensions", r"\bsusp\.?(?= (?:oral|inyectable|oftálmica|ótica|nasal|\d+ ?mg ?/))", "suspensión"),
    rewrites("puffs", r"(?<![\w.,/-])((?:\d{1,2} ?(?:[-–]|a) ?)?\d{1,2}) puff?s?\b\.?", _write_puffs),
    rewrites(
        "every few hours after a dose",
        r"(?:(?<=[a-zá-ú]{2})|(?<=[a-z]\.)|(?<=\bg)) ?/ ?(?=\d{1,2} ?[-–] ?\d{1,2} ?h(?:oras|rs?)?\b)",
        " c/",
    ),
    rewrites("things of an hour", r"(?<=[a-zá-ú]{5}) ?/ ?h(?:ora)?(?!\w)", " por hora"),
    says("if it is needed", r"(?<=(?:h|d|\.) )SP(?=[,;.)]|\s*$)", "si precisa"),
    rewrites(
        "minutes by a prime",
        r"(?<=\d)['’′](?= ?(?:antes|después|sin|c/|cada|al día|por|de (?:hielo|calor|reposo|ejercicio)|x ?\d|× ?\d"
        r"|\d ?v/))",
        " min",
    ),
    rewrites("seconds by two primes", r"(?<![\w.,/-])(\d{1,2}) ?[x×] ?(\d{2})(?:[\"″”]|'')", _write_seconds),
    rewrites(
        "sets and repetitions",
        r"(?<![\w.,/-])([1-9]) ?[x×] ?(\d{1,2})(?![\w\"″”'’′]|[.,/]\d| ?[x×])(?! ?\w{1,3}\b)",
        _write_sets,
    ),
    rewrites("gauze", r"\b((?:gasas?|apósitos?|parches?|láminas?) (?:de )?\d{1,2}) ?[x×] ?(?=\d)", r"\1 por "),
    rewrites("X-rays", r"\b([Pp]or|[Bb]ajo|[Ll]os|[Cc]on) R[Xx](?=[\s,;.)]|$)(?! de )", r"\1 rayos X"),
    rewrites(
        "crosses of a strip",
        r"\b([Pp]roteínas?|[Gg]lucosa|[Cc]etonas|[Ss]angre|[Ll]eucocitos|[Ee]dema):? ([1-4])\+",
        lambda match: f"{match[1]} {match[2]} {'cruz' if match[2] == '1' else 'cruces'}",
    ),
    rewrites("potassium", r"(?<=\bNa )(y|e|o) K(?=[\s,;.)]|$)|(?<=\ben )()K(?=[\s,;.)]|$)", _write_potassium),
    says(
        "emergency numbers after a word",
        r"\b(?i:persiste|mejora|cede|emergencias?|urgencias?|ambulancia)[^.;\d]{0,12}(?P<said>112|911|061|999)(?![\w/]|[.,]\d)",
        lambda match: " ".join(cardinal(int(digit)) for digit in match["said"]),
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
