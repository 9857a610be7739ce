"""Temporary files for large responses out of a bucket, which the server sends as slowly as a client receives them."""

import asyncio
import contextlib
import tempfile
from collections import deque
from typing import IO

from voiceedu.web.http.streaming import Stretch

AT_ONCE = 4
"""How many responses are copied at a time; the next ones wait for their turn."""
KEPT = 2 * AT_ONCE
"""How many files stay open here, so that the server can open each for itself."""
TURN_S = 10.0
"""How long a response waits for its turn."""


class Spool:
    """Copies stretches of a bucket to files without a name: they vanish with the process, however it ends."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._files: deque[IO[bytes]] = deque()

    async def copy(self, stretch: Stretch) -> str:
        """Return the path of a file with the bytes of `stretch`. It exists until KEPT others have been copied.

        Raise StoreError when the bucket fails, OSError when the file cannot be written, or no turn comes in TURN_S.
        """
        async with asyncio.timeout(TURN_S):
            await self._turn.acquire()
        try:
            file = await asyncio.to_thread(_write, stretch)
        finally:
            self._turn.release()
        self._files.append(file)
        if len(self._files) > KEPT:
            self._files.popleft().close()
        return f"/proc/self/fd/{file.fileno()}"

    def close(self) -> None:
        """Close all files."""
        for file in self._files:
            file.close()
        self._files.clear()


def _write(stretch: Stretch) -> IO[bytes]:
    with contextlib.ExitStack() as on_failure:
        file = on_failure.enter_context(tempfile.TemporaryFile())
        for piece in stretch:
            file.write(piece)
        file.flush()
        on_failure.pop_all()  # it is closed when later ones have taken its place
    return file
