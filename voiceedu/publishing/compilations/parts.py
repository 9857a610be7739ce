"""What a compilation is made of: the renditions of a language that are published, and whether they still are."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from voiceedu.assets import Asset
from voiceedu.errors import StoreError
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.published_library import PublishedLibrary
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store


class PartsChangedError(Exception):
    """A rendition was published while a compilation was made, or another process published the compilation first."""


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The renditions of a language: the identity of each, by slug, in listening order.

    `listing` changes whenever something is published.
    """

    language: str
    listing: str
    identities: Mapping[str, str]
    publisher: str

    def identity(self, name: str) -> str:
        """Return 16 hex digits that change with the content of the compilation `name`."""
        whole = [name, COMPILATIONS[name].version, self.language, *self.identities.values()]
        whole += filter(None, [self.publisher])
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:16]


class PublishedParts(Collection[Rendition]):
    """The renditions of `parts`, read one by one. Iterating raises PartsChangedError if one was replaced."""

    def __init__(self, store: Store, parts: Parts, public: Callable[[Rendition | None], Rendition | None]) -> None:
        self._store = store
        self._public = public
        self._parts = parts

    def __len__(self) -> int:
        return len(self._parts.identities)

    def __contains__(self, rendition: object) -> bool:
        return isinstance(rendition, Rendition) and rendition.slug in self._parts.identities

    def __iter__(self) -> Iterator[Rendition]:
        for slug, identity in self._parts.identities.items():
            rendition, _ = self._store.read_rendition(self._parts.language, slug)
            rendition = self._public(rendition)
            if rendition is None or _identity(rendition) != identity:
                raise PartsChangedError
            yield rendition

    def data(self, asset: Asset) -> bytes:
        stored = self._store.asset(asset.path)
        if stored is None or stored.sha256 != asset.sha256:
            raise StoreError(f"{asset.path} is published, but its file is missing or corrupt. Run `voiceedu render`.")
        return stored.data


class PartsFinder:
    """Finds the parts of compilations in a library. Thread-safe."""

    def __init__(self, library: PublishedLibrary) -> None:
        self._library = library
        self._store = library.store
        self._publisher = library.settings.name or ""

    def find(self, language: str) -> Parts:
        """Return the parts of the compilations of `language` as they are published now."""
        # The listing is read first: what is published meanwhile changes it for the next caller.
        listing = self.listing(language)
        identities = {}
        for procedure in self._library.library.by_language.get(language, ()):
            rendition = self._library.reviewed.public(self._store.read_rendition(language, procedure.slug)[0])
            if rendition is not None and rendition.asset("web") is not None:
                identities[procedure.slug] = _identity(rendition)
        return Parts(language=language, listing=listing, identities=identities, publisher=self._publisher)

    def open(self, parts: Parts) -> PublishedParts:
        """Return the renditions of `parts`, to be read one by one."""
        return PublishedParts(self._store, parts, self._library.reviewed.public)

    def listing(self, language: str) -> str:
        """Return a digest of the library's order and of all published renditions."""
        return self._digest(language, self._store.listing(language))

    def known_listing(self, language: str) -> str:
        """Return what `listing` does without asking the store: with a bucket, it may be a moment old."""
        return self._digest(language, self._store.known_listing(language))

    def _digest(self, language: str, published: str) -> str:
        slugs = [procedure.slug for procedure in self._library.library.by_language.get(language, ())]
        versions = sorted((name, form.version) for name, form in COMPILATIONS.items())
        whole = [versions, slugs, published, self._publisher]
        whole += filter(None, [self._library.reviewed.approvals_identity(language)])
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _identity(rendition: Rendition) -> str:
    """Return a digest of the parts and formats of compilations."""
    sums = sorted(asset.sha256 for asset in rendition.assets if not asset.section)
    return hashlib.sha256(json.dumps([rendition.slug, rendition.fingerprint, sums]).encode()).hexdigest()
