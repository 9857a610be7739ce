"""Whether a sentence ends at a stop: what comes before it and what comes after, by the abbreviations of a language."""

import re

from voiceedu.narration import german_ordinals
from voiceedu.narration.sentence_abbreviations import Abbreviations

OPENING = "\"“‘'«([¿¡"
_FULL_STOP = re.compile(r"[.…][\"”’»)\]]*$")
_QUANTITY = re.compile(r"[\d½¼¾][\d.,/½¼¾]*[ -]?[^\W\d]+\.[\"”’»)\]]*$")
_QUANTITY_ALONE = re.compile(
    r"(?:[-–•]\s)?[\d½¼¾][\d.,/½¼¾]* ?(?:cp|gél|amp|cpr|cps|fl|bust|comp|cáps|gts|gtt|tbl|inj|tab)s?\."
)
"""No sentence of its own: "1 cp. Doliprane"."""
_TOKEN = re.compile(r"(?:^|[\s(\[\"“‘«/–-])([^\s/–]+?)[\"”’»)\]]*$")
_ELISION = re.compile(r"^(?:l|d|all|dell|nell|dall|sull|un|jusqu)['’](?=\w{2})")
"""What French and Italian write before an abbreviation without a space: l'amb., all'ambul."""
_FIRST_WORD = re.compile(rf"[{re.escape(OPENING)}]*([^\W_]+)")
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
_FORM_FIRST = re.compile(r"(?:\d{1,2}[.)] )?(?:Tab|Cap|Syp|Syr|Inj|Oint)\.")
"""What a prescription begins with, as in "Tab. Dolo 650"."""
_COUNTY = re.compile(
    r"\s*(?:Antrim|Armagh|Carlow|Cavan|Clare|Cork|Derry|Donegal|Down|Dublin|Fermanagh|Galway|Kerry|Kildare|Kilkenny|Laois|"
    r"Leitrim|Limerick|Longford|Louth|Mayo|Meath|Monaghan|Offaly|Roscommon|Sligo|Tipperary|Tyrone|Waterford|Westmeath|"
    r"Wexford|Wicklow|Durham)\b"
)
"""A name after "Co.", which is a county's there and no company's."""
_SIGNS_OF_A_TEST = ("Neg.", "Pos.", "neg.", "pos.")
"""As the whole sentence so far: "Neg. Tinel's"."""
_AFTER_A_CONSULTATION = re.compile(r"\s*Ext(?:\.|erna)")
"""What goes on after "C.", which is short for a consultation: "Revisión en C. Ext. en 3 semanas"."""
_INITIAL_AFTER_A_TITLE = re.compile(
    r"(?<!\w)(?:[Dd](?:o?t?t|r)a?(?:\.ssa)?|[Pp]ro?fa?(?:\.ssa)?|D\.ssa|[Ss]ig(?:\.ra)?|[Ss]ra?|Hr|Fr|Frau|Herr|Mme|Mlle|med)"
    r"\.? [A-Z]\.$"
)
"""The beginning of a name, as in "Dott.ssa M. Bianchi"."""
_ARTICLE_OF_A_CODE = re.compile(r"\b(?:art(?:icles?|\.)|et|ou|à|,) [LRD]\.$")
"""A letter of French law before its number, as in "art. L. 1111-2"."""
_NUMBER_OR_NUMERAL = re.compile(r"\d.$|\b[IVX]{1,4}\.$")
_NUMERAL_NEXT = re.compile(r"\s*(?:[IVX]{2,4}|V|I(?=[.,;)]))(?!\w)")
_PART_OF_A_DATE = re.compile(r"\b(?:19|20)\d\d\.(?: ?(?:0\d|1[0-2])\.)?$")
_NEXT_PART_OF_A_DATE = re.compile(r"\s?[0-3]\d(?:\.|-[^\W\d_])")
"""What goes on after a year in Hungarian, as in "2026. 02. 03-án"."""
_WHOLE_DATE = re.compile(r"\b(?:19|20)\d\d\. ?[01]\d\. ?[0-3]\d\.$")
_HOUR = re.compile(r"\s?(?:[01]?\d|2[0-4])[:.][0-5]\d(?!\d)")
"""What goes on after a whole date of Hungarian, as in "2026. 02. 03. 8:30"."""
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
_SIDE_OR_SCORE = re.compile(r"\s*\((?:[A-Z]\)|[A-Z]{2,5} [<>≥≤]?\d)")
"""A side or a score in brackets after an abbreviation: "inj. (B) knees", "3 sett. (NRS 6)"."""
_LEVEL = re.compile(r"[CDLST]\d{1,2}")
"""A level of the spine after a side, as in "izq. L5"."""
_SPEAKER = re.compile(r"\s*[—–]\s?[^\W\d_]")
"""Who says what stands before it: "¿Le duele? —preguntó la enfermera"."""
_FLAG = re.compile(r"\s*\((?:HH?|LL?)\) ?[\d<>≥≤]")
"""What a laboratory marks before its range, which sentencex takes for an item: "11.2 (H) 4.0-10.5"."""
_AREA_CODE = re.compile(r"\s*\(\d{2,5}\)[ -]?\d")
"""The beginning of a telephone number, which sentencex takes for the number of an item: "+55 (11) 3456-7890"."""
_NUMBER_IN_BRACKETS = re.compile(r"\s*\((?P<number>\d{1,4})\)")
"""A number after its words, or the number of an item: "sechs (6) Tabletten", "(1) Ruhe (2) Wasser"."""
_BOX = re.compile(r"\s*[☐☑☒□■▢▣❏❑]")
"""The next choice of a list, which sentencex takes for an item: "□ Yes ■ No"."""
_SIGN_AND_NUMBER = re.compile(r"\s*(?:(?:[×=] ?|#)\d|[-−–][$£€₹]\d)")
"""No beginning of a sentence: "2 times/wk. × 6 wks.", "75 mg caps. #30", "disc. -$20"."""
_CLASS_IN_SHORT = re.compile(r"\b[Cc]at\.$")
_CLASS = re.compile(r"\s*(?:[A-DX]|B[123])(?!\w)")
"""The class of a drug in pregnancy, as in "Preg. Cat. C"."""
_JOINED_LETTERS = re.compile(r"(?<!\w)(?:[A-Z]\.){1,3} ?& ?(?:[A-Z]\.){1,3}$")
"""Letters with dots around a sign, as in "the P.M.&R. clinic"."""
_WITHIN_A_TEXT_IN_CAPITALS = re.compile(
    "on|off|early|late|before|after|prior|by|and|or|as|with|until|daily|every|per|of|apart|max|"
    "except|unless|if|for|to|at|date|dates|time|cost|records|card|number|from|in"
)
"""Words that begin no sentence after an abbreviation, as written there: ARRIVE 15 MIN. EARLY."""


def goes_on(sentence: str, after: str, known: Abbreviations) -> bool:
    """Return whether `sentence`, which ends with a stop, is only the beginning of one that goes on in `after`."""
    if _LIST_NUMBER.fullmatch(sentence) or _SIGN_AND_NUMBER.match(after):
        return True
    if not sentence.endswith((".", "!", "?")) and any(item.match(after) for item in (_AREA_CODE, _FLAG, _BOX)):
        return True
    if sentence[-1:].isalpha() and (number := _NUMBER_IN_BRACKETS.match(after)):
        return number["number"] != "1" and f"({int(number['number']) - 1})" not in sentence
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
        or _FORM_FIRST.fullmatch(sentence)
        or (sentence.endswith(" Co.") and _COUNTY.match(after))
        or (_CLASS_IN_SHORT.search(sentence) and _CLASS.match(after))
        or german_ordinals.goes_on(sentence, after, only_german=bool(known.beginning))
    ):
        return True
    if _NUMBER_OR_NUMERAL.search(sentence) and _lower_case_next(after):  # a sentence begins with a capital
        return True
    if _INITIAL_AFTER_A_TITLE.search(sentence) or (
        _ARTICLE_OF_A_CODE.search(sentence) and after.lstrip()[:1].isdigit()
    ):
        return True
    if _PART_OF_A_DATE.search(sentence) and _NEXT_PART_OF_A_DATE.match(after):
        return True
    if _WHOLE_DATE.search(sentence) and _HOUR.match(after):
        return True
    if token in known.units and known.beginning:
        return not _begins(after, known)
    if may_end(sentence, known):
        return _QUANTITY_ALONE.fullmatch(sentence) is not None or not can_begin(after, known)
    if token in known.units and _lower_case_next(after):
        return True
    if token in known.numbered and (_NUMERAL_NEXT.match(after) or _SIDE_OR_SCORE.match(after)):
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


def may_end(sentence: str, known: Abbreviations) -> bool:
    """Return whether `sentence`, which ends with an abbreviation's dot, ends there if a new one can begin after it."""
    token = _token(sentence, known)
    if token in known.units:
        return _QUANTITY.search(sentence) is not None
    if token in known.titles:
        return _BARE_TITLE.search(sentence) is not None or _STREET.search(sentence) is not None
    if token in known.either or _HOST.fullmatch(token):
        return True
    return any(pattern.search(sentence) for pattern in (_STREET, _NAMED_LETTER, _NO))


def can_begin(after: str, known: Abbreviations) -> bool:
    """Return whether `after` can be the beginning of a sentence: a word with a capital that is not a mere name."""
    first = _FIRST_WORD.match(after.lstrip())
    if first is None or _SIDE_OR_SCORE.match(after) or _LEVEL.fullmatch(first[1]):
        return False
    if first[1].isupper() and _WITHIN_A_TEXT_IN_CAPITALS.fullmatch(first[1].casefold()):
        return False
    return first[1][0].isupper() and first[1].casefold() not in known.going_on


def _token(sentence: str, known: Abbreviations) -> str:
    """Return the last word of `sentence` in small letters, without its dot or a number: "a.m" for "at 9 a.m."."""
    found = _TOKEN.search(sentence)
    token = _ELISION.sub("", found[1].removesuffix(".").casefold()).rpartition(".-")[2] if found else ""
    token = _LEADERS.sub("", token)
    unit = token.lstrip(_NUMBER_SIGNS)
    return unit if unit in known.units else token


def _begins(after: str, known: Abbreviations) -> bool:
    """Return whether a sentence begins, in a language whose nouns have capitals: "2 Tbl. Novalgin" has one."""
    first = _FIRST_WORD.match(after.lstrip())
    return first is not None and first[1][0].isupper() and first[1].casefold() in known.beginning


def _lower_case_next(after: str) -> bool:
    first = _FIRST_WORD.match(after.lstrip())
    return first is not None and first[1][0].islower()
