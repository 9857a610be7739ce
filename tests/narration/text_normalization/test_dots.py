"""The dots of abbreviations: none is a full stop inside a sentence, and one that ends the sentence stays its stop."""

import re

import pytest

from voiceedu.narration.text_normalization import en, es, normalize
from voiceedu.narration.text_normalization.tables import read_table

FRAMES = {"en": ("Take 5 mg {}", " with food"), "es": ("Tome 5 mg {}", " con comida")}
SINGLE_LETTER = re.compile(r"\b[a-z]\b(?<!\ba|\by|\bo)")


def dotted(letters: str) -> set[str]:
    """Return `letters` with dots, as "q.i.d." and "q. i. d."; of several words, with a dot after each."""
    if " " in letters:
        return {letters.replace(" ", ". ") + "."}
    small = letters.lower()
    return {".".join(small) + ".", ". ".join(small) + ".", ".".join(small.upper()) + "."}


DOSING = [
    (language, written)
    for language, package, table in (("en", en, "dosing.tsv"), ("es", es, "dosing.tsv"))
    for letters, *_ in read_table(package.__name__, table)
    for written in sorted(dotted(letters))
]
LISTED = [
    (language, written)
    for language, package in (("en", en), ("es", es))
    for written, *_ in read_table(package.__name__, "abbreviations.tsv")
    if written.endswith(".")
]


def test_a_dotted_dosing_abbreviation_stops_nothing() -> None:
    """The words of "Take 5 mg q.i.d. with food." have one stop, at the end, and no single letters."""
    assert len(DOSING) > 100
    wrong = []
    for language, written in DOSING:
        start, rest = FRAMES[language]
        words = normalize(f"{start.format(written)}{rest}.", language=language)
        if not re.fullmatch(rf"[^.]+[^. ]{rest}\.", words) or SINGLE_LETTER.search(words.lower()):
            wrong.append((language, written, words))
    assert wrong == []


def test_a_dotted_dosing_abbreviation_keeps_the_stop_of_its_sentence() -> None:
    """The words of "Take 5 mg q.i.d." end with one stop."""
    wrong = []
    for language, written in DOSING:
        words = normalize(FRAMES[language][0].format(written), language=language)
        if not re.fullmatch(r"[^.]+[^. ]\.", words):
            wrong.append((language, written, words))
    assert wrong == []


def test_a_listed_abbreviation_stops_nothing() -> None:
    """No entry of the tables of abbreviations leaves its dot inside a sentence."""
    assert len(LISTED) > 100
    wrong = []
    for language, written in LISTED:
        start, rest = {"en": ("She took {}", " with food"), "es": ("Ella tomó {}", " con comida")}[language]
        words = normalize(f"{start.format(written)}{rest}.", language=language)
        if not re.fullmatch(rf"[^.]+[^. ]{rest}\.", words):
            wrong.append((language, written, words))
    assert wrong == []


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Take 5 mg p.o. q.i.d. for a week.", "Take five milligrams by mouth four times a day for a week."),
        ("Take 5 mg b.i.d., t.i.d. if needed.", "Take five milligrams twice a day, three times a day if needed."),
        ("Put 2 drops o.d. daily.", "Put two drops in the right eye daily."),
        ("Take 5 mg p.r.n. for pain.", "Take five milligrams as needed for pain."),
        ("Call a.s.a.p. if it swells.", "Call as soon as possible if it swells."),
    ],
)
def test_dotted_abbreviations_in_whole_sentences(written: str, words: str) -> None:
    """Several dotted abbreviations in one sentence leave no stop, and longer ones are not cut."""
    assert normalize(written, language="en") == words


def test_dotted_initials_of_a_name_are_letters() -> None:
    """A Spanish company's S.L. is no way to take a medicine."""
    assert normalize("La Clínica Sol S.L. le espera.", language="es") == "La Clínica Sol S L le espera."
