"""Every clip as a file, with a list of them all."""

import csv
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from voiceedu.audio import codecs
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.ivr import manifest


def export(line: Settings, target: Path, *options: str) -> None:
    environ = {"VOICEEDU_LIBRARY": str(line.library), "VOICEEDU_CACHE": line.cache, "VOICEEDU_ENGINES": "tone"}
    done = CliRunner().invoke(main, ["export", "files", str(target), *options], env=environ)
    assert done.exit_code == 0, done.output


def test_files_are_those_of_the_manifest(line: Settings, tmp_path: Path) -> None:
    """The folder holds exactly the manifest's files, with the promised bytes, and the schema beside them."""
    export(line, tmp_path / "out")
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "out" / "manifest.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(manifest.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(listed)
    sounds = {
        path.relative_to(tmp_path / "out").as_posix()
        for path in tmp_path.rglob("*.*")
        if path.suffix in (".mp3", ".wav")
    }
    assert {asset["file"] for asset in listed["clips"]} == sounds
    for asset in listed["clips"]:
        data = (tmp_path / "out" / asset["file"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (asset["bytes"], asset["sha256"])
    samples, rate = codecs.decode(data, name="clip")
    assert rate == 8000
    assert len(samples) / 8 == pytest.approx(asset["duration_ms"], abs=50)
    assert {"en/nerve-blocks.mp3", "en/nerve-blocks/opening.slow.ulaw.wav", "es/prompts/menu-1.wav"} <= sounds


def test_table_says_what_the_manifest_says(line: Settings, tmp_path: Path) -> None:
    """The CSV has one row a clip, with the manifest's values."""
    export(line, tmp_path / "out")
    assets = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["clips"]
    with (tmp_path / "out" / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == len(assets)
    for row, asset in zip(rows, assets, strict=True):
        assert row == {name: str(asset[name]) for name in row}
    assert {"file", "title", "section", "language", "digits", "transcript"} <= rows[0].keys()


@pytest.mark.parametrize(("formats", "endings"), [(["mp3"], {".mp3"}), (["wav", "ulaw"], {".wav"})])
def test_formats_can_be_chosen(line: Settings, tmp_path: Path, formats: list[str], endings: set[str]) -> None:
    """`--format` exports only the chosen formats."""
    export(line, tmp_path / "out", *(option for name in formats for option in ("--format", name)))
    found = {
        path.suffix for path in tmp_path.rglob("*.*") if not path.name.startswith((".", "manifest")) and path.is_file()
    }
    assert found == endings
