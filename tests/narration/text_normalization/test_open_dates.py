"""Which dates of numbers can be read in two ways."""

import pytest

from voiceedu.narration.text_normalization.open_dates import find_open_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Come on 3/4/2026 or 03-04-26.", ["3/4/2026", "03-04-26"]),
        ("Come on 5.6.2026.", ["5.6.2026"]),
        ("Come on 3/14/2026, 14/3/2026 or 4/4/2026.", []),
        ("Come on 2026-03-04 or March 4, 2026.", []),
        ("Take 1/2, then version 2.1.3.", []),
        ("Rest until 3/4, then come on Monday, 5/6.", ["3/4", "5/6"]),
        ("Venga el lunes 3/4 o antes del 5/6.", ["3/4", "5/6"]),
        ("Come on 3/14. Put it on 3/4 of the wound.", []),
        ("Use version 2.1.15 of the app.", []),
    ],
)
def test_a_date_is_open_if_both_numbers_can_be_its_month(text: str, dates: list[str]) -> None:
    """A day above twelve, an ISO date and a written month leave no doubt."""
    assert find_open_dates(text) == dates
