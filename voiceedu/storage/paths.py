"""The paths of the store's objects, and their grammar: what has another form is not ours and is left alone."""

import re

from voiceedu.assets import ASSET_PATH, ASSETS_FOLDER
from voiceedu.storage import unfinished

RENDITIONS_FOLDER = "renditions"
IN_REVIEW_FOLDER = "in-review"
"""Renditions of words that are not approved yet: they are heard in review alone."""
REVIEWS_FOLDER = "reviews"
"""Which words each review in a file's front matter was first seen with."""
COMPILATIONS_FOLDER = "collections"
MEMORY_FOLDER = "memory"
"""What was found out once and would take long to find out again. Nothing is lost with it."""

LIBRARY_VERSIONS_PATH = "library/versions.json"
"""Which versions of the library have been rendered from, in their order."""

_TAG = "[A-Za-z0-9-]{1,35}"
_GRAMMAR = re.compile(
    "|".join(
        (
            ASSET_PATH.pattern,
            ASSET_PATH.pattern.replace(ASSETS_FOLDER, "sums", 1),
            rf"{unfinished.FOLDER}/[0-9a-f]{{16}}",
            r"speech/[0-9a-f]{2}/[0-9a-f]{64}\.wav",
            rf"({RENDITIONS_FOLDER}|{IN_REVIEW_FOLDER})/{_TAG}/[a-z0-9-]{{1,200}}\.json",
            rf"{REVIEWS_FOLDER}/{_TAG}/[a-z0-9-]{{1,200}}/[0-9a-f]{{16}}\.json",
            rf"index/{_TAG}\.txt",
            re.escape(LIBRARY_VERSIONS_PATH),
            rf"{MEMORY_FOLDER}/[a-z-]{{1,50}}\.json",
            rf"collections/{_TAG}/[a-z0-9.-]{{1,200}}\.json",
            r"leases(/[A-Za-z0-9.-]{1,200}){1,4}/[0-9]{1,20}",
        )
    )
)


def is_ours(path: str) -> bool:
    """Return whether `path` has the form of one of our objects, finished or unfinished."""
    return _GRAMMAR.fullmatch(re.sub(r"#[0-9]+$", "", path)) is not None


def rendition_path(language: str, slug: str, *, folder: str = RENDITIONS_FOLDER) -> str:
    """Return the path of a procedure's rendition: of the published one, or in `folder`."""
    return f"{folder}/{language}/{slug}.json"


def review_path(language: str, slug: str, digest: str) -> str:
    """Return the path of the record of a review in front matter: of who and when, with this digest."""
    return f"{REVIEWS_FOLDER}/{language}/{slug}/{digest}.json"


def index_path(language: str) -> str:
    """Return the path of the object that changes with everything published in `language`."""
    return f"index/{language}.txt"


def memory_path(name: str) -> str:
    """Return the path of what is remembered under `name`."""
    return f"{MEMORY_FOLDER}/{name}.json"


def compilation_path(language: str, name: str) -> str:
    """Return the path of the record of a compilation."""
    return f"{COMPILATIONS_FOLDER}/{language}/{name}.json"


def sum_path(asset_path: str) -> str:
    """Return the path of the SHA-256 of an asset."""
    return asset_path.replace(f"{ASSETS_FOLDER}/", "sums/", 1)


def speech_path(key: str) -> str:
    """Return the path of the speech with `key`."""
    return f"speech/{key[:2]}/{key}.wav"
