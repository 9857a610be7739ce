"""Prices and ranges of prices: $10.50, $10-20, 12 MSI."""

import re

from voiceedu.narration.text_normalization.es.numbers import Noun, cardinal, count, decimal
from voiceedu.narration.text_normalization.rules import Rule, has, rewrites, says

_CURRENCIES = {"$": Noun(one="dólar", many="dólares"), "US$": Noun(one="dólar", many="dólares")}


def _read_price(match: re.Match[str]) -> str:
    name = _CURRENCIES[match["sign"]]
    whole, _, cents = (
        match["amount"].partition(".") if re.search(r"\.\d\d$", match["amount"]) else (match["amount"], "", "")
    )
    words = (
        count(whole, name)
        .replace("millón dólares", "millón de dólares")
        .replace("millones dólares", "millones de dólares")
    )
    return f"{words} con {cardinal(int(cents), 'masculine')} centavos" if cents and int(cents) else words


_PESO = Noun(one="peso", many="pesos")
_PRICE = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d\d)?|\d+(?:\.\d\d)?"


def _read_pesos(match: re.Match[str]) -> str:
    whole, _, cents = (match["amount"] or match["after"]).partition(".")
    words = count(whole, _PESO)
    return f"{words} con {cardinal(int(cents), 'masculine')} centavos" if cents and int(cents) else words


_EURO = Noun(one="euro", many="euros")


def _read_euros(match: re.Match[str]) -> str | None:
    """Return euros with their cents. A small price alone is for general text normalization."""
    whole, cents = (match["amount"] or match["after"]).split(",")
    if int(cents) and "." not in whole and not re.search(r"[^\W\d_€]", match.string):
        return None
    words = count(whole, _EURO)
    return f"{words} con {cardinal(int(cents), 'masculine')} céntimos" if int(cents) else words


_IN_PESOS = re.compile(r"(?<!\w)(?:MXN|M\. ?N\.|COP|CLP|ARS|IVA|pesos|coaseguro)(?!\w)", re.IGNORECASE)


def _write_pesos(match: re.Match[str]) -> str | None:
    """Return a price in pesos where another of the text is, or where it is taxed as in Mexico."""
    return f"${match[1]} pesos" if has(_IN_PESOS, match.string) else None


def _write_pesos_with_cents(match: re.Match[str]) -> str:
    return f"${match[1].replace('.', ',')}{'' if match[2] == '00' else '.' + match[2]} pesos"


def _write_coded_pesos(match: re.Match[str]) -> str:
    return f"${match[1].replace('.', ',')} pesos"


_OTHERS = {
    "S/": Noun(one="sol", many="soles"),
    "Bs": Noun(one="boliviano", many="bolivianos"),
    "RD$": Noun(one="peso dominicano", many="pesos dominicanos"),
    "B/": Noun(one="balboa", many="balboas"),
    "Gs": Noun(one="guaraní", many="guaraníes"),
    "₲": Noun(one="guaraní", many="guaraníes"),
    "Q": Noun(one="quetzal", many="quetzales"),
    "C$": Noun(one="córdoba", many="córdobas"),
    "R$": Noun(one="real", many="reales"),
    "EUR": Noun(one="euro", many="euros"),
    "USD": Noun(one="dólar", many="dólares"),
    "CHF": Noun(one="franco suizo", many="francos suizos"),
    "GBP": Noun(one="libra esterlina", many="libras esterlinas", is_feminine=True),
}
_MILLIONS = {"M": "millones", "MM": "millones", "k": "mil", "K": "mil"}


def _read_millions(match: re.Match[str]) -> str:
    """Return "uno punto cinco millones de dólares" for $1.5 millones, with the pesos of the text where it has some."""
    is_pesos = match["name"] in (None, "pesos") and (match["name"] or has(_IN_PESOS, match.string))
    name = match["name"] or ("pesos" if is_pesos and match["sign"] == "$" else "dólares")
    joint = "de " if match["many"].startswith(("mill", "bill")) else ""
    return f"{decimal(match['amount'])} {match['many']} {joint}{name}"


def _read_short_millions(match: re.Match[str]) -> str:
    many = _MILLIONS[match["many"]]
    if many == "mil":
        return f"{decimal(match['amount'], 'masculine')} mil euros"
    return f"{'un millón' if match['amount'] == '1' else decimal(match['amount'], 'masculine') + ' millones'} de euros"


def _read_other(match: re.Match[str]) -> str:
    name = _OTHERS[match["sign"].rstrip(".")]
    amount = match["amount"]
    whole, _, cents = amount.partition(".") if re.search(r"\.\d\d$", amount) else (amount, "", "")
    words = count(whole, name)
    return f"{words} con {cardinal(int(cents), 'masculine')}" if cents and int(cents) else words


OPENING_RULES: tuple[Rule, ...] = (
    rewrites("cents of a sol", r"(?<!\w)(S/\.? ?\d{1,4}),(\d\d)(?!\d)", r"\1.\2"),
    says("units of a country", r"(?<![\w.,])(?P<said>1)(?= (?:UF|UTM|UMA|UVT|UVR)(?!\w))", "una"),
    rewrites("dollars of the United States in Argentina", r"(?<!\w)[Uu]\$[SsDd]\.?(?= ?\d)", "US$"),
    rewrites("dollars with their code after them", r"(?<![\w$])\$ ?(\d[\d.,]*\d|\d) ?USD(?!\w)", r"US$\1"),
    says(
        "millions after a sign",
        r"(?<![\w$])(?P<sign>US\$|\$) ?(?P<amount>\d{1,3}[.,]\d{1,2}) ?(?P<many>millón|millones|mil|billones)"
        r"(?: (?:de )?(?P<name>pesos|dólares))?(?!\w)",
        _read_millions,
    ),
    says(
        "thousands and millions of euros in short",
        r"(?<![\w.,])(?P<amount>\d+(?:[.,]\d{1,2})?) ?(?P<many>MM?|k|K) ?€",
        _read_short_millions,
    ),
    says(
        "amounts after their code",
        rf"(?<![\w$])(?P<sign>EUR|CHF|GBP) ?(?P<amount>\d{{1,3}}(?:\.\d{{3}})+|{_PRICE})(?![\w%]|[.,]\d)",
        lambda match: _read_other(match),
    ),
    rewrites("pesos without cents by a dash", r"(?<![\w$])\$ ?(\d[\d.]*)\.-[-–—]?(?=[\s,;.)|]|$)", r"$\1 pesos"),
    rewrites("pesos by a comma", r"(?<![\w$])\$ ?(\d{1,3}),00(?!\d)(?! ?(?:USD|dólares))", r"$\1 pesos"),
    rewrites("a price without cents", r"(?<=\d)(?:\.|,)[-–—](?=[\s,;.)]|$)", ""),
    rewrites("a range of euros", r"(?<![\w.,])(\d[\d.]*) ?€ ?[-–—] ?(\d[\d.]*) ?€", r"\1-\2 €"),
    rewrites(
        "pesos with cents after a comma", r"(?<![\w$])\$ ?(\d{1,3}(?:\.\d{3})+),(\d\d)(?!\d)", _write_pesos_with_cents
    ),
    rewrites(
        "pesos by their code",
        r"(?<![\w$])(?:CLP|COP|ARS|MXN) ?\$? ?(\d{1,3}(?:[.,]\d{3})*)(?![\w%]|[.,]\d)",
        _write_coded_pesos,
    ),
    says(
        "amounts of other currencies",
        rf"(?<![\w$])(?P<sign>S/\.?|Bs\.?|Gs\.?|₲|RD\$|B/\.|Q|C\$|R\$) ?"
        rf"(?P<amount>\d{{1,3}}(?:\.\d{{3}})+|{_PRICE})(?![\w%]|[.,]\d)",
        _read_other,
    ),
    says(
        "amounts before their code",
        rf"(?<![\w$.,])(?P<amount>{_PRICE}|\d{{1,3}}(?:\.\d{{3}})+) ?(?P<sign>EUR|USD|CHF|GBP)(?!\w)",
        _read_other,
    ),
    rewrites("pesos in letters", r"(?<=\d) ?[Mm]\. ?[Nn](?:\.(?=\s*[^\s])|(?=\.\s*$))", " MXN"),
    rewrites("a currency in brackets", r"(?<=\d) \((ARS|MXN|COP|CLP|PEN|UYU|USD)\)", r" \1"),
    rewrites(
        "thousands of pesos by a dot",
        r"(?<![\w$])\$ ?(\d{1,3}(?:\.\d{3})+)(?![\w.]*\d)(?! ?(?:MXN|COP|CLP|ARS|USD|pesos|dólares))",
        lambda match: f"${match[1].replace('.', ',')} pesos",
    ),
    rewrites(
        "thousands of pesos by a dot and a name",
        r"(?<![\w$])\$ ?(\d{1,3}(?:\.\d{3})+)(?= ?(?:MXN|COP|CLP|ARS|pesos))",
        lambda match: f"${match[1].replace('.', ',')}",
    ),
    rewrites(
        "pesos of a text",
        rf"(?<![\w$])\$ ?({_PRICE})(?![\w%]|[.,]\d)(?! ?(?:MXN|COP|CLP|ARS|USD|pesos|dólares|[-–—]|a \$))",
        _write_pesos,
    ),
    rewrites("payments", r"(?<=\d )MSI(?!\w)", "meses sin intereses"),
)

PERIOD_RULES: tuple[Rule, ...] = (
    says(
        "prices by a period",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<amount>\d{1,4})(?= ?/ ?[a-zá-ú])",
        _read_price,
    ),
)

RULES: tuple[Rule, ...] = (
    says(
        "euros and cents",
        r"(?<![\w.,])(?:€ ?(?P<after>\d{1,3}(?:\.\d{3})*,\d\d)|(?P<amount>\d{1,3}(?:\.\d{3})*,\d\d) ?€)(?![\w.,]*\d)",
        _read_euros,
    ),
    rewrites("no cents", r"(?<![\w.])(€ ?\d{1,3}(?:\.\d{3})+),00(?!\d)", r"\1"),
    says(
        "ranges of pesos",
        rf"(?<!\w)(?:MXN? ?)?\$ ?(?P<low>{_PRICE}) ?(?:[-–—]|a(?= )) ?\$? ?(?P<high>{_PRICE}) ?"
        r"(?:MXN|M\. ?N\.|COP|CLP|ARS|pesos(?: mexicanos)?)(?!\w)",
        lambda match: f"{decimal(match['low'].replace(',', ''))} a {count(match['high'], _PESO)}",
    ),
    says(
        "pesos",
        rf"(?<!\w)(?:MXN? ?)?\$ ?(?P<amount>{_PRICE}) ?(?:MXN|M\. ?N\.|COP|CLP|ARS|pesos(?: mexicanos)?)(?!\w)"
        rf"|(?<!\w)(?:MXN?|COP|CLP|ARS) ?\$ ?(?P<after>{_PRICE})(?!\w|[.,]\d)",
        _read_pesos,
    ),
    says(
        "ranges of prices",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<low>[\d,]+) ?(?:[-–—] ?(?:US\$|\$)?|a ?(?:US\$|\$)) ?"
        r"(?P<high>[\d,]+)(?![\w%]|[.,]\d)",
        lambda match: f"{decimal(match['low'])} a {count(match['high'], _CURRENCIES[match['sign']])}",
    ),
    says(
        "prices in dollars of the United States",
        r"(?<!\w)(?P<sign>US\$|USD ?\$?) ?(?P<amount>\d{1,4})(?![\w%]|[.,]\d)",
        lambda match: count(match["amount"], _CURRENCIES["US$"]),
    ),
    says(
        "prices",
        r"(?<!\w)(?P<sign>US\$|\$) ?(?P<amount>[1-9]\d{0,2}(?:,\d{3})+(?:\.\d\d)?|\d+\.\d\d)(?![\w%]|[.,]\d)(?! "
        r"(?:millón|millones|billones|mil)\b)",
        _read_price,
    ),
)
