"""What is removed from the cache, and what never is."""

import contextlib
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from voiceedu.assets import Asset
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.content import library as libraries
from voiceedu.content import prompts
from voiceedu.publishing import asset_plan, prune
from voiceedu.publishing.studio import Studio
from voiceedu.storage.location import MARK
from voiceedu.storage.paths import rendition_path, speech_path, sum_path
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store

DAY_S = 86_400
KEEP_DAYS = 30
# Latin has no catalogue, so that a script has the title and the words alone, and few utterances to speak.
EYE = "---\ntitle: Oculus\n---\nOculus videt. {}\n\n## Cura\n\nMedicus oculum curat.\n"
EAR = "---\ntitle: Auris\n---\nAuris audit. {}\n"


@pytest.fixture(autouse=True)
def few_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings in one plain form: encoding is most of the work, and what is removed does not depend on it."""
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("phone-wav",)})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone-wav",)})


class LibraryWithCache:
    """A library of two procedures with its cache, in which time passes as it is told."""

    def __init__(self, folder: Path) -> None:
        self.settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
        self.cache = folder / "cache"
        (self.settings.library / "la").mkdir(parents=True)
        self.write("oculus", "Lux venit.")
        self.write("auris", "Sonus venit.")

    def write(self, slug: str, words: str) -> None:
        text = {"oculus": EYE, "auris": EAR}[slug].format(words)
        file = self.settings.library / "la" / f"{slug}.md"
        file.with_suffix(".new").write_text(text, encoding="utf-8")
        file.with_suffix(".new").replace(file)  # at once: somebody may be reading

    def remove(self, slug: str) -> None:
        (self.settings.library / "la" / f"{slug}.md").unlink(missing_ok=True)

    def render(self) -> None:
        """Render the library, as a new process does."""
        studio = Studio(self.settings)
        for procedure in studio.library:
            studio.render(procedure)

    def rendition(self, slug: str) -> Rendition | None:
        return Store(self.settings.cache).rendition("la", slug)

    def assets(self, slug: str) -> tuple[Asset, ...]:
        rendition = self.rendition(slug)
        return rendition.assets if rendition else ()

    def is_intact(self, asset: Asset) -> bool:
        kept = Store(self.settings.cache).asset(asset.path)
        return kept is not None and kept.sha256 == asset.sha256

    def pass_days(self, days: float) -> None:
        for path in self.cache.rglob("*"):
            if path.is_file():
                with contextlib.suppress(FileNotFoundError):  # somebody prunes meanwhile
                    written = path.stat().st_mtime - days * DAY_S
                    os.utime(path, (written, written))

    def prune(self, *options: str, keep_days: int = KEEP_DAYS, answer: str = "y\n") -> Result:
        environ = {
            "VOICEEDU_LIBRARY": str(self.settings.library),
            "VOICEEDU_CACHE": str(self.cache),
            "VOICEEDU_ENGINES": "tone",
            "VOICEEDU_KEEP_DAYS": str(keep_days),
        }
        return CliRunner().invoke(main, ["prune", *options], env=environ, input=answer)

    def pruned(self, keep_days: int = KEEP_DAYS) -> set[str]:
        """Prune, which must go well; return the files that are gone."""
        before = self.files()
        done = self.prune(keep_days=keep_days)
        assert done.exit_code == 0, done.output
        return before - self.files()

    def files(self) -> set[str]:
        """Return the files of the cache, but for its mark and what a prune notes of the clock."""
        return {
            path.relative_to(self.cache).as_posix()
            for path in self.cache.rglob("*")
            if path.is_file() and path.name not in (MARK, "clock.json")
        }


@pytest.fixture
def clinic(tmp_path: Path) -> LibraryWithCache:
    """A library with its cache, in which everything is published."""
    clinic = LibraryWithCache(tmp_path)
    clinic.render()
    return clinic


def of_assets(assets: set[Asset]) -> set[str]:
    return {path for asset in assets for path in (asset.path, sum_path(asset.path))}


def of_sentence(rendition: Rendition, sentence: str) -> str:
    return speech_path(rendition.voice.speech_key(sentence))


def test_what_leads_callers_is_never_removed(phone_settings: Settings) -> None:
    """Prompts are published as procedures are: their assets, sums and sentences stay, however old."""
    later = now() + datetime.timedelta(days=36_500)
    assert (
        list(prune.unreferenced(Store(phone_settings.cache), prompts.load(phone_settings.library), before=later)) == []
    )
    without = libraries.load(phone_settings.library)
    assert "renditions/en/prompts.json" in [
        kept.path for kept in prune.unreferenced(Store(phone_settings.cache), without, before=later)
    ]


def test_what_is_published_is_never_removed(clinic: LibraryWithCache) -> None:
    """Nothing that is published goes, though it is a hundred years old and nothing is to be kept."""
    clinic.pass_days(36_500)
    before = clinic.files()
    assert clinic.pruned(keep_days=0) == set()
    assert len(before) == 2 + 2 * (7 + 5) + 8 + 1  # renditions, assets and their sums, sentences, what was parsed
    assert all(map(clinic.is_intact, clinic.assets("oculus") + clinic.assets("auris")))


def test_what_nothing_refers_to_is_removed_when_it_is_old_enough(clinic: LibraryWithCache) -> None:
    """Assets that were replaced, their sums and their speech go when they are old enough, not a day before."""
    first = clinic.rendition("oculus")
    assert first is not None
    clinic.write("oculus", "Lux abit.")
    clinic.render()
    replaced = set(first.assets) - set(clinic.assets("oculus"))
    assert {asset.section for asset in replaced} == {"", "introduction"}
    clinic.pass_days(KEEP_DAYS - 1)
    assert clinic.pruned() == set()
    clinic.pass_days(1)
    assert clinic.pruned() == of_assets(replaced) | {of_sentence(first, "Lux venit.")}
    assert all(map(clinic.is_intact, clinic.assets("oculus")))
    assert clinic.pruned() == set()


def test_what_is_derived_stays_and_goes_with_its_source(
    clinic: LibraryWithCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """µ-law that is published can be made however old its source is; of what was replaced, both go on the same day."""
    monkeypatch.setattr(asset_plan, "PART", {"slow": ("phone-wav", "phone-ulaw")})
    for words in ("Lux abit.", "Lux redit."):
        clinic.write("oculus", words)
        clinic.render()
        clinic.pass_days(KEEP_DAYS - 1)
    before = clinic.assets("oculus")
    assert any(asset.source_sha256 for asset in before)
    clinic.write("oculus", "Lux venit.")
    clinic.render()
    replaced = set(before) - set(clinic.assets("oculus"))
    clinic.pass_days(KEEP_DAYS - 1)
    clinic.pruned()
    assert all(map(clinic.is_intact, (*before, *clinic.assets("oculus"))))
    clinic.pass_days(2)
    clinic.pruned()
    assert not any(map(clinic.is_intact, replaced))
    assert not clinic.files() & of_assets(replaced)
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


def test_asset_is_kept_from_when_it_was_last_named(clinic: LibraryWithCache) -> None:
    """An asset made a year ago and replaced yesterday is kept as long as any other, for who has its address."""
    first = clinic.rendition("oculus")
    assert first is not None
    clinic.pass_days(365)
    clinic.write("oculus", "Lux abit.")
    clinic.render()
    replaced = set(first.assets) - set(clinic.assets("oculus"))
    clinic.pass_days(1)
    assert clinic.pruned() == {of_sentence(first, "Lux venit.")}  # speech has no address
    clinic.pass_days(KEEP_DAYS - 2)
    assert clinic.pruned() == set()
    assert all(map(clinic.is_intact, replaced))
    clinic.pass_days(1)
    assert clinic.pruned() == of_assets(replaced)


KILLED = """
import os, sys
from pathlib import Path
from voiceedu.publishing import asset_plan
from voiceedu.config import Settings
from voiceedu.storage.store import Store
from voiceedu.publishing.studio import Studio

asset_plan.WHOLE = asset_plan.PART = {"normal": ("phone-wav",)}
publish = Store.publish

def publish_and_die(self, rendition, *, replacing):
    publish(self, rendition, replacing=replacing)
    os.kill(os.getpid(), 9)

Store.publish = publish_and_die
studio = Studio(Settings(library=Path(sys.argv[1]), cache=sys.argv[2], engines=("tone",)))
studio.render(studio.library.find("la", "oculus"))
"""


def test_asset_is_kept_though_the_render_that_replaced_it_was_killed(clinic: LibraryWithCache) -> None:
    """When a render dies right after it has published, what it replaced is kept as long as after any other render."""
    first = clinic.assets("oculus")
    clinic.pass_days(365)
    clinic.write("oculus", "Lux abit.")
    subprocess.run([sys.executable, "-c", KILLED, str(clinic.settings.library), str(clinic.cache)])
    replaced = set(first) - set(clinic.assets("oculus"))
    assert len(replaced) == 2
    clinic.pruned()
    assert all(map(clinic.is_intact, replaced))


def test_words_that_come_back_are_there(clinic: LibraryWithCache) -> None:
    """Words that were replaced long ago and are published again are not taken for old."""
    first = clinic.assets("oculus")
    for words in ("Lux abit.", "Lux venit."):
        clinic.pass_days(365)
        clinic.write("oculus", words)
        clinic.render()
    clinic.pruned()
    assert clinic.assets("oculus") == first
    assert all(map(clinic.is_intact, first))


def test_procedure_that_left_is_removed(clinic: LibraryWithCache) -> None:
    """What is published for a procedure that left the library goes with all of its assets, once it is old enough."""
    rendition = clinic.rendition("auris")
    assert rendition is not None
    clinic.remove("auris")
    assert clinic.pruned() == set()
    clinic.pass_days(KEEP_DAYS)
    sentences = {of_sentence(rendition, utterance.spoken) for utterance in rendition.script.utterances}
    shared = clinic.rendition("oculus")
    assert shared is not None
    sentences -= {of_sentence(shared, utterance.spoken) for utterance in shared.script.utterances}
    assert clinic.pruned() == {rendition_path("la", "auris"), *of_assets(set(rendition.assets)), *sentences}
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_a_library_that_has_little_of_what_is_published_needs_confirmation(
    clinic: LibraryWithCache, answer: str
) -> None:
    """Where more than a tenth of what is published is not in the library, nothing goes without a yes, or --yes."""
    clinic.remove("auris")
    clinic.pass_days(KEEP_DAYS + 1)
    before = clinic.files()
    done = clinic.prune(answer=answer)
    assert done.exit_code == 1, done.output
    assert "50% of what is published" in done.output
    assert clinic.files() == before
    assert clinic.prune("--yes", answer=answer).exit_code == 0
    assert clinic.files() < before


def test_a_file_that_has_no_name_of_ours_stays(clinic: LibraryWithCache) -> None:
    """A file of somebody's in the cache's folders is theirs, however old."""
    names = ["clips/mine.mp3", "clips/0123456789abcdef/Song 1.mp3", "speech/ab/mine.wav", "renditions/notes.txt"]
    names += ("sums/mine", "leases/mine", "collections/la/Mine.txt", "notes#1", "clips/mine.mp3#2")
    for name in names:
        (clinic.cache / name).parent.mkdir(parents=True, exist_ok=True)
        (clinic.cache / name).write_bytes(b"mine")
    clinic.pass_days(KEEP_DAYS * 100)
    assert clinic.prune("--yes", keep_days=0).exit_code == 0
    assert set(names) <= clinic.files()


@pytest.mark.parametrize(("link", "is_own"), [("clips/0123456789abcdef", False), ("clips", True)])
def test_what_a_link_leads_to_stays(clinic: LibraryWithCache, tmp_path: Path, link: str, is_own: bool) -> None:
    """A folder of somebody's that is linked into the cache is theirs. A whole part of ours may be on another disk."""
    old = clinic.cache / "clips/0123456789abcdef/mine.mp3"
    place, elsewhere = clinic.cache / link, tmp_path / "elsewhere"
    if is_own:
        place.rename(elsewhere)
    else:
        elsewhere.mkdir()
    place.symlink_to(elsewhere)
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"mine")
    clinic.pass_days(KEEP_DAYS * 100)
    assert clinic.prune("--yes", keep_days=0).exit_code == 0
    assert old.exists() is not is_own


def test_procedure_that_is_back_is_kept(clinic: LibraryWithCache) -> None:
    """A procedure that was away and is back before it was removed is as it was."""
    before = clinic.assets("auris")
    clinic.remove("auris")
    clinic.pass_days(KEEP_DAYS - 1)
    clinic.pruned()
    clinic.write("auris", "Sonus venit.")
    clinic.pass_days(365)
    assert clinic.pruned() == set()
    assert clinic.assets("auris") == before


def test_leftovers_of_killed_processes_are_removed_after_a_day(clinic: LibraryWithCache) -> None:
    """Half-written files and dead leases go when they are a day old, and not before: somebody may be at work there."""
    left = {"clips/0123456789abcdef/oculus.wav#1", f"speech/ab/{'ab' * 32}.wav#12", "renditions/la/oculus.json#1"}
    left |= {"leases/la/oculus/0", "leases/la/oculus/1#1"}
    for name in left:
        (clinic.cache / name).parent.mkdir(parents=True, exist_ok=True)
        (clinic.cache / name).write_bytes(b"half")
    assert clinic.pruned(keep_days=0) == set()
    clinic.pass_days(0.9)
    assert clinic.pruned(keep_days=0) == set()
    clinic.pass_days(0.2)
    assert clinic.pruned() == left
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


def test_lease_that_is_held_stays_though_the_clock_was_set_forward(clinic: LibraryWithCache) -> None:
    """With the clock a day ahead, what is being rendered stays reserved; a lease that nobody holds goes."""
    lease = Store(str(clinic.cache)).lease("la/oculus")
    assert lease is not None
    with lease:
        dead = clinic.cache / "leases/la/auris/0"
        dead.parent.mkdir(parents=True, exist_ok=True)
        dead.write_bytes(json.dumps({"until": 0, "host": "elsewhere", "pid": 1}).encode())
        clinic.pass_days(1.1)
        assert clinic.pruned() == {"leases/la/auris/0"}
        assert Store(str(clinic.cache)).lease("la/oculus") is None


@pytest.mark.parametrize("options", [(), ("--yes",), ("--dry-run",)])
def test_a_clock_that_was_set_forward_removes_nothing(
    clinic: LibraryWithCache, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """What was replaced a moment ago stays when the clock jumps by months, until somebody says that it is right."""
    assert clinic.pruned() == set()
    clinic.write("oculus", "Lux abit.")
    clinic.render()
    before = clinic.files()
    monkeypatch.setattr(time, "time", lambda: time.clock_gettime(time.CLOCK_REALTIME) + 90.5 * DAY_S)
    done = clinic.prune(*options)
    assert (done.exit_code, clinic.files()) == (1, before)
    assert "set forward by 90 days" in done.output
    assert clinic.prune(*options, "--clock-is-right").exit_code == 0


def test_dry_run_says_what_and_removes_nothing(clinic: LibraryWithCache) -> None:
    """With --dry-run every path is printed that the command would remove, and the same files, bytes and times stay."""
    clinic.write("oculus", "Lux abit.")
    clinic.render()
    clinic.pass_days(KEEP_DAYS)
    half = clinic.cache / "clips" / "0123456789abcdef" / "half.wav#1"
    half.parent.mkdir()
    half.write_bytes(b"half")
    os.utime(half, (0, 0))

    def files() -> dict[str, tuple[int, int, int]]:
        stats = {name: (clinic.cache / name).stat() for name in clinic.files()}
        return {name: (stat.st_ino, stat.st_mtime_ns, stat.st_size) for name, stat in stats.items()}

    before = files()
    dry = clinic.prune("--dry-run")
    assert files() == before
    *paths, last = dry.output.splitlines()
    size = sum(before[path][-1] for path in paths)
    assert last == f"{len(paths)} files, {size / 1e6:.1f} MB would be removed"
    wet = clinic.prune()
    assert (dry.exit_code, wet.exit_code) == (0, 0)
    assert wet.output == last.replace("would be", "were") + "\n"
    assert set(paths) == before.keys() - clinic.files()
    assert len(paths) == len(set(paths)) == 2 * 2 + 1 + 1
    assert clinic.prune().output == "0 files, 0.0 MB were removed\n"


def test_nothing_is_kept_with_no_days(clinic: LibraryWithCache) -> None:
    """VOICEEDU_KEEP_DAYS=0 removes what was replaced just now, and a second run has nothing to do."""
    first = clinic.assets("oculus")
    clinic.write("oculus", "Lux abit.")
    clinic.render()
    gone = clinic.pruned(keep_days=0)
    assert of_assets(set(first) - set(clinic.assets("oculus"))) < gone
    assert clinic.pruned(keep_days=0) == set()
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


def test_file_written_again_meanwhile_stays(clinic: LibraryWithCache) -> None:
    """What was found to be old, and is written anew before its turn comes, stays."""
    old = clinic.cache / "clips" / "0123456789abcdef" / "oculus.wav"
    old.parent.mkdir()
    old.write_bytes(b"old")
    os.utime(old, (0, 0))
    store = Store(str(clinic.cache))
    found = list(prune.unreferenced(store, libraries.load(clinic.settings.library), before=now()))
    assert [kept.path for kept in found] == ["clips/0123456789abcdef/oculus.wav"]
    old.write_bytes(b"new")
    assert not store.remove(found[0])
    assert old.read_bytes() == b"new"
    old.unlink()
    assert store.remove(found[0])


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


# --- a cache that others have been in ---


def test_foreign_files_do_no_harm(clinic: LibraryWithCache) -> None:
    """With any files in the cache's folders, the command succeeds and published assets stay."""
    for place in (
        "clips",
        "sums",
        "speech",
        "leases",
        "leases/la",
        "renditions",
        "renditions/la",
        "renditions/la/more",
    ):
        (clinic.cache / place).mkdir(exist_ok=True)
        (clinic.cache / place / "READ ME ä%20#").write_text("not ours")
        (clinic.cache / place / "a folder").mkdir()
        (clinic.cache / place / "dangling").symlink_to("nowhere")
        (clinic.cache / place / "other.json").write_text("{}")
    assert clinic.pruned(keep_days=0) <= {"renditions/la/other.json"}, "nothing else is called as ours are"
    clinic.pass_days(2)
    clinic.pruned(keep_days=0)
    assert {name.split("/")[0] for name in clinic.files()} >= {"clips", "sums", "speech", "renditions"}
    assert all(map(clinic.is_intact, clinic.assets("oculus") + clinic.assets("auris")))
    assert clinic.rendition("oculus") is not None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"{}"])
def test_nothing_is_lost_that_an_unreadable_rendition_names(clinic: LibraryWithCache, damage: bytes) -> None:
    """What is published and cannot be read, as after an upgrade, stops the command with its name; a render mends it."""
    clinic.pass_days(365)
    (clinic.cache / rendition_path("la", "oculus")).write_bytes(damage)
    before = clinic.files()
    done = clinic.prune(keep_days=0)
    assert done.exit_code == 1
    assert done.output.startswith("Error: renditions/la/oculus.json cannot be read")
    assert clinic.files() == before
    clinic.render()
    assert clinic.pruned(keep_days=0) == set()
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


def test_unreadable_rendition_of_a_procedure_that_left_is_removed(clinic: LibraryWithCache) -> None:
    """What cannot be read and belongs to no procedure goes when it is old enough, and stops nobody before."""
    clinic.remove("auris")
    (clinic.cache / rendition_path("la", "auris")).write_bytes(b"")
    assert clinic.pruned() == set()
    clinic.pass_days(KEEP_DAYS)
    assert rendition_path("la", "auris") in clinic.pruned()
    assert all(map(clinic.is_intact, clinic.assets("oculus")))


def test_damaged_assets_and_sums_do_no_harm(clinic: LibraryWithCache) -> None:
    """Assets and sums that are damaged, or stand alone, are kept while they are named, and removed else."""
    first, second = clinic.assets("oculus")[:2]
    (clinic.cache / first.path).write_bytes(b"")
    (clinic.cache / sum_path(second.path)).unlink()
    alone = clinic.cache / "sums" / "0123456789abcdef" / "oculus.wav"
    alone.parent.mkdir()
    alone.write_bytes(b"")
    clinic.pass_days(365)
    assert clinic.pruned() == {"sums/0123456789abcdef/oculus.wav"}
    assert first.path in clinic.files()
    assert second.path in clinic.files()


@pytest.mark.parametrize("name", [b"bad\xff.wav", b"endless"])
def test_file_that_cannot_be_listed_is_named(clinic: LibraryWithCache, name: bytes) -> None:
    """A file that stops the listing is named in an error of one line, with exit code 1."""
    place = clinic.cache / "clips" / os.fsdecode(name)
    if name == b"endless":
        place.symlink_to("endless")
    else:
        place.write_bytes(b"")
    done = clinic.prune()
    assert done.exit_code == 1
    assert re.fullmatch(r"Error: clips: .*(bad%FF|endless).*\n", done.output)


def test_broken_library_removes_nothing(clinic: LibraryWithCache) -> None:
    """A library that cannot be read names nothing, so nothing is removed: the file is named, and the exit code is 1."""
    clinic.pass_days(365)
    before = clinic.files()
    (clinic.settings.library / "la" / "auris.md").write_text("no front matter")
    done = clinic.prune(keep_days=0)
    assert done.exit_code == 1
    assert "auris.md:1: " in done.output
    assert clinic.files() == before


def test_empty_cache(tmp_path: Path) -> None:
    """Where nothing was ever made there is nothing to remove."""
    assert LibraryWithCache(tmp_path).prune().output == "0 files, 0.0 MB were removed\n"


def test_store_that_is_no_folder(clinic: LibraryWithCache) -> None:
    """In a store without files, as a bucket is, what is named stays and all else goes."""
    studio = Studio(replace(clinic.settings, cache="memory:///"))
    auris, oculus = studio.library
    studio.render(auris)
    first = studio.render(oculus).rendition
    second = studio.render(replace(oculus, sections=oculus.sections[:1])).rendition
    with studio.store.lease("la/oculus") or pytest.fail("it is nobody's"):
        found = list(prune.unreferenced(studio.store, studio.library, before=now() + datetime.timedelta(days=1)))
        assert all(map(studio.store.remove, found))
        assert studio.store.lease("la/oculus") is None
    gone = {kept.path for kept in found}
    assert of_assets(set(first.assets) - set(second.assets)) <= gone
    assert of_sentence(first, "Medicus oculum curat.") in gone
    for asset in second.assets:
        assert studio.store.asset(asset.path) is not None
    assert list(prune.unreferenced(studio.store, studio.library, before=now() + datetime.timedelta(days=1))) == []


# --- whatever happens ---

WORDS = st.sampled_from(["Lux venit.", "Lux abit.", "Medicus venit.", "Nox est."])
SLUGS = st.sampled_from(["oculus", "auris"])


class PruneStateMachine(RuleBasedStateMachine):
    """Words change, procedures leave and come back, time passes, and somebody prunes now and then.

    `touched` says on which day each asset was made or, later, replaced.
    """

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="voiceedu-"))
        self.clinic = LibraryWithCache(self.folder)
        self.present = {"oculus", "auris"}
        self.day = 0
        self.published: dict[str, int] = {}
        self.touched: dict[Asset, int] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(slug=SLUGS, words=WORDS)
    def write(self, slug: str, words: str) -> None:
        self.clinic.write(slug, words)
        self.present.add(slug)

    @rule(slug=SLUGS)
    def leave(self, slug: str) -> None:
        if self.present != {slug}:
            self.clinic.remove(slug)
            self.present.discard(slug)

    @rule()
    def render(self) -> None:
        before = {slug: self.clinic.rendition(slug) for slug in self.present}
        self.clinic.render()
        for slug, old in before.items():
            new = self.clinic.rendition(slug)
            assert new is not None
            if new != old:
                self.published[slug] = self.day
                for asset in set(new.assets) ^ set(old.assets if old else ()):
                    self.touched[asset] = self.day

    @rule(days=st.sampled_from([1, 14, 29, 30, 400]))
    def wait(self, days: int) -> None:
        self.clinic.pass_days(days)
        self.day += days

    @rule()
    def prune(self) -> None:
        self.clinic.pruned()
        for slug in {"oculus", "auris"} - self.present:
            if slug in self.published and self.day - self.published[slug] >= KEEP_DAYS:
                del self.published[slug]
        named = {asset for slug in self.published for asset in self.clinic.assets(slug)}
        stay = {asset for asset, day in self.touched.items() if asset in named or self.day - day < KEEP_DAYS}
        self.touched = {asset: self.touched[asset] for asset in stay}
        names = self.clinic.files()
        assert {name for name in names if name.startswith("renditions/")} == {
            rendition_path("la", slug) for slug in self.published
        }
        assert {name for name in names if name.startswith(("clips/", "sums/"))} == of_assets(stay)
        for rendition in self.renditions():
            assert {of_sentence(rendition, utterance.spoken) for utterance in rendition.script.utterances} <= names

    def renditions(self) -> Iterator[Rendition]:
        for slug in self.published:
            rendition = self.clinic.rendition(slug)
            assert rendition is not None
            yield rendition

    @invariant()
    def all_that_may_be_asked_for_is_whole(self) -> None:
        for rendition in self.renditions():
            assert all(map(self.clinic.is_intact, rendition.assets))
        for asset, day in self.touched.items():
            assert self.clinic.is_intact(asset) or self.day - day >= KEEP_DAYS


def test_months_of_renders_and_prunes() -> None:
    """Whatever the order of events, what is published is whole, and the rest is there for its days and then gone."""
    few = hypothesis_settings(max_examples=30, stateful_step_count=25, deadline=None)
    run_state_machine_as_test(PruneStateMachine, settings=few)


PRUNER = """
import os, sys
from voiceedu.cli import main
print("ready", flush=True)
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
parent = os.getppid()
while os.getppid() == parent and not os.path.exists(sys.argv[1]):
    main(["prune"], standalone_mode=False)
"""


def test_prune_while_others_render(clinic: LibraryWithCache, tmp_path: Path) -> None:
    """While one process prunes without a pause, all that is published is whole, though it was old and about to go."""
    stop = tmp_path / "stop"
    environ = {
        **os.environ,
        "VOICEEDU_LIBRARY": str(clinic.settings.library),
        "VOICEEDU_CACHE": str(clinic.cache),
        "VOICEEDU_ENGINES": "tone",
        "VOICEEDU_KEEP_DAYS": "1",
    }
    pruner = subprocess.Popen([sys.executable, "-c", PRUNER, str(stop)], env=environ, stdout=subprocess.PIPE)
    try:
        assert pruner.stdout is not None
        assert pruner.stdout.readline() == b"ready\n"
        gone = 0
        for number in range(40):
            clinic.pass_days(2)
            before = clinic.files()
            clinic.write("oculus", ("Lux abit.", "Lux venit.")[number % 2])
            clinic.render()
            assets = clinic.assets("oculus")
            assert [asset.path for asset in assets if not clinic.is_intact(asset)] == []
            gone += len(before - clinic.files())
    finally:
        stop.touch()
        assert pruner.wait(timeout=60) == 0
        pruner.stdout.close() if pruner.stdout else None
    assert gone > 0
