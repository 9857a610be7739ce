import pytest
from babel.core import get_global

from voiceedu import languages
from voiceedu.languages import THREE_LETTERS


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("en", "en"),
        ("EN-gb", "en-GB"),
        ("es-419", "es-419"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("sr-LATN", "sr-Latn"),
        ("de-CH-1996", "de-CH"),
        ("en-US-x-clinic", "en-US"),
        ("cmn", "cmn"),
    ],
)
def test_a_tag_is_written_as_bcp_47_recommends(written: str, normal: str) -> None:
    assert languages.normalize(written) == normal


@pytest.mark.parametrize("tag", ["", "e", "en_US", "../en", "*", "english", "en-"])
def test_what_is_no_tag_is_refused_by_name_and_has_no_fallback(tag: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag, such as en"):
        languages.parse(tag)
    assert languages.fallbacks(tag) == ()


@pytest.mark.parametrize(
    ("tag", "tried"),
    [
        ("en", ("en",)),
        ("en-US", ("en-US", "en")),
        ("EN-gb", ("en-GB", "en-001", "en")),
        ("fr-CA", ("fr-CA", "fr")),
        ("es-MX", ("es-MX", "es-419", "es")),
        ("es-ES", ("es-ES", "es")),
        ("es-419", ("es-419", "es")),
        ("pt-PT", ("pt-PT", "pt")),
        ("pt-AO", ("pt-AO", "pt-PT", "pt")),
        ("zh", ("zh", "cmn")),
        ("cmn", ("cmn", "zh")),
        ("zh-Hant-TW", ("zh-Hant-TW", "zh-TW", "zh-Hant", "zh", "cmn")),
        ("no", ("no", "nb")),
        ("nb-NO", ("nb-NO", "nb", "no")),
        ("nn", ("nn",)),
        ("he", ("he", "iw")),
        ("jv", ("jv", "jw")),
        ("fil", ("fil", "tl")),
        ("yue", ("yue",)),
    ],
)
def test_a_tag_falls_back_to_less_of_itself_and_to_the_languages_other_code(tag: str, tried: tuple[str, ...]) -> None:
    assert languages.fallbacks(tag) == tried


def test_a_larger_region_is_never_another_language() -> None:
    """CLDR lets Nynorsk (nn) inherit from Norwegian (no), which a listener takes for another language."""
    for child in get_global("parent_exceptions"):
        first, *others = languages.fallbacks(child.replace("_", "-"))
        language = languages.base(first)
        assert {languages.base(other) for other in others} <= {language, *languages.fallbacks(language)}
    assert languages.fallbacks("nn-NO") == ("nn-NO", "nn")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("es", "Español"), ("en", "English"), ("fr-CA", "Français (Canada)"), ("tlh", "tlh"), ("xx-YY", "xx-YY")],
)
def test_a_language_is_named_in_itself(tag: str, name: str) -> None:
    assert languages.native_name(tag).casefold() == name.casefold()


@pytest.mark.parametrize(
    ("tag", "identifier"), [("es-MX", "es_MX"), ("en-US-x-clinic", "en_US"), ("tlh", "en"), ("", "en"), ("*", "en")]
)
def test_a_language_that_babel_does_not_know_has_english_dates(tag: str, identifier: str) -> None:
    assert str(languages.locale_or_english(tag)) == identifier


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("qqq", "ltr")])
def test_a_language_is_written_from_the_left_or_from_the_right(tag: str, direction: str) -> None:
    assert languages.text_direction(tag) == direction


@pytest.mark.parametrize(
    ("tag", "named"),
    [("en", "en-US"), ("en-GB", "en-GB"), ("es", "es-ES"), ("es-419", "es-ES"), ("zh-Hant-TW", "zh-TW"), ("xx", "xx")],
)
def test_a_tag_is_given_its_likeliest_country(tag: str, named: str) -> None:
    assert languages.with_region(tag) == named


@pytest.mark.parametrize(
    ("tag", "three"),
    [
        ("en-US", "eng"),
        ("es-419", "spa"),
        ("fr", "fra"),
        ("de", "deu"),
        ("zh", "zho"),
        ("cmn", "zho"),
        ("nb", "nob"),
        ("iw", "heb"),
        ("fil", "fil"),
        ("tlh", "tlh"),
        ("xx", "und"),
        ("", "und"),
    ],
)
def test_id3_gets_the_three_letters_of_iso_639_2(tag: str, three: str) -> None:
    assert languages.iso_639_2(tag) == three


def test_the_table_of_iso_639_agrees_with_cldr() -> None:
    """CLDR lists three-letter codes as aliases of two-letter ones; it merges Tagalog and Twi with a language."""
    aliases = get_global("language_aliases")
    known = {two: three for two, three in THREE_LETTERS.items() if three in aliases}
    assert len(THREE_LETTERS) == 183
    assert len(known) > 150
    assert {two: aliases[three] for two, three in known.items()} == {two: two for two in known} | {
        "tl": "fil",
        "tw": "ak",
    }
