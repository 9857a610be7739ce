"""`voiceedu import`, as a person runs it."""

from pathlib import Path

from tests.conftest import NERVE_BLOCKS
from tests.support.command import voiceedu, voiceedu_here
from tests.support.texts import write_short_prompts

DOCUMENT = Path(__file__).parents[1] / "data" / "what-is-joint-care.txt"


def test_import_writes_a_library_that_can_be_rendered(tone: dict[str, str], tmp_path: Path) -> None:
    """A document becomes one procedure, or with --split five files, in the clinician's own words; each is spoken."""
    whole = voiceedu("import", str(DOCUMENT), "--to", str(tmp_path / "whole"), **tone)
    assert whole.returncode == 0
    assert whole.stdout.splitlines()[-1] == str(tmp_path / "whole" / "en" / "what-is-joint-care.md")
    assert "4 list entries could be procedures of their own" in whole.stdout
    done = voiceedu_here("import", str(DOCUMENT), "--split", "--to", str(tmp_path / "ours"), **tone)
    assert done.returncode == 0
    assert len(list((tmp_path / "ours" / "en").iterdir())) == 5
    write_short_prompts(tmp_path / "ours", "en")
    rendered = voiceedu("render", **{**tone, "VOICEEDU_LIBRARY": str(tmp_path / "ours")})
    assert "5 of 5 procedures published" in rendered.stdout


def test_import_shows_the_outline_and_writes_nothing_in_a_dry_run(tone: dict[str, str], tmp_path: Path) -> None:
    """Headings, lists with counts and numbers and tables are printed, and the comparison with the source."""
    document = tmp_path / "leaflet.md"
    document.write_text(
        "# Leaflet\n\n## Before\n\n3. Eat.\n4. Rest.\n\n| A | B |\n|--|--|\n| c | d |\n", encoding="utf-8"
    )
    done = voiceedu_here("import", str(document), "--dry-run", "--to", str(tmp_path / "ours"), **tone)
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
    assert voiceedu_here(*call, **tone).returncode == 0
    mine = tmp_path / "ours" / "en" / "gel-injections.md"
    mine.write_text(NERVE_BLOCKS, encoding="utf-8")
    refused = voiceedu_here(*call, **tone)
    assert refused.returncode == 1
    assert "gel-injections.md" in refused.stderr
    assert mine.read_text(encoding="utf-8") == NERVE_BLOCKS
    assert voiceedu_here(*call, "--force", **tone).returncode == 0
    assert mine.read_text(encoding="utf-8") != NERVE_BLOCKS


def test_import_of_a_file_that_is_not_there_is_a_usage_error(tone: dict[str, str]) -> None:
    """A call that cannot be meant ends with 2."""
    assert voiceedu_here("import", "no-such-file.txt", **tone).returncode == 2
    assert voiceedu_here("import", str(DOCUMENT), "--language", "../x", **tone).returncode == 2
