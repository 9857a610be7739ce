"""Numbers that name a thing and count nothing: n.º 5, folio 00123, DNI 12345678-Z, versión 2.1, CIE M54.5."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal, decimal, digits
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_LABELS = (
    "habitación|hab|código postal|CP|cuarto|consultorio|sala|código|clave|DNI|NIE|folio|expediente|póliza|lote|cama|"
    "puerta|oficina|"
    "CIF|NIF|CUIT|terminada en|termina en|terminación|"
    "cédula profesional|cédula|especialidad|referencia|contraseña|NIP|PIN|NHC|historia|CPT"
)


def _read_groups(match: re.Match[str]) -> str:
    return ", ".join(map(digits, match["said"].split("-")))


def _read_label(match: re.Match[str]) -> str:
    return " ".join(filter(None, (" ".join(match["letters"]), digits(match["number"]), " ".join(match["end"]))))


def _read_rooms(match: re.Match[str]) -> str:
    rooms = filter(None, (f"{match['floor']}.{match['first']}", match["last"]))
    return " a ".join(f"{digits(room[0])} punto {decimal(room[2:])}" for room in rooms)


_ICD = r"(?<![\w.])(?P<letter>[A-TV-Z])(?P<number>\d[\dA-Z][.,]\d[\dA-Z]{0,3})(?!\w)"
"""A diagnosis of the CIE-10: M54.5."""


def _read_diagnosis(match: re.Match[str]) -> str:
    before, after = re.split("[.,]", match["number"])
    return f"{match['letter']} {_read_signs(before)} punto {_read_signs(after)}"


def _read_signs(text: str) -> str:
    return " ".join(cardinal(int(sign)) if sign.isdecimal() else sign for sign in text)


def _read_year(text: str) -> str:
    return cardinal(int(text)) if re.fullmatch(r"(?:19|20)\d\d", text) else digits(text)


OPENING_RULES: tuple[Rule, ...] = (
    says(
        "numbers of a law",
        r"\b(?i:Ley(?: Orgánica)?|RD|RDL|LO|Real Decreto|Decreto|Resolución|Disposición|Ordenanza|Expte\.|Expediente|"
        r"Dictamen|Acuerdo|Res\.|Mat\. prof\.|Reglamento(?: \(\w+\))?|E\. ?F\.|Reg\. San\.)"
        r"(?: n\.?[º°o]|(?<!Res\.) N\.?[º°o])?:? "
        r"(?P<said>(?P<number>\d{1,3}(?:\.\d{3})+|\d{1,5})/(?P<year>\d{2,4}))(?![\d/-]|[a-z])",
        lambda match: f"{decimal(match['number'])} barra {cardinal(int(match['year']))}",
    ),
    says(
        "accounts and cards of a bank",
        r"\b(?:IBAN|CLABE|CBU|TSI|CCC):? (?P<said>[A-Z\d]{1,}(?: [A-Z\d]+)+)(?![\w-])",
        lambda match: ", ".join(map(_read_signs, match["said"].split())),
    ),
    says(
        "numbers of a person",
        r"\b(?i:afiliado|afiliación|seguridad social|beneficiario|póliza|cuenta|CIPA|CIP|SIP|NSS|RUC|DUI|cédula|ficha|"
        r"legajo|carnet|MRN):? "
        r"(?P<said>\d{5,}(?:-\d{1,4})?)(?![\w/-]|[.,]\d)",
        lambda match: ", ".join(map(digits, match["said"].split("-"))),
    ),
    says(
        "a number with its check digit",
        r"(?<![\w.,/-])(?P<number>\d{1,2}\.\d{3}\.\d{3})-(?P<check>[\dkK])(?![\w-])",
        lambda match: f"{decimal(match['number'])} guion {_read_signs(match['check'].upper())}",
    ),
    says(
        "a number with a hyphen",
        r"(?:\b(?i:hab|habitación|consult|consultorio|cama|of|oficina|sala|depto)\.? )"
        r"(?P<said>(?P<first>\d{1,4})-(?P<last>\d{1,3}))(?![\w/-]|[.,]\d)"
        r"(?! ?(?:mg|mL|ml|UI|tab|comp|cáps|días|h)\b)",
        lambda match: f"{cardinal(int(match['first']))} guion {cardinal(int(match['last']))}",
    ),
    says(
        "groups of a number",
        r"(?:[nN]\.? ?[º°]\.?|[Nn]úm(?:ero|\.)) ?(?P<groups>\d{2,8}(?: \d{1,8}){2,4})(?![\w/-]|[.,]\d)",
        lambda match: f"número {', '.join(map(digits, match['groups'].split()))}",
    ),
    rewrites("numbers of letters", r"(?<![\w#])[nN]\.?[ºo°] ?(?=(?:SS|NSS|HC|exp|póliza|afil)(?!\w))", "número "),
    says(
        "a number in two parts",
        r"(?:[nN]\.? ?[º°]\.?|[nN]úm(?:ero|\.)) ?(?P<first>\d{1,4})-(?P<last>\d{5,})(?![\w/-]|[.,]\d)",
        lambda match: f"número {_read_year(match['first'])}, {digits(match['last'])}",
    ),
    says(
        "groups of an insured person",
        r"\b(?i:afiliación|afiliado|seguridad social|NSS):? (?:n\.?º ?)?(?P<said>\d{2,4}(?: \d{1,4}){2,5})"
        r"(?![\w/-]|[.,]\d)",
        lambda match: ", ".join(map(digits, match["said"].split())),
    ),
    rewrites("numbers of a doctor", r"(?<!\w)[nN]\.?[º°] ?(?:de )?(?=[Cc]ol(?:eg)?\. ?\d)", ""),
    rewrites(
        "numbers of a register",
        r"(?<!\w)([nN])\.?[º°] ?(?=(?:[Rr]eg|[Cc]ol|[Pp]ól|[Ff]act|[Ee]xpte?)\.)",
        r"\1úmero de ",
    ),
    says(
        "fractions of a licence in Mexico",
        r"\bSSA (?P<said>I{1,3}|IV|VI?)(?!\w)",
        lambda match: cardinal(value(match["said"])),
    ),
    says(
        "numbers of an insured person",
        r"(?<![\w./-])(?P<said>\d{2}/\d{7,8}/\d{2})(?![\w/-])",
        lambda match: ", ".join(map(digits, match["said"].split("/"))),
    ),
    says(
        "a number and its year",
        r"(?:[nN]\.? ?[º°]\.?|[Nn]úm(?:ero|\.)|#) ?(?!(?:19|20)\d\d/)"
        r"(?P<number>\d{4,8})/(?P<year>\d{2}|\d{4})(?![\w/-])",
        lambda match: f"número {digits(match['number'])} barra {cardinal(int(match['year']))}",
    ),
    says(
        "a year and its number",
        r"\b(?i:ref(?:erencia|\.)?|folio|expediente|exp\.|factura|orden|caso|solicitud):? "
        r"(?P<said>(?P<year>(?:19|20)\d\d)-(?P<number>\d{3,}))(?![\w/-])",
        lambda match: f"{cardinal(int(match['year']))}, {digits(match['number'])}",
    ),
    says(
        "codes of letters and digits",
        r"(?<![\w@./-])(?=[A-Z0-9]*[A-Z]{2})(?=[A-Z0-9]*\d{4})(?P<said>[A-Z]{2,}\d[A-Z0-9]{5,})(?![\w@-])",
        lambda match: _read_signs(match["said"]),
    ),
    rewrites(
        "a number to fill in",
        rf"(?<!\w)[Nn]\.?[º°](?=\s*(?:[_.…]{{2,}}|,|$|[{SAID}])| [A-Z]{{1,3}}-?\d|: ?\d)",
        "número",
    ),
    rewrites(
        "the number of a history",
        r"(?<!\w)(N|n)\.?[º°] ?(?:de )?H(?:\.ª|ª)(?:[ .]?[Cc](?:línica|lín\.|\.)?)?(?!\w)",
        r"\1úmero de historia",
    ),
    says(
        "rooms with a point",
        r"\b(?i:cons|consultorio|consulta|sala|puerta|despacho|box|hab)\.? (?P<said>(?P<floor>\d)\.(?P<first>\d\d)"
        r"(?: ?[-–] ?(?P<last>\d\.\d\d))?)(?![\w/-]|[.,]\d| ?h\b)",
        _read_rooms,
    ),
    rewrites("cards of a person", r"(?<!\w)C\. ?I\.(?=:? ?(?:[NnVE]\.?[-ºo°.]|\d))", "cédula de identidad"),
    says(
        "a card with its letter",
        r"\b(?i:identidad|cédula):? ?(?P<said>(?P<letter>[VEJP])-?(?P<number>\d{1,2}\.\d{3}\.\d{3}))(?![\w-])",
        lambda match: f"{match['letter']} {decimal(match['number'])}",
    ),
    rewrites("codes in short", r"(?<!\w)([Cc])ód\.(?=:? ?[A-Z]{0,2}-?\d)", r"\1ódigo"),
    rewrites("licences", r"(?<!\w)([Cc])[ée]d\. ?[Pp]rof(?:\.|esional)", r"\1édula profesional"),
    rewrites("a number by its sign", r"(?<!\w)([Nn])\.?[º°] ?(?:de )?(?=[a-zá-ú]{2}|[A-ZÁÉÍÓÚÑ]{4})", r"\1úmero de "),
    rewrites("members", r"(?<!\w)([Aa])fil\.(?=:? ?\d)", r"\1filiado"),
    rewrites("licences of a specialty", r"(?<!\w)([Ee])sp\.(?=:? ?\d{6,}(?!\d))", r"\1specialidad"),
    rewrites("records", r"(?<!\w)[Ee]xp\.(?=:? ?#?\d{5,}(?![\d/]))", "expediente"),
    rewrites(
        "numbers of a bill",
        r"\b([Ff]actura|[Ee]xpediente|[Rr]ecibo)((?: n\.?º\.?| núm\.|:)?) (\d{4})/(?=\d{3,})",
        r"\1\2 \3 barra ",
    ),
    says(
        "letters, a year and a number",
        r"(?<![\w./-])(?P<letters>[A-Z]{1,3})-?(?P<year>(?:19|20)\d\d)[/-](?P<number>\d{2,6})(?![\w/-])",
        lambda m: f"{' '.join(m['letters'])} {cardinal(int(m['year']))} barra {digits(m['number'])}",
    ),
    says(
        "a year and the number of a letter",
        r"\b[Rr]ef(?:erencia|\.)?:? (?P<said>(?P<year>(?:19|20)\d\d)/(?P<number>\d{3,6}))(?![\w/-])",
        lambda match: f"{cardinal(int(match['year']))} barra {decimal(match['number'])}",
    ),
    rewrites("our reference", r"(?<![\w/])N/(?:[Rr]ef\.|REF\.)", "nuestra referencia"),
    rewrites("your reference", r"(?<![\w/])S/(?:[Rr]ef\.|REF\.)", "su referencia"),
    says(
        "the number of a doctor",
        r"\b(?P<said>[Cc]ol(?:eg)?\.? (?:n\.?º ?)?(?P<first>\d{2})(?:/|-)?(?P<last>\d{4,7}|\d{1,3}\.\d{3}))"
        r"(?![\w-]|[.,]\d)",
        lambda match: f"colegiado {digits(match['first'])}, {digits(match['last'].replace('.', ''))}",
    ),
    rewrites(
        "numbers of a policy",
        r"(?<!\w)(N)o\.(?= de\b)|(?<!\w)(n)o\.(?= de (?:póliza|cuenta|folio|expediente|afiliación)\b)",
        lambda m: f"{m[1] or m[2]}úmero",
    ),
    rewrites("versions in short", rf"(?<!\w)[Vv]\. ?(?=[{SAID}])", "versión "),
    says("diagnoses", _ICD, _read_diagnosis),
    says(
        "a number that ends in one",
        r"(?<![\w#])(?:[nN](?:\.? ?[ºo°]|r)\.?|[nN]ro\.?|[nN]úms?\.|No\.|NO\.|#|"
        r"(?P<word>[nN]úmero|[Vv]olumen|[Tt]omo|[Cc]apítulo|[Ff]olleto|[Aa]nexo|[Aa]partado)"
        r") ?(?P<number>(?:\d?[02-9])?1)(?![\w/-]|[.,]\d| ?%)",
        lambda match: f"{match['word'] or 'número'} {cardinal(int(match['number']))}",
    ),
    rewrites(
        "number of a thing",  # "no de" alone is a negation: que no de carga
        r"(?<![\w#])[nN](?:\.?[º°]|\.o) ?(?=de\b)|(?<![\w#])[nN]o (?=de (?:histori|colegia|afilia|expedi|lote|serie|"
        r"factur|póliza|cuenta|regist|tel|ident|seguri|docum|orden|folio|cédula|cama|habita|sesi|pacient|caso|cita|control|"
        r"tarjet|licenci|contact|autoriz))",
        "número ",
    ),
    says(
        "numbers before a number",
        r"(?<![\w#])(?:[nN](?:\.? ?[ºo°]|r)\.?|[nN]ro\.?|[nN]úms?\.|No\.|NO\.|#) ?(?=\d)",
        "número ",
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "numbers of a document",
        r"(?<![\w.,-])(?P<number>\d{7,8})-?(?P<letter>[A-Z])(?![\w-])",
        lambda match: f"{digits(match['number'])} {match['letter']}",
    ),
    says(
        "long numbers of a thing",
        rf"(?:(?:\b[Nn]úmero |(?<=[{SAID}]))(?=\d{{5}})|(?<![\w.,-])(?!\d\d?-\d\d?-\d\d?(?![\w-]))(?=\d{{2,}}-\d+-)"
        r"(?!\d\d?-\d\d?-\d{4}|\d{4}-\d\d?-\d\d?(?!\d)))"
        r"(?P<said>\d+(?:-\d+)*)(?![\w-]|[.,]\d)",
        _read_groups,
    ),
    says(
        "labels",
        rf"\b(?:{_LABELS})(?:[:.]|\s(?:número|es)|\s?#)*[: ]\s?(?P<said>(?P<letters>[A-Z]{{0,"
        rf"3}})-?(?P<number>\d{{3,}})-?(?P<end>[A-Z]{{0,2}}))(?![\w-]|[.,]\d)",
        _read_label,
        ignore_case=True,
    ),
)
