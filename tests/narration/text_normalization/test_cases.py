"""Every row of `cases/<language>.tsv`: what is written, a tab, the words that a listener hears.

Capitals, hyphens and the pauses inside a sentence are not compared; where a sentence ends is. A row is one sentence
that a clinician can judge; add one for each reading that was wrong. Lines that begin with # name a kind.
"""

import re
from pathlib import Path

import pytest

from voiceedu.narration.text_normalization import normalize

OF_A_GRAMMAR = frozenset({"ru", "ko", "hu", "sv", "nl", "pl", "ja"})
FEWEST_ROWS = 30
CASES = Path(__file__).parent / "cases"


def kinds(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Return the rows of each kind, by its title."""
    found: dict[str, list[tuple[str, str]]] = {}
    title = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            title = line.removeprefix("# ")
        elif line:
            written, _, words = line.partition("\t")
            found.setdefault(title, []).append((written, words))
    return found


def rows(path: Path) -> list[tuple[str, str]]:
    return [row for of_a_kind in kinds(path).values() for row in of_a_kind]


def heard(words: str) -> str:
    """Return `words` in small letters without hyphens and pauses. A full stop between sentences becomes a bar."""
    with_ends = re.sub(r"[.!?]\s+(?=\S)", " | ", words)
    return " ".join(re.sub(r"[,.;:!?¿¡-]", " ", with_ends).casefold().split())


def assert_heard(cases: list[tuple[str, str]], *, language: str) -> None:
    """Fail with every row that is read with other words."""
    wrong = [
        f"{written!r} is heard as {said!r}, not as {words!r}"
        for written, words in cases
        if (said := heard(normalize(written, language=language))) != heard(words)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow  # there are many
@pytest.mark.parametrize(
    ("language", "cases"),
    [
        pytest.param(path.stem, cases, id=f"{path.stem}: {title}")
        for path in sorted(CASES.glob("*.tsv"))
        if path.stem not in OF_A_GRAMMAR
        for title, cases in kinds(path).items()
    ],
)
def test_a_text_is_heard_as_a_clinician_reads_it(language: str, cases: list[tuple[str, str]]) -> None:
    """Every row of the case files has the words that stand beside it. A test a kind costs a quarter of one a row."""
    assert_heard(cases, language=language)


@pytest.mark.slow  # each loads a grammar: one test a language loads it once
@pytest.mark.parametrize("language", sorted(OF_A_GRAMMAR))
def test_ranges_doses_and_scores_are_heard_in_other_languages(language: str) -> None:
    """Every row of a language without a layer of its own has the words that stand beside it."""
    cases = rows(CASES / f"{language}.tsv")
    assert len(cases) >= FEWEST_ROWS
    assert_heard(cases, language=language)


@pytest.mark.parametrize(("language", "fewest"), [("en", 300), ("es", 150)])
def test_each_language_has_cases_of_every_kind(language: str, fewest: int) -> None:
    """A language module has many cases, no two of the same text."""
    written = [written for written, _ in rows(CASES / f"{language}.tsv")]
    assert len(written) >= fewest
    assert len(set(written)) == len(written)
