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


RULES: tuple[Rule, ...] = (
    rewrites("a name in short", r"(?<![\w.])Ma\. (?=[A-ZÁÉÍÓÚ][a-zá-ú])", "María "),
    rewrites(
        "patients in letters",
        r"\bP(?:x|te)\b\.?(?= (?:[a-zá-ú]{3,}(?:ó|ía|ba|do|da)\b|de|con|femenin|masculin|\d|refiere|acude|presenta|"
        r"niega|debe|puede|que)\b)",
        "paciente",
    ),
    rewrites(
        "titles of both in brackets",
        r"(?<!\w)([SD]r)\(a\)\.?(?!\w)",
        lambda match: "señor o señora" if match[1] == "Sr" else "doctor o doctora",
    ),
    rewrites("titles of both", r"(?<!\w)([SD]r)\.? ?/ ?\1a\. ?(?=[A-ZÁÉÍÓÚ])", _name_both_titles),
    rewrites("doctors of both", r"(?<!\w)Dr\.? ?/ ?Dra(?:\.(?=\s*[\w,;:)]))?(?!\w)", "doctor o doctora"),
    rewrites("don or doña", r"(?<!\w)D\. ?/ ?(?:D\.?ª|Dña\.)", "don o doña"),
    rewrites("doña", r"(?<!\w)D\.?ª(?= [A-ZÁÉÍÓÚ])", "doña"),
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
