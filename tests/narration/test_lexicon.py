import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.content.blocks import Block
from voiceedu.content.procedure import Procedure
from voiceedu.content.review import Review
from voiceedu.content.sections import Section
from voiceedu.errors import LexiconError
from voiceedu.narration import lexicon, pls, script
from voiceedu.narration.lexicon import Lexicon
from voiceedu.narration.pls import Entries
from voiceedu.narration.pronunciation import pronounce

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=60)


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "clinic.tsv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def said(text: str, entries: Lexicon) -> str:
    """Return what a simple voice is given of an English text."""
    return pronounce(text, lexicon=entries, language="en").respelled


def test_the_longest_entry_wins() -> None:
    """Of two entries that begin alike, the one that explains more of the text is said."""
    respelled = Lexicon({"L": "ell", "L4": "ell four", "L4-L5": "ell four to ell five", "mg": "milligrams"})
    assert respelled.respell("at L4-L5, at L4 and at L") == "at ell four to ell five, at ell four and at ell"


def test_a_respelling_is_not_respelled_again() -> None:
    """What an entry says is final, even where it holds another entry's written form."""
    assert Lexicon({"CT": "C T scan", "T": "tea", "scan": "look"}).respell("a CT") == "a C T scan"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2.5 mg of it", "2.5 milligrams of it"),
        ("mg", "milligrams"),
        ("(mg)", "(milligrams)"),
        ("mg.", "milligrams."),
        ("mg/mL", "milligrams/mL"),
        ("mgs and 5mg and omg and mg_2", "mgs and 5mg and omg and mg_2"),
        ("Dr. Desai", "Doctor Desai"),
        ("Ask your Dr.", "Ask your Doctor"),
        ("Dr.Desai and xDr. who", "Dr.Desai and xDr. who"),
        ("Árdr. Ñmg mgé", "Árdr. Ñmg mgé"),
    ],
)
def test_an_entry_is_matched_on_whole_words(text: str, said: str) -> None:
    """An entry is said where it stands alone, never inside a longer word, in any alphabet."""
    assert Lexicon({"mg": "milligrams", "Dr.": "Doctor", "dr.": "wrong"}).respell(text) == said


def test_capitals_count() -> None:
    """An entry is matched as written: CT is a scan, ct is something else."""
    assert Lexicon({"CT": "C T"}).respell("CT ct Ct") == "C T ct Ct"


def test_a_written_form_is_no_pattern() -> None:
    """Signs that mean something in a regular expression are only themselves."""
    respelled = Lexicon({"C5/6": "C five six", "a.b": "wrong", "(R)": "right", "$^": "wrong", "X*": "ex star"})
    assert respelled.respell("C5/6 axb (R) X* and a") == "C five six axb right ex star and a"


def test_an_empty_lexicon_says_what_is_written() -> None:
    """Without entries the text is said as it stands."""
    assert Lexicon().respell("Dr. Desai") == "Dr. Desai"


@given(WORDS, st.dictionaries(st.text("abc.é-", min_size=1, max_size=4), st.text("XYZ ", max_size=5), max_size=8))
def test_text_without_an_entry_is_unchanged(text: str, entries: dict[str, str]) -> None:
    """A text in which no entry is written comes out letter for letter."""
    absent = {form: said for form, said in entries.items() if form.casefold() not in text.casefold()}
    assert Lexicon(absent).respell(text) == text


@given(st.lists(st.sampled_from(["Dr.", "CT", "pain", "L4-L5", "L4", "ct", "L4-L5s"]), min_size=1))
def test_each_word_is_respelled_by_itself(words: list[str]) -> None:
    """Wherever an entry stands in a text, and how often, it is said the same."""
    entries = {"Dr.": "Doctor", "CT": "C T", "L4": "ell four", "L4-L5": "ell four to five"}
    assert Lexicon(entries).respell(" ".join(words)) == " ".join(
        entries.get(word, "ell four-L5s" if word == "L4-L5s" else word) for word in words
    )


def test_the_transcript_keeps_the_written_word() -> None:
    """A respelling changes what is said of title, heading, text and author, and nothing of what is shown."""
    procedure = Procedure(
        slug="ct",
        language="en",
        title="The CT",
        author="Dr. Raj Desai",
        review=Review(state="reviewed", by="Dr. Who", on=datetime.date(2026, 11, 22)),
        sections=(
            Section(slug="a", heading="Why CT", blocks=(Block(kind="bullet", text="A CT finds it. Ask Dr. X."),)),
        ),
    )
    respelled = script.write(procedure, Lexicon({"CT": "C T", "Dr.": "Doctor"}))
    plain = script.write(procedure, Lexicon())
    assert [u.text for u in respelled.utterances] == [u.text for u in plain.utterances]
    assert [u.pause_after_ms for u in respelled.utterances] == [u.pause_after_ms for u in plain.utterances]
    said = " ".join(u.spoken for u in respelled.utterances)
    assert not re.search(r"\bCT\b|\bDr\.", said)
    for words in ("The C T", "Why C T", "A C T finds it.", "Ask Doctor X.", "By Doctor Raj Desai", "by Doctor Who"):
        assert words in said


def test_the_shipped_english_lexicon_is_said() -> None:
    """English has a shipped list, which simple voices are given."""
    assert said("Lidocaine, then lidocaine.", lexicon.load("en")) == "lye doe cane, then lye doe cane."


@pytest.mark.parametrize("path", sorted(lexicon.SHIPPED.glob("*.tsv")), ids=lambda path: path.stem)
def test_every_shipped_lexicon_can_be_read(path: Path) -> None:
    """A shipped list has entries, and each changes something."""
    entries = lexicon.read(path).spoken
    assert entries
    assert all(form != said for form, said in entries.items())


@pytest.mark.parametrize("path", sorted(lexicon.SHIPPED.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_shipped_spoken_form_is_final(path: Path) -> None:
    """A shipped spoken form is plain words, none of which would have to be respelled: any engine can say it."""
    entries = lexicon.read(path).spoken
    respelled = Lexicon(entries)
    for said in entries.values():
        assert re.fullmatch(r"[^\W_]+(?:,? [^\W_]+)*", said)
        assert respelled.respell(said) == said


MEDICAL = """
    lidocaine bupivacaine radiofrequency corticosteroid kyphoplasty vertebroplasty neurostimulation coccydynia
    triamcinolone methylprednisolone spondylolisthesis
"""


def test_the_shipped_english_list_is_a_medical_one() -> None:
    """The words of pain medicine that voices get wrong are in the English list."""
    assert set(MEDICAL.split()) <= set(lexicon.load("en").entries)


def test_the_shipped_spanish_list_is_long() -> None:
    """Spanish has at least 120 entries."""
    assert len(lexicon.load("es").entries) >= 120


def test_a_regional_language_has_the_list_of_its_language() -> None:
    """en-US is said with the English list, as it is spoken with the English voice and the English phrases."""
    assert lexicon.load("en-US") == lexicon.load("en")


def test_a_language_without_a_list_is_said_as_written() -> None:
    """No list is no error."""
    assert lexicon.load("tlh").respell("Dr. Desai") == "Dr. Desai"


def test_the_clinic_has_the_last_word(tmp_path: Path) -> None:
    """The clinic's own entries lie on top of the shipped ones: they replace and they add, in any language."""
    clinic = written(tmp_path, "Dr.\tDoc\nDesai\tdeh sigh\n")
    assert said("Dr. Desai, MRI", lexicon.load("en", clinic=clinic)) == "Doc deh sigh, M R I"
    assert lexicon.load("tlh", clinic=clinic).respell("Dr. Desai, MRI") == "Doc deh sigh, MRI"


@pytest.mark.parametrize(
    ("clinic", "text", "heard"),
    [
        ("lidocaine\tlido", "lidocaine, Lidocaine", "lido, lido"),
        ("Lidocaine\tlido", "lidocaine, Lidocaine", "lido, lido"),
        ("Lidocaine\tlido\nlidocaine\tcane", "lidocaine, Lidocaine", "cane, lido"),
        ("lidocaine\tcane\nLidocaine\tlido", "lidocaine, Lidocaine", "cane, lido"),
        ("mL\tem ell", "an mL, 2 ml", "an em ell, two milliliters"),
        ("Mg\tmagnesium", "2 mg of Mg, 1 mg", "two milligrams of magnesium, one milligram"),
        ("ct\tcount", "a CT, a ct", "a C T, a count"),
        ("MS.\tem ess", "Ms. Lee has MS.", "Miz Lee has em ess"),
        ("L4\tlumbar four", "at L4 and L5", "at lumbar four and L five"),
        ("L4-L5 disc\tthe disc", "the L4-L5 disc, L4-L5 discs", "the the disc, L four L five discs"),
        ("Dr. Desai\tRaj", "Dr. Desai, Dr. Desais, Dr. Lee", "Raj, Doctor Desais, Doctor Lee"),
        ("MRI\tscan", "MRI, MRIs, xMRI", "scan, M R I's, X M R I"),
    ],
)
def test_the_clinic_wins_word_by_word(tmp_path: Path, clinic: str, text: str, heard: str) -> None:
    """A clinic's entry is also that of the same shipped word in other cases, and of no other word.

    The longest entry still wins, whole words still count, and a form that is not shipped is matched as written.
    """
    assert said(text, lexicon.load("en", clinic=written(tmp_path, clinic))) == heard


@pytest.mark.parametrize(
    ("its_language", "language", "said"),
    [
        ("en", "en", "Doc Desai"),
        ("en-US", "en", "Doc Desai"),
        ("EN-gb", "en-US", "Doc Desai"),
        ("es", "en", "Dr. Desai"),
        ("es-MX", "es", "Doc Desai"),
        ("en", "es", "Dr. Desai"),
        ("e", "en", "Dr. Desai"),
    ],
)
def test_a_pls_document_is_for_its_language(tmp_path: Path, its_language: str, language: str, said: str) -> None:
    """A clinic's PLS document respells the language that it names, whatever the region, and no other."""
    clinic = tmp_path / "clinic.PLS"
    clinic.write_text(pls.write(Entries({"Dr.": "Doc"}), language=its_language), encoding="utf-8")
    assert lexicon.read(clinic).spoken == {"Dr.": "Doc"}
    assert lexicon.load(language, clinic=clinic).respell("Dr. Desai") == said


def test_a_broken_pls_document_is_named_in_any_language(tmp_path: Path) -> None:
    """A document that cannot be read stops every language: whose it is cannot be known."""
    clinic = tmp_path / "clinic.pls"
    clinic.write_text("Dr.\tDoc\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="not XML"):
        lexicon.load("es", clinic=clinic)


def test_the_whole_lexicon_can_be_exported(tmp_path: Path) -> None:
    """Shipped and own entries, written as PLS, are a clinic's lexicon that says the same."""
    own = lexicon.load("en", clinic=written(tmp_path, "Desai\tdeh sigh"))
    exported = tmp_path / "all.pls"
    exported.write_text(pls.write(Entries(dict(own.entries), dict(own.ipa)), language="en"), encoding="utf-8")
    assert lexicon.read(exported).spoken == own.entries
    assert lexicon.load("en", clinic=exported).entries == own.entries


def test_room_in_an_entry_is_one_space(tmp_path: Path) -> None:
    """A no-break space or two spaces between words, as editors put there, are the space of the text."""
    assert lexicon.read(written(tmp_path, "2.5\u00a0mg\ttwo  and a half")).spoken == {"2.5 mg": "two and a half"}


def test_a_file_may_hold_remarks_and_empty_lines(tmp_path: Path) -> None:
    """Lines that begin with # and empty lines are passed over, and room around a word is not part of it."""
    clinic = written(tmp_path, "# ours\n\n  \nlidocaine \t lie doe kane \n#x\ty\n")
    assert lexicon.read(clinic).spoken == {"lidocaine": "lie doe kane"}


def test_a_file_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    """A byte order mark and carriage returns are no part of the first word, nor of any other."""
    clinic = written(tmp_path, b"\xef\xbb\xbfCT\tC T\r\nMRI\tM R I\r\n")
    assert lexicon.read(clinic).spoken == {"CT": "C T", "MRI": "M R I"}


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("CT\tC T\nMRI M R I\n", 2, "no entry in 'MRI M R I'"),
        ("# ours\n\nCT\t\n", 3, "no entry in 'CT\\t'"),
        ("\tC T\n", 1, "no entry in '\\tC T'"),
        ("CT\tC T\tscan\tx\n", 1, "no entry in 'CT\\tC T\\tscan\\tx'"),
        ("CT\tC\x08T\n", 1, "no entry in 'CT\\tC\\x08T'"),
        ("CT\tC T\nMRI\tM R I\nCT\tscan\n", 3, "'CT' stands twice"),
        (b"CT\tC T\nM\xe9xico\tMeh hee co\n", 2, "not UTF-8 text"),
        ("CT\tC T\n".encode("utf-16"), 1, "not UTF-8 text"),
    ],
)
def test_a_line_that_says_nothing_is_named(tmp_path: Path, text: str | bytes, line: int, problem: str) -> None:
    """A broken list stops with file, line, what is wrong and how an entry is written."""
    clinic = written(tmp_path, text)
    with pytest.raises(LexiconError) as caught:
        lexicon.read(clinic)
    assert (caught.value.path, caught.value.line) == (clinic, line)
    assert str(caught.value).startswith(f"{clinic}:{line}: {problem}. ")
    assert "written form, a tab, spoken form" in str(caught.value)


# IPA.


def test_ipa_stands_beside_the_respelling(tmp_path: Path) -> None:
    """A third column has IPA; the second one may be empty then. Slashes around it are left out."""
    entries = lexicon.read(written(tmp_path, "Desai\tdeh sigh\t/dəˈsaɪ/\nNguyen\t\tŋwiən\nCT\tC T\n"))
    assert entries == Entries({"Desai": "deh sigh", "CT": "C T"}, {"Desai": "dəˈsaɪ", "Nguyen": "ŋwiən"})


@pytest.mark.parametrize("sound", ["d3", "deh sigh!", "strkt", "ˈ"])
def test_text_that_is_no_ipa_is_named(tmp_path: Path, sound: str) -> None:
    """It is an error with file and line."""
    path = written(tmp_path, f"CT\tC T\nDesai\tdeh sigh\t{sound}\n")
    with pytest.raises(LexiconError, match=f"{path}:2: .* is not IPA"):
        lexicon.read(path)


def test_ipa_is_given_for_words_as_they_stand() -> None:
    """A plain word is found in any case, and a word that only contains it is not."""
    sounds = Lexicon(ipa={"lidocaine": "ˈlaɪdəkeɪn"})
    said = pronounce("Lidocaine, lidocaine, xlidocaine.", lexicon=sounds, language="en")
    assert dict(said.ipa) == {"Lidocaine": "ˈlaɪdəkeɪn", "lidocaine": "ˈlaɪdəkeɪn"}
    assert said.words == said.respelled == "Lidocaine, lidocaine, xlidocaine."


def test_ipa_of_an_expanded_form_is_of_its_respelling() -> None:
    """Where the words have the respelling of a form, the IPA is given for that."""
    entries = Lexicon({"TFESI": "T F E S I"}, ipa={"TFESI": "tiˈfɛzi"})
    said = pronounce("A TFESI helps.", lexicon=entries, language="en")
    assert (said.words, dict(said.ipa)) == ("A T F E S I helps.", {"T F E S I": "tiˈfɛzi"})


def test_clinic_replaces_shipped_ipa(tmp_path: Path) -> None:
    """A clinic's respelling without IPA leaves no shipped IPA, and its IPA alone leaves the shipped respelling."""
    shipped = lexicon.load("en")
    form = next(form for form in shipped.ipa if form in shipped.entries)
    respelled = lexicon.load("en", clinic=written(tmp_path, f"{form}\tour way"))
    assert form not in respelled.ipa
    sounded = lexicon.load("en", clinic=written(tmp_path, f"{form}\t\taʊ"))
    assert (sounded.ipa[form], sounded.entries[form]) == ("aʊ", shipped.entries[form])
