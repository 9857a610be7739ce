"""`voiceedu export`, as a person runs it."""

from pathlib import Path

from tests.support.command import voiceedu, voiceedu_here
from voiceedu.config import Settings
from voiceedu.narration import lexicon


def test_lexicon_is_exported_with_the_clinics_entries(
    tone: dict[str, str], rendered_copy: Settings, tmp_path: Path
) -> None:
    """What a clinic added to the shipped list is in the .pls, which can be given back as the clinic's own."""
    mine = tmp_path / "ours.tsv"
    mine.write_text("Desai\tDess eye\n", encoding="utf-8")
    done = voiceedu("export", "lexicon", str(tmp_path / "all.pls"), **tone, VOICEEDU_LEXICON=str(mine))
    assert done.returncode == 0
    assert lexicon.read(tmp_path / "all.pls").spoken["Desai"] == "Dess eye"
    assert rendered_copy.cache == tone["VOICEEDU_CACHE"]  # what the lexicon does not change is not spoken again
    assert voiceedu("render", **tone, VOICEEDU_LEXICON=str(tmp_path / "all.pls")).returncode == 0


def test_lexicon_replaces_only_a_lexicon(tone: dict[str, str], tmp_path: Path) -> None:
    """A file of another kind, such as a text of the library, stays and is named; an earlier lexicon is replaced."""
    text, before = tmp_path / "topic.md", "---\ntitle: Topic\n---\n"
    text.write_text(before, encoding="utf-8")
    refused = voiceedu_here("export", "lexicon", str(text), **tone)
    assert (refused.returncode, refused.stderr.startswith(f"Error: {text} is no lexicon")) == (1, True)
    assert text.read_text(encoding="utf-8") == before
    (tmp_path / "all.pls").write_text('<lexicon version="1.0">an earlier one', encoding="utf-8")
    assert voiceedu_here("export", "lexicon", str(tmp_path / "all.pls"), **tone).returncode == 0
    assert lexicon.read(tmp_path / "all.pls").spoken
