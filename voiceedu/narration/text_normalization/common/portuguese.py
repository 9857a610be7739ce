"""What Portuguese alone writes: 3ª-feira, 6/6h, c/ água, 10º dia PO, CRM-SP 123456."""

import re
from collections.abc import Mapping

from voiceedu import languages
from voiceedu.narration.text_normalization.common import titles
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_MANY = {"bi": "bilhões", "mi": "milhões"}
_MOVEMENTS = {"ext": "extensão", "flex": "flexão"}
_WEEKDAYS = ("segundas", "terças", "quartas", "quintas", "sextas")


def _read_every(match: re.Match[str]) -> str:
    """Return "de duas em duas horas": hours are feminine."""
    number = {"1": "uma", "2": "duas"}.get(match[1], match[1])
    return f"de {number} em {number} {'hora' if match[1] == '1' else 'horas'}"


_EYES = {"OD": "olho direito", "OE": "olho esquerdo", "AO": "ambos os olhos"}
_STATES = "AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO"


def _write_side(match: re.Match[str]) -> str:
    return f"{match[1]} {'esquerda' if match['side'] == 'E' else 'direita'}"


_EUROPEAN_WORDS = {
    **{
        "dezesseis": "dezasseis",
        "dezessete": "dezassete",
        "dezenove": "dezanove",
        "oxigênio": "oxigénio",
        "quilômetros": "quilómetros",
    },
}
_MONTHS = "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro"

RULES: tuple[Rule, ...] = (
    rewrites("the first of a month by its sign", r"(?<![\w/])1º/(?=\d{1,2}(?:/|(?!\d)))", "1/"),
    rewrites("degrees after a minus", r"(?<=[-−–]\d)º|(?<=[-−–]\d\d)º", "°"),
    rewrites("every few hours or more", r"(?:\bde )?(?<![\d/])(\d{1,2})/\1(?= ou \d{1,2}/\d{1,2} ?h)", r"de \1 em \1"),
    rewrites("both articles", r"\b([oO]s?|[dnaDNA]os?|[pP]elos?|[uU]m)\((?:as?|às?|[dn]as?|uma)\)", r"\1"),
    rewrites(
        "streets named by a day", rf"\b([XVI]{{2,5}}) (?=de (?i:{_MONTHS})\b)", lambda match: str(value(match[1]))
    ),
    rewrites("degrees by an ordinal sign alone", r"\b([2-9]\d|1\d\d)º(?=\s*(?:[.,;)]|$))", r"\1°"),
    *titles.rules("pt"),
    rewrites("numbers of several", r"\bn(?:\.os|\.?ºs) (?=\d)", "números "),
    rewrites("one day", r"(?<![\d.,/+-])1 ?d(?=[.,;)]|$| (?:e|antes|após|depois|de)\b)", "1 dia"),
    rewrites("ladies", r"\bD\. (?=[A-ZÁÉÍÓÚ][a-zà-ú]+a\b)", "dona "),
    rewrites("nurses", r"\bEnf\.ª (?=[A-ZÁÉÍÓÚ])", "Enfermeira "),
    rewrites("a risk of one in ten", r"(?<=[<>≥≤])( ?)1 ?/ ?(?=10(?![\d/]|[.,]\d))", r"\g<1>1 em "),
    rewrites("hours in short", r"(?<=\d)(?:hs|hrs)\b\.?(?=\s|[,;)]|$)", " h"),
    rewrites(
        "every two hours in full",
        r"\bde ([12]) em \1 ?(h|horas?|semanas?)\b",
        lambda match: (
            f"de {'duas em duas' if match[1] == '2' else 'uma em uma'} {'horas' if match[2] == 'h' else match[2]}"
        ),
    ),
    rewrites(
        "eyes",
        r"\b(O[DE]|AO)(?=\s|[.,;:)]|$)",
        lambda match: _EYES[match[1]] if re.search(r"(?i:gotas?|\bgts?\b|colírio)", match.string) else None,
    ),
    rewrites("breathing of air after a value", r"(?<=%) (?:AA|aa|a\.a\.)(?!\w)", " em ar ambiente"),
    rewrites("a lady", r"\b(Sr\.?ª|Sra\.?) D\. ?(?=[A-ZÁÉÍÓÚ])", r"\1 Dona "),
    rewrites(
        "numerals of a meeting",
        r"(?<!\w)(?P<numeral>[XVI]{1,6}) "
        r"(?=(?P<noun>Congresso|Simpósio|Governo|Encontro|Conferência|Semana|Reunião|Curso)\b)",
        lambda match: (
            f"{value(match['numeral'])}{'ª' if match['noun'][0] == 'R' or match['noun'][-1] == 'a' else 'º'} "
        ),
    ),
    rewrites("equal to", r" ?= ?(?=\d)", " igual a "),
    rewrites("his or her", r"\b(seu|meu|nosso|teu)\((sua|minha|nossa|tua)\)", r"\1 ou \2"),
    rewrites("a side of a house", r"(?<=\dº )(?:Esq|esq)\.?(?!\w)|(?<=\d\.º )(?:Esq|esq)\.?(?!\w)", "esquerdo"),
    rewrites("parts of an article", r"\binc\. (?=[IVX])", "inciso "),
    rewrites("a side of a level", r"\b([CTLS]\d) (?P<side>[ED])(?= [a-zà-ú])", _write_side),
    rewrites("a date after its word", r"\b([Dd]ias?) (\d{1,2}/)(?=[1-9](?![\w/%]|[.,]\d))", r"\1 \g<2>0"),
    rewrites(
        "a half of millions",
        r"(?<![\w.,])(?<!\$ )(?<!\$)(\d{1,3}),5 (milhão|milhões|bilhão|bilhões|bi|mi)\b",
        lambda match: f"{match[1]} {_MANY.get(match[2], match[2])} e meio",
    ),
    rewrites("a state after its town", rf"(?<=[a-zà-ú])/({_STATES})(?!\w)", r", \1"),
    rewrites("see", r"\bv\. ?(?=(?:pág|fig|tab|item|cap|anexo|verso)\b)", "veja "),
    rewrites("days in short after a noun", r"(?<=[\wà-ú])/d(?![\w/])", "/dia"),
    rewrites("years of age in a span", r"(?<=\d a \d)( a|a)(?= \()|(?<=\d a \d\d)( a|a)(?= \()", " anos"),
    rewrites("one week", r"(?<![\d.,/-])1 sem(?!\w)\.?(?=[\s,;:)]|$)", "1 semana"),
    rewrites("spines", r"\b[Cc]ol\. (?=(?:lombar|cervical|torácica|dorsal|vertebral|lombossacra)\b)", "coluna "),
    rewrites("a temperature", r"\b(a) T(?= \d|[.,;]|$)", r"\1 temperatura"),
    rewrites("saints", r"\bS\. (?=(?:Paulo|José|João|Luís|Bernardo|Caetano|Carlos|Vicente|Gonçalo|Pedro)\b)", "São "),
    rewrites("spoons", r"\bcol\. ?(?=(?:sopa|chá|sobremesa|café)\b)", "col. de "),
    rewrites("two views", r"\b(AP|PA) ?\+ ?P(?!\w)", r"\1 e perfil"),
    rewrites("metres and centimetres", r"(?<![\w,.])([12]) ?m ?(?=\d\d(?!\w|[.,]\d))", r"\1 metro e "),
    rewrites("a week by its number", r"(?:^|(?<=[,;(] ))([Ss])em\. (?=\d{1,2}(?!\d| ?(?:vezes|x)))", r"\1emana "),
    rewrites("after an operation", r"\bPO(?=\s+[a-zà-úA-Z](?!ox)|[.,;)]|$)", "pós-operatório"),
    rewrites("weeks and days of a pregnancy", r"(?<=\d)s ?(?=[1-6]d(?!\w))", " semanas e "),
    rewrites("movements in short", r"\b(ext|flex)\. (?=d[aeo]s? )", lambda match: f"{_MOVEMENTS[match[1]]} "),
    rewrites(
        "the year of a law",
        r"\b((?i:lei|decreto|portaria|resolução|rdc|circular|despacho|deliberação|norma|ofício)\b[^\d]{0,20}\d[\d.]*)/(?=\d\d(?![\d/]))",
        r"\1 de ",
    ),
    rewrites("breathing of air", r"\bem (?:AA|aa|a\.a\.)(?!\w)", "em ar ambiente"),
    rewrites("something between", r"\b([Ee]ntre)((?: as| os)? \d+(?:,\d+)?(?: ?%)?) ?[-–] ?(?=\d)", r"\1\2 e "),
    rewrites("so many a day", r"(?<=\d[xX×]) ?/ ?d(?!\w)|(?<=\d [xX×]) ?/ ?d(?!\w)", "/dia"),
    rewrites(
        "months in short",
        r"\b(aos|há|após|de|por|até|a cada|com) ((?:± ?|cerca de )?\d{1,2}(?:[-–]\d{1,2})?) m(?=[.,;)]|$| \()",
        lambda match: f"{match[1]} {match[2]} {'mês' if match[2].endswith('1') and len(match[2]) == 1 else 'meses'}",
    ),
    rewrites(
        "registrations",
        r"\b(CRM|CRO|CRF|CRP|COREN|CREFITO)[-/ ]?([A-Z]{2})?:? ?(?:n\.?º ?)?"
        r"(?P<number>\d{4,7}|\d{1,3}\.\d{3})(?![\d.]*\d)",
        lambda match: " ".join(filter(None, (match[1], match[2], *match["number"].replace(".", "")))),
    ),
    rewrites(
        "weeks",
        r"(?<=\d) ?sem(?:\.(?= [a-zà-ú(]|[,;:)]))?(?=[.,;)/]|$| [+(]| (?:e|ou|após|antes|depois|de)\b)",
        " semanas",
    ),
    rewrites("so much a week", r"(?<=\w) ?/ ?sem(?!\w)\.?", "/semana"),
    rewrites("streets", r"\bR\. (?=[^\d,.]{3,40}, (?:n\.?º )?(?:\d|s/n))", "rua "),
    rewrites(
        "if it is needed",
        r"(?<=[a-zà-ú0-9] )[Ss]/[Nn]\b(?=[.,;)]|$)",
        lambda match: (
            None if re.search(r"\b(?:Rua|R\.|Av|Estrada|Rod|Travessa|Praça)", match.string) else "se necessário"
        ),
    ),
    rewrites("houses without a number", r"\b[Ss]/[Nn]\b(?=[.,;]|$| -)", "sem número"),
    rewrites("every few hours", r"(?:\bde )?(?<![\d/])(\d{1,2}) ?/ ?\1 ?h(?:oras|s)?\b", _read_every),
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
    rewrites(
        "years of age",
        r"\b(\d{1,3}) a(?!\. ?C)(?:\.(?=[,;:)])|(?=[.,;:)]|$| ou [^\d]))",
        lambda match: f"{match[1]} {'ano' if match[1] == '1' else 'anos'}",
    ),
    rewrites(
        "days in short",
        r"(?<=\d) ?d(?=[.,;)]|$| \(| (?:e|ou|antes|após|depois|cada|anteriores|seguintes|seguidos|consecutivos)\b)",
        " dias",
    ),
    rewrites(
        "sides",
        r"(?<=[TLSC]\d )(?P<side>[ED])(?=[.,;)]|$| \(| com\b)",
        lambda match: "esquerda" if match["side"] == "E" else "direita",
    ),
)


def regional_words(tag: str) -> Mapping[str, str]:
    """Return what Portugal, and countries that follow it, says in another way than Brazil, and its words."""
    return _EUROPEAN_WORDS if "pt-PT" in languages.fallbacks(tag) else {}
