"""The picture of all recordings as one."""

import io

from PIL import Image

from voiceedu.publishing.picture import PICTURE


def test_picture_is_square_and_small() -> None:
    """It is a square PNG of at least 500 pixels and at most 6 kB."""
    with Image.open(io.BytesIO(PICTURE)) as picture:
        assert picture.format == "PNG"
        assert picture.width == picture.height >= 500
    assert len(PICTURE) <= 6_000
