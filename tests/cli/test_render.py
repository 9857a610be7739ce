"""`voiceedu render`, as a person runs it."""

import shutil
from pathlib import Path

from tests.support.bucket import bucket
from tests.support.command import voiceedu
from tests.support.texts import write_texts
from voiceedu.config import Settings


def test_render_says_what_it_did_and_then_that_nothing_changed(tone: dict[str, str]) -> None:
    """The summary has procedure, engine, length, assets and seconds; a second render speaks and encodes nothing."""
    first = voiceedu("render", **tone)
    assert first.returncode == 0
    line = next(line for line in first.stdout.splitlines() if line.startswith("en/nerve-blocks"))
    assert line.split()[1] == "tone"
    assert "48 assets" in line
    assert "2 of 2 procedures published" in first.stdout
    assert first.stderr == ""  # no bar, no warning of pydub's, when nobody is at a terminal
    made = [line.split() for line in first.stdout.splitlines() if line.startswith("en/library.")]
    assert [(name, unit) for name, _, _, unit in made] == [("en/library.epub", "MB"), ("en/library.mp3", "MB")]
    second = voiceedu("render", **tone)
    assert second.returncode == 0
    assert "0 sentences spoken, 0 assets encoded" in second.stdout
    assert "nothing had changed" in second.stdout


def test_render_goes_on_after_a_failure(tone: dict[str, str], tmp_path: Path, rendered: Settings) -> None:
    """A procedure that no engine can speak is named, the others are published, and the exit code is 1."""
    library = shutil.copytree(rendered.library, tmp_path / "library")
    (library / "qqq").mkdir()
    (library / "qqq" / "hello.md").write_text("---\ntitle: Hello\n---\n\nHello.\n", encoding="utf-8")
    done = voiceedu("render", **{**tone, "VOICEEDU_LIBRARY": str(library), "VOICEEDU_ENGINES": "espeak"})
    assert done.returncode == 1
    assert "2 of 3 procedures published" in done.stdout
    assert "qqq/hello: no engine could speak it: espeak: has no voice for 'qqq'" in done.stderr


def test_fallback_is_shown(tone: dict[str, str], tmp_path: Path) -> None:
    """A render says why the preferred engine did not speak."""
    environ = {**tone, "VOICEEDU_ENGINES": "piper,tone", "XDG_DATA_HOME": str(tmp_path)}
    done = voiceedu("render", **environ)
    assert "tone (fallback)" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("Not spoken by piper: ")


def test_broken_library_stops_the_start(tone: dict[str, str], tmp_path: Path) -> None:
    """A file that cannot be spoken ends a render with 1, its name and its line."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "broken.md").write_text("---\ntitle: A\n---\n\n| a | b |\n\n![x](y.png)\n", encoding="utf-8")
    done = voiceedu("render", **{**tone, "VOICEEDU_LIBRARY": str(tmp_path)})
    assert done.returncode == 1
    assert "broken.md:7: " in done.stderr


def test_older_texts_are_published_again_when_they_are_meant(tmp_path: Path) -> None:
    """Texts from before another machine's stay unpublished, and both remedies are named; --revert publishes them."""
    with bucket() as kept:
        for word in ("older", "newer"):
            text = f"---\ntitle: Titulus\n---\nVerba {word}.\n"
            write_texts(tmp_path / word, {"la/oculus": text, "la/nasus": text.replace("Titulus", "Nasus")})
        common = {**kept.environ, "VOICEEDU_CACHE": kept.url, "VOICEEDU_ENGINES": "tone", "VOICEEDU_LOG": "error"}
        older, newer = ({**common, "VOICEEDU_LIBRARY": str(tmp_path / word)} for word in ("older", "newer"))
        assert voiceedu("render", **older).returncode == 0
        assert voiceedu("render", **newer).returncode == 0
        refused = voiceedu("render", **older)
        assert refused.returncode == 1
        assert "0 sentences spoken, 0 assets encoded" in refused.stdout
        assert "Error: Works that stay as they are published: 2 (la/" in refused.stderr
        assert "run `voiceedu render --revert`" in refused.stderr
        reverted = voiceedu("render", "--revert", **older)
        assert (reverted.returncode, reverted.stderr) == (0, "")
        assert "2 of 2 procedures published" in reverted.stdout
        assert voiceedu("render", **newer).returncode == 1
