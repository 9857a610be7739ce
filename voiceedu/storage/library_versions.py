"""The versions of the library that machines have rendered from, in the order in which they came: the newest is last.

No clock decides: a version is newer than those that were there when it came. Times are kept for people alone.
"""

import logging

import msgspec

from voiceedu.errors import StoreError
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import LIBRARY_VERSIONS_PATH
from voiceedu.storage.seals import sealed, unsealed
from voiceedu.storage.stored_object import Version

log = logging.getLogger(__name__)

KEPT = 1000
"""How many versions are known. One that is older than all of these counts as new."""
ATTEMPTS = 20
"""How often the list is written again because another machine has written it meanwhile."""


class LibraryVersion(msgspec.Struct, array_like=True, frozen=True):
    """A version of the library: the digest of its files; when and on which machine it came, by that machine's clock."""

    digest: str
    since: str
    machine: str


_VERSIONS = msgspec.json.Decoder(tuple[LibraryVersion, ...])


class LibraryVersions:
    """The versions of the library that have been rendered into `objects`. Thread-safe, also between machines."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects

    def note(self, version: LibraryVersion, *, instead_of: str = "", is_newest: bool = False) -> LibraryVersion | None:
        """Note that a machine renders from `version`. Return the newest one if that is another, which is newer.

        A version that was not known is the newest from now on. One that was is so only if this machine has replaced the
        newest one by it (`instead_of`, a digest), or with `is_newest`, because a person says so.
        """
        for _ in range(ATTEMPTS):
            known, read_version = self._read()
            newest = known[-1] if known else None
            if newest is not None and newest.digest == version.digest:
                return None
            is_known = any(each.digest == version.digest for each in known)
            if newest is not None and is_known and not is_newest and newest.digest != instead_of:
                return newest
            others = [each for each in known if each.digest != version.digest]
            record = sealed(msgspec.json.encode((*others[1 - KEPT :], version)))
            if self._objects.replace(LIBRARY_VERSIONS_PATH, record, version=read_version):
                return None
        raise StoreError(f"{LIBRARY_VERSIONS_PATH}: other machines write it all the time")

    def _read(self) -> tuple[tuple[LibraryVersion, ...], Version | None]:
        """Return the known versions, the oldest first, and the version of their object."""
        path = LIBRARY_VERSIONS_PATH
        version = self._objects.version(path) if self._objects.is_folder else None
        found = self._objects.read(path)
        if found is None:
            return (), version
        try:
            known = _VERSIONS.decode(unsealed(found[0]))
        except msgspec.DecodeError as error:
            log.warning("%s cannot be read, so every library counts as new: %s", path, error)
            known = ()
        return known, version or found[1].version
