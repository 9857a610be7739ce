"""A library of two procedures whose compilations are made."""

import datetime
import hashlib
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from voiceedu.assets import Asset
from voiceedu.config import Settings
from voiceedu.publishing.compilations import compiler, parts
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.compilations.registry import COMPILATIONS, CompilationFormat
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

EYE = "---\ntitle: Oculus\norder: 1\n---\n\nOculus videt.\n"
EAR = "---\ntitle: Auris\norder: 2\n---\n\nAuris audit.\n"
NAME = "library.mp3"


class House:
    """A library of two procedures with its cache, and what collects from it."""

    def __init__(self, folder: Path, *, cache: str | None = None) -> None:
        self.folder = folder / "library" / "la"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write("oculus", EYE)
        self.write("auris", EAR)
        self.settings = Settings(library=folder / "library", cache=cache or str(folder / "cache"), engines=("tone",))
        self.open()

    def open(self) -> None:
        """Do as a new process does."""
        self.studio = Studio(self.settings)
        self.store = self.studio.store
        self.compiler = Compiler(self.studio)

    def write(self, slug: str, text: str) -> None:
        (self.folder / f"{slug}.md").write_text(text, encoding="utf-8")

    def render(self, *slugs: str) -> None:
        self.open()
        for procedure in self.studio.library:
            if not slugs or procedure.slug in slugs:
                self.studio.render(procedure)

    def make(self) -> Asset:
        asset = self.compiler.make("la", NAME)
        assert asset is not None
        return asset

    def data(self, asset: Asset) -> bytes:
        kept = self.store.asset(asset.path)
        assert kept is not None
        assert (len(kept.data), hashlib.sha256(kept.data).hexdigest()) == (asset.size, asset.sha256)
        return kept.data


def use(monkeypatch: pytest.MonkeyPatch, form: CompilationFormat) -> None:
    """Have `form` in place of all compilations, under the name of the recording."""
    for module in (compiler, parts):
        monkeypatch.setattr(module, "COMPILATIONS", {NAME: form})


def before_writing(monkeypatch: pytest.MonkeyPatch, do: Callable[[str, Collection[Rendition]], object]) -> None:
    """Call `do` with the language and the renditions of each recording of all, before it is written."""
    form = COMPILATIONS[NAME]

    def write(
        file: BinaryIO,
        renditions: Collection[Rendition],
        *,
        language: str,
        data: Callable[[Asset], bytes],
        changed_at: datetime.datetime,
        publisher: str,
    ) -> int:
        do(language, renditions)
        return form.write(file, renditions, language=language, data=data, changed_at=changed_at, publisher=publisher)

    use(monkeypatch, replace(form, write=write))
