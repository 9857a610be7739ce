"""What holds for every text: words and stops alone, nothing lost, nothing changed that is words already."""

import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from voiceedu.narration import text_normalization
from voiceedu.narration.text_normalization import clean, layer, normalize

PIECES = """Take tablet IV MRI NSAIDs BID q4h PRN L4-L5 C5/6 Jan. Mon-Fri stage II No. w/o approx. Dr. e.g. x a I
    "yes" (if) call text HOME www.a.com a@b.org ½ 2½ 1/2 120/80 7/10 24/7 5-325 1:1000 911 $5.50 €20
    9:00 8am-5pm 2026-01-12 3/4/26 ≥5 ±2 → B₁₂ β ™ 💧 ① Ⅳ ٣ H₂O 10³ #3 & @ — … “q” § † <b> {x} [y] _z_
    *w* ~5 ^2 | \\ 1,000.50 .5 007 1234567890 1-800-GO-NOW M/F 5' 6" 6'2" x3 3x % ° = + -5 −5 1st 3.2.1
    5–10 A1c T2DM pH s/p mg mL mcg/kg/min units 5mg °F cm² +44 20 7946 0958 12345678901234567890 AT&T
    Na+ 4x4 d's ’ ' ¿ ¡ ¼ IX °"""
WRITTEN = st.sampled_from(re.findall(r"\S+", PIECES))
SENTENCES = st.lists(WRITTEN, max_size=8).map(" ".join)
SIGNS = st.text("aB 1.,;:()[]-–—/%&<>#@\u00a0+$'“”½²β°€™→|\\^_~*=", max_size=25)
LETTERS = st.text(
    st.characters(categories=("Ll", "Lu"), max_codepoint=0xFF, exclude_characters="µªº"), min_size=2, max_size=8
)


def is_words(text: str) -> bool:
    """Return whether `text` has letters with their marks, spaces, stops, and signs inside a word alone.

    Marks that open a Spanish question stand before a word.
    """
    inside = re.sub(r"(?<=\w)['-](?=\w)|[¿¡]+(?=\w)", "", text)
    return all(unicodedata.category(c)[0] in "LM" or c in " ,.?!:;" for c in inside)


@settings(max_examples=60)
@given(SENTENCES | SIGNS | st.text(max_size=30))
@example("½ ﬁ ⅞ 5½%")
@example("x ‘s’ ¿y?")
@example("\U0001d7d8 ౦ 〇 Ⅻ")
@example("'90s 1e-5 1/0 0/0")
def test_english_comes_out_in_words_and_stops(text: str) -> None:
    """No digit and no sign is left for an engine to drop or to read in its own way."""
    words = normalize(text, language="en")
    assert is_words(words), words


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_way_of_writing_comes_out_in_words(language: str) -> None:
    """Each piece is read in every run, among others; the examples of the properties are of chance."""
    written = re.findall(r"\S+", PIECES)
    for start in range(0, len(written), 4):
        words = normalize(" ".join(written[start : start + 4]), language=language)
        assert is_words(words), words


@settings(max_examples=25)  # half a second each
@given(SENTENCES | SIGNS | st.text(max_size=30))
@example("¤ ¸ ¦ ¬")
@example("½ ﬁ ⅞ 5½% ¿ ¡")
@example("¿(")
@example("¿(¡«a")
@example("¡×")
@example("\U0001d7d8 ౦ 〇 Ⅻ")
def test_spanish_comes_out_in_words_and_stops(text: str) -> None:
    """No digit and no sign is left for a Spanish voice either."""
    words = normalize(text, language="es")
    assert is_words(words), words


@settings(max_examples=12)  # a second each
@given(SENTENCES | SIGNS, st.sampled_from(["fr", "de", "it", "pt"]))
def test_languages_of_the_common_layer_come_out_in_words_and_stops(text: str, language: str) -> None:
    """No digit and no sign is left for a voice of French, German, Italian or Portuguese."""
    words = normalize(text, language=language)
    assert is_words(words), words


@pytest.mark.slow  # each language loads its grammar
@pytest.mark.parametrize("language", ["ar", "vi", "zh", "ru", "ko", "hu", "sv", "ja", "nl", "pl"])
def test_languages_of_a_grammar_leave_no_digit_and_no_sign(language: str) -> None:
    """What a grammar cannot say is said by the layer around it: numbers alone, signs by their names."""
    written = re.findall(r"\S+", PIECES)
    for start in range(0, len(written), 4):
        words = normalize(" ".join(written[start : start + 4]), language=language)
        assert not re.search(r"[0-9%$€£<>=+*/\\#@&_|~^°²³½≥±×→]", words), words


@given(st.lists(st.integers(0, 10**13).map(str) | st.sampled_from(["00", "½", "٣", "²"]), min_size=1, max_size=3))
@settings(max_examples=25)
def test_a_number_always_has_words(numbers: list[str]) -> None:
    """Every number is heard: there is at least one word for each."""
    words = normalize(" and ".join(numbers), language="en")
    assert all(re.search("[a-z]{2}", part) for part in re.split(r"\band\b", words)[: len(numbers)])


@given(st.lists(LETTERS.map(str.lower), max_size=8))
def test_no_word_is_lost(words: list[str]) -> None:
    """Between signs, every word of the text is heard, or is an abbreviation with an entry."""
    plain = [word for word in words if len(word) > 5 and word.isalpha()]
    heard = normalize(" (".join(plain), language="en")
    assert re.findall(r"[^\W\d_]+", heard) == [clean(word) for word in plain]


@settings(max_examples=40)
@given(SENTENCES, st.sampled_from(["fr", "de", "zh", "tlh"]))
def test_another_language_keeps_its_letters(text: str, language: str) -> None:
    """Without a medical layer no letter vanishes that general text normalization does not read."""
    assume(not re.search("</?[a-z]", text))  # an element of HTML is silent
    assert normalize(text, language=language) == normalize(text, language=language)
    assert bool(re.search(r"\w", clean(text))) <= bool(normalize(text, language=language))


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("fr", "Prenez 3 comprimés (le soir) — et reposez-vous.", "Prenez trois comprimés, le soir, et reposez-vous."),
        ("tlh", "Soch 3% (jaj) — ™ naD 💧", "Soch 3%, jaj, naD"),
        ("de-CH", "Nehmen Sie 3 Tabletten.", "Nehmen Sie drei Tabletten."),
    ],
)
def test_a_language_without_a_layer_has_what_the_library_knows(language: str, written: str, words: str) -> None:
    """Cleaning, pauses and general text normalization work for every language; other signs stay as written."""
    assert normalize(written, language=language) == words


@pytest.mark.parametrize("text", ["3/4/2026", "3-4-2026", "3/4/26"])
def test_the_order_of_a_date_is_that_of_the_region(text: str) -> None:
    """A date of numbers begins with the month in the United States, with the day elsewhere."""
    assert normalize(f"On {text}.", language="en").lower().startswith("on march fourth")
    assert normalize(f"On {text}.", language="en-GB").lower().startswith("on april third")


def test_a_date_that_is_only_possible_in_the_other_order_is_read_so() -> None:
    """A month has no number above twelve."""
    assert "april" in normalize("On 13/4/2026.", language="en").lower()
    assert "april" in normalize("On 4/13/26.", language="en-GB").lower()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "B twelve, one thousand micrograms"),
        ("es", "B doce, mil microgramos"),
        ("fr", "B douze, mille microgrammes"),
        ("it", "B dodici, mille microgrammi"),
        ("sv", "B tolv, tusen mikrogram"),
        ("nl", "B twaalf, duizend microgram"),
        ("vi", "B mười hai, một nghìn micrôgam"),
    ],
)
def test_a_vitamin_and_its_amount_are_two_numbers(language: str, words: str) -> None:
    """Without a pause the twelve of vitamin B12 and the thousand of its amount are heard as twelve thousand."""
    assert normalize("B12 1000 µg", language=language) == words


@pytest.mark.parametrize(("language", "words"), [("pt", "dezesseis"), ("pt-BR", "dezesseis"), ("pt-PT", "dezasseis")])
def test_a_region_hears_its_own_words(language: str, words: str) -> None:
    """Portugal says sixteen in another way than Brazil, and so do countries that follow it."""
    assert normalize("Tome às 16h.", language=language) == f"Tome às {words} horas."
    assert normalize("19 gotas", language="pt-AO") == "dezanove gotas"


@pytest.mark.parametrize(
    ("language", "seventy", "eighty", "ninety"),
    [
        ("fr", "soixante et onze", "quatre-vingt-quatre", "quatre-vingt-quinze"),
        ("fr-BE", "septante et un", "quatre-vingt-quatre", "nonante-cinq"),
        ("fr-CH", "septante et un", "huitante-quatre", "nonante-cinq"),
    ],
)
def test_the_numbers_of_a_region(language: str, seventy: str, eighty: str, ninety: str) -> None:
    """Belgium and Switzerland have their own seventy and ninety, Switzerland its own eighty."""
    written = "Pesez 71 kg, 84 g et 95 mg, 90 fois."
    assert normalize(written, language=language) == (
        f"Pesez {seventy} kilogrammes, {eighty} grammes et {ninety} milligrammes, "
        f"{'quatre-vingt-dix' if language == 'fr' else 'nonante'} fois."
    )


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("80 %", "huitante pour cent"),
        ("80 000 personnes", "huitante mille personnes"),
        ("En 1978", "En mille neuf cent septante-huit"),
        ("180/95 mmHg", "cent huitante sur nonante-cinq millimètres de mercure"),
        ("Son 90e anniversaire", "Son nonantième anniversaire"),
    ],
)
def test_switzerland_says_such_numbers_wherever_they_stand(written: str, words: str) -> None:
    assert normalize(written, language="fr-CH") == words


def test_what_is_kept_comes_back_as_written() -> None:
    """A clinic's own entry is left for the lexicon, whatever the rules would say, in the case of the text."""
    keep = re.compile(r"(?<!\w)(?:L4-L5|MRI|mg|Dr\.)(?!\w)", re.IGNORECASE)
    text = "Dr. Lee takes an mri of L4-L5 and gives 5 mg or 5 mL."
    assert normalize(text, language="en", keep=keep) == (
        "Dr. Lee takes an mri of L4-L5 and gives five mg or five milliliters."
    )


def test_nothing_is_kept_inside_a_longer_word() -> None:
    """A pattern for whole words does not stop a rule that reads a longer text."""
    keep = re.compile(r"(?<!\w)L4(?!\w|-)")
    assert normalize("L4 and L4-L5", language="en", keep=keep) == "L4 and L four L five"


@pytest.mark.parametrize("text", ["The nerve block helps.", "Rest, then walk a little; it may hurt!", "Is it safe?"])
def test_words_are_left_as_they_are(text: str) -> None:
    """A text of words comes out letter for letter."""
    assert normalize(text, language="en") == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "¿",
        "¿(",
        " ,",
        "a.",
        "1.",
        "1-",
        "www.",
        "--",
        " - ",
        "a/",
        "a@",
        "+",
        "+1 ",
        "A",
        "'",
        '"',
        "½",
        "5 mg ",
        "²",
        "٣",
    ],
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    """Time grows with the text: no rule tries every way of reading thousands of signs."""
    text = piece * (20_000 // len(piece))
    began = time.process_time()
    normalize(text, language="en")
    assert time.process_time() - began < 3


def test_every_folder_of_rules_is_used() -> None:
    """The table of languages names every package of rules; one that it did not name would do nothing."""
    folders = {path.parent.name for path in Path(text_normalization.__file__).parent.glob("*/__init__.py")}
    assert set(text_normalization._MODULES.values()) == folders
    for tag in text_normalization._MODULES:
        rules = layer(tag)
        assert rules is not None
        assert rules.tag == tag
        assert rules.rules
