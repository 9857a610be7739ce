"""Values that the store keeps from one process to the next, to save work. Each can be lost without harm."""

import logging
from typing import Generic, TypeVar

import msgspec

from voiceedu.errors import StoreError
from voiceedu.process import garbage
from voiceedu.storage.object_store import Objects
from voiceedu.storage.paths import memory_path
from voiceedu.storage.seals import sealed, unsealed

log = logging.getLogger(__name__)

T = TypeVar("T")


class Memory(Generic[T]):
    """One value of `type_`, kept in `objects` under `name`."""

    def __init__(self, objects: Objects, name: str, type_: type[T]) -> None:
        self._objects = objects
        self._path = memory_path(name)
        self._decoder: msgspec.json.Decoder[T] = msgspec.json.Decoder(type_)

    def read(self) -> T | None:
        """Return the value; None if there is none, it is damaged or of another version, or it cannot be read."""
        try:
            data = self._objects.get(self._path)
            with garbage.not_collected():  # among thousands of new objects: half of the time
                return self._decoder.decode(unsealed(data)) if data is not None else None
        except (StoreError, msgspec.DecodeError) as error:
            log.info("%s cannot be used, so more is done anew: %s", self._path, error)
            return None

    def write(self, value: T) -> None:
        """Keep `value`, if the store can be written to."""
        try:
            self._objects.put(self._path, sealed(msgspec.json.encode(value)))
        except StoreError as error:
            log.info("%s cannot be kept, so more is done anew: %s", self._path, error)
