"""Whether a line is a person's name, so that it is the author of a document and not its last words."""

import pytest

from voiceedu.content.names import is_name


@pytest.mark.parametrize(
    "line",
    [
        "Raj Desai",
        "Dr. Raj Desai",
        "Dr Desai",
        "Raj Desai, MD, PhD",
        "Jane Q. Roe, MSN RN",
        "Dra. María José García-López",
        "Prof. Siobhán O’Neill",
        "Ludwig van der Berg",
        "Ana de la Cruz y Vega",
        "Mrs. Roe",
        "Олена Шевченко",
    ],
)
def test_name_with_or_without_title_and_credentials(line: str) -> None:
    """First and last names, particles, initials, hyphens, titles and credentials make a name in any alphabet."""
    assert is_name(line)


@pytest.mark.parametrize(
    "line", ["By Dr. Raj Desai", "Thank You", "Call Dr. Roe", "Desai Clinic", "See Jane Roe", "Visit Our Page"]
)
def test_words_that_no_name_has_make_it_text(line: str) -> None:
    """A line with a word such as "by", "call" or "clinic" is text that a listener hears."""
    assert not is_name(line)


@pytest.mark.parametrize(
    "line", ["", "Desai", "Dr.", "MD, PhD", "Raj D.", "nerve blocks", "Nerve blocks", "Raj Desai 2"]
)
def test_line_in_doubt_is_no_name(line: str) -> None:
    """One word, words without capitals, digits and a last name of one letter are not enough."""
    assert not is_name(line)


@pytest.mark.parametrize("line", ["Raj Desai,", "Raj Desai, at your service", "Raj Desai, Chicago, Illinois"])
def test_only_credentials_stand_behind_a_comma(line: str) -> None:
    """What follows a name after a comma is a credential, or the line is text."""
    assert not is_name(line)


def test_long_line_is_no_name() -> None:
    """A line of more than 120 characters is a sentence, whatever its words are."""
    assert is_name("Raj " + "Desai" * 23)
    assert not is_name("Raj " + "Desai" * 24)
