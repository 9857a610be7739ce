"""Signs that are a pause or silent in every language, and letters that are written in several ways."""

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites

_PICTURES = "\u25a0-\u2bff\U0001f000-\U0001faff\ufffc\u20e3\u200d"
"""Shapes, ticks, stars, arrows of emoji, emoji, the keycap around a digit: decoration, or a mark beside words."""
_SILENT = rf"(?:[®™©℠†‡•‣◦`´¨¯{_PICTURES}]|(?<![^\W\d_])·|·(?![^\W\d_]))"
_BEFORE_STOP = r"(?=[,.;:!?…)\]]|$)"

_APOSTROPHES = rewrites("apostrophes", rf"(?<=[\w{SAID}])[’ʼ＇](?=[^\W\d_])|(?<=\w)‘(?=[^\W\d_])", "'")

_SPACES = rewrites("spaces", r"\s{2,}", " ")

OPENING_RULES: tuple[Rule, ...] = (
    _APOSTROPHES,
    rewrites("silent marks before a stop", rf" ?{_SILENT}+{_BEFORE_STOP}", ""),
    rewrites("silent marks", rf"{_SILENT}+", " "),
    rewrites("emphasis", r"(?<![\w*])[*_]+(?=\w)|(?<=\w)[*_]+(?![\w*])|(?<!\S)[*_]+(?!\S)", ""),
    _SPACES,
)

_INNERMOST = r"\s*[(\[{（［]\s*([^()\[\]{}（）［］]*?)\s*[)\]}）］]"
_DEEPEST_BRACKETS = 4

CLOSING_RULES: tuple[Rule, ...] = (
    _APOSTROPHES,
    _SPACES,  # of a long run of them, the patterns below would try every part
    *(rewrites("brackets", _INNERMOST, r", \1, ") for _ in range(_DEEPEST_BRACKETS)),
    rewrites("brackets without a partner", r"[()\[\]{}（）［］]", ", "),
    rewrites(
        "quotation marks",
        rf"[\"“”„‟«»‹›＂‘]|(?<![\w{SAID}])['’‘′]|['’‘′](?!\w)|(?<=[{SAID}])['’‘′](?!s(?!\w))",  # "MRI's" stays
        " ",
    ),
    _SPACES,
    rewrites("dashes", r"(?:(?<=\s)|^)[-–]+(?=\s|$)|\s*(?:—|--+|–)\s*", ", "),
    rewrites("hyphens at the edge of a word", rf"(?<!\w)-+|-+(?!\w)|(?<=[{SAID}])-|-(?=[{SAID}])", " "),
    rewrites("dots", r"\s*(?:…|\.{2,})(?=\s*\S*\w)", ", "),
    rewrites("final dots", r"\s*(?:…|\.{2,})", "."),
    rewrites("space before a stop", r"\s+(?=[,.;:!?])", ""),
    rewrites("stops together", r",(?:\s*,)*(?=\s*[,.;:!?])|(?<=[.!?:;]),|^[\s,.;:]+(?=.)", ""),
    rewrites("two full stops", r"(?<!\.)\.(?:\s*\.)+(?!\w)", "."),
    rewrites("comma at the end", r"[\s,]+$", ""),
)
