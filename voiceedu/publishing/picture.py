"""The picture that a player shows: the mark of voiceedu, and below it the clinic's name.

The recording of one procedure has none: the page plays that, and Chromium, which has no decoder for the picture, reads
on to the end of the file before it plays. At 400 kbit/s a recording of 20 s began after 5.4 s instead of within 3 s.
"""

import functools
import io
import logging
import unicodedata
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

log = logging.getLogger(__name__)

_FOLDER = resources.files("voiceedu.publishing")
PICTURE = _FOLDER.joinpath("picture.png").read_bytes()
"""A square PNG with the mark alone, 500 pixels wide, which `scripts/photograph` draws."""
_FONT = _FOLDER.joinpath("fonts", "DejaVuSans-Bold.ttf").read_bytes()

_BLUE, _WHITE = (0x0B, 0x3D, 0x6B), (0xFF, 0xFF, 0xFF)
"""The contrast of white on this blue is 11:1."""
_COLOURS = 16
"""As many as the edges of letters need."""
_PALETTE = [
    round(blue + (white - blue) * step / (_COLOURS - 1))
    for step in range(_COLOURS)
    for blue, white in zip(_BLUE, _WHITE, strict=True)
]
_NEAREST = [round(shade * (_COLOURS - 1) / 255) for shade in range(256)]
"""The place in the palette for each shade of grey: all is drawn in white on black."""
_WHITENESS = [max(0, round((red - _BLUE[0]) * 255 / (_WHITE[0] - _BLUE[0]))) for red in range(256)]
"""How white a pixel is between the two colours, by its red."""
_MARK_SHARE, _NAME_MIDDLE, _NAME_WIDTH, _NAME_HEIGHT = 0.62, 0.74, 0.84, 0.4
"""Of the side: the square with the mark, the middle of the name from the top, its most width and height."""
_SIZES = (0.13, 0.11, 0.09, 0.075, 0.062, 0.05)
"""The sizes of letters to try, as shares of the side."""
_LINE_HEIGHT = 1.2


@functools.lru_cache(maxsize=8)
def picture(name: str, mark: bytes = PICTURE) -> bytes | None:
    """Return a square PNG as large as `mark`, one with the mark alone: smaller, with `name` below it.

    The same name gives the same bytes. None without a name, or with a letter that cannot be drawn; the log says which.
    """
    if unknown := undrawable(name):
        log.warning("The picture of the recordings is without the clinic's name: no letter for %s", " ".join(unknown))
    if unknown or not name:
        return None
    drawn = _with_room_below(mark)
    _write(drawn, name)
    image = drawn.point(_NEAREST)
    image.putpalette(_PALETTE)
    packed = io.BytesIO()
    image.save(packed, "PNG", bits=4, optimize=True)
    return packed.getvalue()


def undrawable(name: str) -> list[str]:
    """Return the letters of `name` that are not in the font, join others, or stand from right to left."""
    font = _font(40)
    missing = bytes(font.getmask("\uffff"))
    letters = sorted(set(unicodedata.normalize("NFC", name)) - {" "})
    return [letter for letter in letters if _joins(letter) or bytes(font.getmask(letter)) == missing]


def _joins(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "AN") or unicodedata.category(letter).startswith("M")


def _font(size: int) -> ImageFont.FreeTypeFont:
    # Not Raqm, which joins letters: it wants a library of the system that is not everywhere.
    return ImageFont.truetype(io.BytesIO(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _with_room_below(mark: bytes) -> Image.Image:
    """Return the mark in white on black, smaller, at the top of a square of its size."""
    with Image.open(io.BytesIO(mark)) as blue:
        whole = blue.convert("RGB").getchannel("R").point(_WHITENESS)
    side = round(whole.width * _MARK_SHARE)
    image = Image.new("L", whole.size)
    image.paste(whole.resize((side, side), Image.Resampling.LANCZOS), ((whole.width - side) // 2, 0))
    return image


def _write(image: Image.Image, name: str) -> None:
    """Draw `name` in the middle below the mark, as large as it fits."""
    pixels = image.width
    width = round(_NAME_WIDTH * pixels)
    words = unicodedata.normalize("NFC", name).split()
    for share in _SIZES:
        font = _font(round(share * pixels))
        step = font.size * _LINE_HEIGHT
        lines = _wrapped(words, font, width)
        if step * len(lines) <= _NAME_HEIGHT * pixels and all(font.getlength(line) <= width for line in lines):
            break
    else:
        lines = [_cut(line, font, width) for line in lines[: int(_NAME_HEIGHT * pixels / step)]]
    top = _NAME_MIDDLE * pixels - step * len(lines) / 2
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((pixels / 2, top + step * (number + 0.5)), line, fill="white", font=font, anchor="mm")


def _wrapped(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return `words` in lines of at most `width` pixels; one that is wider is a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Return `line`, or as much of it as `width` pixels take before "…"."""
    end = len(line)
    while font.getlength(line[:end] + "…" * (end < len(line))) > width:
        end -= 1
    return line[:end] + "…" * (end < len(line))
