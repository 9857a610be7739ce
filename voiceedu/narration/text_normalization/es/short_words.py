"""Words of one letter and other short ones: c/ (con), s/ (sin, según), p/ (para), SP, 1 comp."""

import re

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_THINGS = {"com": "comprimido", "tab": "tableta", "cáp": "cápsula", "amp": "ampolla"}


def _write_according(match: re.Match[str]) -> str | None:
    """Return "según" after a dose; elsewhere "s/dolor" is without pain."""
    return (
        "según " if re.search(r"\d ?(?:mg|g|mcg|m[lL]|h|gotas|comp|tab|UI)\b", match.string[: match.start()]) else None
    )


OPENING_RULES: tuple[Rule, ...] = (
    rewrites(
        "months of care",
        r"(?<=\d)( ?)m\.?(?= de (?:alivio|evolución|seguimiento|tratamiento|edad|vida|embarazo|espera)\b)",
        r"\1meses",
    ),
    rewrites("by the minute", r"(?<=por )min\b\.?(?=\s*(?:[,;)]|$))", "minuto"),
    rewrites("patient or", r"\bPtes?\.?(?=/\w)", "Paciente"),
    rewrites("a dot before a slash", rf"(?<=[a-z])\.(?=/[\w{SAID}])", ""),
    rewrites(
        "hours with and without",
        r"\b(sí|puestos?|colocados?|con|con parche|encendid[oa]) ?/ ?(?=\d{1,2} ?(?:h(?:rs?|oras)?|min)\b)",
        r"\1, ",
    ),
    says("if it is needed", r"(?<=(?:h|d|\.) )SP(?=[,;.)]|\s*$)", "si precisa"),
    rewrites(
        "one of a kind in short",
        r"\b(por|cada) (comp|tab|cáps?|amp)(?:\.(?=\s*[\w,;:()])|(?=\.?$|[,;)]))",
        lambda match: f"{match[1]} {_THINGS[match[2][:3]]}",
    ),
    rewrites("with several", r"(?<!\w)c/ ?(?=(?:comidas|ojos|alimentos|brazos|piernas)\b)", "con "),
    rewrites(
        "as a complaint asks for",
        r"(?<=\S )s/ ?(?=(?:escala|glicemia|protocolo|esquema|pauta|dolor|necesidad|glucemia|peso|tolerancia|respuesta|"
        r"INR|control)\w*)|(?<=[\dhdg.] )s/ ?(?=indicaci)",
        _write_according,
    ),
    rewrites("fluids for some hours", r"(?:(?<=cc )|(?<=m[lL] )|(?<=L ))p/ ?(?=\d{1,2} ?h)", "para "),
)

RULES: tuple[Rule, ...] = (
    rewrites("with", rf"(?<!\w)c/ ?(?=[^\W\d_]{{2}}|[{SAID}]|[A-ZÁÉÍÓÚ]\w|\d)", "con "),
    says("according to", r"(?<!\w)s/ ?(?=(?:escala|esquema|pauta|protocolo)\b)", "según "),
    says("without", r"(?<!\w)s/ ?(?=[^\W\d_]{2})", "sin "),
    says("for", r"(?<!\w)p/ ?(?=[^\W\d_]{2})", "para "),
)
