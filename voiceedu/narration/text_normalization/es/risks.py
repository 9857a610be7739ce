"""How many are affected: 1/10.000, a risk of 1:1000, 1 c/100."""

import re

from voiceedu.narration.text_normalization.es.numbers import decimal, part
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_NAMED = (
    "riesgo|probabilidad|frecuencia|incidencia|ocurre|casos|cefalea|infecci[oó]n|sangrado|hematoma|hemorragia|"
    "lesi[oó]n|muerte|par[aá]lisis|"
    "anafilaxia|neumot[oó]rax|n[aá]useas|complicaci|convulsi|alergia|reacci[oó]n|mortalidad|punci[oó]n|ceguera|ictus"
)
_MANY = r"(?P<many>[1-9]\d{0,2}(?:[., ]\d{3})+|[1-9]\d{2,})"


def _read_risk(match: re.Match[str]) -> str | None:
    """Return "uno de cada mil" in a sentence. Alone, 1/1000 is a fraction."""
    if not re.search(r"[^\W\d_]", match.string):
        return None
    return f"uno de cada {decimal(match['many']).removeprefix('un ')}"


def _read_risks(match: re.Match[str]) -> str | None:
    if has(_OF_DILUTIONS, match.string):
        return None
    low, high = (decimal(match[name]).removeprefix("un ") for name in ("low", "high"))
    return f"uno de cada {low} a uno de cada {high}"


def _write_score(match: re.Match[str]) -> str:
    return f"{match[1] or f' {match[2]}'} de 10"


_OF_DILUTIONS = re.compile(r"epinefrina|adrenalina|dilu", re.IGNORECASE)
_OF_RISKS = re.compile(
    r"^(?!.*(?:epinefrina|adrenalina|dilu)).*\b(?:riesgos?|raros?|raras?|frecuentes?|complicaci\w+)\b",
    re.DOTALL | re.IGNORECASE,
)


RULES: tuple[Rule, ...] = (
    rewrites(
        "patients in every one",
        r"\b1 (?:de )?c/ ?(?=\d)(?!\d+(?: ?[-–a] ?\d+)? ?(?:h|hrs?|hs|horas?|d|días?|sem|min|mes(?:es)?)\b)",
        "1 de cada ",
    ),
    rewrites("patients", r"(?<=\d )pac\.", "pacientes"),
    rewrites("so many of each ten", r"(?<=\d) de c/ ?(?=\d)", " de cada "),
    rewrites(
        "scores that change", r"(?<![\d/])(\d{1,2})/10(?= ?(?:→|->))|(?<=→)(?<!\d) ?(\d{1,2})/10(?![\d/])", _write_score
    ),
    rewrites(
        "thousands of a risk",
        r"\b(?:1 en|de cada|[1-9] de) (?P<said>[1-9]\d{0,2}(?:,\d{3})+)(?![\w,]|\.\d)",
        lambda match: match["said"].replace(",", ""),
    ),
    rewrites(
        "from one risk to another",
        r"[≥≧⩾] ?1 ?/ ?(?P<more>\d[\d.,]*) ?(?:[-–]|an?d?|y|hasta|e) ?(?=< ?1 ?/ ?\d)",
        lambda match: f"1/{match['more']} a " if has(_OF_RISKS, match.string) else None,
    ),
    rewrites(
        "at least one risk",
        r"[≥≧⩾] ?1 ?/ ?(?P<many>\d[\d.,]*\d)(?![\w/]|[.,]\d)",
        lambda match: f"1 de cada {match['many']} o más" if has(_OF_RISKS, match.string) else None,
    ),
    says(
        "one in ten",
        r"(?<![\w.,/])1 ?/ ?10(?![\w/]|[.,]\d)",
        lambda match: "uno de cada diez" if has(_OF_RISKS, match.string) else None,
    ),
    says("one among so many", r"(?<![\w.,])(?P<said>1)(?= entre (?:cada )?\d)", "uno"),
    says(
        "fractions in a range",
        r"(?<![\w.,/])1/(?P<low>[2-9]|10) ?[-–] ?1/(?P<high>[2-9]|10)(?= (?:de|del)\b)",
        lambda match: f"{part(1, int(match['low']))} a {part(1, int(match['high']))}",
    ),
    says(
        "some of so many",
        rf"(?<![\w.,/-])(?P<low>\d) ?[-–] ?(?P<high>\d) ?/ ?{_MANY}(?![\w/]|[.,]\d)",
        lambda match: (
            f"{decimal(match['low'])} a {decimal(match['high'])} de cada {decimal(match['many']).removeprefix('un ')}"
        ),
    ),
    says("one of so many", rf"(?<![\w.,/])1 ?/ ?{_MANY}(?![\w/]|[.,]\d)", _read_risk),
    says(
        "one of so many in brackets",
        rf"(?<=[^\W\d_] )\((?:[<>~≈] ?)?(?P<said>1:{_MANY})(?=\))",
        lambda match: _read_risk(match) if has(_OF_RISKS, match.string) else None,
    ),
    says(
        "one of so many to another",
        r"(?<![\w.,:])1:(?P<low>\d[\d.,]*\d) ?[-–] ?1:(?P<high>\d[\d.,]*\d)(?![\w/:]|[.,]\d)",
        _read_risks,
    ),
    says(
        "one of so many with a colon",
        rf"(?i:{_NAMED})\b[^.\d]{{0,40}}(?P<said>1:{_MANY})(?![\w/:]|[.,]\d)",
        lambda match: None if has(_OF_DILUTIONS, match.string) else _read_risk(match),
    ),
    says(
        "one woman of so many", r"(?<![\w.,])(?P<said>1)(?= de (?:cada )?[\d.,]+ (?:personas|mujeres|niñas)\b)", "una"
    ),
)
