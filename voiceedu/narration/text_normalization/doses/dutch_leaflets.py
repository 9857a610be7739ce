"""What Dutch leaflets write in short: 's avonds, 1dd1, z.n., 8.30 – 12.00, 036 - 868 98 50, vr. 67 jr."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_IN_FULL = {
    **{r"z\.n": "zo nodig", r"e\.v": "en verder", r"d\.i": "dat is", r"i\.o\.m": "in overleg met"},
    **{r"t\.g\.v": "ten gevolge van", r"m\.u\.v": "met uitzondering van", r"z\.s\.m": "zo snel mogelijk"},
    **{
        r"v\.a": "vanaf",
        r"p\.o": "via de mond",
        r"m\.n": "met name",
        r"n\.v\.t": "niet van toepassing",
        "dgs": "daags",
        "tst": "toestel",
    },
}
_HOUR = r"(?:[01]?\d|2[0-4])"
_DOSE = r" ?(?:mc?g|µg|g|kg|m?[lL]|cm|mm|mmol|IE|EH|%|euro)(?!\w)"


def _write_line(match: re.Match[str]) -> str:
    return f"{' '.join(match[1])}, {' '.join(match[2])}"


def _write_day(match: re.Match[str]) -> str | None:
    """Return "12 maart" for 12-3: a range never goes down."""
    day, month = int(match["day"]), int(match["month"])
    months = languages.locale_or_english("nl").months["format"]["wide"]
    return f"{match['before']}{day} {months[month]}" if day > month else None


def _write_groups(match: re.Match[str]) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


RULES: tuple[Rule, ...] = (
    says("a short article", r"(?<!\w)['’‘](?P<letter>[sStT])(?=[ -][^\W\d_]{2})", lambda match: f"'{match['letter']}"),
    rewrites(
        "telephone numbers with a hyphen between spaces",
        r"(?<![\w.,/-])0\d{1,3} ?[-–] ?(?:\d{1,4}(?: \d{1,4}){1,3}|\d{6,7})(?![\w/-]|[.,]\d)",
        _write_groups,
    ),
    rewrites(
        "hours with a dot in a span",
        rf"(?<![\d.,])({_HOUR})\.([0-5]\d) ?[-–] ?({_HOUR})\.([0-5]\d)(?![\d.,]*\d|{_DOSE})",
        r"\1:\2 - \3:\4",
    ),
    rewrites("so many times a day, each time", r"(?<![\w.,])(\d) ?dd ?(?=[\d½])", r"\1 keer per dag "),
    rewrites(
        "drops",
        r"(?<![\w.,])(\d{1,2}) ?dr\.?(?= [a-z])",
        lambda match: f"{match[1]} {'druppel' if match[1] == '1' else 'druppels'}",
    ),
    rewrites("lines of the care", r"(?<![\w.,/-])(0[89]00)[ -](\d{4})(?![\w/-]|[.,]\d)", _write_line),
    rewrites(
        "a day and its month",
        rf"(?P<before>\b(?:[Oo]p|[Vv]an|[Vv]anaf|[Tt]ot|t/m|en|[Dd]atum|[Aa]fspra(?:ak|ken)|[Cc]ontrole|per):? )"
        rf"(?P<day>[12]?\d|3[01])-(?P<month>1[0-2]|[1-9])(?![\w/-]|[.,]\d|{_DOSE})",
        _write_day,
    ),
    rewrites(
        "one and a half of a noun with het", r"(?<![\d.,/–-])1,5 (?=(?:uur|jaar|glas|kopje|zakje)\b)", "anderhalf "
    ),
    rewrites(
        "one and a half",
        r"(?<![\d.,/–-])1,5 (?=(?:tablet|capsule|week|maand|dag|minuut|(?:eet|thee)?lepel)\b)",
        "anderhalve ",
    ),
    rewrites("each month", r"\bper mnd\.?(?=[\s,;)]|$)", "per maand"),
    rewrites("when needed", r"\b[Zz]n\.?(?= \d)", "zo nodig"),
    rewrites(
        "spoons",
        r"(?<![\w.,])(\d{1,2}) ?(eet|thee)l\.?(?=[\s,;)]|$)",
        lambda match: f"{match[1]} {match[2]}lepel{'' if match[1] == '1' else 's'}",
    ),
    rewrites("working days", r"\bwerkdgn\.?(?=[\s,;)]|$)", "werkdagen"),
    rewrites("the saturation", r"\b[Ss]at\.?(?=:? \d)", "saturatie"),
    rewrites(
        "a man or a woman of some age",
        r"(?<![\w./])(?P<who>[VvMm])(?:r|an)?\.? (?=\d{1,3} ?(?:jr|jaar)\b)",
        lambda match: "vrouw " if match["who"] in "Vv" else "man ",
    ),
    *(
        rewrites(f"{name} in full", rf"(?<![\w.]){short}\.?(?=[\s,;:)]|$)", name, ignore_case=True)
        for short, name in _IN_FULL.items()
    ),
)
"""They stand before the other rules of Dutch."""
