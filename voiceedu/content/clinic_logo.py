"""A clinic's logo: `logo.svg` or `logo.png` at the top of its library, with what it shows in `logo.txt`.

Pages show it as an image, in which no script runs. An SVG that could run or load something is refused all the same:
opened by itself, the file is a document.
"""

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voiceedu.errors import LogoError

if TYPE_CHECKING:
    from lxml import etree

NAMES = ("logo.svg", "logo.png")
ALTERNATIVE = "logo.txt"
LIMIT_BYTES = 50_000
"""One second at the 400 kbit/s of a slow telephone."""
SVG, PNG = "image/svg+xml", "image/png"

_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"})
_LOADS = re.compile(r"""@import|url\(\s*["']?\s*(?!\s*["']?\s*#)""", re.IGNORECASE)
"""CSS that loads something; `url(#gradient)` is within the file."""
_EMBEDDED = re.compile(r"(#|data:image/(png|jpeg);base64,)")
_LENGTH = re.compile(r"\s*([\d.]+)\s*(px)?\s*")
_PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@dataclass(frozen=True, kw_only=True)
class Logo:
    """An image, and the words in its place. `width` and `height` are in its own units: their ratio is its shape."""

    data: bytes
    media_type: str
    width: float
    height: float
    alternative: str

    @property
    def name(self) -> str:
        return "logo.svg" if self.media_type == SVG else "logo.png"

    def width_at(self, height: int) -> int:
        """Return the width in pixels that goes with a height in pixels."""
        return max(1, round(self.width / self.height * height))


def files(folder: Path) -> list[Path]:
    """Return the files that can make a logo, whether they exist or not."""
    return [folder / name for name in (*NAMES, ALTERNATIVE)]


def read(folder: Path) -> Logo | None:
    """Return the logo of the library in `folder`, or None if it has none; raise LogoError if it cannot be shown."""
    found = [folder / name for name in NAMES if (folder / name).exists()]
    if not found:
        return None
    path = found[0]
    if len(found) > 1:
        raise LogoError(found[1], f"{path.name} is there too", "Remove one of the two")
    alternative = " ".join(_read(folder / ALTERNATIVE).decode("utf-8", "replace").split())
    if not alternative:
        raise LogoError(folder / ALTERNATIVE, "is empty", 'Write what the logo shows, such as "Riverside Pain Clinic"')
    data = _read(path)
    media_type, (width, height) = (PNG, _png_size(data)) if data.startswith(_PNG_HEAD) else (SVG, _svg_size(path, data))
    if not (width > 0 and height > 0 and width / height <= 20):
        raise LogoError(path, f"is {width:g} × {height:g}", "Draw one that is at most 20 times as wide as high")
    return Logo(data=data, media_type=media_type, width=width, height=height, alternative=alternative)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT_BYTES + 1)
    except FileNotFoundError:
        raise LogoError(
            path, "is missing", 'Write what the logo shows into it, such as "Riverside Pain Clinic"'
        ) from None
    except OSError as error:
        raise LogoError(path, f"cannot be read ({error.strerror})", "Make it a file that can be read") from None
    if len(data) > LIMIT_BYTES:
        problem = f"has more than {LIMIT_BYTES // 1000} kB"
        raise LogoError(path, problem, "Export it smaller: pages show it 56 pixels high")
    return data


def _png_size(data: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", data[len(_PNG_HEAD) :][:8].ljust(8, b"\0"))
    return width, height


def _svg_size(path: Path, data: bytes) -> tuple[float, float]:
    """Return width and height of an SVG that loads nothing and runs nothing; raise LogoError for any other file."""
    from lxml import etree  # few clinics have an SVG: the workers of the others need 4 MB less

    for mark, what in ((b"<!ENTITY", "an entity of its own"), (b"<?xml-stylesheet", "a style sheet in another file")):
        if mark in data:
            raise LogoError(path, f"has {what}", "Export it as plain SVG, all in one file")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise LogoError(path, "is neither a PNG nor an SVG", "Save it as one of these") from None
    if root.tag != f"{{{_SVG_NAMESPACE}}}svg":
        raise LogoError(path, "is XML, and no SVG", 'Its first element is <svg xmlns="http://www.w3.org/2000/svg">')
    for element in root.iter():
        if (problem := _danger(element)) is not None:
            raise LogoError(path, f"line {element.sourceline}: {problem}", "Export it as plain SVG, all in one file")
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    lengths = [_LENGTH.fullmatch(text) for text in (box[2:4] if len(box) == 4 else _side_lengths(root))]
    if len(lengths) != 2 or not all(lengths):
        raise LogoError(path, "does not say its size", 'Give its first element a viewBox, such as viewBox="0 0 200 50"')
    width, height = (float(length[1]) for length in lengths if length)
    return width, height


def _side_lengths(root: "etree._Element") -> list[str]:
    return [root.get("width", ""), root.get("height", "")]


def _danger(element: "etree._Element") -> str | None:
    """Return what in `element` could run or load something; None if nothing can."""
    from lxml import etree

    if not isinstance(element.tag, str):  # a comment; an instruction can load a style sheet
        return None if element.tag is etree.Comment else f"an instruction: {element}"
    tag = etree.QName(element).localname
    if tag in _FORBIDDEN:
        return f"has <{tag}>"
    if tag == "style" and _LOADS.search("".join(element.itertext())):
        return "its style loads another file"
    for name, value in element.attrib.items():
        attribute = etree.QName(name).localname
        if attribute.lower().startswith("on"):
            return f"has {attribute}"
        if attribute == "href" and not _EMBEDDED.match(value.strip()):
            return f"leads to {value.strip()[:60]!r}"
        if attribute == "attributeName" and value.strip().lower().removeprefix("xlink:") == "href":
            return "changes where it leads"
        if _LOADS.search(value):
            return f"its {attribute} loads another file"
    return None
