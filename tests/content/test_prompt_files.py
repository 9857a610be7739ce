from pathlib import Path

import pytest

from tests.content.phone_libraries import library_of
from voiceedu.content import prompts
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
