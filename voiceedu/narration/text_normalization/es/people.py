"""Who is meant: Sr./Sra., D./D.ª, niño/a, doctor(a), el(la), Px de 40 a., sexo F, "Fdo.:"."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites, says


def _name_both_titles(match: re.Match[str]) -> str:
    return "señor o señora " if match[1] == "Sr" else "doctor o doctora "


def _read_both_genders(match: re.Match[str]) -> str:
    """Return "niño o niña" for niño/a and niño(a), "doctor o doctora" for doctor(a)."""
    word = match["word"]
    is_plural = word.endswith("s")
    stem = word.removesuffix("es" if word.endswith("es") else "s").removesuffix("o")
    return f"{word} o {stem}{'as' if is_plural else 'a'}"


def _write_articles(match: re.Match[str]) -> str:
    """Return "el o la" for "el(la)", "del o de la" for "del(la)"."""
    before = match["before"]
    return f"{before}l o {'de ' if before.lower() == 'de' else ''}la"


_TITLES = {"Lic": "licenciad", "Enf": "enfermer"}
_WOMEN = re.compile(
    r"(?!(?:Luca|Borja|Garcilaso|Batista)$)(?:\w+a|Carmen|Isabel|Raquel|Beatriz|Luz|Inés|Mercedes|Pilar|Dolores|"
    r"Esther?|Ruth|"
    r"Rocío|Consuelo|Rosario|Noemí|Maribel|Marisol|Miriam|Guadalupe|Irene|Montserrat|Soledad|Belén|Lourdes|Nieves|"
    r"Leonor|"
    r"Flor|Sol|Abril|Nicole|Elizabeth|Judith|Edith|Denise|Jacqueline)"
)
_MEN = re.compile(
    r"\w+o|Juan|José|Luis|Carlos|Jorge|Miguel|Manuel|Javier|Rafael|Andrés|Jesús|Daniel|Martín|Joaquín|Agustín|"
    r"Sebastián|"
    r"Adrián|Iván|Fabián|Germán|Raúl|Óscar|Víctor|Ángel|Gabriel|David|Tomás|Nicolás|Felipe|Jaime|Enrique|Vicente|"
    r"Rubén|Samuel"
)


def _write_title(match: re.Match[str]) -> str | None:
    """Return "enfermero" before a man's name, "licenciada" before a woman's."""
    stem = _TITLES[match["title"]]
    if _WOMEN.fullmatch(match["name"]):
        return f"{stem}a "
    return f"{stem}o " if _MEN.fullmatch(match["name"]) else None


RULES: tuple[Rule, ...] = (
    rewrites(
        "a title before a name",
        r"(?<!\b[Ll]a )(?<!\b[Uu]na )(?<!\w)(?P<title>Lic|Enf)\. (?=(?P<name>[A-ZÁÉÍÓÚ][a-zá-úñ]{2,})(?!\w))",
        _write_title,
    ),
    rewrites("a name in short", r"(?<![\w.])Ma\. (?=[A-ZÁÉÍÓÚ][a-zá-ú])", "María "),
    rewrites(
        "patients in letters",
        r"\bP(?:x|te)\b\.?(?= (?:[a-zá-ú]{3,}(?:ó|ía|ba|do|da)\b|de|con|femenin|masculin|\d|refiere|acude|presenta|"
        r"niega|debe|puede|que)\b)",
        "paciente",
    ),
    rewrites(
        "titles of both in brackets",
        r"(?<!\w)([SD]r)(?:\(a\)|\.?/a)\.?(?!\w)",
        lambda match: "señor o señora" if match[1] == "Sr" else "doctor o doctora",
    ),
    rewrites("titles of both", r"(?<!\w)([SD]r)\.? ?/ ?\1a\. ?(?=[A-ZÁÉÍÓÚ])", _name_both_titles),
    rewrites("doctors of both", r"(?<!\w)Dr\.? ?/ ?Dra(?:\.(?=\s*[\w,;:)]))?(?!\w)", "doctor o doctora"),
    rewrites("don or doña", r"(?<!\w)D\. ?/ ?(?:D\.?ª|Dña\.)", "don o doña"),
    rewrites("doña", r"(?<!\w)D(?:\.?ª|a\.)(?= [A-ZÁÉÍÓÚ])|^da\.(?= [a-zá-ú]{3,} [a-zá-ú]{3,}$)", "doña"),
    rewrites("signed", r"(?<!\w)[Ff]do\.(?=:)", "firmado"),
    rewrites(
        "both genders",
        r"(?<![\w/])(?P<word>[^\W\d_]{2,}(?:os?|r|res))(?:/as?|\(as?\))(?!\w)",
        _read_both_genders,
    ),
    says(
        "sexes",
        r"\b[Ss]exo:? (?P<said>[MF])(?![\w-])",
        lambda match: "masculino" if match["said"] == "M" else "femenino",
    ),
    rewrites("the article twice", r"\b(?P<before>[Dd]e|[Ee])l ?\(la\)", _write_articles),
    rewrites("the articles twice", r"\b([Ll])os(?:/| ?\(l?)as\)?(?= )", r"\1os o las"),
)
