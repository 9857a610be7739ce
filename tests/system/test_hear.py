"""How scripts/hear compares what was said with what was heard."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "hear.py"


@pytest.fixture(scope="module")
def hear() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hear", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["hear"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("expected", "heard", "mistakes"),
    [
        ("Call nine one one.", "Call 911", []),
        ("radio frequency at the health care office", "radiofrequency at the healthcare office", []),
        ("It blocks pain signals.", "it is painful signals", [("blocks pain", "is painful")]),
        ("Press one.", "Press one, one.", [("", "one")]),
        ("Press the star.", "Press star", [("the", "")]),
    ],
)
def test_mistakes_are_words(hear: ModuleType, expected: str, heard: str, mistakes: list[tuple[str, str]]) -> None:
    """Figures, capitals, stops and spaces inside a compound are no mistakes; each other word is one."""
    said, got = (hear.words_of(text, language="en") for text in (expected, heard))
    found = hear.compare(said, got)
    assert list(found.mistakes) == mistakes
    assert found.errors == sum(max(len(one.split()), len(other.split())) for one, other in mistakes)


def test_accents_do_not_count(hear: ModuleType) -> None:
    """A recognizer that writes "esta" for "está" has heard it."""
    assert hear.words_of("Está aquí.", language="es") == hear.words_of("esta aqui", language="es")
