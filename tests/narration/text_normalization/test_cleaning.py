"""Characters that look alike get one form; what has a meaning of its own stays."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceedu.narration.text_normalization import clean


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        pytest.param("A ﬁne needle", "A fine needle", id="ligatures"),
        pytest.param("M\u200bR\u200bI", "MRI", id="zero-width spaces"),
        pytest.param("radio\u00adfrequency", "radiofrequency", id="soft hyphens"),
        pytest.param("\ufeffRest\u200e now", "Rest now", id="marks of order and direction"),
        pytest.param("C5\u2010C6, C5\u2011C6", "C5-C6, C5-C6", id="hyphens"),
        pytest.param("5\u00a0mg\u2009a\u3000day", "5 mg a day", id="spaces"),
        pytest.param("one\r\n two\ttabs", "one two tabs", id="lines"),
        pytest.param("Jose\u0301", "José", id="combining accents"),
        pytest.param("Ｔａｋｅ　５ ｍｇ", "Take 5 mg", id="full-width letters and digits"),
        pytest.param("5 ㎎, 2 ㎖", "5 mg, 2 ml", id="squared units"),
        pytest.param("3 ㎡", "3 m²", id="squared units with a power"),
        pytest.param("25℃", "25°C", id="degrees in one character"),
        pytest.param("stage Ⅳ", "stage IV", id="Roman numerals in one character"),
        pytest.param("①Rest", "1 Rest", id="numbers in circles"),
        pytest.param("№5", "No. 5", id="the sign for number"),
        pytest.param("5 μg", "5 µg", id="a Greek mu that is a micro sign"),
        pytest.param("1⁄2, 1∕2", "1/2, 1/2", id="slashes"),
        pytest.param("a ﷲ", "a الله", id="presentation forms"),
    ],
)
def test_a_character_has_one_form(written: str, cleaned: str) -> None:
    """A word is the same word however its characters were typed."""
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "2½ tablets",
        "10³ and B₁₂",
        "Tylenol® and Botox™",
        "a, b, and c",
        "“Rest,” she said…",
        "−5 or –5",
        "3.ª sesión",
        "μῆνιν",
        "ภาษาไทย น้ำ",
        "می\u200cخواهم",
        "你好，世界！",
        "Հայրը և արևը",
        "ㄱ",
    ],
)
def test_what_has_a_meaning_stays(text: str) -> None:
    """Signs that are read, the author's commas and the spelling of other scripts are left alone."""
    assert clean(text) == text


@given(st.text())
@example("¸")
@example("①①")
@example("\u200d\u200c")
def test_a_clean_text_is_clean(text: str) -> None:
    """Cleaning twice changes nothing more; the text is in NFC, on one line, without invisible characters."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not any(unicodedata.category(c) in ("Cc", "Co", "Cs", "Zl", "Zp") for c in cleaned)


@given(st.text(st.characters(categories=("Ll", "Lu", "Nd", "Po", "Sm"), max_codepoint=0xFF)))
def test_no_letter_or_sign_of_western_text_is_lost(text: str) -> None:
    """Of Latin-1 letters, digits and signs, only their form can change, never their number."""
    assert len(clean(text)) == len(unicodedata.normalize("NFC", text))
