"""Sides of the body, in the gender of the part: rodilla der., hombro izq., fémur D., gotas en OD, B/L."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine
from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_words

_PARTS = any_of(read_words(__package__, "body_parts.txt"))
_POSITIONS = (
    r"(?:superior|inferior|anterior|posterior|lateral|medial|distal|proximal|externa?|interna?|media|medio|lumbar|"
    r"cervical|"
    r"(?!hospital|canal|pulgar|maxilar|molar|premolar|señal|final|general)[a-zá-ú]{4,}(?:al|ar|eal)|subdeltoidea|"
    r"trocantérea|"
    r"glútea|rotuliana|sacroilíaca|aquíleo|aquílea|facetaria|plantar|"
    r"femoral|radial|tibial|cubital|facial|renal|frontal|occipital|temporal|parietal|mayor|menor|inguinal|pulmonar|"
    r"ocular)"
)
_BETWEEN = rf"(?: (?:{_POSITIONS}(?:es)?|[CTDLS]\d{{1,2}}|[{SAID}]+))*"
"""Words between a part and its side: extremidad inferior izq. is said by the gender of "extremidad"."""
_NUMBERED = re.compile(r"dedo|meta(?:tars|carp)iano|falange|costilla|raíz|nervio|ventrículo", re.IGNORECASE)
"""Parts that have a Roman numeral: metatarsiano I."""
_SIDES = {"d": "derech", "i": "izquierd"}
_STOP = rf"(?:\.(?=[\s()]*[\w{SAID},;:(<>=+−–↑↓-])|(?=\W|$))"
"""The dot of an abbreviation inside a sentence; at its end the dot is the stop, and stays."""
_FORMS = r"der|izq|dch[ao]|dr?ch[ao]s|izd[ao]|izqd[ao]"
_EYES = {"OD": "ojo derecho", "OI": "ojo izquierdo", "OS": "ojo izquierdo", "AO": "ambos ojos", "OU": "ambos ojos"}
_OF_EYES = re.compile(
    r"\b(?:ocular\w*|macular|retin\w+|OCT|ambliop\w+|latanoprost|timolol|dorzolamida|brimonidina|córnea|glaucoma|"
    r"lágrimas?|gotas?|gots?|gt[as]{0,2}|gtt|colirios?|ungüento|pomada|oft\w*|ojos?|visi[oó]n|agudeza|AV|PIO|cataratas?|"
    r"retina|lentes?)\b",
    re.IGNORECASE,
)
_ONE_IN_S = re.compile(r"(?:[ií]ceps|oides|sis|itis|pelvis|pubis|psoas|atlas)$", re.IGNORECASE)


def _read_both_sides(match: re.Match[str]) -> str:
    ending = "a" if is_feminine(match["noun"]) else "o"
    first, last = (f"{_SIDES[match[side][0].lower()]}{ending}" for side in ("first", "last"))
    return f"{first} {'mayor' if match['sign'] == '>' else 'menor'} que {last}"


def _read_side(match: re.Match[str]) -> str | None:
    noun = match["noun"]
    if match["side"] == "I" and _NUMBERED.match(noun):
        return None  # dedo I is the first
    written = match["side"].lower().rstrip("s")
    is_written = len(written) > 1 and written[-1] in "ao"
    gender = written[-1] if is_written else "a" if is_feminine(noun) else "o"
    return (
        f"{_SIDES[match['side'][0].lower()]}{gender}{'s' if noun.endswith('s') and not _ONE_IN_S.search(noun) else ''}"
    )


def _read_compared(match: re.Match[str]) -> str:
    first, last = (f"{_SIDES[match[end].lower()]}o" for end in ("first", "last"))
    return f"{first} {'más' if match['sign'] == '>' else 'menos'} que {last}"


def _read_eye(match: re.Match[str]) -> str | None:
    if not has(_OF_EYES, match.string):
        return None
    words = _EYES[match["eye"]]
    before = (match["before"] or "").strip()
    joint = "en " if before and before != "en" else ""
    article = "el " if before and not words.startswith("ambos") else ""
    return f"{joint}{article}{words}"


_PLACES = {
    "sup": "superior",
    "inf": "inferior",
    "ant": "anterior",
    "post": "posterior",
    "lat": "lateral",
    "med": "medial",
}

OPENING_RULES: tuple[Rule, ...] = (
    rewrites("sideways at a level", rf"(?<=[\d{SAID}] )lat\.(?= (?:izq|der|dch|izd))", "lateral"),
    rewrites("both sides", r"(?<![\w/])B/L(?![\w/])", "bilateral"),
    rewrites(
        "a part by its place",
        r"(?:(?<=[a-zá-ú]{4} )|(?<= [ye] ))(sup|inf|ant|post|lat|med)"
        r"(?:\.(?= ?(?:izq|der|dch|izd|bilat|de(?:l)? |y |e |[,;:)]))|"
        r"(?=\.$))",
        lambda match: _PLACES[match[1]],
    ),
    says(
        "the side of a test",
        r"(?:positivo|negativo) (?P<said>[DI])(?=[\s,;.)]|$)",
        lambda match: f"{_SIDES[match['said'].lower()]}o",
    ),
    says(
        "the side of a reflex",
        r"(?<!\w)(?P<said>[DI])(?=:? ?[0-4]\+?/4\+)",
        lambda match: f"{_SIDES[match['said'].lower()]}o",
    ),
    says(
        "reflexes in crosses",
        r"(?<![\w+])(?P<said>(?P<number>[0-4])\+?/4\+)(?![\w+])",
        lambda match: (
            f"{'una cruz' if match['number'] == '1' else cardinal(int(match['number'])) + ' cruces'} de cuatro"
        ),
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "a finding on one side more than on the other",
        rf"(?<!\w)(?P<noun>[^\W\d_]{{3,}}) (?P<said>(?P<first>izq|der)\.? ?"
        rf"(?P<sign>[<>]) ?(?P<last>izq|der)(?!\w){_STOP})",
        _read_both_sides,
        ignore_case=True,
    ),
    says(
        "the side that one goes to",
        rf"\b(?:a|hacia|por|de|en|sobre) la (?P<said>(?P<side>izq|der|dch)(?!\w){_STOP})",
        lambda match: f"{_SIDES[match['side'][0].lower()]}a",
        ignore_case=True,
    ),
    says(
        "sides of the body",
        rf"(?<!\w)(?P<noun>[^\W\d_]{{3,}}){_BETWEEN} (?P<said>(?P<side>{_FORMS})(?![\w-]){_STOP})",
        _read_side,
        ignore_case=True,
    ),
    says(
        "sides of the body in one letter",
        rf"(?<!\w)(?P<noun>(?i:{_PARTS})(?:e?s)?){_BETWEEN} \(?(?P<said>(?P<side>[DI])(?![\w.-]*\w){_STOP})",
        _read_side,
    ),
    says(
        "one side more than the other",
        r"(?<![\w.-])(?P<first>[DI]) ?(?P<sign>[<>]) ?(?P<last>[DI])(?![\w-])",
        _read_compared,
    ),
    says(
        "eyes",
        rf"(?<![\w./-])(?P<before>(?:en|gotas?|gtas?|gts?|gtts?) )?(?P<said>(?P<eye>{'|'.join(_EYES)}))(?![\w/-])",
        _read_eye,
    ),
)
