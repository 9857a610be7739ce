"""Every clip as a file, with a list of them all."""

import csv
import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from tests.support import json_schema
from voiceedu.audio import codecs
from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.exports import files
from voiceedu.ivr import manifest


def export(phone_settings: Settings, target: Path, *options: str) -> None:
    environ = {
        "VOICEEDU_LIBRARY": str(phone_settings.library),
        "VOICEEDU_CACHE": phone_settings.cache,
        "VOICEEDU_ENGINES": "tone",
    }
    done = CliRunner().invoke(main, ["export", "files", str(target), *options], env=environ)
    assert done.exit_code == 0, done.output


def test_files_are_those_of_the_manifest(phone_settings: Settings, tmp_path: Path) -> None:
    """The folder holds exactly the manifest's files, with the promised bytes, and the schema beside them."""
    export(phone_settings, tmp_path / "out")
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "out" / "manifest.schema.json").read_text(encoding="utf-8"))
    assert schema == json.loads(manifest.SCHEMA.read_text(encoding="utf-8"))
    assert json_schema.problems(listed, schema) == []
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


def test_table_says_what_the_manifest_says(phone_settings: Settings, tmp_path: Path) -> None:
    """The CSV has one row a clip, with the manifest's values."""
    export(phone_settings, tmp_path / "out")
    assets = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["clips"]
    with (tmp_path / "out" / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == len(assets)
    for row, asset in zip(rows, assets, strict=True):
        assert row == {name: str(asset[name]) for name in row}
    assert {"file", "title", "section", "language", "digits", "transcript"} <= rows[0].keys()


@pytest.mark.parametrize(("formats", "endings"), [(["mp3"], {".mp3"}), (["wav", "ulaw"], {".wav"})])
def test_formats_can_be_chosen(phone_settings: Settings, tmp_path: Path, formats: list[str], endings: set[str]) -> None:
    """`--format` exports only the chosen formats."""
    export(phone_settings, tmp_path / "out", *(option for name in formats for option in ("--format", name)))
    found = {
        path.suffix for path in tmp_path.rglob("*.*") if not path.name.startswith((".", "manifest")) and path.is_file()
    }
    assert found == endings


@pytest.mark.parametrize(("form", "bytes_a_second"), [("alaw", 8000), ("g722", 8000), ("sln16", 32000)])
def test_formats_without_a_header(phone_settings: Settings, tmp_path: Path, form: str, bytes_a_second: int) -> None:
    """A-law, G.722 and 16 kHz are made of what is published: a file a part, as long as its clip."""
    export(phone_settings, tmp_path / "out", "--format", form)
    listed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert json_schema.problems(listed, json.loads(manifest.SCHEMA.read_text(encoding="utf-8"))) == []
    parts = {(asset["language"], asset["slug"], asset["part"], asset["speed"]) for asset in listed["clips"]}
    assert {("en", "nerve-blocks", "what-it-is", "slow"), ("es", "prompts", "menu-1", "normal")} <= parts
    for asset in listed["clips"]:
        data = (tmp_path / "out" / asset["file"]).read_bytes()
        assert asset["file"].endswith(f".{form}")
        assert len(data) / bytes_a_second * 1000 == pytest.approx(asset["duration_ms"], abs=5)
        assert data[:4] != b"RIFF"


def test_wide_band_is_made_of_the_speech(phone_settings: Settings, tmp_path: Path) -> None:
    """G.722 and 16 kHz hold the same sound, and it is that of the telephone clip in its band."""
    for form in ("g722", "sln16"):
        export(phone_settings, tmp_path / form, "--format", form)
    wide = np.frombuffer((tmp_path / "sln16/en/nerve-blocks/what-it-is.sln16").read_bytes(), "<i2")
    coded = (tmp_path / "g722/en/nerve-blocks/what-it-is.g722").read_bytes()
    decoded, rate = codecs.decode(coded, name="g722", container="g722")
    assert rate == 16_000
    length = min(len(wide), len(decoded))
    shifted = max(np.corrcoef(wide[: length - 64], decoded[lag : length - 64 + lag])[0, 1] for lag in range(64))
    assert shifted > 0.95


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(sign: str) -> None:
    """What a spreadsheet would calculate is text, also in the wide signs that one in Japanese takes for the others."""
    assert files._plain(f"{sign}1+1") == f"'{sign}1+1"
    assert files._plain(f"A{sign}1") == f"A{sign}1"
