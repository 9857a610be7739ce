"""Every row of `cases/<language>.tsv`: what is written, a tab, the words that a listener hears.

Capitals, hyphens and the pauses inside a sentence are not compared; where a sentence ends is. A row is one sentence
that a clinician can judge; add one for each reading that was wrong. Lines that begin with # name a kind.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from voiceedu.narration.text_normalization import normalize

OF_A_GRAMMAR = frozenset({"ru", "ko", "hu", "sv", "nl", "pl", "ja"})
FEWEST_ROWS = 30
CASES = Path(__file__).parent / "cases"


def rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            written, _, words = line.partition("\t")
            yield written, words


def heard(words: str) -> str:
    """Return `words` in small letters without hyphens and pauses. A full stop between sentences becomes a bar."""
    with_ends = re.sub(r"[.!?]\s+(?=\S)", " | ", words)
    return " ".join(re.sub(r"[,.;:!?¿¡-]", " ", with_ends).casefold().split())


@pytest.mark.slow  # there are many
@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        pytest.param(path.stem, written, words, id=f"{path.stem}: {written}")
        for path in sorted(CASES.glob("*.tsv"))
        if path.stem not in OF_A_GRAMMAR
        for written, words in rows(path)
    ],
)
def test_a_text_is_heard_as_a_clinician_reads_it(language: str, written: str, words: str) -> None:
    """Every row of the case files has the words that stand beside it."""
    assert heard(normalize(written, language=language)) == heard(words)


@pytest.mark.slow  # each loads a grammar: one test a language loads it once
@pytest.mark.parametrize("language", sorted(OF_A_GRAMMAR))
def test_ranges_doses_and_scores_are_heard_in_other_languages(language: str) -> None:
    """Every row of a language without a layer of its own has the words that stand beside it."""
    cases = list(rows(CASES / f"{language}.tsv"))
    assert len(cases) >= FEWEST_ROWS
    wrong = [(written, heard(normalize(written, language=language)), heard(words)) for written, words in cases]
    assert [row for row in wrong if row[1] != row[2]] == []


@pytest.mark.parametrize(("language", "fewest"), [("en", 300), ("es", 150)])
def test_each_language_has_cases_of_every_kind(language: str, fewest: int) -> None:
    """A language module has many cases, no two of the same text."""
    written = [written for written, _ in rows(CASES / f"{language}.tsv")]
    assert len(written) >= fewest
    assert len(set(written)) == len(written)
