"""Short words of a record: Sº de Urgencias, i/v, s/c, AC: rítmica, IM moderada, del VI, D-C-C, cap."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_DEGREES = (
    r"ligera|leve|moderada|severa|grave|m[ií]nima|trivial|residual|degenerativa|importante|grado|aguda|cr[oó]nica"
)
_OF_A_CHAMBER = (
    r"(?:sist[oó]lica|diast[oó]lica|[Hh]ipertrofia|[Ff]unci[oó]n|[Dd]isfunci[oó]n|[Dd]ilataci[oó]n|eyecci[oó]n|"
    r"[Cc]ontractilidad|[Ll]lenado|[Ff]allo)(?: global| conservada| normal)?"
)
_OPERATIONS = (
    r"cirug[ií]a|[a-záéíóú]*(?:ectom[ií]a|tom[ií]a|plastia|stom[ií]a|desis|scopia)s?|fractura|trasplante|infarto|IAM|"
    r"ACV|colocaci[oó]n|reemplazo|recambio|infiltraci[oó]n|bloqueo|bypass|quimioterapia|radioterapia|ces[aá]rea|parto"
)
_THREADS = re.compile(
    r"\b(?:sutur|v[iy]cr[iy]l|seda|nylon|nailon|prolene|monocryl|ethilon|hilo|catgut|polipropileno)", re.IGNORECASE
)
_ROUTES = {"i/v": "IV", "e/v": "EV", "i/m": "IM", "v/o": "VO"}

RULES: tuple[Rule, ...] = (
    rewrites(
        "a history",
        r"(?<!\w)Hº (?=de )",
        "Historia ",
    ),
    rewrites(
        "services and hospitals",
        r"(?<!\w)(?:(S)\.?º (?=de )|Hº (?=[A-ZÁÉÍÓÚ]))",
        lambda match: "Servicio " if match[1] else "Hospital ",
    ),
    rewrites(
        "routes with a slash",
        r"(?<![\w/])(?:[iIeE]/[vV]|[iI]/[mM]|[vV]/[oO])(?![\w/])",
        lambda match: _ROUTES[match[0].lower()],
    ),
    rewrites(
        "under the skin with a slash",
        r"(?:(?<=jeringa )|(?<=v[ií]a )|(?<=mg )|(?<=U[IiI] )|(?<=ml )|(?<=mL )|(?<=cc )|(?<=amp )|(?<=ampolla ))"
        r"s/c(?![\w/])(?! contraste)",
        "SC",
    ),
    rewrites("after an operation", rf"(?<![\w/])[sS]/[pP] (?=(?:de )?(?:{_OPERATIONS})(?!\w))", "status post "),
    rewrites("a heart without rhythm", r"(?<!\w)AC ?(?:[x×]|por) ?(?=FA\b)", "arritmia completa por "),
    says("sounds of the heart", r"(?<!\w)AC(?= ?:)|(?<!\w)AC(?=,? r[ií]tmic)", "A C"),
    says("a valve that leaks", rf"(?<!\w)IM(?= (?:{_DEGREES})s?\b)|(?<!\w)IM(?= [I1-4]{{1,3}}(?:\W|$))", "I M"),
    rewrites(
        "chambers of the heart",
        rf"\b({_OF_A_CHAMBER} del?) V([ID])(?!\w)",
        lambda match: f"{match[1]} ventrículo {'izquierdo' if match[2] == 'I' else 'derecho'}",
    ),
    rewrites("a syndrome", r"(?<!\w)Sx\.? (?=de |del |[a-zá-ú]{3,}(?:oso|ico|al|ante)\b(?!es))", "síndrome "),
    rewrites("capsules in short", r"(?<=[a-zá-ú]{4} )[Cc]ap\.? (?=cada |c/|al d[ií]a)", "cápsula "),
    rewrites(
        "a vein in small letters",
        r"(?<=[a-zá-ú]{3} )(?<!grado )(?<!tipo )(?<!estadio )(?<!clase )(?<!fase )(?<!nivel )(?<!par )(?<!capítulo )"
        r"(?<!factor )(?<!parte )(?<!unidad )(?<!tema )(?<!segmento )(?<!etapa )iv(?=[\s,;.)]|$)",
        "IV",
    ),
    rewrites("meals of a day in letters", r"(?<![\w-])D ?[-–] ?C ?[-–] ?C(?![\w-])", "desayuno, comida y cena"),
    says(
        "sizes of a thread",
        r"(?<=[a-záéíóú] )(?P<said>(?P<size>[2-9]|10) ?/ ?0)(?![\w.,/]*\d)",
        lambda match: f"{cardinal(int(match['size']))} cero" if has(_THREADS, match.string) else None,
    ),
    says(
        "a grade between two",
        r"\b[Gg]rado (?P<said>1/2)(?![\w/]|[.,]\d)",
        "uno o dos",
    ),
    rewrites("a second drug in capitals", r"(?<=\d)(?: ?mg)? ?/ ?(?=HCTZ\b)", " con "),
    says("a lobe of the lung", r"(?<!capítulo )(?<!siglo )(?<!\w)LII(?!\w)", "L I I"),
    says(
        "a node of the heart",
        r"\b(?:[Nn]odo|n[oó]dulo|[Bb]loqueo|disociaci[oó]n|conducci[oó]n|uni[oó]n|malformaci[oó]n|canal|f[ií]stula|"
        r"intervalo) (?P<said>AV)(?!\w)",
        "A V",
    ),
    says("a measure in brackets", r"(?<=[a-zá-ú] \()(?:AC|PC)(?=\))", lambda match: " ".join(match[0])),
    says(
        "chromosomes",
        r"(?<![\w.,])(?P<number>4[5-7]) ?, ?(?P<letters>X{1,2}Y{0,2})(?!\w)",
        lambda match: f"{cardinal(int(match['number']))} {' '.join(match['letters'])}",
    ),
    rewrites("complement", r"(?<!\w)C['’´](?=[1-9](?!\d))", "C "),
    rewrites("the end of a list before a sentence", r"\betc\. (?=[A-ZÁÉÍÓÚ][a-zá-ú])", "etcétera. "),
    rewrites("two images together", r"\bPET ?/ ?(?=TA?C\b)", "PET "),
    rewrites("a company", r"(?<=[A-Za-z] )Inc\.?(?=[,)©]|$)", "Inc"),
)
