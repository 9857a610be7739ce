"""Left and right in short, as they agree with what is before them: genou D, ginocchio dx, joelho E, dx > sx."""

import re

from voiceedu.narration.text_normalization.rules import Rule, rewrites

_MASCULINE = {
    "fr": r"genou|pied|bras|coude|poignet|doigt|œil|oeil|membre|MI|MS|talon|mollet|avant-bras|côté|lobe|ovaire|rein|"
    r"poumon|sein|nerf|orteil|hallux|pouce|gros orteil|grand trochanter|creux|flanc|psoas|quadriceps|Lasègue|fessier|"
    r"\w{3,}(?:tal|ral|nal|ial|[^o]ien|ieur)|Arnold|inférieur|supérieur|poplité|"
    r"achilléen|rotulien|médian|releveurs?|extenseurs?|fléchisseurs?",
    "it": r"A[IS]|gin\.|(?!mano\b)\w{3,}o|piede|rene|polmone|femore|tendine|deltoide|piriforme|bicipite|tricipite|"
    r"quadricipite|pollice|Lasègue|emitorace|Lasegue|(?:\w{3,}o|piede|tendine) \w{3,}e",
    "pt": r"ombro|joelho|quadril|pé|braço|cotovelo|punho|tornozelo|dedo|olho|ouvido|rim|pulmão|membro|MI|MS|MID|hálux|"
    r"calcanhar|lado|glúteo|seio|testículo|ovário|nervo|ciático|antebraço|polegar|piriforme|trocanter|hemitórax|"
    r"quadrante|inferior|superior|flanco|hemicorpo|tendão|fémur|fêmur|calcâneo|Lasègue|aquileu|patelar|pododáctilo|"
    r"gémeo|bíceps|quadríceps|mediano",
}
"""Nouns, and adjectives at the end of their noun, after which left and right are masculine."""
_FEMININE = {
    "fr": r"épaule|hanche|main|cheville|jambe|cuisse|fesse|oreille|joue|aine|sciatique|cruralgie|radiculalgie|"
    r"lombosciatique|lombosciatalgie|sciatalgie|sacro-iliaque|sacro-iliite|hernie|fosse|racine|articulation|NCB|cervicobrachialgie|"
    r"rotule|clavicule|omoplate|foraminale|latérale|médiane|facettaire|scapulaire|gonarthrose|coxarthrose|carotide|"
    r"\w{3,}(?:diane|rale|nale|iale|aire|ienne|ieure)|coxalgie|gonalgie|PTG|PTH|PFC|[CDTLS]\d{1,2}",
    "pt": r"mão|perna|coxa|mama|orelha|face|virilha|nádega|panturrilha|escápula|clavícula|costela|sacroilíaca|"
    r"sacro-ilíaca|facetária|lombociatalgia|ciatalgia|raiz|anca|fossa|hérnia|foraminal|articulação|patela|rótula|região|"
    r"lombalgia|cervicalgia|braquialgia|cervicobraquialgia|radiculopatia|escoliose|paramediana|extrusa|mediolateral|hemiface|axila|lombar|coxalgia|gonalgia",
}
"""Such words after which they are feminine; also levels of the spine, beside which "à droite" is left out."""
_LETTERS = {"fr": "DG", "it": "", "pt": "DE"}
_WORDS = {
    "fr": {"D": ("droit", "droite"), "G": ("gauche", "gauche")},
    "it": {"dx": ("destro", "destra"), "sx": ("sinistro", "sinistra"), "sn": ("sinistro", "sinistra")},
    "pt": {"D": ("direito", "direita"), "E": ("esquerdo", "esquerda")},
}
_MORE = {
    "fr": (r"[DG]|droite|gauche", "plus que", {"D": "droite", "G": "gauche"}),
    "de": (r"re|li|rechts|links", "mehr als", {"re": "rechts", "li": "links"}),
    "it": (r"dx|sx|sn|destra|sinistra", "più che", {"dx": "destra", "sx": "sinistra", "sn": "sinistra"}),
    "pt": (r"[DE]|direita|esquerda", "mais que", {"D": "direita", "E": "esquerda"}),
}
"""What a side is called beside another of which there is less: D > G."""
_END = r"(?=[.,;:)/]|\s*$|\s:|\s\d|\s\(|\s[–-]\s| (?!d'|l')[a-zà-ü≥<>+]{1,}[\s.,;:)]?)"
"""What stands after a letter that is a side."""


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of `language`, one of fr, de, it and pt."""
    sides, more, names = _MORE[language]

    def read_more(match: re.Match[str]) -> str:
        first, second = (names.get(side, side) for side in match.group("first", "second"))
        return f"{first} {more} {second}"

    comparison = rewrites(
        "more on one side",
        rf"(?<![\w.])(?P<first>{sides})\.? ?(?:>{{1,3}}) ?(?P<second>{sides})(?!\w|\.\w)",
        read_more,
    )
    levels = rewrites("more at one level", r"(?<=[LSCTD]\d) ?> ?(?=[LSCTD]\d)", f" {more} ")
    return (comparison, levels, *(_letters(language) if language in _WORDS else ()))


def _letters(language: str) -> tuple[Rule, ...]:
    words = _WORDS[language]
    side = "|".join(words)
    end = r"(?!\w)" if language == "it" else _END
    masculine = rewrites(
        "a side of a masculine noun",
        rf"\b((?i:{_MASCULINE[language]})) (?P<side>{side}){end}",
        lambda match: f"{match[1]} {words[match['side']][0]}{'s' if match[1].endswith('urs') else ''}",
    )
    if language == "it":
        return (masculine,)
    return (
        masculine,
        rewrites(
            "a side of a feminine noun",
            rf"\b((?i:{_FEMININE[language]})) (?P<side>{side}){end}",
            lambda match: f"{match[1]} {words[match['side']][1]}",
        ),
        rewrites(
            "at a side",
            rf"\bà (?P<side>{side}){end}",
            lambda match: f"à {words[match['side']][1]}",
        ),
    )
