"""Digests of reviewed words from one process to the next."""

from pathlib import Path

import pytest

from voiceedu.content import procedure_file
from voiceedu.content.procedure import Procedure
from voiceedu.narration import script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.script import Script
from voiceedu.publishing import digest_memory
from voiceedu.publishing.digest_memory import DigestMemory
from voiceedu.publishing.words_digest import WordsDigest
from voiceedu.storage.store import Store

TEXT = "---\ntitle: Nerve blocks\n---\n\nTake 5 mg of lidocaine.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cache"))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the titles of the procedures whose scripts are written, as they are."""
    titles: list[str] = []
    write = script.write

    def counting(procedure: Procedure, lexicon: Lexicon) -> Script:
        titles.append(procedure.title)
        return write(procedure, lexicon)

    monkeypatch.setattr(script, "write", counting)
    return titles


def digest(store: Store, text: str = TEXT, lexicon: Lexicon | None = None) -> WordsDigest:
    """Return the digest as a new process would, which keeps what it has found."""
    memory = DigestMemory(store)
    procedure = procedure_file.parse(text, path=Path("nerve-blocks.md"), language="en")
    found = memory.digest(procedure, lexicon or Lexicon())
    memory.keep()
    return found


def test_next_process_normalizes_nothing_again(store: Store, written: list[str]) -> None:
    """What is remembered is what was found; other words and another lexicon are looked at anew."""
    before = digest(store)
    assert digest(store) == before
    assert written == ["Nerve blocks"]
    assert digest(store, TEXT.replace("5 mg", "50 mg")).said != before.said
    lexicon = Lexicon(entries={"lidocaine": "lye doe cane"}, clinic=frozenset({"lidocaine"}))
    assert digest(store, lexicon=lexicon).said != before.said
    assert len(written) == 3


def test_other_program_looks_at_everything(store: Store, written: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version may say the same text otherwise: what an earlier one has found does not count."""
    digest(store)
    monkeypatch.setattr(digest_memory, "_MADE_BY", ("narration",))
    digest(store)
    assert len(written) == 2


def test_what_is_not_used_any_more_is_forgotten(store: Store, written: list[str]) -> None:
    """The memory has the words of the library, and not all that there ever were."""
    digest(store)
    digest(store, TEXT.replace("5 mg", "50 mg"))
    digest(store)
    assert len(written) == 3
