"""The store: speech by utterance, assets by hash, one rendition for each procedure, in a folder or a bucket.

Every object is written atomically. Everything that a rendition names is written before the rendition.
"""

from voiceedu.engines import Speech
from voiceedu.storage import leases
from voiceedu.storage.known_values import KnownValues
from voiceedu.storage.leases import Lease
from voiceedu.storage.paths import COMPILATIONS_FOLDER, RENDITIONS_FOLDER, compilation_path, speech_path
from voiceedu.storage.rendition import Compilation, decode_compilation, encode
from voiceedu.storage.speech_files import pack, unpack
from voiceedu.storage.stored_object import Version
from voiceedu.storage.stored_renditions import RenditionStore


class Store(RenditionStore):
    """Everything kept under one folder or bucket URL. Safe between threads, processes and machines."""

    def __init__(self, location: str, *, renditions: str = RENDITIONS_FOLDER) -> None:
        """Open the store, whose renditions are in the folder `renditions`; raise SettingError if it cannot be opened.

        Speech and assets are the same in every folder of renditions.
        """
        super().__init__(location, renditions=renditions)
        self._location = location
        self._known_compilations: KnownValues[Compilation] = KnownValues()

    def in_folder(self, renditions: str) -> "Store":
        """Return the same store with the renditions in the folder `renditions`."""
        return Store(self._location, renditions=renditions)

    def speech(self, key: str) -> Speech | None:
        """Return the speech stored under `key`; None when there is none, or it is damaged."""
        found = self.read(speech_path(key))
        return unpack(found[0]) if found is not None else None

    def put_speech(self, key: str, speech: Speech) -> None:
        self.put(speech_path(key), pack(speech))

    def compilation(self, language: str, name: str) -> Compilation | None:
        """Return the compilation made last of a language; None when none was, or it was written by another version.

        A bucket is not asked again for a known compilation, which may be a moment old.
        """
        if self.is_folder:
            return self.read_compilation(language, name)[0]
        path = compilation_path(language, name)
        return self._known_compilations.get(path, lambda: self.read_compilation(language, name)[0])

    def read_compilation(self, language: str, name: str) -> tuple[Compilation | None, Version | None]:
        """Return the result of `compilation` and the version of its object, for `put_compilation`."""
        path = compilation_path(language, name)
        version = self.version(path)
        found = self.read(path) if version is not None else None
        kept = decode_compilation(found[0]) if found else None
        return (kept if kept and (kept.language, kept.name) == (language, name) else None), version

    def put_compilation(self, compilation: Compilation, *, replacing: Version | None) -> bool:
        """Publish a compilation whose asset is stored. Return False if its version is not `replacing` any more."""
        path = compilation_path(compilation.language, compilation.name)
        is_replaced = self.replace(path, encode(compilation), version=replacing)
        self._forget(path)
        return is_replaced

    def _forget(self, path: str) -> None:
        super()._forget(path)
        if path.startswith(f"{COMPILATIONS_FOLDER}/"):
            self._known_compilations.forget(path)

    def lease(self, work: str) -> Lease | None:
        """Return the lease of `work`, or None while another living process holds it."""
        return leases.take(self, work)

    def wait_for_lease(self, work: str) -> Lease:
        """Return the lease of `work` as soon as no other process, on any machine, holds it."""
        return leases.wait(self, work)

    def look_at_leases(self) -> None:
        """Have the time of all leases begin now that other machines may have left behind."""
        leases.look_at_all(self)
