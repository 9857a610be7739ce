"""The locks of the requirements: each package by its hashes, in the ranges of pyproject.toml, and a bill of them."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT, GROUPS = PYPROJECT["project"], PYPROJECT["dependency-groups"]
SHIPPED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["queue"], *GROUPS["build"]]
LOCKS = {
    "requirements.lock": SHIPPED,
    "requirements-dev.lock": [*SHIPPED, *GROUPS["dev"]],
    "scripts/hear.lock": GROUPS["hear"],
}
LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def entries(lock: str) -> list[tuple[str, str, set[str]]]:
    """Return name, version and SHA-256 hashes of each package in `lock`."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = [(LOCKED.match(block), block) for block in re.split(r"\n(?=\S)", text)]
    return [(canonicalize_name(named[1]), named[2], set(HASH.findall(block))) for named, block in blocks if named]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_locked_by_its_hashes(lock: str) -> None:
    """No package is installed whose bytes are not named."""
    found = entries(lock)
    assert found
    assert [name for name, _, hashes in found if not hashes] == []
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    unnamed = [line for line in lines if line[:1] not in ("", " ", "#") and not LOCKED.match(line)]
    assert unnamed == []


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_that_of_the_ranges(lock: str) -> None:
    """Every requirement of pyproject.toml is in the lock, in a version that its range allows: scripts/lock was run."""
    versions: dict[str, set[str]] = {}
    for name, version, _ in entries(lock):
        versions.setdefault(name, set()).add(version)
    for wanted in LOCKS[lock]:
        requirement = Requirement(wanted)
        locked = versions.get(canonicalize_name(requirement.name), set())
        assert locked, f"{requirement} is not in {lock}: run scripts/lock"
        outside = [version for version in locked if not requirement.specifier.contains(version, prereleases=True)]
        assert outside == [], f"{requirement} in {lock}: run scripts/lock"


def test_tests_run_what_is_shipped() -> None:
    """What the tests have installed is, of everything that is shipped, the same version with the same hashes."""
    tested = entries("requirements-dev.lock")
    assert [entry for entry in entries("requirements.lock") if entry not in tested] == []


def test_bill_of_materials_lists_what_is_installed(tmp_path: Path) -> None:
    """scripts/build writes wheel, sdist and, beside them, a CycloneDX bill of every locked package with its hashes."""
    done = subprocess.run([ROOT / "scripts/build", tmp_path], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    name = f"voiceedu-{PROJECT['version']}"
    assert {path.name for path in tmp_path.iterdir()} >= {
        f"{name}-py3-none-any.whl",
        f"{name}.tar.gz",
        f"{name}.cdx.json",
    }
    bill = json.loads((tmp_path / f"{name}.cdx.json").read_text(encoding="utf-8"))
    about = bill["metadata"]["component"]
    assert (bill["bomFormat"], about["name"], about["version"]) == ("CycloneDX", "voiceedu", PROJECT["version"])
    listed = [
        (
            canonicalize_name(component["name"]),
            component["version"],
            {one["content"] for link in component["externalReferences"] for one in link["hashes"]},
        )
        for component in bill["components"]
    ]
    assert sorted(listed, key=str) == sorted(entries("requirements.lock"), key=str)
