"""Who is told of the studio's work."""

from pathlib import Path

from voiceedu.config import Settings
from voiceedu.publishing.progress import IgnoredProgress, Progress
from voiceedu.publishing.studio import Studio


class Counted(IgnoredProgress):
    """Writes down every event."""

    def __init__(self) -> None:
        self.events: list[tuple[str, object]] = []

    def synthesized(self, engine: str, *, seconds: float, result: str) -> None:
        assert seconds >= 0
        self.events.append(("synthesized", (engine, result)))

    def rendered(self, *, seconds: float, result: str) -> None:
        assert seconds > 0
        self.events.append(("rendered", result))

    def waiting_changed(self, by: int) -> None:
        self.events.append(("waiting", by))


def test_every_utterance_and_every_render_is_told(library: Path, tmp_path: Path) -> None:
    """A procedure that is asked for waits, is spoken utterance by utterance, is rendered, and waits no longer."""
    counted = Counted()
    progress: Progress = counted
    studio = Studio(Settings(library=library, cache=str(tmp_path), engines=("tone",)), progress=progress)
    rendition = studio.obtain("en", "epidural-injections", wait_s=60)
    assert rendition is not None
    assert counted.events[0] == ("waiting", 1)
    assert counted.events.count(("waiting", -1)) == 1
    assert counted.events.count(("rendered", "ok")) == 1
    words = {utterance.words for utterance in rendition.script.utterances}
    assert counted.events.count(("synthesized", ("tone", "ok"))) == len(words)


def test_nobody_has_to_listen(library: Path, tmp_path: Path) -> None:
    """Without a progress object the same work is done."""
    ignored: Progress = IgnoredProgress()
    studio = Studio(Settings(library=library, cache=str(tmp_path), engines=("tone",)), progress=ignored)
    assert studio.obtain("en", "epidural-injections", wait_s=60) is not None
