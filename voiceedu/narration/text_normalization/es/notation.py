"""Ways of writing that are not said as written: tableta(s), seis (6), y/o, c/ y s/, pre-/post, #salud."""

import re

from voiceedu.narration.text_normalization.es.numbers import cardinal
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says
from voiceedu.narration.text_normalization.tables import any_of

_NUMBER_WORDS = {cardinal(number, form): number for number in range(101) for form in ("alone", "masculine", "feminine")}
_NUMBER_WORD = any_of(_NUMBER_WORDS)


def _drop_repeated(match: re.Match[str]) -> str | None:
    return match["word"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _drop_repeated_word(match: re.Match[str]) -> str | None:
    return match["number"] if _NUMBER_WORDS[match["word"].lower()] == int(match["number"]) else None


def _write_account(match: re.Match[str]) -> str | None:
    if match[0] == match.string:
        return None  # alone it is spelled
    return f"arroba {match['name'].replace('_', ' guion bajo ')}"


_COUNTED_BY_ONE = (
    "tabletas?|comprimidos?|cápsulas?|pastillas?|vez|veces|ampolla|gota|cucharada|cucharadita|parche|mg|ml|mL"
)


RULES: tuple[Rule, ...] = (
    rewrites(
        "a range with a space before its hyphen",
        r"(?<![\w.,-])(\d[\d.,]*) [-–](\d[\d.,]*)(?= ?(?:mg|mcg|g|kg|m[lL]|cc|cm|mm|h|horas|min|"
        r"minutos|días|semanas|meses|años)\b)",
        r"\1-\2",
    ),
    rewrites(
        "between two numbers", r"\b([Ee]ntre(?: (?:los|las|el))?) (\d[\d.,]*) ?[-–] ?(?=\d)(?!\d+[-–/])", r"\1 \2 y "
    ),
    rewrites("a slash after percent", r"(?<=%) ?/ ?(?=\d)", ", "),
    rewrites("before and after", r"(?<=\d) ?/ ?(?=post\b)", ", "),
    says("a call for help", r"^SOS(?= [A-ZÁÉÍÓÚ][a-zá-ú]|:|$)", "S O S"),
    rewrites("a one read as a letter", rf"(?<=[a-zá-ú] )l(?= (?:{_COUNTED_BY_ONE})(?!\w))", "1"),
    rewrites(
        "a number between two words",
        r"(?<=[a-zá-ú]{3})(\d{1,3}(?:[.,]\d{1,2})?)(?=(?:tab|comp|cáps|cap|past|gota|horas?|hrs|h|mg|mcg|mL|ml|días?|sem|veces)\w*)",
        r" \1 ",
    ),
    rewrites("a rate", r"(?<!\S)@ (?=\d)", "a "),
    says(
        "a rule of three numbers",
        r"(?<=\()(?P<said>\d-\d-\d)(?=\))",
        lambda match: ", ".join(cardinal(int(part)) for part in match["said"].split("-")),
    ),
    rewrites("prefixes with a slash", r"(?<=[a-zá-ú])-/(?=[a-zá-ú])", " o "),
    rewrites("a tag of a message", r"(?<!\S)#(?=[A-Za-zÁ-ú][a-zá-ú]{2}\w*(?![\w#]))", "hashtag "),
    rewrites("an account", r"(?<!\S)@(?P<name>[A-Za-zÁ-ú]\w{2,})(?![\w.]*\.\w)", _write_account),
    rewrites("with and without", r"(?<!\w)c/ y s/ ?", "con y sin "),
    rewrites("plurals in brackets after a space", r"(?<=[a-zá-ú]) \((e?s)\)(?=[\s,.;:]|$)", r"\1"),
    rewrites(
        "plurals in brackets",
        r"(?<=[^\W\d_])\((e?s|as?|os?|E?S|AS?|OS?)\)",
        lambda match: match[1] if match[1].lower() in ("s", "es") else f" o {match[1]}",
    ),
    rewrites(
        "a number twice", rf"\b(?P<word>{_NUMBER_WORD}) ?\((?P<number>\d{{1,3}})\)", _drop_repeated, ignore_case=True
    ),
    rewrites(
        "a number before its word",
        rf"\((?P<number>\d{{1,3}})\) (?P<word>{_NUMBER_WORD})(?!\w)",
        _drop_repeated,
        ignore_case=True,
    ),
    rewrites(
        "an ordinal and its number",
        r"\b((?:prim|terc)er[oa]?|segund[oa]|cuart[oa]|quint[oa]|sext[oa]) ?\(\d{1,2}(?:\.?(?:er|[ºªoa°]))?\)",
        r"\1",
    ),
    rewrites("a number that touches its joint", r"(?<=\b[Dd]e )(\d{1,4}(?:[.,]\d+)?)a (?=\d)", r"\1 a "),
    rewrites("and or", r"\b([Yy]) ?/ ?o\b", r"\1 o"),
    rewrites(
        "a number and its word",
        rf"\b(?P<number>\d{{1,3}}) ?\((?P<word>{_NUMBER_WORD})\)",
        _drop_repeated_word,
        ignore_case=True,
    ),
)
