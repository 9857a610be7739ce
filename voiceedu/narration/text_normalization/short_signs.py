"""Signs and names in the notes of smaller layers: и/или, ~5 mg, 3 -> 5, m^2, CA 19-9, COVID-19, 2 x 3 mm."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_AND_OR = {
    "ru": "и/или",
    "pl": "i/lub|i/albo|oraz/lub",
    "nl": "en/of",
    "sv": "och/eller",
    "hu": "és/vagy",
    "ko": "및/또는",
    "ja": "および/または|及び/または|と/または",
    "zh": "和/或|及/或",
    "vi": "và/hoặc",
    "ar": "و/أو",
    "hi": "और/या|तथा/या|व/या",
    "hy": "և/կամ",
    "rw": "na/cyangwa",
}
_ABOUT = {
    "ru": "около",
    "pl": "około",
    "nl": "ongeveer",
    "sv": "cirka",
    "hu": "körülbelül",
    "ko": "약",
    "ja": "約",
    "zh": "约",
    "vi": "khoảng",
    "ar": "حوالي",
    "hi": "लगभग",
    "hy": "մոտ",
    "rw": "hafi",
}
_PER_MILLE = {
    "ru": "промилле",
    "pl": "promili",
    "nl": "promille",
    "sv": "promille",
    "hu": "ezrelék",
    "ko": "퍼밀",
    "ja": "パーミル",
    "vi": "phần nghìn",
    "ar": "في الألف",
    "hi": "प्रति हज़ार",
    "hy": "պրոմիլ",
}
_DAYS = {
    "ru": "дн|день|нед|мес",
    "pl": "dni|dzień|tyg|mies",
    "nl": "dagen|dgn|weken|wk|maand",
    "sv": "dagar|veckor|mån",
    "hu": "nap|hét|hónap",
}
_PARAGRAPHS = {"ru": "параграф", "pl": "paragraf", "nl": "paragraaf", "sv": "paragraf", "hu": "paragrafus"}
_BY = {
    "ru": "на",
    "pl": "na",
    "nl": "bij",
    "sv": "gånger",
    "ko": "곱하기",
    "ja": "かける",
    "zh": "乘",
    "vi": "nhân",
    "ar": "في",
    "hi": "गुणा",
    "hu": "",
}
_LENGTHS = "mm|cm|m|мм|см|м|毫米|厘米|公分|米|مم|سم|ملم|मिमी|सेमी|밀리미터|센티미터|ミリ|センチ"
_NUMBER = r"\d+(?:[.,]\d+)?"
_TIMES = r" ?[xх×*] ?"


def _write_hungarian_times(text: str) -> str | None:
    """Return "10-szer 20": the ending is of the number before it. None for decimals."""
    numbers = re.split(_TIMES, text)
    if not all(number.isdecimal() for number in numbers):
        return None
    return " ".join(f"{number}-{_ending_of_times(number)}" for number in numbers[:-1]) + f" {numbers[-1]}"


def _ending_of_times(number: str) -> str:
    """Return -szor, -szer or -ször, as the last word of a number asks for."""
    last = number.rstrip("0")[-1:]
    if number.endswith("00"):
        return "szor" if not number.endswith("000") else "szer"
    if number.endswith("0"):
        return "szor" if last in "2368" else "szer"
    return "ször" if last in "25" else "szor" if last in "368" else "szer"


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of `language`, a tag without a region. They stand before all others that see numbers."""
    base = "zh" if language == "cmn" else language
    space, edge = ("", "") if base in ("zh", "ja") else (" ", r"(?<!\w)")

    def write_times(match: re.Match[str]) -> str | None:
        if base == "hu":
            return _write_hungarian_times(match[0])
        return re.sub(_TIMES, f" {_BY[base]} ", match[0])

    def write_marker(match: re.Match[str]) -> str:
        return f"{'C A' if base == 'sv' else 'CA'} {match[1]}, {match[2]}"

    return (
        rewrites("arrows of two signs", r"[-–]{1,2}>", "→"),
        rewrites(
            "and or",
            f"{edge}(?:{_AND_OR[base].replace('/', ' ?/ ?')})",
            lambda match: re.sub(" ?/ ?", space, match[0]),
        ),
        rewrites("about so many", r"(?:(?<=[\s(:])|^)[~≈∼] ?(?=\d)", f"{_ABOUT[base]} "),
        rewrites("a hash before a word", r"(?:(?<=\s)|^)#+ ?(?=[^\W\d_])", ""),
        rewrites("degrees in a span", r"(?<=\d) ?° ?[-–~～] ?(?=\d{1,3} ?°(?! ?[CСF]))", "–"),
        rewrites("for so long", rf"(?<=\S) [x×х] ?(?=\d{{1,3}} (?:{_DAYS.get(base, '(?!)')}))", ", "),
        rewrites("paragraphs", r"§ ?(?=\d)", f"{_PARAGRAPHS.get(base, '§')} "),
        rewrites("per mille", r"(?<=\d) ?‰", f" {_PER_MILLE.get(base, '‰')}"),
        rewrites("squares and cubes", r"(?<=[mм])\^(?=[23](?!\d))", ""),
        rewrites("tumour markers", r"(?<!\w)CA ?(19|15|72|27|50)[-.](\d{1,2})(?!\d)", write_marker),
        rewrites("names with a number", r"(?<=[A-Za-z])-(?=\d{1,3}(?![A-Za-zÀ-ỹ\d-]|[.,]\d))", " "),
        *(
            (
                rewrites(
                    "lengths and widths",
                    rf"(?<![A-Za-z\d.,]){_NUMBER}(?:{_TIMES}{_NUMBER}){{1,2}}(?= ?(?:{_LENGTHS})(?![A-Za-zа-я]))",
                    write_times,
                ),
            )
            if base in _BY
            else ()
        ),
    )
