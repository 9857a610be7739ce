"""The guard: no character is lost without being listed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.engines import alphabet
from voiceedu.errors import UnspeakableError

ENGLISH, SPANISH = alphabet.latin("en-GB"), alphabet.latin("es-MX")


@pytest.mark.parametrize(
    ("text", "said", "silent"),
    [
        ("Take 2 tablets.", "Take 2 tablets.", ()),
        ("A café, naïve cafe\u0301", "A cafe, naive cafe", ()),
        ("“Dr.” O’Neil’s", "\"Dr.\" O'Neil's", ()),
        ("pain – and — heat", "pain ,  and ,  heat", ()),
        ("10\N{NO-BREAK SPACE}mg", "10 mg", ()),
        ("• Rest", " Rest", ("•",)),
        ("Tylenol® and Advil™", "Tylenol and Advil", ("®", "™")),
        ("Well done 👍🏽", "Well done ", ("👍", "🏽")),
        ("hyp\N{SOFT HYPHEN}hen", "hyphen", ("\N{SOFT HYPHEN}",)),
        ("Straße, Œdème, Łódź", "Strasse, Oedeme, Lodz", ()),
        ("¿Qué?", "Que?", ()),
    ],
)
def test_harmless_characters_are_folded_and_silent_ones_listed(text: str, said: str, silent: tuple[str, ...]) -> None:
    assert alphabet.fit(text, ENGLISH, engine="e") == alphabet.Fitted(text=said, silent=silent)


def test_a_language_keeps_its_own_letters() -> None:
    assert alphabet.fit("El niño y la cigüeña. ÁRBOL, façade", SPANISH, engine="e").text == (
        "El niño y la cigüeña. ÁRBOL, facade"
    )


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("1½ tablets", ("½",)),
        ("B₁₂ ≥ 3", ("₁", "₂", "≥")),
        ("m² and 37 °C", ("²", "°")),
        ("α-blocker ﬁve", ("α", "ﬁ")),
        ("疼痛", ("疼", "痛")),
        ("a < b", ("<",)),
    ],
)
def test_what_would_be_lost_or_misread_is_refused_by_name(text: str, refused: tuple[str, ...]) -> None:
    with pytest.raises(UnspeakableError) as raised:
        alphabet.fit(text, ENGLISH, engine="hibari")
    assert raised.value.characters == refused
    assert all(f"{sign!r} (U+{ord(sign):04X})" in str(raised.value) for sign in refused)
    assert f"in {text!r}; write it in words" in str(raised.value)


def test_an_unknown_alphabet_allows_everything() -> None:
    assert alphabet.latin("zh") is None
    assert alphabet.fit("疼痛 ½", None, engine="e").text == "疼痛 ½"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_character_is_lost_without_being_listed(text: str) -> None:
    """Every character is either spoken or listed as silent; otherwise the text is refused."""
    try:
        fitted = alphabet.fit(text, ENGLISH, engine="e")
    except UnspeakableError:
        return
    assert ENGLISH is not None
    assert set(fitted.text) <= ENGLISH
    plain = unicodedata.normalize("NFC", text)
    assert len(fitted.text) + len(fitted.silent) >= len(plain) - sum(plain.count(mark) for mark in "¿¡")
