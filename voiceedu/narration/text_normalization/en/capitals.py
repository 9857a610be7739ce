"""Capitals: letters (MRI), names read as words (NSAID), or words written large (DO NOT EAT)."""

import re

from voiceedu.narration.text_normalization.addresses import spell
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table, read_words

NAMES = {row[0]: row[1] for row in read_table(__package__, "capitals.tsv")}
WORDS = frozenset(read_words(__package__, "words.txt"))
_LETTERS = frozenset(read_words(__package__, "initialisms.txt"))
_PLURAL_UNITS = frozenset(["HRS", "LBS", "MGS", "KGS", "CCS", "TABS", "CAPS", "MLS"])
_VOWEL = re.compile("[AEIOUY]")
_LONG = 5
"""Five capitals and more are a word written large if they begin like one and have few consonants together."""
_CONSONANTS = re.compile("[^AEIOUY]{4}")
_MANY_CONSONANTS = re.compile("[^AEIOUY]{5}")
_ENDING = re.compile(rf"[AEIOUY](?:[^AEIOUY]?|{any_of(read_words(__package__, 'word_endings.txt'))})$")
"""How an English word ends: TABLETS does, SIADH and NAFLD do not."""
_VERY_LONG = 8
"""So many letters are a word, even with four consonants together: INSTRUCTIONS."""
_ONSET = re.compile(rf"(?:[A-Z]|{any_of(read_words(__package__, 'word_beginnings.txt'))})?[AEIOUY]")
"""How an English word begins: TABLET does, TFESI does not."""
_TOKEN = re.compile(r"[A-Z][A-Z'’]*")
_RUN = rf"(?<![\w'’/-]){_TOKEN.pattern}(?:[ ,:;!-]+(?:{_TOKEN.pattern}|\d+))+(?!\w)"
_LEAST_RUN = 3
"""Words. A text of this many words in capitals is written large throughout."""
_ARTICLE = re.compile(
    r"(?<!hepatitis )(?<!vitamin )(?<!group )(?<!type )(?<!grade )(?<!class )(?<!part )(?<!plan )(?<!option )(?<!step )"
    r"(?<!influenza )(?<!building )(?<!level )(?<!entrance )(?<!section )(?<!unit )"
    r"\bA(?= [A-Za-z]{2})(?! (?:or|and|to)\b)"
)
"""The article among words written large, and not the letter: ONCE A WEEK, but HEPATITIS A VACCINE."""
_NOT_NAMED = "".join(
    f"(?<!(?i:{name}) )"
    for name in (
        "step",
        "option",
        "part",
        "plan",
        "section",
        "exercise",
        "phase",
        "choice",
        "method",
        "box",
        "appendix",
    )
)
"""Not the letter of a part of a text, after which a sentence ends: "Step A. Wash your hands."."""
_SENT = r"\b(?:[Tt]ext|TEXT|[Rr]eply|[Ss]end|[Tt]ype|[Ee]nter)(?: the word)? [\"“]?"
"""What comes before a word that is sent in a message: text HOME to 741741."""
_NO_ERA = r"(?!(?:A\.D|B\.C)\b)"


def _lower_run(match: re.Match[str]) -> str | None:
    """Return a text in capitals throughout in small letters, except for what is letters."""
    tokens = _TOKEN.findall(match[0])
    if len(tokens) < _LEAST_RUN or not any(map(_is_word, tokens)):
        return None
    text = _TOKEN.sub(lambda token: _lower(token[0]), match[0])
    return _ARTICLE.sub("a", text)


def _lower(token: str) -> str:
    if (
        token.endswith("S")
        and token[:-1] in NAMES.keys() | _LETTERS
        and token.lower() not in WORDS
        and token not in NAMES
        and token not in _PLURAL_UNITS
    ):
        return f"{token[:-1]}s"
    is_kept = token in NAMES or (token in _LETTERS and token.lower() not in WORDS) or not _VOWEL.search(token)
    return token if is_kept else token.lower()


def _is_word(capitals: str) -> bool:
    if capitals.replace("'", "").lower() in WORDS:
        return True
    consonants = _MANY_CONSONANTS if len(capitals) >= _VERY_LONG else _CONSONANTS
    return len(capitals) >= _LONG and _ends_like_a_word(capitals) and not consonants.search(capitals)


def _ends_like_a_word(capitals: str) -> bool:
    letters = re.sub("['’]", "", capitals)
    return _ONSET.match(letters) is not None and _ENDING.search(letters) is not None


def _read_name(match: re.Match[str]) -> str:
    words = NAMES[match["name"]]
    plural = "'s" if re.search(r"\b[A-Z]$", words) else "s"
    return words + (plural if match["plural"] else "")


def _read_plural(match: re.Match[str]) -> str | None:
    return None if _is_word(match["letters"]) else f"{spell(match['letters'])}'s"


def _read_capitals(match: re.Match[str]) -> str:
    return match[0].lower() if _is_word(match[0]) else spell(match[0])


def _read_sent(match: re.Match[str]) -> str | None:
    return match["said"].lower() if _VOWEL.search(match["said"]) else None


def _read_joined(match: re.Match[str]) -> str:
    return f"{spell(match['first'])} and {spell(match['second'])}"


def _spell_said(match: re.Match[str]) -> str:
    return spell(match["said"])


def _spell(match: re.Match[str]) -> str:
    return spell(match[0].replace(".", ""))


LISTED = frozenset({*NAMES, *_LETTERS, *map(str.upper, WORDS)})
"""Capitals whose reading is in a table: a name, letters, or a word."""
_STATES = "MI|IL|PA|MS|MD|CO|CT|MA|MT|NE|NM|ND|VA|SC|AL|AR|GA|DE|CA|KY|LA|MN|MO|NC|NH|NV|NY|RI|SD|TN|TX|UT|VT|WV|WA|WI"
_CITY_BEFORE = re.compile(r"[A-Z][a-z]+, ?$")


def _read_state(match: re.Match[str]) -> str | None:
    """Return letters, except after a city: general text normalization takes "CVA, MI" for Michigan."""
    is_state = _CITY_BEFORE.search(match.string[: match.start()]) or re.match(r" \d{5}", match.string[match.end() :])
    return None if is_state else spell(match[0])


_UNITS = "HRS?|MINS?|SECS?|WKS?|MOS?|YRS?|LBS?|FT|IN|OZ|TSP|TBSP|TABS?|CAPS?"


def _lower_unit(match: re.Match[str]) -> str | None:
    return None if _SMALL.search(match.string) else match[0].lower()


_SMALL = re.compile("[a-z]")
_NO_SURNAME = r"(?!(?:FOR|AND|OR|IN|AT|IF|TO|ON|WHO|WILL|MAY|IS|BEFORE|AFTER|ABOUT)\b)"

RUN_RULES: tuple[Rule, ...] = (
    rewrites(
        "titles in capitals",
        rf"(?<!\w)(DR|MR|MRS|MS)\.? {_NO_SURNAME}([A-Z]{{2,}})(?!\w)",
        lambda match: f"{match[1].capitalize()}. {match[2].capitalize()}" if not _SMALL.search(match.string) else None,
    ),
    rewrites(
        "units in capitals",
        rf"(?<=\d) ?(?:{_UNITS})\b|(?<=\.)/(?:DAY|NIGHT|WEEK|MONTH|HOUR|HR|DOSE|VISIT|YEAR)\b",
        _lower_unit,
    ),
    rewrites("with in capitals", r"(?<![\w/])W/(?!A\b|O(?:UT)?\b|U\b|IN\b|C\b)(?=\s?[A-Z(])", "with "),
    rewrites("a medicine in letters", r"\bAPAP\b", "acetaminophen"),
    rewrites("text in capitals", _RUN, _lower_run),
)
NAME_RULES: tuple[Rule, ...] = (
    rewrites("words to send", rf"{_SENT}(?P<said>[A-Z]{{3,}})(?=[\"”]?(?: to\b|[,.]|$))", _read_sent),
    says(
        "certificates",
        r"(?<![\w-])(?:PA-C|NP-C|(?:[AF]NP|APRN|RN|PMHNP)-(?:BC|C))(?![\w-])",
        lambda match: spell(match[0].replace("-", "")),
    ),
    rewrites(
        "letters with dots around a sign",
        r"(?<![\w.])((?:[A-Z]\.){1,5}) ?& ?((?:[A-Z]\.){1,3}(?=\s*[\w,;:)])|[A-Z](?:\.[A-Z]){0,2}(?=\.$))",
        lambda match: f"{match[1]}&{match[2]}".replace(".", ""),
    ),
    says(
        "names in capitals",
        rf"(?<![\w{SAID}])(?P<name>{any_of(NAMES)})(?P<plural>['’]?s)?(?!\w|-(?![a-z]{{3}}))",
        _read_name,
    ),
    says("letters with dots", rf"(?<![\w.]){_NO_ERA}(?:[A-Z]\.){{2,}}(?=\s*[\w,;:)])", _spell),
    says("letters with dots at the end", rf"(?<![\w.]){_NO_ERA}[A-Z](?:\.[A-Z])+(?=\.?(?:\W|$))", _spell),
    says("letters with a slash", r"(?<![\w/])([A-Z])/([A-Z])(?![\w/])", r"\1 \2"),
    rewrites("letters before a number", r"(?<=[A-Z])-(?=\d{1,3}(?![\d-]))", " "),
    says("joined letters", r"(?<![\w&])(?P<first>[A-Z]{1,5}) ?& ?(?P<second>[A-Z]{1,2})(?![\w&])", _read_joined),
    says("initials", rf"(?<![\w.]){_NOT_NAMED}([A-Z])\.(?= [A-Z])", r"\1"),
    says("letters after an article", r"\b(?i:the|an|our|your) (?P<said>OR)(?!\w)", _spell_said),
    says("osteopaths", r"(?<=[a-z], )DO(?=[,.;)]|$)|(?<=MD/)DO(?!\w)|(?<!\w)DO(?=/(?:MD|NP|PA|RN)\b)", "D O"),
    says("letters that are a state elsewhere", rf"(?<![\w{SAID}-])(?:{_STATES})(?![\w'’])", _read_state),
    says("operating room", r"(?<!\w)OR(?= (?:nurse|staff|table|team|time|suite|schedule)\b)", "O R"),
)
RULES: tuple[Rule, ...] = (
    rewrites("an article before letters", r"^A(?= [A-Z]{2})", "a"),
    says("plurals of capitals", r"(?<![\w'’])(?P<letters>[A-Z]{2,}|[A-Z](?=['’]s))['’]?s(?!\w)", _read_plural),
    says(
        "letters with a small one",
        r"(?<!\w)(?!Mc)([A-Z][bcdfghjklmnpqrstvwxz][A-Z]{2,3})(?!\w)",
        lambda match: spell(match[1].upper()),
    ),
    says("capitals", r"(?<![^\W\d_])[A-Z]{2,}(?![^\W\d_])", _read_capitals),
    says(
        "small letters before capitals",
        r"(?<!\w)([a-z]{1,2}[A-Z]{2,})(s?)(?!\w)",
        lambda match: spell(match[1]) + ("'s" if match[2] else ""),
    ),
)
