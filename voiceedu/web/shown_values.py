"""Speeds, dates and sizes as a page shows them, in the language of the request."""

import datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.units import format_unit
from flask_babel import get_locale, gettext

from voiceedu.assets import Asset

SPEEDS = (0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


def speeds() -> list[tuple[float, str]]:
    """Return the speeds of the player, each with what it is called."""

    def name(speed: float) -> str:
        number = format_decimal(speed, locale=get_locale())
        if speed == 1:
            return str(gettext("normal"))
        # Translators: A speed of the player; {number} is such as 0.8 or 1.5.
        phrase = gettext("{number}, slower") if speed < 1 else gettext("{number}, faster")
        return str(phrase.format(number=number))

    return [(speed, name(speed)) for speed in SPEEDS]


def date(day: datetime.date | None) -> str:
    return format_date(day, format="long", locale=get_locale()) if day else ""


def size(asset: Asset | None) -> str:
    """Return the size of a download in kB or MB."""
    if asset is None:
        return ""
    kilobytes, megabytes = max(1, round(asset.size / 1000)), round(asset.size / 1_000_000, 1)
    number, unit = (kilobytes, "kilobyte") if asset.size < 1_000_000 else (megabytes, "megabyte")
    return format_unit(number, f"digital-{unit}", length="short", locale=get_locale())
