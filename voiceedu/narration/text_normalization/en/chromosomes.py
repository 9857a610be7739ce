"""Chromosomes and places on them: 7q11.23, 15q11-q13, 46,XX, t(9;22)(q34;q11), the q22.3 region, 5q-."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.en.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, says

_CHROMOSOME = r"(?:\d{1,2}|[XY])"
_BAND = r"\d{1,2}(?:\.\d{1,3})?"
_ARM_AND_BAND = rf"[pq]{_BAND}"
ABOUT_GENES = re.compile(
    r"\b(?:chromosom|gene[st]?\b|genetic|delet|duplicat|region|band|locus|loci|mutat|variant|karyotyp|polymorphism|protein|"
    r"trisomy|monosomy|syndrome|translocat|breakpoint|heterozyg|homozyg|allele|inhibitor|lung cancer|melanoma|leuk|"
    r"(?:MTHFR|[BKN]RAS|EGFR|JAK2|CFTR|HFE|TTR|LRRK2)\b)",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\dq(?:[468]|12|24)")
"""What may be hours as well: 1q8 is a tablet every eight hours."""
_CHANGES = {
    "del": "deletion",
    "dup": "duplication",
    "ins": "insertion",
    "inv": "inversion",
    "der": "derivative",
    "i": "isochromosome",
    "r": "ring",
    "t": "T",
}


def read_band(band: str) -> str:
    """Return "eleven point two three" for 11.23."""
    whole, _, part = band.partition(".")
    return f"{cardinal(int(whole))} point {digits(part)}" if part else cardinal(int(whole))


def _read_place(match: re.Match[str]) -> str | None:
    if _HOURS.fullmatch(match[0]) and not ABOUT_GENES.search(match.string):
        return None
    words = [_read_chromosome(match["chromosome"]), match["arm"], read_band(match["band"])]
    if match["last"]:
        words += ["to", match["last_arm"] or match["arm_after"] or "", read_band(match["last"])]
    return " ".join(filter(None, words))


def _read_chromosome(name: str) -> str:
    return cardinal(int(name)) if name.isdecimal() else name


def _read_karyotype(match: re.Match[str]) -> str:
    changes = (
        f"{'plus' if change[0] == '+' else 'minus'} {_read_chromosome(change[1:])}"
        for change in (match["changes"] or "").split(",")
        if change
    )
    return ", ".join([f"{cardinal(int(match['count']))} {spell(match['sex'])}", *changes]) + (match["more"] or "")


def _read_rearrangement(match: re.Match[str]) -> str:
    chromosomes = " ".join(map(_read_chromosome, re.findall(_CHROMOSOME, match["chromosomes"])))
    words = f"{_CHANGES[match['change']]} {chromosomes} {match['arm']}".strip()
    if match["arm_band"]:
        words = f"{words} {read_band(match['arm_band'])}"
    bands = (f"{band[0]} {read_band(band[1:])}" for band in re.findall(_ARM_AND_BAND, match["bands"] or ""))
    return ", ".join([words, *bands])


RULES: tuple[Rule, ...] = (
    says(
        "a place on a chromosome",
        rf"(?<![\w./%])(?P<chromosome>{_CHROMOSOME})(?P<arm>[pq])(?P<band>{_BAND})"
        rf"(?:(?:[-–](?:(?P=chromosome)?(?P<last_arm>[pq]))?|(?P<arm_after>[pq]))(?P<last>{_BAND}))?(?:(?=DS\b)|(?!\w|[-–]\d|\.[a-z]))",
        _read_place,
    ),
    says(
        "chromosomes that were counted",
        rf"(?<![\w.,])(?P<count>4[4-9]|69|92)(?:,| ?, ?(?=[XY]{{2}}))(?P<sex>X{{1,5}}Y{{0,4}}|X{{0,4}}Y{{1,4}})"
        rf"(?P<changes>(?:,[+-]{_CHROMOSOME}(?!\d))*)(?!\w)(?P<more>,(?=[a-z]))?",
        _read_karyotype,
    ),
    says(
        "chromosomes that changed places",
        rf"(?<!\w)(?P<change>t|del|inv|dup|der|ins|r(?=\(\d)|i(?=\(\d+[pq]\))) ?"
        rf"\((?P<chromosomes>{_CHROMOSOME}(?:[;,]{_CHROMOSOME})*)"
        rf"(?P<arm>[pq]?)(?P<arm_band>(?<=[pq]){_BAND})?\)(?P<bands>\({_ARM_AND_BAND}(?:;?{_ARM_AND_BAND})*\))?",
        _read_rearrangement,
    ),
    says(
        "a place on an arm",
        r"(?<![\w./%-])(?P<arm>[pq])(?P<band>\d{1,2}\.\d{1,3})(?!\w)",
        lambda match: f"{match['arm']} {read_band(match['band'])}",
    ),
    says(
        "an arm of a chromosome",
        r"(?<!\bat )(?<!\bby )(?<!\buntil )(?<!\bafter )(?<!@ )(?<!@)"
        r"(?<![\w./%])(?P<chromosome>\d{1,2}|[XY])(?P<arm>[pq])(?![\w-]|\.\w)",
        lambda match: (
            f"{_read_chromosome(match['chromosome'])} {match['arm']}" if ABOUT_GENES.search(match.string) else None
        ),
    ),
    says(
        "an arm that is missing",
        r"(?<![\w./%])(?P<chromosome>\d{1,2}|X)(?P<arm>[pq])-(?=[\s,.;:)]|$)(?! ?\d)",
        lambda match: f"{_read_chromosome(match['chromosome'])} {match['arm']} minus",
    ),
)
