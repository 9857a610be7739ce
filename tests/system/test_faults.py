"""Corrupt files, full disks and killed processes: listeners still get the right bytes.

A clip's bytes follow from its words on any machine: those of the `rendered` library are the right ones.
"""

import contextlib
import hashlib
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import NERVE_BLOCKS, TEXTS
from tests.support.application import use_engines
from tests.support.disk import Disk, small_disk
from tests.support.server import PATIENCE_S, Server, serve
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.assets import PHONE_PROFILES, PROFILES, Asset
from voiceedu.config import Settings
from voiceedu.content import prompts
from voiceedu.engines import Speech, Voice
from voiceedu.engines.tone import ToneEngine
from voiceedu.errors import StoreError
from voiceedu.publishing import companions
from voiceedu.publishing.compilations.registry import COMPILATIONS
from voiceedu.publishing.studio import Studio
from voiceedu.storage.paths import rendition_path, speech_path, sum_path
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.web import waiting

ROOT = Path(__file__).parents[2]
MakeApp = Callable[[Settings], Flask]
Harm = Callable[[Path, random.Random], object]
"""What happens to a file, in one of many ways."""


def addresses(rendition: Rendition) -> dict[str, str]:
    """Return the SHA-256 of the bytes at each URL of a procedure's clips, the stable ones included."""
    found = {}
    for asset in rendition.assets:
        found[f"/{asset.path}"] = asset.sha256
        if asset.profile in companions.SUFFIXES:
            found[f"/{rendition.language}/{rendition.slug}{companions.SUFFIXES[asset.profile]}"] = asset.sha256
        elif asset.profile != "web":
            stem = "/".join(filter(None, ["/phone", rendition.language, rendition.slug, asset.section]))
            speed = "" if asset.speed == "normal" else f".{asset.speed}"
            found[f"{stem}{speed}{PROFILES[asset.profile].suffix}"] = asset.sha256
        else:
            found[f"/{rendition.language}/{rendition.slug}.mp3"] = asset.sha256
    return found


def without_books(right: Mapping[str, str]) -> dict[str, str]:
    """Return `right` without talking books: one that is published anew has a later date, and so other bytes."""
    return {url: digest for url, digest in right.items() if not url.endswith(companions.SUFFIXES[companions.BOOK])}


def renditions(settings: Settings) -> list[Rendition]:
    """Return the renditions of the library's procedures."""
    return [rendition for rendition in works(settings) if rendition.kind == "procedure"]


def works(settings: Settings) -> list[Rendition]:
    """Return the renditions of the library, prompts included."""
    store = Store(settings.cache)
    found = [store.rendition(work.language, work.slug) for work in prompts.load(settings.library).works]
    return [rendition for rendition in found if rendition is not None]


def everything(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of the bytes at each URL of every published clip."""
    return {url: digest for rendition in renditions(settings) for url, digest in addresses(rendition).items()}


@pytest.fixture(scope="module")
def right(rendered: Settings) -> dict[str, str]:
    """Return the SHA-256 that each URL must give for the small library."""
    found = everything(rendered)
    assert len(found) == 80 + 80 + 8  # by content and by name; two books and two captions, by both
    return found


class Counting(ToneEngine):
    """The tone engine, which records the utterances that it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def synthesize(self, text: str, voice: Voice) -> Speech:
        self.asked.append(text)
        return super().synthesize(text, voice)


@dataclass(frozen=True)
class House:
    """A running application, its engine, and its cache folder."""

    client: FlaskClient
    engine: Counting
    cache: Path

    def sha256(self, url: str) -> str:
        answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.text)
        return hashlib.sha256(answer.data).hexdigest()

    def assert_right(self, right: Mapping[str, str]) -> None:
        assert {url: self.sha256(url) for url in right} == right


Start = Callable[[], House]


@pytest.fixture
def settings(rendered_copy: Settings) -> Settings:
    """Return settings with a copy of a fully published cache."""
    return rendered_copy


@pytest.fixture
def start(settings: Settings, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return a function that starts the application anew, with nothing in memory."""
    monkeypatch.setattr(waiting, "PATIENCE_S", PATIENCE_S)  # what is made again takes its time on a busy machine

    def start() -> House:
        app, engine = make_app(settings), Counting()
        use_engines(app, [engine])
        return House(app.test_client(), engine, Path(settings.cache))

    return start


# --- damaged ---


def cut(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes()[: chance.randrange(1, file.stat().st_size)])


def flip_a_bit(file: Path, chance: random.Random) -> None:
    data = bytearray(file.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def empty(file: Path, _: random.Random) -> None:
    file.write_bytes(b"")


def overwrite(file: Path, chance: random.Random) -> None:
    """Replace the content with other bytes of the same size."""
    file.write_bytes(chance.randbytes(file.stat().st_size))


def lengthen(file: Path, chance: random.Random) -> None:
    file.write_bytes(file.read_bytes() + chance.randbytes(chance.randrange(1, 5000)))


def make_a_folder(file: Path, chance: random.Random) -> None:
    file.unlink()
    file.mkdir()
    if chance.random() < 0.5:
        (file / "content").write_bytes(b"x")


def dangle(file: Path, _: random.Random) -> None:
    file.unlink()
    file.symlink_to("nowhere")


def link_elsewhere(file: Path, _: random.Random) -> None:
    file.unlink()
    file.symlink_to(__file__)


def remove(file: Path, _: random.Random) -> None:
    file.unlink()


HARMS: tuple[Harm, ...] = (
    cut,
    flip_a_bit,
    empty,
    overwrite,
    lengthen,
    make_a_folder,
    dangle,
    link_elsewhere,
    remove,
)


def harmed(cache: Path, asset: Asset, place: str) -> Path:
    """Return the file with the bytes of `asset`, or with those that it is derived from; or its sum."""
    return cache / (asset.kept_path if place == "clip" else sum_path(asset.path))


@pytest.mark.parametrize(("place", "seed"), [("clip", 0), ("clip", 1), ("clip", 2), ("sum", 3), ("sum", 4)])
def test_damaged_clip_is_made_again(
    place: str, seed: int, settings: Settings, start: Start, right: dict[str, str]
) -> None:
    """However a clip or its checksum is damaged, both of its URLs give the right bytes without new speech.

    One clip after the other is damaged, each in another way, and heals before the next.
    """
    chance = random.Random(seed)
    for harm in chance.sample(HARMS, len(HARMS)):
        rendition = chance.choice(renditions(settings))
        asset = chance.choice(rendition.assets)
        harm(harmed(Path(settings.cache), asset, place), chance)
        urls = [url for url, digest in addresses(rendition).items() if digest == asset.sha256]
        equal = [one for one in rendition.assets if one.sha256 == asset.sha256]  # a part without a heading
        assert len(equal) <= len(urls) <= 2 * len(equal)
        house = start()
        for url in chance.sample(urls, len(urls)):
            assert house.sha256(url) == asset.sha256, (url, harm)
        assert house.engine.asked == []
    again = start()  # and it stays so
    again.assert_right(right)
    assert again.engine.asked == []


@pytest.mark.parametrize("harm", [overwrite, empty, make_a_folder, dangle])
def test_what_lies_in_the_place_of_a_derived_clip_is_not_sent(
    harm: Harm, settings: Settings, start: Start, right: dict[str, str]
) -> None:
    """Where a derived clip would lie if it were kept, there may be anything: its URLs give the right bytes."""
    chance = random.Random(7)
    derived = [asset for rendition in renditions(settings) for asset in rendition.assets if asset.source_sha256]
    for asset in chance.sample(derived, 3):
        place = Path(settings.cache) / asset.path
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"something else")
        harm(place, chance)
    house = start()
    house.assert_right(right)
    assert house.engine.asked == []


@pytest.mark.parametrize("places", [("clip",), ("sum",), ("clip", "sum")])
@pytest.mark.parametrize("seed", range(2))
def test_swapped_clips_are_made_again(
    places: tuple[str, ...], seed: int, settings: Settings, start: Start, right: dict[str, str]
) -> None:
    """Two clips under each other's names, checksums included, are repaired."""
    chance = random.Random(seed)
    assets = [asset for rendition in renditions(settings) for asset in rendition.assets]
    one = chance.choice(assets)
    two = chance.choice([asset for asset in assets if asset.kept_path != one.kept_path])
    for place in places:
        first, second = (harmed(Path(settings.cache), asset, place) for asset in (one, two))
        first.rename(first.with_name("aside"))
        second.rename(first)
        first.with_name("aside").rename(second)
    house = start()
    house.assert_right(right)
    assert house.engine.asked == []


def test_damaged_speech_is_spoken_again(settings: Settings, start: Start, right: dict[str, str]) -> None:
    """When clips are lost and some speech is damaged in any way, only those sentences are spoken again."""
    chance = random.Random(5)
    rendition = Store(settings.cache).rendition("en", "nerve-blocks")
    assert rendition is not None
    for path in {asset.kept_path for asset in rendition.assets}:
        (Path(settings.cache) / path).unlink()
    sentences = [utterance.spoken for utterance in rendition.script.utterances]
    damaged = chance.sample(sentences, 5)
    for sentence, harm in zip(damaged, (cut, flip_a_bit, empty, overwrite, remove), strict=True):
        harm(Path(settings.cache) / speech_path(rendition.voice.speech_key(sentence)), chance)
    house = start()
    house.assert_right(right)
    assert Counter(house.engine.asked) == Counter(damaged)


@pytest.mark.parametrize("harm", [cut, empty, overwrite, dangle, remove])
def test_damaged_rendition_is_published_again(
    harm: Harm, settings: Settings, start: Start, right: dict[str, str]
) -> None:
    """When a rendition is lost, its URLs give the same bytes again without new speech."""
    harm(Path(settings.cache) / rendition_path("en", "nerve-blocks"), random.Random(1))
    house = start()
    house.assert_right(without_books(right))
    assert house.client.get("/readyz").status_code == 200
    assert house.engine.asked == []


def test_flipped_bit_of_a_rendition_changes_no_word(settings: Settings, start: Start, right: dict[str, str]) -> None:
    """Any flipped bit in a rendition leaves page, transcript, manifest and clips unchanged."""
    chance = random.Random(9)
    file = Path(settings.cache) / rendition_path("en", "nerve-blocks")
    whole = file.read_bytes()
    urls = ("/en/nerve-blocks", "/en/nerve-blocks.txt", "/phone/en/manifest.json")
    house = start()

    def answers() -> list[bytes]:
        """Return page, transcript and manifest, without the date of publication and the address of the dated book."""
        dated = rb'/clips/\w+/nerve-blocks\.epub|"uploadDate": "[^"]+"'
        return [re.sub(dated, b"", house.client.get(url).data) for url in urls]

    expected = answers()
    wrong = []
    for _ in range(10):
        file.write_bytes(whole)
        flip_a_bit(file, chance)
        damaged = file.read_bytes()
        # A request renders what is missing.
        stable = house.sha256("/en/nerve-blocks.mp3") == right["/en/nerve-blocks.mp3"]
        if not stable or answers() != expected:
            place = next(place for place, byte in enumerate(whole) if byte != damaged[place])
            wrong.append((whole[place - 20 : place + 20], damaged[place - 20 : place + 20]))
    assert wrong == []


def test_swapped_renditions_are_noticed(settings: Settings, start: Start, right: dict[str, str]) -> None:
    """The rendition of one procedure is never taken for that of another."""
    one, two = (Path(settings.cache) / rendition_path("en", slug) for slug in ("nerve-blocks", "epidural-injections"))
    one.rename(one.with_name("aside"))
    two.rename(one)
    one.with_name("aside").rename(two)
    house = start()
    house.assert_right(without_books(right))
    assert "Nerve blocks" in house.client.get("/en/nerve-blocks.txt").text
    assert house.engine.asked == []


ASK = """
import hashlib, json, sys
from voiceedu.app import create_app
from voiceedu.web import waiting
waiting.PATIENCE_S = 120
client = create_app().test_client()
answers = {url: client.get(url) for url in sys.argv[1:]}
print(json.dumps({url: [a.status_code, hashlib.sha256(a.data).hexdigest()] for url, a in answers.items()}))
"""


def test_unreadable_files_are_made_again(settings: Settings, right: dict[str, str]) -> None:
    """Files without read permission are replaced like damaged ones."""
    right = without_books(right)
    nerve_blocks, _ = renditions(settings)
    asset, its_sum, lost = (nerve_blocks.asset(profile) for profile in PHONE_PROFILES)
    assert asset is not None
    assert its_sum is not None
    assert lost is not None
    cache = Path(settings.cache)
    (cache / lost.kept_path).unlink()
    for path in (
        asset.path,
        sum_path(its_sum.path),
        speech_path(nerve_blocks.voice.speech_key(nerve_blocks.script.utterances[0].spoken)),
        rendition_path("en", "epidural-injections"),
    ):
        (cache / path).chmod(0)
    # Root can read everything, unless it drops that capability.
    humbly = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*humbly, sys.executable, "-c", ASK, *right], env=environment(settings), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {url: [200, digest] for url, digest in right.items()}
    assert done.stderr.count("Permission denied") >= 4


def test_foreign_files_change_no_response(settings: Settings, start: Start, right: dict[str, str]) -> None:
    """Foreign files among clips, renditions and leases change no response."""
    cache = Path(settings.cache)
    for folder in ("clips", "sums", "renditions", "renditions/en", "speech", "leases", "leases/en"):
        (cache / folder / "README").write_text("not ours")
        (cache / folder / "lost+found").mkdir()
        (cache / folder / "half.mp3#1").write_bytes(b"half")
    house = start()
    (cache / f"clips/{random.Random(1).randbytes(8).hex()}").mkdir()
    for file in cache.glob("clips/*/epidural-injections.mp3"):
        file.unlink()
    house.assert_right(right)
    assert len(renditions(settings)) == 2
    assert house.engine.asked == []


def test_store_failure_is_a_short_5xx(settings: Settings, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the bucket does not answer, each URL of a clip is a short 5xx, and no exception reaches the server."""

    def away(store: Store, path: str, *, limit_bytes: int | None) -> None:
        raise StoreError(f"{path}: no answer in time")

    house = start()
    monkeypatch.setattr(Store, "asset_up_to", away)
    [rendition, _] = renditions(settings)
    for url in addresses(rendition):
        answer = house.client.get(url)
        assert answer.status_code in (500, 503)
        assert answer.content_type == "text/plain; charset=utf-8"
        assert len(answer.data) < 100


# --- wiped ---


@pytest.mark.parametrize("what", ["all", "clips", "clips and sums", "all but speech", "renditions", "sums"])
def test_wiped_cache_heals(what: str, settings: Settings, start: Start, right: dict[str, str]) -> None:
    """When all or part of the cache is deleted under a running server, every URL gives the same bytes again."""
    house = start()
    sentences = {u.spoken for rendition in renditions(settings) for u in rendition.script.utterances}
    gone = {
        "all": [""],
        "clips and sums": ["clips", "sums"],
        "all but speech": ["clips", "sums", "renditions", "leases"],
    }
    for folder in gone.get(what, [what]):
        shutil.rmtree(house.cache / folder)
    if not (house.cache / "renditions").exists():
        right = without_books(right)
    urls = list(right)
    random.Random(what).shuffle(urls)
    house.assert_right({url: right[url] for url in urls})
    assert Counter(house.engine.asked) == (Counter(sentences) if what == "all" else Counter())


# --- a voice that counts, in any process ---

COUNTING = """
import os
from voiceedu.engines import Voice
from voiceedu.engines.tone import ToneEngine

class CountingEngine(ToneEngine):
    name = "counting"

    def synthesize(self, text, voice):
        file = os.open(os.environ["COUNTING"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, f"{text}\\n".encode())  # whole, whoever else writes
        os.close(file)
        return super().synthesize(text, voice)
"""


@dataclass(frozen=True)
class Count:
    """The log of the counting engine, over all processes."""

    file: Path

    def __call__(self) -> Counter[str]:
        return Counter(self.file.read_text(encoding="utf-8").splitlines() if self.file.exists() else ())

    def clear(self) -> None:
        self.file.unlink(missing_ok=True)


@pytest.fixture
def count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Count:
    """Install the engine "counting" for the processes started by the test, and return its log."""
    site = tmp_path / "site"
    metadata = site / "counting_voice-1.0.dist-info"
    metadata.mkdir(parents=True)
    (site / "counting_voice.py").write_text(COUNTING, encoding="utf-8")
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: counting-voice\nVersion: 1.0\n", encoding="utf-8")
    point = "[voiceedu.engines]\ncounting = counting_voice:CountingEngine\n"
    (metadata / "entry_points.txt").write_text(point, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("COUNTING", str(tmp_path / "asked.txt"))
    return Count(tmp_path / "asked.txt")


def environment(settings: Settings) -> dict[str, str]:
    """Return the environment of a command with these settings."""
    return {
        **os.environ,
        "VOICEEDU_LIBRARY": str(settings.library),
        "VOICEEDU_CACHE": settings.cache,
        "VOICEEDU_ENGINES": ",".join(settings.engines),
        "VOICEEDU_LOG": "error",
    }


def voiceedu(settings: Settings, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "voiceedu", *arguments]
    return subprocess.run(command, env=environment(settings), capture_output=True, text=True, timeout=PATIENCE_S)


def sentences(rendition: Rendition) -> Counter[str]:
    return Counter({utterance.spoken for utterance in rendition.script.utterances})


# --- a disk that is full, or may only be read ---


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """Return a disk of 64 MB; each Python that a test starts as `sys.executable` runs in its namespace."""
    with small_disk(tmp_path) as (found, python):
        monkeypatch.setattr(sys, "executable", str(python))
        yield found


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return a library that tests may change."""
    folder = tmp_path / "texts"
    write_texts(folder, TEXTS)
    write_short_prompts(folder, "en")
    return folder


def add_words(texts: Path) -> None:
    """Add ten sentences to the first procedure: some 700 kB of speech and 2 MB of clips."""
    more = " ".join(f"Sentence {number} says a little more about nerves and about medicine." for number in "abcdefghij")
    (texts / "en" / "nerve-blocks.md").write_text(f"{NERVE_BLOCKS}\n## More\n\n{more}\n", encoding="utf-8")


def assert_all_served(server: Server, expected: Mapping[str, str]) -> None:
    """Assert that every published URL answers with the right bytes."""
    with ThreadPoolExecutor(4) as listeners:
        answers = dict(zip(expected, listeners.map(server.get, expected), strict=True))
    assert {url: (status, hashlib.sha256(body).hexdigest()) for url, (status, _, body) in answers.items()} == {
        url: (200, digest) for url, digest in expected.items()
    }


def from_manifest(server: Server) -> dict[str, str]:
    """Return the SHA-256 of the bytes at each URL of the manifest, and of the page's recordings."""
    assets = json.loads(server.get("/phone/en/manifest.json")[2])["clips"]
    urls = {
        asset[kind].removeprefix(server.url): asset["sha256"]
        for asset in assets
        for kind in ("hashed_url", "stable_url")
    }
    for page in {
        re.sub(r"/phone(/\w+/[\w-]+)[/.].*", r"\1", asset["stable_url"].removeprefix(server.url))
        for asset in assets
        if asset["kind"] != "prompt"
    }:
        status, _, body = server.get(f"{page}.mp3")
        assert status == 200
        urls[f"{page}.mp3"] = hashlib.sha256(body).hexdigest()
    return urls


def test_full_disk(disk: Disk, texts: Path, count: Count, tmp_path: Path) -> None:
    """On a full disk, a render names the file and the cause, ends with 1 and harms nothing; with room it continues."""
    settings = Settings(library=texts, cache=str(disk.folder), engines=("counting",))
    with serve(tmp_path, library=str(texts), cache=str(disk.folder), engines="counting", clip_memory_mb="0") as server:
        server.wait_until_rendered()
        published = from_manifest(server)
        count.clear()
        add_words(texts)
        begun = disk.files("*/speech/*.wav")
        stopped, wasted = set(), 0
        for room in (0, 200, 1800):  # it fails at one of the first files, in the speech, among the clips
            disk.remount("size=64m")
            disk.leave_room(room)
            before, kept = count(), disk.files("*/speech/*.wav")
            full = voiceedu(settings, "render")
            assert full.returncode == 1
            # The compilations cannot be made either.
            lines = full.stderr.splitlines()
            assert [line for line in lines if not line.endswith(": No space left on device (os error 28)")] == []
            found = re.match(r"Error: en/nerve-blocks: (\w+)/", lines[0])
            assert found, full.stderr
            stopped.add(found[1])
            # All speech is kept, except for the sentence that did not fit.
            in_vain = (count() - before).total() - len(disk.files("*/speech/*.wav") - kept)
            assert in_vain in (0, 1)
            wasted += in_vain
            assert_all_served(server, published)
        assert {"speech"} < stopped <= {"leases", "speech", "clips", "sums"}
        lost = next(url for url in published if re.match(r"/clips/\w+/epidural", url))
        disk.run("rm", f"{disk.folder}{lost}")
        disk.leave_room(0)
        status, headers, _ = server.get(lost)
        assert (status, int(headers["retry-after"]) > 0) == (503, True)
        assert "No space left on device" in server.log.read_text()
        assert "Traceback" not in server.log.read_text()
        disk.remount("size=64m")
        before, kept = count(), disk.files("*/speech/*.wav") - begun
        done = voiceedu(settings, "render")
        assert (done.returncode, done.stderr) == (0, "")
        # Kept speech is not spoken again: every sentence that is spoken is a new file.
        assert (count() - before).total() == len(disk.files("*/speech/*.wav") - begun) - len(kept)
        new = len(disk.files("*/speech/*.wav") - begun)
        assert new > 10  # the sentences that were added, and the heading
        assert (len(count()), count().total()) == (new, new + wasted)
        assert_all_served(server, published | from_manifest(server))
        assert server.get("/en/nerve-blocks/more.mp3")[0] == 404
        assert server.get("/phone/en/nerve-blocks/more.mp3")[0] == 200
        assert disk.files("*#*") == set()


def test_read_only_cache(disk: Disk, texts: Path, count: Count, tmp_path: Path) -> None:
    """A read-only cache is served; a render into it reports the cause and ends with 1."""
    settings = Settings(library=texts, cache=str(disk.folder), engines=("counting",))
    with serve(tmp_path, library=str(texts), cache=str(disk.folder), engines="counting", clip_memory_mb="0") as server:
        server.wait_until_rendered()
        published = from_manifest(server)
        count.clear()
        disk.remount("ro")
        assert_all_served(server, published)
        assert voiceedu(settings, "render").returncode == 0  # there is nothing to write
        add_words(texts)
        full = voiceedu(settings, "render")
        assert full.returncode == 1
        assert re.fullmatch(r"Error: \w+/\S+: .*Read-only file system \(os error 30\)\n", full.stderr)
        assert count() == Counter()
        assert_all_served(server, published)


# --- one flight ---

RACE = """
import hashlib, os, sys
import voiceedu.engines.tone, voiceedu.narration.text_normalization.en, voiceedu.publishing.renderer  # once for all
from voiceedu.app import create_app
from voiceedu.web import waiting

waiting.PATIENCE_S = 300
start, go = os.pipe()
for number in range(24):
    if os.fork() == 0:
        os.close(go)
        os.read(start, 1)
        answer = create_app().test_client().get(sys.argv[1 + number % 2])
        os.write(1, f"{answer.status_code} {hashlib.sha256(answer.data).hexdigest()}\\n".encode())
        os._exit(0)
os.close(go)
assert [os.wait()[1] for _ in range(24)] == [0] * 24
"""


def test_many_processes_make_a_clip_once(rendered: Settings, tmp_path: Path, count: Count) -> None:
    """When 24 processes request one missing clip, one renders it, and all give the same bytes."""
    settings = replace(rendered, cache=str(tmp_path / "cache"), engines=("counting",))
    elsewhere = Studio(replace(settings, cache=str(tmp_path / "elsewhere")))
    rendition = elsewhere.obtain("en", "nerve-blocks", wait_s=PATIENCE_S)
    assert rendition is not None
    asset = rendition.asset("web")
    assert asset is not None
    assert count() == sentences(rendition)
    count.clear()
    done = subprocess.run(
        [sys.executable, "-c", RACE, f"/{asset.path}", "/en/nerve-blocks.mp3"],
        env=environment(settings),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S * 2,
    )
    assert done.returncode == 0, done.stderr
    assert Counter(done.stdout.splitlines()) == {f"200 {asset.sha256}": 24}
    assert count() == sentences(rendition)
    assert list(Path(settings.cache).glob("leases/*/*/*")) == []


def test_many_listeners_make_a_clip_once(rendered: Settings, tmp_path: Path, count: Count) -> None:
    """When 64 listeners request one lost clip from two workers, all get it and each sentence is spoken once."""
    cache = tmp_path / "cache"
    with serve(tmp_path, library=str(rendered.library), cache=str(cache), engines="counting") as server:
        server.wait_until_rendered()
        rendition = Store(str(cache)).rendition("en", "nerve-blocks")
        assert rendition is not None
        asset = rendition.asset("web")
        assert asset is not None
        shutil.rmtree(cache / "speech")
        (cache / asset.path).unlink()
        count.clear()
        together = threading.Barrier(64)

        def listen(number: int) -> str:
            together.wait()
            deadline = time.monotonic() + PATIENCE_S
            while time.monotonic() < deadline:
                status, headers, body = server.get((f"/{asset.path}", "/en/nerve-blocks.mp3")[number % 2])
                if status != 503:
                    break
                time.sleep(
                    int(headers["retry-after"])
                )  # slow machines answer 503 at first; phone systems retry as well
            return f"{status} {hashlib.sha256(body).hexdigest()}"

        with ThreadPoolExecutor(64) as listeners:
            assert Counter(listeners.map(listen, range(64))) == {f"200 {asset.sha256}": 64}
        assert count() == sentences(rendition)


# --- killed ---


def kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and all its children with SIGKILL, as a power failure would."""
    waiting, found = [process.pid], []
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGSTOP)  # stopped first, so that it starts no more children
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    for pid in found:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    process.wait(timeout=PATIENCE_S)


def test_killed_while_serving(rendered: Settings, right: dict[str, str], tmp_path: Path) -> None:
    """A server that is killed repeatedly during renders starts each time, and completes what is missing."""
    right = without_books(right)
    chance = random.Random(3)
    cache = tmp_path / "cache"
    settings = {"library": str(rendered.library), "cache": str(cache), "engines": "tone"}
    for _ in range(2):
        with serve(tmp_path, **settings) as server, ThreadPoolExecutor(8) as listeners:
            moment = time.monotonic() + chance.uniform(0, 1)
            asked = [listeners.submit(heard, server, url) for url in chance.sample(list(right), 30)]
            time.sleep(max(0, moment - time.monotonic()))
            kill(server.process)
            for url, digest in (answer.result() for answer in asked):
                assert digest in (None, right[url])
    with serve(tmp_path, **settings) as server:
        server.wait_until_ready()
        assert_all_served(server, right)


def heard(server: Server, url: str) -> tuple[str, str | None]:
    """Return the SHA-256 of the bytes at a URL, or None if the server does not answer."""
    try:
        status, _, body = server.get(url)
    except (OSError, ValueError):  # the server died before or during the response
        return url, None
    return url, hashlib.sha256(body).hexdigest() if status == 200 else None


KILLER = """
import os, sys, time
from voiceedu.cli import main
print("ready", flush=True)
for line in sys.stdin:
    command, seconds = line.split()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        try:
            main([command], standalone_mode=False)
            os._exit(0)
        finally:
            os._exit(1)
    if seconds != "never":
        time.sleep(float(seconds))
        os.kill(child, 9)
    print(os.waitstatus_to_exitcode(os.wait()[1]), flush=True)
"""


def test_killed_while_rendering_and_pruning(settings: Settings, start: Start, texts: Path) -> None:
    """Renders and prunes killed at any moment leave whole renditions, and the next ones succeed."""
    chance = random.Random(4)
    settings = replace(settings, library=texts)
    cache = Path(settings.cache)
    words = texts / "en" / "nerve-blocks.md"
    killer = subprocess.Popen(
        [sys.executable, "-c", KILLER],
        env={**environment(settings), "VOICEEDU_KEEP_DAYS": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def run(command: str, until: float | None = None) -> int:
        assert killer.stdin is not None
        assert killer.stdout is not None
        killer.stdin.write(f"{command} {until or 'never'}\n")
        killer.stdin.flush()
        return int(killer.stdout.readline())

    endings = Counter[int]()
    with killer:
        assert killer.stdout is not None
        assert killer.stdout.readline() == "ready\n"
        lasts = {}
        for number in range(12):
            command = "prune" if number % 3 == 1 else "render"
            words.write_text(f"{NERVE_BLOCKS}\n## More\n\nThis is change {number}.\n", encoding="utf-8")
            started = time.monotonic()
            if number < 2:
                assert run(command) == 0
                lasts[command] = time.monotonic() - started
            else:
                endings[run(command, until=chance.uniform(0.001, 1.6 * lasts[command]))] += 1
            house = start()
            found = renditions(settings)
            for rendition in found:
                house.assert_right(addresses(rendition))
            assert house.engine.asked == []
            assert renditions(settings) == found  # nothing was rendered again
        assert endings.keys() <= {0, -signal.SIGKILL}
        assert endings[-signal.SIGKILL] >= 1
        assert run("render") == 0
        for left in cache.rglob("*#*"):
            os.utime(left, (0, 0))
        assert run("prune") == 0
    assert list(cache.rglob("*#*")) == []
    house = start()
    house.assert_right(everything(settings))
    assert "This is change 11." in house.client.get("/en/nerve-blocks.txt").text
    named = {asset.kept_path for rendition in works(settings) for asset in rendition.assets}
    compilations = [Store(settings.cache).compilation("en", name) for name in COMPILATIONS]
    named |= {made.asset.path for made in compilations if made}
    assert Store(settings.cache).asset_sizes().keys() == named
