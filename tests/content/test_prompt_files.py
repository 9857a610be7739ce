from pathlib import Path

import pytest

from tests.content.phone_libraries import library_of
from voiceedu.content import prompt_files, prompts
from voiceedu.content.prompt_set import PROMPTS
from voiceedu.errors import LibraryError


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (
            "choice.txt",
            "For {titel}, press {key}.",
            r"choice.txt:1: nothing fills \{titel\}. It can have \{key\}, \{title\}",
        ),
        ("choice.txt", "For {title}, press 1.", r"choice.txt:1: \{key\} is missing"),
        (
            "welcome.txt",
            "Hello.\nThis is {clinic}.",
            r"welcome.txt:2: nothing fills \{clinic\}. This prompt has no blanks",
        ),
        ("welcome.txt", "Hello {.", r"welcome.txt:1: .*Take the brace out"),
        ("welcome.txt", "\n \n", r"welcome.txt:1: no words. Write what callers should hear, or remove the file"),
        ("welcome.txt", b"\xff\xfe", r"welcome.txt:1: cannot be read .*UTF-8"),
        ("welcom.txt", "Hello.", r"welcom.txt:1: no prompt has this name. Known are choice, welcome"),
        ("welcome.ogg", b"OggS", r"welcome.ogg:1: no prompt has this name. .*\.txt, \.wav or \.mp3"),
        ("welcome.wav", b"RIFF", r"welcome.wav:1: cannot be heard .*Save it as MP3 or WAV"),
        ("choice.wav", b"RIFF", r"choice.wav:1: this line has blanks. Write choice.txt, or record menu-1.wav"),
    ],
)
def test_what_cannot_be_said_names_its_file(tmp_path: Path, name: str, text: str | bytes, problem: str) -> None:
    """A wrong blank, an unreadable recording and an unused name are errors with file, line and remedy."""
    folder = library_of(tmp_path)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "en" / PROMPTS / name).write_bytes(data)
    with pytest.raises(LibraryError, match=problem):
        prompts.load(folder)


@pytest.mark.parametrize(
    "name",
    [
        ".#welcome.txt",
        ".welcome.txt.swp",
        ".DS_Store",
        "._welcome.txt",
        "~$welcome.txt",
        ".~lock.welcome.txt#",
        "welcome.txt~",
        "#welcome.txt#",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_what_editors_and_systems_keep_is_no_prompt(tmp_path: Path, name: str) -> None:
    """A lock, a backup or a picture of the folder beside the prompts takes none of them from callers."""
    folder = library_of(tmp_path)
    own = folder / "en" / PROMPTS
    (own / "welcome.txt").write_text("Good day.", encoding="utf-8")
    before = prompts.load(folder)
    (own / name).write_bytes(b"\0x")
    assert prompts.load(folder) == before
    assert list(prompt_files.watched(folder)) == [own / "welcome.txt"]
