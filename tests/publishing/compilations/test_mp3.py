"""All recordings of a language as one, a chapter a procedure."""

import datetime
import io
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from mutagen.id3 import ID3

from tests.support.ffprobe import chapters
from voiceedu.assets import Asset
from voiceedu.audio import codecs
from voiceedu.audio.codecs import Samples
from voiceedu.config import Settings
from voiceedu.errors import AudioError
from voiceedu.publishing.compilations import mp3
from voiceedu.publishing.picture import PICTURE, picture
from voiceedu.publishing.studio import Studio
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

TEXT = "---\ntitle: {title}\norder: {order}\n---\n\n{words}\n\n## What it is\n\nIt is {title}. It may help.\n"
TITLES = ["Nerve blocks", "Epidural injections", "Vértebras 痛み", "Benefits"]

MOMENT = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)


def published(folder: Path, titles: list[str], engine: str = "espeak") -> tuple[Store, list[Rendition]]:
    (folder / "library" / "en").mkdir(parents=True)
    for order, title in enumerate(titles):
        text = TEXT.format(title=title, order=order, words=f"Here is number {order}.")
        (folder / "library" / "en" / f"topic-{order}.md").write_text(text, encoding="utf-8")
    studio = Studio(Settings(library=folder / "library", cache=str(folder / "cache"), engines=(engine,)))
    return studio.store, [studio.render(procedure).rendition for procedure in studio.library]


def written(store: Store, renditions: list[Rendition], *, publisher: str = "") -> tuple[bytes, int]:
    def data(asset: Asset) -> bytes:
        kept = store.asset(asset.path)
        assert kept is not None
        return kept.data

    file = io.BytesIO()
    length_ms = mp3.write(file, renditions, language="en", changed_at=MOMENT, data=data, publisher=publisher)
    return file.getvalue(), length_ms


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, list[Rendition], bytes, int]:
    # No English voice says the Japanese word, so the title is only written: tags and chapters hold any script.
    store, spoken = published(tmp_path_factory.mktemp("album"), [title.removesuffix(" 痛み") for title in TITLES])
    renditions = [replace(rendition, title=title) for rendition, title in zip(spoken, TITLES, strict=True)]
    return store, renditions, *written(store, renditions)


def sound(store: Store, rendition: Rendition) -> Samples:
    asset = rendition.asset("web")
    kept = store.asset(asset.path) if asset else None
    assert kept is not None
    return codecs.decode(kept.data, name=rendition.slug)[0]


def test_every_recording_is_heard_where_its_chapter_says(
    made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path
) -> None:
    """The sound at each chapter's start is that of the procedure, and the chapters fill the whole."""
    store, renditions, data, length_ms = made
    whole, rate = codecs.decode(data, name="album")
    found = chapters(data, tmp_path)
    assert [title for title, _, _ in found] == TITLES
    assert [start for _, start, _ in found] == [0, *(end for _, _, end in found[:-1])]
    assert found[-1][2] == length_ms == pytest.approx(len(whole) * 1000 / rate, abs=1)
    for rendition, (_, start, end) in zip(renditions, found, strict=True):
        own = sound(store, rendition)
        at = start * rate // 1000
        heard = whole[at : at + len(own)].astype(float)
        assert 0 <= end - start - len(own) * 1000 / rate < 100
        # The first milliseconds hold the end of what was played before: silence, as the beginning is.
        assert np.abs(heard - own[: len(heard)]).max() <= 16
        assert np.corrcoef(heard, own[: len(heard)])[0, 1] > 0.9999


def test_no_click_at_a_joint(made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path) -> None:
    """Up to where the next one begins there is nothing but the pause; from there on it is the next one (see above)."""
    _, _, data, _ = made
    whole, rate = codecs.decode(data, name="album")
    for _, start, _ in chapters(data, tmp_path)[1:]:
        at = start * rate // 1000
        assert np.abs(whole[at - rate // 5 : at]).max() < 100  # −50 dBFS: how MP3 begins a sound
    assert np.abs(whole).max() > 3000


def test_a_decoder_that_knows_no_delay_is_at_most_50_ms_late(
    made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path
) -> None:
    """A simple player, which skips neither header frame nor delay, plays a recording soon after its chapter's start."""
    store, renditions, data, _ = made
    at = data.index(b"Info") - 13
    simple, rate = codecs.decode(data[at + 192 :], name="frames alone")
    for rendition, (_, start, _) in zip(renditions, chapters(data, tmp_path), strict=True):
        own = sound(store, rendition)[: rate * 3].astype(float)
        begin = start * rate // 1000
        heard = simple[begin : begin + len(own) + rate // 10].astype(float)
        late = int(np.argmax(np.correlate(heard, own, "valid")))
        assert late * 1000 / rate <= 50


def test_the_tag_says_what_it_is(made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path) -> None:
    """Title, album, language and picture are read back, by another reader, too, with the chapters in their order."""
    _, _, data, _ = made
    (tmp_path / "it.mp3").write_bytes(data)
    tag = ID3(tmp_path / "it.mp3", translate=False)
    assert [str(tag[name]) for name in ("TIT2", "TALB", "TLAN")] == ["All recordings", "voiceedu", "eng"]
    assert [picture.data for picture in tag.getall("APIC")] == [PICTURE]
    (contents,) = tag.getall("CTOC")
    assert [str(tag[f"CHAP:{name}"].sub_frames["TIT2"]) for name in contents.child_element_ids] == TITLES


def test_the_picture_has_the_name_of_the_clinic(
    made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path
) -> None:
    """With a clinic's name, the album is called so and the picture shows it; the sound is the same."""
    store, renditions, data, length_ms = made
    named, named_ms = written(store, renditions, publisher="Riverside Pain Clinic")
    (tmp_path / "it.mp3").write_bytes(named)
    tag = ID3(tmp_path / "it.mp3", translate=False)
    assert str(tag["TALB"]) == "Riverside Pain Clinic"
    assert [one.data for one in tag.getall("APIC")] == [picture("Riverside Pain Clinic")]
    assert named_ms == length_ms
    sound_alone = data[data.index(b"Info") :]
    assert named.endswith(sound_alone)


def test_the_same_recordings_are_the_same_bytes(made: tuple[Store, list[Rendition], bytes, int]) -> None:
    """There is no clock and no chance in it."""
    store, renditions, data, _ = made
    assert written(store, renditions)[0] == data


def test_what_is_no_recording_of_ours_is_refused(made: tuple[Store, list[Rendition], bytes, int]) -> None:
    """A file whose frames cannot follow others is named, and not joined."""
    store, renditions, *_ = made
    asset = renditions[0].asset("web")
    kept = store.asset(asset.path) if asset else None
    assert kept is not None
    at = kept.data.index(b"Info") - 13 + 192
    reservoir = kept.data[: at + 4] + b"\x01" + kept.data[at + 5 :]
    for broken in (b"", b"ID3", kept.data[:-1], kept.data[at:], reservoir, kept.data + bytes(192)):
        with pytest.raises(AudioError, match="topic-0"):
            mp3.write(
                io.BytesIO(),
                renditions[:1],
                language="en",
                changed_at=MOMENT,
                data=lambda _, broken=broken: broken,  # type: ignore[misc]
            )


def test_a_thousand_recordings_need_no_more_memory_than_one(
    made: tuple[Store, list[Rendition], bytes, int], tmp_path: Path
) -> None:
    """They go through one by one: what is in memory at once is one recording and the titles of all."""
    store, renditions, data, _ = made
    kept = {asset.path: store.asset(asset.path) for rendition in renditions for asset in rendition.assets}

    def read(asset: Asset) -> bytes:
        found = kept[asset.path]
        assert found is not None
        return bytes(bytearray(found.data))  # as from a disk: nobody else holds it

    def peak(parts: list[Rendition]) -> int:
        tracemalloc.start()
        with (tmp_path / "it.mp3").open("w+b") as file:
            mp3.write(file, parts, language="en", changed_at=MOMENT, data=read)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    few, many = peak(renditions), peak(renditions * 250)
    assert (tmp_path / "it.mp3").stat().st_size > 200 * len(data)
    assert many - few < 1_500_000, "1.5 kB a title, its chapter included"
