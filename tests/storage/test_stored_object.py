"""What is known of an object without reading it."""

from voiceedu.storage.object_store import Objects
from voiceedu.storage.stored_object import StoredObject


def test_version_changes_with_each_write() -> None:
    """The same bytes, written again, are another version of an object with the same path and size."""
    objects = Objects("memory:///")
    found: list[StoredObject] = []
    for _ in range(2):
        objects.put("index/en.txt", b"one")
        found += objects.objects("index")
    assert [(one.path, one.size) for one in found] == [("index/en.txt", 3)] * 2
    assert found[0].version != found[1].version
