"""Numbers in French, German, Italian and Portuguese words: cardinals, small ordinals, decimals, digits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_LARGEST = 10**9


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How a language says numbers. `by_digits` says the digits after a comma one by one, whatever they are."""

    cardinal: Callable[[int], str]
    ordinals: tuple[str, ...]
    comma: str
    by_digits: bool = False

    def digits(self, text: str) -> str:
        """Return the digits of `text` one by one."""
        return " ".join(self.cardinal(int(digit)) for digit in text)

    def whole(self, text: str) -> str:
        """Return a whole number; digit by digit if it begins with a zero or is longer than any amount."""
        is_code = (len(text) > 1 and text.startswith("0")) or int(text) >= _LARGEST
        return self.digits(text) if is_code else self.cardinal(int(text))

    def decimal(self, whole: str, fraction: str) -> str:
        """Return "trente-huit virgule cinq"."""
        is_number = len(fraction) <= 2 and not fraction.startswith("0") and not self.by_digits
        after = self.cardinal(int(fraction)) if is_number else self.digits(fraction)
        return f"{self.whole(whole)} {self.comma} {after}"


def _french(number: int) -> str:
    if number < 20:
        return _FRENCH[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        if tens in (7, 9):
            tens, ones = tens - 1, ones + 10
        name = _FRENCH_TENS[tens]
        if not ones:
            return f"{name}s" if tens == 8 else name
        return f"{name} et {_FRENCH[ones]}" if ones in (1, 11) and tens != 8 else f"{name}-{_FRENCH[ones]}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        name = "cent" if hundreds == 1 else f"{_FRENCH[hundreds]} cent"
        return f"{name} {_french(rest)}" if rest else name + ("s" if hundreds > 1 else "")
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        many = _french(thousands)
        many = many.removesuffix("s") if many.endswith(("cents", "vingts")) else many
        name = "mille" if thousands == 1 else f"{many} mille"
        return f"{name} {_french(rest)}" if rest else name
    return _with_millions(number, _french, "un million", "millions")


def _german(number: int) -> str:
    if number < 20:
        return _GERMAN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{_german_one(ones)} und {_GERMAN_TENS[tens]}" if ones else _GERMAN_TENS[tens]
    if number < 1_000_000:
        size, name = (1000, "tausend") if number >= 1000 else (100, "hundert")
        many, rest = divmod(number, size)
        words = f"{_german_one(many)} {name}"
        return f"{words} {_german(rest)}" if rest else words
    return _with_millions(number, _german, "eine Million", "Millionen")


def _german_one(number: int) -> str:
    return "ein" if number == 1 else _german(number)


def _italian(number: int) -> str:
    if number < 20:
        return _ITALIAN[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        name = _ITALIAN_TENS[tens]
        name = name[:-1] if ones in (1, 8) else name
        return name + ("tré" if ones == 3 else _ITALIAN[ones] if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return ("" if hundreds == 1 else _ITALIAN[hundreds]) + "cento" + (_italian(rest) if rest else "")
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        name = "mille" if thousands == 1 else f"{_italian(thousands).replace('é', 'e')}mila"
        return name + (_italian(rest) if rest else "")
    return _with_millions(number, _italian, "un milione", "milioni")


def _portuguese(number: int) -> str:
    if number < 20:
        return _PORTUGUESE[number]
    if number == 100:
        return "cem"
    if number < 1000:
        size = 10 if number < 100 else 100
        names = _PORTUGUESE_TENS if size == 10 else _PORTUGUESE_HUNDREDS
        many, rest = divmod(number, size)
        return f"{names[many]} e {_portuguese(rest)}" if rest else names[many]
    if number < 1_000_000:
        thousands, rest = divmod(number, 1000)
        name = "mil" if thousands == 1 else f"{_portuguese(thousands)} mil"
        joint = " e " if rest <= 100 or rest % 100 == 0 else " "
        return f"{name}{joint}{_portuguese(rest)}" if rest else name
    return _with_millions(number, _portuguese, "um milhão", "milhões")


def _with_millions(number: int, cardinal: Callable[[int], str], one: str, many: str) -> str:
    millions, rest = divmod(number, 1_000_000)
    name = one if millions == 1 else f"{cardinal(millions)} {many}"
    return f"{name} {cardinal(rest)}" if rest else name


_FRENCH = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize"),
    *("quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_FRENCH_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt", "")
_GERMAN = (
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"),
)
_GERMAN_TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
_ITALIAN = (
    *("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici"),
    *("tredici", "quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove"),
)
_ITALIAN_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_PORTUGUESE = (
    *("zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze"),
    *("catorze", "quinze", "dezesseis", "dezessete", "dezoito", "dezenove"),
)
_PORTUGUESE_TENS = ("", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa")
_PORTUGUESE_HUNDREDS = (
    *("", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos"),
    "novecentos",
)

NUMBERS: Mapping[str, Numbers] = {
    "fr": Numbers(cardinal=_french, ordinals=(), comma="virgule"),
    "de": Numbers(cardinal=_german, ordinals=(), comma="Komma", by_digits=True),
    "it": Numbers(
        cardinal=_italian,
        ordinals=("primo", "secondo", "terzo", "quarto", "quinto", "sesto", "settimo", "ottavo", "nono", "decimo"),
        comma="virgola",
    ),
    "pt": Numbers(
        cardinal=_portuguese,
        ordinals=("primeiro", "segundo", "terceiro", "quarto", "quinto", "sexto", "sétimo", "oitavo", "nono", "décimo"),
        comma="vírgula",
    ),
}
