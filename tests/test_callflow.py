"""The phone conversation as plain data."""

import pytest

from voiceedu import callflow


@pytest.mark.parametrize(
    ("position", "digits"), [(0, "1"), (3, "4"), (4, "81"), (7, "84"), (8, "881"), (999, "8" * 249 + "4")]
)
def test_digits_lead_through_menus_of_four(position: int, digits: str) -> None:
    """Keys 1–4 choose, 8 gives the next four."""
    assert callflow.digits(position) == digits
