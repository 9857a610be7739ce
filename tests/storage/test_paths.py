"""The paths of objects."""

import pytest

from voiceedu.storage.paths import compilation_path, is_ours, rendition_path, speech_path, sum_path

ASSET = f"clips/{'0' * 16}/nerve-blocks.mp3"
OURS = [
    ASSET,
    sum_path(ASSET),
    speech_path("ab" * 32),
    rendition_path("es-MX", "nerve-blocks"),
    compilation_path("en", "library.epub"),
    "leases/en/nerve-blocks/1",
]


@pytest.mark.parametrize("path", OURS)
def test_object_of_ours_is_known(path: str) -> None:
    """Each object's path is ours, finished or half-written."""
    assert is_ours(path)
    assert is_ours(f"{path}#12")


@pytest.mark.parametrize(
    "path", ["notes.txt", "clips/holiday.mp3", "speech/ab/x.wav", "renditions/en/../x.json", "leases/1"]
)
def test_foreign_file_is_not_ours(path: str) -> None:
    """A file with a name that we never give is not ours: nothing deletes it."""
    assert not is_ours(path)
