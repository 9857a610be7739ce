"""Abbreviations: Dr., aprox., EE. UU., D/c mañana."""

import re

from voiceedu.narration.text_normalization.es.nouns import is_feminine
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of, read_table

_ABBREVIATIONS = {written.casefold(): words for written, words in read_table(__package__, "abbreviations.tsv")}
_DOTTED = [form for form in _ABBREVIATIONS if form.endswith(".")]
_COUNTED = ("comp.", "tab.", "cáp.", "amp.")
_PLAIN = [form for form in _ABBREVIATIONS if not form.endswith(".")]
_ALSO_WORDS = {"art.", "cap.", "comp.", "cons.", "d.", "fig.", "sta.", "sto.", "tab.", "temp.", "trat."}
"""Not read as abbreviations at the end of a sentence, where the dot may be a stop alone."""
_AT_END = [form[:-1] for form in _DOTTED if form not in _ALSO_WORDS]


_ALSO_LETTERS = frozenset(
    {"ALT", "DA", "AMB", "AMP", "CAD", "CL", "CTA", "INC", "INT", "PAC", "PTE", "REV", "SUC", "URB"}
)


def _read_without_dot(match: re.Match[str]) -> str | None:
    """Return the words of an abbreviation that has lost its dot. In capitals it may be other letters: riesgo de CAD."""
    has_dot = match.string[match.end() :].startswith(".")
    if match["said"] in _ALSO_LETTERS and not (has_dot and match.string[match.end() + 1 :].strip()):
        return None
    return _ABBREVIATIONS[match["said"].casefold() + "."]


_PLACES = {"esc": "escalera", "of": "oficina", "est": "estación"}


def _write_place(match: re.Match[str]) -> str:
    return _PLACES[match[1]]


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("a belly", r"\bAbd(?:\.|(?=:)):?(?= (?:blando|globoso|depresible|distendido|doloroso|plano))", "abdomen"),
    rewrites("stairs, offices and stops", r"(?<=, )(esc|of|est)\.(?= (?:\d|[A-ZÁÉÍÓÚ]))", _write_place),
    rewrites("to a home", r"\b([Aa]lta|[Tt]raslado|[Rr]egreso|[Ee]greso) a dom\.?(?=[\s,;.)]|$)", r"\1 a domicilio"),
    rewrites("what is given", r"\b([Ss]e) adm\. (?=[a-zá-ú\d])", r"\1 administra "),
    rewrites(
        "pain of movement", r"\b((?:[Ll]umb|[Cc]ervic|[Dd]ors|[Gg]on|[Cc]ox)algia) mec\.(?=[\s,;)+]|$)", r"\1 mecánica"
    ),
    rewrites("examinations", r"(?<!\w)Exp\.:(?= ?[^\d\s#])", "Exploración:"),
    rewrites("an answer", r"(?<!\w)([Rr])esp\.(?= (?:en|a los|dentro|antes)\b)", r"\1espuesta"),
    rewrites("effects", r"(?<!\w)([Ee])f\. (?=(?:advers|secund|colat|indes)\w*)", r"\1fectos "),
    rewrites("an example", r"(?:(?<=\()|(?<=[,;] ))[Ee]j\.:?(?= )", "por ejemplo"),
    rewrites("capitals of a country", r"\b(Bogotá|Washington|Caracas),? D\. ?C\.?(?!\w)", r"\1, D C"),
    rewrites(
        "a department of medicine",
        r"\bMed\. (?=(?:Familiar|Interna|Preventiva|Nuclear|Intensiva|Fís|Gral))",
        "Medicina ",
    ),
    rewrites("discharges", r"(?<![\w/])[Dd]/c(?= (?:mañana|hoy|el|al|a|si|con|en|pasado)\b)", "alta"),
    rewrites("difficulty", r"(?<!\w)([Dd])if\.(?= (?:p/|(?:para|al|de|en)\b))", r"\1ificultad"),
    rewrites("outpatients", r"\b[Cc]ons(?:ulta)?\.? ext(?:\.(?=\s*[\w,;:)])|(?=\.|[,;)]|$))", "consulta externa"),
    rewrites("cholesterol", r"\b([Cc])ol\.(?= (?:total|LDL|HDL|no HDL))", r"\1olesterol"),
    rewrites("glucose", r"\b[Gg]lu(?=:? ?[<>≥≤]? ?\d)", "glucosa"),
    rewrites("sites of a federation", r"(?<![\w.])D\. ?F\.(?=\s*[,;)\w]|$)", "D F"),
    rewrites(
        "the last of its kind",
        r"(?<!\w)([Úú])lt\.(?= (?P<noun>[a-zá-ú]{3,}))",
        lambda match: f"{match[1]}ltim{'a' if is_feminine(match['noun']) else 'o'}",
    ),
    rewrites("flats", r"(?<!\w)([Aa])pto\.(?= ?(?:n\.?º )?\d| [A-H](?!\w))", r"\1partamento"),
    rewrites("documents", r"(?<!\w)([Dd])oc\.(?= ?(?:[nN]\.?[ºo]|[nN]úm\.|\d))", r"\1ocumento"),
    rewrites("editions", r"(?<=[\dªa.] )ed\.(?=[\s,;)]|$)|(?<!\w)ed\.(?= \d)", "edición"),
    rewrites("or above", r"(?<=\d o )sup\.(?=[\s,;)]|$)", "superior"),
    rewrites(
        "centres of health", r"(?<!\w)C\. ?S\.(?= (?:de |del |El |La |Los |Las )?[A-ZÁÉÍÓÚ][a-zá-ú])", "centro de salud"
    ),
    rewrites(
        "one of a kind after a fraction",
        r"(?:(?<=/\d de )|(?<=[½¼¾] de ))(comp|tab)(?=\.?$|\.?[,;)])",
        lambda match: "comprimido" if match[1] == "comp" else "tableta",
    ),
    rewrites("at most", r"\bm[áa]x(?= \d)", "máximo", ignore_case=True),
)

_NOT_EXPANDED = r"(?!(?:dr|dra|sr|sra|d|dres|sres|lic|pte|ptes|h|izq|der|dcha|izda)\.)"
"""Titles and people: other rules read both of them together."""

SLASH_RULES: tuple[Rule, ...] = (
    rewrites(
        "packs by a period",
        r"(?<![\w.,])(\d+) env\. ?/ ?(?=mes|año|sem)",
        lambda match: f"{match[1]} envase{'s' * (match[1] != '1')} por ",
    ),
    rewrites(
        "the most and the least of a feminine noun",
        r"\b([Dd]osis|[Tt]emperatura|[Ff]recuencia|[Pp]resi[oó]n|[Cc]antidad|[Vv]elocidad|[Ii]ngesta|[Cc]arga|"
        r"[Dd]uración|"
        r"[Aa]ltura|[Dd]istancia|[Tt]asa|[Tt]ensión|[Ee]dad|[Cc]oncentración) m([áa]x|[íi]n)\.?(?!\w)",
        lambda match: f"{match[1]} {'máxima' if match[2][-1] == 'x' else 'mínima'}",
    ),
    rewrites(
        "an abbreviation before a slash",
        rf"(?<![\w./-])(?<!\d )(?<!\d){_NOT_EXPANDED}({any_of(_DOTTED)})(?= ?/ ?[A-Za-zÁ-ú{SAID}])",
        lambda match: _ABBREVIATIONS[match[1].casefold()],
        ignore_case=True,
    ),
    rewrites(
        "an abbreviation after a slash",
        rf"(?<=[a-zá-ú]{{3}}/){_NOT_EXPANDED}({any_of(_DOTTED)})(?=:|\)|\s*[\w(])",
        lambda match: _ABBREVIATIONS[match[1].casefold()],
        ignore_case=True,
    ),
)
"""Tel./WhatsApp, comp./cáp.: before a slash is read as a period or as "or"."""

RULES: tuple[Rule, ...] = (
    says("a woman's title", r"\b(?:la|una) (?P<said>Lic\.)(?= [A-ZÁÉÍÓÚ])", "licenciada", ignore_case=False),
    says(
        "a consultation room",
        r"\b(?:la|una|nuestra|su) (?P<said>cons\.)(?= ?(?:n\.º )?\d)",
        "consulta",
        ignore_case=True,
    ),
    says(
        "several tablets",
        rf"\b(?:l[oa]s|sus|est[oa]s|amb[oa]s|vari[oa]s) (?P<said>{any_of(_COUNTED)})(?=[\s,;:)]*[\w(])",
        lambda match: f"{_ABBREVIATIONS[match['said'].casefold()]}s",
        ignore_case=True,
    ),
    rewrites(
        "releases of a drug",
        r"\blib\.(?= (?:prolongada|controlada|retardada|modificada|inmediata|rápida|lenta)\b)",
        "liberación",
    ),
    says(
        "abbreviations with a dot",
        rf"(?<![\w./-])(?<!vitamina )(?<!hepatitis )(?P<said>{any_of(_DOTTED)})"
        rf"(?=[\s,;:)’'\"”$€£<>≤≥~↑↓→+±-]*[\w{SAID}(])",
        lambda match: _ABBREVIATIONS[match["said"].casefold()],
        ignore_case=True,
    ),
    says(
        "abbreviations at the end",
        rf"(?<![\w./-])(?P<said>{any_of(_AT_END)})(?=\.|[,;:)])",
        _read_without_dot,
        ignore_case=True,
    ),
    says(
        "abbreviations",
        rf"(?<![\w./-])(?P<said>{any_of(_PLAIN)})(?![\w/'’.-])",
        lambda match: _ABBREVIATIONS[match["said"].casefold()],
        ignore_case=True,
    ),
    rewrites("a stop before a colon", r"(?<=[^\W\d_]{2})\.(?=:\s)", ""),
    rewrites("a stop before a comma", r"(?<=[^\W\d_]{2})\.(?=,\s)", ""),
)
