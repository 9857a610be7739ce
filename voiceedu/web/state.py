"""The state of an application in one typed object, and how a request reaches it."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app, request

from voiceedu.content.library import Procedure
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.web.middleware.asset_cache import AssetCache
from voiceedu.web.routes.catalogue import Entry
from voiceedu.web.routes.downloads import Downloads
from voiceedu.web.versioned_cache import VersionedCache

_KEY = "voiceedu"
FEEDS_KEPT = 8
MANIFESTS_KEPT = 8


@dataclass(frozen=True, kw_only=True)
class AppState:
    """What an application holds between requests. Every part is thread-safe."""

    studio: Studio
    compiler: Compiler
    downloads: Downloads
    assets: AssetCache
    catalogue: VersionedCache[str, tuple[Entry, ...]]
    feeds: VersionedCache[tuple[str, str], str]
    manifests: VersionedCache[tuple[str, str], tuple[bytes, bytes]]

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
    library = studio().library
    procedures: tuple[Procedure, ...] = tuple(library.by_language.get(language, ()))
    if not procedures:
        return ()

    def entries(procedures: tuple[Procedure, ...]) -> tuple[Entry, ...]:
        lexicon = studio().lexicon(language)
        return tuple(Entry.of(procedure, lexicon) for procedure in procedures)

    return state().catalogue.get(language, version=library, make=lambda: entries(procedures))
