"""What the documents name exists: modules, functions, classes, files, folders, scripts, commands and settings."""

import ast
import dataclasses
import functools
import pkgutil
import re
from collections.abc import Callable
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


def assert_each(pattern: str, is_right: Callable[[str], object]) -> None:
    """Fail with every text between backticks that `pattern` matches from its beginning, unless it is right."""
    found = sorted(
        {
            (document.relative_to(ROOT).as_posix(), text)
            for document in DOCUMENTS
            for text in re.findall(r"`([^`\n]+)`", prose(document))
            if re.match(pattern, text) and text not in OF_OTHERS
        }
    )
    assert found, pattern
    assert [(document, text) for document, text in found if not is_right(text)] == []


def is_resolved(dotted: str) -> bool:
    """Return whether a dotted name is a module or something in one."""
    try:
        pkgutil.resolve_name(dotted)
    except (AttributeError, ImportError):
        return False
    return True


@functools.cache
def definitions() -> set[str]:
    """Return the name of every class, function and method of the package."""
    nodes = (node for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    return {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)}


MODULES = {path.stem for path in PACKAGE.rglob("*.py")} | {path.name for path in PACKAGE.rglob("*") if path.is_dir()}


def existing(path: str) -> list[Path]:
    return list(ROOT.glob(re.sub(r"<[^>]+>", "*", path).rstrip("/")))


def test_paths_exist() -> None:
    """A path of the repository, such as voiceedu/ivr/dialogue.py, leads to a file or a folder."""

    def leads_somewhere(text: str) -> bool:
        path = text.split(" ")[0]
        return bool(existing(path) or existing(NEW_LANGUAGE.sub("[a-z][a-z]", path)))

    assert_each(r"(voiceedu|tests|scripts|docs|audio_cache)/", leads_somewhere)


def test_file_names_exist() -> None:
    """A file that is named without its folder is somewhere in the package, in scripts/ or at the top."""
    names = {path.name for path in PACKAGE.rglob("*")}
    assert_each(
        r"[\w.-]+\.(py|toml|schema\.json)$",
        lambda text: text in names or (ROOT / text).exists() or (ROOT / "scripts" / text).exists(),
    )


def test_folder_names_exist() -> None:
    """A folder that is named without the one above it is somewhere in the package, or at the top."""
    names = {path.name for path in PACKAGE.rglob("*") if path.is_dir()}
    assert_each(r"[\w-]+/$", lambda text: text.rstrip("/") in names or (ROOT / text).is_dir())


def test_dotted_names_resolve() -> None:
    """A dotted name, such as voiceedu.engines.protocol, is a module or something in one."""
    assert_each(r"voiceedu(\.\w+)+$", is_resolved)


def test_names_of_a_module_resolve() -> None:
    """What is named after the last part of its module, such as engines.chosen_voice, is in a module of that name."""

    def is_in_a_module(text: str) -> bool:
        module, name = text.split(".")
        found = [path for path in PACKAGE.rglob(f"{module}*") if path.stem == module]
        names = [path.relative_to(ROOT).with_suffix("") for path in found if "__pycache__" not in path.parts]
        return any(hasattr(pkgutil.resolve_name(".".join(path.parts)), name) for path in names)

    assert_each(rf"(?!voiceedu)({'|'.join(MODULES)})\.(?!(py|csv|json|tsv|epub)$)[A-Za-z_]+$", is_in_a_module)


def test_classes_exist() -> None:
    """A word that is written as a class, such as Procedure, is one of the package."""
    assert_each(r"[A-Z][a-z]+[A-Za-z]*$", definitions().__contains__)


def test_functions_exist() -> None:
    """A word that is written as a call, such as has_voice(name, language), is a function or a method of the package."""
    assert_each(r"[a-z_]+\(.*\)$", lambda text: text.partition("(")[0] in definitions())


def test_commands_exist() -> None:
    """A command, such as voiceedu prune --dry-run, has that name and takes those options."""

    def is_command(text: str) -> bool:
        command: click.Command | None = main
        for word in text.split()[1:]:
            if isinstance(command, click.Group):
                command = command.get_command(click.Context(main), word)
            elif command is None or (word.startswith("--") and word not in options(command)):
                return False
        return command is not None

    assert_each(r"voiceedu [a-z]", is_command)


def options(command: click.Command) -> set[str]:
    return {option for parameter in command.params for option in parameter.opts} | {"--help"}


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


def test_scripts_are_documented() -> None:
    """Every script has its line in scripts/README.md; the README and CONTRIBUTING name those that people run first."""
    scripts = sorted(path.name for path in (ROOT / "scripts").iterdir() if path.is_file())
    lines = (ROOT / "scripts" / "README.md").read_text(encoding="utf-8")
    assert [name for name in scripts if name != "README.md" and f"| `{name}` |" not in lines] == []
