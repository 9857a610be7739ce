"""Documents that were brought and not kept yet."""

from voiceedu.content import importer
from voiceedu.review.uploads import MOST, Upload, Uploads


def test_the_oldest_goes_first() -> None:
    """A key is its upload's until that is removed or too many came after it."""
    upload = Upload(found=importer.convert(b"# Rest\n\nRest.\n", name="rest.md", language="en"), language="en")
    uploads = Uploads()
    keys = [uploads.add(upload) for _ in range(MOST + 1)]
    assert len(set(keys)) == MOST + 1
    assert uploads.get(keys[0]) is None
    assert uploads.get(keys[1]) is upload
    uploads.remove(keys[1])
    uploads.remove(keys[1])
    assert uploads.get(keys[1]) is None
