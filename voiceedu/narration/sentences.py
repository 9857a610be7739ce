"""Sentence segmentation: sentencex's boundaries, corrected for the abbreviations of clinics.

After some abbreviations a sentence never ends ("Dr.", "approx."). After others it ends where a new one can begin: "at
9 a.m. Bring your card." has two sentences, "5 mg. of this drug" and "9 a.m. on Monday" have one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sentencex import segment

from voiceedu import languages

_BREAK = re.compile(r"\s.?$|[。！？｡].$")
_WORD = re.compile(r"\w")
_OPENING = "\"“‘'«([¿¡"
_AFTER_DOT = re.compile(rf"\.[\"”’»)\]]*\s+(?=[{re.escape(_OPENING)}]*\S)")
_FULL_STOP = re.compile(r"[.…][\"”’»)\]]*$")
_QUANTITY = re.compile(r"\d[\d.,/½¼¾]*[ -]?[^\W\d]+\.[\"”’»)\]]*$")
_TOKEN = re.compile(r"(?:^|[\s(\[\"“‘«/–-])([^\s/–]+?)[\"”’»)\]]*$")
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENING)}]*([^\W_]+)")
_LIST_NUMBER = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]+")
_STREET = re.compile(r"\d\S* (?:[^\W_]+ ){1,3}(?:St|Dr|Ave|Av|Blvd|Rd|Ln|Ct|Pl|Hwy)\.$")
_BARE_TITLE = re.compile(r"\b(?:a|the|your|my|our|his|her|their)\s\S+$", re.IGNORECASE)
_NAMED_LETTER = re.compile(
    r"\b(?:vitamin|hepatitis|type|group|plan|part|appendix|vitamina|tipo|grupo|parte)s? [A-Z]\.$", re.IGNORECASE
)
_NO = re.compile(r"(?:^|[.!?¿¡] ?)No\.$")
"""The answer, not the abbreviation of "number"."""
_SIGNS_OF_A_TEST = ("Neg.", "Pos.")
"""As the whole sentence so far: "Neg. Tinel's"."""
_GERMAN_ORDINAL = re.compile(
    r"\b(?:am|im|vom|zum|zur|bis|ab|seit|nach|vor|beim|den|der|dem|des|jede[nrms]?|einen?) \d{1,2}\.$", re.IGNORECASE
)
"""The beginning of "am 1. Tag": no sentence of another language ends so."""
_HOST = re.compile(r"\S*[^\W\d_]{2,}\.[^\W\d_]{2,}(?:/\S*)?")
_TIME_FIRST = re.compile(r"(?:At|By|Around|Until) [\d:.]+ ?[ap]\. ?m\.$")
"""The beginning of a sentence, as in "At 7 a.m. Dr. Lee came in"."""
_SPEAKER = re.compile(r"\s*[—–]\s?[^\W\d_]")
"""Who says what stands before it: "¿Le duele? —preguntó la enfermera"."""
_MARKER = re.compile(r"(?:^|(?<=\s))(?:•\s)?(?P<label>\d{1,2}|[a-z])(?P<sign>\.?\)|\.)\s(?=\S)")
"""The number or letter of a list that is written in one line: "1. Rest 2. Walk"."""
_IN_BRACKETS = re.compile(r"(?:^|(?<=[.!?]\s))[(\[][^()\[\]]*[.!?][)\]]\s+")


@dataclass(frozen=True, kw_only=True)
class _Abbreviations:
    """What comes before a dot, in small letters and without it.

    A sentence never ends after `inside`. It ends after `either` where the next word has a capital and is not one of
    `going_on`, names that continue a sentence; so it does after `units` that follow a number, and after `titles` that
    follow an article. After `numbered` it goes on where a number follows.
    """

    inside: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    either: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    going_on: frozenset[str] = frozenset()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LANGUAGES = {
    "en": _Abbreviations(
        inside=_words(
            "mr mrs ms messrs rev st mt e.g i.e eg ie vs approx cf esp vit attn cont emerg ins aff alt bilat mod gr "
            "liqs acct"
        ),
        titles=_words("dr drs prof"),
        numbered=_words("no nos fig figs vol p pp ch sec art ext room rm bldg rte hwy"),
        either=_words(
            "a.m p.m am pm etc jr sr inc ltd co corp dept hosp univ ave blvd rd apt ste m.d ph.d r.n n.p p.a d.o "
            "d.d.s b.i.d t.i.d q.i.d q.d q.h.s p.r.n h.s a.c p.c p.o n.p.o jan feb mar apr jun jul aug sep sept "
            "oct nov dec mon tue tues wed thu thur thurs fri sat sun hx dx rx tx appt misc meds max min avg est "
            "incl temp wt ht soln susp oint supp tel opt ph neg pos eff ea eq equiv freq flex inj"
        ),
        units=_words(
            "mg mgs mcg µg g gm gms kg kgs ml mls l dl cc tsp tsps tbsp tbsps oz lb lbs in ft cm mm m km mi hr "
            "hrs h min mins sec secs s d wk wks mo mos yr yrs tab tabs cap caps gtt gtts pt pts amp units u iu "
            "meq mmol cal kcal deg"
        ),
        going_on=_words(
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
            "august september october november december est edt cst cdt mst mdt pst pdt et ct mt pt gmt "
            "bid tid qid qd qod qhs prn po pr box nw ne sw se"
        ),
    ),
    "es": _Abbreviations(
        inside=_words(
            "dr dra dres dras prof profa sr sra sres srta d dña ud uds vd vds lic ing gral p.ej ej "
            "aprox sta sto hno hna cf vs edif col blvd vit serv próx ref pte ptes antec ctrl nac masc fem exp edo "
            "hosp dr(a) sr(a) líq líqs carr inc"
        ),
        numbered=_words("no n.º núm núms nro n p pág págs fig figs vol cap art ext av avda apdo piso hab v párr"),
        either=_words(
            "a.m p.m m etc der izq "
            "cía cia ee.uu uu d.c a.c c s.a depto univ ed incl máx mín temp ene feb mar abr may jun "
            "jul ago sep sept oct nov dic lun mié jue vie sáb dom tel telf tels tfno tlf cel tto "
            "v.o i.m i.v s.c s.l v.r cad venc creat plaq leuc "
            "rev neg prom ac ác int fdo izda izqda dcha dcho iny inyec bilat abd trat dpto pcte pac"
        ),
        units=_words(
            "mg mcg µg g gr kg ml l dl cc cm mm m km h hr hrs hs min mins seg s d sem mes tab tabs comp comps cáp "
            "cáps caps gts gta cda cdas cdta cdtas amp ui u meq inh inhal aplic"
        ),
        going_on=_words("bid tid qid prn sos vo iv im sc sl"),
    ),
    "fr": _Abbreviations(
        inside=_words("max min env p.ex ex tél dr pr mme mlle m cp cf réf lun mar mer jeu ven sam dim vit"),
        numbered=_words("n no p art fig ch janv févr avr juil sept oct nov déc"),
        units=_words("mg g kg ml l cl cm mm h min s j cp gél amp gtt"),
    ),
    "de": _Abbreviations(
        inside=_words(
            "max min mind ca z.b d.h bzw evtl ggf temp tel dr prof hr fr st inkl exkl vgl tgl u.a o.ä tbl kps std str "
            "mo di mi do sa jan feb mär apr jun jul aug sep sept okt nov dez"
        ),
        numbered=_words("nr s abb art"),
        units=_words("mg g kg ml l cm mm std min sek tbl kps"),
    ),
    "it": _Abbreviations(
        inside=_words("max min ca es p.es dott dott.ssa prof sig sig.ra sigg tel int lun mar mer gio ven sab dom"),
        numbered=_words("n nr p pag pagg art fig gen feb apr mag giu lug ago set ott nov dic"),
        units=_words("mg g kg ml l cm mm h min gg gtt cpr cps fl"),
    ),
    "pt": _Abbreviations(
        inside=_words(
            "máx mín aprox p.ex ex dr dra sr sra prof profa tel ref seg ter qua qui sex sáb dom jan fev abr jun jul "
            "ago set out nov dez"
        ),
        numbered=_words("n p pág págs art fig"),
        units=_words("mg g kg ml l cm mm h min seg comp cáps amp gts"),
        going_on=_words("vo im iv sc"),
    ),
}


def split_sentences(text: str, *, language: str) -> list[str]:
    """Return the sentences of `text`. Joined by spaces they are its words, all of them, in order."""
    text = " ".join(text.split())
    known = _LANGUAGES.get(languages.base(language), _Abbreviations())
    ends = _sentencex_ends(text, language) | _ends_after_abbreviations(text, known) | _ends_before_items(text)
    sentences: list[str] = []
    start = 0
    for end in [*sorted(ends), len(text)]:
        if end == len(text) or not _goes_on(text[start:end].rstrip(), text[end:], known):
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


def _ends_after_abbreviations(text: str, known: _Abbreviations) -> set[int]:
    """Return the positions after "a.m.", "5 mg." or a sentence in brackets, where sentencex may see no end."""
    dots = _AFTER_DOT.finditer(text)
    ends = {dot.end() for dot in dots if _may_end(text[: dot.start() + 1], known)}
    ends |= {brackets.end() for brackets in _IN_BRACKETS.finditer(text)}
    return {end for end in ends if _can_begin(text[end:], known)}


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


def _goes_on(sentence: str, after: str, known: _Abbreviations) -> bool:
    """Return whether `sentence`, which ends with a stop, is only the beginning of one that goes on in `after`."""
    if _LIST_NUMBER.fullmatch(sentence):
        return True
    if not _FULL_STOP.search(sentence):
        speaker = _SPEAKER.match(after)
        return speaker is not None and speaker[0][-1].islower()
    if _TIME_FIRST.match(sentence):
        return True
    token = _token(sentence)
    if sentence in _SIGNS_OF_A_TEST or _GERMAN_ORDINAL.search(sentence):
        return True
    if _may_end(sentence, known):
        return not _can_begin(after, known)
    if token in known.units and _lower_case_next(after):
        return True
    if token in known.numbered:
        return after.lstrip()[:1].isdigit()
    if len(token) == 1 or token.endswith(("..", "…")):
        return after.lstrip()[:1].islower()
    return token in known.inside or token in known.titles


def _token(sentence: str) -> str:
    """Return the last word of `sentence` in small letters, without its dot: "a.m" for "at 9 a.m."."""
    found = _TOKEN.search(sentence)
    return found[1].removesuffix(".").casefold() if found else ""


def _may_end(sentence: str, known: _Abbreviations) -> bool:
    token = _token(sentence)
    if token in known.units:
        return _QUANTITY.search(sentence) is not None
    if token in known.titles:
        return _BARE_TITLE.search(sentence) is not None or _STREET.search(sentence) is not None
    if token in known.either or _HOST.fullmatch(token):
        return True
    return any(pattern.search(sentence) for pattern in (_STREET, _NAMED_LETTER, _NO))


def _can_begin(after: str, known: _Abbreviations) -> bool:
    """Return whether `after` can be the beginning of a sentence: a word with a capital that is not a mere name."""
    first = _FIRST_WORD.match(after.lstrip())
    return first is not None and first[1][0].isupper() and first[1].casefold() not in known.going_on


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
