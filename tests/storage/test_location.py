"""Where the store is: a folder, which must be ours, or a bucket."""

from pathlib import Path

import pytest

from voiceedu.errors import SettingError
from voiceedu.storage.location import first_line, follow_links
from voiceedu.storage.object_store import Objects


@pytest.mark.parametrize("location", ["gopher://cache", "gopher:///cache", "s3://", "http://", "://x", "no scheme://x"])
def test_location_of_an_unknown_kind_is_refused(location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL that is not a bucket raises an error with the setting's name and value, and creates no folder."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingError, match=r"VOICEEDU_CACHE=.*s3://bucket/prefix") as raised:
        Objects(location)
    assert (raised.value.name, raised.value.value) == ("VOICEEDU_CACHE", location)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("below", ["", "/deeper", "/deeper/still"])
def test_file_in_the_way_is_refused(below: str, tmp_path: Path) -> None:
    """A file in place of the folder, or above it, raises an error with the setting's name; the file stays."""
    cache = tmp_path / "cache"
    cache.write_text("mine")
    with pytest.raises(SettingError, match=r"VOICEEDU_CACHE=.*Name a new or an empty folder"):
        Objects(f"{cache}{below}")
    assert cache.read_text() == "mine"


@pytest.mark.parametrize("location", ["/proc/voiceedu/cache", "/dev/null/cache", "a\0b"])
def test_folder_that_cannot_be_made_is_refused(location: str) -> None:
    """A place where no folder can be made raises an error with the setting's name."""
    with pytest.raises(SettingError, match=r"VOICEEDU_CACHE=.*Name a new or an empty folder"):
        Objects(location)


def test_missing_folder_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing folder is created, whatever letters its name has; a relative path keeps its meaning."""
    monkeypatch.chdir(tmp_path)
    here = Objects("Räume und/mehr #1%20")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    here.put("speech/one", b"one")
    assert Objects(str(tmp_path / "Räume und" / "mehr #1%20")).get("speech/one") == b"one"


def test_stores_in_memory_are_separate() -> None:
    """Two stores in memory share nothing."""
    one, two = Objects("memory:///"), Objects("memory:///")
    one.put("speech/one", b"one")
    assert one.get("speech/one") == b"one"
    assert two.get("speech/one") is None


def test_a_foreign_folder_is_no_cache(tmp_path: Path) -> None:
    """A folder with somebody's files is refused as cache, and stays as it was; an empty one gets a mark of ours."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "thesis.txt").write_text("mine")
    with pytest.raises(SettingError, match=r"VOICEEDU_CACHE=.*other files, such as 'thesis\.txt'"):
        Objects(str(home))
    assert [path.name for path in home.iterdir()] == ["thesis.txt"]
    Objects(str(tmp_path / "new"))
    assert [path.name for path in (tmp_path / "new").iterdir()] == [".voiceedu-cache"]
    (tmp_path / "new" / "notes.txt").write_text("mine")
    Objects(str(tmp_path / "new"))  # it is ours, whoever put something beside
    (tmp_path / "old" / "renditions").mkdir(parents=True)
    (tmp_path / "old" / "notes.txt").write_text("mine")
    Objects(str(tmp_path / "old"))  # a cache of version 0.1 has no mark


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """A link that leads nowhere but to itself is an error that names the setting."""
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(SettingError, match=r"VOICEEDU_CACHE=.*loop"):
        Objects(str(tmp_path / "loop"))


def test_an_error_is_told_in_one_way() -> None:
    """Whether the bucket's library or Python has met a full disk, the line is the same."""
    error = OSError(28, "No space left on device", "/srv/cache/clips/unfinished/0#1")
    assert first_line(error) == "No space left on device (os error 28)"
    assert first_line(OSError("Generic error: why\n\nDebug source: …")) == "Generic error: why"


def test_links_are_followed_to_a_folder_alone(tmp_path: Path) -> None:
    """A link leads to its folder, missing or not; a bucket's URL, and what cannot be opened, stay as they are."""
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    assert follow_links(str(tmp_path / "link")) == follow_links(f"file://{tmp_path}/link") == str(tmp_path / "folder")
    assert follow_links("s3://bucket/prefix") == "s3://bucket/prefix"
    assert follow_links("file:relative://x") == "file:relative://x"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert follow_links(f"{tmp_path}/loop") == f"{tmp_path}/loop"
