"""What is kept: speech by utterance, clips by hash, one rendition a procedure. A folder or a bucket, the same code.

Every object is written whole or not at all, and nothing that a rendition names is written after the rendition itself.
"""

import contextlib
import datetime
import hashlib
import logging
import os
import re
import shutil
import socket
import struct
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import msgspec
import obstore
from cachetools import LRUCache
from obstore.exceptions import AlreadyExistsError, BaseError, NotModifiedError
from obstore.store import LocalStore, ObjectStore, from_url

from voiceedu.engines import Speech, Voice
from voiceedu.errors import SettingError, StoreError
from voiceedu.joining import Cue
from voiceedu.mastering import Clip, Speed
from voiceedu.script import Script

log = logging.getLogger(__name__)

_UNFINISHED = re.compile(r"#\d+$")
"""How obstore calls a file until all of it is there (object_store's LocalFileSystem)."""
PIECE_BYTES = 1 << 20
"""So much of what is too large for memory is read at a time."""
KNOWN_RENDITIONS = 256
"""So many stay decoded in memory; whether one is still what is published is asked each time."""
PARTS_AT_ONCE = 2
"""A large file is sent in parts of 5 MB, of which so many are in memory."""
LEASE_S = 30.0
"""How long the work of a process that is gone, on a machine that cannot be asked, stays reserved."""


@dataclass(frozen=True, kw_only=True)
class Rendition:
    """Everything published for one procedure in one language.

    `cues` are those of the whole recording, one an utterance of `script`. `fallbacks` says why each engine that was
    preferred to this voice could not speak; empty when the preferred one did. `fingerprint` changes with anything
    that would change the audio or the words. `made_at` is in UTC; `words_since` says since when the words are these,
    and is empty where another version did not know.
    """

    language: str
    slug: str
    title: str
    summary: str
    script: Script
    cues: tuple[Cue, ...]
    clips: tuple[Clip, ...]
    voice: Voice
    fallbacks: tuple[str, ...]
    fingerprint: str
    made_at: str
    words_since: str = ""

    @property
    def words_date(self) -> str:
        return self.words_since or self.made_at

    def names(self, path: str) -> bool:
        return any(clip.path == path for clip in self.clips)

    def clip(self, profile: str, *, section: str = "", speed: Speed = "normal") -> Clip | None:
        wanted = (profile, section, speed)
        return next((clip for clip in self.clips if (clip.profile, clip.section, clip.speed) == wanted), None)


@dataclass(frozen=True, kw_only=True)
class _Decoded:
    """A rendition in memory, and what its object was like when it was read."""

    rendition: Rendition
    etag: str | None
    stamp: tuple[int, ...] | None


@dataclass(frozen=True, kw_only=True)
class Collected:
    """What all that is published in one language was made into, such as its library.mp3.

    `identity` changes with anything that would change its bytes. `listing` is how what is published was listed then:
    while it is listed so, nothing else can be published.
    """

    language: str
    name: str
    identity: str
    listing: str
    clip: Clip


@dataclass(frozen=True, kw_only=True)
class KeptClip:
    """The bytes of a clip as they were published, checked against their SHA-256. `modified` is when they were kept."""

    data: bytes
    sha256: str
    modified: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class KeptObject:
    """An object of the store: where, how many bytes, and when it was last written."""

    path: str
    size: int
    modified: datetime.datetime


class Store:
    """The objects under one folder or bucket URL. Safe between threads, processes and machines."""

    def __init__(self, location: str) -> None:
        """Open the store at `location`, a folder (made when missing; file:///… too) or a bucket's URL such as s3://bucket/prefix."""
        self._folder: Path | None = None
        self._renditions: LRUCache[str, _Decoded] = LRUCache(KNOWN_RENDITIONS)
        self._lock = threading.Lock()
        try:
            scheme, separator, path = location.partition("://")
            if separator and scheme != "file":
                self._objects: ObjectStore = from_url(location)
            else:
                self._folder = Path(unquote(path) if separator else location).expanduser().resolve()
                self._objects = LocalStore(self._folder, mkdir=True)
        except (BaseError, OSError, ValueError) as error:
            raise SettingError("VOICEEDU_CACHE", location, _first_line(error)) from None

    def speech(self, key: str) -> Speech | None:
        """Return the speech kept under `key`; None when there is none, or it is not whole."""
        found = self._read(speech_path(key))
        return _unpack(found[0]) if found is not None else None

    def keep_speech(self, key: str, speech: Speech) -> None:
        self._put(speech_path(key), _pack(speech))

    def clip(self, path: str) -> KeptClip | None:
        """Return the clip at `path`; None when there is none, or its bytes are not those once published."""
        found = self._read(path)
        if found is None:
            return None
        data, modified = found
        sha256 = hashlib.sha256(data).hexdigest()
        return KeptClip(data=data, sha256=sha256, modified=modified) if self._is_published(path, sha256) else None

    def clip_size(self, path: str) -> int | None:
        """Return the size in bytes of the clip at `path`; None when there is none."""
        found = self.find(path)
        return found.size if found else None

    def clip_sum(self, path: str) -> str | None:
        """Return the SHA-256 of the clip at `path`, of any size; None when its bytes are not those once published."""
        found = hashlib.sha256()
        try:
            for piece in obstore.get(self._objects, path).stream(min_chunk_size=PIECE_BYTES):
                found.update(piece)
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None
        sha256 = found.hexdigest()
        return sha256 if self._is_published(path, sha256) else None

    def keep_clip(self, clip: Clip, data: bytes | Path) -> None:
        """Keep the bytes of `clip`, or those of a file, which need not fit into memory."""
        self._put(sum_path(clip.path), _seal(clip.sha256, clip.path))
        self._put(clip.path, data)

    def retire(self, clips: Iterable[Clip]) -> None:
        """Note that nothing names `clips` any more, from now on: who has their addresses may still ask for a while."""
        for clip in clips:
            self._put(sum_path(clip.path), _seal(clip.sha256, clip.path))

    def clip_sizes(self) -> dict[str, int]:
        """Return the size in bytes of every clip there is, by path."""
        with self._translated("clips"):
            return {meta["path"]: meta["size"] for batch in obstore.list(self._objects, "clips") for meta in batch}

    def rendition(self, language: str, slug: str) -> Rendition | None:
        """Return what is published for a procedure; None when nothing is, or it was written by another version."""
        path = rendition_path(language, slug)
        stamp = self._stamp(path)
        with self._lock:
            kept = self._renditions.get(path)
        if kept is not None and stamp is not None and kept.stamp == stamp:
            return kept.rendition
        etag, known = (kept.etag, kept.rendition) if kept else (None, None)
        try:
            found = obstore.get(self._objects, path, options={"if_none_match": etag} if etag else {})
            known = msgspec.json.decode(_unsealed(bytes(found.bytes())), type=Rendition)
            if (known.language, known.slug) != (language, slug):
                raise msgspec.DecodeError("it is another procedure's")
            with self._lock:
                self._renditions[path] = _Decoded(rendition=known, etag=found.meta["e_tag"], stamp=stamp)
        except NotModifiedError:
            pass
        except (FileNotFoundError, ValueError, msgspec.DecodeError):  # ValueError: a path that no object can have
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None
        return known

    def _stamp(self, path: str) -> tuple[int, ...] | None:
        """Return what changes whenever a file is replaced; None for what is no file: that has to be asked for.

        Looking at a file takes a fiftieth of asking for it.
        """
        if self._folder is None:
            return None
        try:
            found = (self._folder / path).stat()
        except (OSError, ValueError):
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def publish(self, rendition: Rendition) -> None:
        """Make `rendition` what is published. Its clips are there already: this one object is swapped last."""
        self._put(rendition_path(rendition.language, rendition.slug), _sealed(msgspec.json.encode(rendition)))

    def listing(self, language: str) -> str:
        """Return a digest of which renditions are published in `language`: any that is published anew changes it."""
        found = hashlib.sha256()
        with self._translated(f"renditions/{language}"):
            listed = [meta for batch in obstore.list(self._objects, f"renditions/{language}") for meta in batch]
        for meta in sorted(listed, key=lambda meta: meta["path"]):
            found.update(f"{meta['path']} {meta['e_tag']} {meta['size']} {meta['last_modified']}\n".encode())
        return found.hexdigest()

    def collected(self, language: str, name: str) -> Collected | None:
        """Return what was made of a language last; None when nothing was, or by another version."""
        path = collected_path(language, name)
        found = self._read(path)
        try:
            kept = msgspec.json.decode(_unsealed(found[0]), type=Collected) if found else None
        except msgspec.DecodeError:
            return None
        return kept if kept and (kept.language, kept.name) == (language, name) else None

    def keep_collected(self, collected: Collected) -> None:
        """Make `collected` what is known of a language. Its clip is there already."""
        self._put(collected_path(collected.language, collected.name), _sealed(msgspec.json.encode(collected)))

    def objects(self, folder: str) -> Iterator[KeptObject]:
        """Yield everything that is kept under `folder`, such as clips."""
        with self._translated(folder):
            for batch in obstore.list(self._objects, folder):
                for meta in batch:
                    yield KeptObject(path=meta["path"], size=meta["size"], modified=meta["last_modified"])

    def find(self, path: str) -> KeptObject | None:
        """Return what is known of the object at `path` without reading it; None when there is none."""
        try:
            meta = obstore.head(self._objects, path)
        except (FileNotFoundError, ValueError):  # ValueError: a path that no object can have
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None
        return KeptObject(path=path, size=meta["size"], modified=meta["last_modified"])

    def part(self, path: str, start: int, stop: int) -> bytes:
        """Return the bytes from `start` to `stop` of the object at `path`; raise StoreError when it is gone."""
        with self._translated(path):
            return bytes(obstore.get_range(self._objects, path, start=start, end=stop))

    def unfinished(self) -> Iterator[KeptObject]:
        """Yield the files that were being written: a process that was killed leaves them, under no name of a clip's."""
        if self._folder is not None:
            for path in self._folder.rglob("*#*"):
                with contextlib.suppress(FileNotFoundError):  # it has just been finished
                    if _UNFINISHED.search(path.name) and not path.is_dir():
                        found = path.stat()
                        written = datetime.datetime.fromtimestamp(found.st_mtime, datetime.UTC)
                        name = path.relative_to(self._folder).as_posix()
                        yield KeptObject(path=name, size=found.st_size, modified=written)

    def remove(self, kept: KeptObject) -> bool:
        """Remove an object, unless somebody has written it again meanwhile; say whether it is gone."""
        if self._folder is not None and _UNFINISHED.search(kept.path):
            with self._translated(kept.path):
                (self._folder / kept.path).unlink(missing_ok=True)
            return True
        with self._translated(kept.path):
            try:
                if obstore.head(self._objects, kept.path)["last_modified"] != kept.modified:
                    return False
            except FileNotFoundError:
                return True
        self._delete(kept.path)
        return True

    def lease(self, work: str) -> "Lease | None":
        """Return a lease on `work`, or None while somebody else, still alive, holds one.

        Leases of one work are numbered. Where a dead one stands, the next number is created, which exactly one of those
        who try can do; and whoever then sees another living one steps back, so that two never hold the same work.
        """
        folder = f"leases/{work}"
        held = self._leases(folder)
        if any(_alive(mark) for mark in held.values()):
            return None
        lease = Lease(self, folder, max(held, default=-1) + 1)
        return lease if lease.take() else None

    def _leases(self, folder: str) -> dict[int, bytes]:
        """Return what each lease in `folder` says, by its number."""
        with self._translated(folder):
            paths = [meta["path"] for batch in obstore.list(self._objects, folder) for meta in batch]
        found = {}
        for path in paths:
            name = path.rsplit("/", 1)[-1]
            mark = self._get(path) if name.isdecimal() else None
            if mark is not None:
                found[int(name)] = mark
        return found

    def _is_published(self, path: str, sha256: str) -> bool:
        """Say whether that is the SHA-256 with which the clip at `path` was kept."""
        kept_sum = self._read(sum_path(path))
        if kept_sum is not None and kept_sum[0] == _seal(sha256, path):
            return True
        log.error("%s is damaged or was not made here: it is not served", path)
        return False

    def _read(self, path: str) -> tuple[bytes, datetime.datetime] | None:
        """Return an object's bytes and when it was written; None when there is none, or a file that cannot be read."""
        try:
            found = obstore.get(self._objects, path)
            return bytes(found.bytes()), found.meta["last_modified"]
        except (FileNotFoundError, ValueError):  # ValueError: a path that no object can have
            return None
        except (BaseError, OSError) as error:
            self._pass_over(path, error)
            return None

    def _pass_over(self, path: str, error: Exception) -> None:
        """Say that a file cannot be read, and may as well not be there; raise StoreError for an object of a bucket."""
        if self._folder is None:  # a bucket that does not answer now may have it
            raise StoreError(f"{path}: {_first_line(error)}") from None
        log.error("%s cannot be read: %s", path, _first_line(error))

    def _get(self, path: str) -> bytes | None:
        with self._translated(path):
            try:
                return bytes(obstore.get(self._objects, path).bytes())
            except (FileNotFoundError, ValueError):  # ValueError: a path that no object can have
                return None

    def _put(self, path: str, data: bytes | Path, *, create: bool = False) -> None:
        with self._translated(path):
            try:
                mode: Literal["create", "overwrite"] = "create" if create else "overwrite"
                obstore.put(self._objects, path, data, mode=mode, max_concurrency=PARTS_AT_ONCE)
            except BaseError:
                if create or self._folder is None or not (self._folder / path).is_dir():
                    raise
                shutil.rmtree(self._folder / path)  # a folder where only a file belongs
                obstore.put(self._objects, path, data, max_concurrency=PARTS_AT_ONCE)

    def _delete(self, path: str) -> None:
        with self._translated(path), contextlib.suppress(FileNotFoundError):
            obstore.delete(self._objects, path)

    @contextlib.contextmanager
    def _translated(self, path: str) -> Iterator[None]:
        try:
            yield
        except AlreadyExistsError:
            raise
        except (BaseError, OSError) as error:
            raise StoreError(f"{path}: {_first_line(error)}") from None


class Lease:
    """The right to do one piece of work, kept alive by a thread until the `with` block ends."""

    def __init__(self, store: Store, folder: str, number: int) -> None:
        self._store = store
        self._folder = folder
        self._number = number
        self._path = f"{folder}/{number}"
        self._passed_over: Iterable[int] = ()
        self._done = threading.Event()
        self._keeper = threading.Thread(target=self._keep, name=f"lease {self._path}", daemon=True)

    def take(self) -> bool:
        """Return whether the lease is now held by this object alone."""
        try:
            self._store._put(self._path, _mark(), create=True)
        except AlreadyExistsError:
            return False
        others = self._store._leases(self._folder)
        others.pop(self._number, None)
        if any(map(_alive, others.values())):
            self._store._delete(self._path)
            return False
        self._passed_over = others
        self._keeper.start()
        return True

    def __enter__(self) -> "Lease":
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._keeper.join()
        with contextlib.suppress(StoreError):
            for number in self._passed_over:
                self._store._delete(f"{self._folder}/{number}")
            self._store._delete(self._path)

    def _keep(self) -> None:
        while not self._done.wait(LEASE_S / 3):
            with contextlib.suppress(StoreError):
                self._store._put(self._path, _mark())


def _mark() -> bytes:
    """Return what a lease says: until when, and which process on which machine holds it."""
    return msgspec.json.encode({"until": time.time() + LEASE_S, "host": _host(), "pid": os.getpid()})


def _alive(mark: bytes) -> bool:
    try:
        held = msgspec.json.decode(mark)
        until, host, pid = float(held["until"]), held["host"], int(held["pid"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return False
    if until < time.time():
        return False
    if host != _host():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _host() -> str:
    """Return a name for this machine, or container: where a process number means one process."""
    namespace = Path("/proc/self/ns/pid")
    return f"{socket.gethostname()} {namespace.readlink() if namespace.exists() else ''}"


def rendition_path(language: str, slug: str) -> str:
    """Return where what is published for a procedure is kept."""
    return f"renditions/{language}/{slug}.json"


def collected_path(language: str, name: str) -> str:
    """Return where it is kept what `name` of a language is."""
    return f"collections/{language}/{name}.json"


def sum_path(clip_path: str) -> str:
    """Return where the SHA-256 of a clip is kept."""
    return clip_path.replace("clips/", "sums/", 1)


def speech_path(key: str) -> str:
    """Return where the speech with `key` is kept."""
    return f"speech/{key[:2]}/{key}.wav"


def _seal(sha256: str, path: str) -> bytes:
    """Return the line that sha256sum writes, and checks."""
    return f"{sha256}  {path}\n".encode()


_WAV_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_WAV_SEAL = struct.Struct("<4sI32s")


def _pack(speech: Speech) -> bytes:
    """Return a WAV file that ends with a chunk "hash", the SHA-256 of the rate and the samples: any player plays it."""
    size, rate = len(speech.pcm), speech.sample_rate
    head = _WAV_HEAD.pack(
        b"RIFF", 36 + size + _WAV_SEAL.size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16, b"data", size
    )
    return head + speech.pcm + _WAV_SEAL.pack(b"hash", 32, hashlib.sha256(head + speech.pcm).digest())


def _unpack(data: bytes) -> Speech | None:
    """Return the speech in a file that `_pack` made; None when one bit of it has changed."""
    end = len(data) - _WAV_SEAL.size
    if end < _WAV_HEAD.size or data[end:] != _WAV_SEAL.pack(b"hash", 32, hashlib.sha256(data[:end]).digest()):
        return None
    return Speech(pcm=data[_WAV_HEAD.size : end], sample_rate=_WAV_HEAD.unpack(data[: _WAV_HEAD.size])[7])


class _Sealed(msgspec.Struct):
    sha256: str
    rendition: msgspec.Raw


def _sealed(rendition: bytes) -> bytes:
    """Return a rendition, or what was collected of many, with its SHA-256."""
    return msgspec.json.encode(_Sealed(hashlib.sha256(rendition).hexdigest(), msgspec.Raw(rendition)))


def _unsealed(data: bytes) -> bytes:
    """Return what `_sealed` was given; raise msgspec.DecodeError when one bit of it has changed."""
    sealed = msgspec.json.decode(data, type=_Sealed)
    rendition = bytes(sealed.rendition)
    if hashlib.sha256(rendition).hexdigest() != sealed.sha256:
        raise msgspec.DecodeError("its bytes have changed")
    return rendition


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0]
