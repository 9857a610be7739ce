"""`voiceedu engines`, as a person runs it."""

import shutil
from pathlib import Path

from tests.support.command import voiceedu_here


def test_engines_says_what_each_can_do(tone: dict[str, str], tmp_path: Path) -> None:
    """Each engine is available, or says why not and what would do."""
    environ = {**tone, "VOICEEDU_ENGINES": "gtts,piper,espeak", "XDG_DATA_HOME": str(tmp_path)}
    gtts, piper, espeak = voiceedu_here("engines", **environ).stdout.splitlines()
    assert "needs the network" in gtts
    assert "pip install" in piper or "no voice" in piper
    assert "available, voice en-us" in espeak


def test_engines_names_a_language_without_a_telephone_menu(tone: dict[str, str], tmp_path: Path) -> None:
    """Callers are not offered French while nobody has written its prompts, and that is said."""
    library = shutil.copytree(tone["VOICEEDU_LIBRARY"], tmp_path / "with-french")
    (library / "fr").mkdir()
    (library / "fr" / "douleur.md").write_text("---\ntitle: La douleur\n---\n\nElle passe.\n", encoding="utf-8")
    done = voiceedu_here("engines", **{**tone, "VOICEEDU_LIBRARY": str(library)})
    assert done.returncode == 0
    assert "fr: has pages and recordings, and no telephone menu" in done.stdout
    assert "no telephone menu" not in voiceedu_here("engines", **tone).stdout


def test_a_voice_of_an_impossible_name_is_not_asked_for(tone: dict[str, str]) -> None:
    """A name that no voice of Piper's can have is a wrong call, and nothing is downloaded."""
    done = voiceedu_here("engines", "--download-voice", "../joe", **tone)
    assert done.returncode == 2
    assert "en_US-joe-medium" in done.stderr
    assert "Downloading" not in done.stderr
