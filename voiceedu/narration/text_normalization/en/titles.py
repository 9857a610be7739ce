"""Titles and ranks before a name, generations after it, and what names a company or a place: Rev. Lee, Mr Hill III."""

from voiceedu.narration.text_normalization.en.months import MONTH
from voiceedu.narration.text_normalization.en.numbers import ordinal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_TITLES = {
    "Rev": "Reverend",
    "Sen": "Senator",
    "Gov": "Governor",
    "Rep": "Representative",
    "Sgt": "Sergeant",
    "Capt": "Captain",
    "Col": "Colonel",
    "Maj": "Major",
    "Cmdr": "Commander",
    "Hon": "Honorable",
    "Pres": "President",
    "Ft": "Fort",
    "Wm": "William",
}
_NO_NAME = rf"(?:{MONTH}|Date|Code|No|Version|Edition|Ed|Rate|By|Blood|Due|In|Of|To|If|The|This|All|For|And|With)\b"
_STATES = {
    "Ala": "Alabama",
    "Ariz": "Arizona",
    "Ark": "Arkansas",
    "Calif": "California",
    "Colo": "Colorado",
    "Conn": "Connecticut",
    "Fla": "Florida",
    "Ga": "Georgia",
    "Ill": "Illinois",
    "Ind": "Indiana",
    "Kan": "Kansas",
    "Ky": "Kentucky",
    "Mass": "Massachusetts",
    "Md": "Maryland",
    "Mich": "Michigan",
    "Minn": "Minnesota",
    "Miss": "Mississippi",
    "Mo": "Missouri",
    "Neb": "Nebraska",
    "Okla": "Oklahoma",
    "Ore": "Oregon",
    "Pa": "Pennsylvania",
    "Tenn": "Tennessee",
    "Tex": "Texas",
    "Va": "Virginia",
    "Wash": "Washington",
    "Wis": "Wisconsin",
}

RULES: tuple[Rule, ...] = (
    rewrites(
        "a name in capitals after its title",
        r"\b(DR|MR|MRS|MS)\. ?(?!(?:[EISC]R|XL|CONTIN)\b)([A-Z]{2,})(?!\w|['’])",
        lambda match: f"{match[1]}. {match[2].capitalize()}",
    ),
    rewrites("a rank of two words", r"\bLt\.? (?=(?:Col|Gen|Cmdr|Gov)\b)", "Lieutenant "),
    rewrites(
        "titles before a name",
        rf"(?<![\w.])(?P<title>{any_of(_TITLES)})\. (?=(?:[A-Z]\. |Dr\.? )?(?!{_NO_NAME})[A-Z][a-z])",
        lambda match: f"{_TITLES[match['title']]} ",
    ),
    rewrites("founded in a year", r"\b([Ee])st\. (?=(?:1[6-9]|20)\d\d(?!\d))", r"\1stablished "),
    rewrites("a revision", r"\b([Rr])ev\. (?=[A-Z](?![\w.])|\d{1,2}(?![\w/.-]))", r"\1evision "),
    rewrites("a version", r"\bVer\. (?=\d)", "version "),
    rewrites("a license", r"\b([Ll])ic\.(?= (?:#|[Nn]o|[A-Z]?\d))", r"\1icense"),
    rewrites(
        "a director and a professor",
        r"\bAss(?P<form>oc|t)\. (?=Prof|Dir|Dean|Chief|Chair|Med|Clin|Nurs|Manager|Surg)",
        lambda match: "Associate " if match["form"] == "oc" else "Assistant ",
    ),
    rewrites("a director of something", r"\bDir\.(?= of\b)", "Director"),
    rewrites("a column", r"\bCols?\. (?=\d)", "column "),
    rewrites("a director", r"\b(Associate|Assistant|Medical|Clinical|Executive|Program) Dir\b\.?", r"\1 Director"),
    rewrites("a corporation", r"(?<=[A-Za-z] )Corp\b(?:\.(?=[ ,;)]))?(?=[ ,;.)]|$)", "Corporation"),
    rewrites("what a price includes", r"\b(?:inc|Inc)\.?(?= (?:VAT|GST|HST|tax(?:es)?)\b)", "including"),
    says(
        "generations after a name",
        r"\b(?:(?:Mr|Mrs|Dr|Prof)\.? (?:[A-Z][\w'’.-]+ ){1,3}|(?:[A-Z][a-z]+ ){2}(?=I+V?, (?:MD|DO|PhD|M\.D\.|D\.O\.)))"
        r"(?P<said>II|III|IV)(?![\w-])",
        lambda match: f"the {ordinal(value(match['said']))}",
    ),
    says(
        "states as newspapers write them",
        rf"(?<=[a-z]{{3}}, )(?P<state>{any_of(_STATES)})\.(?=,? [A-Za-z\d]|[,;)]|$)",
        lambda match: _STATES[match["state"]],
    ),
)
