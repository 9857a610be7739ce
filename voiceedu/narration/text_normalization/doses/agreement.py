"""What a noun is called after a number: одна таблетка, две таблетки, пять таблеток; jeden miligram, dwa miligramy."""

_FEMININE_RUSSIAN = ("единиц", "минут")


def counted(number: str, forms: str, language: str) -> str:
    """Return `number` with its noun; one and two in Russian words, of which its grammar knows no gender."""
    noun = form_after(forms, number)
    if language == "ru" and number in ("1", "2"):
        is_feminine = noun.startswith(_FEMININE_RUSSIAN)
        number = (("один", "два"), ("одна", "две"))[is_feminine][int(number) - 1]
    if language == "ru" and number == "1000":
        number = "тысяча"
    return f"{number} {noun}"


def form_after(forms: str, number: str) -> str:
    """Return the form of a Russian or Polish noun after `number`: 1, 2 to 4, or more. Other languages have one."""
    if "|" not in forms:
        return forms
    one, few, many, *of_a_part = forms.split("|")
    if not number.isdecimal():
        return of_a_part[0] if of_a_part else few
    last, tens = int(number) % 10, int(number) % 100
    if last == 1 and tens != 11:
        return one
    return few if last in (2, 3, 4) and tens not in (12, 13, 14) else many
