"""Remembers the digests of reviewed words from one process to the next.

To know how words are said takes the grammar of their language: 20 MB of memory, and a tenth of a second for some
sentences. A worker that only serves should need neither.
"""

import hashlib

import msgspec

from voiceedu.content.procedure import Procedure
from voiceedu.narration import script as scripts
from voiceedu.narration.lexicon import Lexicon
from voiceedu.publishing import program, script_memory
from voiceedu.publishing.words_digest import WordsDigest, of_procedure
from voiceedu.storage.memory import Memory
from voiceedu.storage.object_store import Objects

_MADE_BY = (*script_memory.MADE_BY, "content", "publishing/words_digest.py")


class _Digests(msgspec.Struct):
    program: str
    found: dict[str, WordsDigest]


class DigestMemory:
    """The digests of procedures with a lexicon, kept in `objects`. What is kept is read when one is needed first."""

    def __init__(self, objects: Objects) -> None:
        self._memory = Memory(objects, "digests", _Digests)
        self._kept: dict[str, WordsDigest] | None = None
        self._used: dict[str, WordsDigest] = {}
        self._is_changed = False

    def digest(self, procedure: Procedure, lexicon: Lexicon) -> WordsDigest:
        """Return the digest of the words of `procedure` as they are said now."""
        if self._kept is None:
            self._kept = self._read()
        key = hashlib.sha256(msgspec.json.encode([lexicon.identity, procedure])).hexdigest()
        found = self._kept.get(key)
        if found is None:
            found = of_procedure(procedure, scripts.write(procedure, lexicon), lexicon)
            self._is_changed = True
        self._kept[key] = self._used[key] = found
        return found

    def keep(self) -> None:
        """Keep the digests that this process has used, if any of them is new."""
        if self._is_changed:
            self._is_changed = False
            self._memory.write(_Digests(program=_program(), found=self._used))

    def _read(self) -> dict[str, WordsDigest]:
        kept = self._memory.read()
        return kept.found if kept is not None and kept.program == _program() else {}


def _program() -> str:
    return program.digest(_MADE_BY, script_memory.LIBRARIES)
