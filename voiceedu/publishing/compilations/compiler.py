"""What is made of everything that is published in a language: found while it is of that, else made again.

A recording that is replaced replaces these, too: none is ever given for the current one that was made of others.
"""

import contextlib
import hashlib
import json
import logging
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, replace
from pathlib import Path

from voiceedu.assets import Asset
from voiceedu.errors import NotReadyError, StoreError
from voiceedu.publishing.compilations.registry import COMPILATIONS, CompilationFormat, file_name
from voiceedu.publishing.studio import LEASE_LOOK_S, Studio
from voiceedu.storage.store import Compilation, Rendition, Store

log = logging.getLogger(__name__)

ATTEMPTS = 10
"""So often it is begun again because something else was published meanwhile."""


class _ChangedError(Exception):
    """Something else has been published while a collection was made of what was published before."""


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """What is published in a language, in listening order: each slug with its identity."""

    language: str
    listing: str
    identities: Mapping[str, str]

    def identity(self, name: str) -> str:
        whole = [name, COMPILATIONS[name].version, self.language, *self.identities.values()]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:16]


class _Published(Collection[Rendition]):
    """The renditions that `parts` are of, read one by one; _ChangedError when one of them is another by now."""

    def __init__(self, store: Store, parts: _Parts) -> None:
        self._store = store
        self._parts = parts

    def __len__(self) -> int:
        return len(self._parts.identities)

    def __contains__(self, rendition: object) -> bool:
        return isinstance(rendition, Rendition) and rendition.slug in self._parts.identities

    def __iter__(self) -> Iterator[Rendition]:
        for slug, identity in self._parts.identities.items():
            rendition = self._store.rendition(self._parts.language, slug)
            if rendition is None or _identity(rendition) != identity:
                raise _ChangedError
            yield rendition

    def data(self, asset: Asset) -> bytes:
        kept = self._store.asset(asset.path)
        if kept is None or kept.sha256 != asset.sha256:
            raise StoreError(f"{asset.path} is published, but its bytes are not to be had: run voiceedu render")
        return kept.data


class Compiler:
    """Finds and makes collections of what a studio publishes. Safe between threads; a process needs one."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._flights: dict[tuple[str, str], Future[Asset | None]] = {}
        self._lock = threading.Lock()
        self._pilots = ThreadPoolExecutor(max_workers=1, thread_name_prefix="collect")  # each is work for the disk

    def known(self, language: str, name: str) -> Asset | None:
        """Return what is current where that is known without reading what is published: for who asks often."""
        kept = self._store.compilation(language, name)
        return kept.asset if kept is not None and kept.listing == self._listing(language) else None

    def current(self, language: str, name: str) -> Asset | None:
        """Return `name` of `language` if it is made of what is published now; None when it would have to be made."""
        if (asset := self.known(language, name)) is not None:
            return asset
        kept = self._store.compilation(language, name)
        if kept is None:
            return None
        parts = self._parts(language)
        if kept.identity != parts.identity(name):
            return None
        # The same again, as after a cache was copied: the next one to ask is told so at once.
        self._store.put_compilation(replace(kept, listing=parts.listing))
        return kept.asset

    def obtain(self, language: str, name: str, *, wait_s: float, remake: bool = False) -> Asset | None:
        """Return what is current, or make it now, once however many ask; None for what there cannot be.

        With `remake` its bytes are written again: they are missing. Raise NotReadyError when it is still being made
        after `wait_s` seconds, or nothing is published yet.
        """
        if name not in COMPILATIONS or language not in self._studio.library.by_language:
            return None
        if not remake and (asset := self.current(language, name)) is not None:
            return asset
        with self._lock:
            flight = self._flights.get((language, name))
            if flight is None:
                flight = self._flights[language, name] = self._pilots.submit(self.make, language, name, remake=remake)
        # Outside the lock: a flight that has landed already calls back at once, on this thread.
        flight.add_done_callback(lambda _: self._flights.pop((language, name), None))
        try:
            made = flight.result(timeout=wait_s)
        except FutureTimeoutError:
            raise NotReadyError(f"{language}/{name} is being made; ask again in a few seconds", work=flight) from None
        if made is None:
            raise NotReadyError(f"{language}/{name}: nothing is published yet")
        return made

    def restore(self, path: str, *, wait_s: float) -> bool:
        """Make the asset at `path` again, if it is what is current of a language; say whether it is there now."""
        for language in self._studio.library.by_language:
            for name, kind in COMPILATIONS.items():
                if path.endswith(f"/{file_name(language, kind)}"):
                    asset = self.current(language, name)
                    if asset is None or asset.path == path:
                        asset = self.obtain(language, name, wait_s=wait_s, remake=asset is not None)
                    if asset is not None and asset.path == path:
                        return True
        return False

    def make(self, language: str, name: str, *, remake: bool = False) -> Asset | None:
        """Return `name` of what is published in `language`, made anew unless it is there, or with `remake`.

        None when nothing is published.
        """
        kind = COMPILATIONS[name]
        if not remake and (asset := self._standing(language, name)) is not None:
            return asset
        with self._alone(f"collections/{language}/{name}"):
            for _ in range(ATTEMPTS):
                # Somebody else may have made it while this one waited.
                if not remake and (asset := self._standing(language, name)) is not None:
                    return asset
                parts = self._parts(language)
                if not parts.identities:
                    return None
                with contextlib.suppress(_ChangedError):
                    return self._made(name, kind, parts)
        raise NotReadyError(f"{language}/{name}: what it is made of changes too fast; ask again in a few seconds")

    def _standing(self, language: str, name: str) -> Asset | None:
        """Return what is current, if its bytes are there as well."""
        asset = self.current(language, name)
        return asset if asset is not None and self._store.asset_size(asset.path) == asset.size else None

    def _made(self, name: str, kind: CompilationFormat, parts: _Parts) -> Asset:
        started = time.monotonic()
        before = self._store.compilation(parts.language, name)
        published = _Published(self._store, parts)
        try:
            with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
                path = Path(folder) / name
                with path.open("w+b") as file:
                    length_ms = kind.write(file, published, language=parts.language, data=published.data)
                    file.seek(0)
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                asset = Asset(
                    hash=parts.identity(name),
                    name=file_name(parts.language, kind),
                    profile=kind.profile,
                    speed="normal",
                    section="",
                    media_type=kind.media_type,
                    duration_ms=length_ms,
                    size=path.stat().st_size,
                    sha256=sha256,
                )
                self._store.put_asset(asset, path)
        except OSError as error:  # no space left, say
            raise StoreError(f"{parts.language}/{name}: {error}") from None
        if before is not None and before.asset.path != asset.path:
            self._store.retire([before.asset])
        self._store.put_compilation(
            Compilation(language=parts.language, name=name, identity=asset.hash, listing=parts.listing, asset=asset)
        )
        seconds = time.monotonic() - started
        log.info("%s/%s was made of %d recordings in %.1f s", parts.language, name, len(published), seconds)
        return asset

    def _parts(self, language: str) -> _Parts:
        # Listed first: what is published meanwhile is seen by the next one to ask.
        listing = self._listing(language)
        identities = {}
        for procedure in self._studio.library.by_language.get(language, ()):
            rendition = self._store.rendition(language, procedure.slug)
            if rendition is not None and rendition.asset("web") is not None:
                identities[procedure.slug] = _identity(rendition)
        return _Parts(language=language, listing=listing, identities=identities)

    def _listing(self, language: str) -> str:
        """Return what changes with the library's order and with anything that is published of it."""
        slugs = [procedure.slug for procedure in self._studio.library.by_language.get(language, ())]
        versions = sorted((name, kind.version) for name, kind in COMPILATIONS.items())
        return hashlib.sha256(json.dumps([versions, slugs, self._store.listing(language)]).encode()).hexdigest()

    @contextlib.contextmanager
    def _alone(self, work: str) -> Iterator[None]:
        """Wait until nobody else, on any machine, does this `work`, and keep it so."""
        while (lease := self._store.lease(work)) is None:
            time.sleep(LEASE_LOOK_S)
        with lease:
            yield


def _identity(rendition: Rendition) -> str:
    sums = sorted(asset.sha256 for asset in rendition.assets if not asset.section)
    return hashlib.sha256(json.dumps([rendition.slug, rendition.fingerprint, sums]).encode()).hexdigest()
