"""Lines of vital signs: FC 80 x', Sat. O2 97% aa, O2 2 lpm por PN, T 38 °C, TA 12/8."""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

PRESSURE = re.compile(r"\b(?:T\.?A|P\.?A|presi[oó]n|tensi[oó]n)\b", re.IGNORECASE)
"""A text about blood pressure, in which 120/80 is no mixture of drugs and 14/9 no date."""

_OF_A_PULSE = re.compile(
    r"(?<!\w)(?:F\.?C\.?|[Pp]ulso|[Ff]recuencia|[Pp]ulsaciones|[Rr]itmo|[Tt]aquicardia|[Bb]radicardia)(?!\w)"
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "beats or parts by a million",
        r"(?<=\d) ?ppm(?!\w)",
        lambda match: f" {'pulsaciones por minuto' if has(_OF_A_PULSE, match.string) else 'partes por millón'}",
    ),
    rewrites("temperature", r"(?<!\w)T[°º](?= ?(?:[<>≥≤=:]|\d|de |mayor|menor|corporal|axilar|rectal))", "temperatura"),
    rewrites("oxygen at home", r"(?<!\w)(O[2₂]|[Oo]xígeno|[Oo]xigenoterapia) dom\.", r"\1 domiciliario"),
    rewrites(
        "oxygen by the minute",
        r"\b((?:[Oo]x[ií]geno|O2|O₂|[Gg]afas nasales|[Mm]ascarilla|[Cc]ánula nasal|GN|VMK)[^.;]*? \d+(?:[.,]\d)?)"
        r" ?lpm\b",
        r"\1 L/min",
    ),
    says("oxygen by the nose", r"(?<!\w)(?:por |x )PN(?!\w)|(?<=L/min )PN(?!\w)", "por puntas nasales"),
    rewrites("degrees of a body", r"(?<![\w.,])((?:3[4-9]|4[0-2])[.,]\d) ?[°º](?! ?[CFcf]\b)(?!\w)", r"\1 grados"),
    rewrites("breaths by a prime", r"\b(F\.?R\.?:? ?\d{1,2}) ?[x×]? ?['’′](?!\w)", r"\1 rpm"),
    rewrites("pressure with a slash", r"(?<!\w)T/A(?=:? ?(?:de )?\d)", "TA"),
    rewrites("beats by a prime", r"\b((?:F\.?C\.?|P|Pulso|pulso):? ?\d{2,3}) ?x ?['’′]", r"\1 lpm"),
    rewrites("beats without a name", r"(?<![\w.,/])(\d{2,3}) ?x ?['’′](?!\w)", r"\1 lpm"),
    rewrites("a range of pressures", r"(?<![\d/])(\d{2,3}/\d{2,3}) ?[-–] ?(?=\d{2,3}/\d{2,3}(?![\d/]))", r"\1 a "),
    rewrites("room air", r"(?<=%) ?(?:al? )?(?:aa|AA|a\. ?a\.?)(?=[,;.)]|$)", " aire ambiente"),
    rewrites(
        "temperature in short", r"(?<!\w)T°(?=:? ?\d| (?:axilar|rectal|oral|timpánica|corporal|amb))", "temperatura"
    ),
    rewrites("saturation", r"\b[Ss]at\.? ?(?=O[2₂])", "Sat"),
    rewrites("slashes between values", r"(?<=\d) / (?=[A-Z])", ", "),
    rewrites("bars around a row", r"^\|+\s*|\s*\|+$", ""),
    rewrites("bars between values", r"\s+\|+\s+", ", "),
    says("temperatures", r"(?<![\w.-])T(?=:? ?[<>≤≥]? ?(?:3[4-9]|4[0-2])(?:[.,]\d)? ?[°º])", "temperatura"),
    says(
        "blood pressure in tens",
        r"\b(?:T\.?A|P\.?A|[Pp]resi[oó]n(?: arterial)?|[Tt]ensi[oó]n(?: arterial)?)\.?:?(?: de)? "
        r"(?P<said>(?P<upper>[89]|1\d|2[0-4])/(?P<lower>[4-9]|1[0-4]))(?![\w/%]|[.,]\d)",
        lambda match: f"{cardinal(int(match['upper']))} sobre {cardinal(int(match['lower']))}",
    ),
    says(
        "a number before another",
        rf"(?<![\w.,/$€-])(?P<number>{DECIMAL})(?=, \d{{1,3}}[.,]\d{{3}}(?!\d))",
        lambda match: decimal(match["number"]),
    ),
)
