"""The library of a few words in Latin, and a studio that renders it in one plain form."""

from pathlib import Path

import pytest

from tests.support.latin import EAR, EYE, LANGUAGE, Fake, Start
from voiceedu.config import Settings
from voiceedu.publishing import asset_plan
from voiceedu.publishing.studio import Studio

EVERY_WHOLE, EVERY_PART = asset_plan.WHOLE, asset_plan.PART


@pytest.fixture
def few_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings in one plain form: encoding is most of the work, and who speaks does not depend on it."""
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("phone-wav",)})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone-wav",), "slow": ("phone-wav",)})


@pytest.fixture
def every_profile(few_profiles: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings as the product does."""
    monkeypatch.setattr(asset_plan, "WHOLE", EVERY_WHOLE)
    monkeypatch.setattr(asset_plan, "PART", EVERY_PART)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a library of two procedures that share a word but no sentence."""
    folder = tmp_path / "library" / LANGUAGE
    folder.mkdir(parents=True)
    (folder / "oculus.md").write_text(EYE)
    (folder / "auris.md").write_text(EAR)
    return folder


@pytest.fixture
def start(folder: Path, tmp_path: Path) -> Start:
    """Return what starts a studio, as a new process would, with engines that may be given."""

    def start(*engines: Fake, cache: str = "cache", **settings: object) -> Studio:
        location = cache if "://" in cache else str(tmp_path / cache)
        chosen = Settings(library=folder.parent, cache=location, engines=("tone",), **settings)  # type: ignore[arg-type]
        return Studio(chosen, engines=engines or None)

    return start
