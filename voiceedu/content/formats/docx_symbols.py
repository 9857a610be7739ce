"""Characters of Word's symbol fonts, which a Word file keeps as the code of a font and not as text."""

_SYMBOL = {
    **{code: chr(code) for code in b" !#%&()+,./0123456789:;<=>?[]_{|}"},
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip((0x2D, 0xA2, 0xA3, 0xA5, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF), "−′≤∞↔←↑→↓", strict=True)),
    **dict(zip((0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB), "°±″≥×•÷≠≈", strict=True)),
    **dict(zip((0xD2, 0xD3, 0xD4, 0xD6), "®©™√", strict=True)),
}
_WINGDINGS = {
    0x20: " ",
    **dict(zip((0x28, 0x6C, 0x6E, 0x6F, 0x71, 0x76, 0x9F, 0xA7, 0xA8), "☎●■□❑❖•▪☐", strict=True)),
    **dict(zip((0xD8, 0xDF, 0xE0, 0xE1, 0xE2, 0xF0, 0xFB, 0xFC, 0xFD, 0xFE), "➢←→↑↓⇨✗✓☒☑", strict=True)),
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE_USE = range(0xF000, 0xF100)
"""Where Word puts the codes 0–255 of a symbol font."""
_OTHER_FONTS = range(0x100, 0xD800)
"""Codes that are Unicode, in fonts such as Segoe UI Symbol; below them are pictures, as in Webdings."""


def symbol(font: str, code: str) -> str:
    """Return the character with the hexadecimal `code` in `font`; empty for one that is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number in _PRIVATE_USE:
        number -= _PRIVATE_USE.start
    if (characters := _FONTS.get(font.lower())) is not None:
        return characters.get(number, "")
    return chr(number) if number in _OTHER_FONTS else ""
