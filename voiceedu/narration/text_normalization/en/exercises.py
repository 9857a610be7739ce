"""Exercises: 3 x 10, 2×15/side, 5# ankle weights, hold 5", rest 60s."""

import re

from voiceedu.narration.text_normalization.rules import Rule, has, rewrites


def _read_sets(match: re.Match[str]) -> str | None:
    """Return "2 sets of 10" for 2x10 in a text about exercises."""
    return f"{match[1]} sets of {match[2]}" if has(_EXERCISES, match.string) else None


_EXERCISES = re.compile(
    r"\b(?:HEP|PT|kegels?|pelvic floor|pumps|reps?|sets?|exercises?|bridg\w+|clamshells?|planks?|squats?|curls?|"
    r"lunges?|raises?|presses|rows?|stretch\w*|"
    r"push-?ups?|sit-?ups?|steps?-ups?|(?:yellow|red|green|blue|black) band|thera-?bands?)\b",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "sets and repetitions", r"(?<![\w.,/-])(\d{1,2}) ?[x×] ?(\d{1,3}) ?/ ?(?=side|leg|arm)", r"\1 sets of \2 per "
    ),
    rewrites(
        "weights of an exercise",
        r"(?<![\w.,/#-])(\d{1,2})# ?(?=(?:ankle|wrist|cuff|dumb-?bells?|kettle-?bells?|wts?|weights?|DBs?)\b)",
        r"\1 pound ",
    ),
    rewrites(
        "sets by their seconds",
        r"(?<![\w.,/-])([1-9]) ?[x×] ?(\d{1,2}) ?[\"”″](?! ?\w)",
        lambda match: f"{_read_sets(match)} seconds" if _read_sets(match) else None,
    ),
    rewrites("seconds of a rest", r"\b([Rr]est|[Hh]old|[Ww]ait|[Pp]ause)( for)? (\d{1,3})s(?!\w)", r"\1\2 \3 seconds"),
    rewrites("seconds of a hold", r"\b([Hh]old(?:s|ing)?(?: for)? \d{1,2}) ?[\"”″](?! ?\w)", r"\1 seconds"),
    rewrites(
        "sets and repetitions of an exercise",
        r"(?<![\w.,/-])([1-9]) ?[x×] ?(\d{1,2})"
        r"(?!\w|[.,/]\d| ?[x×]| ?(?:d|days?|w|wks?|weeks?|h|hrs?|hours?|mins?|mos?|months?|nights?)\b)",
        _read_sets,
    ),
    rewrites("sets of an exercise", r"\b(sets?) ?[x×] ?(?=\d)", r"\1 of ", ignore_case=True),
    rewrites(
        "sets of an exercise in numbers", r"(?<![\w.,/])(\d{1,2}) ?[x×] ?(\d{1,3}) (?=reps?\b)", r"\1 sets of \2 "
    ),
)
