"""Edits, damages, deletes, prunes and kills under a running server, and checks the bytes of every answer.

An answer of an address must have the bytes that the manifest named with it, an answer of a stable URL those that were
published at that time. What is published must be there: at once, or after 503 with Retry-After. Nothing else is right
but a connection that breaks when a process is killed.
"""

import contextlib
import hashlib
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from chaos_ledger import Ledger

from tests.conftest import TEXTS
from tests.support.texts import write_short_prompts, write_texts
from voiceedu.content.prompt_set import PROMPTS

LISTENERS = 6
KILLED_S = 15.0
"""So long after a kill, connections may break and be refused: until another process answers."""
HEAL_S = 60.0
"""How long the server has at the end to make again what is missing."""


class Chaos:
    """A library, its server, and what befalls them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.folder = folder
        self.library, self.cache = folder / "library", folder / "cache"
        write_texts(self.library, TEXTS)
        write_short_prompts(self.library, "en")
        slugs = tuple(name.partition("/")[2] for name in TEXTS)
        self.ledger = Ledger(self.cache, (*slugs, PROMPTS))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environ = {
            **os.environ,
            "VOICEEDU_LIBRARY": str(self.library),
            "VOICEEDU_CACHE": str(self.cache),
            "VOICEEDU_ENGINES": "tone",
            "VOICEEDU_LOG": "error",
            "VOICEEDU_KEEP_DAYS": "0",
            "VOICEEDU_CLIP_MEMORY_MB": "1",
        }
        self.log = (folder / "serve.log").open("ab")
        self.server = self.start()
        self.is_over = threading.Event()
        self.done: Counter[str] = Counter()

    # --- the server ---

    def start(self) -> "subprocess.Popen[bytes]":
        """Start a server, and return it when it answers; one that ends before is tried again while a port is busy."""
        command = [sys.executable, "-m", "voiceedu", "serve", "--port", str(self.port), "--workers", "2"]
        deadline = time.monotonic() + 60
        while True:
            process = subprocess.Popen(command, env=self.environ, stdout=self.log, stderr=self.log)
            while process.poll() is None:
                with contextlib.suppress(OSError):
                    if self.get("/healthz")[0] == 200:
                        return process
                time.sleep(0.1)
            if time.monotonic() > deadline:
                raise click.ClickException(f"The server does not start:\n{self.text_of_log()}")

    def text_of_log(self) -> str:
        return (self.folder / "serve.log").read_text(encoding="utf-8")[-5000:]

    def children(self) -> dict[int, str]:
        """Return the server's child processes, by number, with their command lines."""
        found = {}
        with contextlib.suppress(OSError):
            for thread in Path(f"/proc/{self.server.pid}/task").iterdir():
                for number in map(int, (thread / "children").read_text().split()):
                    with contextlib.suppress(OSError):
                        found[number] = Path(f"/proc/{number}/cmdline").read_text()
        return found

    def get(self, path: str, timeout_s: float = 30.0) -> tuple[int, bytes, str]:
        """Return status, body and ETag."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout_s)
        with contextlib.closing(connection):
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers["ETag"] or ""

    # --- what befalls it ---

    def edit(self) -> None:
        """Change a text, or change it back."""
        name = self.chance.choice(list(TEXTS))
        more = self.chance.choice(["", "", "This is a change.", f"This is change {self.chance.randrange(1000)}."])
        new = self.library / f"{name}.new"
        new.write_text(f"{TEXTS[name]}\n{more}\n", encoding="utf-8")
        new.replace(self.library / f"{name}.md")

    def command(self, name: str, killed_after_s: float | None = None) -> None:
        """Run a command to its end, or kill it."""
        process = subprocess.Popen(
            [sys.executable, "-m", "voiceedu", name], env=self.environ, stdout=self.log, stderr=self.log
        )
        try:
            code = process.wait(timeout=killed_after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        else:
            self.ledger.note()
            # A render that began before a file was damaged reports what it cannot read.
            if code not in (0, 1):
                self.ledger.report(f"voiceedu {name} ended with {code}: {self.text_of_log()}")

    def render(self) -> None:
        self.edit()
        self.command("render")

    def kill_render(self) -> None:
        self.edit()
        self.command("render", self.chance.uniform(0.3, 3))

    def prune(self) -> None:
        self.command("prune")

    def kill_prune(self) -> None:
        self.command("prune", self.chance.uniform(0.3, 1))

    def file(self, folder: str) -> Path | None:
        files = sorted(path for path in (self.cache / folder).rglob("*") if path.is_file())
        return self.chance.choice(files) if files else None

    def damage(self) -> None:
        """Replace a file by one with other bytes: fewer, none, or one that differs."""
        path = self.file(self.chance.choice(["clips", "clips", "sums", "speech", "renditions"]))
        with contextlib.suppress(OSError):
            if path is not None and (data := bytearray(path.read_bytes())):
                place = self.chance.randrange(len(data))
                data[place] ^= 1 << self.chance.randrange(8)
                bad = path.with_name(f"{path.name}.bad")
                bad.write_bytes(self.chance.choice([bytes(data), bytes(data[:place]), b""]))
                bad.replace(path)

    def delete(self) -> None:
        """Delete a file, or a folder of them."""
        folder = self.chance.choice(["clips", "clips", "sums", "speech", "renditions", "leases"])
        if self.chance.random() < 0.1:
            shutil.rmtree(self.cache / folder, ignore_errors=True)
        elif path := self.file(folder):
            path.unlink(missing_ok=True)

    def kill_child(self, is_companion: bool) -> None:
        chosen = [number for number, line in self.children().items() if ("server.background_" in line) == is_companion]
        workers = [number for number in chosen if is_companion or "resource_tracker" not in self.children()[number]]
        if workers:
            self.ledger.killed_at = time.monotonic()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.chance.choice(workers), signal.SIGKILL)
            self.ledger.killed_at = time.monotonic()

    def kill_worker(self) -> None:
        self.kill_child(False)

    def kill_companion(self) -> None:
        self.kill_child(True)

    def kill_parent(self) -> None:
        """Kill the parent: all of its children must end with it. Start another server then."""
        children = self.children()
        self.ledger.killed_at = float("inf")
        self.server.kill()
        self.server.wait()
        deadline = time.monotonic() + KILLED_S
        while left := [number for number in children if is_alive(number)]:
            if time.monotonic() > deadline:
                self.ledger.report(f"the server was killed, and {left} of its processes live on")
                for number in left:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(number, signal.SIGKILL)
            time.sleep(0.1)
        self.server = self.start()
        self.ledger.killed_at = time.monotonic()

    def befall(self) -> None:
        """Do one thing at random."""
        kinds: list[tuple[int, Callable[[], None]]] = [
            (6, self.render),
            (3, self.kill_render),
            (2, self.prune),
            (1, self.kill_prune),
            (10, self.damage),
            (8, self.delete),
            (2, self.kill_worker),
            (1, self.kill_companion),
            (1, self.kill_parent),
        ]
        self.do(self.chance.choices([kind for _, kind in kinds], weights=[weight for weight, _ in kinds])[0])

    def do(self, action: Callable[[], None]) -> None:
        """Do one thing, and report it if the server ends of it."""
        action()
        self.done[action.__name__] += 1
        if self.server.poll() is not None:
            self.ledger.report(f"the server ended by itself with {self.server.returncode}:\n{self.text_of_log()}")
            self.server = self.start()

    # --- who listens meanwhile ---

    def listen(self, number: int) -> None:
        chance = random.Random(number)
        while not self.is_over.is_set():
            url, was_current = self.ledger.choose(chance)
            started = time.monotonic()
            try:
                status, body, etag = self.get(url)
            except (OSError, http.client.HTTPException) as error:
                if started - self.ledger.killed_at < KILLED_S:
                    self.ledger.count("broken by a kill")
                else:
                    self.ledger.report(f"{url}: {error!r}")
                time.sleep(0.2)
                continue
            self.ledger.count(str(status))
            digest = hashlib.sha256(body).hexdigest()
            if status == 200:
                ended = time.monotonic()
                if not (is_right := self.ledger.is_right(url, digest, started, ended)):
                    self.ledger.note()  # a listener may have heard what was published a moment ago
                    is_right = self.ledger.is_right(url, digest, started, ended)
                if not is_right or etag != f'"{digest[:32]}"':
                    self.ledger.report(f"{url}: {len(body)} bytes with the SHA-256 {digest} and the ETag {etag}")
            elif status == 404:
                self.ledger.note()
                if was_current and self.ledger.is_current(url):
                    self.ledger.report(f"{url} is published, and was answered 404")
            elif status != 503:
                self.ledger.report(f"{url} was answered {status}")

    def watch(self) -> None:
        while not self.is_over.is_set():
            self.ledger.note()
            time.sleep(0.1)

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.watch)]
        threads += [threading.Thread(target=self.listen, args=(number,)) for number in range(LISTENERS)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join()

    def assert_healed(self) -> None:
        """Render, and report what is not served with its own bytes in the end."""
        self.command("render")
        self.ledger.note()
        if not self.ledger.current:
            self.ledger.report("nothing is published in the end")
        for url, digest in self.ledger.current.items():
            status, body = self.get_in_the_end(url)
            if status != 200 or hashlib.sha256(body).hexdigest() != digest:
                self.ledger.report(f"{url} is lost: {status}, {len(body)} bytes")

    def get_in_the_end(self, url: str) -> tuple[int, bytes]:
        """Return status and body once the server is over what befell it last: a kill, or a file that was missing.

        The status is 0 where it does not answer at all.
        """
        deadline = time.monotonic() + HEAL_S
        while True:
            try:
                status, body, _ = self.get(url)
                may_wait = status == 503
            except (OSError, http.client.HTTPException):
                status, body = 0, b""
                may_wait = time.monotonic() - self.ledger.killed_at < KILLED_S
            if not may_wait or time.monotonic() > deadline:
                return status, body
            time.sleep(0.2)


def is_alive(number: int) -> bool:
    """Return whether a process runs, and is no zombie."""
    try:
        return not re.search(r"^State:\s+Z", Path(f"/proc/{number}/status").read_text(), re.MULTILINE)
    except OSError:
        return False


@click.command()
@click.option("--seconds", default=300.0, show_default=True, help="How long.")
@click.option("--seed", default=1, show_default=True, help="Of what happens in which order.")
def main(seconds: float, seed: int) -> None:
    """Print what was done and heard. Ends with 1 if anything was wrong or lost, or the server ended by itself."""
    with tempfile.TemporaryDirectory(prefix="voiceedu-") as folder:
        chaos = Chaos(Path(folder), seed)
        try:
            chaos.command("render")
            chaos.ledger.note()
            with chaos.listening():
                until = time.monotonic() + seconds
                for action in (chaos.damage, chaos.delete, chaos.kill_worker):  # in a short run, too
                    chaos.do(action)
                while time.monotonic() < until:
                    chaos.befall()
                    time.sleep(chaos.chance.uniform(0, 0.4))
            chaos.assert_healed()
            traces = chaos.text_of_log().count("Traceback")
        finally:
            chaos.server.terminate()
            chaos.server.wait(timeout=30)
            chaos.log.close()
        click.echo("Done: " + ", ".join(f"{count} × {name}" for name, count in sorted(chaos.done.items())))
        click.echo("Heard: " + ", ".join(f"{count:,} × {what}" for what, count in sorted(chaos.ledger.heard.items())))
        click.echo(f"Wrong, lost or ended: {len(chaos.ledger.wrong)}; tracebacks in the last of the log: {traces}")
        for line in chaos.ledger.wrong[:20]:
            click.echo(line, err=True)
        if chaos.ledger.wrong:
            sys.exit(1)


if __name__ == "__main__":
    main()
