"""The phone conversation as plain data; knows no platform."""

CHOICES_A_MENU = 4
"""More than four options in a menu are not remembered: keys 1–4 choose, and 8 gives the next ones."""
MORE_KEY = "8"


def digits(position: int) -> str:
    """Return the keys that lead from the main menu to the procedure at `position`, the first being 0."""
    page, choice = divmod(position, CHOICES_A_MENU)
    return MORE_KEY * page + str(choice + 1)
