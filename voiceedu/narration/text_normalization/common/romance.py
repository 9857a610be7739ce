"""What French, Italian and Portuguese write in the same way: ordonnance(s), Sr(a), l'8 marzo."""

from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says


def optional_rules(language: str) -> tuple[Rule, ...]:
    """Return the rules for what may be one or several, man or woman: ordonnance(s), Sr(a)."""
    titles = {"Sr": "senhor ou senhora", "Dr": "doutor ou doutora", "Prof": "professor ou professora"}
    return (
        *(
            (says("titles", r"\b(?P<title>Sr|Dr|Prof)\.?\(a\)\.?", lambda match: titles[match["title"]]),)
            if language == "pt"
            else ()
        ),
        rewrites("plurals in brackets", r"(?<=[^\W\d_]{3})\((?:s|es)\)", "s" if language != "it" else ""),
        rewrites("plurals in brackets in capitals", r"(?<=[A-ZÀ-Ü]{3})\(E?S\)", "S" if language != "it" else ""),
        rewrites("short forms joined by a hyphen", r"(?<=[^\W\d_]{3})\.-(?=[A-ZÀ-Ü])", "-"),
        rewrites("women after a slash", r"(?<=[^\W\d_]{2}o)/a(?!\w)", ""),
        rewrites("women in brackets", r"(?<=[^\W\d_]{3})\(a\)", ""),
    )


def elisions() -> Rule:
    """Return the rule that keeps an article with the number after it: "l'otto marzo", "d'un comprimé"."""
    return says("elisions", rf"(?<!\w)[^\W\d_]{{1,7}}'[{SAID}]", lambda match: match[0])
