"""What Italian alone writes: 21° giorno, ore 8.30, h24, 1 fl. im, peso kg 72, IV stadio."""

import re

from voiceedu.narration.text_normalization.common import italian_hours, italian_prose, titles
from voiceedu.narration.text_normalization.common.nouns import is_feminine
from voiceedu.narration.text_normalization.common.numbers import NUMBERS
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import Rule, rewrites, says

_NUMERAL = r"(?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})"
_ROUTES = {
    "im": "per via intramuscolare",
    "ev": "per via endovenosa",
    "sc": "per via sottocutanea",
}


def italian_ordinal(number: int) -> str:
    """Return the stem of an ordinal from eleven to ninety-nine: "ventunesim", "ventitreesim"."""
    words = NUMBERS["it"].cardinal(number)
    stem = words.replace("é", "e") if number % 10 in (3, 6) and number > 20 else words[:-1]
    return f"{stem}esim"


def _italian_numerals(match: re.Match[str]) -> str:
    ending = "a" if is_feminine(match["noun"], "it") else "o"
    words = [_italian_numeral(value(numeral), ending) for numeral in match.group("first", "second") if numeral]
    return f"{' o '.join(words)} "


def _italian_numeral(number: int, ending: str) -> str:
    ordinals = NUMBERS["it"].ordinals
    return (ordinals[number - 1].removesuffix("o") if number <= len(ordinals) else italian_ordinal(number)) + ending


_COUNTED_FEMININE = (
    r"cpr|cp|cps|gtt|fl|f\.le|bust\.|compresse|capsule|gocce|fiale|bustine|ore|settimane|sett\.|volte|dosi|sedute|iniezioni|"
    r"infiltrazioni|applicazioni|sigarette|unità|supposte|notti|fette|tazze|punture|visite|giornate|h(?!\w)"
)
_DAY_OF_A_STAY = r"(?=giornata|settimana|dose|seduta)"


def _ordinal(number: int, ending: str) -> str:
    ordinals = NUMBERS["it"].ordinals
    return (ordinals[number - 1].removesuffix("o") if number <= len(ordinals) else italian_ordinal(number)) + ending


def _read_saint(match: re.Match[str]) -> str:
    """Return "San" of San Raffaele, "Santa" of Santa Maria; before a vowel the name follows at once."""
    name = match["name"]
    if name.endswith("a") and name not in ("Andrea", "Luca", "Nicola", "Mattia"):
        return "Santa"
    return "Santo" if re.match("S[^aeiou]", name) else "San"


RULES: tuple[Rule, ...] = (
    *italian_prose.RULES,
    *titles.rules("it"),
    rewrites("years of age before a comma", r"(?<=\d) a\.(?=,)", " anni"),
    rewrites("a doctor, man or woman", r"\b[Dd]ott\.?/(?:[Dd]ott\.)?ssa\b\.?", "dottore o dottoressa"),
    rewrites("centuries in short", r"(?<![\w.])([XVI]{1,6}) sec\.", r"\1 secolo"),
    rewrites("parts of an article", r"\bco\. ?(?=\d)", "comma "),
    rewrites("a capital with its accent", r"(?<!\w)E['’](?= [a-zà-ú])", "È"),
    says(
        "free numbers",
        r"(?<![\w.,/-])(80[03]|84[08]|89[29]|199)[-./ ]?(\d{3})[-./ ]?(\d{3})(?![\w/-]|[.,]\d| ?(?:€|euro|mg|UI))",
        lambda match: ", ".join(NUMBERS["it"].digits(group) for group in match.groups()),
    ),
    rewrites("a route of so many a day", r"[x×] ?(\d) (im|ev|sc)/die\b", lambda m: f"x {m[1]}/die {_ROUTES[m[2]]}"),
    *italian_hours.RULES,
    rewrites("an ordinal without its space", r"(?<![\w.,])(\d{1,2}[°ª])(?=[a-zà-ú]{3})", r"\1 "),
    rewrites("so many a week", r"\b(a|alla|per|ogni) sett\b\.?(?=\s|[,;)]|$)", r"\1 settimana"),
    rewrites("cigarettes", r"(?<=\d) ?sig(?=/(?:die|dì|giorno))", " sigarette"),
    says(
        "saints",
        r"\b(?:[Oo]spedale|Osp\.|[Vv]ia|[Pp]iazza|P\.zza|[Cc]linica|[Cc]hiesa|[Cc]orso|IRCCS|ASL|IST\.) "
        r"(?P<said>S\.) ?(?=(?P<name>[A-Z][a-zà-ù]+))",
        _read_saint,
    ),
    rewrites(
        "ordinals in a span",
        rf"(?<![\w.,])(\d{{1,2}})[aª] ?[-–] ?(\d{{1,2}})[aª] {_DAY_OF_A_STAY}",
        lambda match: f"{_ordinal(int(match[1]), 'a')} a {_ordinal(int(match[2]), 'a')} ",
    ),
    rewrites(
        "half to one of a feminine noun", rf"(?<![\d.,/])(?:½|1/2) ?(?:[-–]|a) ?1 (?={_COUNTED_FEMININE})", "mezza o 1 "
    ),
    rewrites(
        "the first of a month",
        r"\b(?P<l>[Ll])'1 (?=(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|sett|ott|nov|dic))",
        lambda match: f"{'i' if match['l'] == 'l' else 'I'}l 1 ",
    ),
    rewrites(
        "emergency numbers",
        r"\b(al|il|[Cc]hiam\w+ (?:il |lo )?)(?P<gap> ?)(1)(1)([2-8])(?![\w.,/-]*\d| ?(?:mg|ml|g|%|€)\b)",
        r"\1\g<gap>\3 \4 \5",
    ),
    rewrites("at least", r"(?:(?<=[a-zà-ù:,(] )|(?<=\()|^)min\. (?=\d)", "minimo "),
    rewrites(
        "an examination", r"\bEs\. (?=(?:urine|sangue|emat|obiettivo|neurologico|feci|istologico|colturale))", "Esame "
    ),
    rewrites(
        "months in short",
        r"\b(dai|da|dopo|tra|fra|per|ogni|entro) (\d{1,2}(?:[-–]\d{1,2})?) ?m\.(?=\s*[\w,;)(]|$)",
        r"\1 \2 mesi",
    ),
    rewrites(
        "months of age",
        r"\ba (\d{1,2}) ?m\.?(?=[,;]|\.?$)",
        lambda match: f"a {match[1]} mesi" if re.search(r"[Vv]accin|dose|richiamo", match.string) else None,
    ),
    rewrites("weeks of pregnancy", r"(?<=\d) ?(?:s\.g\.|SG)(?!\w)", " settimane di gestazione"),
    rewrites("a temperature", r"\b([Ll]a) T(?= \d|[.,;]|$)", r"\1 temperatura"),
    rewrites("front and side", r"\bAP ?\+ ?LL(?!\w)", "AP e laterale"),
    rewrites("a day by its number", r"(?<=\d[°ª] )gg\.?(?=[\s,;)]|\.?$)", "giorno"),
    rewrites(
        "one of a feminine noun to some",
        rf"(?<![\d.,/–-])1 ?(?:[-–]|(?<= )(?P<joint>o|a) ) ?(?=\d{{1,2}} ?(?:{_COUNTED_FEMININE})(?!\w))",
        lambda match: f"una {match['joint'] or 'a'} ",
    ),
    rewrites("women or men after a slash", r"(?<=[^\W\d_]{3}[aeo])/[aeio](?![\w'’/])", ""),
    rewrites("ampoules by their letter", r"(?<=\d) f\.?(?= (?:i\.?m|e\.?v|s\.?c)\b)", " fl"),
    rewrites("a height by its letter", r"\bh\.? (?=1\d\d ?cm\b|1[.,]\d\d ?m\b)", "altezza "),
    rewrites("floors in short", r"(?<=\d° )p\.(?=[,;)\s]|$)", "piano"),
    rewrites("a law by its letter", r"\bL\. ?(?=\d{1,4}/(?:19|20)?\d\d\b)", "legge "),
    rewrites("paragraphs of a law", r"\b(art\. ?\d{1,3}(?: [A-Z]\w{2,5}\.)?),? ?c\. ?(?=\d)", r"\1, comma "),
    rewrites(
        "laws of the Union",
        r"\b(?:Reg\.|Regolamento) ?\(?(UE|CE)\)? (?:n\. ?)?(\d{2,4})/(?=\d{2,4}\b)",
        r"regolamento \1 \2 barra ",
    ),
    rewrites("see", r"\bv\.(?= ?(?:pag|fig|tab|par|cap|all|anche|sopra|sotto|oltre)\b)", "vedi"),
    rewrites(
        "unless something happens",
        r"(?<=\d )(gg|giorni) s\.c\.|(?<=gg \d )s\.c\.|(?<=gg \d\d )s\.c\.",
        lambda match: f"{match[1] or ''} salvo complicazioni".lstrip(),
    ),
    rewrites("once a day", r"(?<![\d.,/-])1 ?(?:v\.?|volte)(?=/(?:die|sett|mese|giorno)| al(?:la)? )", "1 volta"),
    rewrites(
        "times a day",
        r"(?<=\d) ?v\.?(?= ?(?:al (?:dì|giorno|mese)|a(?:lla)? settimana|/ ?(?:die|sett|mese|giorno)))",
        " volte",
    ),
    rewrites("two views", r"\b((?i:rx)\b[^.;]{0,40}) 2P(?!\w)", r"\1 due proiezioni"),
    rewrites("revisions", r"\b(?:(?i:rev)\. ?|Rev )(?=\d)", "revisione "),
    rewrites("a free number", r"\bn\. verde\b", "numero verde"),
    rewrites(
        "a size after its unit",
        r"\b((?i:peso|altezza|statura|alt\.|alto|alta|circonferenza(?: \w+)?):? )(kg|cm|mt?|g)\.? "
        r"(\d[\d.,]*\d|\d)(?! ?\w)",
        lambda match: f"{match[1]}{match[3]} {match[2].removesuffix('t')}",
    ),
    rewrites(
        "a week by its number", r"(?<![\d/]\s)(?<![\w/])([Ss])ett\. (?=\d{1,2}(?!\d| ?(?:volte|x)))", r"\1ettimana "
    ),
    rewrites(
        "a size after its unit in a list",
        r"(?:^|(?<=[,;] ))(kg|cm) (\d+(?:,\d+)?)(?=[,.;)]|$)",
        r"\2 \1",
    ),
    rewrites("the month of a version", r"\b([Dd])el (?=(?:0?[1-9]|1[0-2])/(?:19|20)\d\d(?![\w/-]))", r"\1i "),
    rewrites(
        "a limb",
        r"\bA([IS]) (?=(?:destro|sinistro)\b)",
        lambda match: f"arto {'inferiore' if match[1] == 'I' else 'superiore'} ",
    ),
    rewrites("patients", r"\b(dei|ai|i|nei|[2-9]|\d\d+) pz\b\.?(?=[\s,;:)]|$)", r"\1 pazienti"),
    rewrites("houses beside another", r"(?<=\d)/(?=(?:bis|ter|quater)\b)", " "),
    rewrites("numbers of a card", r"\bN\. (?=[a-z])", "numero "),
    rewrites("first aid", r"\bP\.S\.(?=\s+[a-zà-ù(0-9]|[,;:)]|\s*$)", "pronto soccorso"),
    rewrites("breathing of air", r"\b(in|SpO2 \d\d ?% in) (?:AA|aa|a\.a\.)(?!\w)", r"\1 aria ambiente"),
    rewrites(
        "something between", r"\b([Tt]ra|[Ff]ra)((?: le| i| gli)? \d+(?:,\d+)?(?: ?%)?) ?[-–] ?(?=\d)", r"\1\2 e "
    ),
    rewrites(
        "routes", r"(?:(?<=(?:fl|mg|UI|ml|la|le) )|(?<=fl\. ))(?:im|ev|sc)(?!\w)", lambda match: _ROUTES[match[0]]
    ),
    rewrites(
        "ordinals with a letter",
        r"(?<![\w.,])(\d{1,2})([ao])(?= [a-z]{3}|:| [eo] (?:l')?\d{1,2}[ao]\b)",
        lambda m: m[1] + "ªº"["ao".index(m[2])],
    ),
    says(
        "ordinals above ten",
        r"(?<![\w.,/-])(?P<number>1[1-9]|[2-9]\d)(?P<sign>[ªº°])"
        r"(?= (?!(?:di|a|e|per|in|se|o|con|da)\b)[a-zà-ú])",
        lambda match: italian_ordinal(int(match["number"])) + ("a" if match["sign"] == "ª" else "o"),
    ),
    says(
        "numerals before their word",
        rf"(?<!\w)(?P<first>{_NUMERAL})(?:[-–/](?P<second>{_NUMERAL}))? (?=(?P<noun>stadio|grado|secolo|trimestre"
        rf"|semestre|quadrimestre|piano|corso|edizione|tipo|livello"
        rf"|giorno|giornata|seduta|dose|fase|classe|edizione|generazione|linea|scelta|ciclo|Giornata|Congresso|Convegno|Edizione|Secolo|Settimana|Municipio"
        rf"|Corso|Piano|Divisione|Conferenza|Simposio)\b)",
        lambda match: _italian_numerals(match),
    ),
)
