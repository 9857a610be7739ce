"""A clinic's logo: what is shown, and what is refused with its file and a remedy."""

import struct
from pathlib import Path

import pytest

from voiceedu.content import clinic_logo
from voiceedu.errors import LogoError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'
BOX = 'viewBox="0 0 200 50"'
HARMLESS = """
<!-- drawn by hand -->
<style>.a { fill: url(#shade); }</style>
<linearGradient id="shade" xlink:href="#other"/>
<path class="a" style="fill: url( '#shade' )" d="M0 0h200v50z"/>
<image href="data:image/png;base64,AAAA"/>
"""
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", 300, 100) + b"\x08\x06\x00\x00\x00"


def svg(inside: str = HARMLESS, more: str = BOX) -> bytes:
    return SVG.format(inside=inside, more=more).encode()


def put(folder: Path, data: bytes, name: str = "logo.svg", alternative: str | None = "A river\n") -> Path:
    (folder / name).write_bytes(data)
    if alternative is not None:
        (folder / "logo.txt").write_text(alternative, encoding="utf-8")
    return folder


def test_a_library_need_not_have_a_logo(tmp_path: Path) -> None:
    """Without a file there is no logo, and no error."""
    assert clinic_logo.read(tmp_path) is None
    put(tmp_path, b"", name="logo.txt")
    assert clinic_logo.read(tmp_path) is None


@pytest.mark.parametrize(
    ("data", "media_type", "name", "width"),
    [
        (svg(), "image/svg+xml", "logo.svg", 224),
        (svg(more='width="60px" height="30"'), "image/svg+xml", "logo.svg", 112),
        (PNG, "image/png", "logo.png", 168),
    ],
    ids=["viewBox", "sides", "png"],
)
@pytest.mark.parametrize("file", ["logo.svg", "logo.png"])
def test_a_logo_is_what_its_bytes_are(
    tmp_path: Path, file: str, data: bytes, media_type: str, name: str, width: int
) -> None:
    """Type and name follow the bytes, whatever the file is called; its shape gives a width for a height."""
    found = clinic_logo.read(put(tmp_path, data, name=file))
    assert found is not None
    assert (found.data, found.media_type, found.name) == (data, media_type, name)
    assert found.width_at(56) == width
    assert found.alternative == "A river"


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>alert(1)</script>", "line 1: has <script>"),
        ("<a><foreignObject/></a>", "line 1: has <foreignObject>"),
        ('\n<path onload="alert(1)"/>', "line 2: has onload"),
        ('<image href="https://example.org/a.png"/>', "leads to 'https://example.org/a.png'"),
        ('<use xlink:href="other.svg#a"/>', "leads to 'other.svg#a'"),
        ('<a href="javascript:alert(1)"/>', "leads to 'javascript:alert(1)'"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "leads to 'data:image/svg+xml;base64,AAAA'"),
        ('<set attributeName="xlink:href" to="https://example.org"/>', "changes where it leads"),
        ("<style>@import 'https://example.org/a.css';</style>", "its style loads another file"),
        ("<style>a { fill: url(https://example.org/a.svg#b) }</style>", "its style loads another file"),
        ('<path style="fill: url(&quot;https://example.org/a.svg#b&quot;)"/>', "its style loads another file"),
        ('<path fill="URL(a.svg#b)"/>', "its fill loads another file"),
    ],
)
def test_what_runs_or_loads_is_refused(tmp_path: Path, inside: str, problem: str) -> None:
    """An SVG that could run a script or load another file is refused, with the line and what is there."""
    with pytest.raises(LogoError) as caught:
        clinic_logo.read(put(tmp_path, svg(inside)))
    assert caught.value.path == tmp_path / "logo.svg"
    assert problem in caught.value.problem
    assert str(caught.value).endswith("Export it as plain SVG, all in one file.")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg(), "has an entity of its own"),
        (b'<?xml-stylesheet href="a.css"?>' + svg(), "has a style sheet in another file"),
        (b"<html/>", "is XML, and no SVG"),
        (b"\xff\xd8\xff\xe0JFIF", "is neither a PNG nor an SVG"),
        (b"", "is neither a PNG nor an SVG"),
        (svg(more=""), "does not say its size"),
        (svg(more='viewBox="0 0 200"'), "does not say its size"),
        (svg(more='width="100%" height="100%"'), "does not say its size"),
        (svg(more='viewBox="0 0 200 0"'), "is 200 × 0"),
        (svg(more='viewBox="0 0 2100 100"'), "is 2100 × 100"),
        (PNG[:18], "is 0 × 0"),
        (svg("<!--" + "-" * 50_000 + "-->"), "has more than 50 kB"),
    ],
)
def test_what_is_no_picture_of_a_size_is_refused(tmp_path: Path, data: bytes, problem: str) -> None:
    """A file that is no picture, says no size, has an odd shape or too many bytes is refused."""
    with pytest.raises(LogoError, match=r"logo\.svg: .*\. \w.*\.$") as caught:
        clinic_logo.read(put(tmp_path, data))
    assert problem in caught.value.problem


@pytest.mark.parametrize(("alternative", "problem"), [(None, "is missing"), (" \n", "is empty")])
def test_a_logo_says_what_it_shows(tmp_path: Path, alternative: str | None, problem: str) -> None:
    """Without the words in its place a logo is not shown."""
    with pytest.raises(LogoError, match=rf"logo\.txt: {problem}\. Write what the logo shows"):
        clinic_logo.read(put(tmp_path, PNG, alternative=alternative))


def test_one_logo_of_two_is_refused(tmp_path: Path) -> None:
    """Two files leave open which is meant."""
    put(tmp_path, PNG, name="logo.png")
    with pytest.raises(LogoError, match=r"logo\.png: logo\.svg is there too\. Remove one of the two\."):
        clinic_logo.read(put(tmp_path, svg()))


def test_a_folder_is_no_logo(tmp_path: Path) -> None:
    """What cannot be read is named."""
    (tmp_path / "logo.png").mkdir()
    (tmp_path / "logo.txt").write_text("A river", encoding="utf-8")
    with pytest.raises(LogoError, match=r"logo\.png: cannot be read \(Is a directory\)"):
        clinic_logo.read(tmp_path)
