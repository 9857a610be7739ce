"""`voiceedu review` in a process of its own, and a person at a browser that has opened its link."""

import contextlib
import html
import os
import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

from tests.support.ports import free_port

NAME = "Dr. Ana Ruiz"
PATIENCE_S = 60


@dataclass(frozen=True)
class Person:
    """Somebody who has opened the link of a running review."""

    url: str
    opener: urllib.request.OpenerDirector

    def page(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=PATIENCE_S) as answer:
            return html.unescape(answer.read().decode())

    def form(self, page: str, action: str) -> dict[str, str]:
        """Return the hidden fields of the form on `page` that is sent to `action`."""
        found = re.search(rf'<form method="post" action="{re.escape(action)}".*?</form>', self.page(page), re.DOTALL)
        assert found, page
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found[0]))

    def post(self, path: str, fields: dict[str, str]) -> tuple[int, str]:
        """Send a form; return the status and the words of the page that follows."""
        data = urllib.parse.urlencode({"name": NAME, **fields}).encode()
        request = urllib.request.Request(self.url + path, data=data, headers={"Origin": self.url})
        try:
            with self.opener.open(request, timeout=PATIENCE_S) as answer:
                return answer.status, html.unescape(answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, html.unescape(error.read().decode())


@contextlib.contextmanager
def reviewing(
    library: Path, cache: Path, python: Path | None = None, *, engines: str = "tone", publish: str = "all"
) -> Iterator[Person]:
    """Run `voiceedu review` of `library`, by default with this Python, and open its link."""
    port = free_port()
    environ = os.environ | {
        "VOICEEDU_LIBRARY": str(library),
        "VOICEEDU_CACHE": str(cache),
        "VOICEEDU_ENGINES": engines,
        "VOICEEDU_PUBLISH": publish,
        "PYTHONUNBUFFERED": "1",
    }
    command = [str(python or sys.executable), "-m", "voiceedu", "review", "--port", str(port)]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            process.stdout.readline()
            link = process.stdout.readline().strip()
            person = Person(
                f"http://127.0.0.1:{port}",
                urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar())),
            )
            assert link.startswith(person.url), link
            person.page(link.removeprefix(person.url))
            yield person
        finally:
            process.terminate()
