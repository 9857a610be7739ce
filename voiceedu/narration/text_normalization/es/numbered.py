"""What a number names, and does not count: tipo 1, la figura 21, fig. 2a, estadio 3b, versión 3.2.1, p. 12."""

from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_STAGES = "(?:BI|TI|PI|LI)-?RADS|estad[ií]o|grado|etapa|tipo|clase|fase|opción|plan"
_NAMED = (
    "tipo|fase|figura|imagen|tabla|cuadro|gráfico|sala|paso|grado|nivel|capítulo|anexo|apartado|página|versión|etapa|"
    "estad[ií]o|puerta|módulo|consultorio|habitación|box|opción|grupo|ejercicio|sección|artículo|zona|categoría|clase|"
    "ventanilla|torre|bloque|sector|caso|pregunta|edificio|piso|andén|parada|número|factor|planta|pieza|canal|pasillo"
)
_PERIODS = "día|semana|sesión|visita|ciclo|dosis|mes|trimestre"
_NOT_COUNTED = (
    r"(?! (?:tabletas?|tabs?|comprimidos?|comps?|cápsulas?|cáps?|caps?|pastillas?|píldoras?|grageas?|parches?|sobres?|"
    r"ampollas?|amps?|inyección|inyecciones|gotas?|cuchara\w+|cdt?as?|vez|veces|horas?|minutos?|segundos?|días?|semanas?|"
    r"mes|meses|años?|mg|mcg|g|kg|m[lL]|cc|cm|mm|UI|U|h|min|d|sem|unidad|unidades|personas?|vasos?|tazas?|dosis|"
    r"sesión|sesiones|puffs?|inhalaci\w+|aplicaci\w+|óvulos?|supositorios?|vial|viales|de cada|de|a)(?!\w))"
)
"""Before these a number counts, whatever stands before it: en la fase, 1 tableta."""


RULES: tuple[Rule, ...] = (
    says(
        "a number that names a thing",
        rf"\b(?i:(?:{_NAMED})|(?<!\bal )(?<!\bpor )(?<!\bcada )(?<!\ba la )(?:{_PERIODS})) "
        rf"(?P<said>(?:\d?[02-9])?1|[2-9]00)(?= [a-zá-ú]){_NOT_COUNTED}",
        lambda match: decimal(match["said"]),
    ),
    rewrites(
        "pages",
        r"(?<![\w.])(p{1,2})\. ?(?=\d)",
        lambda match: "páginas " if match[1] == "pp" else "página ",
    ),
    says(
        "parts of a figure",
        r"\b(?i:figs?|figura|tabla|cuadro|panel)\.? (?P<said>(?P<number>\d{1,2})(?P<letter>[a-hA-H]))(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {match['letter'].upper()}",
    ),
    rewrites("versions in short before their number", r"\b([Vv])er\. ?(?=\d)", r"\1ersión "),
    says(
        "three numbers of a section in a sentence",
        r"\b(?i:sección|apartado|punto|capítulo|artículo|anexo|epígrafe|tabla|figura)\.? "
        r"(?P<said>\d{1,2}(?:\.\d{1,2}){2,3})"
        r"(?![\w/-]|[.,]\d)",
        lambda match: " punto ".join(cardinal(int(part)) for part in match["said"].split(".")),
    ),
    says(
        "versions",
        r"\b[Vv](?:\.|ersión)? ?(?P<said>\d{1,2}(?:\.\d{1,3}){1,3})(?![\w.]*\d)",
        lambda match: " punto ".join(cardinal(int(part)) for part in match["said"].split(".")),
    ),
    says(
        "stages with a letter",
        rf"\b(?:{_STAGES})s? (?P<said>(?P<number>\d)(?P<letter>[a-cA-C]))(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {match['letter'].upper()}",
        ignore_case=True,
    ),
)
