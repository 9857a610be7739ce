"""What a release contains: wheel and sdist are built, and the wheel serves from an environment of its own."""

import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from tests.support.server import PATIENCE_S, serve

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REPOSITORY = PROJECT["urls"]["Repository"]
VERSION = PROJECT["version"]
LINKS = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def build(source: Path, folder: Path, *targets: str) -> Path:
    """Build `targets` of the project in `source` into `folder`, as scripts/build does."""
    wanted = [argument for target in targets for argument in ("--target", target)]
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(folder), *wanted]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("dist"), "wheel", "sdist")


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return dist / f"voiceedu-{VERSION}-py3-none-any.whl"


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        return message_from_bytes(archive.read(f"voiceedu-{VERSION}.dist-info/METADATA"))


def shipped() -> set[str]:
    """Return every file of the package, as the clone has it."""
    files = (path for path in (ROOT / "voiceedu").rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


def test_wheel_has_every_file_of_the_package_and_no_other(wheel: Path) -> None:
    """Code, templates, pictures, catalogues, procedures, prompts, lexicons and schemas are shipped; no test is."""
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == shipped()


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "web/templates/procedure.html",
        "web/static/player.js",
        "web/static/style.css",
        "publishing/epub/templates/package.opf",
        "translations/es.po",
        "procedures/en/nerve-blocks.md",
        "procedures/es/nerve-blocks.md",
        "procedures/en/prompts/welcome.txt",
        "procedures/es/prompts/welcome.txt",
        "narration/lexicons/en.tsv",
        "narration/lexicons/es.tsv",
        "ivr/manifest.schema.json",
    ],
)
def test_wheel_has_data_of_every_kind(wheel: Path, name: str) -> None:
    """One file of each kind of data is where the code looks for it."""
    with zipfile.ZipFile(wheel) as archive:
        assert archive.read(f"voiceedu/{name}") == (ROOT / "voiceedu" / name).read_bytes()


def test_sdist_builds_the_same_wheel(dist: Path, wheel: Path, tmp_path: Path) -> None:
    """Who builds from the sdist gets the wheel that is published, byte for byte."""
    with tarfile.open(dist / f"voiceedu-{VERSION}.tar.gz") as archive:
        # Python 3.11.2, of Debian 12, has no filters yet; 3.12 warns without one.
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(tmp_path)
    source = tmp_path / f"voiceedu-{VERSION}"
    assert {"README.md", "CHANGELOG.md", "LICENSE", "tests", "docs"} <= {path.name for path in source.iterdir()}
    assert not list(source.rglob("node_modules"))
    again = build(source, tmp_path / "again", "wheel") / wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_long_description_has_no_relative_link(metadata: Message) -> None:
    """On the package index every link and picture of the README leads to a file of this version in the repository."""
    text = metadata.get_payload()
    assert isinstance(text, str)
    links = [link for found in LINKS.findall(text) for link in found if link and not link.startswith("#")]
    assert len(links) > 10
    assert not [link for link in links if not link.startswith("https://")]
    ours = [link.removeprefix(f"{REPOSITORY}/") for link in links if link.startswith(REPOSITORY)]
    assert ours
    for link in ours:
        view, version, path = link.split("/", 2)
        assert (view, version) == ("raw" if path.endswith(".png") else "blob", f"v{VERSION}")
        assert (ROOT / path.partition("#")[0]).exists()


def test_metadata_says_who_what_and_where(metadata: Message) -> None:
    """The index shows authors, licence, classifiers, and addresses that are all in one repository."""
    assert metadata["Author"] == "The voiceedu authors"
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert "Typing :: Typed" in metadata.get_all("Classifier", [])
    addresses = dict(line.split(", ") for line in metadata.get_all("Project-URL", []))
    assert {"Repository", "Documentation", "Changelog", "Issues"} <= addresses.keys()
    assert all(address.startswith(REPOSITORY) for address in addresses.values())


def test_changelog_has_a_dated_entry_for_this_version() -> None:
    """A release is named in the changelog with its date, below what is not released yet."""
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "Unreleased"]
    assert re.fullmatch(rf"{re.escape(VERSION)} \(\d{{4}}-\d\d-\d\d\)", released[0])


def install(wheel: Path, folder: Path) -> Path:
    """Return the Python of an environment that has `wheel` and its locked requirements, and nothing else.

    Where no package index can be reached, the requirements are those of the environment that runs the tests.
    """
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
    locked = ["--require-hashes", "--requirement", str(ROOT / "requirements.lock")]
    if subprocess.run([*install, *locked], capture_output=True).returncode != 0:
        [packages] = folder.glob("lib/python*/site-packages")
        # A path in a .pth is searched after the environment's own packages, and no .pth of its own is read.
        here = [path for path in sys.path if path.endswith("site-packages")]
        (packages / "requirements.pth").write_text("\n".join(here), encoding="utf-8")
    subprocess.run([*install, "--no-deps", "--offline", str(wheel)], check=True)
    return python


def test_installed_wheel_serves_away_from_the_clone(
    wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`pip install voiceedu`, `voiceedu serve`: pages and recordings in both languages; the cache is the user's."""
    python = str(install(wheel, tmp_path / "venv"))
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    where = subprocess.run(
        [python, "-c", "import voiceedu; print(voiceedu.__file__)"], cwd=elsewhere, capture_output=True, text=True
    ).stdout
    assert where.startswith(str(tmp_path / "venv"))
    [shipped] = (tmp_path / "venv").glob("lib/python*/site-packages/voiceedu/procedures")
    for language in ("en", "es"):  # one procedure of each: all would take a minute
        (home / "texts" / language).mkdir(parents=True)
        shutil.copy(shipped / language / "nerve-blocks.md", home / "texts" / language)
    with serve(elsewhere, python=python, library=str(home / "texts"), engines="espeak") as server:
        for language, title in (("en", "Nerve blocks"), ("es", "Bloqueos nerviosos")):
            deadline = time.monotonic() + PATIENCE_S
            while (answer := server.get(f"/{language}/nerve-blocks.mp3"))[0] == 503 and time.monotonic() < deadline:
                time.sleep(1)
            status, headers, body = answer
            assert (status, headers["content-type"]) == (200, "audio/mpeg"), server.log.read_text()
            assert len(body) > 100_000
            page = server.get(f"/{language}/nerve-blocks")
            assert page[0] == 200
            assert title.encode() in page[2]
        for name in ("style.css", "player.js"):
            link = re.search(rf'"(/static/[^"]*{re.escape(name)}[^"]*)"', page[2].decode())
            assert link
            assert server.get(link[1])[0] == 200
    assert len(list(home.rglob("nerve-blocks.mp3"))) >= 2
    assert [path.name for path in elsewhere.iterdir()] == ["serve.log"]
