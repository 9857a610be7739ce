"""A telephone number as people read it, in groups (ITU-T E.123): a voice does not say it as one large number."""

import re

SPACE = "\N{NO-BREAK SPACE}"
"""Between groups it keeps their order also where text runs from right to left, and no line breaks at it."""
LEFT_TO_RIGHT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"

_SHORT_CODE = re.compile("1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]")
"""The country codes of one and two digits; all others have three (ITU-T E.164)."""
_GROUPS = {
    4: (4,),
    5: (2, 3),
    6: (3, 3),
    7: (3, 4),
    8: (4, 4),
    9: (3, 3, 3),
    10: (3, 3, 4),
    11: (3, 4, 4),
    12: (4, 4, 4),
}
"""How many digits a group has, by the number of digits after the country code: as in North America, for 10 of them."""


def grouped(number: str, *, direction: str = "ltr") -> str:
    """Return an E.164 `number` in groups. In text from right to left it stays from left to right, the plus first."""
    digits = number.removeprefix("+")
    short = _SHORT_CODE.match(digits)
    code = short[0] if short else digits[:3]
    rest, groups = digits[len(code) :], [f"+{code}"]
    for size in _GROUPS.get(len(rest), (len(rest),)):
        groups.append(rest[:size])
        rest = rest[size:]
    shown = SPACE.join(filter(None, groups))
    return shown if direction == "ltr" else f"{LEFT_TO_RIGHT}{shown}{END}"
