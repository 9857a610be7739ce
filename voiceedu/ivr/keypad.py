"""What each key of the telephone does, and which keys lead to a procedure."""

from voiceedu.content.menus import CHOICES_A_MENU

MORE, LANGUAGE, MAIN_MENU, PERSON, SKIP, HELP = "8", "5", "9", "0", "#", "*"
NUMBER = "7"
REPEAT, NEXT, BACK, SLOWER = "1", "2", "3", "4"
KEYS = "0123456789*#"
NUMBER_END = "#"
"""The key after the number of a topic."""


def digits(position: int) -> str:
    """Return the keys that lead from the main menu to the procedure at `position`, the first being 0."""
    page, choice = divmod(position, CHOICES_A_MENU)
    return MORE * page + str(choice + 1)
