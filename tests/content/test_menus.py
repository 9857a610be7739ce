from pathlib import Path

from tests.content.phone_libraries import library_of, said
from voiceedu.content import prompts
from voiceedu.content.prompt_set import NAMES


def test_menu_names_four_and_says_what_gives_more(tmp_path: Path) -> None:
    """A menu says its titles in listening order, each with its key, and that 8 gives more where there is more."""
    library = prompts.load(library_of(tmp_path, "A one", "What is two?", "Three", "Four", "Five"))
    choices = ["For A one, press 1.", "For two, press 2.", "For Three, press 3.", "For Four, press 4."]
    assert said(library, "menu-1") == " ".join([*choices, "For more choices, press 8."])
    assert said(library, "menu-2") == "For Five, press 1. For more choices, press 8."
    assert [prompt.name for prompt in library.prompts["en"].prompts] == [*NAMES, "menu-1", "menu-2"]


def test_one_menu_speaks_of_no_other(tmp_path: Path) -> None:
    """Up to four procedures fill one menu, and 8 is not spoken of."""
    library = prompts.load(library_of(tmp_path, "One", "Two", "Three", "Four {key}"))
    assert said(library, "menu-1").endswith("For Four {key}, press 4.")
