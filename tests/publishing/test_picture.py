"""The picture of all recordings as one, and of the podcast."""

import io
import logging
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import voiceedu
from voiceedu.publishing.picture import PICTURE, picture, undrawable

LONG = "Centro Interdisciplinario de Tratamiento del Dolor y Rehabilitación de la Universidad Nacional, 2"
COVER = Path(voiceedu.__file__).parent / "web" / "static" / "cover.png"
BLUE, WHITE = (0x0B, 0x3D, 0x6B), (0xFF, 0xFF, 0xFF)


def opened(name: str, mark: bytes = PICTURE) -> Image.Image:
    data = picture(name, mark)
    assert data is not None
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.convert("RGB")


def edges_of_name(image: Image.Image) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of what is drawn below the mark."""
    below = image.crop((0, image.height // 2, image.width, image.height))
    box = ImageChops.difference(below, Image.new("RGB", below.size, BLUE)).getbbox()
    assert box is not None
    return box[0], box[1] + image.height // 2, box[2], box[3] + image.height // 2


def test_the_mark_alone_is_square_and_small() -> None:
    """It is a square PNG of at least 500 pixels and at most 6 kB."""
    with Image.open(io.BytesIO(PICTURE)) as mark:
        assert mark.format == "PNG"
        assert mark.width == mark.height >= 500
    assert len(PICTURE) <= 6_000


@pytest.mark.parametrize(
    "name", ["Riverside Pain Clinic", "Clínica del Dolor", "Phòng khám Đau Hà Nội", "Κλινική", LONG]
)
@pytest.mark.parametrize(
    ("mark", "pixels", "most_bytes"),
    [(PICTURE, 500, 9_000), (COVER.read_bytes(), 1400, 40_000)],
    ids=["recording", "feed"],
)
def test_a_name_stands_whole_below_the_mark(name: str, mark: bytes, pixels: int, most_bytes: int) -> None:
    """It is white on blue in the middle, with a margin at each side, in a square that is small in bytes."""
    image = opened(name, mark)
    assert image.size == (pixels, pixels)
    assert image.getpixel((2, 2)) == BLUE
    assert WHITE in {colour for _, colour in image.getcolors() or ()}
    left, top, right, bottom = edges_of_name(image)
    assert top > 0.5 * pixels
    assert left > 0.05 * pixels
    assert right < 0.95 * pixels
    assert bottom < 0.96 * pixels
    assert abs((left + right) / 2 - pixels / 2) < 0.02 * pixels
    assert len(picture(name, mark) or b"") < most_bytes


def test_a_word_that_is_too_long_ends_in_an_ellipsis() -> None:
    """A single word of a hundred letters is cut, within the margins."""
    left, _, right, _ = edges_of_name(opened("W" * 100))
    assert (left > 25, right < 475) == (True, True)


def test_the_same_name_gives_the_same_bytes() -> None:
    """There is no clock and no chance in it; another name gives another picture, in either Unicode form the same."""
    first = picture("Clínica")
    picture.cache_clear()
    assert picture("Clínica") == picture("Cli\u0301nica") == first != picture("Clinica")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("河边 Clinic", ["河", "边"]), ("عيادة", sorted(set("عيادة"))), ("क्लिनिक", sorted(set("क्लिनिक")))],
)
def test_a_name_that_cannot_be_drawn_is_left_out(
    name: str, letters: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Letters without a glyph, or that join, or stand from right to left, make no picture, and the log names them."""
    picture.cache_clear()
    assert undrawable(name) == letters
    with caplog.at_level(logging.WARNING):
        assert picture(name) is None
    assert " ".join(letters) in caplog.text


def test_without_a_name_there_is_no_picture() -> None:
    """Then the mark alone is shown."""
    assert picture("") is None


def test_the_mark_stays_as_it_is_drawn() -> None:
    """With a name, the mark is the one of the picture without: smaller, at the top, in the same two colours."""
    with Image.open(io.BytesIO(PICTURE)) as alone:
        whole = alone.convert("RGB")
    side = round(500 * 0.62)
    left = (500 - side) // 2
    mark = opened("Clinic").crop((left, 0, left + side, side))
    difference = ImageChops.difference(mark, whole.resize((side, side), Image.Resampling.LANCZOS))
    assert difference.point(lambda level: 255 * (level >= 20)).getbbox() is None
