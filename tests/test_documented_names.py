"""What the documents name exists: modules, functions, classes, files, folders, scripts, commands and settings."""

import ast
import dataclasses
import functools
import pkgutil
import re
from pathlib import Path

import click
import pytest

from voiceedu.cli import main
from voiceedu.config import Settings

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "voiceedu"
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "scripts/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
NEW_LANGUAGE = re.compile(r"\b(fr|nl)(?=[/.]|$)")
"""A language that the documents add, as an example: where it has no file yet, another language has one."""
OF_OTHERS = {
    "acme_voice.py",  # a package that adds an engine
    "dialplan/public/",  # FreeSWITCH
    "leases/",  # in the cache
    "voiceedu.xml",  # written for FreeSWITCH
    "_()", "gettext()", "ngettext()",  # gettext
    "Dial", "Gather", "Hangup", "Redirect",  # TwiML
    "NoOp", "Playback",  # Asterisk
}  # fmt: skip


def prose(document: Path) -> str:
    return re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def named(pattern: str) -> list[object]:
    """Return every text between backticks that `pattern` matches from its beginning, with its document."""
    found = sorted(
        {
            (document.relative_to(ROOT).as_posix(), text)
            for document in DOCUMENTS
            for text in re.findall(r"`([^`\n]+)`", prose(document))
            if re.match(pattern, text) and text not in OF_OTHERS
        }
    )
    assert found, pattern
    return [pytest.param(text, id=f"{document}:{text}") for document, text in found]


@functools.cache
def definitions() -> set[str]:
    """Return the name of every class, function and method of the package."""
    nodes = (node for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)}


MODULES = {path.stem for path in PACKAGE.rglob("*.py")} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}


def existing(path: str) -> list[Path]:
    return list(ROOT.glob(re.sub(r"<[^>]+>", "*", path).rstrip("/")))


@pytest.mark.parametrize("text", named(r"(voiceedu|tests|scripts|docs|audio_cache)/"))
def test_path_exists(text: str) -> None:
    """A path of the repository, such as voiceedu/ivr/dialogue.py, leads to a file or a folder."""
    path = text.split(" ")[0]
    if not existing(path):
        path = NEW_LANGUAGE.sub("[a-z][a-z]", path)
    assert existing(path)


@pytest.mark.parametrize("text", named(r"[\w.-]+\.(py|toml|schema\.json)$"))
def test_file_name_exists(text: str) -> None:
    """A file that is named without its folder is somewhere in the package, in scripts/ or at the top."""
    assert (ROOT / text).exists() or (ROOT / "scripts" / text).exists() or list(PACKAGE.rglob(text))


@pytest.mark.parametrize("text", named(r"[\w-]+/$"))
def test_folder_name_exists(text: str) -> None:
    """A folder that is named without the one above it is somewhere in the package, or at the top."""
    assert (ROOT / text).is_dir() or [path for path in PACKAGE.rglob(text.rstrip("/")) if path.is_dir()]


@pytest.mark.parametrize("text", named(r"voiceedu(\.\w+)+$"))
def test_dotted_name_resolves(text: str) -> None:
    """A dotted name, such as voiceedu.engines.protocol, is a module or something in one."""
    pkgutil.resolve_name(text)


@pytest.mark.parametrize("text", named(rf"(?!voiceedu)({'|'.join(MODULES)})\.(?!(py|csv|json|tsv|epub)$)[A-Za-z_]+$"))
def test_name_of_a_module_resolves(text: str) -> None:
    """What is named after the last part of its module, such as engines.chosen_voice, is in a module of that name."""
    module, name = text.split(".")
    found = [path for path in PACKAGE.rglob(f"{module}*") if path.stem == module and "__pycache__" not in path.parts]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in found]
    assert any(hasattr(pkgutil.resolve_name(dotted), name) for dotted in names)


@pytest.mark.parametrize("text", named(r"[A-Z][a-z]+[A-Za-z]*$"))
def test_class_exists(text: str) -> None:
    """A word that is written as a class, such as Procedure, is one of the package."""
    assert text in definitions()


@pytest.mark.parametrize("text", named(r"[a-z_]+\(.*\)$"))
def test_function_exists(text: str) -> None:
    """A word that is written as a call, such as has_voice(name, language), is a function or a method of the package."""
    assert text.partition("(")[0] in definitions()


@pytest.mark.parametrize("text", named(r"voiceedu [a-z]"))
def test_command_exists(text: str) -> None:
    """A command, such as voiceedu prune --dry-run, has that name and takes those options."""
    command: click.Command = main
    for word in text.split()[1:]:
        if isinstance(command, click.Group):
            found = command.get_command(click.Context(main), word)
            assert found is not None
            command = found
        elif word.startswith("--"):
            assert word in {option for parameter in command.params for option in parameter.opts} | {"--help"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_settings_and_imports_exist(document: Path) -> None:
    """Every setting that a document names exists, in its examples too; and what they import can be imported."""
    text = document.read_text(encoding="utf-8")
    settings = {f"VOICEEDU_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    assert set(re.findall(r"VOICEEDU_[A-Z_]+", text)) <= settings
    for module, names in re.findall(r"^from (voiceedu[\w.]*) import ([\w, ]+)$", text, re.MULTILINE):
        for name in names.split(", "):
            pkgutil.resolve_name(f"{module}:{name}")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link of a document leads to a file or a folder."""
    for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", prose(document)):
        assert (document.parent / link).exists(), link


@pytest.mark.parametrize("script", sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file()))
def test_script_is_documented(script: str) -> None:
    """Every script has its line in scripts/README.md; the README and CONTRIBUTING name those that people run first."""
    if script != "README.md":
        assert f"| `{script}` |" in (ROOT / "scripts" / "README.md").read_text(encoding="utf-8")
