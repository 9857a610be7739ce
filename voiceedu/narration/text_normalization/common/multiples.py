"""Numbers beside an x, a slash, a colon or a power: 10 x 10 cm, x 3 j, 3/4 de, 1/10 000, 1:200.000, 10⁹, L4/5."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.common import ratios
from voiceedu.narration.text_normalization.common.ratios import DOSES
from voiceedu.narration.text_normalization.rules import Rule, rewrites

_DAYS = (
    r"j|jours?|sem\.?|semaines?|mois|gg\.?|giorn[io]|sett\.?|settiman[ae]|mes[ie]|mes(?:es)?|dias?|d|semanas?|"
    r"Tage?n?|Wochen?|Wo\.|Monate?n?|Jahren?|ans?|ann[oi]|anos?"
)
_SIZES = r"(?:mm|cm|m|[\"″]|pouces?|Zoll|pollic[ei]|polegadas?)(?!\w)"
_BEFORE_A_PART = re.compile(
    r"(?:^|[,;(] ?|\b(?:um|auf|zu|ca\.|etwa|circa|rund|die|de|des|les|environ|di|i|por|cerca de|und|et|e|ou|oder) )$"
)
_EXERCISE = re.compile(
    r"\b(?:halten|Pause|Wdh|dehn|tenir|maintien|étir|séries?|répét|repos|tenere|tenuta|ripet|serie|riposo|manter|contração"
    r"|segur|along|rep|repouso|descanso)",
    re.IGNORECASE,
)
"""What an exercise's seconds stand beside."""
_LARGEST_LEAFLET = 9
"""In pages."""
_FRACTIONS = {"1/3": "⅓", "2/3": "⅔", "3/4": "¾"}


def rules(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules that give these a word each, and leave their numbers in digits."""
    return (
        *_beside_another(phrases),
        *ratios.rules(phrases),
        *_parts(phrases),
        *_marks(phrases),
        *_times(phrases),
    )


def _beside_another(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for strengths, and for hours, with a slash between them."""
    return (
        rewrites(
            "two strengths",
            r"(?<![\d.,])(?<!\d/)(\d[\d,]*(?: ?(?:mg|µg|mcg|g|[Mm]i[ck]rogramm\w*))?) ?/ ?"
            r"(?=\d[\d,]* ?(?:mg|µg|mcg|[Mm]i[ck]rogramm\w*)(?!\w|/(?!\d|dos)))",
            rf"\1 {phrases['beside a strength']} ",
        ),
        rewrites(
            "two strengths without a unit",
            r"(?<=[a-zà-ü] )(\d(?:,\d+)?|\d\d,\d+) ?/ ?(?=\d{3}(?![\d/]|[.,]\d))",
            rf"\1 {phrases['beside a strength']} ",
        ),
        rewrites(
            "two shares",
            r"(?<![\d.,])(?<!\d/)(\d[\d,]* ?%) ?/ ?(?=\d[\d,]* ?%)",
            rf"\1 {phrases['beside a strength']} ",
        ),
        rewrites("hours beside hours", r"(\d ?h(?:\d\d)?|\d:\d\d) ?/ ?(?=\d{1,2} ?(?:h|:\d\d))", r"\1, "),
    )


def _parts(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for parts of a whole, such as pages and thirds, and for levels of the spine."""
    of = phrases["of"]
    return (
        rewrites(
            "levels of one letter",
            r"(?<!\w)(C|T|Th ?|D|L)(\d{1,2}) ?[/–-] ?(?=(?:[2-9]|1[0-2])(?![\w/]|[.,]\d))",
            r"\1\2 \1",
        ),
        rewrites(
            "a page of some",
            r"\b((?:p|pp|pág|pag|S)\.|[Pp]age|[Ss]eite|[Pp]ágina|[Pp]agina"
            r"|Blatt|Teil|Foglio|Folha|Feuille) ?(\d{1,3})/(?=(?P<next>\d{1,3})(?![\d/]))",
            lambda match: f"{match[1]} {match[2]}{', ' if _is_next_page(match) else f' {of} '}",
        ),
        rewrites(
            "parts of a whole",
            r"(?<![\d/.,])(?:1/3|2/3|3/4)(?=\.? (?!fois|mal\b|volte|vezes|x\b|h\b)[^\W\d_])",
            lambda match: _FRACTIONS[match[0]],
        ),
        rewrites(
            "parts of something alone",
            r"(?<![\w/.,-])(?:1/3|2/3|3/4)(?=[,;.)]|$| \(| (?:und|et|e|ou|o|oder|bis|à|a)\b)",
            lambda match: (
                _FRACTIONS[match[0]]
                if match.string != match[0] and _BEFORE_A_PART.search(match.string[: match.start()])
                else None
            ),
        ),
        rewrites(
            "strength of a muscle",
            r"\b((?:[A-Z]{2,4}|[Dd][ée]ficit|[Pp]arésie|[Pp]arese|[Qq]uadri\w+)(?: [a-zà-ü]+)? [0-5]) ?/ ?"
            r"(?=5(?![\d/,]))",
            rf"\1 {of} ",
        ),
        rewrites(
            "levels by a dash", r"(?<=[CTLSDh]\d)[–—](?=(?:[CTLSD]|Th)\d)|(?<=[CTLSDh]\d\d)[–—](?=[CTLSD]\d)", "-"
        ),
        rewrites(
            "a dose after an hour",
            r"\b((?:ore|às|à|um|h) \d{1,2}(?:[:.h]\d\d)?(?: ?h| Uhr)?) [-–] "
            r"(?=\d+ (?:cp|cpr|cps|fl|gtt|comp|cáps|Tbl|Kps|gél)\b)",
            r"\1, ",
        ),
    )


def _marks(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for a sign or a letter behind a number: gauges, inches, minutes, tesla."""
    of = phrases["of"]
    return (
        rewrites("gauges", r"\b(\d\d) ?G(?:auge)? ?[x×] ?(?=\d)", rf"\1 {phrases['gauge']}, "),
        rewrites("a gauge after its length", r"(?<=[cm]m) [x×] (\d\d) ?G\b", rf", \1 {phrases['gauge']}"),
        rewrites("parts of five or ten", r"(?<![\d/])(\d[.,]\d) ?/ ?(5|10|20|100)(?![\d/]|[.,]\d)", rf"\1 {of} \2"),
        rewrites("hours in a span", r"(\d ?h ?\d\d|\d:\d\d) ?[-–] ?(?=\d{1,2} ?(?:h|Uhr))", rf"\1 {phrases['to']} "),
        rewrites(
            "needles",
            r"\b((?i:aiguille|kanüle|nadel|ago|agulha|cathéter|cateter|venflon|catetere)s? (?:d[aei] )?(?:[A-Z]\w+ "
            r")?\d\d) ?G(?!\w)",
            rf"\1 {phrases['gauge']}",
        ),
        rewrites("minutes and seconds by marks", r"(?<=\d) ?['′] ?(\d\d) ?(?:[\"″]|'')(?!\w)", r" min \1 s"),
        rewrites(
            "seconds by a mark",
            r"(?<=\d) ?(?:[\"″]|'')(?=$|[\s.,;)])",
            lambda match: " s" if _EXERCISE.search(match.string) else None,
        ),
        rewrites("inches", r"(?<=\d) ?(?:[\"″]|'')(?=$|[\s.,;)])", f" {phrases['inches']}"),
        rewrites("minutes by a mark", r"(?<=\d) ?['′](?=$|[\s.,;):])(?! ?\d)", " min"),
        rewrites(
            "strengths of a magnet", r"\b((?:IRM|RMN?|MRT|MRI)(?: \w+)? \d(?:,\d)?) ?T(?!\w)", r"\1 " + phrases["tesla"]
        ),
    )


def _times(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for an x: sizes, how often, and for how long."""
    by, times = phrases["by"], phrases["times"]
    return (
        rewrites("sizes", rf"(?<=\d) ?[x×] ?(?=\d[\d.,]* ?(?:{_SIZES}|[x×] ?\d[\d.,]* ?{_SIZES}))", f" {by} "),
        rewrites("so many of a dose", rf"(?<=\d) ?[x×] ?(?=[\d½¼][\d.,/]* ?{DOSES})", f" {times} "),
        rewrites(
            "for so long after a letter",
            r"(?:(?<=[A-Za-zé%])|(?<=[A-Za-zé%.] )) ?[x×] ?(?=\d{1,3} ?(?:s|sec|Sek\.?|min|Min\.?)(?!\w))",
            f" {phrases['for']} ",
        ),
        rewrites(
            "a vitamin and its dose",
            r"\b([Vv]it(?:amin[ea]?\b|\.|\b) ?[A-K])(\d{1,2}) (?=\d)",
            r"\1\2, ",
        ),
        rewrites(
            "for so long",
            rf"(?:(?<=[\w.,]) |^)[x×] ?(?=(?:\d{{1,2}} ?[-–] ?)?\d{{1,3}} ?(?:{_DAYS})(?!\w))",
            f" {phrases['for']} ",
        ),
        rewrites("one time", r"(?<![\d.,/–-])1 ?[x×](?=[ /])(?! ?\d)", phrases["once"]),
        rewrites("times at the end", r"(?<=\d) ?[x×](?=$|[.,;)])", f" {times}"),
        rewrites(
            "so many times at the end", r"(?<=[^\W\d]) [x×] ?(\d{1,2})(?=[.,;)]|$| s[ie]\b)(?!,\d)", rf" \1 {times}"
        ),
        rewrites("one size by another", r"(?:(?<=\d [cm]m)|(?<=\d[cm]m)) ?[x×] ?(?=\d[\d.,]* ?[cm]m\b)", f" {by} "),
        rewrites("one number by another", r"(?<=\d) ?[x×] ?(?=\d)", f" {by} "),
    )


def _is_next_page(match: re.Match[str]) -> bool:
    """Return whether 20/21 are two pages; 2/3 is the second of three."""
    return int(match[2]) > _LARGEST_LEAFLET and int(match["next"]) == int(match[2]) + 1
