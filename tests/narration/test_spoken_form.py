import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from voiceedu.narration import lexicon
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.spoken_form import spoken_form

ENGLISH = lexicon.load("en")
LANGUAGES = st.sampled_from(["en", "en-US", "es", "fr", "tlh"])
SIGNS = st.text("aB 1.,;:()[]-–—/%&<>#@\n\u00a0+$'“”", max_size=40)


def said(text: str) -> str:
    return spoken_form(text, lexicon=ENGLISH, language="en")


TABLE = {
    "brackets": [
        ("A block (a shot) helps.", "A block, a shot, helps."),
        ("It helps (a lot).", "It helps, a lot."),
        ("It helps (a lot)", "It helps, a lot"),
        ("Is it safe (for me)?", "Is it safe, for me?"),
        ("(Optional) Eat.", "Optional, Eat."),
        ("It helps. (See below.) Ask.", "It helps. See below. Ask."),
        ("See [the list], please", "See, the list, please"),
        ("one (two (three) two) one", "one, two, three, two, one"),
        ("a () word", "a, word"),
        ("() word", "word"),
        ("an open ( bracket", "an open ( bracket"),
    ],
    "plurals in brackets": [
        ("the injection(s) you had", "the injections you had"),
        ("the dose(s), the class(es)", "the doses, the classes"),
    ],
    "dashes": [
        ("pain - and rest", "pain, and rest"),
        ("pain – and rest", "pain, and rest"),
        ("pain — and rest", "pain, and rest"),
        ("pain—and rest", "pain, and rest"),
        ("pain -- and rest", "pain, and rest"),
        ("pain--and rest", "pain, and rest"),
        ("— and rest", "and rest"),
        ("long-term x-ray", "long-term x-ray"),
        ("doctor–patient", "doctor–patient"),
    ],
    "ranges": [
        ("2-3 weeks", "2 to 3 weeks"),
        ("2–3 weeks", "2 to 3 weeks"),
        ("2 – 3 weeks", "2 to 3 weeks"),
        ("2—3 weeks", "2 to 3 weeks"),
        ("1.5-2.5 cm.", "1.5 to 2.5 centimeters."),
        ("1,000-2,000 steps", "1,000 to 2,000 steps"),
        ("5-10%", "5 to 10 percent"),
        ("5%–10%", "5 percent to 10 percent"),
        ("5mg-10mg", "5 milligrams to 10 milligrams"),
        ("500-1000 mg", "500 to 1000 milligrams"),
        ("9:00-5:00", "9:00 to 5:00"),
        ("pages 3-4, 5-6", "pages 3 to 4, 5 to 6"),
        ("2026-01-31 and COVID-19", "2026-01-31 and covid nineteen"),
        ("NC 27601-1234", "NC 27601-1234"),
    ],
    "and/or": [
        ("heat and/or cold", "heat and or cold"),
        ("heat and / or cold", "heat and or cold"),
    ],
    "slashes": [
        ("his/her pain", "his or her pain"),
        ("neck/back/leg pain", "neck or back or leg pain"),
        ("his / her", "his or her"),
        ("24/7", "24/7"),
        ("w/o", "w/o"),
        ("3 times/day, 60 beats/minute", "3 times per day, 60 beats per minute"),
        ("day/night", "day or night"),
    ],
    "URLs": [
        ("See https://www.example.com/pain/.", "See example dot com slash pain."),
        ("See HTTP://Example.com, please", "See Example dot com, please"),
        ("(see www.example.org)", "see example dot org"),
        ("example.com/back-pain_2", "example dot com slash back dash pain underscore 2"),
        ("www.CT.com", "CT dot com"),
        ("at www.example.com—or ask", "at example dot com, or ask"),
        ("Visit clinic.gov’s page", "Visit clinic dot gov’s page"),
        ("https://www./ and http:///", "https: slash slash www dot slash and http: slash slash slash"),
    ],
    "e-mail addresses": [
        ("Write to info@example.com.", "Write to info at example dot com."),
        ("a.b-c_d@pain-care.co.uk", "a dot b dash c underscore d at pain dash care dot co dot uk"),
        ("@ 5 pm", "@ 5 pm"),
    ],
    "phone numbers": [
        (number, "9 1 9, 5 5 5, 0 1 2 3")
        for number in (
            "919-555-0123",
            "(919) 555-0123",
            "(919)555-0123",
            "919.555.0123",
            "919 555 0123",
            "919\u00a0555\u00a00123",
            "919–555–0123",
            "919\u2011555\u20110123",
            "9195550123",
        )
    ]
    + [
        (number, "1, 9 1 9, 5 5 5, 0 1 2 3")
        for number in (
            "1-919-555-0123",
            "+1 919 555 0123",
            "+1 (919) 555-0123",
            "+1(919)555-0123",
            "1 (919) 555-0123",
            "+19195550123",
        )
    ]
    + [
        ("Call 555-0123.", "Call 5 5 5, 0 1 2 3."),
        ("Call (919-555-0123), or 919-555-0199.", "Call, 9 1 9, 5 5 5, 0 1 2 3, or 9 1 9, 5 5 5, 0 1 9 9."),
        ("5 1 9195550123456", "5 1 9195550123456"),
    ],
    "percent": [("50% and 50 % of 2.5%.", "50 percent and 50 percent of 2.5 percent."), ("a % sign", "a % sign")],
    "ampersand": [("Rest & heat", "Rest and heat"), ("R&D", "R&D")],
    "less and more than": [
        ("<5 or < 5", "less than 5 or less than 5"),
        (">5 or > 5", "more than 5 or more than 5"),
        ("pain<5, pain>5", "pain less than 5, pain more than 5"),
        ("a > b", "a > b"),
    ],
    "at most and at least": [
        ("≤5 or ≤ 5 mg", "at most 5 or at most 5 milligrams"),
        ("≥5, pain≥7", "at least 5, pain at least 7"),
        ("a ≥ b", "a ≥ b"),
    ],
    "days and months": [
        ("Monday–Friday, 8–5", "Monday to Friday, 8 to 5"),
        ("Mon-Fri or Mon - Fri", "Mon to Fri or Mon to Fri"),
        ("March–May", "March to May"),
        ("the Monday-morning pill", "the Monday-morning pill"),
    ],
    "number": [("#3 or Room#3", "number 3 or Room number 3"), ("# and #a", "# and #a")],
    "units": [
        ("5mg", "5 milligrams"),
        ("1mg", "1 milligram"),
        ("2.5mL", "2.5 milliliters"),
        ("5\u00b5g, 5\u03bcg", "5 micrograms, 5 micrograms"),
        ("50kHz", "50 kilohertz"),
        ("120mmHg", "120 millimeters of mercury"),
        ("5mgs", "5mgs"),
        ("1\u00a0mg", "1 milligram"),
    ],
    "units by units": [
        ("2 mg/kg", "2 milligrams per kilogram"),
        ("2mg/mL", "2 milligrams per milliliter"),
        ("2 mg/kg/day", "2 milligrams per kilogram per day"),
        ("5 mL/hour, 5 mg / dose", "5 milliliters per hour, 5 milligrams per dose"),
    ],
    "vertebral levels": [
        (level, "L 4, L 5") for level in ("L4-L5", "L4–L5", "L4/L5", "L4/5", "L4-5", "L4–5", "L4\u2011L5")
    ]
    + [
        ("C7-T1 or C7–T1 or C7/T1", "C 7, T 1 or C 7, T 1 or C 7, T 1"),
        ("at L5/S1.", "at L 5, S 1."),
        ("T12-L1", "T 12, L 1"),
        ("L3-L5 and L3/5", "L 3 to L 5 and L 3 to L 5"),
        ("the C5 root", "the C 5 root"),
    ],
    "abbreviations": [
        ("drugs, e.g., aspirin", "drugs, for example, aspirin"),
        ("drugs (e.g. aspirin)", "drugs, for example aspirin"),
        ("now, i.e. today", "now, that is today"),
        ("heat, ice, etc. and rest", "heat, ice, and so on and rest"),
        ("Dr. Desai (Dr.)", "Doctor Desai, Doctor"),
    ],
}


@pytest.mark.parametrize(
    ("text", "words"),
    [pytest.param(*row, id=f"{name}: {row[0]}") for name, rows in TABLE.items() for row in rows],
)
def test_english_is_said_as_a_person_would(text: str, words: str) -> None:
    """Signs, ranges, addresses, numbers and abbreviations have a spoken form, and what looks like them has not."""
    assert said(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("calor y/o frío", "calor y o frío"),
        ("él/ella", "él o ella"),
        ("2-3 semanas", "2 a 3 semanas"),
        ("50 % & 5%", "50 por ciento y 5 por ciento"),
        ("2 mg/kg, 3 mg/día, 2 veces/día", "2 mg por kg, 3 mg por día, 2 veces por día"),
        ("<5 y >7, #3", "menos de 5 y más de 7, número 3"),
        ("inyección(es)", "inyecciónes"),
        ("www.ejemplo.com/mi-dolor", "ejemplo punto com barra mi guion dolor"),
        ("a_b@ejemplo.es", "a guion bajo b arroba ejemplo punto es"),
        ("919-555-0123", "9 1 9, 5 5 5, 0 1 2 3"),
        ("dolor (leve) — hoy", "dolor, leve, hoy"),
        ("L4/5", "L4-L5"),
        ("L3-L5", "L3 a L5"),
        ("≤5 y ≥7", "como máximo 5 y al menos 7"),
        ("lunes–viernes", "lunes a viernes"),
    ],
)
def test_spanish_has_its_own_words_for_signs(text: str, words: str) -> None:
    """Signs are said in the language of the text, in every region of it."""
    assert spoken_form(text, lexicon=Lexicon(), language="es") == words
    assert spoken_form(text, lexicon=Lexicon(), language="es-MX") == words


@pytest.mark.parametrize(
    "text", ["5-10% & <5 #3", "mg/kg et/ou", "www.exemple.com/a", "a@b.fr", "919-555-0123", "919\u2011555", "L4/5"]
)
def test_a_language_without_signs_keeps_them(text: str) -> None:
    """No English word is put into a text of another language; brackets and dashes are pauses in any."""
    assert spoken_form(text, lexicon=Lexicon(), language="fr") == text
    assert spoken_form("dose (faible) — ici", lexicon=Lexicon(), language="fr") == "dose, faible, ici"


def test_no_rule_reads_into_an_address() -> None:
    """An address or telephone number is dictated as it is: no lexicon entry and no sign is found in it."""
    respelled = Lexicon({"CT": "wrong", "dot": "wrong", "5": "wrong", "at": "wrong"})
    text = "CT@CT.com, www.CT.com/5-6/and/or, 555-555-5555"
    assert spoken_form(text, lexicon=respelled, language="en") == (
        "CT at CT dot com, CT dot com slash 5 dash 6 slash and slash or, 5 5 5, 5 5 5, 5 5 5 5"
    )


def test_a_private_sign_in_the_text_is_no_address() -> None:
    """Characters that are used inside are not taken for what they stand for there."""
    assert said("a \U000f0000 b\ue000 www.x.com \U000f0001") == "a b\ue000 x dot com"


def test_an_address_for_each_place() -> None:
    """Many addresses in a text each stay where they were."""
    text = ", ".join(f"www.x{n}.com" for n in range(30))
    assert said(text) == ", ".join(f"x{n} dot com" for n in range(30))


@given(st.text(max_size=80) | SIGNS, LANGUAGES)
@example("http:///", "en")
@example("https://www.///", "es")
@example("(_)", "en")
@example("((a)", "en")
@example(",a,", "fr")
@example("\U000f0000a", "en")
def test_any_text_has_a_spoken_form(text: str, language: str) -> None:
    """No text is too odd: the same text gives the same words, on one line, and a word is never said as nothing."""
    words = spoken_form(text, lexicon=ENGLISH, language=language)
    assert words == spoken_form(text, lexicon=ENGLISH, language=language)
    assert words == " ".join(words.split())
    assert re.search(r"\w", words) or not re.search(r"\w", text)


LETTERS = st.text(st.characters(categories=("Ll", "Lu", "Lo")), min_size=1, max_size=8)


@given(st.lists(st.tuples(LETTERS, st.sampled_from([" ", ", ", ". ", "; ", "? ", " (", ") ", " — "]))), LANGUAGES)
def test_no_word_is_lost(pieces: list[tuple[str, str]], language: str) -> None:
    """Without signs to name and without a lexicon, the words that are said are those that are written, in order."""
    text = "".join(word + between for word, between in pieces)
    words = spoken_form(text, lexicon=Lexicon(), language=language)
    assert re.findall(r"[^\W\d_]+", words) == re.findall(r"[^\W\d_]+", text)


@given(st.lists(LETTERS, max_size=10).map(" ".join), LANGUAGES)
def test_plain_words_are_said_as_written(text: str, language: str) -> None:
    """Words alone come out letter for letter."""
    assert spoken_form(text, lexicon=Lexicon(), language=language) == text


@pytest.mark.parametrize(
    "piece", ["(", ")", "( ", " ,", "a.", "1.", "1-", "www.", "111-", "--", " - ", "a/", "a@", "+"]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    """Time grows with the text: no rule tries every way of reading thousands of signs."""
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    said(text)
    assert time.process_time() - began < 3
