"""Lines of a laboratory report: Na 140, K 4,2, plaquetas 250K, proteínas 2+, 5/campo."""

import re

from voiceedu.narration.text_normalization.es.numbers import DECIMAL, cardinal, decimal
from voiceedu.narration.text_normalization.rules import SAID, Rule, has, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of


def _write_potassium(match: re.Match[str]) -> str:
    return f"{match[1]} potasio" if match[1] else "potasio"


_ELEMENTS = {"Na": "sodio", "K": "potasio", "Ca": "calcio", "Mg": "magnesio", "Cl": "cloro", "Fe": "hierro"}


def _read_element(match: re.Match[str]) -> str:
    return _ELEMENTS[match["element"]]


def _read_thousands(match: re.Match[str]) -> str:
    return f"{decimal(match['number'], 'masculine')} mil"


_TEST = r"(?:(?!TAS|TAD|PAS|PAD|TA)[A-Z]{2}[A-Za-z]{0,3}|Cr|Hb|Hto|Na|Cl|Ca)"
_CELLS = "plaquetas|plaq\\.?|leucocitos|leuc\\.?|glóbulos blancos|neutrófilos|linfocitos|recuento|plt|wbc"


def _write_nitrites(match: re.Match[str]) -> str:
    return f"{match[1]} {'positivos' if match[2] == '+' else 'negativos'}"


_OF_BLOOD = re.compile(
    r"\b(?:[Gg]rupos?|GRUPO|[Ss]angre|sangu[ií]ne\w+|[Dd]onante\w*|[Dd]onar|[Tt]ransfu\w+|Rh)\b|[ABO]\+ [yo] [ABO]-"
)


def _read_sign(match: re.Match[str]) -> str:
    return " positivo" if match["said"] == "+" else " negativo"


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "sodium and potassium together",
        r"(?<!\w)Na\+? ?/ ?K\+?:? (\d{2,3}(?:[.,]\d)?) ?/ ?(\d(?:[.,]\d{1,2})?)(?![\w/]|[.,]\d)",
        r"Na \1, K \2",
    ),
    says("cells of a count", r"(?<=\d% )N(?=[,;)])|(?<=[,;] )N(?=:? \d{3,4}(?!\d)| \d\.\d{3})", "neutrófilos"),
    rewrites(
        "a test and its sign",
        r"\b([Hh]emoglobina|[Hh]emat[óo]crito|[Cc]reatinina|[Tt]emperatura|[Bb]icarbonato|[Ss]aturación de oxígeno) ?"
        r"[(\[](?:Hb|Hto|Hcto|Cr|Tª|HCO3|SpO2|SatO2|SaO2)[)\]]",
        r"\1",
    ),
    rewrites(
        "within the first hour",
        r"(?<=\d) ?mm ?/ ?(?:1\.?(?:ª|ra|era|a)|primera) ?h(?:ora)?(?!\w)",
        " mm en la primera hora",
    ),
    says(
        "crosses in brackets",
        r"(?<=[a-zá-ú]) \((?P<said>\+{2,4})\)",
        lambda match: f"{cardinal(len(match['said']))} cruces",
    ),
    rewrites("values of reference", r"(?<!\w)V\.?R\.?(?=:? ?[<>≤≥\d])", "valor de referencia"),
    rewrites("bicarbonate", r"(?<!\w)HCO[3₃][-⁻](?=:? ?\d)", "HCO3"),
    says("phosphorus", r"(?<![\w.-])P(?=:? \d[.,]\d)", lambda match: "fósforo" if "Ca" in match.string else None),
    says(
        "signs of a serology",
        r"\b(?:HBsAg|[Aa]nti-?\w+|VIH|VHC|VHB|VDRL|RPR|PCR|Coombs):? (?P<said>[+−–-])(?=[\s,;.)]|$)(?! ?\d)",
        lambda match: "positivo" if match["said"] == "+" else "negativo",
    ),
    says("both types of a virus", r"\bVIH[- ](?P<said>1/2)(?![\w/])", "uno y dos"),
    says(
        "groups of blood",
        r"\b(?:[Gg]rupo(?: sang(?:u[ií]neo|\.)?)?|[Tt]ipo(?: de sangre)?:?|[Ff]actor)(?: (?:AB|A|B|O))?(?: Rh)?"
        r"(?P<said> ?[+−–-])(?=[\s,;.)]|$)",
        lambda match: " positivo" if "+" in match["said"] else " negativo",
    ),
    says(
        "groups of blood in a row",
        r"(?<![\w+.-])(?:AB|A|B|O)(?P<said>[+−–-])(?=\s*(?:[,;.)/]|$|[yo] (?:AB|A|B|O)[+−–-]))",
        lambda match: _read_sign(match) if has(_OF_BLOOD, match.string) else None,
    ),
    rewrites(
        "crosses of a strip",
        r"\b([Pp]roteínas?|[Gg]lucosa|[Cc]etonas|[Ss]angre|[Ll]eucocitos|[Ll]eucos|[Uu]robilinógeno|[Bb]ilirrubina|"
        r"[Ee]dema):? ([1-4])\+",
        lambda match: f"{match[1]} {match[2]} {'cruz' if match[2] == '1' else 'cruces'}",
    ),
    rewrites(
        "crosses alone",
        r"\b([Bb]acterias|Hb|[Hh]emoglobina|[Pp]roteínas?|[Gg]lucosa|[Cc]etonas|[Ss]angre|[Ll]eucocitos|[Ll]eucos|[Uu]robilinógeno|"
        r"[Bb]ilirrubina|[Cc]ristales|[Cc]ilindros|[Ee]dema|[Mm]oco|[Hh]ematíes|[Gg]odete)"
        r":? (\+{1,4})(?![\w/+]| ?\d)",
        lambda match: f"{match[1]} {len(match[2])} {'cruz' if len(match[2]) == 1 else 'cruces'}",
    ),
    rewrites("nitrites", r"\b([Nn]itritos):? ([+−–-])(?=[\s,;.)]|$)", _write_nitrites),
    rewrites("potassium", r"(?<=\bNa )(y|e|o) K(?=[\s,;.)]|$)|(?<=\ben )()K(?=[\s,;.)]|$)", _write_potassium),
    rewrites("thousands of a volume", r"(?<![\w.,])(\d{1,3}) mil ?/ ?(?=[µu][lL]\b|mm)", r"\g<1>000/"),
    rewrites("per field", r"(?<=\d) ?/ ?c(?:po|mpo|ampo)?\.?(?=[,;)]|\s*$|\.$)", " por campo"),
    rewrites("tests of a laboratory", r"(?<!\w)([Ll])ab\.(?= (?:reciente|previo|completo)s?\b)", r"\1aboratorios"),
)

RULES: tuple[Rule, ...] = (
    rewrites(
        "charges before a value",
        rf"(?<![\w-])(?P<element>{any_of(_ELEMENTS)})(?:2?[+⁺]{{1,2}}|²⁺|[-⁻])(?= ?[=:]? ?\d)",
        r"\g<element>",
    ),
    rewrites(
        "two tests with two values",
        rf"(?<![\w/])(?P<first>{_TEST}) ?/ ?(?P<last>{_TEST})(?P<joint>:? )"
        rf"(?P<low>{DECIMAL}) ?/ ?(?P<high>{DECIMAL})(?![\w/]|[.,]\d)",
        r"\g<first> y \g<last>\g<joint>\g<low> y \g<high>",
    ),
    says(
        "values of a blood test",
        rf"(?<![\w-])(?P<element>{any_of(_ELEMENTS)})(?<!itamina K)(?<!it\. K)(?<!it K)(?<![{SAID}] K)"
        r"(?=(?:,? (?:de|(?:era|fue|es)(?: de)?|(?:está|estaba|salió) en) | ?[=:] ?| )"
        r"\d{1,3}(?:[.,]\d+)?(?!\w|-[^\W\d]))",
        _read_element,
    ),
    says(
        "thousands of cells",
        rf"\b(?:{_CELLS})[ :=]+(?:(?:de|en|a|son|fue|está en|están en) )?"
        r"(?P<said>(?P<number>\d{1,3}(?:[.,]\d{1,2})?) ?[Kk])(?![\w-])",
        _read_thousands,
        ignore_case=True,
    ),
    says("thousands of a count", r"(?<![\w.,/$])(?P<number>[2-9]\d|[1-9]\d\d)K(?![\w-])", _read_thousands),
    says("sodium", r"(?<!\w)(?:(?:baja|bajo|alta|alto|dieta) en|m?g de|mEq de|\) de) (?P<said>Na)(?!\w)", "sodio"),
)
