"""Values that each hold for one version of what they are made from."""

from collections.abc import Callable

from voiceedu.web.versioned_cache import VersionedCache


def counting(made: list[str], value: str) -> Callable[[], str]:
    def make() -> str:
        made.append(value)
        return value

    return make


def test_value_is_made_once_for_a_version() -> None:
    """The same key and version give what was made the first time."""
    cache: VersionedCache[str, str] = VersionedCache()
    made: list[str] = []
    assert [cache.get("en", version=(1, 2), make=counting(made, value)) for value in "ab"] == ["a", "a"]
    assert made == ["a"]


def test_another_version_is_made_anew_and_replaces_the_one_before() -> None:
    """A changed version is not answered with the old value, nor the old version with the new value."""
    cache: VersionedCache[str, str] = VersionedCache()
    made: list[str] = []
    versions = [1, 2, 1]
    assert [cache.get("en", version=version, make=counting(made, f"{version}")) for version in versions] == [
        "1",
        "2",
        "1",
    ]
    assert made == ["1", "2", "1"]


def test_keys_are_kept_apart() -> None:
    """One key's value is never another's."""
    cache: VersionedCache[str, str] = VersionedCache()
    assert [cache.get(key, version=1, make=key.upper) for key in ("en", "es", "en")] == ["EN", "ES", "EN"]


def test_no_more_than_its_number_is_kept() -> None:
    """What was not asked for longest is forgotten first."""
    cache: VersionedCache[str, str] = VersionedCache(2)
    made: list[str] = []
    for key in ("a", "b", "a", "c", "a", "b"):
        cache.get(key, version=1, make=counting(made, key))
    assert made == ["a", "b", "c", "b"]


def test_failure_is_not_kept() -> None:
    """When a value cannot be made, the next who asks has it made."""
    cache: VersionedCache[str, int] = VersionedCache()
    tries = iter(["", "7"])
    for expected in (None, 7):
        try:
            found = cache.get("a", version=1, make=lambda: int(next(tries)))
        except ValueError:
            found = None
        assert found == expected
