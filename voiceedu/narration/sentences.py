"""Sentence segmentation: sentencex's boundaries, corrected for the abbreviations of clinics.

After some abbreviations a sentence never ends ("Dr.", "approx."). After others it ends where a new one can begin: "at
9 a.m. Bring your card." has two sentences, "5 mg. of this drug" and "9 a.m. on Monday" have one.
"""

import re
from collections.abc import Iterator

from sentencex import segment

from voiceedu.narration.sentence_abbreviations import Abbreviations, known_abbreviations

_BREAK = re.compile(r"\s.?$|[。！？｡].$")
_LOOKED_AT = 200
"""How many characters before and after a stop decide whether a sentence ends there. All of them would take minutes."""
_WORD = re.compile(r"\w")
_OPENING = "\"“‘'«([¿¡"
_AFTER_DOT = re.compile(rf"\.[\"”’»)\]]*\s+(?=[{re.escape(_OPENING)}]*\S)")
_FULL_STOP = re.compile(r"[.…][\"”’»)\]]*$")
_QUANTITY = re.compile(r"[\d½¼¾][\d.,/½¼¾]*[ -]?[^\W\d]+\.[\"”’»)\]]*$")
_QUANTITY_ALONE = re.compile(
    r"(?:[-–•]\s)?[\d½¼¾][\d.,/½¼¾]* ?(?:cp|gél|amp|cpr|cps|fl|bust|comp|cáps|gts|gtt|tbl|inj|tab)s?\."
)
"""No sentence of its own: "1 cp. Doliprane"."""
_TOKEN = re.compile(r"(?:^|[\s(\[\"“‘«/–-])([^\s/–]+?)[\"”’»)\]]*$")
_ELISION = re.compile(r"^(?:l|d|all|dell|nell|dall|sull|un|jusqu)['’](?=\w{2})")
"""What French and Italian write before an abbreviation without a space: l'amb., all'ambul."""
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENING)}]*([^\W_]+)")
_NUMBER_SIGNS = "0123456789½¼¾.,/<>≤≥~-–"
_LIST_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z])[.)]+")
_STREET = re.compile(r"\d\S* (?:[^\W_]+ ){1,3}(?:St|Dr|Ave|Av|Blvd|Rd|Ln|Ct|Pl|Hwy)\.$")
_BARE_TITLE = re.compile(r"\b(?:a|the|your|my|our|his|her|their)\s\S+$", re.IGNORECASE)
_NAMED_LETTER = re.compile(
    r"\b(?:vitamin|hepatitis|type|group|plan|part|appendix|step|option|section|exercise|phase|choice|method|box|"
    r"vitamina|tipo|grupo|parte)s? [A-Z]\.$",
    re.IGNORECASE,
)
_NO = re.compile(r"(?:^|[.!?¿¡] ?)No\.$")
"""The answer, not the abbreviation of "number"."""
_SIGNS_OF_A_TEST = ("Neg.", "Pos.", "neg.", "pos.")
"""As the whole sentence so far: "Neg. Tinel's"."""
_AFTER_A_CONSULTATION = re.compile(r"\s*Ext(?:\.|erna)")
"""What goes on after "C.", which is short for a consultation: "Revisión en C. Ext. en 3 semanas"."""
_GERMAN_ORDINAL = re.compile(
    r"\b(?:am|im|vom|zum|zur|bis|ab|seit|nach|vor|beim|den|der|die|das|dem|des|jede[nrms]?|eine[nrms]?|ein"
    r"|ihre?[nrms]?|diese[nrms]?) \d{1,2}\.(?:(?:,| und| bis| oder| u\.| ?[-–]) ?\d{1,2}\.)*$",
    re.IGNORECASE,
)
"""The beginning of "am 1. Tag": no sentence of another language ends so."""
_AFTER_AN_ORDINAL = re.compile(
    r"\s*(?:Wo|Woche|Tag|Dosis|Termin|Injektion|Spritze|Stock|OG|UG|Monat|Quartal|Mal|Schritt|Sitzung|Behandlung|Besuch"
    r"|Gabe|Einnahme|Stunde|Zyklus|Lebensjahr|Infiltration)\b"
)
"""What a German ordinal stands before, as in "Lyrica: 1. Woche"."""
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_NUMBER_OR_NUMERAL = re.compile(r"\d.$|\b[IVX]{1,4}\.$")
_PART_OF_A_DATE = re.compile(r"\b(?:19|20)\d\d\.(?: ?(?:0\d|1[0-2])\.)?$")
_NEXT_PART_OF_A_DATE = re.compile(r"\s?[0-3]\d(?:\.|-[^\W\d_])")
"""What goes on after a year in Hungarian, as in "2026. 02. 03-án"."""
_ORDINAL_AFTER_A_PAUSE = re.compile(r"[,;:(] ?\d{1,2}\.$")
"""Of German, as in "nach 4 Wochen, 3. Impfung"."""
_LEADERS = re.compile(r"^.*(?:\.{3}|…)(?=\w)")
"""What stands before a word in a table of contents: "Introducción.......Pag. 4"."""
_HOST = re.compile(r"\S*[^\W\d_]{2,}\.[^\W\d_]{2,}(?:/\S*)?")
_TIME_FIRST = re.compile(r"(?:At|By|Around|Until) [\d:.]+ ?[ap]\. ?m\.$")
"""The beginning of a sentence, as in "At 7 a.m. Dr. Lee came in"."""
_ILLNESS = re.compile(r"\b(?:has|have|had|with|of|from|for|severe|mild|moderate) M[SR]\.$")
"""In capitals an illness and not a title, before one of these words."""
_AFTER_AN_ILLNESS = re.compile(
    r"\s*(?:She|He|They|The|You|Your|If|It|This|We|I|A|In|On|At|No|Call|Take|Patient|ER|MRI)\b"
)
_ONE_LETTER = re.compile(r"\s*\([A-Z]\)")
"""A side in brackets after an abbreviation, as in "inj. (B) knees"."""
_LEVEL = re.compile(r"[CDLST]\d{1,2}")
"""A level of the spine after a side, as in "izq. L5"."""
_SPEAKER = re.compile(r"\s*[—–]\s?[^\W\d_]")
"""Who says what stands before it: "¿Le duele? —preguntó la enfermera"."""
_FLAG = re.compile(r"\s*\((?:HH?|LL?)\) ?[\d<>≥≤]")
"""What a laboratory marks before its range, which sentencex takes for an item: "11.2 (H) 4.0-10.5"."""
_AREA_CODE = re.compile(r"\s*\(\d{2,5}\)[ -]?\d")
"""The beginning of a telephone number, which sentencex takes for the number of an item: "+55 (11) 3456-7890"."""
_BOX = re.compile(r"\s*[☐☑☒□■▢▣❏❑]")
"""The next choice of a list, which sentencex takes for an item: "□ Yes ■ No"."""
_SIGN_AND_NUMBER = re.compile(r"\s*(?:[×=] ?|#)\d")
"""No beginning of a sentence: "2 times/wk. × 6 wks.", "75 mg caps. #30"."""
_JOINED_LETTERS = re.compile(r"(?<!\w)(?:[A-Z]\.){1,3} ?& ?(?:[A-Z]\.){1,3}$")
"""Letters with dots around a sign, as in "the P.M.&R. clinic"."""
_MARKER = re.compile(r"(?:^|(?<=\s))(?:•\s)?(?P<label>\d{1,2}|[a-z])(?P<sign>\.?\)|\.)\s(?=\S)")
"""The number or letter of a list that is written in one line: "1. Rest 2. Walk"."""
_IN_BRACKETS = re.compile(r"(?:^|(?<=[.!?]\s))[(\[][^()\[\]]*[.!?][)\]]\s+")


def split_sentences(text: str, *, language: str) -> list[str]:
    """Return the sentences of `text`. Joined by spaces they are its words, all of them, in order."""
    text = " ".join(text.split())
    known = known_abbreviations(language)
    ends = _sentencex_ends(text, language) | _ends_after_abbreviations(text, known) | _ends_before_items(text)
    sentences: list[str] = []
    start = 0
    for end in [*sorted(ends), len(text)]:
        before = text[max(start, end - _LOOKED_AT) : end].rstrip()
        if end == len(text) or not _goes_on(before, text[end : end + _LOOKED_AT], known):
            sentences.append(text[start:end].strip())
            start = end
    return list(_joined(sentences))


def _sentencex_ends(text: str, language: str) -> set[int]:
    """Return the positions after which sentencex begins a sentence, without those inside a word."""
    ends: set[int] = set()
    position, before = 0, ""
    for piece in segment(language, text):
        if before and _BREAK.search(before + piece[0]):
            ends.add(position)
        position += len(piece)
        before = piece
    return ends


def _ends_after_abbreviations(text: str, known: Abbreviations) -> set[int]:
    """Return the positions after "a.m.", "5 mg." or a sentence in brackets, where sentencex may see no end."""
    dots = _AFTER_DOT.finditer(text)
    ends = {dot.end() for dot in dots if _may_end(text[max(0, dot.start() - _LOOKED_AT) : dot.start() + 1], known)}
    ends |= {brackets.end() for brackets in _IN_BRACKETS.finditer(text)}
    return {end for end in ends if _can_begin(text[end : end + _LOOKED_AT], known)}


def _ends_before_items(text: str) -> set[int]:
    """Return where the items of a list in one line begin, if `text` begins with one and they count on."""
    first = _MARKER.match(text)
    if first is None:
        return set()
    ends: set[int] = set()
    last = first
    for marker in _MARKER.finditer(text, first.end()):
        if marker["sign"] == last["sign"] and _follows(marker["label"], last["label"]):
            ends.add(marker.start())
            last = marker
    return ends


def _follows(label: str, before: str) -> bool:
    if label.isdecimal() != before.isdecimal():
        return False
    return int(label) == int(before) + 1 if label.isdecimal() else ord(label) == ord(before) + 1


def _goes_on(sentence: str, after: str, known: Abbreviations) -> bool:
    """Return whether `sentence`, which ends with a stop, is only the beginning of one that goes on in `after`."""
    if _LIST_NUMBER.fullmatch(sentence):
        return True
    if (_AREA_CODE.match(after) or _FLAG.match(after)) and not sentence.endswith((".", "!", "?")):
        return True
    if _BOX.match(after) and not sentence.endswith((".", "!", "?")):
        return True
    if _SIGN_AND_NUMBER.match(after):
        return True
    if not _FULL_STOP.search(sentence):
        speaker = _SPEAKER.match(after)
        return speaker is not None and speaker[0][-1].islower()
    if _TIME_FIRST.match(sentence) or (_JOINED_LETTERS.search(sentence) and _lower_case_next(after)):
        return True
    token = _token(sentence, known)
    if _ILLNESS.search(sentence) and _AFTER_AN_ILLNESS.match(after):
        return False
    if (
        sentence in _SIGNS_OF_A_TEST
        or (sentence.endswith(" C.") and _AFTER_A_CONSULTATION.match(after))
        or _GERMAN_ORDINAL.search(sentence)
    ):
        return True
    if _ORDINAL.search(sentence) and _AFTER_AN_ORDINAL.match(after):
        return True
    if _NUMBER_OR_NUMERAL.search(sentence) and _lower_case_next(after):  # a sentence begins with a capital
        return True
    if _PART_OF_A_DATE.search(sentence) and _NEXT_PART_OF_A_DATE.match(after):
        return True
    if known.beginning and _ORDINAL_AFTER_A_PAUSE.search(sentence):
        return True
    if token in known.units and known.beginning:
        return not _begins(after, known)
    if _may_end(sentence, known):
        return _QUANTITY_ALONE.fullmatch(sentence) is not None or not _can_begin(after, known)
    if token in known.units and _lower_case_next(after):
        return True
    if token in known.numbered:
        return after.lstrip()[:1].isdigit() or after.lstrip()[:2] in ("(½", "(¼", "(¾", "(1", "(2")
    if token in known.titles and len(token) == 1:
        return True
    if len(token) == 1 or token.endswith(("..", "…")):
        return after.lstrip()[:1].islower()
    if token and token[-1] in known.no_last_letters and _lower_case_next(after):
        return True
    return token in known.inside or token in known.titles


def _token(sentence: str, known: Abbreviations) -> str:
    """Return the last word of `sentence` in small letters, without its dot or a number: "a.m" for "at 9 a.m."."""
    found = _TOKEN.search(sentence)
    token = _ELISION.sub("", found[1].removesuffix(".").casefold()).rpartition(".-")[2] if found else ""
    token = _LEADERS.sub("", token)
    unit = token.lstrip(_NUMBER_SIGNS)
    return unit if unit in known.units else token


def _may_end(sentence: str, known: Abbreviations) -> bool:
    token = _token(sentence, known)
    if token in known.units:
        return _QUANTITY.search(sentence) is not None
    if token in known.titles:
        return _BARE_TITLE.search(sentence) is not None or _STREET.search(sentence) is not None
    if token in known.either or _HOST.fullmatch(token):
        return True
    return any(pattern.search(sentence) for pattern in (_STREET, _NAMED_LETTER, _NO))


def _can_begin(after: str, known: Abbreviations) -> bool:
    """Return whether `after` can be the beginning of a sentence: a word with a capital that is not a mere name."""
    first = _FIRST_WORD.match(after.lstrip())
    if first is None or _ONE_LETTER.match(after) or _LEVEL.fullmatch(first[1]):
        return False
    if _LEVEL.fullmatch(first[1]):
        return False
    if first[1].isupper() and _WITHIN_A_TEXT_IN_CAPITALS.fullmatch(first[1].casefold()):
        return False
    return first[1][0].isupper() and first[1].casefold() not in known.going_on


_LEVEL = re.compile(r"[CTLSD]\d{1,2}")
"""A level of the spine after an abbreviation, as in "lat. L3"."""
_WITHIN_A_TEXT_IN_CAPITALS = re.compile(
    "on|off|early|late|before|after|prior|by|and|or|as|with|until|daily|every|per|of|apart|max"
)
"""Words that begin no sentence after an abbreviation, as written there: ARRIVE 15 MIN. EARLY."""


def _begins(after: str, known: Abbreviations) -> bool:
    """Return whether a sentence begins, in a language whose nouns have capitals: "2 Tbl. Novalgin" has one."""
    first = _FIRST_WORD.match(after.lstrip())
    return first is not None and first[1][0].isupper() and first[1].casefold() in known.beginning


def _lower_case_next(after: str) -> bool:
    first = _FIRST_WORD.match(after.lstrip())
    return first is not None and first[1][0].islower()


def _joined(sentences: list[str]) -> Iterator[str]:
    """Yield `sentences`, those without a word joined to the one before: "…" belongs to its sentence."""
    current = ""
    for sentence in filter(None, sentences):
        if current and _WORD.search(sentence) and _WORD.search(current):
            yield current
            current = sentence
        else:
            current = f"{current} {sentence}".strip()
    if current:
        yield current
