"""Signs of a test and of an electrode: SLR (+), Homan's -, (-) Spurling, - SLR, contacts 3-/4+, UDS: – THC."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_DRUG_SCREEN = re.compile(r"\b(?:UDS|UDT|[Uu]rine drug|[Tt]ox(?:icology)?|drug screen)\b")
_ELECTRODES = re.compile(r"\b(?:[Cc]ontacts?|[Ee]lectrodes?|[Cc]athodes?|[Pp]rogram [A-D\d])\b")
_TEST = (
    r"(?:SLR|FABER|FADIR|(?:Spurling|Tinel|Phalen|Homan|Hoffmann?|Babinski|Romberg|Murphy|McMurray|Lachman|Hawkins|Neer|"
    r"Yergason|Finkelstein|Kemp|Gaenslen|Patrick|Thomas|Ober|Apley|Adson|Lhermitte|Kernig|Brudzinski|Trendelenburg|Waddell|"
    r"Lasegue|Thompson|Speed|O['’]Brien|Jobe|Noble|Horner|Roos|Wright|Stinchfield|Yeoman|Hoover|Clonus)(?:['’]?s)?"
    r"(?: sign| test)?|[Ff]acet load(?:ing)?|[Ss]lump(?: test)?|[Dd]rop[- ]arm|[Ee]mpty[- ]can|[Cc]ross[- ]body)"
)
"""A test of an examination, which is positive or negative."""


def _read_sign(match: re.Match[str]) -> str:
    sign = match["alone"] or match["sign"]
    return f"{match['test'] or ''} {'positive' if sign == '+' else 'negative'}"


def _read_station(match: re.Match[str]) -> str:
    sign = "" if match["sign"] is None else " plus" if match["sign"] == "+" else " minus"
    return f"{match['opening']}, {match['thinning']},{sign} {match['station']}"


def _read_electrode(match: re.Match[str]) -> str | None:
    """Return "three minus" for the 3- of a stimulator's program."""
    if not _ELECTRODES.search(match.string):
        return None
    return f"{match['contact']} {'plus' if match['sign'] == '+' else 'minus'}{', ' if match['joint'] else ''}"


def _read_screen(match: re.Match[str]) -> str | None:
    if not _DRUG_SCREEN.search(match.string):
        return None
    return "positive for " if match["sign"] == "+" else "negative for "


RULES: tuple[Rule, ...] = (
    rewrites(
        "poles of an electrode",
        r"(?<![\w.,-])(?P<contact>\d{1,2})(?P<sign>[+−-])(?:(?P<joint>/)(?=\d)|(?=[,;.:)]|$| ))",
        _read_electrode,
    ),
    rewrites("drugs of a screen", r"(?:(?<=[:,;] )|(?<=\())(?P<sign>[+−–-]) ?(?=[A-Za-z])", _read_screen),
    rewrites(
        "dilation of labor",
        r"(?<![\w.,/])(?P<opening>\d{1,2}(?:\.\d)?(?:[–-]\d)? ?cm) ?/ ?(?P<thinning>\d{2,3} ?%) ?/ ?"
        r"(?P<sign>[+–−-])?(?P<station>\d)(?![\w/])",
        _read_station,
    ),
    rewrites(
        "signs of a test",
        rf"(?<=[\w,;]) ?\((?P<alone>[+–−-])\)|\b(?P<test>{_TEST}) (?P<sign>[+–−-])(?=[\s,;.]|$)(?! \d)",
        _read_sign,
    ),
    rewrites(
        "findings with a plus",
        r"\b(?P<test>GBS|HBsAg|HIV|HCV|RPR|ANA|UPT|hCG|COVID|[Ff]lu|[Ss]trep|Rh|MRSA|[Nn]itrites?|[Kk]etones?|PPD|RF|anti-CCP)"
        r"(?:\+(?=[\s,;.)]|$)| \+(?=[\s,;.)]|$)(?! [A-Z]{2}))",
        r"\g<test> positive",
    ),
    rewrites("nitrites in short", r"\bnit ?\+(?=[\s,;.)]|$)", "nitrite positive"),
    rewrites("a sign before its test", rf"(?:(?<=[,;:] )|^)\(?\+\)? ?(?={_TEST}(?!\w))", "positive "),
    rewrites(
        "a minus before its test",
        rf"(?:(?<=[,;:] )|^)\([–−-]\) ?(?={_TEST}(?!\w))|(?<=[,;:] )[–−-](?={_TEST}(?!\w))",
        "negative ",
    ),
    rewrites(
        "a loose sign before its test",
        rf"(?:(?<=[,;:.] )|^)(?P<sign>[+−–-]) (?={_TEST}(?!\w)(?! ?[(+−–-]| (?:is |was )?(?:pos|neg)))",
        lambda match: "positive " if match["sign"] == "+" else "negative ",
    ),
    rewrites(
        "a sign after the name of a test",
        r"\b(?P<test>[A-Z][a-z'’]+['’]s) (?P<sign>[+−–-])(?=[,;.]|$)",
        lambda match: f"{match['test']} {'positive' if match['sign'] == '+' else 'negative'}",
    ),
    rewrites(
        "a plus before a sound", r"(?:(?<=[,;:] )|^)\+ ?(?=(?:BS|bowel sounds|HJR|JVD|edema|TTP|ttp)\b)", "positive "
    ),
    rewrites("equal on both sides", r"(?<=\d\+)=(?=[,;. ]|$)", " and equal"),
    rewrites("strength in short", r"(?<=/5 )str\b\.?(?=[ ,;)]|$)", "strength"),
    rewrites("two reflexes", r"(?<=[a-z] )\+ ?/ ?\+(?=[,;.)]|$)", "plus, plus"),
    rewrites(
        "soles that turn down",
        r"\b(?P<soles>[Pp]lantars?|Babinskis?|[Tt]oes)(?: responses?)? (?P<way>[↓↑])(?P=way)?",
        lambda match: f"{match['soles']} {'down' if match['way'] == '↓' else 'up'}going",
    ),
    rewrites("bending to both sides", r"(?<![\w/])SB (?=R ?/ ?L\b|[RL]\b)", "side bending "),
    rewrites("angles of both sides", r"(?<!\w)R ?/ ?L:? (\d{1,3})°? ?/ ?(\d{1,3}) ?°", r"right \1°, left \2°"),
    rewrites("two angles", r"(?:(?<=\d°)|(?<=\d °)) ?/ ?(?=\d{1,3} ?°)", ", "),
    rewrites("with pain", r"(?<=°) c (?=pain\b)|(?<=\bROM) c (?=pain\b)|(?<=ext) c (?=pain\b)", " with "),
    rewrites("the belly", r"(?:(?<=[;,:.] )|^)([Aa])bd\.?:? (?=soft|S\b|obese|benign|flat|NT|non)", r"\1bdomen "),
)
