"""What `check` says of the library, found once for each state of its files."""

import datetime
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from voiceedu.config import Settings
from voiceedu.engines.checking import voices_of
from voiceedu.narration.check import Checker, Finding
from voiceedu.narration.check_text import Voices
from voiceedu.review.texts import Text
from voiceedu.review.writer import state

REVIEW_KINDS = frozenset({"draft", "review-overdue", "review-date"})
"""Findings that the page says in its own way."""


class Findings:
    """Checks the library of `settings`. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._voices: Voices | None = None
        self._key: object = None
        self._found: dict[Path, tuple[Finding, ...]] = {}
        self._lock = threading.Lock()

    def by_file(self, texts: Sequence[Text]) -> Mapping[Path, Sequence[Finding]]:
        """Return the findings of each file of the library, which has `texts` now."""
        folder, lexicon, today = self._settings.library, self._settings.clinic_lexicon, datetime.date.today()
        prompts = [(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*/prompts/*")) if path.is_file()]
        key = (today, state(lexicon), tuple((text.path, text.state) for text in texts), tuple(prompts))
        with self._lock:
            if key != self._key:
                self._voices = self._voices or voices_of(self._settings)
                checker = Checker(language=self._settings.language, today=today, lexicon=lexicon, voices=self._voices)
                found: dict[Path, tuple[Finding, ...]] = {}
                for finding in dict.fromkeys(checker.check_library(folder)):
                    if finding.kind not in REVIEW_KINDS:
                        found[Path(finding.file)] = (*found.get(Path(finding.file), ()), finding)
                self._key, self._found = key, found
            return self._found
