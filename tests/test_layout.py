"""The layout of the repository: every module says what it is for and has its tests, and no old name is left."""

import functools
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path.relative_to(ROOT / "voiceedu")
    for path in (ROOT / "voiceedu").rglob("*.py")
    if path.name not in ("__init__.py", "__main__.py")
)
NORMALIZATION = "tests/narration/text_normalization/"
TESTED_TOGETHER = {
    # A row of a table of cases goes through all of them; which rule reads it is nobody's business.
    "narration/text_normalization/": (NORMALIZATION + "test_cases.py", NORMALIZATION + "test_normalize.py"),
    "narration/sentence_abbreviations.py": ("tests/narration/test_sentences.py",),  # tables and what is read of others
    "engines/checking.py": ("tests/cli/test_check.py",),  # as the command asks the voices
    # Commands that are what a server and a prune are asked for with.
    "cli/prune.py": ("tests/publishing/test_prune.py",),
    "cli/serve.py": ("tests/server/test_supervisor.py",),
    # Sound without a library, and what plays it, as the command asks for them.
    "cli/sound.py": ("tests/cli/test_say.py",),
    "cli/sound_player.py": ("tests/cli/test_say.py",),
    # Documents that are written in each format and read again.
    "content/formats/": ("tests/content/formats/test_leaflets.py", "tests/content/formats/test_round_trip.py"),
    "content/source_words.py": ("tests/content/test_comparison.py", "tests/content/formats/test_round_trip.py"),
    # What is written for a phone system is walked as that system would, state by state.
    "exports/asterisk.py": ("tests/exports/test_phone_systems.py",),
    "exports/asterisk_dialplan.py": ("tests/exports/test_phone_systems.py",),
    "exports/asterisk_keys.py": ("tests/exports/test_phone_systems.py",),
    "exports/dial_options.py": ("tests/exports/test_phone_systems.py",),
    "exports/dialplan.py": ("tests/exports/test_phone_systems.py",),
    "exports/dialplan_sounds.py": ("tests/exports/test_phone_systems.py",),
    "exports/freeswitch.py": ("tests/exports/test_phone_systems.py",),
    "exports/freeswitch_dialplan.py": ("tests/exports/test_phone_systems.py",),
    "exports/freeswitch_keys.py": ("tests/exports/test_phone_systems.py",),
    "exports/sound_formats.py": ("tests/exports/test_phone_systems.py", "tests/exports/test_files.py"),
    "exports/folder.py": ("tests/exports/test_phone_systems.py", "tests/exports/test_files.py"),
    "exports/recordings.py": ("tests/exports/test_audio.py", "tests/exports/test_book.py"),
    "exports/lexicon.py": ("tests/narration/test_pls.py",),
    "ivr/twiml.py": ("tests/web/routes/test_ivr.py",),
    "ivr/voicexml.py": ("tests/web/routes/test_ivr.py",),
    "ivr/twilio_signature.py": ("tests/web/routes/test_ivr.py",),
    "publishing/encoder.py": ("tests/publishing/test_asset_maker.py", "tests/publishing/test_asset_plan.py"),
    "publishing/planned_parts.py": ("tests/publishing/test_asset_plan.py",),  # as the plan makes them
    # The pages of the review, as a person's forms ask for them.
    "review/routes/": ("tests/review/test_app.py",),
    "review/state.py": ("tests/review/test_app.py",),
    "server/background_render.py": ("tests/server/test_supervisor.py",),
    "config/": ("tests/test_config.py",),
    "server/rsgi.py": ("tests/server/test_front.py",),  # types alone
    # An object store reads what it has written.
    "storage/object_reader.py": ("tests/storage/test_object_store.py",),
    # What a page shows of its words is looked at on the page.
    "web/page_parts.py": ("tests/web/routes/test_pages.py",),
}
"""Modules, and folders of modules, whose tests are in files of other names; the reason stands above each."""
OLD_NAMES = (
    "album",
    "callflow",
    "companion",
    "door",
    "editions",
    "flite",
    "importing",
    "joining",
    "kinds",
    "lanes",
    "making",
    "observer",
    "observing",
    "omnibus",
    "page_memory",
    "pruning",
    "spoken_form",
    "takes",
)
"""Modules that there were in version 0.1."""


def test_every_module_has_its_tests() -> None:
    """voiceedu/a/b.py is tested by tests/a/test_b.py, or where TESTED_TOGETHER says."""
    assert MODULES
    missing = [file for module in MODULES for file in files_for(module) if not has_tests(ROOT / file)]
    assert missing == []


def files_for(module: Path) -> tuple[str, ...]:
    own = Path("tests") / module.parent / f"test_{module.name}"
    if (ROOT / own).exists():
        return (own.as_posix(),)
    together = (files for name, files in TESTED_TOGETHER.items() if module.as_posix().startswith(name))
    return next(together, (own.as_posix(),))


@functools.cache
def has_tests(file: Path) -> bool:
    return file.exists() and "\ndef test_" in file.read_text(encoding="utf-8")


def test_every_module_says_what_it_is_for() -> None:
    """Its first line can be searched for, and read alone."""
    first = {module: (ROOT / "voiceedu" / module).read_text(encoding="utf-8").partition("\n")[0] for module in MODULES}
    is_right = re.compile(r'r?"""[A-Z`].*\.\)?(?:""")?').fullmatch
    assert [(module, line) for module, line in first.items() if not is_right(line)] == []


def test_modules_that_are_tested_elsewhere_exist() -> None:
    """The table of exceptions names modules and folders that there are."""
    assert [name for name in TESTED_TOGETHER if not (ROOT / "voiceedu" / name).exists()] == []


def test_old_modules_are_gone() -> None:
    """No module has a name of version 0.1, and nothing imports one."""
    assert not [module for module in MODULES if {module.stem, *module.parent.parts} & set(OLD_NAMES)]
    old = "|".join(OLD_NAMES)
    imports = re.compile(
        rf"^\s*(from|import) voiceedu\S*\.({old})\b|^\s*from voiceedu\S* import (\w+, )*({old})\b", re.MULTILINE
    )
    files = [path for folder in ("voiceedu", "scripts", "tests") for path in python_files(ROOT / folder)]
    assert len(files) > len(MODULES)
    assert not [path for path in files if imports.search(path.read_text(encoding="utf-8"))]


def python_files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*.py") if "node_modules" not in path.parts]
