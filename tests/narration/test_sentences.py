"""Where sentences end, by the rows of `cases/sentences-<language>.tsv` and for any text."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.narration.sentences import split_sentences

CASES = Path(__file__).parent / "cases"
LANGUAGES = st.sampled_from(["en", "en-US", "es", "zh", "tlh"])
PIECES = st.sampled_from(
    [
        "Dr.",
        "a.m.",
        "p. ej.",
        "5",
        "mg.",
        "Rest",
        "rest.",
        "Go!",
        "¿Sí?",
        "…",
        "...",
        "(a)",
        "“x.”",
        "No.",
        "St.",
        "1.",
        "é",
    ]
)


def rows(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("# "):
            text, _, sentences = line.partition("\t")
            yield text, sentences.split("|")


@pytest.mark.parametrize("path", sorted(CASES.glob("sentences-*.tsv")), ids=lambda path: path.stem)
def test_sentences_end_where_a_reader_ends_them(path: Path) -> None:
    """Titles, doses, times and abbreviations end a sentence only where a new one begins."""
    language = path.stem.removeprefix("sentences-")
    found = [(text, split_sentences(text, language=language), sentences) for text, sentences in rows(path)]
    assert found
    assert [row for row in found if row[1] != row[2]] == []


def test_the_region_of_a_language_does_not_matter() -> None:
    """Text of every region is cut by the rules of its language."""
    assert split_sentences("Take 5 mg. of it. Rest.", language="en-GB") == ["Take 5 mg. of it.", "Rest."]
    assert split_sentences("El Dr. Ruiz viene. Espere.", language="es-MX") == ["El Dr. Ruiz viene.", "Espere."]


def test_a_script_without_spaces_is_cut_at_its_own_stops() -> None:
    """Chinese sentences end at their stops, without a space."""
    assert split_sentences("这是什么？这是治疗。", language="zh") == ["这是什么？", "这是治疗。"]
    assert split_sentences("请打电话！不要等。好。", language="zh") == ["请打电话！", "不要等。", "好。"]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_has_no_sentences(text: str) -> None:
    """A text without characters gives no sentence."""
    assert split_sentences(text, language="en") == []


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "it", "pt"])
def test_an_area_code_is_no_number_of_an_item(language: str) -> None:
    """Two numbers in brackets are no list where a telephone number goes on behind each."""
    text = "Tel.: +55 (11) 3456-7890; WhatsApp (11) 91234-5678"
    assert split_sentences(text, language=language) == [text]


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60), LANGUAGES)
def test_no_word_is_lost(text: str, language: str) -> None:
    """Joined, the sentences are the characters of the text, all of them, in order; none is empty."""
    sentences = split_sentences(text, language=language)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() and sentence for sentence in sentences)


@given(st.lists(PIECES, max_size=12).map(" ".join), LANGUAGES)
def test_every_sentence_has_a_word(text: str, language: str) -> None:
    """Dots alone belong to a sentence: spoken alone they would be silence."""
    sentences = split_sentences(text, language=language)
    assert all(any(map(str.isalnum, sentence)) for sentence in sentences) or not any(map(str.isalnum, text))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_time_of_a_long_line_grows_with_its_length(language: str) -> None:
    """A line with a stop at each word takes about four times as long when it is four times as long, not sixteen."""

    def seconds(stops: int) -> float:
        text = "v. " * stops
        start = time.process_time()
        split_sentences(text, language=language)
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 10 * max(seconds(1000), seconds(1000), 0.01)
