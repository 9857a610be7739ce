"""A published asset as its URLs represent it: its headers, its validators, and how long it may be kept."""

from dataclasses import dataclass

from werkzeug.http import http_date

from voiceedu.storage.stored_assets import StoredAsset
from voiceedu.storage.stored_object import Version
from voiceedu.web.http.conditional import Representation
from voiceedu.web.http.streaming import Stretch

MEDIA_TYPES = {
    ".epub": "application/epub+zip",
    ".mp3": "audio/mpeg",
    ".vtt": "text/vtt; charset=utf-8",
    ".wav": "audio/wav",
}
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


@dataclass(frozen=True, kw_only=True, slots=True)
class CachedAsset:
    """An asset as its immutable URL and as its stable URL represent it, and the `version` of the verified object."""

    immutable: Representation
    stable: Representation
    version: Version | Stretch | None


def represent(
    found: StoredAsset[bytes | Stretch], data: bytes | Stretch, media_type: str, version: Version | Stretch | None
) -> CachedAsset:
    """Return `found` with `data`, which are its bytes or where they are in a file."""
    return CachedAsset(
        immutable=_representation(found, data, media_type=media_type, cache_control=IMMUTABLE),
        stable=_representation(found, data, media_type=media_type, cache_control=REVALIDATE, is_replaceable=True),
        version=version,
    )


def _representation(
    found: StoredAsset[bytes | Stretch],
    data: bytes | Stretch,
    *,
    media_type: str,
    cache_control: str,
    is_replaceable: bool = False,
) -> Representation:
    etag, last_modified = f'"{found.sha256[:32]}"', http_date(found.modified)
    # The headers that RFC 9110, section 15.4.5, wants in a 304.
    validators = [("ETag", etag), ("Cache-Control", cache_control)]
    shared = [("Access-Control-Allow-Origin", "*")] if media_type.startswith(("text/vtt", "audio/")) else []
    part_headers = [
        *validators,
        *shared,
        ("Last-Modified", last_modified),
        ("Accept-Ranges", "bytes"),
        ("X-Content-Type-Options", "nosniff"),
        ("Content-Type", media_type),
    ]
    return Representation(
        data=data,
        etag=etag,
        modified=int(found.modified.timestamp()),
        last_modified=last_modified,
        validators=validators,
        headers=[*part_headers, ("Content-Length", str(len(data)))],
        part_headers=part_headers,
        is_replaceable=is_replaceable,
    )
