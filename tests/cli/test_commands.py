"""The commands, as a person runs them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.conftest import NERVE_BLOCKS
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.narration import lexicon

DOCUMENT = Path(__file__).parents[1] / "data" / "what-is-joint-care.txt"


def voiceedu(*arguments: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the command in a process of its own, as a shell does."""
    return subprocess.run(
        [sys.executable, "-m", "voiceedu", *arguments], env={**os.environ, **environ}, capture_output=True, text=True
    )


@pytest.fixture
def tone(tmp_path: Path, library: Path) -> dict[str, str]:
    """The environment of an installation that the tone engine speaks for."""
    return {
        "VOICEEDU_LIBRARY": str(library),
        "VOICEEDU_CACHE": str(tmp_path / "cache"),
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_LOG": "warning",
    }


def test_render_says_what_it_did_and_then_that_nothing_changed(tone: dict[str, str]) -> None:
    """The summary has procedure, engine, length, assets and seconds; a second render speaks and encodes nothing."""
    first = voiceedu("render", **tone)
    assert first.returncode == 0
    line = next(line for line in first.stdout.splitlines() if line.startswith("en/nerve-blocks"))
    assert line.split()[1] == "tone"
    assert "32 assets" in line
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


def test_import_writes_a_library_that_can_be_rendered(tone: dict[str, str], tmp_path: Path) -> None:
    """A document becomes one procedure, or with --split five files, in the clinician's own words; each is spoken."""
    whole = voiceedu("import", str(DOCUMENT), "--to", str(tmp_path / "whole"), **tone)
    assert whole.returncode == 0
    assert whole.stdout.splitlines()[-1] == str(tmp_path / "whole" / "en" / "what-is-joint-care.md")
    assert "4 list entries could be procedures of their own" in whole.stdout
    done = voiceedu("import", str(DOCUMENT), "--split", "--to", str(tmp_path / "ours"), **tone)
    assert done.returncode == 0
    assert len(list((tmp_path / "ours" / "en").iterdir())) == 5
    rendered = voiceedu("render", **{**tone, "VOICEEDU_LIBRARY": str(tmp_path / "ours")})
    assert "5 of 5 procedures published" in rendered.stdout


def test_import_shows_the_outline_and_writes_nothing_in_a_dry_run(tone: dict[str, str], tmp_path: Path) -> None:
    """Headings, lists with counts and numbers and tables are printed, and the comparison with the source."""
    document = tmp_path / "leaflet.md"
    document.write_text(
        "# Leaflet\n\n## Before\n\n3. Eat.\n4. Rest.\n\n| A | B |\n|--|--|\n| c | d |\n", encoding="utf-8"
    )
    done = voiceedu("import", str(document), "--dry-run", "--to", str(tmp_path / "ours"), **tone)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "leaflet.md: Leaflet",
        "  1 heading, 1 list (steps 3–4), 1 table (1 row)",
        "    ## Before",
        "    3. Eat.",
        "    4. Rest.",
        "    [A | B]",
        "    | c | d",
        "Compared with leaflet.md: 8 words in order, none lost or added, 0 left out",
        "Nothing was written.",
    ]
    assert not (tmp_path / "ours").exists()


def test_import_overwrites_only_by_force(tone: dict[str, str], tmp_path: Path) -> None:
    """A second import names the files that are there and leaves them; with --force they are replaced."""
    call = ("import", str(DOCUMENT), "--split", "--to", str(tmp_path / "ours"))
    assert voiceedu(*call, **tone).returncode == 0
    mine = tmp_path / "ours" / "en" / "gel-injections.md"
    mine.write_text(NERVE_BLOCKS, encoding="utf-8")
    refused = voiceedu(*call, **tone)
    assert refused.returncode == 1
    assert "gel-injections.md" in refused.stderr
    assert mine.read_text(encoding="utf-8") == NERVE_BLOCKS
    assert voiceedu(*call, "--force", **tone).returncode == 0
    assert mine.read_text(encoding="utf-8") != NERVE_BLOCKS


def test_import_of_a_file_that_is_not_there_is_a_usage_error(tone: dict[str, str]) -> None:
    """A call that cannot be meant ends with 2."""
    assert voiceedu("import", "no-such-file.txt", **tone).returncode == 2
    assert voiceedu("import", str(DOCUMENT), "--language", "../x", **tone).returncode == 2


def test_engines_says_what_each_can_do(tone: dict[str, str], tmp_path: Path) -> None:
    """Each engine is available, or says why not and what would do."""
    environ = {**tone, "VOICEEDU_ENGINES": "gtts,piper,espeak", "XDG_DATA_HOME": str(tmp_path)}
    gtts, piper, espeak = voiceedu("engines", **environ).stdout.splitlines()
    assert "needs the network" in gtts
    assert "pip install" in piper or "no voice" in piper
    assert "available, voice en-us" in espeak


def test_lexicon_is_exported_with_the_clinics_entries(tone: dict[str, str], tmp_path: Path) -> None:
    """What a clinic added to the shipped list is in the .pls, which can be given back as the clinic's own."""
    mine = tmp_path / "ours.tsv"
    mine.write_text("Desai\tDess eye\n", encoding="utf-8")
    done = voiceedu("export", "lexicon", str(tmp_path / "all.pls"), **tone, VOICEEDU_LEXICON=str(mine))
    assert done.returncode == 0
    assert lexicon.read(tmp_path / "all.pls").spoken["Desai"] == "Dess eye"
    assert voiceedu("render", **tone, VOICEEDU_LEXICON=str(tmp_path / "all.pls")).returncode == 0


@pytest.mark.parametrize("command", [[], *([name] for name in main.list_commands(click.Context(main)))])
def test_help(command: list[str]) -> None:
    """Every command explains itself."""
    done = CliRunner().invoke(main, [*command, "--help"])
    assert done.exit_code == 0
    assert done.output.startswith("Usage: ")


@pytest.mark.parametrize("command", ["render", "serve", "engines"])
def test_wrong_setting_stops_the_start(tone: dict[str, str], command: str) -> None:
    """A wrong value ends any command with 2, the setting's name, the value and what would do."""
    done = voiceedu(command, **{**tone, "VOICEEDU_ENGINES": "gtts,siri"})
    assert done.returncode == 2
    assert "VOICEEDU_ENGINES='gtts,siri'" in done.stderr
    assert "espeak" in done.stderr
    assert "Traceback" not in done.stderr


def test_broken_library_stops_the_start(tone: dict[str, str], tmp_path: Path) -> None:
    """A file that cannot be spoken ends a render with 1, its name and its line."""
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "broken.md").write_text("---\ntitle: A\n---\n\n| a | b |\n\n![x](y.png)\n", encoding="utf-8")
    done = voiceedu("render", **{**tone, "VOICEEDU_LIBRARY": str(tmp_path)})
    assert done.returncode == 1
    assert "broken.md:7: " in done.stderr


def test_engines_names_a_language_without_a_telephone_menu(tone: dict[str, str], tmp_path: Path) -> None:
    """Callers are not offered French while nobody has written its prompts, and that is said."""
    library = shutil.copytree(tone["VOICEEDU_LIBRARY"], tmp_path / "with-french")
    (library / "fr").mkdir()
    (library / "fr" / "douleur.md").write_text("---\ntitle: La douleur\n---\n\nElle passe.\n", encoding="utf-8")
    done = voiceedu("engines", **{**tone, "VOICEEDU_LIBRARY": str(library)})
    assert done.returncode == 0
    assert "fr: has pages and recordings, and no telephone menu" in done.stdout
    assert "no telephone menu" not in voiceedu("engines", **tone).stdout
