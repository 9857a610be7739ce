"""What `check` says of the library, found once for each state of its files."""

import datetime
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from voiceedu.config import Settings
from voiceedu.content.procedure import Procedure
from voiceedu.engines.checking import voices_of
from voiceedu.narration.check_file import FileChecker
from voiceedu.narration.check_library import check_library
from voiceedu.narration.check_text import Voices
from voiceedu.narration.finding import Finding
from voiceedu.review.texts import Text
from voiceedu.review.writer import state

MOST_KNOWN = 3000
"""States of files whose findings stay in memory."""
BETWEEN_FILES = frozenset({"link", "translation", "old-translation"})
"""Findings that are told by looking at other files as well."""
REVIEW_KINDS = frozenset({"draft", "review-overdue", "review-date"})
"""Findings that the page says in its own way."""


@dataclass(frozen=True, kw_only=True)
class _RememberingChecker(FileChecker):
    """A checker that looks at a file again when it, the lexicon or the day is another."""

    known: dict[object, tuple[Procedure | None, list[Finding]]] = field(default_factory=dict)

    def examine_file(self, path: Path, *, language: str) -> tuple[Procedure | None, list[Finding]]:
        key = (path, state(path), state(self.lexicon) if self.lexicon else "", self.today)
        if key not in self.known:
            self.known[key] = super().examine_file(path, language=language)
        return self.known[key]


class Findings:
    """Checks the library of `settings`. Thread-safe."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._voices: Voices | None = None
        self._key: object = None
        self._known: dict[object, tuple[Procedure | None, list[Finding]]] = {}
        self._found: dict[Path, tuple[Finding, ...]] = {}
        self._lock = threading.Lock()

    def by_file(self, texts: Sequence[Text]) -> Mapping[Path, Sequence[Finding]]:
        """Return the findings of each file of the library, which has `texts` now."""
        folder, lexicon, today = self._settings.library, self._settings.clinic_lexicon, datetime.date.today()
        prompts = [(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*/prompts/*")) if path.is_file()]
        key = (today, state(lexicon), tuple((text.path, text.state) for text in texts), tuple(prompts))
        with self._lock:
            if key != self._key:
                checker = self._checker(today)
                found: dict[Path, tuple[Finding, ...]] = {}
                for finding in dict.fromkeys(check_library(folder, checker)):
                    if finding.kind not in REVIEW_KINDS:
                        found[Path(finding.file)] = (*found.get(Path(finding.file), ()), finding)
                while len(self._known) > MOST_KNOWN:
                    self._known.pop(next(iter(self._known)))
                self._key, self._found = key, found
            return self._found

    def of_file(self, text: Text) -> list[Finding]:
        """Return the findings of one file, of which those that concern other files too are as the library was last."""
        _, found = self._checker(datetime.date.today()).examine_file(text.path, language=text.language)
        between = [finding for finding in self._found.get(text.path, ()) if finding.kind in BETWEEN_FILES]
        return [*(finding for finding in found if finding.kind not in REVIEW_KINDS), *between]

    def unspeakable(self, words: str, language: str) -> str:
        """Return the characters of `words` that no voice of `language` says, nothing where all can be said."""
        voices = self._known_voices()
        return "".join(voices.unspeakable(words, language)) if voices.unspeakable else ""

    def _known_voices(self) -> Voices:
        self._voices = self._voices or voices_of(self._settings)
        return self._voices

    def _checker(self, today: datetime.date) -> FileChecker:
        return _RememberingChecker(
            language=self._settings.language,
            today=today,
            lexicon=self._settings.clinic_lexicon,
            voices=self._known_voices(),
            known=self._known,
        )
