"""Nouns that are counted: their gender, and what one of them is called."""

import re

_FEMININE_GERMAN = re.compile(
    r"(?:e|ung|[hk]eit|[Zz]eit|schaft|[tlsx]ion|tät|ei|[Kk]linik|[Tt]echnik|[Kk]ur|atur|ktur|[Kk]apsel|[Ss]chachtel|[Nn]adel"
    r"|[Ww]urzel|[Ss]chulter|[Dd]osis|[Pp]raxis|[Pp]erson|[Hh]and|[Nn]acht|[Ff]rau|[Mm]utter|[Ss]chwester|[Nn]aht)$"
)
_NOT_FEMININE_GERMAN = re.compile(
    r"(?:Name|Kollege|Junge|Knie|Auge|Ende|Käse|Getränk\w*|Ei|Brei|Präparate?)$", re.IGNORECASE
)
_FEMININE_FRENCH = re.compile(
    r"(?:tion|sion|té|ance|ence|[^t]ule|ère|ette|esse|ouche|ie|ée|[tdj]ure|ade|tude|euse|trice|[^m]aine|ille|elle|enne"
    r"|que|gue|ise|ouffe|ole)s?$"
    r"|^(?:dose|fois|goutte|heure|journée|minute|personne|pilule|semaine|seconde|tasse|visite|sonde|étape|piqûre|bande"
    r"|poche|pommade|crème|nuit|page|fiche|ligne|chambre|porte|vertèbre|racine|jambe|main|épaule|hanche|cheville|cure"
    r"|radio|IRM|lettre|carte|pièce|marche|pause|tranche|pomme|banane|part|portion|cigarette|bière|gorgée|analyse|ordonnance"
    r"|ampoule|compresse|gélule|capsule|éponge|dent|fesse|cuisse|vis|plaie|cicatrice|attelle|femme|fille|voix|zone|face"
    r"|base|phase|séance|crise|tache|côte|mesure|blessure|brûlure|fracture|artère|veine|infirmière|adresse|période"
    r"|boîte|bouteille|cuillère|cuiller|aiguille|seringue|feuille|coupe)s?$",
    re.IGNORECASE,
)
_MASCULINE_FRENCH = re.compile(
    r"^(?:foie|incendie|génie|parapluie|musée|trophée|lycée|masque|casque|disque|risque|manque|kiosque|pique-nique|graphique"
    r"|traumatisme|antibiotique|anti\w*que|anticoagulant|moustique|squelette|côté|été|comité|domaine|diurétique|antalgique"
    r"|opioïde|analgésique|anesthésique|neuroleptique|anxiolytique|corticoïde|collègue|catalogue|dialogue|\w*logue"
    r"|\w*cule|médecin|symbole|rôle|contrôle|pôle|monopole|protocole|alcool|pétrole|bureau)s?$",
    re.IGNORECASE,
)
_MASCULINE_ROMANCE = re.compile(
    r"^(?:dia|mapa|cinema|guarda|pijama|pigiama|idiota|coração|índice|indice|pollice|calice|codice|apice|vertice|milione)$"
    r"|(?:gramm?a|[^gr]ema|[^gds]oma|igma|plasma|dramm?a|ragma|rauma)$"
)
_FEMININE_ROMANCE = re.compile(
    r"(?:a|ità|ção|dade|tude|gem|[sx]ão|[szgn]ione|ice|[sc]ie|rie|colher|mulher|vez|noite|notte|dose|tosse|parte|fase|base"
    r"|frase|crise|análise|diálise|prótese|hipótese|artrose|classe|ponte|fe[bv]re|febbre|gripe|fonte|chave|chiave|carne|face"
    r"|pelle|rede|rete|sede|cruz|luz|luce|voz|voce|ra[ií]z|cicatriz|região|reunião|opinião"
    r"|(?:ali|cri|gno|sta|tro|pno|eno|rto)si)$|^(?:dor|cor|flor|mão|mano)$"
)
_GERMAN_ONE = {
    **{
        word: word.removesuffix("n")
        for word in ["Stunden", "Minuten", "Sekunden", "Tabletten", "Kapseln", "Ampullen", "Wochen"]
    },
    **{
        "Messerspitzen": "Messerspitze",
        "Monate": "Monat",
        "Jahre": "Jahr",
        "Packungen": "Packung",
        "Millionen": "Million",
        "Milliarden": "Milliarde",
        "Injektionen": "Injektion",
        "Einheiten": "Einheit",
        "Mikroeinheiten": "Mikroeinheit",
    },
}
_ITALIAN_IRREGULAR = {"moli": "mole", "gocce": "goccia", "internazionali": "internazionale"}


def is_feminine(noun: str, language: str) -> bool:
    """Return whether `noun` is feminine, by its ending; a noun that no list has is taken for masculine."""
    if language == "de":
        return _FEMININE_GERMAN.search(noun) is not None and not _NOT_FEMININE_GERMAN.search(noun)
    if language == "fr":
        return _FEMININE_FRENCH.search(noun) is not None and not _MASCULINE_FRENCH.search(noun)
    one = _one_of_romance(noun.lower())
    return _FEMININE_ROMANCE.search(one) is not None and not _MASCULINE_ROMANCE.search(one)


def _one_of_romance(noun: str) -> str:
    """Return one of a Portuguese noun: "sessão" of "sessões". Italian has no plural in s."""
    for many, one in (("ões", "ão"), ("ãos", "ão"), ("gens", "gem"), ("zes", "z"), ("lheres", "lher")):
        if noun.endswith(many):
            return noun.removesuffix(many) + one
    return noun.removesuffix("s")


def singular(noun: str, language: str) -> str:
    """Return what one of `noun` is called, by its endings: "compressa" for "compresse"."""
    return " ".join(_singular(word, language) for word in noun.split())


def _singular(word: str, language: str) -> str:
    if language == "de":
        return _GERMAN_ONE.get(word, word)
    if language == "it":
        return _ITALIAN_IRREGULAR.get(word) or word[:-1] + {"e": "a", "i": "o"}.get(word[-1], word[-1])
    irregular = {
        "meses": "mês",
        "internacionais": "internacional",
        "colheres": "colher",
        "frascos-ampola": "frasco-ampola",
        "mois": "mois",
        "Celsius": "Celsius",
    }
    return irregular.get(word) or word.removesuffix("s")
