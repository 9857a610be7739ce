"""Times of day with a dot, as Britain writes them: come at 7.30, the clinic opens at 8.30."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_IS_MEASURED = re.compile(r"\b(?:pH|INR|dos(?:e|ing)|rate|price|cost|level|scor(?:e|ing))s?\b", re.IGNORECASE)
"""Before "starts at 7.35" these say that it is a value."""


def _rewrite_time(match: re.Match[str]) -> str | None:
    if _IS_MEASURED.search(match.string[: match.start()]):
        return None
    return f"{match['hour']}:{match['minute']}"


RULES: tuple[Rule, ...] = (
    rewrites(
        "times with a dot",
        r"\b(?i:come|arrive|arrival|appointment|opens?|closes?|starts?|starting|begins?|be here|be there|leaves?)"
        r"(?: [a-z]+){0,3} at (?P<said>(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d))"
        r"(?=[.;)]?$|[,;)]|\. [A-Z]| (?:on|for|and|or|with|sharp|in the|tomorrow|today)\b)",
        _rewrite_time,
    ),
)
