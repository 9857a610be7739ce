"""Slugs: names for files and URLs from words in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.content.slugs import LONGEST_SLUG, slugify, unique_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Nerve blocks", "nerve-blocks"),
        ("  What's   this?! ", "whats-this"),
        ("Élodie ﬁnds ½", "elodie-finds-1-2"),
        ("Обезболивание Größe", "obezbolivanie-grosse"),
        ("حقن العصب", "hqn-l-sb"),
        ("a--b__c", "a-b-c"),
        ("字", "zi"),
        ("--- !", ""),
        ("word " * 40, "word-" * 15 + "word"),
        ("x" * 300, "x" * 80),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    """A slug is small letters, digits and single hyphens, and empty when nothing can be kept."""
    assert slugify(text) == slug


@given(st.text())
def test_slug_of_a_slug_is_itself(text: str) -> None:
    """A slug needs no more changing."""
    slug = slugify(text)
    assert slugify(slug) == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_free_slug_stays() -> None:
    """A slug that nothing has is taken as it is."""
    assert unique_slug("nerve-blocks", taken={"nerve", "nerve-blocks-2"}) == "nerve-blocks"


def test_taken_slug_gets_the_first_free_number() -> None:
    """Numbers begin with 2, and those that are taken are passed over."""
    assert unique_slug("pain", taken={"pain", "pain-2", "pain-4"}) == "pain-3"


@pytest.mark.parametrize("base", ["x" * LONGEST_SLUG, "-".join(["word"] * 16)])
def test_number_fits_into_the_longest_slug(base: str) -> None:
    """A long slug is shortened for its number, so that it is still a slug."""
    taken = {base}
    for _ in range(10):
        slug = unique_slug(base, taken=taken)
        assert slug not in taken
        assert slugify(slug) == slug
        taken.add(slug)
