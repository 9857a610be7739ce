"""Names of months and of days of the week, with their short forms."""

from voiceedu.narration.text_normalization.tables import any_of

MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre"),
    "diciembre",
)
MONTH_FORMS = {name[:3]: name for name in MONTHS} | {"sept": "septiembre", "set": "septiembre"}
MONTH = f"(?:{any_of(MONTHS)})"
_DAY_FORMS = {
    "lunes": ("lun", "Lu", "L"),
    "martes": ("mar", "Ma"),
    "miércoles": ("mié", "mie", "Mi", "X"),
    "jueves": ("jue", "Ju", "J"),
    "viernes": ("vie", "Vi", "V"),
    "sábado": ("sáb", "sab", "Sá", "Sa", "S"),
    "domingo": ("dom", "Do", "D"),
}
DAYS = {
    form: day
    for day, forms in _DAY_FORMS.items()
    for form in (day, day.capitalize(), *forms, *(f.capitalize() for f in forms))
}
DAY = f"(?:{any_of(DAYS)})"
DAY_NAME = f"(?:{any_of(_DAY_FORMS)})"
