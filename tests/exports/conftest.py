"""Fixtures for the exports of recordings."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.texts import write_short_prompts
from voiceedu.cli import main
from voiceedu.config import Settings


@pytest.fixture
def texts(rendered_copy: Settings, tmp_path: Path) -> Path:
    """Return a copy of the small library: English and a little Spanish. The English is published in the cache beside.

    A test that wants an export to render everything removes that cache.
    """
    folder = Path(shutil.copytree(rendered_copy.library, tmp_path / "library"))
    (folder / "es").mkdir()
    (folder / "es" / "dolor.md").write_text("---\ntitle: ¿Qué es el dolor?\n---\n\nUnas palabras.\n", encoding="utf-8")
    write_short_prompts(folder, "es")
    return folder


def exported(form: str, texts: Path, folder: Path, *options: str) -> Result:
    """Run `voiceedu export` on `texts` into `folder`, with a cache beside them, and return its result."""
    environ = {
        "VOICEEDU_LIBRARY": str(texts),
        "VOICEEDU_CACHE": str(texts.parent / "cache"),
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "error",
    }
    return CliRunner().invoke(main, ["export", form, str(folder), *options], env=environ)
