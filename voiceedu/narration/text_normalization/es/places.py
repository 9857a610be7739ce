"""Addresses of places: c/ Mayor 5, s/n, C. P. 28001, 06700 Ciudad de México."""

from voiceedu.narration.text_normalization.es.calendar import MONTH
from voiceedu.narration.text_normalization.es.numbers import cardinal, digits
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_A_PERSON = r"(?:Dra?|Sra?|Lic|Enf)\b\.? (?:[A-ZÁÉÍÓÚ][a-zá-ú]+ ?){1,2}(?!,? ?\d)"
"""Somebody, and not a street that is named so."""
_STREET = (
    r"[A-ZÁÉÍÓÚ]\w+(?: (?:de|del|la|las|los|y|[A-ZÁÉÍÓÚ]\w+)){0,4},? (?:n\.?º ?)?\d+"
    r"(?!\d|[.,]\d| ?(?:mg|mcg|g|m[lL]|UI|L|%|cm|mm)(?!\w))"
)
"""What makes "c/" a street: a name and a number of a house. Before a medicine it is "con"."""


RULES: tuple[Rule, ...] = (
    rewrites("a floor after its number", r"(?<=[ªº] )pl\.?(?=[\s,;)]|$)", "planta"),
    rewrites("surgery without a stay", r"\b(Cirugía (?:Mayor )?)Amb\.", r"\1Ambulatoria"),
    says(
        "a street of a day",
        rf"(?<=[a-z.] )(?P<said>[23]1)(?= de {MONTH.replace('(?:', '(?i:')}(?!\w))",
        lambda m: cardinal(int(m["said"])),
    ),
    rewrites("walks", r"(?<!\w)P\.?º(?= de(?:l| la)?\b)", "Paseo"),
    rewrites("kilometres of a road", r"(?<!\w)([Kk])m\.? (?=\d)", r"\1ilómetro "),
    rewrites("lodgings of a street", r"(?<=\d)(?:st|nd|rd|th)(?= (?:St|Ave|Street|Avenue|Rd|Pl|Ct)\b)", ""),
    says(
        "postal codes of the United States",
        r"(?<=, )(?P<state>[A-Z]{2}) (?P<number>\d{5})(?:-(?P<more>\d{4}))?(?![\w-]|[.,]\d)",
        lambda match: " ".join(
            (*match["state"], digits(match["number"]), *([digits(match["more"])] if match["more"] else []))
        ),
    ),
    rewrites("streets of the United States", r"(?<=[a-z] )St\.(?=,| (?:Ste|Apt|Suite|Unit)\b)", "Street"),
    rewrites("suites of a street", r"(?<!\w)Ste\.? (?=#?\d)", "Suite "),
    says(
        "postal codes of Argentina",
        r"(?<![\w-])(?P<letter>[A-HJ-NP-Z])(?P<number>\d{4})(?P<end>[A-Z]{3})(?![\w-])",
        lambda match: f"{match['letter']} {digits(match['number'])} {' '.join(match['end'])}",
    ),
    rewrites(
        "postal codes before a town",
        r"(?:(?<=, )|(?<=\d\. )|(?<=\()|^)(?=[0-5]\d{4} (?:[A-ZÁÉÍÓÚ][a-zá-ú]|CDMX|CABA))",
        "código postal ",
    ),
    says(
        "addresses of houses",
        rf"(?<!\w)(?:C/ ?|c/ ?(?={_STREET})|(?<=en )c/ ?)(?!{_A_PERSON})(?=[A-ZÁÉÍÓÚ][a-zá-ú])",
        "calle ",
    ),
    rewrites("flats of Argentina", r"(?<!\w)D(?:pto|to)\.(?= (?:\d{1,3}(?![\d%]| ?%)|[A-H](?!\w)))", "departamento"),
    rewrites("offices", r"(?<!\w)([Oo])f(?:ic)?\. (?=\d)", r"\1ficina "),
    rewrites("the ground floor", r"(?<=[,–—-] )P\.?B(?:\.(?=\s*[\w,;])|(?=[,;.]|$))", "planta baja"),
    rewrites("roads of a city", r"(?<!\w)(?:Cra|Kra)\.? (?=\d)", "carrera "),
    rewrites("roads of a city in short", r"(?<!\w)(?:Cll?)\.? (?=\d+\w? (?:#|n\.?º|No\.))", "calle "),
    says(
        "houses of a numbered road",
        r"(?<!\w)(?P<sign>#|n\.?º|No\.|N\.?º) ?(?P<first>\d{1,3}) ?-(?P<last>\d{1,3})(?![\w-])",
        lambda match: f"número {cardinal(int(match['first']))}, {cardinal(int(match['last']))}",
    ),
    rewrites(
        "yes or no",
        r"(?<![\w/])[Ss]/[Nn](?=:? ?¿)|^\(?[Ss]/[Nn](?=\)?\.?$)|(?<=\? )[Ss]/[Nn](?![\w/])|(?<=\? \()[Ss]/[Nn](?=\))",
        "sí o no",
    ),
    says("houses without a number", r"(?<!\w)s/n(?!\w)\.?", "sin número", ignore_case=True),
    rewrites("postal codes", r"(?<!\w)C\. ?P\. ?(?=\d{5})", "código postal "),
)
