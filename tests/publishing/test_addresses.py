"""Addresses: of bytes, for good, however often words change and change back."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from voiceedu.config import Settings
from voiceedu.errors import SupersededError
from voiceedu.publishing import asset_plan
from voiceedu.publishing.studio import Studio
from voiceedu.storage.paths import rendition_path, sum_path
from voiceedu.storage.rendition import Rendition
from voiceedu.storage.store import Store
from voiceedu.storage.stored_object import Version

LANGUAGE, SLUG = "la", "oculus"
SECTIONS = 3
WORDS = ("Lux venit.", "Lux in oculum venit et abit, ut semper.", "Lux.")
EDITS = 40


@pytest.fixture(autouse=True)
def few_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish recordings in one form of the page and one of the telephone, slower too."""
    monkeypatch.setattr(asset_plan, "WHOLE", {"normal": ("web",)})
    monkeypatch.setattr(asset_plan, "PART", {"normal": ("phone",), "slow": ("phone-wav",)})


def write(settings: Settings, words: tuple[str, ...]) -> None:
    """Write the procedure with these `words` in its sections."""
    sections = "".join(f"\n## Pars {number}\n\n{said}\n" for number, said in enumerate(words))
    file = settings.library / LANGUAGE / f"{SLUG}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\ntitle: Oculus\n---\n{sections}")


def render(settings: Settings) -> Rendition:
    """Render the procedure as a new process does."""
    studio = Studio(settings)
    procedure = studio.library.find(LANGUAGE, SLUG)
    assert procedure is not None
    return studio.render(procedure).rendition


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "library").mkdir()
    settings = Settings(library=tmp_path / "library", cache=str(tmp_path / "cache"), engines=("tone",))
    write(settings, (WORDS[0],) * SECTIONS)
    return settings


edit = st.tuples(st.integers(0, SECTIONS - 1), st.sampled_from(WORDS))


@hypothesis_settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=st.lists(edit, min_size=EDITS, max_size=EDITS))
def test_an_address_keeps_its_bytes(tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[int, str]]) -> None:
    """Over forty edits and reverts every address ever published has its first bytes; same words, same addresses."""
    folder = tmp_path_factory.mktemp("edits")
    settings = Settings(library=folder / "library", cache=str(folder / "cache"), engines=("tone",))
    words = [WORDS[0]] * SECTIONS
    published: dict[str, str] = {}
    addresses: dict[tuple[str, ...], set[str]] = {}
    for section, said in edits:
        words[section] = said
        write(settings, tuple(words))
        rendition = render(settings)
        for asset in rendition.assets:
            assert asset.hash == asset.sha256[:16]
            assert published.setdefault(asset.path, asset.sha256) == asset.sha256
        # A book has the date of its words: they come back as another edition.
        paths = {asset.path for asset in rendition.assets if asset.profile != "book"}
        assert addresses.setdefault(tuple(words), paths) == paths
        for path, sha256 in published.items():
            assert hashlib.sha256((folder / "cache" / path).read_bytes()).hexdigest() == sha256


def test_a_section_does_not_change_with_another(settings: Settings) -> None:
    """A section's recording is cut and finished by itself: other words before it leave its address as it is."""
    before = render(settings)
    write(settings, (WORDS[1], *(WORDS[0],) * (SECTIONS - 1)))
    after = render(settings)
    for section in ("pars-1", "pars-2"):
        for profile, speed in (("phone", "normal"), ("phone-wav", "slow")):
            kept = [
                rendition.asset(profile, section=section, speed="slow" if speed == "slow" else "normal")
                for rendition in (before, after)
            ]
            assert kept[0] == kept[1] is not None
    assert before.asset("phone", section="pars-0") != after.asset("phone", section="pars-0")


def test_a_damaged_asset_is_healed_at_its_address(settings: Settings) -> None:
    """Bytes that are gone or have changed come back as they were, at the address that listeners have."""
    rendition = render(settings)
    damaged, gone = rendition.assets[0], rendition.assets[1]
    (Path(settings.cache) / damaged.path).write_bytes(b"\0" * damaged.size)
    (Path(settings.cache) / gone.path).unlink()
    studio = Studio(settings)
    for asset in (damaged, gone):
        assert studio.restore(asset.path, wait_s=60)
        stored = studio.store.asset(asset.path)
        assert stored is not None
        assert stored.sha256 == asset.sha256
    assert studio.store.rendition(LANGUAGE, SLUG) is not None


@pytest.fixture
def with_mu_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finish the slower recordings of the telephone in µ-law too."""
    monkeypatch.setattr(asset_plan, "PART", {"slow": ("phone-wav", "phone-ulaw")})


@pytest.mark.usefixtures("with_mu_law")
def test_mu_law_is_derived_and_heals_with_its_source(settings: Settings) -> None:
    """Only the PCM is kept. Whatever is lost of the two or damaged, both come back at their addresses."""
    rendition, cache = render(settings), Path(settings.cache)
    mu_law = next(asset for asset in rendition.assets if asset.profile == "phone-ulaw")
    source = next(asset for asset in rendition.assets if asset.path == mu_law.kept_path)
    assert source.profile == "phone-wav"
    assert not list(cache.glob("clips/*/*.ulaw.wav"))
    for lost in (source.path, sum_path(mu_law.path)):
        for asset in (mu_law, source):
            (cache / lost).write_bytes(b"damaged")
            studio = Studio(settings)
            assert studio.store.asset(mu_law.path) is None
            assert studio.restore(mu_law.path, wait_s=60)
            stored = studio.store.asset(asset.path)
            assert stored is not None
            assert stored.sha256 == asset.sha256
    (cache / source.path).unlink()
    assert render(settings).assets == rendition.assets
    assert Store(settings.cache).asset(mu_law.path) is not None


@pytest.mark.usefixtures("with_mu_law")
def test_mu_law_that_an_older_version_kept_is_served_and_reused(settings: Settings) -> None:
    """A cache with µ-law files goes on as it is: nothing in it is made again, and what is lost of it is kept again."""
    rendition, store = render(settings), Store(settings.cache)
    old = [replace(asset, source_sha256="") for asset in rendition.assets]
    for before, after in zip(rendition.assets, old, strict=True):
        kept = store.asset(before.path)
        assert kept is not None
        store.put_asset(after, kept.data)
    version = store.read_rendition(LANGUAGE, SLUG)[1]
    assert store.publish(replace(rendition, assets=tuple(old)), replacing=version)
    assert render(settings).assets == tuple(old)
    mu_law = next(asset for asset in old if asset.profile == "phone-ulaw")
    (Path(settings.cache) / mu_law.path).unlink()
    assert render(settings).assets == tuple(old)
    assert store.asset(mu_law.path) is not None


@pytest.mark.usefixtures("with_mu_law")
def test_mu_law_of_a_very_long_recording_is_kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would take long to derive for each listener is kept as it is."""
    monkeypatch.setattr("voiceedu.publishing.encoder.LARGEST_SOURCE_BYTES", 100)
    made = [asset for asset in render(settings).assets if asset.profile == "phone-ulaw"]
    assert made
    assert all(not asset.source_sha256 and (Path(settings.cache) / asset.path).exists() for asset in made)


def test_what_an_older_version_published_stays_until_it_is_replaced(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """A cache whose addresses are not of bytes is served, then rebuilt under new addresses; the log says so once."""
    store, rendition = Store(settings.cache), render(settings)
    old = tuple(replace(asset, hash=f"{number:016x}", derivation="") for number, asset in enumerate(rendition.assets))
    for before, after in zip(rendition.assets, old, strict=True):
        (Path(settings.cache) / after.path).parent.mkdir()
        (Path(settings.cache) / before.path).rename(Path(settings.cache) / after.path)
    store.retire(old)
    version = store.read_rendition(LANGUAGE, SLUG)[1]
    assert store.publish(replace(rendition, assets=old, fingerprint="of an older version"), replacing=version)
    studio = Studio(settings)
    current = studio.published(LANGUAGE, SLUG)
    assert current is not None
    assert all(studio.store.asset(asset.path) for asset in current.assets)

    assert [asset.path for asset in render(settings).assets] == [asset.path for asset in rendition.assets]
    assert all(store.asset(asset.path) for asset in (*old, *rendition.assets))
    assert caplog.text.count("was written by an older version of voiceedu") == 1
    render(settings)
    assert caplog.text.count("was written by an older version of voiceedu") == 1


def test_who_lost_the_lease_publishes_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A render that slept until others had published newer words begins again with those."""
    late = Studio(settings)
    procedure = late.library.find(LANGUAGE, SLUG)
    assert procedure is not None
    newer = (WORDS[1],) * SECTIONS
    publish = Store.publish

    def publish_late(store: Store, rendition: Rendition, *, replacing: Version | None) -> bool:
        monkeypatch.setattr(Store, "publish", publish)
        for lease in Path(settings.cache).glob(f"leases/{LANGUAGE}/{SLUG}/*"):
            lease.unlink()  # it has run out
        write(settings, newer)
        render(settings)
        return publish(store, rendition, replacing=replacing)

    monkeypatch.setattr(Store, "publish", publish_late)
    rendition = late.render(procedure).rendition
    assert rendition == Store(settings.cache).rendition(LANGUAGE, SLUG)
    assert WORDS[1] in rendition.script.text
    assert WORDS[0] not in rendition.script.text


@pytest.mark.parametrize("kind", ["folder", "memory"])
def test_publishing_is_conditional_on_what_was_read(settings: Settings, kind: str) -> None:
    """Of two that have read the same state one publishes, in a folder as in a bucket; the other changes nothing."""
    rendition = render(settings)
    store = Store(settings.cache if kind == "folder" else "memory:///")
    path = rendition_path(LANGUAGE, SLUG)
    if kind == "memory":
        assert store.publish(rendition, replacing=None)
    version = store.read_rendition(LANGUAGE, SLUG)[1]
    first, second = replace(rendition, title="First"), replace(rendition, title="The second")
    assert store.publish(first, replacing=version)
    assert not store.publish(second, replacing=version)
    assert not store.publish(second, replacing=None)
    assert store.rendition(LANGUAGE, SLUG) == first
    store.delete(path)
    assert not store.publish(second, replacing=version)
    assert store.publish(second, replacing=None)


def test_a_render_that_is_always_late_is_an_error(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who publishes again and again does not keep a render going for ever: it ends with a named error."""
    monkeypatch.setattr(Store, "publish", lambda store, rendition, *, replacing: False)
    with pytest.raises(SupersededError, match="something newer was published"):
        render(settings)
