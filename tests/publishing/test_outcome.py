"""What came of a render."""

import pytest

from tests.support.latin import LANGUAGE, Fake, Start, procedure
from voiceedu.publishing.outcome import Outcome, Summary


@pytest.mark.usefixtures("few_profiles")
def test_summary_says_what_is_published(start: Start) -> None:
    """The summary of a rendition has its work, its engine, why no other spoke, and how long it takes."""
    here = start(Fake("a", reason="is not installed"), Fake("b"))
    rendition = here.render(procedure(here)).rendition
    outcome = Outcome.of(rendition, spoken=0, encoded=0, seconds=0.0)
    assert outcome.rendition is rendition
    assert outcome.summary == Summary(
        kind="procedure",
        language=LANGUAGE,
        slug="oculus",
        engine="b",
        fallbacks=("a: is not installed",),
        assets=len(rendition.assets),
        duration_ms=rendition.cues[-1].end_ms,
    )
