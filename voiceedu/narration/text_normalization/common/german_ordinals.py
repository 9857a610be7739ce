"""Ordinals in German, by their article, their preposition or their gender: der 3. Tag, am 2. Mai, 1. Termin."""

import re
from collections.abc import Callable

from voiceedu.narration.text_normalization.common.calendar_words import german_ordinal
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_MASCULINE = (
    r"Stock|Quadrant|Liter|Beutel|\w*[Ww]irbel|Termin|Tag|Schritt|Monat|Teil|Besuch|Zyklus|Versuch|Abend|Morgen|"
)
_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November"),
    "Dezember",
)
_MASCULINE += "|".join(_MONTHS)
_NEUTER = "OG|UG|Mal|Quartal|Lebensjahr|Kapitel|Jahr|Trimenon|Trimester|Rezept|Obergeschoss"
_NEUTER += "|Untergeschoss|Jahrhundert|Halbjahr"
_PREPOSITIONS = "nach|vor|bei|in|an|auf|mit|von|zu|aus|seit|während|ab|zwischen|innerhalb|bis zu|wegen"
_DATIVE = re.compile(
    r"\b(?i:jede[nm]|am|im|vom|zum|zur|beim|bis|ab|seit|nach|vor|dem|den"
    r"|(?:in|auf|bei|an|mit|von|nach|zu|aus|während) der)\b[^.;:]{0,12}$"
)
_COUNTED = (
    rf"(?:{_MASCULINE}|{_NEUTER}|Woche|Dosis|Injektion|Spritze|Sitzung|Behandlung|Gabe|Einnahme|Stunde|Infiltration|Impfung"
    "|Etage|Klasse|Hilfe|Tablette|Kapsel|Phase|Stufe|Zeile|Seite|Wahl|Generation|Reihe|Ordnung|Hälfte|Rate|Operation|OP|Chemo|Kontrolle)"
)
"""What has an ordinal before it where other nouns have the number of an item."""
_FIRST_OF_AN_ITEM = (
    "Vor|Nach|Bei|Bitte|Wenn|Falls|Am|Im|Ab|Bis|Was|Wie|Wann|Wo|Warum|Keine?n?|Nicht|Ihre?|Sie|Die|Der|Das|Essen|"
    "Trinken"
)


def rules() -> tuple[Rule, ...]:
    """Return the rules for 3. before a noun."""
    number = r"(?P<said>(?P<number>[1-9]\d?)\.)(?= [A-ZÄÖÜ])"

    def ending(letters: str) -> Callable[[re.Match[str]], str]:
        return lambda match: german_ordinal(int(match["number"])) + letters

    def read_bare(match: re.Match[str]) -> str:
        noun = match["noun"]
        letters = "er" if re.fullmatch(_MASCULINE, noun) else "es" if re.fullmatch(_NEUTER, noun) else "e"
        return german_ordinal(int(match["number"])) + letters

    def read_after_another(match: re.Match[str]) -> str:
        """Return an ordinal after a day of the week ("Samstag, erster Februar") or after another ordinal."""
        is_dative = _DATIVE.search(match.string[: match.start()]) is not None
        is_date = match[0].startswith(",") and match["noun"] in _MONTHS
        return german_ordinal(int(match["number"])) + ("en" if is_dative else "er" if is_date else "e")

    return (
        rewrites(
            "items of a list",
            rf"^(\d{{1,2}})\. (?=(?:{_FIRST_OF_AN_ITEM})\b|[A-ZÄÖÜ][a-zäöüß]+n Sie\b"
            rf"|(?!{_COUNTED}\b|postop|präop)[A-ZÄÖÜa-zäöü].*(?:[a-zäöüß](?:en|ern|eln)[.!]?|[,;])$)",
            r"\1: ",
        ),
        rewrites(
            "items in a sentence",
            rf"(?:(?<=: )|(?<=\()|(?<=\b[Bb]ei )|(?<=\b[Ww]enn )|(?<=\bSie ))1\. (?!{_COUNTED}\b)"
            r"(?=[A-ZÄÖÜ]).*",
            _write_items,
        ),
        rewrites(
            "ordinals beside a slash",
            rf"(?<![\w.,])([1-9]\d?)\. ?/ ?(?=[1-9]\d?\. (?P<month>{'|'.join(_MONTHS)})?)",
            lambda match: f"{match[1]}. {'und' if match['month'] else 'oder'} ",
        ),
        says(
            "ordinals beside another",
            r"(?<![\w.,])(?P<said>(?P<number>[1-9]\d?)\.)(?=(?:,| (?:und|u\.|bis|oder)|[-–]) ?[1-9]\d?\.(?:[ ,-]))",
            lambda match: (
                german_ordinal(int(match["number"])) + ("en" if _DATIVE.search(match.string[: match.start()]) else "e")
            ),
        ),
        rewrites("a span of ordinals", rf"(?<=[{SAID}])[-–](?=[1-9]\d?\. )", " bis "),
        says(
            "ordinals after another in the dative",
            rf"(?<=[{SAID}])(?:,| (?:und|u\.|bis|oder)| bis) (?P<said>(?P<number>[1-9]\d?)\.)"
            r"(?= ?(?:und\b|jeden\b|des\b|eines\b|im\b|(?P<noun>[A-ZÄÖÜ]\w*)))",
            read_after_another,
        ),
        says(
            "ordinals in the dative",
            rf"\b(?i:(?:{_PREPOSITIONS}) (?:der|den|dem|einer|einem|Ihrer|Ihrem)|am|im|vom|zum|zur|beim|ins|bis|ab"
            rf"|seit|nach|vor|dem|den|des"
            rf"|jede[nms]|eine[nrms]|Ihre[nrms]"
            rf"|(?:vollendet|abgeschlossen|beginnend|laufend|kommend|nächst)e[nrm]) {number}",
            ending("en"),
        ),
        says(
            "ordinals beside another in brackets",
            r"(?<=e[nrm] )(?P<said>(?P<number>[1-9]\d?)\.)(?= \((?:bzw\.|beziehungsweise|oder) [1-9]\d?\.\) [A-ZÄÖÜ])",
            ending("en"),
        ),
        says(
            "ordinals in brackets after another",
            rf"(?<=[{SAID}] \(beziehungsweise )(?P<said>(?P<number>[1-9]\d?)\.)(?=\) [A-ZÄÖÜ])",
            ending("en"),
        ),
        says("ordinals of an article", rf"\b(?i:der|die|das|diese[rs]?|jede[r]?|eine|Ihre) {number}", ending("e")),
        says(
            "ordinals without an ending before them",
            r"\b(?i:ein|kein|Ihr|mein|sein|unser|jedes) (?P<said>(?P<number>[1-9]\d?)\.)(?= "
            r"(?P<noun>[A-ZÄÖÜ]\w*))",
            lambda match: (
                german_ordinal(int(match["number"])) + ("es" if re.fullmatch(_NEUTER, match["noun"]) else "er")
            ),
        ),
        says(
            "ordinals alone",
            rf"(?:^|(?<=[,;:(] )|(?<=\()|(?<=[a-zäöüß] ))"
            rf"(?P<said>(?P<number>[1-9]\d?)\.)(?= (?P<noun>{_MASCULINE}|{_NEUTER})\b)",
            read_bare,
        ),
    )


def _write_items(match: re.Match[str]) -> str | None:
    """Return "erstens Maske, zweitens Karte" for "1. Maske, 2. Karte"; None where no second item follows."""
    count = 0

    def write(item: re.Match[str]) -> str:
        nonlocal count
        if int(item["number"]) != count + 1:
            return item[0]
        count += 1
        return f"{item['joint']}{german_ordinal(count)}ens "

    words = re.sub(r"(?P<joint>^|[,;] (?:und )?| (?:und|oder) )(?P<number>\d{1,2})\. (?=\S)", write, match[0])
    return words if count > 1 else None
