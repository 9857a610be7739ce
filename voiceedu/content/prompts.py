"""What the telephone menus say: a text a prompt, `<language>/prompts/<name>.txt`, or a recording in its place.

A library's own files come first; what it does not have is the shipped text of the language.
"""

import dataclasses
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

from voiceedu import languages, translations
from voiceedu.assets import WORDS_PER_MINUTE
from voiceedu.config import SHIPPED_LIBRARY
from voiceedu.content import library as libraries
from voiceedu.content import menu_labels, regular_files
from voiceedu.content.library import Broken, Library, Salvage
from voiceedu.content.procedure import Procedure
from voiceedu.content.prompt_set import PROMPTS, OwnPrompts, Prompt, PromptSet
from voiceedu.errors import AudioError, LibraryError

CHOICES_A_MENU = 4
"""More than four options in a menu are not remembered: keys 1–4 choose, and 8 gives the next ones."""
LONGEST_S = 20
"""Instructions that take longer are not listened to."""
CHOICE = "choice"
"""The line of a menu that is said for each of its titles; no prompt by itself."""
WELCOME = "welcome"
BLANKS = {CHOICE: {"title", "key"}}
NAMES = (
    WELCOME,
    "more",
    "keys-choosing",
    "keys-listening",
    "keys-anywhere",
    "key-person",
    "other-language",
    "wrong-key",
    "no-key",
    "slower",
    "normal",
    "after",
    "not-ready",
    "person",
    "nobody",
    "goodbye",
    "moved",
    "unreachable",
)
LONGEST_RECORDING_S = 60
LARGEST_RECORDING_BYTES = 10_000_000
RECORDING_SUFFIXES = (".wav", ".mp3")

_MENU = re.compile(r"menu-[1-9][0-9]*")
_CLOSING_MARK = re.compile(r"[.?!…]+$")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Own:
    """A library's own prompts of a language, and the files of their recordings, by SHA-256."""

    prompts: OwnPrompts
    recordings: Mapping[str, Path]

    @classmethod
    def none(cls, language: str) -> "Own":
        return cls(prompts=OwnPrompts(language=language), recordings={})


def load(folder: Path, *, publisher: str = "", salvage: Salvage | None = None) -> Library:
    """Return the library in `folder` with the prompts of each of its languages that has them all.

    The shipped greeting says the name of the `publisher` first; a greeting of the library's own stays as it is.
    Raise LibraryError at the first file that cannot be spoken, unless there is something to `salvage`: see
    `library.load`. A language for which a text is missing is in `cautions`.
    """
    return with_prompts(libraries.load(folder, salvage=salvage), folder, publisher=publisher, salvage=salvage)


def with_prompts(
    library: Library,
    folder: Path,
    *,
    publisher: str = "",
    salvage: Salvage | None = None,
    own: Mapping[str, Own] | None = None,
) -> Library:
    """Return `library` with the prompts of each of its languages; see `load`.

    With `own`, by language, those are taken for the library's own prompts instead of its files.
    """
    prompts: dict[str, PromptSet] = {}
    recordings: dict[str, Path] = {}
    cautions: list[str] = []
    broken: list[Broken] = []
    for language, procedures in library.by_language.items():
        if translations.find(language) is None:
            cautions.append(
                f"voiceedu has no phrases in {language!r}: its recordings do not say whether a clinician has reviewed "
                f"them, and its pages have English buttons. docs/translating.md says how to add them"
            )
        try:
            given = own.get(language, Own.none(language)) if own is not None else read_own(folder, language)
            found = _read(folder, language, procedures, given, publisher=publisher)
        except LibraryError as error:
            if salvage is None:
                raise
            broken.append(Broken(name=f"{language}/{PROMPTS}", error=error))
            if isinstance(stand_in := salvage(language, PROMPTS), PromptSet):
                prompts[language] = stand_in
            continue
        cautions += found.cautions
        recordings |= found.recordings
        if found.prompts is not None:
            prompts[language] = found.prompts
    return dataclasses.replace(
        library,
        prompts=prompts,
        recordings=recordings,
        cautions=tuple(cautions),
        broken=(*library.broken, *broken),
    )


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Found:
    """The prompts of a language, None where a text is missing; the files of their recordings, by SHA-256."""

    prompts: PromptSet | None
    recordings: dict[str, Path]
    cautions: tuple[str, ...]


def read_own(folder: Path, language: str) -> Own:
    """Return the library's own prompts of `language`; raise LibraryError for a file that cannot be spoken."""
    files = _files(folder / language / PROMPTS)
    recorded = {path.stem: path for path in files if path.suffix != ".txt"}
    sums = {name: _checked(path) for name, path in sorted(recorded.items())}
    texts = tuple(sorted(_texts(files).items()))
    return Own(
        prompts=OwnPrompts(language=language, texts=texts, recordings=tuple(sums.items())),
        recordings={sums[name]: path for name, path in recorded.items()},
    )


def _read(folder: Path, language: str, procedures: Sequence[Procedure], own: Own, *, publisher: str) -> _Found:
    """Return the prompts of `language`; raise LibraryError for a file that cannot be spoken."""
    written = dict(own.prompts.texts)
    texts = _from_catalogue(language) | _texts(_files(_shipped(language))) | written
    if publisher and WELCOME in texts and WELCOME not in written:
        texts[WELCOME] = (_greeting(language, publisher), *texts[WELCOME])
    if missing := [name for name in (CHOICE, *NAMES) if name not in texts]:
        listed = _listed(folder / language / PROMPTS, missing)
        caution = f"No caller is led in {language!r}: there are no words for it. Write {listed}"
        return _Found(prompts=None, recordings={}, cautions=(caution,))
    sums = dict(own.prompts.recordings)
    menus = {f"menu-{page}": lines for page, lines in enumerate(_menus(procedures, texts), 1)}
    said = {**{name: texts[name] for name in NAMES}, **menus}
    prompts = tuple(Prompt(name=name, lines=lines, recording=sums.get(name, "")) for name, lines in said.items())
    return _Found(
        prompts=PromptSet(language=language, prompts=prompts),
        recordings=dict(own.recordings),
        cautions=tuple(filter(None, (_too_long(language, prompt) for prompt in prompts))),
    )


def pages(count: int) -> int:
    """Return the number of menus for `count` procedures."""
    return max(1, -(-count // CHOICES_A_MENU))


def watched(folder: Path) -> Iterator[Path]:
    """Yield the prompt files of a library."""
    yield from (path for path in sorted(folder.glob(f"*/{PROMPTS}/*")) if not _is_kept_by_an_editor(path))


def _shipped(language: str) -> Path:
    exact = SHIPPED_LIBRARY / language / PROMPTS
    return exact if exact.is_dir() else SHIPPED_LIBRARY / languages.base(language) / PROMPTS


def _files(folder: Path) -> list[Path]:
    """Return the prompt files in `folder`; raise LibraryError for a file that is not a prompt."""
    files = [path for path in sorted(folder.glob("*")) if not _is_kept_by_an_editor(path)]
    recorded: dict[str, Path] = {}
    for path in files:
        named = path.stem in (CHOICE, *NAMES) or _MENU.fullmatch(path.stem)
        if not named or path.suffix not in (".txt", *RECORDING_SUFFIXES):
            remedy = f"Known are {CHOICE}, {', '.join(NAMES)}, menu-1 …, each as .txt, .wav or .mp3."
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
    """Return whether a file is an editor's or a system's own, such as .#welcome.txt or ~lock."""
    return path.name.startswith((".", "~"))


def _texts(files: Sequence[Path]) -> dict[str, tuple[str, ...]]:
    """Return the lines of each text by the prompt's name; raise LibraryError for one that cannot be said."""
    return {path.stem: _lines(path) for path in files if path.suffix == ".txt" and not _MENU.fullmatch(path.stem)}


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


def _menus(procedures: Sequence[Procedure], texts: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield the lines of each menu."""
    for first in range(0, len(procedures), CHOICES_A_MENU):
        choices = [
            line.format(title=menu_labels.of(procedure), key=key)
            for key, procedure in enumerate(procedures[first : first + CHOICES_A_MENU], 1)
            for line in texts[CHOICE]
        ]
        yield (*choices, *(texts["more"] if len(procedures) > CHOICES_A_MENU else ()))


def _from_catalogue(language: str) -> dict[str, tuple[str, ...]]:
    """Return the lines of prompts that version 0.1 did not have: a language whose texts are older keeps its callers."""
    catalogue = translations.find_or_english(language)
    # Translators: Spoken on the telephone, when what a caller was listening to was removed meanwhile.
    moved = catalogue.gettext("What you were listening to is not here any more. You are back at the main menu.")
    # Translators: Spoken on the telephone, when the program that reads the texts does not answer.
    unreachable = catalogue.gettext("We are sorry. We cannot read to you now. Please call again later. Goodbye.")
    return {"moved": (moved,), "unreachable": (unreachable,)}


def _greeting(language: str, publisher: str) -> str:
    # Translators: Spoken, the first words on the telephone. {name} is the name of a clinic.
    greeting = translations.find_or_english(language).gettext("You have reached {name}.")
    return greeting.format(name=_CLOSING_MARK.sub("", publisher))


def _checked(path: Path) -> str:
    """Return the SHA-256 of a recording; raise LibraryError if it holds no sound."""
    from voiceedu.audio import codecs  # a server whose prompts are all spoken needs nothing that knows sound

    if path.is_symlink() or not path.is_file():
        raise LibraryError(path, 1, "is a link or no file", "Put the recording itself here.")
    try:
        data = regular_files.read(path, at_most=LARGEST_RECORDING_BYTES + 1)
        container = _container(data, path)
        samples, rate = codecs.decode(data, name=path.name, container=container, longest_s=LONGEST_RECORDING_S)
    except (OSError, AudioError) as error:
        raise LibraryError(path, 1, f"cannot be heard ({error})", "Save it as MP3 or WAV.") from None
    if len(samples) > LONGEST_RECORDING_S * rate:
        problem = f"takes longer than {LONGEST_RECORDING_S} s"
        raise LibraryError(path, 1, problem, "Callers do not listen that long: say less.")
    if not samples.any():
        raise LibraryError(path, 1, "is silent", "Record it again, or remove it: the text is spoken then.")
    return hashlib.sha256(data).hexdigest()


def _container(data: bytes, path: Path) -> str:
    """Return the format that a recording has, whatever its name says; raise LibraryError for another, and for size."""
    if len(data) > LARGEST_RECORDING_BYTES:
        size = f"larger than {LARGEST_RECORDING_BYTES // 1_000_000} MB"
        raise LibraryError(path, 1, size, "Save it as MP3, or say less.")
    is_wav = data[:4] == b"RIFF" and data[8:12] == b"WAVE"
    is_mp3 = data[:3] == b"ID3" or (data[:1] == b"\xff" and data[1:2] >= b"\xe0")
    if not is_wav and not is_mp3:
        raise LibraryError(path, 1, "cannot be heard (neither WAV nor MP3)", "Save it as MP3 or WAV.")
    return "wav" if is_wav else "mp3"


def _too_long(language: str, prompt: Prompt) -> str | None:
    seconds = len(prompt.text.split()) / WORDS_PER_MINUTE * 60
    if prompt.recording or seconds <= LONGEST_S:
        return None
    shorter = "Shorter titles make it shorter, or 'menu: …' in their files."
    remedy = shorter if _MENU.fullmatch(prompt.name) else "Write fewer words."
    return f"{language}/{PROMPTS}/{prompt.name} takes about {seconds:.0f} s, longer than callers listen. {remedy}"


def _named(blanks: set[str]) -> str:
    return ", ".join(f"{{{blank}}}" for blank in sorted(blanks))


def _listed(folder: Path, names: Sequence[str]) -> str:
    return f"{folder}/: " + ", ".join(f"{name}.txt" for name in names)
