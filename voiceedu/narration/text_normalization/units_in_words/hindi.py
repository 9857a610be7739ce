"""What Hindi alone writes: १५ दिन, 9:30 बजे, ½ गोली, ₹1,500, 1,00,000, 108 पर कॉल, < 5, सोम-शनि, डॉ."""

import re
import unicodedata

from voiceedu import languages
from voiceedu.narration.text_normalization import general
from voiceedu.narration.text_normalization.roman_numerals import value
from voiceedu.narration.text_normalization.rules import SAID, Rule, rewrites, says

_DIGITS = "शून्य एक दो तीन चार पाँच छह सात आठ नौ"
_LETTERS = "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड"
"""The names of A to Z."""
_DAYS = {
    "सोम": "सोमवार",
    "मंगल": "मंगलवार",
    "बुध": "बुधवार",
    "गुरु": "गुरुवार",
    "शुक्र": "शुक्रवार",
    "शनि": "शनिवार",
    "रवि": "रविवार",
}
_DAY = "|".join(_DAYS)
_IN_FULL = {"डॉ": "डॉक्टर", "नं": "नंबर", "श्री": "श्री", "अस्प": "अस्पताल", "फो": "फ़ोन", "मो": "मोबाइल"}
_FEMININE = "गोली|गोलियाँ|गोलियां|खुराक|बोतल|शीशी|बूँद|टिकिया|मात्रा"
_VALUE = r"\d+(?:[.,]\d+)*(?: ?(?:%|°C?|मिली|[a-zA-Z]{1,5}(?:/[a-zA-Z]{1,5})?))?"
_COMPARED = {"<": "से कम", ">": "से अधिक", "≤": "या उससे कम", "≥": "या उससे अधिक"}
_NUMBER = r"(?<![\d.,:/A-Za-z-])\d{1,7}(?![\d:/A-Za-z\u0900-\u0963]|[.,-]\d)"


def _number(digits: str) -> str:
    return general.number_alone(digits, language="hi")


def digits(text: str) -> str:
    """Return the digits of `text` one by one, a pause between its groups."""
    names = _DIGITS.split()
    return ", ".join(" ".join(names[int(digit)] for digit in group) for group in re.findall(r"\d+", text))


def _read_letters(match: re.Match[str]) -> str:
    """Return what is no word letter by letter: "एच बी ए एक सी"."""
    parts = re.findall(r"\d+|[A-Z]", match[0].upper())
    return " ".join(_number(part) if part.isdigit() else _LETTERS.split()[ord(part) - ord("A")] for part in parts)


def _read_clock(match: re.Match[str]) -> str:
    """Return an hour as it is said: "साढ़े नौ बजे", "सवा दस बजे", "दस बजकर बीस मिनट"."""
    hour, minute = int(match["hour"]), int(match["minute"])
    at = "" if match.string[match.end() :].lstrip().startswith("से ") and not match["at"] else " बजे"
    if minute == 30:
        return {1: "डेढ़", 2: "ढाई"}.get(hour, f"साढ़े {_number(str(hour))}") + at
    if minute == 15:
        return f"सवा {_number(str(hour))}{at}"
    if minute == 45:
        return f"पौने {_number(str(hour + 1))}{at}"
    return f"{_number(str(hour))} बजकर {_number(str(minute))} मिनट" if minute else f"{_number(str(hour))}{at}"


def _read_decimal(match: re.Match[str]) -> str:
    return f"{_number(match['whole'])} दशमलव {digits(match['part'])}"


def _read_dialled(match: re.Match[str]) -> str | None:
    """Return the digits of an emergency number, in a text that tells to call: 100 or 101 may be degrees."""
    return digits(match["said"]) if _CALLS.search(match.string) else None


def _read_year(match: re.Match[str]) -> str | None:
    """Return "उन्नीस सौ सत्तानबे": centuries are counted in hundreds. None where the text is of money or amounts."""
    if not _OF_A_YEAR.search(match.string[max(0, match.start() - 30) : match.start()]):
        return None
    century, rest = divmod(int(match["said"]), 100)
    return f"{_number(str(century))} सौ {_number(str(rest)) if rest else ''}".strip()


_OF_A_YEAR = re.compile(r"(?:वर्ष|सन्?|साल|जनवरी|फ़?रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर)\.? ?$|[(]$|^$")
_GRADES = "टाइप|ग्रेड|स्टेज|चरण|श्रेणी|वर्ग|फेज|फ़ेज|क्लास|डिग्री"
_CURRENCIES = {"$": "डॉलर", "£": "पाउंड", "€": "यूरो"}
_CALLS = re.compile("कॉल|फोन|फ़ोन|डायल|नंबर|एम्बुलेंस|एंबुलेंस|आपात|पुलिस|हेल्पलाइन")


def _half(match: re.Match[str]) -> str:
    return "आधी " if re.match(rf" ?(?:{_FEMININE})", match.string[match.end() :]) else "आधा "


def _write_date(match: re.Match[str]) -> str:
    months = languages.locale_or_english("hi").months["format"]["wide"]
    return f"{int(match['day'])} {months[int(match['month'])]} {match['year']}"


_DAY_OF_A_MONTH = r"(?P<day>[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
RULES: tuple[Rule, ...] = (
    rewrites("digits of Devanagari", "[०-९]", lambda match: str(unicodedata.digit(match[0]))),
    rewrites("dates", rf"(?<![\d./-]){_DAY_OF_A_MONTH}(?P<gap>[-./]){_MONTH}(?P=gap){_YEAR}(?![\d/-])", _write_date),
    rewrites("ISO dates", rf"(?<![\d./-]){_YEAR}-{_MONTH}-{_DAY_OF_A_MONTH}(?![\d/-])", _write_date),
    rewrites(
        "grades by a numeral",
        rf"(?P<grade>{_GRADES}) (?P<numeral>I{{1,3}}|IV|VI{{0,3}})(?!\w)",
        lambda match: f"{match['grade']} {value(match['numeral'])}",
    ),
    rewrites("hours with a dot", r"(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?= ?बजे)", r"\1:\2"),
    rewrites(
        "hours with a dot in a span",
        r"(?<![\d.,])([01]?\d|2[0-3])[.:]([0-5]\d) ?[-–] ?(?=\d{1,2}(?::\d\d)? ?बजे)",
        r"\1:\2 से ",
    ),
    rewrites("numbers with a letter", r"(?<![\w.,/-])(\d{1,4})([A-Z])(?![\w°/])", r"\1 \2"),
    rewrites("money in a span", r"([$£€]) ?(\d[\d,]*) ?[-–] ?(?:\1 ?)?(?=\d)", r"\2-\1"),
    rewrites(
        "money before its number",
        r"([$£€]) ?(\d[\d,]*(?:\.\d+)?)(?![\d,.]*\d)(?! ?[-–] ?[$£€]?\d)( (?:मिलियन|बिलियन|लाख|करोड़|हज़ार|हजार))?",
        lambda match: f"{match[2]}{match[3] or ''} {_CURRENCIES[match[1]]}",
    ),
    says(
        "years",
        r"(?<![\w.,/-])(?P<said>1[1-9]\d\d)(?=[),]| (?:में|से|तक|की|के|का|और)(?![\u0900-\u0963])|।|$)",
        _read_year,
    ),
    rewrites("doctors in Latin letters", r"(?<![A-Za-z])Dr\.? (?=\S)", "डॉक्टर "),
    rewrites("so much each dose", r" ?/ ?dose(?![A-Za-z])", " प्रति खुराक"),
    rewrites("oxygen in the blood", r"(?<![A-Za-z])SpO[2₂]", "ऑक्सीजन स्तर"),
    says(
        "words in Latin letters",
        r"(?<![A-Za-z0-9])(?!(?:mg|mcg|ug|kg|cm|mm|mmol|mmHg|min|kcal|mol|ng|mEq|dL|mL|ml|dl)\b)(?:[A-Z]?[a-z]{2,}|[A-Z][a-z]{2,}[A-Z][a-z]{2,})(?:[-'][A-Za-z]+)*(?![A-Za-z0-9])",
        lambda match: match[0],
    ),
    rewrites("round the clock", r"(?<![\d/])24/7(?![\d/])", "चौबीसों घंटे, सातों दिन"),
    rewrites(
        "thousands", r"(?<![\d.,])[1-9]\d{0,2}(?:,\d\d)*,\d{3}(?![\d,]*\d)", lambda match: match[0].replace(",", "")
    ),
    rewrites("rupees", r"(?:₹|(?<!\w)रु\.?|(?<!\w)Rs\.?) ?(\d+(?:\.\d+)?)(?:/-)?", r"\1 रुपये"),
    *(
        rewrites(f"{name} in full", rf"(?<![\w\u0900-\u0963]){short}\.(?: |(?=\d)|$)", f"{name} ")
        for short, name in _IN_FULL.items()
    ),
    rewrites(
        "days of the week",
        rf"(?<![\w\u0900-\u0963])(?P<first>{_DAY})\.? ?[-–] ?(?P<last>{_DAY})(?![\w\u0900-\u0963])\.?",
        lambda match: f"{_DAYS[match['first']]} से {_DAYS[match['last']]}",
    ),
    rewrites(
        "a day before its hours",
        rf"(?<![\w\u0900-\u0963])(?P<day>{_DAY})\.?(?=:? \d{{1,2}}:\d\d)",
        lambda match: _DAYS[match["day"]],
    ),
    rewrites(
        "so many times a day", r"(?<![\d.,])(\d) ?[xX×] ?/ ?(?:दिन|day|d)(?![A-Za-z\u0900-\u0963])", r"दिन में \1 बार"
    ),
    says(
        "telephone numbers",
        r"(?<![\w.,/-])(?:\+91[ -]?)?(?:[6-9]\d{9}|[6-9]\d{4}[ -]\d{5}|"
        r"0\d{2,4}[ -]?\d{6,8}|0\d{2,4}[ -]\d{3,4}[ -]\d{4}|1[38]00[ -]\d{3}[ -]\d{3,4})(?![\w/-]|[.,]\d)",
        lambda match: ("प्लस " if match[0].startswith("+") else "") + digits(match[0]),
    ),
    says(
        "emergency numbers",
        r"(?<![\d.,/-])(?P<said>10[0-48]|11[25]|1098|104)(?= ?(?:या|और|पर|नंबर|को|डायल))",
        _read_dialled,
    ),
    says("one and a half", r"(?<![\d.,/])(?:1 ?½|1\.5(?= (?:घंट|गोली|लीटर|चम्मच|साल|महीन)))", "डेढ़"),
    says("two and a half", r"(?<![\d.,/])(?:2 ?½|2\.5(?= (?:घंट|गोली|लीटर|चम्मच|साल|महीन)))", "ढाई"),
    rewrites("some and a half", r"(?<![\d.,/])(\d{1,2}) ?½", r"साढ़े \1"),
    says("a half", r"(?<![\d.,/])(?:½|1/2)(?![\d/]) ?", _half),
    says("a quarter", r"(?<![\d.,/])(?:¼|1/4)(?![\d/])", "चौथाई"),
    says("three quarters", r"(?<![\d.,/])(?:¾|3/4)(?![\d/])", "पौन"),
    rewrites("a risk", r"(?<![\d/.,])1 ?/ ?(10{2,5})(?![\d/]|[.,]\d)", r"\1 में से 1"),
    rewrites("a range of hours", r"(?<=\d:[0-5]\d) ?[-–] ?(?=\d{1,2}:[0-5]\d)", " से "),
    says("hours", r"(?<![\d:.,])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])(?P<at> ?बजे)?", _read_clock),
    rewrites(
        "compared with",
        rf"(?P<sign>[<>≤≥]) ?(?P<value>{_VALUE})",
        lambda match: f"{match['value']} {_COMPARED[match['sign']]}",
    ),
    rewrites("for so long", r"(?<=\S) ?[x×*] ?(?=\d{1,3} ?(?:दिन|हफ्त|सप्ताह|महीन))", ", "),
    rewrites("less than nothing", r"(?:(?<=[\s(])|^)[-−](?=\d)", "माइनस "),
    rewrites(
        "rates of words",
        r"(?<=[\u0900-\u0963\dA-Za-z]) ?/ ?(?=(?:दिन|मिनट|घंट|हफ्त|सप्ताह|महीन|बार|किलो|किग्रा))",
        " प्रति ",
    ),
    rewrites("a rate of the body's surface", r" ?/ ?1[.,]73 ?m[2²](?!\w)", " प्रति 1.73 m²"),
    rewrites("hyphens between words", r"(?<=[\u0900-\u0963])-(?=[\u0900-\u0963])|(?<=\d)-(?=[\u0900-\u0963])", " "),
)
COUNTED: tuple[Rule, ...] = (
    rewrites("percent", r"(?<=\d) ?%", " प्रतिशत"),
    says("decimals", r"(?<![\d.,])(?P<whole>\d+)\.(?P<part>\d{1,3})(?![\d.,]*\d)", _read_decimal),
    says("whole numbers", _NUMBER, lambda match: _number(match[0])),
    rewrites("hyphens between letters", r"(?<=[A-Za-z])-(?=[A-Za-z])", " "),
    says("letters", r"(?<![A-Za-z0-9])(?=\d*[A-Za-z])[A-Za-z0-9]+(?![A-Za-z0-9])", _read_letters),
    rewrites("a dash between numbers", rf"(?<=[{SAID}]) ?[-–] ?(?=[{SAID}])", " से "),
)
"""They stand after the units."""
