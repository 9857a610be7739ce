"""Small and raised digits: B₁₂, CO₂, 10³, x², 5^3; and digits of other scripts."""

import re
import unicodedata

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, cardinal, decimal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁺⁻₊₋", "0123456789" * 2 + "+-+-")
_UP, _DOWN = "[⁰¹²³⁴⁵⁶⁷⁸⁹]", "[₀₁₂₃₄₅₆₇₈₉]"
_POWERS = {"2": "al cuadrado", "3": "al cubo"}


def _read_power(match: re.Match[str]) -> str:
    power = match["power"].translate(_PLAIN).removeprefix("^")
    base = decimal(match["base"])
    if power in _POWERS and match["base"] != "10":
        return f"{base} {_POWERS[power]}"
    sign = "menos " if power.startswith("-") else ""
    return f"{base} a la {sign}{cardinal(int(power.lstrip('+-')))}"


RULES: tuple[Rule, ...] = (
    says("a dose of dialysis", r"(?<!\w)s?p?Kt/V(?!\w)", "K T sobre V"),
    says("flows of dialysis", r"(?<!\w)Q(?P<said>[BD])(?=:? ?\d{2,3} ?m[lL]/min)", r" \g<said>"),
    rewrites("a diameter", r"[Øø⌀] ?(?=\d)", "diámetro "),
    rewrites(
        "thousands with a space",
        r"(?<![\w.,+-])(?<!\d )([1-9]\d{0,2})((?: 000){1,3})(?![\d/]| \d)",
        lambda match: match[1] + match[2].replace(" ", "."),
    ),
    rewrites("times a power", r"(?<=\d) ?[x×] ?(?=10(?:\^|[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]))", " por "),
    rewrites(
        "digits of another script", r"[^\D0-9]+", lambda match: "".join(str(unicodedata.digit(d)) for d in match[0])
    ),
    says("powers", rf"(?<![\w.,])(?P<base>{DECIMAL})(?P<power>[⁺⁻]?{_UP}+|\^-?\d+)", _read_power),
    rewrites("small digits", rf"(?<![cmk]m)(?<![\s(]m){_UP}+|{_DOWN}+", lambda match: match[0].translate(_PLAIN)),
)
