"""Lines of thousands of numbers, as a table that was pasted: their time grows with their length."""

import time

import pytest

from voiceedu.narration.text_normalization import normalize


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "unit"),
    [
        *((language, unit) for language in ("ru", "pl", "ar") for unit in ("0912 ", "1-2-3-", "1 c/8 h ")),
        *(("es", unit) for unit in ("1 c/8 h ", "entre 2-3 ", ". ", "D-5 ", "(im) ", "de > 3 m, ")),
    ],
)
def test_the_time_of_many_numbers_grows_with_their_length(language: str, unit: str) -> None:
    """A line four times as long takes about four times as long, not sixteen: words nearby decide a case."""

    def seconds(numbers: int) -> float:
        start = time.process_time()
        normalize(unit * numbers, language=language)
        return time.process_time() - start

    seconds(10)
    assert seconds(2000) < 10 * max(seconds(500), 0.02)
