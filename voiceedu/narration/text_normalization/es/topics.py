"""What a text is about, which decides readings: "3 m" of a child are months, "D-5" before an operation is a day."""

import re

OF_DISTANCES = re.compile(
    r"\b(?:camin|march|distan|corr[ea]|recorr|claudic|pasos|altura|profund|mid[eao]|longitud|largo|estatura|metros)",
    re.IGNORECASE,
)
"""What is about metres, not months: camine 10 m."""
