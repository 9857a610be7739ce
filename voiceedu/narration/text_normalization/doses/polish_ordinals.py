"""Polish ordinals as they agree with the noun after them: drugie piętro, w dziesiątej dobie."""

import re

from voiceedu.narration.text_normalization.doses.polish_numbers import ordinal

_LOCATIVES = ("dniu", "tygodniu", "miesiącu", "stopniu", "kwartale", "trymestrze", "piętrze", "etapie", "okresie")


def read(match: re.Match[str]) -> str:
    """Return an ordinal as it agrees with the noun after it: "drugie piętro", "w dziesiątej dobie"."""
    words, noun = ordinal(int(match["number"])), match["noun"]
    if re.search(r"(?:nia|dnia|roku|ca|u)$", noun) and not noun.endswith(_LOCATIVES):
        return words
    stem = re.sub(r"ego\b", "", words)
    if noun.endswith(_LOCATIVES) or (noun == "stadium" and match.string[: match.start()].endswith(("w ", "W "))):
        return re.sub(r"(\w)\b", lambda end: end[1] + ("m" if end[1] == "i" else "ym"), stem)
    ending = "e" if noun.endswith(("o", "anie", "um")) else "ej" if noun.endswith(("ie", "ce", "y", "i")) else ""
    if noun.endswith("a"):
        ending = "a"
    if ending:
        return re.sub(r"(?:(?<=drug)i|(?<=trzec)i)\b", "i" if ending != "a" else "", stem).replace(
            " ", f"{ending} "
        ) + ("ia" if ending == "a" and stem.endswith("trzeci") else ending)
    return re.sub(r"(?<=\w)(?<!i)\b(?!\w)", "y", stem)
