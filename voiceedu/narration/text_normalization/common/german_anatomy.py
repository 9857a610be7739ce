"""Latin names in German, and how a joint moves: A. lumbalis, Nn. und Aa., M. Bechterew, Ext/Flex 0-0-120°."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_PARTS = {
    **{"A": "Arteria", "Aa": "Arteriae", "V": "Vena", "Vv": "Venae", "N": "Nervus", "Nn": "Nervi", "M": "Musculus"},
    **{"Mm": "Musculi", "Lig": "Ligamentum", "Ligg": "Ligamenta", "Proc": "Processus", "R": "Ramus", "Rr": "Rami"},
    **{"For": "Foramen", "Tub": "Tuberculum", "Art": "Articulatio"},
}
_MOVEMENTS = {
    **{"Ext": "Extension", "Flex": "Flexion", "Abd": "Abduktion", "Add": "Adduktion"},
    **{"AR": "Außenrotation", "IR": "Innenrotation", "Pro": "Pronation", "Sup": "Supination"},
}
_LATIN = r"[a-z]{3,}(?:is|us|a|um|ae|ans|or|ei|ium|al|oris|eps|eus|ens|ior|ix|ax)\b"
_ILLNESSES = (
    "Bechterew|Parkinson|Crohn|Scheuermann|Sudeck|Meni[eè]re|Basedow|Alzheimer|Hodgkin|Meulengracht|Forestier|Paget"
    "|Dupuytren|Perthes|Osgood|Schlatter|Köhler|Ledderhose|Wilson|Fabry|Addison|Cushing|Whipple|Still|Beh[cç]et|Raynaud"
    "|Boeck|Bowen|Haglund|Kienböck|Ahlbäck|Baastrup|Huntington|Pompe|Gaucher|Werlhof|Osler|Waldenström|Hirschsprung"
)


def rules() -> tuple[Rule, ...]:
    """Return the rules that stand before those of abbreviations."""

    def write(match: re.Match[str]) -> str:
        return f"{_PARTS[match['part']]} "

    several = "Aa|Vv|Nn|Mm|Ligg|Rr"
    return (
        rewrites(
            "how far a joint moves",
            r"(?<![\w.,/-])(\d{1,3})[/-](\d{1,3})[/-](\d{1,3})(?= ?°)",
            r"\1, \2, \3",
        ),
        rewrites(
            "two ways of a joint",
            r"\b(Ext|Flex|Abd|Add|AR|IR|Pro|Sup)\.? ?/ ?(Ext|Flex|Abd|Add|AR|IR|Pro|Sup)\b\.?(?=[:\s])",
            lambda match: f"{_MOVEMENTS[match[1]]} und {_MOVEMENTS[match[2]]}",
        ),
        rewrites("illnesses by a name", rf"\bM\. ?(?=(?:{_ILLNESSES})\b)", "Morbus "),
        rewrites("parts of the body", rf"\b(?P<part>{'|'.join(_PARTS)})\. ?(?={_LATIN})", write),
        rewrites("several parts of the body", rf"\b(?P<part>{several})\. ?(?=[a-zäöü]|und\b|$)", write),
    )
