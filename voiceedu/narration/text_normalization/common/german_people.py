"""Women and men, one and several in German: Patient:in, Ärzte/-innen, jede/r, Kind(er)."""

from voiceedu.narration.text_normalization.rules import Rule, rewrites

RULES: tuple[Rule, ...] = (
    rewrites("a patient so many years old", r"(?<=\d)[- ]?jähr\. (?=Pat\.|Patient\b|Mann\b)", "-jähriger "),
    rewrites("so many years old", r"(?<=\d)[- ]?jähr\.(?= )", "-jährige"),
    rewrites("women of psychology", r"\bDipl\.-Psych\. (?=[A-ZÄÖÜ][a-zäöü]+a )", "Diplom-Psychologin "),
    rewrites("men of psychology", r"\bDipl\.-Psych\.(?= [A-ZÄÖÜ])", "Diplom-Psychologe"),
    rewrites("both in full", r"\b([A-ZÄÖÜ]\w{3,})[*:_](?=[A-ZÄÖÜ]\w{3,}innen\b|[A-ZÄÖÜ]\w{3,}in\b)", r"\1 oder "),
    rewrites("women and men", r"(?<=[a-zäöüß])[*:_](?=inn?(?:en)?\b)", " "),
    rewrites(
        "women or men in the plural",
        r"\b(\w{3,}?)(e|en)?(?:/-?|\()innen\)?(?!\w)",
        lambda match: f"{match[1]}{match[2] or ('en' if match[1].endswith('olleg') else '')} oder {match[1]}innen",
    ),
    rewrites("women or men", r"\b(\w{3,})(?:/-?|\()in\)?(?!\w)", r"\1 oder \1in"),
    rewrites(
        "an article with both endings",
        r"\b((?i:ihr|ein|kein|unser|mein|sein|jede|eine|keine|ihre|diese|welche|der|die)\w?)(?:/-?|[(*:_])(e[nrms]?|[nrms])"
        r"\)?(?=[ ,.;)]|$)",
        r"\1 oder \1\2",
    ),
    rewrites("one or several", r"\b(\w{3,})\((er|e|en|n|s)\)(?!\w)", r"\1 oder \1\2"),
)
