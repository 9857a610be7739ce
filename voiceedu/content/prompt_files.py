"""The prompt files of a library: a text a prompt, `<language>/prompts/<name>.txt`, or a recording in its place."""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

from voiceedu.content import long_texts, regular_files
from voiceedu.content.prompt_recording import LARGEST_RECORDING_BYTES, check_recording
from voiceedu.content.prompt_set import CHOICE, MENU, NAMES, NUMBER_NAMES, PROMPTS, OwnPrompts
from voiceedu.errors import LibraryError

BLANKS = {CHOICE: {"title", "key"}}
"""What is filled in where a text has it in braces, by prompt; no other prompt has blanks."""
_OF_WINDOWS = ("thumbs.db", "desktop.ini")
"""What Windows writes into a folder that it shows, and hides from whoever looks at it."""
RECORDING_SUFFIXES = (".wav", ".mp3")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Own:
    """A library's own prompts of a language, and the files of their recordings, by SHA-256."""

    prompts: OwnPrompts
    recordings: Mapping[str, Path]

    @classmethod
    def none(cls, language: str) -> "Own":
        return cls(prompts=OwnPrompts(language=language), recordings={})


def read_own(folder: Path, language: str) -> Own:
    """Return the library's own prompts of `language`; raise LibraryError for a file that cannot be spoken."""
    files = _files(folder / language / PROMPTS)
    recorded = {path.stem: path for path in files if path.suffix != ".txt"}
    sums = {name: check_recording(path) for name, path in sorted(recorded.items())}
    texts = tuple(sorted(_texts(files).items()))
    return Own(
        prompts=OwnPrompts(language=language, texts=texts, recordings=tuple(sums.items())),
        recordings={sums[name]: path for name, path in recorded.items()},
    )


def read_texts(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return the lines of each text in a folder of prompts, by the prompt's name; LibraryError as in `read_own`."""
    return _texts(_files(folder))


def watched(folder: Path) -> Iterator[Path]:
    """Yield the prompt files of a library."""
    yield from (path for path in sorted(folder.glob(f"*/{PROMPTS}/*")) if not _is_kept_by_an_editor(path))


def _files(folder: Path) -> list[Path]:
    """Return the prompt files in `folder`; raise LibraryError for a file that is not a prompt."""
    files = [path for path in sorted(folder.glob("*")) if not _is_kept_by_an_editor(path)]
    recorded: dict[str, Path] = {}
    for path in files:
        named = path.stem in (CHOICE, *NAMES, *NUMBER_NAMES) or MENU.fullmatch(path.stem)
        if not named or path.suffix not in (".txt", *RECORDING_SUFFIXES):
            remedy = f"Known are {CHOICE}, {', '.join((*NAMES, *NUMBER_NAMES))}, menu-1 …, each as .txt, .wav or .mp3."
            raise LibraryError(path, 1, "no prompt has this name", remedy)
        if path.suffix == ".txt":
            continue
        if path.stem == CHOICE:
            raise LibraryError(path, 1, "this line has blanks", f"Write {CHOICE}.txt, or record menu-1.wav.")
        if path.stem in recorded:
            problem = f"{recorded[path.stem].name} is a recording of the same prompt"
            raise LibraryError(path, 1, problem, "Keep one of them.")
        recorded[path.stem] = path
    return files


def _is_kept_by_an_editor(path: Path) -> bool:
    """Return whether a file is an editor's or a system's own, such as .#welcome.txt, welcome.txt~ or Thumbs.db."""
    name = path.name
    return name.startswith((".", "~", "#")) or name.endswith("~") or name.lower() in _OF_WINDOWS


def _texts(files: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the lines of each text by the prompt's name; raise LibraryError for one that cannot be said."""
    return {path.stem: _lines(path) for path in files if path.suffix == ".txt" and not MENU.fullmatch(path.stem)}


def _lines(path: Path) -> tuple[str, ...]:
    try:
        text = regular_files.read(path, at_most=LARGEST_RECORDING_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(path, 1, f"cannot be read ({error})", "Save it as text with the encoding UTF-8.") from None
    return read_lines(text, path=path)


def read_lines(text: str, *, path: Path) -> tuple[str, ...]:
    """Return the lines of a prompt; raise LibraryError, which names `path`, for a text that cannot be said."""
    lines = tuple(" ".join(line.split()) for line in text.splitlines() if re.search(r"\w", line))
    allowed = BLANKS.get(path.stem, set())
    found: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if what := long_texts.is_too_long(line):
            raise LibraryError(path, number, what, long_texts.REMEDY)
        try:
            blanks = {name for _, name, _, _ in Formatter().parse(line) if name is not None}
        except ValueError as error:
            raise LibraryError(path, number, str(error), "Take the brace out.") from None
        if unknown := blanks - allowed:
            can = f"It can have {_named(allowed)}" if allowed else "This prompt has no blanks"
            raise LibraryError(path, number, f"nothing fills {_named(unknown)}", f"{can}.")
        found |= blanks
    if not lines:
        raise LibraryError(path, 1, "no words", "Write what callers should hear, or remove the file.")
    if found != allowed:
        raise LibraryError(path, 1, f"{_named(allowed - found)} is missing", "Write it where the word belongs.")
    return lines


def _named(blanks: set[str]) -> str:
    return ", ".join(f"{{{blank}}}" for blank in sorted(blanks))
