"""What `check` says, found once for each state of the files."""

from pathlib import Path

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.review.findings import Findings
from voiceedu.review.texts import Texts


def test_findings_follow_the_files(tmp_path: Path) -> None:
    """A mended text has no warning any more; drafts and reviews are told in another way."""
    write_texts(tmp_path, {"en/a": "---\ntitle: A text\ndraft: true\n---\n\nTake 5 mg QD.\n", "en/b": "x"})
    texts, findings = Texts(tmp_path), Findings(Settings(library=tmp_path, engines=("espeak",)))
    path = tmp_path / "en/a.md"
    found = findings.by_file(texts.all())
    assert len(found[path]) == 1
    assert "QD" in found[path][0].what
    assert found[tmp_path / "en/b.md"][0].is_error
    assert findings.by_file(texts.all()) is found
    path.write_text(path.read_text().replace("QD", "a day"))
    assert path not in findings.by_file(texts.all())
    (tmp_path / "lexicon.tsv").write_text("no entry\n")
    assert any("lexicon.tsv" in str(file) for file in findings.by_file(texts.all()))
