"""Everything to review, with its state."""

import threading
from dataclasses import dataclass
from pathlib import Path

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.publishing.approval import Standing
from voiceedu.review.findings import Findings
from voiceedu.review.survey import Surveys
from voiceedu.review.texts import Texts


@dataclass(frozen=True)
class Slow:
    """A library whose words take as long to be looked at as `may_end` says."""

    texts: Texts
    findings: Findings
    may_end: threading.Event

    def standing(self, procedure: Procedure) -> Standing:
        self.may_end.wait(60)
        return Standing(state="never")


def test_a_large_library_is_not_waited_for(tmp_path: Path) -> None:
    """A person gets a page at once, and the survey when it is made; files that are no texts have their findings."""
    write_texts(tmp_path, {"en/a": "---\ntitle: A\n---\n\nRest.\n", "stray": "x", "en/broken": "x"})
    slow = Slow(Texts(tmp_path), Findings(Settings(library=tmp_path, engines=("tone",))), threading.Event())
    surveys = Surveys()
    assert surveys.get(slow, wait_s=0.01) is None
    slow.may_end.set()
    survey = surveys.get(slow, wait_s=60)
    assert survey is not None
    assert [(row.text.slug, row.group) for row in survey.rows] == [("a", "never"), ("broken", "broken")]
    assert [Path(finding.file).name for finding in survey.others] == ["stray.md"]
    write_texts(tmp_path, {"en/b": "---\ntitle: B\n---\n\nRest.\n"})
    again = surveys.get(slow, wait_s=60)
    assert again is not None
    assert len(again.of("never")) == 2
