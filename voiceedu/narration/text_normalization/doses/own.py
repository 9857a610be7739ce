"""What Swedish and Hungarian alone write: kl. 8:30, 1 tablett, Hgmm."""

import re

from voiceedu import languages
from voiceedu.narration.text_normalization.doses import polish, russian
from voiceedu.narration.text_normalization.rules import Rule, rewrites


def _write_swedish_date(match: re.Match[str]) -> str | None:
    months = languages.locale_or_english("sv").months["format"]["wide"]
    month = int(match[2])
    return f"{int(match[3])} {months[month]} {match[1]}" if month in months else None


def _write_groups(match: re.Match[str]) -> str:
    """Return the digits of a telephone number one by one, a pause between groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[0]))


_SWEDISH = (
    rewrites("a clock", r"\bkl\.? ?(?=\d|$)", "klockan "),
    rewrites("ISO dates", r"(?<![\w./-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\w/-])", _write_swedish_date),
    rewrites("telephone numbers of Sweden", r"(?<![\w.,/-])0\d{1,3}-\d{2,3}(?: \d{2,3}){1,3}(?![\w/-])", _write_groups),
    rewrites(
        "one of a noun with en",
        r"(?<![\w.,/-])1 (?=(?:tablett|kapsel|dos|gång|spruta|droppe|vecka|timme|dag|minut)\b)",
        "en ",
    ),
)
_HUNGARIAN = (
    rewrites("mercury", r"\bHgmm\b", "mmHg"),
    rewrites("ratios", r"(?<![\d:.,/])(\d{1,3}) ?: ?([1-9]\d{0,2}(?: \d{3})+)(?!\d)", r"\1 a \2"),
    rewrites("times of a number", r"(?<=\d) ?[x×] ?(?=\d)", " alkalommal "),
)
RULES: dict[str, tuple[Rule, ...]] = {"sv": _SWEDISH, "hu": _HUNGARIAN, "ru": russian.RULES, "pl": polish.RULES}
