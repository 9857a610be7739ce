"""What French alone writes: 1re prise, 1m70, sem. 0, moins de 1 %, GB 7,2 G/L, L-V."""

import re

from voiceedu.narration.text_normalization.common import french_people, titles
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_DAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}
_UNITS_AFTER_AN_ORDINAL = {"h": "heure", "min": "minute", "sem": "semaine", "j": "jour"}


def _french(match: re.Match[str]) -> str:
    if match["number"] == "1":
        return {"re": "première", "res": "premières", "ers": "premiers"}.get(match["form"], match[0])
    return {
        **{"nd": "second", "nde": "seconde", "nds": "seconds", "ndes": "secondes", "de": "seconde", "des": "secondes"}
    }.get(match["form"], match[0])


_PEOPLE = r"pts?|patients?|femmes?|hommes?|personnes?|pers\.|cas|enfants?"


def _write_months(match: re.Match[str]) -> str | None:
    """Return months where a text is of an age or a vaccine; elsewhere a metre is meant."""
    return f"{match[1]} mois" if re.search(r"\b(?i:vaccin|dose|âge|mois|naissance)", match.string) else None


_FEMININE_DOSE = re.compile(r"\b(?:gél|gélules?|doses?|gouttes?|ampoules?|injections?|inj|bouffées?|capsules?)\b")

RULES: tuple[Rule, ...] = (
    *french_people.RULES,
    *titles.rules("fr"),
    rewrites(
        "one at another hour",
        r"(à \d{1,2} ?h(?: ?\d\d)?(?:,| et|;| puis) )1 (?=à \d{1,2} ?h)",
        lambda match: f"{match[1]}{'une' if _FEMININE_DOSE.search(match.string) else 'un'} ",
    ),
    rewrites("numbers with a slash", r"\b([Nn][°º] ?\d{3,})/(?=\d)", r"\1 barre "),
    rewrites("hours in capitals", r"(?<![\w,.])([01]?\d|2[0-4]) ?H(?![\w+-])", r"\1 h"),
    rewrites(
        "ordinals by a degree",
        r"(?<![\w.,])([1-9])° ?(?=(?:partie|étage|prise|dose|jour|injection|séance|fois|mois|semaine|sachet|litre|verre"
        r"|comprimé|infiltration|consultation|contrôle|temps|étape|phase|rang|degré|trimestre)s?\b)",
        lambda match: "1re " if match[1] == "1" and match.string[match.end()] in "pdisv" else f"{match[1]}e ",
    ),
    rewrites("first of a feminine noun", r"(?<![\w.,])1(?:i?ère|ére)(s?)(?!\w)", r"1re\1"),
    rewrites(
        "first of a month",
        r"(?<![\w.,])1 ?(?:e|°)(?= (?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc))",
        "1er",
    ),
    rewrites(
        "something between",
        r"\b([Ee]ntre) (\d+(?:,\d+)?(?: ?%)?) ?[-–] ?(?=\d)(?!\d+(?:,\d+)? ?[^\W\d]* et )",
        r"\1 \2 et ",
    ),
    rewrites("surface of the body", r"\bSC(?= (?:[12],\d+ ?m))", "surface corporelle"),
    rewrites(
        "a side of a floor",
        r"\b(étage|palier|porte) (dr|dte|g|gche)\b\.?",
        lambda match: f"{match[1]} {'droite' if match[2][0] == 'd' else 'gauche'}",
    ),
    rewrites("ordinals of one in numerals", r"(?<![\w'])I(er|re)(?!\w)", r"1\1"),
    rewrites("days of a week", r"(?<![\d/])([1-7]) ?j(?:ours?)? ?/ ?7(?![\d/])", r"\1 j sur 7"),
    rewrites("strength of a limb", r"\b(à|cotée? à|force) ([0-5]) ?/ ?(?=5(?![\d/]|,\d))", r"\1 \2 sur "),
    rewrites("years of age at the end", r"(?<=\d) a(?=[,;)]|\.?$)", " ans"),
    rewrites("February in short", r"\b([Ff])év\. ?(?=\d)", r"\1évrier "),
    rewrites("one after of", r"\b([Dd]|[Qq]u)e 1 (?=(?!à\b|ou\b|et\b)[^\W\d_]{3})", r"\1'1 "),
    rewrites("one of some people", rf"(?<![\d/])(\d{{1,3}}) ({_PEOPLE}) ?/ ?(?=\d{{1,4}}(?![\d/]))", r"\1 \2 sur "),
    rewrites(
        "months in short",
        r"\b(dès|dans|pdt|pendant|depuis|dep\.|il y a|après|tous les|ts les) "
        r"(\d{1,2}(?:[-–]\d{1,2})?) ?m\b\.?(?=[\s,;)]|$)",
        r"\1 \2 mois",
    ),
    rewrites("months of age in a list", r"\b(à \d{1,2}) m(?:\.(?=\s*[,;]| et )|(?=\.$))", _write_months),
    rewrites(
        "months of vaccines",
        r"(?<![\d.,])(\d{1,2}) ?m(?=[,;.)]|$| et )",
        lambda match: f"{match[1]} mois" if re.search(r"\b(?i:vaccin|DTP|ROR|BCG|rappel)", match.string) else None,
    ),
    rewrites("days of a plan in a span", r"\b(J\d{1,3}) ?[-–] ?(?=J\d)", r"\1 à "),
    rewrites(
        "front and side", r"\b(R(?:P|x)|[Rr]adio\w*|[Cc]liché)\b([^,;:.]{0,25}) F/P(?!\w)", r"\1\2 face et profil"
    ),
    rewrites(
        "grades and stages",
        r"\b(gr|st)\. ?(?=[IVX]{1,4}[ABCabc]?(?!\w))",
        lambda match: "grade " if match[1] == "gr" else "stade ",
    ),
    rewrites("at least", r"(?:(?<=[a-zà-ÿ:,(] )|(?<=\()|^)min\. (?=\d)", "minimum "),
    rewrites("a quarter with its article", r"\b([Ll]e|[Uu]n) (?:1/4|¼)(?= d)", r"\1 quart"),
    rewrites("a half with its article", r"\b([Ll]e|[Uu]n) (?:1/2|½) (?=[a-z]{4})", r"\1 demi-"),
    rewrites("one hour to some", r"\b1(?= (?:et|ou) \d{1,2} ?h\b)", "une"),
    rewrites(
        "at a side",
        r"\bà (dr|dte|g|gche)\.(?=\s*[a-zà-ú(,;:)]|$)",
        lambda match: "à droite" if match[1][0] == "d" else "à gauche",
    ),
    rewrites(
        "an hour and a half",
        r"(?<![\d.,/])(\d{1,2}) ?h (?:et )?(?:1/2|½)(?![\d/])",
        lambda match: f"{match[1]} heure{'s' if match[1] != '1' else ''} et demie",
    ),
    rewrites("midnight", r"(?<![\d,.:])0 ?h(?![\w\d]| ?\d)", "zéro heure"),
    rewrites("centuries in short", r"\b([XVI]{1,6}(?:e|ème)) s\b\.?(?=\s+[a-zà-ú(]|[,;)])", r"\1 siècle"),
    rewrites("centuries at the end", r"\b([XVI]{1,6}(?:e|ème)) s(?=\.?$|\. [A-ZÉÀ])", r"\1 siècle"),
    rewrites("a half with an article", r"\b([dDlL])[’'] ?(?=[½¼¾⅓⅔])", r"\1'"),
    rewrites(
        "before a meal",
        r"\bav\. (?=(?:les? |la |l'|chaque |repas|d[iî]ner|d[ée]jeuner|petit|coucher))(?!la R[ée]p)",
        "avant ",
    ),
    rewrites("after a meal", r"\bap\. (?=(?:les? |la |l'|chaque |repas|d[iî]ner|d[ée]jeuner|\d))", "après "),
    rewrites("breathing of air", r"(?<=%) (?:en |sous )?AA(?!\w)", " en air ambiant"),
    rewrites("years of age", r"(?<=\d) a\.(?=\s*[a-zà-ú(,;:)])", " ans"),
    rewrites("two views", r"(?<=[( ])F ?\+ ?P(?=[),;.]|$)", "face et profil"),
    rewrites("numbers of several", r"\bn[°º]s ?(?=\d)|\bnos (?=\d+(?:,| et| à| ou) ?\d)", "numéros "),
    rewrites("a lawyer", r"\bMe (?=[A-ZÉ][a-zé]+)(?!Me)", "maître "),
    rewrites("metres and centimetres", r"(?<![\w,.])([12]) ?m ?(?=\d\d(?!\w|[.,]\d))", r"\1 m "),
    rewrites(
        "about one", r"\b((?i:moins|plus|près|l'ordre)) de 1(?![\d,]|\.\d| ?(?:à|ou|[-–]) ?\d)(?=[ /%.,;)])", r"\1 d'1"
    ),
    rewrites(
        "a week by its number", r"(?<![\d/]\s)(?<![\w/])([Ss])em\.? ?(?=\d{1,2}(?!\d| ?(?:fois|x)))", r"\1emaine "
    ),
    rewrites("weeks of pregnancy", r"(?<=\d) ?SA(?!\w)", " semaines d'aménorrhée"),
    rewrites(
        "units after an ordinal",
        r"(?<![\w,.])(\d{1,2}(?:re|er|e|ème)) (h|min|sem|j)(?!\w)\.?(?=\s*[\w,;:)]|$|\.)",
        lambda match: f"{match[1]} {_UNITS_AFTER_AN_ORDINAL[match[2]]}",
    ),
    rewrites("thousands of a microliter", r"(?<=\d) ?G/L\b", " gigas par litre"),
    rewrites(
        "months with a dot",
        r"\b((?:1er|\d{1,2}) (?:janv|févr|avr|juil|sept|oct|nov|déc))\.(?= [a-zà-ú\d(])",
        r"\1",
    ),
    rewrites("an initial after a title", r"\b(Drs?|Prs?) M\. (?=[A-ZÉ])", r"\1 M "),
    rewrites("hours of a day", r"(?<![\d/.,])(\d{1,2}) ?h ?/ ?24(?: ?h)?(?![\d/])", r"\1 h sur 24"),
    rewrites(
        "one every so often",
        r"\b(amp\.?|ampoule|inj\.?|injection|patch|dose|prise|séance|sachet|comprimé|cp|fois) ?/ ?"
        r"(?=\d{1,2} ?(?P<unit>mois|sem|j))",
        lambda match: f"{match[1]} {'toutes les' if match['unit'] == 'sem' else 'tous les'} ",
    ),
    rewrites("less than an age", r"(?:(?<=\s)|^)- de (?=\d)", "moins de "),
    rewrites(
        "the last day of a span",
        r"\bau (lun|mar|mer|jeu|ven|sam|dim)\.$",
        lambda match: f"au {_DAYS[match[1]]}.",
    ),
    rewrites(
        "numbers of a law",
        r"\b((?:[Ll]oi|[Dd]écret|[Oo]rdonnance|[Aa]rrêté|[Cc]irculaire|[Ii]nstruction)(?: [A-Z/\d]+)?)"
        r" n[°ºo] ?(\d{2,4})-(?=\d)",
        r"\1 n° \2 tiret ",
    ),
    rewrites(
        "articles of a code", r"\b([LRD])(?:\. ?|(?<=icle [LRD]) ?|(?<=art. [LRD]) ?)(\d{3,4})-(?=\d)", r"\1 \2 tiret "
    ),
    rewrites("less than one", r"< ?1(?![\d])", "moins d'1"),
    rewrites("more than one", r"(?<![\w ]\s)> ?1(?![\d])(?= ?[%a-zé,])", "plus d'1"),
    rewrites("ends of the week", r"\bw\.-e\.", "week-end"),
    rewrites("the month of a version", r"\b([Dd])u (?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/-]))", r"\1e "),
    rewrites("hours and minutes in a span", r"(\d ?h ?\d\d) ?[-–] ?(?=\d{1,2} ?h)", r"\1 à "),
    rewrites("from Monday to Friday", r"\bL ?[-–] ?V\b(?=\.?:? ?\d)", "lun-ven"),
    says("first and second", r"(?<![\w.,])(?P<number>1|2)(?P<form>res?|ers|nde?s?|des?)(?!\w)", lambda m: _french(m)),
)
