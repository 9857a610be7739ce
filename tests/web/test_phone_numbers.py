"""Telephone numbers as people read them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceedu.config.values import E164
from voiceedu.web.phone_numbers import grouped


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+12025550123", "+1 202 555 0123"),
        ("+34912345678", "+34 912 345 678"),
        ("+33612345678", "+33 612 345 678"),
        ("+442079460958", "+44 207 946 0958"),
        ("+861065529988", "+86 106 552 9988"),
        ("+8613812345678", "+86 138 1234 5678"),
        ("+35315255000", "+353 1525 5000"),
        ("+4989123456", "+49 8912 3456"),
        ("+2904123", "+290 4123"),
    ],
)
def test_number_stands_in_groups(number: str, shown: str) -> None:
    """The country's code comes first, then groups of two to four digits."""
    assert grouped(number) == shown.replace(" ", "\u00a0")


@given(st.from_regex(E164, fullmatch=True))
def test_every_number_keeps_its_digits(number: str) -> None:
    """No digit is lost or moved, and no group of a number of usual length has more than four."""
    shown = grouped(number)
    assert shown.replace("\u00a0", "") == number
    assert max(map(len, re.findall(r"\d+", shown))) <= 4 or len(number) > 13


def test_in_text_from_right_to_left_the_plus_stays_first() -> None:
    """The number is isolated, so that its groups and its plus stand as in other texts."""
    assert grouped("+12025550123", direction="rtl") == "\u2066+1\u00a0202\u00a0555\u00a00123\u2069"
