"""Language tags (BCP 47): their parts, what to fall back to, and what Babel and ISO 639 know about them. Pure.

A fallback gives up a region or a script. It never leads to another language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.core import get_global

ENGLISH = "en"
UNDETERMINED = "und"

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PARTS = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?:-.+)?", re.IGNORECASE
)

_SAME_LANGUAGE = (
    ("zh", "cmn"),  # a macro-language, and the language of it that is meant when no other is named
    ("no", "nb"),
    ("ar", "arb"),
    ("fa", "pes"),
    ("ms", "zsm"),
    ("sw", "swh"),
    ("et", "ekk"),
    ("lv", "lvs"),
    ("he", "iw"),  # a language, and its code before ISO 639 changed it
    ("id", "in"),
    ("yi", "ji"),
    ("jv", "jw"),
    ("fil", "tl"),
)
"""Pairs of codes for one language (IANA's registry: Macrolanguage and Preferred-Value; CLDR for fil)."""

_FIRST_CODE = {second: first for first, second in _SAME_LANGUAGE}
_OTHER_CODE = dict(_SAME_LANGUAGE) | _FIRST_CODE

_ISO_639 = """
aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis
bm:bam bn:ben bo:bod br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cu:chu cv:chv cy:cym da:dan de:deu
dv:div dz:dzo ee:ewe el:ell en:eng eo:epo es:spa et:est eu:eus fa:fas ff:ful fi:fin fj:fij fo:fao fr:fra fy:fry
ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:hye hz:her ia:ina
id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido is:isl it:ita iu:iku ja:jpn jv:jav ka:kat kg:kon ki:kik kj:kua kk:kaz
kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao
lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mri mk:mkd ml:mal mn:mon mr:mar ms:msa mt:mlt my:mya na:nau nb:nob nd:nde
ne:nep ng:ndo nl:nld nn:nno no:nor nr:nbl nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol
ps:pus pt:por qu:que rm:roh rn:run ro:ron ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sl:slv
sm:smo sn:sna so:som sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk
tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln
wo:wol xh:xho yi:yid yo:yor za:zha zh:zho zu:zul
"""
THREE_LETTERS = dict(pair.split(":") for pair in _ISO_639.split())
"""The codes of ISO 639-1 and what they are in ISO 639-2/T, from the code list of the Library of Congress."""


@dataclass(frozen=True, kw_only=True)
class Tag:
    """The parts of a tag, written as BCP 47 recommends: zh-Hant-TW. A part that is not given is empty."""

    language: str
    script: str = ""
    region: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.language, self.script, self.region) if part)


def is_tag(text: str) -> bool:
    """Return whether `text` can name a language in settings and folders: a lower-case code, then subtags."""
    return _TAG.fullmatch(text) is not None


def parse(tag: str) -> Tag:
    """Return the parts of `tag`, in any case; variants and extensions are left out. Raise ValueError if malformed."""
    match = _PARTS.fullmatch(tag)
    if match is None:
        raise ValueError(f"{tag!r} is not a language tag, such as en, es-419 or zh-Hant-TW")
    return Tag(
        language=match["language"].lower(),
        script=(match["script"] or "").title(),
        region=(match["region"] or "").upper(),
    )


def normalize(tag: str) -> str:
    """Return `tag` as language[-Script][-REGION]; raise ValueError if malformed."""
    return str(parse(tag))


def base(tag: str) -> str:
    """Return the language of `tag` alone, in lower case: en for en-GB."""
    return tag.split("-")[0].lower()


def fallbacks(tag: str) -> tuple[str, ...]:
    """Return the tags to try for `tag`, the most exact first: es-MX, es-419, es. Empty if `tag` is malformed.

    Regions and scripts are given up in turn; a larger region (es-419 for es-MX, pt-PT for pt-AO) comes from CLDR.
    Last comes the language's other code, if it has one: cmn for zh, nb for no, iw for he.
    """
    try:
        parts = parse(tag)
    except ValueError:
        return ()
    return tuple(dict.fromkeys(_fallbacks(parts)))


def _fallbacks(parts: Tag) -> Iterator[str]:
    language, script, region = parts.language, parts.script, parts.region
    yield str(parts)
    if region:  # says more about a voice than a script does
        yield f"{language}-{region}"
        parent: str = get_global("parent_exceptions").get(f"{language}_{region}", "")
        if parent.startswith(f"{language}_"):
            yield parent.replace("_", "-")
    if script:
        yield f"{language}-{script}"
    yield language
    if language in _OTHER_CODE:
        yield _OTHER_CODE[language]


def locale(tag: str) -> Locale | None:
    """Return Babel's locale for `tag` or the nearest of its fallbacks; None when Babel does not know the language."""
    for candidate in fallbacks(tag):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def locale_or_english(tag: str) -> Locale:
    """Return Babel's locale for `tag`, or English's where Babel does not know the language."""
    return locale(tag) or Locale(ENGLISH)


def text_direction(tag: str) -> str:
    """Return ltr, or rtl for a language such as Arabic."""
    return str(locale_or_english(tag).text_direction)


def native_name(tag: str) -> str:
    """Return the name of the language in itself, such as "Español"; `tag` when Babel has none."""
    found = locale(tag)
    name = str(found.get_display_name() or tag) if found else tag
    return name[:1].upper() + name[1:]


def with_region(tag: str) -> str:
    """Return `tag` as language-REGION with a country: en is en-US, es-419 is es-ES. `tag` when none is known."""
    found = locale(tag)
    if found is None:
        return tag
    if found.territory is None or found.territory.isdecimal():
        likely = get_global("likely_subtags").get(found.language)
        if likely is None:
            return tag
        found = Locale.parse(likely)
    return f"{found.language}-{found.territory}"


def iso_639_2(tag: str) -> str:
    """Return the three letters of ISO 639-2/T, as ID3 wants them: eng, spa, zho; und for an unknown language."""
    language = base(tag)
    for code in (language, _FIRST_CODE.get(language, "")):
        if code in THREE_LETTERS:
            return THREE_LETTERS[code]
    return language if re.fullmatch("[a-z]{3}", language) else UNDETERMINED
