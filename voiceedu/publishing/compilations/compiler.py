"""Compilations: everything that is published of a language as one file, found while it is current, else made again.

A recording that is replaced replaces its compilations too: one that was made of other recordings is never current.
"""

import contextlib
import datetime
import hashlib
import logging
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from voiceedu.assets import Asset, address
from voiceedu.errors import NotReadyError, StoreError, system_cause
from voiceedu.publishing import dates
from voiceedu.publishing.compilations.parts import Parts, PartsChangedError, PartsFinder
from voiceedu.publishing.compilations.registry import COMPILATIONS, CompilationFormat, file_name
from voiceedu.publishing.single_flight import SingleFlight
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Compilation

log = logging.getLogger(__name__)

ATTEMPTS = 10
"""How often a compilation is restarted because a rendition was published while it was made."""


class Compiler:
    """Finds and makes the compilations of a studio's renditions. Thread-safe; a process needs one."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._parts = PartsFinder(studio)
        self._not_kept: dict[tuple[str, str], Compilation] = {}
        """What is known to be current, where the store could not be told so."""
        self._compilations: SingleFlight[tuple[str, str], Asset | None] = SingleFlight(
            workers=1,  # each is work for the disk
            name="compile",
        )

    def known(self, language: str, name: str) -> Asset | None:
        """Return the compilation if it is current by the listing alone, else None. Reads no rendition.

        With a bucket, the listing may be a moment old.
        """
        listing = self._parts.known_listing(language)
        for found in (self._store.compilation(language, name), self._not_kept.get((language, name))):
            if found is not None and found.listing == listing:
                return found.asset
        return None

    def current(self, language: str, name: str) -> Asset | None:
        """Return the compilation if it is current, else None."""
        stored, version = self._store.read_compilation(language, name)
        if stored is None:
            return None
        if stored.listing == self._parts.listing(language):
            return stored.asset
        parts = self._parts.find(language)
        if stored.identity != parts.identity(name):
            return None
        # Nothing but the listing has changed, as after a cache was copied: `known` finds it from now on.
        found = replace(stored, listing=parts.listing)
        try:
            self._store.put_compilation(found, replacing=version)
        except StoreError:  # a cache that is read-only, as in an image, is served all the same
            self._not_kept[language, name] = found
        return found.asset

    def obtain(self, language: str, name: str, *, wait_s: float, remake: bool = False) -> Asset | None:
        """Return the current compilation, or make it now. Return None for an unknown language or name.

        With `remake` its file is written again: it is missing. Raise NotReadyError when it is still being made after
        `wait_s` seconds, or when nothing is published yet.
        """
        if name not in COMPILATIONS or language not in self._studio.library.by_language:
            return None
        if not remake and (asset := self.known(language, name)) is not None:
            return asset
        made = self._compilations.run(
            (language, name),
            lambda: self.make(language, name, remake=remake),
            wait_s=wait_s,
            name=f"{language}/{name}",
        )
        if made is None:
            raise NotReadyError(f"{language}/{name}: nothing is published yet")
        return made

    def restore(self, path: str, *, wait_s: float) -> bool:
        """Make the asset at `path` again if it is a current compilation. Return whether it exists now."""
        for language in self._studio.library.by_language:
            for name, form in COMPILATIONS.items():
                if path.endswith(f"/{file_name(language, form)}"):
                    asset = self.known(language, name)
                    if asset is None or asset.path == path:
                        asset = self.obtain(language, name, wait_s=wait_s, remake=asset is not None)
                    if asset is not None and asset.path == path:
                        return True
        return False

    def make(self, language: str, name: str, *, remake: bool = False) -> Asset | None:
        """Return the compilation; make it if it is not current or with `remake`.

        None when nothing is published.
        """
        if not remake and (asset := self._current_and_stored(language, name)) is not None:
            return asset
        if not remake and (asset := self._newer(language, name)) is not None:
            return asset
        with self._store.wait_for_lease(f"collections/{language}/{name}"):
            for _ in range(ATTEMPTS):
                # Another process may have made it while this one waited.
                if not remake and (asset := self._current_and_stored(language, name)) is not None:
                    return asset
                parts = self._parts.find(language)
                if not parts.identities:
                    return None
                with contextlib.suppress(PartsChangedError):
                    return self._compile(name, parts)
        raise NotReadyError(f"{language}/{name}: its recordings are being replaced; ask again in a few seconds")

    def _newer(self, language: str, name: str) -> Asset | None:
        """Return the compilation that another machine has made from a newer library, if there is one."""
        if self._studio.why_older() is None:
            return None
        stored, _ = self._store.read_compilation(language, name)
        return stored.asset if stored and self._store.asset_size(stored.asset.path) == stored.asset.size else None

    def _current_and_stored(self, language: str, name: str) -> Asset | None:
        """Return the current compilation if its file is there, else None."""
        asset = self.current(language, name)
        return asset if asset is not None and self._store.asset_size(asset.path) == asset.size else None

    def _compile(self, name: str, parts: Parts) -> Asset:
        """Write the compilation of `parts` and publish it."""
        started = time.monotonic()
        before, version = self._store.read_compilation(parts.language, name)
        # Made again of the same, it gets the same bytes.
        changed_at = before.changed_at if before is not None else ""
        if not changed_at or (before is not None and before.identity != parts.identity(name)):
            changed_at = dates.later_than(changed_at, now=dates.now())
        try:
            with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
                path = Path(folder) / name
                asset = self._write(path, COMPILATIONS[name], parts, changed_at=changed_at)
                self._store.put_asset(asset, path)
        except (OSError, MemoryError) as error:  # no space left, say
            raise StoreError(f"{parts.language}/{name}: {system_cause(error) or error}") from None
        if before is not None and before.asset.path != asset.path:
            self._store.retire([before.asset])
        compilation = Compilation(
            language=parts.language,
            name=name,
            identity=parts.identity(name),
            listing=parts.listing,
            asset=asset,
            changed_at=changed_at,
        )
        if not self._store.put_compilation(compilation, replacing=version):
            raise PartsChangedError
        seconds = time.monotonic() - started
        log.info("%s/%s was made of %d recordings in %.1f s", parts.language, name, len(parts.identities), seconds)
        return asset

    def _write(self, path: Path, form: CompilationFormat, parts: Parts, *, changed_at: str) -> Asset:
        """Write the compilation of `parts` to `path`; return it as an asset."""
        published = self._parts.open(parts)
        with path.open("w+b") as file:
            duration_ms = form.write(
                file,
                published,
                language=parts.language,
                data=published.data,
                changed_at=datetime.datetime.fromisoformat(changed_at),
                publisher=parts.publisher,
            )
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return Asset(
            hash=address(sha256),
            name=file_name(parts.language, form),
            profile=form.profile,
            speed="normal",
            section="",
            media_type=form.media_type,
            duration_ms=duration_ms,
            size=path.stat().st_size,
            sha256=sha256,
        )
