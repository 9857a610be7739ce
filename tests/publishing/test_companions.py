"""Captions and talking book of a finished recording."""

import datetime
import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest

from voiceedu.assets import ASSET_PATH, Asset, Cue
from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.sections import Section
from voiceedu.narration import lexicon, script
from voiceedu.publishing.companions import BOOK, CAPTIONS, make_companions

MOMENT = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)

SECTION = Section(slug="what-it-is", heading="What it is", blocks=(Block(kind="paragraph", text="It is medicine."),))
PROCEDURE = Procedure(slug="nerve-blocks", language="en", title="Nerve blocks", sections=(SECTION,))
SCRIPT = script.write(PROCEDURE, lexicon.load("en"))
CUES = [Cue(start_ms=1000 * at, end_ms=1000 * at + 800) for at in range(len(SCRIPT.utterances))]
RECORDING = b"the bytes of an MP3"


def made(
    procedure: Procedure = PROCEDURE, *, cues: Sequence[Cue] = CUES, recording: bytes = RECORDING
) -> dict[str, tuple[Asset, bytes]]:
    found = make_companions(procedure, SCRIPT, cues, recording=recording, duration_ms=60_000, modified=MOMENT)
    return {asset.profile: (asset, data) for asset, data in found}


def test_each_is_an_asset_as_any_other() -> None:
    """Name, media type, size and hashes are those of the bytes; the path is one that a server knows."""
    companions = made()
    assert set(companions) == {CAPTIONS, BOOK}
    for suffix, media_type, (asset, data) in (
        (".vtt", "text/vtt", companions[CAPTIONS]),
        (".epub", "application/epub+zip", companions[BOOK]),
    ):
        assert asset.name == f"nerve-blocks{suffix}"
        assert asset.media_type == media_type
        assert asset.size == len(data)
        assert asset.sha256 == hashlib.sha256(data).hexdigest()
        assert ASSET_PATH.fullmatch(asset.path)
        assert (asset.section, asset.speed, asset.duration_ms) == ("", "normal", 60_000)


def test_captions_have_the_words_and_times() -> None:
    """Each utterance is a cue, at its own time."""
    captions = made()[CAPTIONS][1].decode()
    assert captions.count(" --> ") == len(SCRIPT.utterances)
    assert "It is medicine." in captions
    assert "00:00:00.000 --> 00:00:00.800" in captions


def test_book_holds_the_recording() -> None:
    """The recording is in the book byte for byte, beside its words."""
    with zipfile.ZipFile(io.BytesIO(made()[BOOK][1])) as book:
        contents = [book.read(name) for name in book.namelist()]
    assert RECORDING in contents
    assert any(b"It is medicine." in content for content in contents)


def test_same_recording_and_words_give_the_same_bytes() -> None:
    """A companion made again has the same address."""
    assert made() == made()


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda: made(cues=[CUES[0], replace(CUES[1], start_ms=1100), *CUES[2:]]), {CAPTIONS, BOOK}),
        (lambda: made(recording=b"other bytes"), {BOOK}),
        (lambda: made(replace(PROCEDURE, title="Nerve block")), {CAPTIONS, BOOK}),
    ],
    ids=["times", "recording", "title"],
)
def test_what_changes_has_another_address(change: object, changed: set[str]) -> None:
    """Other times, another recording or another title give another address to what they are in, and to no other."""
    assert callable(change)
    before, after = made(), change()
    assert {kind for kind in before if before[kind][0].hash != after[kind][0].hash} == changed
