"""A sign that is "por": x 7 días, caja x 30 comp, 10 rep x lado."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "so many treatments",
        r"[x×] ?(?=\d{1,3} (?:infusiones|sesiones|dosis|ciclos|inyecciones|aplicaciones|infiltraciones)\b)",
        "por ",
    ),
    rewrites(
        "by each", r"(?<=\d )(s|seg|min|rep|reps|veces) [x×] (?=lado|pierna|brazo|ojo|pie|mano|día|semana)", r"\1 por "
    ),
    rewrites(
        "so many in a box",
        r"(?:(?<=[a-zá-ú] )|(?<=\) ))[x×] ?"
        r"(?=\d{1,3} ?(?:tab|comp|cáp|cap|amp|sobres?|unidad|uds?\b|u\.|parches|supositorios|"
        r"jeringas|óvulos|grageas|frascos))",
        "por ",
    ),
    rewrites("by a minute with a sign", r"(?<=\d) ?[x×] ?min(?=[\s,;.)]|$)", " por minuto"),
    rewrites(
        "so many of a place",
        r"(?<=[a-zá-ú\d)] )[x×] ?(?=\d{1,2} (?:nivel|lado|punto|aplicaci|sitio|lesi[oó]n|rama|nervio|punci)[a-zá-ú]*)",
        "por ",
    ),
    rewrites(
        "by in short",
        r"(?<=[a-zá-ú] )(?<!ayos )(?<!iglo )(?<!actor )(?<!osoma )(?<!eje )[x×] (?=[a-zá-ú]{2,}\b)(?!o\b|y\b|frágil)",
        "por ",
    ),
    rewrites(
        "so many of a year",
        r"(?:(?<=\d )|(?<=[a-zá-ú]s ))[x×] (?=(?:año|mes|semana|día|persona|paciente)(?!\w))",
        "por ",
    ),
    rewrites("by every", r"(?<=[a-zá-ú] )[x×] (?=cada\b|c/)", "por "),
)

RULES: tuple[Rule, ...] = (
    rewrites("a dose by the weight", r"(?<=kg) ?[x×] ?(?=\d+(?:[.,]\d+)? ?kg\b)", " por "),
    rewrites(
        "for a hundred and more",  # "por ciento veinte" would be a percentage
        r"(?<=\s)[x×] ?(?=1\d\d ?(?:d[ií]as?|d|horas?|hrs?|hs|h|min|minutos?|s|seg|segundos?)\b)",
        "durante ",
    ),
    rewrites(
        "for some days",
        r"(?<=\s)[xX×] ?"
        r"(?=(?:\d+ ?(?:[-–]|a) ?)?\d+ ?(?:d[ií]as?|d|semanas?|sem|mes|meses|años?|horas?|hrs?|hs|h|min|minutos?|s|seg|"
        r"segundos?|noches?|mañanas?|tardes?|dosis|sesiones|tomas|visitas|ciclos|turnos)\b)",
        "por ",
    ),
)
