"""The state of an application in one typed object, and how a request reaches it."""

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app, request

from voiceedu.content.procedure import Procedure
from voiceedu.errors import StoreError, VoiceeduError
from voiceedu.publishing import library_watch
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.storage import patience
from voiceedu.web.catalogue import Entry
from voiceedu.web.downloads import Downloads
from voiceedu.web.middleware.asset_cache import AssetCache
from voiceedu.web.versioned_cache import VersionedCache

log = logging.getLogger(__name__)

_KEY = "voiceedu"
FEEDS_KEPT = 8
MANIFESTS_KEPT = 8
READS_AT_ONCE = 16
"""Objects that are read from a bucket at a time."""
READ_AGAIN_S = 10.0


@dataclass(frozen=True, kw_only=True)
class AppState:
    """What an application holds between requests. Every part is thread-safe."""

    studio: Studio
    compiler: Compiler
    downloads: Downloads
    assets: AssetCache
    catalogue: VersionedCache[str, tuple[Entry, ...]]
    entries: dict[str, dict[str, tuple[Procedure, str, Entry]]] = field(default_factory=dict)
    """The entries of each language by slug, with the procedure and the lexicon that each was made of."""
    feeds: VersionedCache[tuple[str, str, int], str]
    manifests: VersionedCache[tuple[str, str], bytes]
    """The manifest of each language and base URL, compressed: of 1,000 procedures it is 22 MB of JSON."""

    @classmethod
    def over(cls, studio: Studio) -> "AppState":
        """Return the state of an application that has answered nothing yet."""
        compiler = Compiler(studio)
        return cls(
            studio=studio,
            compiler=compiler,
            downloads=Downloads(compiler),
            assets=AssetCache(studio.store, limit_bytes=studio.settings.clip_memory_mb * 1_000_000),
            catalogue=VersionedCache(),
            feeds=VersionedCache(FEEDS_KEPT),
            manifests=VersionedCache(MANIFESTS_KEPT),
        )

    def read_ahead(self) -> None:
        """Read what is published of the library out of a bucket, so that no caller and no reader waits for it.

        What has not come when this thread may not wait any longer is read when it is asked for.
        """
        if self.studio.store.is_folder:
            return
        pool = ThreadPoolExecutor(READS_AT_ONCE, thread_name_prefix="ahead")
        reads: list[Future[object]] = [
            pool.submit(self.studio.published, work.language, work.slug) for work in self.studio.library.works
        ]
        reads += [pool.submit(self.downloads.current, language) for language in self.studio.library.by_language]
        patience.wait(reads)
        pool.shutdown(wait=False, cancel_futures=True)

    def read_phone_assets_ahead(self) -> None:
        """Read the MP3 files that telephones play out of a bucket, so that no caller waits for one.

        While the bucket does not answer, this logs why, and tries again every READ_AGAIN_S.
        """
        while not self.studio.store.is_folder:
            try:
                for work in self.studio.library.works:
                    rendition = self.studio.published(work.language, work.slug)
                    paths = [asset.path for asset in rendition.assets if asset.profile == "phone"] if rendition else []
                    self.assets.read_ahead(f"/{path}" for path in paths)
            except VoiceeduError as error:
                log.warning("Recordings cannot be read ahead yet; they are read when a caller needs them: %s", error)
                time.sleep(READ_AGAIN_S)
            except RuntimeError as error:  # a process that ends starts no threads any more
                log.warning("Recordings are not read ahead any more: %s", error)
                return
            else:
                return

    def watch_library(self) -> None:
        """Look at the library's files in a thread from now on, so that no request waits while a change is read."""
        self.studio.reviewed.watch_in_background(every_s=library_watch.LOOK_S, on_change=self._prepare)

    def _prepare(self) -> None:
        """Make what the next requests need of the library."""
        for language in self.studio.library.by_language:
            self.catalogue_entries(language)
        try:
            for work in self.studio.library.works:
                self.studio.is_published(work.language, work.slug)
        except StoreError as error:
            log.warning("What is published is not known yet; it is looked at when somebody asks for it: %s", error)

    def catalogue_entries(self, language: str) -> tuple[Entry, ...]:
        """Return the catalogue of `language` in listening order; of a changed library, what has changed is made."""
        library = self.studio.library
        procedures = library.by_language.get(language, ())
        return self.catalogue.get(language, version=library, make=lambda: self._entries(language, procedures))

    def _entries(self, language: str, procedures: Sequence[Procedure]) -> tuple[Entry, ...]:
        lexicon = self.studio.lexicon(language)
        known = self.entries.get(language, {})
        made: dict[str, tuple[Procedure, str, Entry]] = {}
        for procedure in procedures:
            kept = known.get(procedure.slug)
            if kept is None or kept[:2] != (procedure, lexicon.identity):
                kept = procedure, lexicon.identity, Entry.of(procedure, lexicon)
            made[procedure.slug] = kept
        self.entries[language] = made
        return tuple(entry for _, _, entry in made.values())

    def public_version(self, language: str) -> object:
        """Return what differs, by ==, whenever anything public in `language` has changed. Reads no rendition."""
        library = self.studio.library
        slugs = [procedure.slug for procedure in library.by_language[language]]
        listing = self.studio.store.shown_listing(language)
        return slugs, language in library.prompts, listing, self.studio.reviewed.current()

    def attach(self, app: Flask) -> None:
        """Make this the state of `app`."""
        app.extensions[_KEY] = self

    @classmethod
    def of(cls, app: Flask) -> "AppState":
        """Return the state of `app`."""
        return cast(AppState, app.extensions[_KEY])


def state() -> AppState:
    """Return the state of the application that handles this request."""
    return AppState.of(current_app)


def studio() -> Studio:
    """Return the studio of the application that handles this request."""
    return state().studio


def public_url() -> str:
    """Return what every absolute URL begins with, without a final slash."""
    return studio().settings.public_url or request.url_root.rstrip("/")


def catalogue_entries(language: str) -> tuple[Entry, ...]:
    """Return the catalogue of `language` in listening order; it is made once for each state of the library."""
    return state().catalogue_entries(language)
