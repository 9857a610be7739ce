"""`voiceedu export`, as a person runs it."""

from pathlib import Path

from tests.support.command import voiceedu
from voiceedu.narration import lexicon


def test_lexicon_is_exported_with_the_clinics_entries(tone: dict[str, str], tmp_path: Path) -> None:
    """What a clinic added to the shipped list is in the .pls, which can be given back as the clinic's own."""
    mine = tmp_path / "ours.tsv"
    mine.write_text("Desai\tDess eye\n", encoding="utf-8")
    done = voiceedu("export", "lexicon", str(tmp_path / "all.pls"), **tone, VOICEEDU_LEXICON=str(mine))
    assert done.returncode == 0
    assert lexicon.read(tmp_path / "all.pls").spoken["Desai"] == "Dess eye"
    assert voiceedu("render", **tone, VOICEEDU_LEXICON=str(tmp_path / "all.pls")).returncode == 0
