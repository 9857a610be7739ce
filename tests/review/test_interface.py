"""The words of the review page: catalogues of its own, whole, beside those that listeners meet."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from voiceedu.review import interface

METHODS = [("**.py", "python"), ("**/templates/**", "jinja2")]
CATALOGUES = sorted(interface.FOLDER.glob("*.po"))
BLANK = re.compile(r"%\(\w+\)s")


def phrases() -> set[str]:
    """Return every phrase of the page."""
    folder = Path(interface.__file__).parent
    return {str(message) for _, _, message, _, _ in extract_from_dir(folder, METHODS)}


def test_the_page_speaks_two_languages() -> None:
    """Its catalogues are not those of listeners, which are in more languages."""
    assert interface.available() == ("en", "es")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogue_is_whole(path: Path) -> None:
    """Every phrase of the page is translated with its blanks, none stays English, and none is left over."""
    with path.open("rb") as file:
        found = {str(message.id): message for message in read_po(file) if message.id}
    assert found.keys() == phrases(), "run scripts/translate"
    for phrase, message in found.items():
        assert message.string
        assert not message.fuzzy
        assert sorted(BLANK.findall(str(message.string))) == sorted(BLANK.findall(phrase))
        assert message.string != phrase or " " not in phrase
