"""Words of a prescription: Rp., 1-0-1, 6-5-4-3 mg, 2 puffs, a/ comida, PRN dolor, DU."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, fraction
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_COMPLAINTS = (
    r"(?:dolor(?:es)?|náuseas?|vómitos?|fiebre|picor|picazón|comezón|insomnio|ansiedad|espasmos?|tos|estreñimiento|"
    r"diarrea|"
    r"cefaleas?|migrañas?|disnea|alergias?|acidez|mareos?|calambres?|sibilancias|hipo|agitación)"
)


def _read_taper(match: re.Match[str]) -> str | None:
    """Return "6, 5, 4, 3" for 6-5-4-3, which only falls or only rises."""
    steps = re.split("[-–]", match[0])
    doses = [float(step.replace(",", ".")) for step in steps]
    return ", ".join(steps) if doses in (sorted(doses), sorted(doses, reverse=True)) else None


def _write_meal(match: re.Match[str]) -> str:
    meal = match["meal"]
    article = "de" if meal.endswith("r") else "del" if meal.endswith("o") else f"de la{'s' * meal.endswith('s')}"
    return f"{'antes' if match['when'] == 'a' else 'después'} {article} {meal}"


def _write_puffs(match: re.Match[str]) -> str:
    return f"{match[1]} {'inhalación' if match[1] == '1' else 'inhalaciones'}"


_PART = r"(?:[0-4](?:[.,]5)?½?|½|1/2|1/4|¼|3/4|¾)"
_SCHEME = rf"(?<![\w.,/-])(?P<parts>{_PART}(?:-{_PART}){{2,3}})(?![\w/-]|[.,]\d)"
"""How much in the morning, at noon and in the evening: 1-0-1."""


def _read_scheme(match: re.Match[str]) -> str:
    return ", ".join(fraction(part) for part in match["parts"].split("-"))


_VACCINE = re.compile(r"\b(?:neumoc|menin|VPH|gripe|influenza|vacuna)", re.IGNORECASE)


def _read_valence(match: re.Match[str]) -> str | None:
    return f"{cardinal(int(match['number']))} valente" if has(_VACCINE, match.string) else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "units for some carbohydrates",
        r"(?<=\d) ?(?:UI|U|unidad(?:es)?) ?[/:] ?(?=\d{1,2} ?g)",
        " UI por cada ",
    ),
    rewrites("carbohydrates", r"(?<=\d )g (?:de )?(?:HC|CHO|CH)(?!\w)", "gramos de hidratos de carbono"),
    rewrites("fat of milk", r"(?<=% )(?:de )?M\.? ?G\.?(?=[\s,;)]|$)", "de materia grasa"),
    rewrites("an exchange of a diet", r"(?<![\w.,])1 eq\.?(?=[\s,;)]|\.?$)", "1 equivalente"),
    rewrites("exchanges of a diet", r"(?<=\d )eq\.?(?=[\s,;)]|\.?$)", "equivalentes"),
    rewrites("a spoon by its kind", r"(?<=\d )c\. ?(?:de )?(?=(?:café|té|postre)\b)", "cucharada de "),
    rewrites("a big spoon", r"(?<=\d )c\. ?sopera\b|(?<=\d )c/s(?= \(\d+ ?m[lL])", "cucharada sopera"),
    rewrites("some of a thing in its weight", r"(?<=\d) ?(mg|g|mcg|µg) ?/ ?(100 ?g)(?!\w)", r" \1 por cada \2"),
    rewrites("parts of a diet", r"(?<=% )(?:de )?HC(?!\w)", "hidratos de carbono"),
    rewrites("proteins of a diet", r"(?<=% )(?:de )?prot(?:\.(?=\s*[\w,;)])|(?=\.|$))", "proteínas"),
    rewrites("proteins", r"(?<=\d )g (?:de )?prot\.?(?=[\s,;)]|$)", "gramos de proteína"),
    rewrites("grams of sodium by the day", r"(?<=\d )g (?:de )?Na ?/ ?d(?:ía)?(?!\w)", "gramos de sodio por día"),
    rewrites(
        "grams of sodium", r"(?<=\d )(m?)g (?:de )?Na(?!\w)", lambda m: f"{'miligramos' if m[1] else 'gramos'} de sodio"
    ),
    rewrites(
        "boosters",
        r"\b([Rr])ef\.(?= (?:anual\b|c/|cada\b|a los\b|\d{1,2} ?(?:[-–] ?\d{1,2} )?m\b))",
        lambda m: "refuerzo" if m[1] == "r" else "Refuerzo",
    ),
    rewrites("shots of an inhaler", r"(?<=\d )disp\.", "disparos"),
    says("valences of a vaccine", r"(?<![\w.,/])(?P<number>\d{1,2})v(?=[\s,;:.)]|$)", _read_valence),
    rewrites(
        "a dose that goes down or up",
        r"(?<![\w./,-])\d{1,2}(?:[-–]\d{1,2}){3,}(?![\w/-]|[.,]\d| m(?:eses)?\b)"
        r"|(?<![\w./,-])\d+(?:,\d)?(?:[-–]\d+(?:,\d)?){2,}(?= ?(?:mg|mcg|mL|ml|UI|tab|comp)\b)",
        _read_taper,
    ),
    says(
        "units of an insulin in parts",
        r"\b(?i:insulina(?: \w+)?|novorapid|humalog|lantus|apidra|fiasp|lispro|aspart|glulisina|nph|"
        r"levemir|toujeo|tresiba):? (?P<said>\d{1,2}(?:-\d{1,2}){2,3})(?![\w/-]|[.,]\d| ?(?:UI|U|unidades)\b)",
        lambda match: ", ".join(cardinal(int(part)) for part in match["said"].split("-")),
    ),
    says(
        "units of a day in parts",
        r"(?<![\w.,/-])(?P<parts>\d{1,2}(?:-\d{1,2}){2,3}) ?(?:UI|U|unidades)(?!\w)",
        lambda match: f"{', '.join(cardinal(int(part)) for part in match['parts'].split('-'))} unidades",
    ),
    rewrites(
        "with a drink",
        r"(?<!\w)c/ ?(?=(?:\d|½|un|una) ?(?:sorbos?|vasos?|tazas?|tragos?|galletas?|yogur|poco)\b)",
        "con ",
    ),
    rewrites(
        "before and after a meal",
        r"(?<![\w/])(?P<when>[ad])/ ?(?:de(?:l)? )?(?P<meal>desayuno|almuerzo|comidas?|cenas?|comer|dormir)(?!\w)",
        _write_meal,
    ),
    rewrites("one injection", r"(?<!\S)1 iny(?:ec)?\b\.?(?= ?/)", "1 inyección"),
    rewrites("injections", r"(?<=\d )iny(?:ec)?\b\.?(?= ?/)", "inyecciones"),
    rewrites("injections of a week", r"\b(inyección|inyecciones) ?/ ?sem(?:ana)?\b", r"\1 por semana"),
    rewrites("suspensions", r"\bsusp\.?(?= (?:oral|inyectable|oftálmica|ótica|nasal|\d+ ?mg ?/))", "suspensión"),
    rewrites("puffs", r"(?<![\w.,/-])((?:\d{1,2} ?(?:[-–]|a) ?)?\d{1,2}) puff?s?\b\.?", _write_puffs),
    says("a single dose", r"(?<![\w.])DU(?!\w)(?=\s*(?:[.,;)]|$))", "dosis única"),
    rewrites("prescriptions", r"(?<!\w)Rp\.?(?= ?:)|(?<!\w)Rp(?=/:)", "receta"),
    rewrites("prescriptions with a slash", r"(?<!\w)Rp\.?/:?(?= ?[^\W\d_])", "receta:"),
    rewrites(
        "half of a dose", r"(?<![\w.,/])(?:½|1/2) (?=de (?:la|las|los|su|sus|tu|cada|una?|lo)\b|del\b)", "la mitad "
    ),
    rewrites("half the dose", r"(?<![\w.,/])(?:½|1/2) (?=(?:la|el|las|los) [a-zá-ú]{4})", "la mitad de "),
    says("saline", r"\d ?(?:cc|m[lL]|L)\b[^.;]{0,12}?\b(?:de|en|con) (?P<said>SF)(?![\w-])", "suero fisiológico"),
    says(
        "saline that is given",
        r"(?<=en )SF(?= (?:0[.,]9|al|a pasar|IV)\b)|(?<=cc )SF(?= (?:(?:a|en|IV|EV)\b|\+ ))|"
        r"(?<=m[lL] )SF(?= (?:(?:a|en|IV|EV)\b|c/|\+ )|[,;.)]|$)",
        "suero fisiológico",
    ),
    says(
        "as needed for a complaint",
        rf"(?<![\w.])(?:p\.?r\.?n\.?|SOS)(?= {_COMPLAINTS}(?!\w))",
        "si hay",
        ignore_case=True,
    ),
    says("prescriptions", r"(?<!\w)R[xX](?=:)(?=.*\d ?(?:mg|mcg|µg|g|m[lL]|UI|tab|comp|cáp)(?!\w))", "receta"),
    says(
        "parts of a tablet day by day",
        r"(?<![\w.,/-])(?P<parts>(?:[1-3]/[24]|[½¼¾]|[0-4])(?: ?[-–] ?(?:[1-3]/[24]|[½¼¾]|[0-4])){2,6})(?<=[½¼¾4/2])"
        r"(?![\w/-]|[.,]\d)(?<!\d-\d)",
        lambda match: (
            ", ".join(fraction(part) for part in re.split(" ?[-–] ?", match["parts"]))
            if re.search("[/½¼¾]", match["parts"])
            else None
        ),
    ),
    says("amounts of a day", _SCHEME, _read_scheme),
)
