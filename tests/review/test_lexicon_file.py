"""An entry more in a lexicon: everything else in the file stays as it is."""

from pathlib import Path

import pytest

from voiceedu.errors import ReviewError
from voiceedu.narration import lexicon as lexicons
from voiceedu.narration.lexicon import Lexicon
from voiceedu.review import lexicon_file

TSV = "# Names of our doctors\nDesai\tdeh sigh\n\n# Drugs\nlidocaine\tlie doe kane\tlaɪdəkeɪn\n"
PLS = """\
<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
  <!-- ours -->
  <lexeme><grapheme>Desai</grapheme><alias>deh sigh</alias></lexeme>
</lexicon>
"""


def with_entry(data: bytes | None, path: Path, written: str, spoken: str = "", ipa: str = "") -> str:
    return lexicon_file.with_entry(data, path, written=written, spoken=spoken, ipa=ipa).decode()


@pytest.mark.parametrize("text", [TSV, TSV.rstrip("\n"), TSV.replace("\n", "\r\n"), "\ufeff" + TSV])
def test_lines_and_comments_stay(tmp_path: Path, text: str) -> None:
    """A new entry is a line at the end; one that is there gets its line; line ends and all else stay."""
    path = tmp_path / "ours.tsv"
    end = "\r\n" if "\r\n" in text else "\n"
    added = with_entry(text.encode(), path, "Ruiz", "roo ease")
    assert added == text.removesuffix(end) + end + "Ruiz\troo ease" + end
    replaced = with_entry(added.encode(), path, "Desai", ipa="dɪˈsaɪ")
    assert replaced == added.replace("deh sigh", "\tdɪˈsaɪ")
    path.write_bytes(replaced.encode())
    entries = lexicons.read(path)
    assert entries.spoken == {"lidocaine": "lie doe kane", "Ruiz": "roo ease"}
    assert entries.ipa["Desai"] == "dɪˈsaɪ"


def test_a_new_file_says_what_it_is(tmp_path: Path) -> None:
    """A library without a lexicon gets one that a person can read on with."""
    path = tmp_path / "lexicon.tsv"
    path.write_text(with_entry(None, path, "Ruiz", "roo ease"))
    assert path.read_text().startswith("# ")
    assert lexicons.read(path).spoken == {"Ruiz": "roo ease"}


def test_a_pls_gets_a_lexeme(tmp_path: Path) -> None:
    """A W3C lexicon stays one, with its comments; a word that it has is left to an XML editor."""
    path = tmp_path / "ours.pls"
    path.write_text(with_entry(PLS.encode(), path, "A&B", "a and b", "eɪ"))
    assert "<!-- ours -->" in path.read_text()
    assert lexicons.read(path).spoken == {"Desai": "deh sigh", "A&B": "a and b"}
    with pytest.raises(ReviewError, match="already"):
        with_entry(PLS.encode(), path, "Desai", "x")


@pytest.mark.parametrize(
    ("written", "spoken", "ipa"),
    [
        ("", "x", ""),
        ("#x", "x", ""),
        ("x", "", ""),
        ("x", "12", ""),
        ("x", "a\x07", ""),
        ("x", "", "q7"),
        ("x" * 101, "y", ""),
    ],
)
def test_what_is_no_entry_is_refused(written: str, spoken: str, ipa: str) -> None:
    """Nothing gets into the file that would break it."""
    with pytest.raises(ReviewError):
        lexicon_file.entry(written, spoken=spoken, ipa=ipa)


def test_an_entry_is_tidied() -> None:
    """Tabs and spaces become one space, and IPA may stand between slashes."""
    assert lexicon_file.entry(" Dr.\tRuiz ", spoken="roo  ease", ipa="/ruˈiz/") == ("Dr. Ruiz", "roo ease", "ruˈiz")


def test_a_trial_changes_the_word_alone() -> None:
    """A tried entry takes the place of the shipped one, in any case of the word."""
    lexicon = Lexicon({"lidocaine": "x", "mg": "milligrams"}, ipa={"lidocaine": "laɪ"})
    tried = lexicon_file.tried(lexicon, written="Lidocaine", spoken="lie doe kane", ipa="")
    assert tried.expand("Lidocaine 5 mg") == "lie doe kane 5 milligrams"
    assert tried.sounds("Lidocaine") == {}
