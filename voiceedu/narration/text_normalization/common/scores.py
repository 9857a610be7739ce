"""Chapters, scores, blood pressure and what is below nothing: § 4.3, force 4/5, TA 120/80, - 5 %."""

import re
from collections.abc import Mapping

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_PRESSURE = r"\b(?:PA|TA|RR|[Tt]ension|[Bb]lutdruck|[Pp]ressione|[Pp]ressão)"
_PRESSURE += r"(?: artériel\w+| arterios[ao]| arterial)?(?: ?:)?(?: [<>≤≥])? "

_STRENGTH = re.compile(
    r"\b(?:kraft|force|forza|força|motric|paré?s|pare[st]|\w*(?:heber|senker|beuger|strecker|releveur|extens|flessor|fléchiss))",
    re.IGNORECASE,
)
_CHAPTERS = (
    r"abschnitte?|kapiteln?|punkten?|paragraf[oi]|paragraphes?|sections?|rubriques?|chapitres?|points?|capitol[oi]|punt[oi]"
    r"|capítulos?|sec?ç(?:ão|ões)|it(?:em|ens)|pontos?"
)


def rules(phrases: Mapping[str, str]) -> tuple[Rule, ...]:
    """Return the rules for a minus, chapters, scores and blood pressure."""
    of = phrases["of"]
    return (
        rewrites(
            "less than nothing",
            r"(?:(?<=[^\W\d] )|(?<=[:(] )|(?<=\()|^(?=.{1,7}(?:[°%]|kg\b)))[-−–]"
            r"(?=\d+(?:[.,]\d+)?(?: ?°| ?%| ?kg\b| ?cm\b|$|[.,;)](?!\d)))",
            f"{phrases['minus']} ",
        ),
        rewrites(
            "scores of a hundred",
            r"(?<![\w/.,-])(?!1 ?/)(\d{1,2}) ?/ ?(?=100(?![\d/]|[.,]\d| ?(?:mg|µg|mcg)))",
            rf"\1 {of} ",
        ),
        rewrites("scores of a newborn", r"\b(?i:apgar):? (\d{1,2})/(\d{1,2})/(\d{1,2})(?![\d/])", r"Apgar \1, \2, \3"),
        rewrites("scores of a reflex by signs", r"(?<=\+) ?/ ?(?=4\+?(?![\d/]))", f" {of} "),
        rewrites(
            "strength of several muscles",
            r"(?<![\d/.,])([0-5](?:[-–][0-5])?[+-]?) ?/ ?(?=5(?![\d/]|[.,]\d))",
            lambda match: f"{match[1]} {of} " if _STRENGTH.search(match.string) else None,
        ),
        rewrites(
            "several chapters",
            rf"\b(?i:{_CHAPTERS}) \d{{1,2}}\.\d{{1,2}}"
            r"(?:(?:,| und| oder| bis| et| ou| à| e| o| a| até) \d{1,2}\.\d{1,2})+(?![\d%]|,\d)",
            lambda match: re.sub(r"(?<=\d)\.(?=\d)", f" {phrases['dot']} ", match[0]),
        ),
        rewrites(
            "versions and chapters",
            r"\b((?i:version|versão|versione|revisione|revisão|révision|édition|edizione|edição|v\.|kap\.|kapitel|chap\.|item|cap\.|par\.|abschnitte?n?"
            r"|rubriques?|sections?|chapitres?|capitol[oi]|sezion[ei]|capítulos?|sec?ç(?:ão|ões)"
            r"|paragraf[oi]?|parágrafo|paragraphe|§|salle|bureau|chambre|porte|stanza|sala|camera|ambulatorio|quarto"
            r"|gabinete) ?\d+)\."
            r"(?=\d+(?!\d))",
            rf"\1 {phrases['dot']} ",
        ),
        rewrites(
            "scores of a reflex or of strength",
            r"\b((?i:force|kraft|kraftgrad|forza|força|mrc|motricité|reflexos?|réflexes?|riflessi|rot|glasgow|gcs"
            r"|apgar)"
            r"(?: \w+)?:? [\d+]{1,3}) ?/ ?(?=\d)",
            rf"\1 {of} ",
        ),
        rewrites("so much of a whole day", r"(?<![\d/])(24|7) ?(h|j|jours)? ?/ ?\1(?![\d/])", rf"\1 \2 {of} \1"),
        rewrites("one day of some", r"(?<![\d/])1 ?(j|jour) ?/ ?(\d)(?![\d/])", rf"1 \1 {of} \2"),
        rewrites(
            "blood pressure after its name",
            rf"({_PRESSURE})(\d{{1,3}}(?:,\d)?) ?[/x×] ?(?=\d{{1,3}}(?:,\d)?(?![\d/]))",
            rf"\1\2 {phrases['over']} ",
        ),
        rewrites(
            "blood pressure with an x", r"(?<![\d,])(\d{2,3}) ?[x×] ?(?=\d{2,3} ?mmHg)", rf"\1 {phrases['over']} "
        ),
    )
