"""What can be made of everything in a language."""

from voiceedu.content.procedure import RESERVED_SLUGS
from voiceedu.publishing.compilations.registry import COMPILATIONS


def test_names_are_those_of_the_urls() -> None:
    """A language as one MP3 and as one talking book, under the names that the contract fixes."""
    assert set(COMPILATIONS) == {"library.mp3", "library.epub"}


def test_each_has_a_suffix_and_a_type_of_its_own() -> None:
    """A name ends in its format, and no two formats share what they are kept under."""
    for name, made in COMPILATIONS.items():
        assert name.endswith(made.suffix)
        assert made.version
    assert {made.media_type for made in COMPILATIONS.values()} == {"audio/mpeg", "application/epub+zip"}
    assert len({made.profile for made in COMPILATIONS.values()}) == len(COMPILATIONS)


def test_no_procedure_can_take_their_place() -> None:
    """A text may not be called as a compilation is: one URL has one meaning."""
    assert {name.partition(".")[0] for name in COMPILATIONS} <= RESERVED_SLUGS
