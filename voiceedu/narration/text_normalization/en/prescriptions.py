"""Words of a prescription and of exercises: disp #20, RF 0, 500 mg tab, PRN pain, 3 sets x 10 reps."""

import re

from voiceedu.narration.text_normalization.en.numbers import AMOUNT, cardinal
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import ABBREVIATION_DOT, SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_REASONS = (
    r"(?:mild|moderate|severe|muscle|joint|back|neck|nerve|breakthrough|acute|chest|dry|abdominal|post-?op) ?(?:to ?)?"
)
_COMPLAINTS = (
    r"(?:pain|nausea|vomiting|itch\w*|sleep|insomnia|anxiety|panic|spasms?|spasticity|fevers?|cough\w*|congestion|"
    r"constip(?:ation)?|diarrhea|wheez\w*|headaches?|migraines?|shortness of breath|dyspnea|SOB|N/V|"
    r"heartburn|reflux|indigestion|gas|allerg\w*|"
    r"hives|rash|swelling|inflammation|agitation|dizziness|vertigo|cramps?|edema)"
)
_FORMS = {
    "tab": "tablet",
    "cap": "capsule",
    "caps": "capsules",
    "soln": "solution",
    "susp": "suspension",
    "inj": "injection",
    "oint": "ointment",
}

_COUNTED = "tab|cap|gtt|puff|drop|spray|tsp|tbsp|tablet|capsule|pill"


def _read_days(days: int) -> str:
    return f"{cardinal(days)} {'day' if days == 1 else 'days'}"


def _read_form(match: re.Match[str]) -> str:
    return _FORMS[match["form"].lower()]


def _read_refills(match: re.Match[str]) -> str | None:
    is_alone = re.fullmatch(r"Refs?[:.]? \d{1,2}\.?", match.string.strip())
    is_prescription = re.search(r"\b(?:[Dd]isp|[Ss]ig|tabs?|caps?|PO|po)\b", match.string)
    return "refills" if is_alone or is_prescription else None


def _read_taper(match: re.Match[str]) -> str | None:
    """Return "60, 40, 20" for 60-40-20, which only falls or only rises."""
    steps = re.split(" ?[-–] ?", match[0])
    doses = [float(step) for step in steps]
    return ", ".join(steps) if doses in (sorted(doses), sorted(doses, reverse=True)) else None


RULES: tuple[Rule, ...] = (
    rewrites("pushed into a vein", r"(?<=\d)( ?(?:mg|mcg|g|units|m[lL]|mEq)) IVP(?!\w)", r"\1 I.V. push"),
    rewrites("fluids with a salt", rf"(?:(?<=NS )|(?<=LR )|(?<=[{SAID}] ))c (?=\d{{1,2}} ?(?:mEq )?KCl)", "with "),
    rewrites("all but medicines", r"\b(NPO|NBM) ?x ?(?=meds?\b|ice\b|sips\b|chips\b|medications?\b)", r"\1 except "),
    rewrites(
        "tablets by a capital",
        r"(?<![\w.,/])([1-4]|½|1½)T(?= (?:PO|po|BID|TID|QID|QD|Q\d|q\d|QHS|QAM|daily|PRN)\b)",
        r"\1 tab",
    ),
    rewrites("no refills in short", r"\b([Nn]o) RFs?(?!\w)", r"\1 refills"),
    rewrites("how many are dispensed, by a letter", r"(?<=, )D ?# ?(?=\d{1,3}(?:[,;.]|$))", "dispense "),
    rewrites("a liter in a course", r"(?<=[a-z] )[x×] ?(\d(?:\.\d)?) ?L(?!\w)", r"for \1 L"),
    says("refills in short", r"\b(?P<said>Refs?)(?=[:.]? \d{1,2}(?!\w|[-.]\d))", _read_refills),
    rewrites(
        "minutes by a prime",
        r"(?<=\d)(?<![A-Za-z]\d)(?<![A-Za-z]\d\d)['’′]"
        r"(?= ?(?:q ?\d|on\b|off\b|daily\b|/ ?(?:d|day|wk|week)\b|[BTQ]ID\b|x ?\d|at a time))",
        " min",
    ),
    rewrites("no refills", r"\bRF ?[x×] ?0(?![\d.])", "no refills"),
    says(
        "sprays of a nasal drug",
        r"\b(?i:narcan|naloxone|fluticasone|flonase|afrin|azelastine|mometasone|nasacort|sumatriptan|calcitonin|midazolam"
        r"|butorphanol|ketorolac|desmopressin)\b[^.;]{0,20}? (?P<said>NS)(?!\w)",
        "nasal spray",
    ),
    rewrites("one injection", r"(?<!\S)1 inj\b\.?(?= ?/)", "1 injection"),
    rewrites("injections", r"(?<=\d )inj\b\.?(?= ?/)", "injections"),
    says("half saline", r"(?<!\w)(?:1/2|½|0\.45 ?%) ?NS(?!\w)", "half normal saline"),
    says(
        "saline",
        r"(?:(?<=\d%)|(?<=\dm[lL])|(?<=\dL)|\bw/|\bD5|\b(?:m[lL]|cc|L|kg|in|with|w/|of|D5) ) ?(?P<said>NS)(?![\w-])",
        "normal saline",
    ),
    says(
        "saline before its amount",
        r"\bNS(?= (?:bolus|flush|IV|infusion|lock|drip|at \d|\d+ ?(?:m[lL]|cc|L)\b|@))",
        "normal saline",
    ),
    says(
        "a drip",
        r"\b(?i:heparin|insulin|nitro\w*|ntg|diltiazem|amiodarone|dopamine|dobutamine|levophed|norepi\w*|epi\w*|propofol|"
        r"fentanyl|ketamine|lidocaine|precedex|morphine|milrinone|esmolol|cardizem|bivalirudin|argatroban|IV) "
        r"(?P<said>gtt)(?!\w)",
        "drip",
    ),
    says("nasal sprays", r"\b(?P<said>NS)(?= ?\d+(?:\.\d+)? ?(?:mg|mcg|sprays?)\b)", "nasal spray"),
    rewrites("how much is dispensed", r"(?<!\w)disp(?:ense)?[.:]? ?#? ?(?=\d)", "dispense ", ignore_case=True),
    says(
        "refills",
        r"(?<!\w)(?P<said>RFs?|Rf)(?=(?::| ?[#x×]| ) ?\d{1,2}(?!\w|\.\d| ?(?:IU|U|units?)/))(?<=[,;.] RF)",
        "refills",
    ),
    says(
        "as needed for a complaint",
        rf"(?<![\w.])p\.?r\.?n\.?(?= (?:{_REASONS})?{_COMPLAINTS}(?!\w))",
        "as needed for",
        ignore_case=True,
    ),
    rewrites(
        "a dose that goes down or up",
        r"(?<![\w./,-])\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?){3,}(?= ?(?:mg|mcg|mL|ml)\b)",
        lambda match: match[0].replace("/", ", "),
    ),
    rewrites(
        "a dose that goes down or up step by step",
        r"(?<![\w./,-])\d+(?:\.\d+)?(?: ?[-–] ?\d+(?:\.\d+)?){2,}(?= ?(?:mg|mcg|mL|ml|units?|tabs?|tablets?|pills?)\b)",
        _read_taper,
    ),
    rewrites(
        "Roman numerals in a range",
        rf"(?<![\w.])(?P<low>i{{1,2}})(?: ?[-–] ?|(?P<joint> (?:to|or) ))"
        rf"(?P<high>i{{2,3}}|iv)(?= (?:{_COUNTED})s?(?!\w)| p\.?o\b)",
        lambda match: f"{value(match['low'].upper())}{match['joint'] or '-'}{value(match['high'].upper())}",
    ),
    rewrites(
        "Roman numerals of a prescription",
        rf"(?<![\w.])(?P<number>i{{1,3}})(?= (?:{_COUNTED})s?(?!\w))",
        lambda match: str(len(match["number"])),
    ),
    rewrites(
        "Roman numerals before how often",
        r"(?<![\w.])(?P<number>i{1,3})"
        r"(?= (?:p\.?o\.?|qhs|q\.?d|[btq]id|[btq]\.i\.d|qam|qpm|q ?\d+ ?h)\b)",
        lambda match: str(len(match["number"])),
    ),
    rewrites(
        "forms before their number",
        rf"(?<![\d.½¼¾] )(?<!\w)(?P<form>TABS?|CAPS?|tabs?|caps?)\.? (?P<number>{AMOUNT})"
        r"(?= (?:PO|po|SL|sl|by mouth|QD|qd|BID|bid|TID|tid|QHS|qhs|daily|DAILY|q ?\d)\b)",
        r"\g<number> \g<form>",
    ),
    rewrites("with food", r"\b((?:tab|cap|tablet|capsule)s?) c (?=(?:food|meals?|water|milk)\b)", r"\1 with "),
    says(
        "weeks and days of a pregnancy",
        r"(?<![\w.])(?P<weeks>[1-4]?\d)w ?(?P<days>[0-6])d(?!\w)",
        lambda match: f"{cardinal(int(match['weeks']))} weeks {_read_days(int(match['days']))}",
    ),
)
_DOSED = re.compile(r"\b(?:[Tt]ake|[Gg]ive|[Tt]aking|daily|night|bedtime|PO|by mouth|needed)\b")
FORM_RULES: tuple[Rule, ...] = (
    says(
        "one tablet of one word",
        r"\b(?:[Oo]ne|[Hh]alf an?|[Oo]ne half|[Aa]) (?P<said>tab)"
        r"(?= (?:at (?:night|bed\w*|noon|HS)|by|daily|every|once|twice|each|with|in the|before|after|"
        rf"as needed|PRN|PO|po)\b| [{SAID}]|\.?$)",
        lambda match: "tablet" if _DOSED.search(match.string) else None,
    ),
    says(
        "forms after a strength",
        rf"(?<=[{SAID}] )(?P<form>{any_of(_FORMS)})(?![\w-]){ABBREVIATION_DOT}",
        _read_form,
        ignore_case=True,
    ),
)
"""After strengths are read."""
