"""IPA as hibari reads it."""

import pytest

from voiceedu.engines import misaki


@pytest.mark.parametrize(
    ("ipa", "phonemes"),
    [
        ("ˈlaɪdəkeɪn", "lˈIdəkAn"),
        ("bjuːˈpɪvəˌkeɪn", "bjupˈɪvəkˌAn"),
        ("ˌtraɪæmˈsɪnəˌloʊn", "tɹˌIæmsˈɪnəlˌOn"),
        ("ˈdʒɔɪnt", "ʤˈYnt"),
        ("nɝːs", "nɜɹs"),
        ("ˈbʌtɚ", "bˈʌtəɹ"),
        ("/ˈnɜː.və/", "nˈɜvə"),
        ("skwˈɑd", "skwˈɑd"),
        ("ˈsʌdn̩", "sˈʌdᵊn"),
        ("ˈspaɪnəl ˈkɔːrd", "spˈInəl kˈɔɹd"),
    ],
)
def test_ipa_becomes_misaki_with_the_stress_before_the_vowel(ipa: str, phonemes: str) -> None:
    assert misaki.from_ipa(ipa) == phonemes


@pytest.mark.parametrize(
    ("ipa", "named"), [("", "it is empty"), (" ", "it is empty"), ("ʁuʒ", "ʁ"), ("LY-doh", "-, D|L, Y|-"), ("x y", "x")]
)
def test_what_is_not_the_ipa_of_american_english_is_refused(ipa: str, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        misaki.from_ipa(ipa)
