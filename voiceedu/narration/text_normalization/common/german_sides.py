"""Right and left in short before what they belong to, in German: am re. Knie, li. Hand, 1 Tr. re. Auge."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_FEMININE = (
    r"\w*(?:hand|schulter|hüfte|seite|niere|lunge|wade|ferse|sohle|brust|leiste|flanke|zehe|mamma|achsel|arterie|vene|"
    r"körperhälfte|rippe|patella|sehne|facette|backe|wange|schläfe|hemisphäre|carotis|tibia|fibula|wurzel|zehen?seite)"
)
_NEUTER = r"\w*(?:knie|auge|ohr|bein|gelenk|lid|ovar|ISG|OSG|schulterblatt|nasenloch|becken|gesäß|hemithorax)"
_MASCULINE = (
    r"\w*(?:arm|fuß|schenkel|ellenbogen|ellbogen|daumen|finger|muskel|nerv|lappen|hoden|rücken|unterbauch|oberbauch|"
    r"knöchel|fußrücken|großzeh|meniskus|flügel|fortsatz|herzrand|eileiter|femur|humerus|radius)"
)
_WITH_AN_ARTICLE = r"am|im|vom|zum|zur|beim|de[mnrs]|eine[mnrs]|Ihre[mnrs]|seine[mnrs]|unsere[mnrs]|beiden?"
_NAMED = re.compile(r"\b(?i:die|das|eine|Ihre|ins|ans|aufs)\s$")
_OBLIQUE = re.compile(rf"\b(?i:{_WITH_AN_ARTICLE})\s$")
_BARE = re.compile(r"\b(?i:in|mit|aus|an|von|bei|auf|nach|unter)\s$")
_BESIDE_ANOTHER = re.compile(
    rf"\b(?i:{_WITH_AN_ARTICLE}) (?:re|li)\. ?\w+ (?:und|u\.|oder|od\.|sowie) (?:(?:re|li)\. ?\w+ )?$"
)
"""Such as "am li. Arm und" before "re. Bein": both are in one case."""
_SIDES = {"re": "recht", "li": "link"}


def rules() -> tuple[Rule, ...]:
    """Return the rule that makes an adjective of a side before a part of the body. Elsewhere it is an adverb."""

    def read(match: re.Match[str]) -> str:
        before = match.string[max(0, match.start() - 60) : match.start()]
        return f"{_SIDES[match['side'].lower()]}{_ending(match['noun'], before)} {match['noun']}"

    nouns = rf"(?i:{_FEMININE}|{_NEUTER}|{_MASCULINE})(?:s|es|n)?"
    return (
        rewrites(
            "a side of a part of the body",
            rf"(?<![\w.])(?P<side>[rR]e|[lL]i)\. ?(?P<noun>(?=[A-ZÄÖÜ]){nouns})(?!\w)",
            read,
        ),
        rewrites(
            "a side without its noun",
            r"\b(?P<article>[Dd]ie|[Dd]as|[Dd]er|[Dd]en|[Dd]em) (?P<side>re|li)\.(?= [a-zäöü])",
            lambda match: f"{match['article']} {_SIDES[match['side']]}{'en' if match['article'][-1] in 'nm' else 'e'}",
        ),
        rewrites(
            "another side",
            r"\b(?P<first>rechten|linken) (?:u\.|und|od\.|oder|/) (?P<side>re|li)\.(?= [A-ZÄÖÜ])",
            lambda match: f"{match[0].rpartition(' ')[0]} {_SIDES[match['side']]}en",
        ),
    )


def _ending(noun: str, before: str) -> str:
    is_feminine = re.fullmatch(_FEMININE, noun, re.IGNORECASE) is not None
    if _NAMED.search(before):
        return "e"
    if _OBLIQUE.search(before) or _BESIDE_ANOTHER.search(before):
        return "en"
    if _BARE.search(before):
        return "er" if is_feminine else "em"
    return "e" if is_feminine else "es" if re.fullmatch(_NEUTER, noun, re.IGNORECASE) else "er"
