"""Which texts are IPA."""

import pytest

from voiceedu.narration import ipa


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("laɪdəkeɪn", "laɪdəkeɪn"),
        ("/ˈlaɪdəˌkeɪn/", "ˈlaɪdəˌkeɪn"),
        ("[ˈlaɪdəˌkeɪn]", "ˈlaɪdəˌkeɪn"),
        ("'laidə,kein", "ˈlaidəˌkein"),
        ("a:g", "aːɡ"),
        ("  ɛpɪ   djʊərəl ", "ɛpɪ djʊərəl"),
        ("ça", "ça"),
    ],
)
def test_ipa_is_taken_as_people_type_it(text: str, parsed: str) -> None:
    """Slashes and brackets are left out; signs that a keyboard lacks are understood from those that it has."""
    assert ipa.parse(text) == parsed


@pytest.mark.parametrize(
    ("text", "problem"),
    [("LIE-doe-cane", "it has '-'"), ("5", "it has '5'"), ("pst", "no vowel"), ("", "no vowel"), ("//", "no vowel")],
)
def test_what_is_no_ipa_is_refused(text: str, problem: str) -> None:
    """A respelling, a digit and a text without a vowel are named, with the signs that IPA lacks."""
    with pytest.raises(ValueError, match="is not IPA") as raised:
        ipa.parse(text)
    assert problem in str(raised.value)
