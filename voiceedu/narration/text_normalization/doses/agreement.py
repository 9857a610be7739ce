"""What a noun is called after a number: одна таблетка, две таблетки, пять таблеток; jeden miligram, dwa miligramy."""


def counted(number: str, forms: str, *, language: str = "ru") -> str:
    """Return `number` with its noun."""
    return f"{number} {form_after(forms, number, language=language)}"


def form_after(forms: str, number: str, *, language: str = "ru") -> str:
    """Return the form of a Russian or Polish noun after `number`: 1, 2 to 4, or more. Other languages have one.

    Twenty-one is like one in Russian, and like five in Polish.
    """
    if "|" not in forms:
        return forms
    one, few, many, *of_a_part = forms.split("|")
    if not number.isdecimal():
        return of_a_part[0] if of_a_part else few
    last, tens = int(number) % 10, int(number) % 100
    if (last == 1 and tens != 11 and language != "pl") or number == "1":
        return one
    return few if last in (2, 3, 4) and tens not in (12, 13, 14) else many


def genitive_after(forms: str, number: str) -> str:
    """Return the form of a noun after a number in the genitive: "более одного процента", "до пяти процентов"."""
    if "|" not in forms or not number.isdecimal():
        return form_after(forms, number)
    _, few, many, *_ = forms.split("|")
    return few if number.endswith("1") and not number.endswith("11") else many
