"""Talking books of a library in three languages."""

import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import EPIDURAL, NERVE_BLOCKS
from voiceedu.app import create_app
from voiceedu.config import Settings
from voiceedu.publishing import asset_plan
from voiceedu.publishing.compilations.compiler import Compiler
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition

SPANISH = """\
---
title: Bloqueos nerviosos
summary: Medicina cerca de un nervio & más.
author: Dra. Ana Ruiz
source: “Guía” <2026>
reviewed_by: Dr. Luis Soto
reviewed_on: 2027-01-05
---

Antes del primer título.

## Qué hacer

1. Descanse.
2. Beba agua. Mucha.

   c. Fría.
   d. Sin gas.

## Qué es

Es una inyección.
"""
ARABIC = """\
---
title: إحصار العصب
source: كتيب
---

## ما هو

إحصار العصب هو حقنة بالقرب من عصب. إنه يمنع إشارات الألم.

- يساعد على معرفة سبب الألم.
- يخفف الألم.
"""
FILES = {
    "en/nerve-blocks": NERVE_BLOCKS,
    "en/epidural-injections": EPIDURAL,
    "es/bloqueos": SPANISH,
    "ar/block": ARABIC,
}
EVERY = [tuple(name.split("/")) for name in FILES]
MOMENT = datetime.datetime(2026, 11, 26, 10, 20, 30, tzinfo=datetime.UTC)


class Shelf:
    """A library in three languages, all of it published, and what its server answers."""

    def __init__(self, folder: Path) -> None:
        for name, words in FILES.items():
            path = folder / "library" / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(words, encoding="utf-8")
        self.settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
        self.studio = Studio(self.settings)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(asset_plan, "WHOLE", {"normal": ("web",)})
            patch.setattr(asset_plan, "PART", {})
            for procedure in self.studio.library:
                self.studio.render(procedure)

    @property
    def client(self) -> FlaskClient:
        return create_app(self.settings).test_client()

    def rendition(self, language: str, slug: str) -> Rendition:
        rendition = self.studio.published(language, slug)
        assert rendition is not None
        return rendition

    def data(self, language: str, slug: str, profile: str = "book") -> bytes:
        asset = self.rendition(language, slug).asset(profile)
        kept = self.studio.store.asset(asset.path) if asset else None
        assert kept is not None
        return kept.data

    def everything(self, language: str) -> bytes:
        asset = Compiler(self.studio).make(language, "library.epub")
        kept = self.studio.store.asset(asset.path) if asset else None
        assert kept is not None
        return kept.data
