"""Settings, commands, routes, engines and packages are documented, and the documents name only what exists."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from voiceedu.cli import main
from voiceedu.config import Settings
from voiceedu.engines import ENGINES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_setting_is_documented(field: str) -> None:
    """Every setting has a row in the README's table."""
    assert f"| `VOICEEDU_{field.upper()}` |" in README


def test_no_setting_is_invented() -> None:
    """Every setting that the README names exists."""
    named = set(re.findall(r"VOICEEDU_([A-Z_]+)", README))
    assert named == {field.name.upper() for field in dataclasses.fields(Settings)}


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {one}", found) for one, found in command.commands.items())
        else:
            yield name, command


@pytest.mark.parametrize(("name", "command"), [pytest.param(*found, id=found[0]) for found in commands()])
def test_command_is_documented(name: str, command: click.Command) -> None:
    """Every command and each of its options is in the README's table."""
    rows = [line for line in README.splitlines() if line.startswith("| `voiceedu ")]
    row = next((line for line in rows if f"`voiceedu {name}" in line.split("|")[1]), None)
    assert row is not None
    for option in (option for parameter in command.params for option in parameter.opts):
        assert not option.startswith("--") or f"`{option}`" in row


def test_route_is_documented(app: Flask) -> None:
    """Every route is among the README's URLs, except for the names of its variables."""

    def shape(url: str) -> str:
        return re.sub(r"<[^>]+>", "<>", url)

    documented = {shape(url) for url in re.findall(r"`(/[^` ]*)`", README)}
    # One rule handles every ending; the endings are documented one by one.
    documented |= {re.sub(r"\.(mp3|wav)$", "", url) for url in documented if url.startswith("/phone/")}
    routes = {shape(rule.rule) for rule in app.url_map.iter_rules() if rule.endpoint != "static"}
    assert routes <= documented


@pytest.mark.parametrize("engine", sorted(set(ENGINES) - {"tone"}))
def test_engine_is_documented(engine: str) -> None:
    """Every engine that speaks to patients is named in the README."""
    assert f"`{engine}`" in README


@pytest.mark.parametrize(
    "name",
    sorted(
        [f"{path.name}/" for path in (ROOT / "voiceedu").iterdir() if path.is_dir() and path.name != "__pycache__"]
        + [path.name for path in (ROOT / "voiceedu").glob("*.py") if not path.stem.startswith("_")]
    ),
)
def test_package_is_documented(name: str) -> None:
    """The documents name every package and every top-level module."""
    assert f"`{name}`" in README


@pytest.mark.parametrize("path", re.findall(r"\]\(([^)#:]+)\)", README))
def test_link_leads_somewhere(path: str) -> None:
    """Every file that the README links exists."""
    assert (ROOT / path).exists()
