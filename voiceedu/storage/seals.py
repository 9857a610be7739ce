"""JSON records with a SHA-256 of their own, and sum files: they show whether any bit has changed."""

import hashlib

import msgspec


def sum_line(sha256: str, path: str) -> bytes:
    """Return a line in the format of sha256sum."""
    return f"{sha256}  {path}\n".encode()


class _Sealed(msgspec.Struct):
    sha256: str
    record: msgspec.Raw


# Made at import, by one thread: msgspec 0.22 crashes when threads decode a type for the first time at once.
_SEALED = msgspec.json.Decoder(_Sealed)


def sealed(record: bytes) -> bytes:
    """Return a record in JSON with its SHA-256."""
    return msgspec.json.encode(_Sealed(hashlib.sha256(record).hexdigest(), msgspec.Raw(record)))


def unsealed(data: bytes) -> bytes:
    """Return what `sealed` was given; raise msgspec.DecodeError if any bit of it has changed."""
    try:
        kept = _SEALED.decode(data)
    except RecursionError:  # a hundred thousand brackets
        raise msgspec.DecodeError("it is nested too deep") from None
    record = bytes(kept.record)
    if hashlib.sha256(record).hexdigest() != kept.sha256:
        raise msgspec.DecodeError("its bytes have changed")
    return record
