"""What French, Italian and Portuguese alone write: 1re prise, 21° giorno, 3ª-feira, 6/6h, ore 8.30, IV stadio."""

import re

from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_MINUTES = r"(?:[01]?\d|2[0-4])\.[0-5]\d(?!\d|[.,]\d)"
_ITALIAN_DAY = r"(?:lun|mar|mer|gio|ven|sab|dom)(?:edì|tedì|coledì|vedì|erdì|ato|enica)?\.?"
_NUMERAL = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"

_WEEKDAYS = ("segundas", "terças", "quartas", "quintas", "sextas")
_ROUTES = {
    "im": "per via intramuscolare",
    "ev": "per via endovenosa",
    "sc": "per via sottocutanea",
}
FRENCH: tuple[Rule, ...] = (
    rewrites("thousands of a microliter", r"(?<=\d) ?G/L\b", " gigas par litre"),
    rewrites(
        "months with a dot",
        r"\b((?:1er|\d{1,2}) (?:janv|févr|avr|juil|sept|oct|nov|déc))\.(?= [a-zà-ú\d(])",
        r"\1",
    ),
    rewrites("an initial after a title", r"\b(Drs?|Prs?) M\. (?=[A-ZÉ])", r"\1 M "),
    rewrites("hours of a day", r"(?<![\d/.,])(\d{1,2}) ?h ?/ ?24(?: ?h)?(?![\d/])", r"\1 h sur 24"),
    rewrites(
        "one every so often",
        r"\b(amp\.?|ampoule|inj\.?|injection|patch|dose|prise|séance|sachet|comprimé|cp) ?/ ?"
        r"(?=\d{1,2} ?(?P<unit>mois|sem|j))",
        lambda match: f"{match[1]} {'toutes les' if match['unit'] == 'sem' else 'tous les'} ",
    ),
    rewrites("less than one", r"< ?1(?= ?%| [a-zé])", "moins d'1"),
    rewrites("hours and minutes in a span", r"(\d ?h ?\d\d) ?[-–] ?(?=\d{1,2} ?h)", r"\1 à "),
    rewrites("from Monday to Friday", r"\bL ?[-–] ?V\b(?=\.?:? ?\d)", "lun-ven"),
    says("first and second", r"(?<![\w.,])(?P<number>1|2)(?P<form>res?|ers|nde?s?)(?!\w)", lambda m: _french(m)),
    rewrites("women and men", r"(?<=[^\W\d_]{2})\((?:e|ne|le)\)(s?)", r"\1"),
)
ITALIAN: tuple[Rule, ...] = (
    rewrites(
        "hours beside another",
        r"\b(?P<word>ore|alle) (?P<first>\d{1,2})(?P<more>(?:, \d{1,2})*) e (?P<last>\d{1,2})"
        r"(?![\d.:,]*\d| ?(?:giorni|gg|h|min|mg)\b)",
        lambda match: f"{match['word']} {match['first']}{match['more']} e {match['word']} {match['last']}",
    ),
    rewrites("hours with a comma", r"\b((?i:ore|alle|dalle) \d{1,2}),(?=(?:00|15|30|45)(?![\d%]))", r"\1:"),
    rewrites("so many times", r"(?<=\d) ?v\.?(?=/(?:die|sett|mese|giorno))", " volte"),
    rewrites("routes", r"(?<=(?:fl|mg|UI|ml|la|le) )(?:im|ev|sc)(?!\w)", lambda match: _ROUTES[match[0]]),
    says("one o'clock", r"\b(?P<before>[Aa]ll|[Dd]all)e 1[:.]00(?! ?[-–\d])", r"\g<before>'una"),
    rewrites("day and night", r"\bh ?24(?!\w|[:.]\d)", "24 ore su 24"),
    rewrites("hours by their letter", r"\b(?<!\d )h\.? ?(?=\d{1,2}(?:[:.][0-5]\d)?(?![\w,/]|\.\d))", "ore "),
    rewrites(
        "hours with a dot",
        rf"\b((?i:ore|alle|dalle|entro le|fino alle|tra le|e le|le) )(?P<said>{_MINUTES})",
        lambda match: match["said"].replace(".", ":"),
    ),
    rewrites(
        "hours with a dot beside hours", r"(?<![\d.])(\d{1,2})\.([0-5]\d)/(\d{1,2})\.([0-5]\d)(?!\d)", r"\1:\2, \3:\4"
    ),
    rewrites(
        "hours with a dot in a span",
        rf"(?<![\d.,])(?P<first>{_MINUTES}) ?[-–] ?(?P<second>{_MINUTES})",
        lambda match: f"{match['first'].replace('.', ':')}-{match['second'].replace('.', ':')}",
    ),
    rewrites(
        "ordinals with a letter", r"(?<![\w.,])(\d{1,2})([ao])(?= [a-z]{3}|:)", lambda m: m[1] + "ªº"["ao".index(m[2])]
    ),
    says(
        "ordinals above ten",
        r"(?<![\w.,/-])(?P<number>[1-9]\d)(?P<sign>[ªº°])(?= (?!di\b|a\b|e\b|per\b|in\b|se\b|o\b|con\b|da\b)[a-zà-ú])",
        lambda match: italian_ordinal(int(match["number"])) + ("a" if match["sign"] == "ª" else "o"),
    ),
    says(
        "numerals before their word",
        rf"(?<!\w)(?P<first>{_NUMERAL})(?:[-–/](?P<second>{_NUMERAL}))? (?=(?P<noun>stadio|grado|secolo|trimestre"
        rf"|semestre|quadrimestre|piano|corso|edizione|tipo|livello"
        rf"|giorno|dose|fase|classe)\b)",
        lambda match: _italian_numerals(match),
    ),
)
PORTUGUESE: tuple[Rule, ...] = (
    rewrites("so many a day", r"(?<=\d[xX×]) ?/ ?d(?!\w)|(?<=\d [xX×]) ?/ ?d(?!\w)", "/dia"),
    rewrites("months in short", r"\b(aos|há|após|de|por|até) (\d{1,2}(?:[-–]\d{1,2})?) m(?=[.,;)]|$)", r"\1 \2 meses"),
    rewrites(
        "registrations",
        r"\b(CRM|CRO|COREN|CREFITO)[-/ ]?([A-Z]{2})?:? ?(?:n\.?º ?)?(?P<number>\d{4,7})(?!\d)",
        lambda match: " ".join(filter(None, (match[1], match[2], *match["number"]))),
    ),
    rewrites(
        "weeks",
        r"(?<=\d) ?sem(?:\.(?= [a-zà-ú(]))?(?=[.,;)/]|$| (?:e|ou|após|antes|depois|de)\b)",
        " semanas",
    ),
    rewrites("so much a week", r"(?<=\w) ?/ ?sem(?!\w)\.?", "/semana"),
    rewrites("streets", r"\bR\. (?=[^\d,.]{3,40}, (?:\d|s/n))", "rua "),
    rewrites("houses without a number", r"\b[Ss]/[Nn]\b(?=[.,;]|$| -)", "sem número"),
    rewrites("every few hours", r"(?:\bde )?(?<![\d/])(\d{1,2}) ?/ ?\1 ?h(?:oras|s)?\b", r"de \1 em \1 horas"),
    says(
        "Tuesday by its number",
        r"(?<!\w)3\.?ª(?=[- ]feira| (?:a|e|à) [2-6]\.?ª)"
        r"|(?<=2ª [aà] )3\.?ª(?! (?:sess|dose|vez|etapa|aplica|sem|cons|via))"
        r"|(?<=[2-6]ª e )3\.?ª(?=$|[.,;]| (?:das|de|às|da|do)\b)|(?<=[4-6]ª [aà] )3\.?ª",
        "terça",
    ),
    rewrites("with", r"(?<!\w)c/ ?(?=[\w])", "com "),
    rewrites("without", r"(?<!\w)s/ ?(?=[a-zà-ú]{3})", "sem "),
    rewrites("for", r"(?<!\w)p/ ?(?=[\w])", "para "),
    rewrites("in care of", r"(?<!\w)A/C(?= [A-Z])", "aos cuidados de"),
    rewrites("hours with their unit", r"(?<=\d)(:[0-5]\d) ?(?:h|hs|hrs|horas)\b", r"\1"),
    says(
        "days of the week by number",
        r"(?<!\w)(?P<number>[2-6])\.?ªs",
        lambda match: _WEEKDAYS[int(match["number"]) - 2],
    ),
    rewrites("at the side", r"\bà (?P<said>[ED])(?=[.,;)]|$)", lambda m: "esquerda" if m["said"] == "E" else "direita"),
    rewrites("degrees by an ordinal sign", r"(?<=\d) ?º ?C\b", " °C"),
    rewrites("an hour and minutes with a unit", r"(?<=\dh)(\d\d) ?min\b", r"\1"),
    rewrites(
        "centuries", r"\b(s[ée]culo|s[ée]c\.) (?P<said>[XVI]{1,5})(?!\w)", lambda match: str(value(match["said"]))
    ),
    rewrites("years of age", r"\b(\d{1,3}) a(?:\.(?=[,;:)])|(?=[.,;:)]|$))", r"\1 anos"),
    rewrites("days in short", r"(?<=\d) ?d(?=[.,;)]|$| (?:e|ou|antes|após|depois|cada)\b)", " dias"),
    rewrites(
        "sides",
        r"(?<=[TLSC]\d )(?P<side>[ED])(?=[.,;)]|$| \(| com\b)",
        lambda match: "esquerda" if match["side"] == "E" else "direita",
    ),
)


def optional_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules for what may be one or several, man or woman: ordonnance(s), Sr(a)."""
    titles = {"Sr": "senhor ou senhora", "Dr": "doutor ou doutora", "Prof": "professor ou professora"}
    return (
        *(
            (says("titles", r"\b(?P<title>Sr|Dr|Prof)\(a\)\.?", lambda match: titles[match["title"]]),)
            if language == "pt"
            else ()
        ),
        rewrites("plurals in brackets", r"(?<=[^\W\d_]{3})\((?:s|es)\)", "s" if language != "it" else ""),
        rewrites("women after a slash", r"(?<=[^\W\d_]{2}o)/a(?!\w)", ""),
        rewrites("women in brackets", r"(?<=[^\W\d_]{3})\(a\)", ""),
    )


def italian_ordinal(number: int) -> str:
    """Return the stem of an ordinal from eleven to ninety-nine: "ventunesim", "ventitreesim"."""
    words = NUMBERS["it"].cardinal(number)
    stem = words.replace("é", "e") if number % 10 in (3, 6) and number > 20 else words[:-1]
    return f"{stem}esim"


def _italian_numerals(match: re.Match[str]) -> str:
    ending = "a" if match["noun"] in ("dose", "fase", "classe") else "o"
    words = [_italian_numeral(value(numeral), ending) for numeral in match.group("first", "second") if numeral]
    return f"{' o '.join(words)} "


def _italian_numeral(number: int, ending: str) -> str:
    ordinals = NUMBERS["it"].ordinals
    return (ordinals[number - 1].removesuffix("o") if number <= len(ordinals) else italian_ordinal(number)) + ending


def _french(match: re.Match[str]) -> str:
    if match["number"] == "1":
        return {"re": "première", "res": "premières", "ers": "premiers"}.get(match["form"], match[0])
    return {"nd": "second", "nde": "seconde", "nds": "seconds", "ndes": "secondes"}.get(match["form"], match[0])


def elisions() -> Rule:
    """Return the rule that keeps an article with the number after it: "l'otto marzo", "d'un comprimé"."""
    return says("elisions", rf"(?<!\w)[^\W\d_]{{1,7}}'[{SAID}]", lambda match: match[0])
