"""Powers, ratios and risks: 10⁹, 1:200.000, 3:1, 1/10 000."""

import re
import unicodedata
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

DOSES = (
    r"(?:mg|g|µg|mcg|m[lL]|[lL]|UI|IE|Gy|cp|compr\w*|gél\w*|goutt\w*|Tabl\w*|Kaps\w*|Tropf\w*|compress\w*|capsul\w*"
    r"|gocc\w*|"
    r"cáps\w*|gotas?|répétitions?|ripetizioni|repetições|Wiederholungen|s|sec|Sek|seg|secondes|min|Min|[Mm]inut\w*|h|km|Hübe|[Bb]ouff\w*|puff|jatos?|€|R\$|euros?)(?!\w)"
)
"""What a dose is counted in, as a pattern."""
_THOUSANDS = r"\d{1,3}(?:[. '’]\d{3})+|[1-9]\d{0,3}00"


def rules(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for powers, ratios and risks."""

    def read_power(match: re.Match[str]) -> str:
        power = match["power"] or "".join(str(unicodedata.digit(digit)) for digit in match["raised"])
        return f"10 {phrases['to the power']} {power}"

    def read_ratio(match: re.Match[str]) -> str:
        return f"{match['first']} {phrases['in a ratio']} {_digits(match['second'])}"

    def read_risk(match: re.Match[str]) -> str:
        return f"1 {phrases['one in']} {_digits(match['many'])}"

    return (
        rewrites("powers", r"(?<!\d)10 ?(?:\^ ?(?P<power>\d+)|(?P<raised>[⁰¹²³⁴-⁹]+))", read_power),
        rewrites(
            "ratios",
            rf"(?<![\d/:.,])(?P<first>1) ?: ?(?P<second>{_THOUSANDS})(?![\d.,]*\d| ?{DOSES})",
            read_ratio,
        ),
        rewrites(
            "ratios after their name",
            r"\b(?i:rapport|verhältnis|mischung|rapporto|proporção|razão|diluition|diluição|diluizione|dilution"
            r"|verdünnung)"
            r":? (?P<first>\d{1,3}) ?: ?(?P<second>\d{1,3})(?!\d)",
            lambda match: match[0][: match.start("first") - match.start()] + read_ratio(match),
        ),
        rewrites(
            "ratios of one digit",
            r"(?<![\w/:.,<>≥≤-])(?P<first>\d{1,3}):(?P<second>\d)(?![\w:/]|[.,]\d| ?(?:h|Uhr)\b)",
            read_ratio,
        ),
        rewrites(
            "ratios that are no time",
            r"(?<![\d:.,/<>≥≤])(?<![<>≥≤] )(?P<first>[3-9]\d)(?::| : )(?P<second>\d{2})(?![\d:]| ?(?:h|Std|j|gg|mg)\b)",
            read_ratio,
        ),
        rewrites("risks", rf"(?<![\d/.,])1 ?/ ?(?P<many>{_THOUSANDS}|100)(?![\d/]|[.,]\d)", read_risk),
    )


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
