"""Rendering in the background, after a change."""

from dataclasses import replace
from pathlib import Path

from tests.support.texts import write_texts
from voiceedu.config import Settings
from voiceedu.publishing.studio import Studio
from voiceedu.review.publisher import Publisher


def test_what_is_new_is_published(rendered_copy: Settings, tmp_path: Path) -> None:
    """A change is public when the publisher is idle again; a library of drafts alone is no error; a failure is told."""
    library = tmp_path / "library"
    settings = replace(rendered_copy, library=library)
    write_texts(library, {"en/rest": "---\ntitle: Rest\ndraft: true\n---\n\nRest.\n"})
    publisher = Publisher(settings, settle_s=0)
    assert not publisher.is_working
    publisher.publish()
    assert publisher.wait(60)
    assert publisher.problems == ()
    write_texts(library, {"fr/repos": "---\ntitle: Repos\n---\n\nReposez-vous.\n"})
    publisher.publish()
    assert publisher.is_working
    assert publisher.wait(60)
    assert publisher.problems == ()
    assert Studio(settings).published("fr", "repos") is not None
    Path(settings.cache, "renditions").rename(tmp_path / "away")
    Path(settings.cache, "renditions").touch()
    write_texts(library, {"fr/repos": "---\ntitle: Repos\n---\n\nReposez-vous bien.\n"})
    publisher.publish()
    assert publisher.wait(60)
    assert publisher.problems
